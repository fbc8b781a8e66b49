/**
 * What the variables of an access log of API Gateway come to: which of them are credentials, or the body itself
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html).
 */

const sensitive: readonly (readonly [what: string, variable: RegExp])[] = [
  [
    'the caller’s token',
    /\$(?:context\.)?(?:authorizer\.(?:token|jwt|access_?token|id_?token|authorization(?:Token)?)\b|input\.params\(\s*["'](?:header["']\s*,\s*["'])?authorization["'])/i,
  ],
  ['the caller’s API key', /\$context\.identity\.apiKey\b/i],
  [
    'the headers that callers prove themselves with',
    /\$(?:context\.)?(?:request\.header|requestOverride\.header|input\.params\(\)?\.header|header)\.?(?:authorization|cookie|x-api-key|x-auth-token)\b|\$request\.header\.(?:authorization|cookie|x-api-key)/i,
  ],
  ['whole requests', /\$input\.(?:body|json\(\s*["']\$["']\s*\))|\$request\.body\b|\$context\.(?:requestBody|responseBody|request\.body)\b/i],
];

/** The first variable of a format that should not be logged; undefined where there is none. */
export function sensitiveIn(format: string): { readonly what: string; readonly variable: 'key' | 'other' } | undefined {
  const found = sensitive.find(([, variable]) => variable.test(format));
  return found && { what: found[0], variable: found[0].endsWith('key') ? 'key' : 'other' };
}

/** A format in JSON without the fields that hold such variables; undefined for formats that cannot be cut in parts. */
export function withoutSensitive(format: string): string | undefined {
  let fields: unknown;
  try {
    fields = JSON.parse(format);
  } catch {
    return withoutWords(format);
  }
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return undefined;
  const kept = Object.entries(fields).filter(([, value]) => typeof value !== 'string' || sensitiveIn(value) === undefined);
  const cleaned = format.includes('\n') ? JSON.stringify(Object.fromEntries(kept), undefined, 2) : spaced(format, Object.fromEntries(kept));
  return kept.length > 0 && sensitiveIn(cleaned) === undefined ? cleaned : undefined;
}

/** As it was: with a space behind colons and commas, or without. */
function spaced(before: string, fields: object): string {
  if (!/"\s*:\s+"/.test(before)) return JSON.stringify(fields);
  const inner = Object.entries(fields).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return /^\{\s/.test(before) ? `{ ${inner.join(', ')} }` : `{${inner.join(', ')}}`;
}

/** A line of words, as CLF is; or lines with a field each. */
function withoutWords(format: string): string | undefined {
  if (/\n./.test(format)) return withoutLines(format);
  if (/[{}<>\n]/.test(format)) return undefined;
  const kept = format.split(' ').filter((word) => sensitiveIn(word) === undefined);
  return kept.length > 0 && sensitiveIn(kept.join(' ')) === undefined ? kept.join(' ') : undefined;
}

/** Each of them must hold one field, so that the others stay whole; the last one has no comma behind it. */
function withoutLines(format: string): string | undefined {
  const lines = format.split('\n');
  const gone = lines.filter((line) => sensitiveIn(line) !== undefined);
  if (!gone.every((line) => /^\s*"[^"]*"\s*:\s*("[^"]*"|\$[\w.]+)\s*,?\s*$/.test(line))) return undefined;
  return lines
    .filter((line) => !gone.includes(line))
    .join('\n')
    .replace(/,(\s*\})/, '$1');
}
