/** Texts that are put together, as they are written: literals with their quotes, what is put between them, and how. */
import type { Call, CodeFile, Expression } from '../../../model/code.ts';
import { textAt, type Span } from '../../../source/span.ts';

/** What is put into a text. */
export interface Hole {
  /** As it is written, parentheses included. */
  readonly code: string;
  readonly expression: Expression;
  /** How it is marked in the text: `%s`, `{0}`; undefined where it stands there itself. */
  readonly mark?: string;
}

/** Text as it is written between the quotes, escapes and all. */
export type Part = string | Hole;

export interface WrittenLiteral {
  readonly open: string;
  readonly close: string;
  readonly parts: readonly Part[];
}

export type Operand = WrittenLiteral | Hole;

export interface Template {
  readonly at: Span;
  readonly operands: readonly Operand[];
  /** What stands before each operand but the first: ` + `. */
  readonly joiners: readonly string[];
  /** How texts are formatted, where they are: writes the call around what is left. */
  readonly format?: { readonly kind: 'percent' | 'braces'; print(literal: string, rest: readonly Hole[]): string };
}

export function isLiteral(operand: Operand): operand is WrittenLiteral {
  return 'parts' in operand;
}

/** Reads how an expression puts a text together; undefined where it cannot be told. */
export function readTemplate(expression: Expression, { language }: CodeFile): Template | undefined {
  if (expression.kind === 'literal') return typeof expression.value === 'string' ? concatenated(expression.at, []) : undefined;
  if (expression.kind === 'text') {
    const parts = expression.parts.filter((part) => typeof part !== 'string');
    return (language === 'python' ? percent(expression, parts) : undefined) ?? concatenated(expression.at, parts);
  }
  return expression.kind === 'call' ? formatted(expression) : undefined;
}

/** `f"… {x} …"`, `"…" + x + "…"`, and both together. */
function concatenated(at: Span, parts: readonly Expression[]): Template | undefined {
  const { text } = at.file;
  const holes = parts.filter((part) => part.kind !== 'literal');
  const operands: Operand[] = [];
  const joiners: string[] = [];
  for (let pos = at.start; pos < at.end;) {
    const joiner = operands.length === 0 ? '' : (/^\s*(?:\+\s*)?/.exec(text.slice(pos, at.end))?.[0] ?? '');
    pos += joiner.length;
    if (pos >= at.end) break;
    const read = literalAt(text, pos, at.end, holes) ?? holeAt(text, pos, at.end, parts);
    if (!read) return undefined;
    if (operands.length > 0) joiners.push(joiner);
    operands.push(read.operand);
    pos = read.end;
  }
  return operands.length > 0 ? { at, operands, joiners } : undefined;
}

interface Read<T> {
  readonly operand: T;
  readonly end: number;
}

/** `x`, `(x)`, `5` */
function holeAt(text: string, pos: number, end: number, parts: readonly Expression[]): Read<Hole> | undefined {
  const opening = /^[(\s]*/.exec(text.slice(pos, end))?.[0] ?? '';
  const expression = parts.find(({ at }) => at.start === pos + opening.length);
  if (!expression) return undefined;
  let close = expression.at.end;
  for (let left = opening.split('(').length - 1; left > 0; left--) {
    const found = /^\s*\)/.exec(text.slice(close, end));
    if (!found) return undefined;
    close += found[0].length;
  }
  return { operand: { code: text.slice(pos, close), expression }, end: close };
}

