/** Reads the texts of HCL: quoted, heredocs and whole files, with their interpolations and directives. */
import { lineEnd, type HclCursor } from './hcl-cursor.ts';
import { readForNames } from './hcl-for-names.ts';
import type { HclExpression, TemplatePart, TemplateText } from './hcl-tree.ts';

type ReadExpression = (cursor: HclCursor) => HclExpression;

/** Where a text ends, and what stands for itself in it. */
interface Ending {
  readonly style: 'quoted' | 'heredoc' | 'file';
  reached(cursor: HclCursor): boolean;
}

const quoteEnding: Ending = { style: 'quoted', reached: (cursor) => cursor.peek() === 34 };

const fileEnding: Ending = { style: 'file', reached: () => false };

/** `"…"`. */
export function readQuoted(cursor: HclCursor, readExpression: ReadExpression): HclExpression {
  const start = cursor.offset;
  const plain = plainQuoted(cursor);
  if (plain !== undefined) return { kind: 'literal', at: cursor.span(start, cursor.offset), value: plain };
  cursor.offset = start + 1;
  const parts = readParts(cursor, quoteEnding, readExpression);
  if (!cursor.take('"')) cursor.fail('the quoted text is not closed on its line');
  return { kind: 'template', style: 'quoted', at: cursor.span(start, cursor.offset), parts };
}

/** The content of a quoted text without escapes and interpolations, which most are; undefined for others. */
function plainQuoted(cursor: HclCursor): string | undefined {
  const { text, end } = cursor;
  for (let at = cursor.offset + 1; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 34) {
      const value = text.slice(cursor.offset + 1, at);
      cursor.offset = at + 1;
      return value;
    }
    if (unit === 92 || unit === 10) return undefined;
    if ((unit === 36 || unit === 37) && text.charCodeAt(at + 1) === 123) return undefined;
  }
  return undefined;
}

/** `<<NAME` or `<<-NAME`, the lines, and the line that closes it. */
export function readHeredoc(cursor: HclCursor, readExpression: ReadExpression): HclExpression {
  const start = cursor.offset;
  cursor.offset += 2;
  const indented = cursor.take('-');
  const marker = cursor.name();
  const first = lineEnd(cursor.text, cursor.offset, cursor.end);
  if (cursor.text.slice(cursor.offset, first).trim() !== '' || first >= cursor.end)
    cursor.fail(`the lines of the heredoc ${marker} were expected here`);
  cursor.offset = first + 1;
  const contentStart = cursor.offset;
  const ending: Ending = { style: 'heredoc', reached: (at) => closesHeredoc(at, marker, contentStart) };
  const parts = readParts(cursor, ending, readExpression);
  if (cursor.offset >= cursor.end && !closesHeredoc(cursor, marker, contentStart)) {
    cursor.problem(`the heredoc ${marker} is not closed`, start, true);
  } else {
    cursor.skipSpaces();
    cursor.offset += marker.length;
  }
  return { kind: 'template', style: 'heredoc', at: cursor.span(start, cursor.offset), parts: indented ? withoutIndentation(parts, cursor) : parts };
}

function closesHeredoc(cursor: HclCursor, marker: string, contentStart: number): boolean {
  const { text, offset } = cursor;
  if (offset !== contentStart && text.charCodeAt(offset - 1) !== 10) return false;
  let at = offset;
  while (at < cursor.end && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9)) at++;
  if (!text.startsWith(marker, at)) return false;
  for (at += marker.length; at < cursor.end; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || unit === 13) return true;
    if (unit !== 32 && unit !== 9) return false;
  }
  return at === cursor.end;
}

/** The parts of a text up to its ending, at which the cursor then stands. */
export function readFileTemplate(cursor: HclCursor, readExpression: ReadExpression): readonly TemplatePart[] {
  return readParts(cursor, fileEnding, readExpression);
}

/** A list of parts that is being read, and the directive that it belongs to. */
interface Frame {
  parts: TemplatePart[];
  readonly start: number;
  readonly directive?:
    | { readonly kind: 'if'; readonly condition: HclExpression; then: TemplatePart[] | undefined }
    | (ForHead & { readonly kind: 'for' });
}

