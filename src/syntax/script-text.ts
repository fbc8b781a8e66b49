/** Scripts where they stand: a file of their own, or a text inside a document, with the place of each character. */
import type { Edit } from '../source/edit.ts';
import type { SourceFile } from '../source/file.ts';
import { span, type Span } from '../source/span.ts';
import type { ScalarNode } from './document.ts';

/** A text that is read as a script; offsets are those of `text`. */
export interface ScriptText {
  readonly file: SourceFile;
  readonly text: string;
  place(start: number, end: number): Span;
  /** Puts `text` there; undefined where the document around it would have to be written differently. */
  edit(start: number, end: number, text: string): readonly Edit[] | undefined;
}

/** A whole file, or a part of it that is written as it is read. */
export function scriptOfFile(file: SourceFile, start = 0, end = file.text.length): ScriptText {
  return {
    file,
    text: file.text.slice(start, end),
    place: (from, to) => span(file, start + from, start + to),
    edit: (from, to, text) => [{ at: span(file, start + from, start + to), text }],
  };
}

/** The text of a scalar of YAML or JSON, in whatever style it is written. */
export function scriptOfScalar(node: ScalarNode): ScriptText {
  const { file } = node.at;
  const offsets = align(node);
  const place = (from: number, to: number): Span => {
    const start = offsets[from] ?? node.at.start;
    const last = offsets[to - 1] ?? start;
    return span(file, start, to > from ? last + 1 : start);
  };
  return {
    file,
    text: node.text,
    place,
    edit: (from, to, text) => {
      if (node.style === 'folded' && text.includes('\n')) return undefined;
      if (!fits(node, text)) return undefined;
      const at = to > from ? place(from, to) : insertion(offsets, from, node);
      return [{ at, text: node.style === 'literal' ? text.replaceAll('\n', `\n${indentOf(file.text, at.start)}`) : text }];
    },
  };
}

function insertion(offsets: Int32Array, at: number, node: ScalarNode): Span {
  const behind = at > 0 ? (offsets[at - 1] ?? node.at.start) + 1 : (offsets[0] ?? node.at.start);
  return span(node.at.file, behind, behind);
}

/** Can `text` stand there as it is? */
function fits({ style }: ScalarNode, text: string): boolean {
  switch (style) {
    case 'literal':
    case 'folded':
      return true;
    case 'single':
      return !/['\n]/.test(text);
    case 'double':
      return !/["\\\n]/.test(text);
    default:
      return !/: |\s#|\n/.test(text);
  }
}

/** The white space that every line of the block begins with is part of the document. */
function indentOf(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

/** Where each character of the value stands: white space may be folded, and characters may be escaped. */
function align(node: ScalarNode): Int32Array {
  const raw = node.at.file.text;
  const { text, style } = node;
  const offsets = new Int32Array(text.length);
  let at = node.at.start;
  if (style === 'literal' || style === 'folded') at = raw.indexOf('\n', at) + 1;
  else if (style !== 'plain') at++;
  for (let i = 0; i < text.length; i++) {
    const wanted = text[i]!;
    if (raw[at] !== wanted || (style === 'double' && raw[at] === '\\')) at = next(raw, at, wanted, style, node.at.end);
    offsets[i] = at;
    if (at < node.at.end) at++;
    if (style === 'single' && wanted === "'") at++;
  }
  return offsets;
}

function next(raw: string, from: number, wanted: string, style: ScalarNode['style'], end: number): number {
  let at = from;
  if (style === 'double' && raw[at] === '\\') return at + 1 < end ? at + 1 : at;
  if (/\s/.test(wanted)) return /\s/.test(raw[at] ?? '') ? at : Math.max(at - 1, 0);
  while (at < end && raw[at] !== wanted && /\s/.test(raw[at]!)) at++;
  return style === 'double' && raw[at] === '\\' && raw[at + 1] === wanted ? at + 1 : at;
}