const opening = /^(?:[fFrRbBuU]{0,2}|\$@|@\$|\$|@)("""|'''|"|'|`)/;

function literalAt(text: string, start: number, end: number, holes: readonly Expression[]): Read<WrittenLiteral> | undefined {
  const [open, close] = opening.exec(text.slice(start, Math.min(end, start + 8))) ?? [];
  if (open === undefined || close === undefined || /[bB]/.test(open.slice(0, -close.length))) return undefined;
  const interpolates = /[fF$]/.test(open) || close === '`';
  const isRaw = /[rR@]/.test(open) || close.length === 3;
  const parts: Part[] = [];
  let raw = '';
  for (let pos = start + open.length; pos < end;) {
    if (text.startsWith(close, pos)) {
      if (open.includes('@') && text.startsWith('""', pos)) {
        raw += '""';
        pos += 2;
        continue;
      }
      if (raw !== '') parts.push(raw);
      return { operand: { open, close, parts }, end: pos + close.length };
    }
    if (text[pos] === '\\' && !isRaw) {
      raw += text.slice(pos, pos + 2);
      pos += 2;
      continue;
    }
    const marker = !interpolates ? undefined : close === '`' ? (text.startsWith('${', pos) ? 2 : undefined) : text[pos] === '{' ? 1 : undefined;
    if (marker === undefined || (marker === 1 && text[pos + 1] === '{')) {
      const size = marker === undefined ? 1 : 2;
      raw += text.slice(pos, pos + size);
      pos += size;
      continue;
    }
    const inside = holeAt(text, pos + marker, end, holes);
    const closing = inside && /^\s*\}/.exec(text.slice(inside.end, end))?.[0];
    if (!inside || closing === undefined) return undefined;
    if (raw !== '') parts.push(raw);
    raw = '';
    parts.push({ ...inside.operand, code: inside.operand.code.trim() });
    pos = inside.end + closing.length;
  }
  return undefined;
}

const percentMark = /%(?:%|[-+ #0]*\d*(?:\.\d+)?[a-zA-Z])/g;

/** `"…%s…" % x`, `"…%s…" % (x, y)` */
function percent(expression: Extract<Expression, { kind: 'text' }>, parts: readonly Expression[]): Template | undefined {
  const [first, ...given] = parts;
  if (first?.kind !== 'literal' || given.length === 0 || given.length + 1 !== expression.parts.length) return undefined;
  const between = expression.at.file.text.slice(first.at.end, given[0]?.at.start ?? first.at.end);
  if (!/^\s*%\s*\(?\s*$/.test(between)) return undefined;
  return markedBy(
    first.at,
    percentMark,
    expression.at,
    given.map((value) => ({ value })),
    'percent',
    (literal, rest) => (rest.length === 1 ? `${literal} % (${rest[0]?.code ?? ''},)` : `${literal} % (${rest.map(({ code }) => code).join(', ')})`),
  );
}

/** `"…{}…".format(x)`, `String.format("…%s…", x)`, `fmt.Sprintf("…%s…", x)`, `string.Format("…{0}…", x)` */
function formatted(call: Call): Template | undefined {
  const { callee, arguments: given } = call;
  if (callee.kind !== 'member' || given.some(({ spread }) => spread)) return undefined;
  const written = textAt(callee.at).replace(/\s+/g, '');
  const behind = callee.source.kind === 'literal' && /^(?:format|formatted)$/.test(callee.name) ? callee.source : undefined;
  const [first] = given;
  const text = behind ?? (/^(?:fmt\.Sprintf|[sS]tring\.[fF]ormat|util\.format)$/.test(written) ? first?.value : undefined);
  if (text?.kind !== 'literal' || typeof text.value !== 'string') return undefined;
  const rest = behind ? given : given.slice(1);
  const braces = callee.name === 'Format' || (behind !== undefined && callee.name === 'format');
  const print = (literal: string, kept: readonly Hole[]): string => {
    const values = kept.map(({ code }) => code).join(', ');
    return behind ? `${literal}.${callee.name}(${values})` : `${textAt(callee.at)}(${literal}, ${values})`;
  };
  return markedBy(text.at, braces ? /\{\{|\}\}|\{\w*\}/g : percentMark, call.at, rest, braces ? 'braces' : 'percent', print);
}

/** A literal whose marks stand for values in their order, by number or by name. */
function markedBy(
  literal: Span,
  marks: RegExp,
  at: Span,
  given: readonly { readonly name?: string | undefined; readonly value: Expression }[],
  kind: 'percent' | 'braces',
  print: (literal: string, rest: readonly Hole[]) => string,
): Template | undefined {
  const read = literalAt(literal.file.text, literal.start, literal.end, []);
  if (read?.end !== literal.end || /[fF$]/.test(read.operand.open)) return undefined;
  const [raw] = read.operand.parts;
  if (typeof raw !== 'string') return undefined;
  const parts: Part[] = [];
  let [next, last] = [0, 0];
  for (const match of raw.matchAll(marks)) {
    const [mark] = match;
    if (/^(?:%%|\{\{|\}\})$/.test(mark)) continue;
    const key = /^\{(\w+)\}$/.exec(mark)?.[1];
    const value =
      key === undefined
        ? given[next++]
        : /^\d+$/.test(key)
          ? given.filter(({ name }) => name === undefined)[Number(key)]
          : given.find(({ name }) => name === key);
    if (!value || !/^(?:%[svd]|\{\w*\})$/.test(mark)) return undefined;
    if (match.index > last) parts.push(raw.slice(last, match.index));
    parts.push({ code: textAt(value.value.at), expression: value.value, mark });
    last = match.index + mark.length;
  }
  if (last < raw.length) parts.push(raw.slice(last));
  return { at, operands: [{ ...read.operand, parts }], joiners: [], format: { kind, print } };
}

/** Literals that stand side by side now are one, where they were on one line. */
function merged({ operands, joiners, ...rest }: Template): Template {
  const kept: Operand[] = [];
  const between: string[] = [];
  for (const [index, operand] of operands.entries()) {
    const last = kept.at(-1);
    const joiner = joiners[index - 1] ?? ' + ';
    if (isLiteral(operand) && operand.parts.length === 0 && operands.length > 1) continue;
    if (last && isLiteral(last) && isLiteral(operand) && !joiner.includes('\n') && last.open === operand.open && last.close === operand.close) {
      kept[kept.length - 1] = { ...last, parts: [...last.parts, ...operand.parts] };
      continue;
    }
    if (last) between.push(joiner);
    kept.push(operand);
  }
  return { ...rest, operands: kept, joiners: between };
}

/** The template in the words of its file; undefined where nothing is left of it. */
export function printTemplate(template: Template): string | undefined {
  const { operands, joiners, format } = merged(template);
  let printed = '';
  for (const [index, operand] of operands.entries()) {
    if (isLiteral(operand) && operand.parts.length === 0 && operands.length > 1) continue;
    const joiner = printed === '' ? '' : (joiners[index - 1] ?? ' + ');
    printed += joiner + (isLiteral(operand) ? printLiteral(operand) : operand.code);
  }
  if (printed === '') return undefined;
  const [only] = operands;
  if (!format || !only || !isLiteral(only)) return printed;
  const rest = only.parts.filter((part) => typeof part !== 'string');
  if (rest.length > 0) return rest.some(({ mark }) => /\d|\{\w/.test(mark ?? '')) ? undefined : format.print(printed, rest);
  return format.kind === 'percent' ? printed.replaceAll('%%', '%') : printed.replaceAll('{{', '{').replaceAll('}}', '}');
}

function printLiteral({ open, close, parts }: WrittenLiteral): string {
  const isPlain = parts.every((part) => typeof part === 'string');
  const body = parts
    .map((part) => (typeof part === 'string' ? part : (part.mark ?? (close === '`' ? `\${${part.code}}` : `{${part.code}}`))))
    .join('');
  if (!isPlain || close === '`' || !/[fF$]/.test(open)) return `${open}${body}${close}`;
  return `${open.replace(/[fF$]/, '')}${body.replaceAll('{{', '{').replaceAll('}}', '}')}${close}`;
}