interface ForHead {
  readonly keyName: string | undefined;
  readonly valueName: string;
  readonly collection: HclExpression;
}

function readParts(cursor: HclCursor, ending: Ending, readExpression: ReadExpression): TemplatePart[] {
  const frames: Frame[] = [{ parts: [], start: cursor.offset }];
  let trim = false;
  while (cursor.offset < cursor.end && !ending.reached(cursor)) {
    const frame = frames.at(-1)!;
    const sign = cursor.peek();
    if ((sign === 36 || sign === 37) && cursor.peek(1) === 123) {
      const start = cursor.offset;
      cursor.offset += 2;
      if (cursor.take('~')) trimLast(frame.parts, cursor);
      cursor.nested(() => {
        cursor.acrossLines = true;
        if (sign === 36) frame.parts.push(readInterpolation(cursor, start, readExpression));
        else readDirective(cursor, start, frames, readExpression);
      });
      trim = cursor.take('~');
      if (!cursor.take('}')) cursor.fail("'}' was expected here");
      closeSpan(frames.at(-1)!.parts, cursor);
      continue;
    }
    const text = readText(cursor, ending);
    const kept = trim ? withoutLeading(text, cursor) : text;
    trim = false;
    if (kept) frame.parts.push(kept);
  }
  if (frames.length > 1) cursor.fail('a template directive is not closed');
  return frames[0]!.parts;
}

/** The brace that ends an interpolation or a directive belongs to its place. */
function closeSpan(parts: TemplatePart[], cursor: HclCursor): void {
  const last = parts.at(-1);
  if (!last || last.kind === 'text') return;
  const { end } = cursor.span(cursor.offset, cursor.offset);
  parts[parts.length - 1] = { ...last, at: { ...last.at, end } };
}

function readInterpolation(cursor: HclCursor, start: number, readExpression: ReadExpression): TemplatePart {
  const expression = readExpression(cursor);
  cursor.skipBlanks();
  return { kind: 'interpolation', at: cursor.span(start, cursor.offset), expression };
}

function readDirective(cursor: HclCursor, start: number, frames: Frame[], readExpression: ReadExpression): void {
  cursor.skipBlanks();
  const word = cursor.name();
  const frame = frames.at(-1)!;
  if (word === 'if') {
    frames.push({ parts: [], start, directive: { kind: 'if', condition: readExpression(cursor), then: undefined } });
  } else if (word === 'for') {
    frames.push({ parts: [], start, directive: { kind: 'for', ...readForHead(cursor, readExpression) } });
  } else if (word === 'else' && frame.directive?.kind === 'if' && !frame.directive.then) {
    frame.directive.then = frame.parts;
    frame.parts = [];
  } else if ((word === 'endif' && frame.directive?.kind === 'if') || (word === 'endfor' && frame.directive?.kind === 'for')) {
    frames.pop();
    frames.at(-1)!.parts.push(directivePart(frame, cursor));
  } else cursor.fail(`the directive ${word} is not expected here`);
  if (frames.length > 100) cursor.fail('its directives are nested too deeply');
  cursor.skipBlanks();
}

function directivePart(frame: Frame, cursor: HclCursor): TemplatePart {
  const at = cursor.span(frame.start, cursor.offset);
  const { directive } = frame;
  if (directive?.kind === 'for') {
    const { keyName, valueName, collection } = directive;
    return { kind: 'for', at, keyName, valueName, collection, parts: frame.parts };
  }
  const condition = directive!.condition;
  return directive!.then
    ? { kind: 'if', at, condition, then: directive!.then, otherwise: frame.parts }
    : { kind: 'if', at, condition, then: frame.parts, otherwise: [] };
}

function readForHead(cursor: HclCursor, readExpression: ReadExpression): ForHead {
  return { ...readForNames(cursor), collection: readExpression(cursor) };
}

