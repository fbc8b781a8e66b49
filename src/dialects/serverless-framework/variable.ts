/** The syntax of `${…}` variables: which texts hold them, and what each of them asks for. */

/** A text cut at its variables. */
export type VariableText = readonly (string | Variable)[];

/** `${first, second, 'last'}`: the first alternative that has a value counts. */
export interface Variable {
  readonly alternatives: readonly Alternative[];
  /** As it is written, with its braces. */
  readonly written: string;
}

export type Alternative = Literal | Source | Nested;

interface Literal {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null;
}

/** `self:custom.table`, `file(./x.yml):key`, `ssm:/a/b`. */
export interface Source {
  readonly kind: 'source';
  readonly provider: string;
  /** What stands in parentheses. */
  readonly parameters?: VariableText | undefined;
  /** What stands behind the colon. */
  readonly key: VariableText;
}

/** An alternative that is a variable in its own braces: `${opt:stage, ${self:provider.stage}}`. */
interface Nested {
  readonly kind: 'nested';
  readonly text: VariableText;
}

/** Deeper nesting than anybody writes is left as text. */
const deepest = 16;

/** Longer texts are documents of their own (templates, scripts), not settings. */
const longest = 20_000;

/** Policy variables of IoT Core look like the framework's own and are not. */
const foreign = new Set(['iot']);

/** The text cut at its variables; undefined where it holds none. */
export function parseVariables(text: string): VariableText | undefined {
  if (!text.includes('${') || text.length > longest) return undefined;
  const parts = cut(text, 0);
  return parts.some((part) => typeof part !== 'string') ? parts : undefined;
}

/** The only variable of a text that is nothing else. */
export function wholeVariable(parts: VariableText): Variable | undefined {
  const [first] = parts;
  return parts.length === 1 && typeof first === 'object' ? first : undefined;
}

function cut(text: string, depth: number): VariableText {
  const parts: (string | Variable)[] = [];
  let from = 0;
  let search = 0;
  for (;;) {
    const start = text.indexOf('${', search);
    const end = start < 0 ? undefined : closingBrace(text, start + 2);
    if (end === undefined) break;
    const variable = depth < deepest ? readVariable(text.slice(start + 2, end), text.slice(start, end + 1), depth) : undefined;
    const escaped = text[start - 1] === '\\';
    if (variable && !escaped) {
      if (start > from) parts.push(text.slice(from, start));
      parts.push(variable);
      from = end + 1;
    }
    search = variable ? end + 1 : start + 2;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

/** The offset of the brace that closes what was opened before `from`. */
function closingBrace(text: string, from: number): number | undefined {
  let depth = 1;
  for (let i = from; i < text.length; i++) {
    if (text[i] === '}' && --depth === 0) return i;
    if (text[i] === '$' && text[i + 1] === '{') {
      depth += 1;
      i += 1;
    }
  }
  return undefined;
}

/** Undefined for what is no variable of the framework: `${Table}`, `${AWS::Region}`, `${!Literal}`. */
function readVariable(content: string, written: string, depth: number): Variable | undefined {
  const [first, ...others] = splitAtCommas(content);
  const source = readAlternative(first ?? '', depth);
  if (source?.kind !== 'source') return undefined;
  const alternatives: Alternative[] = [source];
  for (const other of others) {
    const alternative = readAlternative(other, depth);
    if (alternative) alternatives.push(alternative);
  }
  return { alternatives, written };
}

/** Cuts at the commas that stand outside quotes, parentheses and inner braces. */
function splitAtCommas(content: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  let depth = 0;
  let quote = '';
  for (let i = 0; i < content.length; i++) {
    const unit = content[i]!;
    if (quote) {
      if (unit === quote) quote = '';
    } else if ((unit === "'" || unit === '"') && content.slice(from, i).trim() === '') quote = unit;
    else if (unit === '(' || unit === '{') depth += 1;
    else if (unit === ')' || unit === '}') depth -= 1;
    else if (unit === ',' && depth <= 0) {
      pieces.push(content.slice(from, i));
      from = i + 1;
    }
  }
  pieces.push(content.slice(from));
  return pieces;
}

function readAlternative(piece: string, depth: number): Alternative | undefined {
  const text = piece.trim();
  const name = /^[a-z][\w-]*(?=[:(])/.exec(text)?.[0];
  if (name !== undefined && !foreign.has(name)) return readSource(name, text.slice(name.length), depth);
  if (text.startsWith('${')) return { kind: 'nested', text: cut(text, depth + 1) };
  return readLiteral(text);
}

function readSource(provider: string, rest: string, depth: number): Source | undefined {
  if (rest.startsWith('::')) return undefined;
  if (!rest.startsWith('(')) return { kind: 'source', provider, key: cut(rest.slice(1), depth + 1) };
  const end = closingParenthesis(rest);
  if (end === undefined) return undefined;
  const behind = rest.slice(end + 1);
  return {
    kind: 'source',
    provider,
    parameters: cut(rest.slice(1, end).trim(), depth + 1),
    key: cut(behind.startsWith(':') ? behind.slice(1).trim() : '', depth + 1),
  };
}

function closingParenthesis(text: string): number | undefined {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '(') depth += 1;
    if (text[i] === ')' && --depth === 0) return i;
  }
  return undefined;
}

function readLiteral(text: string): Literal | undefined {
  const quoted = /^'([^]*)'$|^"([^]*)"$/.exec(text);
  if (quoted) return { kind: 'literal', value: quoted[1] ?? quoted[2] ?? '' };
  if (text === 'true' || text === 'false') return { kind: 'literal', value: text === 'true' };
  if (text === 'null') return { kind: 'literal', value: null };
  if (/^-?\d+(\.\d+)?$/.test(text)) return { kind: 'literal', value: Number(text) };
  return text === '' ? undefined : { kind: 'literal', value: text };
}

/** `a.b[0].c` → `a`, `b`, `0`, `c`. */
export function pathOf(key: string): string[] {
  return key
    .replaceAll(/\[(\d+)\]/g, '.$1')
    .split('.')
    .map((step) => step.trim())
    .filter((step) => step !== '');
}

/** The path that stands in the parentheses: `file(./x.yml, argument)` and `file('./x.yml')` mean `./x.yml`. */
export function filePath(parameters: string): string {
  const first = parameters.split(',')[0]!.trim();
  return /^(['"]).*\1$/.test(first) ? first.slice(1, -1) : first;
}
