/** Cuts Bicep into tokens. Line breaks are tokens, because they end statements, properties and items. */

export interface Token {
  readonly kind: 'name' | 'number' | 'text' | 'sign' | 'newline' | 'end' | 'bad';
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Of a text: its parts, expressions as ranges of offsets. */
  readonly parts?: readonly (string | { readonly start: number; readonly end: number })[];
}

const signs = ['...', '.?', '??', '::', '==', '!=', '=~', '!~', '<=', '>=', '&&', '||', '=>'];

/** What a text says that has no expressions in it. */
export function plainText({ parts = [] }: Token): string | undefined {
  return parts.every((part) => typeof part === 'string') ? parts.join('') : undefined;
}

/** Texts nested in texts beyond this are not read. */
const deepest = 50;

/** Words to the compiler: `#disable-next-line no-unused-params`. */
const directive = /^#(?:disable|restore)-/;

export function tokens(text: string, from = 0, to = text.length): Token[] {
  const found: Token[] = [];
  let offset = from;
  while (offset < to) {
    const sign = text[offset]!;
    if (sign === ' ' || sign === '\t' || sign === '\r' || sign === '\uFEFF') offset++;
    else if (text.startsWith('//', offset)) offset = lineEnd(text, offset, to);
    else if (text.startsWith('/*', offset)) offset = behind(text, '*/', offset + 2, to);
    else if (sign === '#' && directive.test(text.slice(offset, offset + 20))) offset = lineEnd(text, offset, to);
    else {
      const token = sign === '\n' ? simple('newline', text, offset, 1) : next(text, offset, to);
      found.push(token);
      offset = token.end;
    }
  }
  found.push({ kind: 'end', text: '', start: to, end: to });
  return found;
}

function next(text: string, offset: number, to: number): Token {
  if (text[offset] === "'") return text.startsWith("'''", offset) ? rawText(text, offset, to, 0) : quotedText(text, offset, to);
  const dollars = text[offset] === '$' ? (/\$+(?=''')/y.exec(text.slice(offset, offset + 20))?.[0].length ?? 0) : 0;
  if (dollars > 0) return rawText(text, offset, to, dollars);
  const word = /[A-Za-z_]\w*|\d+/y;
  word.lastIndex = offset;
  const match = word.exec(text)?.[0];
  if (match !== undefined) return simple(/^\d/.test(match) ? 'number' : 'name', text, offset, match.length);
  const long = signs.find((sign) => text.startsWith(sign, offset));
  if (long) return simple('sign', text, offset, long.length);
  return simple(/[{}[\]().,:=?!<>+\-*/%@#|^]/.test(text[offset]!) ? 'sign' : 'bad', text, offset, 1);
}

function simple(kind: Token['kind'], text: string, start: number, length: number): Token {
  return { kind, text: text.slice(start, start + length), start, end: start + length };
}

/**
 * `'''…'''` holds its text as it is, without the line break behind the opening. `$'''…'''` has interpolations, and `$$'''…'''` those
 * that begin with two dollars.
 */
function rawText(text: string, start: number, to: number, dollars: number): Token {
  const from = start + dollars + 3;
  const close = text.indexOf("'''", from);
  const end = close < 0 || close + 3 > to ? to : close + 3;
  // Apostrophes before the closing belong to the text.
  let last = end;
  if (close >= 0) while (text[last] === "'" && last < to) last++;
  const opening = /^\r?\n/.exec(text.slice(from, from + 2))?.[0].length ?? 0;
  const inner = [Math.min(from + opening, last), Math.max(from + opening, last - 3)] as const;
  const parts = dollars === 0 ? [text.slice(...inner)] : interpolated(text, ...inner, `${'$'.repeat(dollars)}{`);
  return { kind: 'text', text: text.slice(start, last), start, end: last, parts };
}

function interpolated(text: string, from: number, to: number, sign: string): NonNullable<Token['parts']> {
  const parts: (string | { start: number; end: number })[] = [];
  let offset = from;
  for (;;) {
    const open = text.indexOf(sign, offset);
    const end = open < 0 || open >= to ? undefined : interpolationEnd(text, open + sign.length, to, 0);
    if (end === undefined) break;
    if (open > offset) parts.push(text.slice(offset, open));
    parts.push({ start: open + sign.length, end });
    offset = end + 1;
  }
  if (offset < to || parts.length === 0) parts.push(text.slice(offset, to));
  return parts;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\', "'": "'", $: '$' };

function quotedText(text: string, start: number, to: number): Token {
  const parts: (string | { start: number; end: number })[] = [];
  let written = '';
  let offset = start + 1;
  while (offset < to) {
    const sign = text[offset]!;
    if (sign === "'") return finished(offset + 1);
    if (sign === '\n') break;
    if (sign === '\\') {
      const escape = text[offset + 1] ?? '';
      const unicode = /^u\{([0-9a-fA-F]{1,6})\}/.exec(text.slice(offset + 1, offset + 10));
      const code = unicode ? Number.parseInt(unicode[1]!, 16) : 0;
      written += unicode ? (code <= 0x10ffff ? String.fromCodePoint(code) : '') : (escapes[escape] ?? escape);
      offset += unicode ? unicode[0].length + 1 : 2;
    } else if (sign === '$' && text[offset + 1] === '{') {
      const end = interpolationEnd(text, offset + 2, to, 0);
      if (end === undefined) break;
      if (written !== '') parts.push(written);
      written = '';
      parts.push({ start: offset + 2, end });
      offset = end + 1;
    } else {
      written += sign;
      offset++;
    }
  }
  return { kind: 'bad', text: text.slice(start, offset), start, end: Math.max(offset, start + 1) };

  function finished(end: number): Token {
    if (written !== '' || parts.length === 0) parts.push(written);
    return { kind: 'text', text: text.slice(start, end), start, end, parts };
  }
}

/** The place of the brace that closes an interpolation; texts inside may hold braces of their own. */
function interpolationEnd(text: string, start: number, to: number, depth: number): number | undefined {
  let open = 0;
  for (let offset = start; offset < to; offset++) {
    const sign = text[offset];
    // Within brackets an expression may go on below.
    if ((sign === '\n' && open === 0) || depth > deepest) return undefined;
    if (sign === '{' || sign === '(' || sign === '[') open++;
    else if (sign === ')' || sign === ']') open--;
    else if (sign === '}' && open-- === 0) return offset;
    else if (sign === "'") {
      const end = textEnd(text, offset, to, depth + 1);
      if (end === undefined) return undefined;
      offset = end;
    }
  }
  return undefined;
}

function textEnd(text: string, start: number, to: number, depth: number): number | undefined {
  for (let offset = start + 1; offset < to; offset++) {
    const sign = text[offset];
    if (sign === '\n' || depth > deepest) return undefined;
    if (sign === "'") return offset;
    if (sign === '\\') offset++;
    else if (sign === '$' && text[offset + 1] === '{') {
      const end = interpolationEnd(text, offset + 2, to, depth + 1);
      if (end === undefined) return undefined;
      offset = end;
    }
  }
  return undefined;
}

function lineEnd(text: string, from: number, to: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 || end > to ? to : end;
}

function behind(text: string, sign: string, from: number, to: number): number {
  const end = text.indexOf(sign, from);
  return end < 0 || end + sign.length > to ? to : end + sign.length;
}