/** A run of text up to the next sign that means something, or one escape. */
function readText(cursor: HclCursor, ending: Ending): TemplateText {
  const start = cursor.offset;
  const escaped = readEscape(cursor, ending.style);
  if (escaped !== undefined) return { kind: 'text', at: cursor.span(start, cursor.offset), value: escaped };
  const { text, end } = cursor;
  let at = start;
  for (; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 36 || unit === 37) {
      if (text.charCodeAt(at + 1) === 123) break;
      if (text.charCodeAt(at + 1) === unit && text.charCodeAt(at + 2) === 123) break;
    }
    if (ending.style === 'quoted') {
      if (unit === 34 || unit === 92) break;
      if (unit === 10) {
        cursor.offset = start;
        cursor.fail('the quoted text is not closed on its line');
      }
    } else if (cursor.jumpsBehind(at)) {
      // An escape of the file around the text is a part of its own.
      if (at === start) at++;
      break;
    } else if (unit === 10) {
      // Lines are looked at one by one, for each could be the one that closes the text.
      at++;
      break;
    }
  }
  cursor.offset = at;
  return { kind: 'text', at: cursor.span(start, at), value: text.slice(start, at) };
}

const simpleEscapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** The meaning of the escape that begins here; undefined, and nothing read, when none does. */
function readEscape(cursor: HclCursor, style: Ending['style']): string | undefined {
  const { text, offset } = cursor;
  const unit = cursor.peek();
  if ((unit === 36 || unit === 37) && cursor.peek(1) === unit && cursor.peek(2) === 123) {
    cursor.offset += 3;
    return unit === 36 ? '${' : '%{';
  }
  if (unit !== 92 || style !== 'quoted') return undefined;
  const letter = text[offset + 1] ?? '';
  const length = letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
  if (length > 0) {
    const digits = text.slice(offset + 2, offset + 2 + length);
    const code = /^[0-9a-fA-F]+$/.test(digits) && digits.length === length ? Number.parseInt(digits, 16) : Number.NaN;
    if (code <= 0x10ffff) {
      cursor.offset += 2 + length;
      return String.fromCodePoint(code);
    }
  }
  const simple = simpleEscapes[letter];
  if (simple === undefined) cursor.problem('the escape is not one that HCL knows', offset);
  cursor.offset += simple === undefined ? 1 : 2;
  return simple ?? '\\';
}

/** `${~`: blanks and line breaks before it are no part of the text. */
function trimLast(parts: TemplatePart[], cursor: HclCursor): void {
  for (let last = parts.at(-1); last?.kind === 'text'; last = parts.at(-1)) {
    const value = last.value.trimEnd();
    parts.pop();
    if (value === '') continue;
    parts.push({ kind: 'text', value, at: { file: cursor.file, start: last.at.start, end: last.at.end - (last.value.length - value.length) } });
    return;
  }
}

function withoutLeading(text: TemplateText, cursor: HclCursor): TemplateText | undefined {
  const value = text.value.trimStart();
  if (value === '') return undefined;
  return { kind: 'text', value, at: { file: cursor.file, start: text.at.start + (text.value.length - value.length), end: text.at.end } };
}

/** `<<-`: takes the smallest indentation of all lines from each. */
function withoutIndentation(parts: readonly TemplatePart[], cursor: HclCursor): readonly TemplatePart[] {
  let smallest = Number.POSITIVE_INFINITY;
  const firsts = new Set<TemplatePart>();
  let atLineStart = true;
  for (const part of parts) {
    if (atLineStart) {
      const isBlank = part.kind === 'text' && part.value.trim() === '' && part.value.endsWith('\n');
      if (!isBlank) smallest = Math.min(smallest, part.kind === 'text' ? part.value.length - part.value.trimStart().length : 0);
      if (!isBlank && part.kind === 'text') firsts.add(part);
    }
    atLineStart = part.kind === 'text' && part.value.endsWith('\n');
  }
  if (smallest === 0 || !Number.isFinite(smallest)) return parts;
  return parts.map((part) => {
    if (part.kind !== 'text' || !firsts.has(part)) return part;
    return { kind: 'text', value: part.value.slice(smallest), at: { file: cursor.file, start: part.at.start + smallest, end: part.at.end } };
  });
}
