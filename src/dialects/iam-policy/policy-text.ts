/** Policies that stand as JSON text inside a text: read with their places, and written back where the text allows it. */
import { documentEditors } from '../../evaluation/document-editor.ts';
import type { Editor, Entry, Opaque, Plain, Scalar, Tree } from '../../evaluation/tree.ts';
import type { Hole, Pattern } from '../../model/value.ts';
import type { Edit } from '../../source/edit.ts';
import { SourceFile } from '../../source/file.ts';
import { span, textAt, type Span } from '../../source/span.ts';
import type { DocumentNode } from '../../syntax/document.ts';
import { readJson } from '../../syntax/json.ts';

/** Stand for the holes of a text while it is read; private use, so no policy holds them. */
const [holeStart, holeEnd] = ['\ue000', '\ue001'];

/** The tree of the JSON in a text; undefined when it is no JSON object or list. */
export function policyText(tree: Scalar | Opaque): Tree | undefined {
  const pattern: Pattern | undefined = tree.kind === 'opaque' ? tree.pattern : typeof tree.value === 'string' ? [tree.value] : undefined;
  if (!pattern) return undefined;
  const holes: Hole[] = [];
  const text = pattern.map((part) => (typeof part === 'string' ? part : `${holeStart}${holes.push(part) - 1}${holeEnd}`)).join('');
  if (!/^\s*[{[]/.test(text)) return undefined;
  const document = readJson(new SourceFile(tree.at.file.path, text));
  if (!document.root || document.problems.length > 0) return undefined;
  const places = new TextPlaces(tree.at, text);
  const editorOf = places.writable ? documentEditors(document) : undefined;
  return new TextTree(places, holes, tree, editorOf).build(document.root);
}

/** Where each line of an inner text stands in the text around it. */
class TextPlaces {
  readonly #outer: Span;
  readonly #starts: readonly number[];
  /** Outer offset of each line's beginning; undefined for lines that are written differently outside. */
  readonly #lines: readonly (Line | undefined)[];
  readonly writable: boolean;

  constructor(outer: Span, text: string) {
    this.#outer = outer;
    const written = textAt(outer);
    this.#starts = new SourceFile('', text).lineStarts;
    this.#lines = alignLines(written, text.split(/\r?\n/), outer.start);
    this.writable = this.#lines.length > 0 && this.#lines.every((line) => line?.exact) && !written.startsWith('"');
  }

  /** The outer place of an inner one; the whole outer text where lines cannot be told apart. */
  place(inner: Span): Span {
    const first = this.#lineOf(inner.start);
    const last = this.#lineOf(inner.end);
    const [from, to] = [this.#lines[first], this.#lines[last]];
    if (!from || !to) return this.#outer;
    const start = from.exact ? from.start + inner.start - this.#starts[first]! : from.start + from.indent;
    const end = to.exact ? to.start + inner.end - this.#starts[last]! : to.end;
    return span(this.#outer.file, start, end);
  }

  /** An edit of the inner text as one of the outer; undefined for text that would need escaping there. */
  edit(inner: Edit): Edit | undefined {
    const written = textAt(this.#outer);
    if (written.startsWith("'") && inner.text.includes("'")) return undefined;
    if (/[$%]\{/.test(inner.text)) return undefined;
    const line = this.#lines[this.#lineOf(inner.at.start)];
    if (!line) return undefined;
    return { at: this.place(inner.at), text: inner.text.replaceAll('\n', `\n${line.shift}`) };
  }

  #lineOf(offset: number): number {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

interface Line {
  readonly start: number;
  readonly end: number;
  /** White space that the inner line begins with. */
  readonly indent: number;
  /** What stands before the inner line on the outer one, where that is white space: new lines need it, too. */
  readonly shift: string;
  /** The line is written as it is read. */
  readonly exact: boolean;
}

/** Finds the inner lines in the outer text, in order; a line with holes is found by what stands before the first. */
function alignLines(written: string, lines: readonly string[], offset: number): readonly (Line | undefined)[] {
  const found: (Line | undefined)[] = [];
  let from = 0;
  for (const [index, line] of lines.entries()) {
    const hole = line.indexOf(holeStart);
    const known = hole < 0 ? line : line.slice(0, hole);
    const at = known.trim() === '' && hole < 0 && index > 0 ? from : written.indexOf(known, from);
    if (at < 0 || (index > 0 && written.slice(from, at).trim() !== '' && found[index - 1])) return [];
    const lineBreak = written.indexOf('\n', at + known.length);
    const end = hole < 0 ? at + line.length : lineBreak < 0 ? written.length : lineBreak;
    const shift = written.slice(written.lastIndexOf('\n', at - 1) + 1, at);
    found.push({
      start: offset + at,
      end: offset + end,
      indent: /^\s*/.exec(line)![0].length,
      shift: shift.trim() === '' ? shift : '',
      exact: hole < 0,
    });
    from = index + 1 < lines.length && lineBreak >= 0 ? lineBreak + 1 : end;
  }
  return found;
}

class TextTree {
  readonly #places: TextPlaces;
  readonly #holes: readonly Hole[];
  readonly #outer: Scalar | Opaque;
  readonly #editorOf: ((node: DocumentNode) => Editor) | undefined;

  constructor(places: TextPlaces, holes: readonly Hole[], outer: Scalar | Opaque, editorOf: ((node: DocumentNode) => Editor) | undefined) {
    this.#places = places;
    this.#holes = holes;
    this.#outer = outer;
    this.#editorOf = editorOf;
  }

  build(node: DocumentNode): Tree {
    const base = { at: this.#places.place(node.at), via: this.#outer.via, editor: this.#editor(node) };
    if (node.kind === 'sequence') return { ...base, kind: 'sequence', items: node.items.map((item) => this.build(item)) };
    if (node.kind === 'scalar') {
      if (typeof node.value !== 'string' || !node.value.includes(holeStart)) return { ...base, kind: 'scalar', value: node.value };
      const why = this.#outer.kind === 'opaque' ? this.#outer.why : '';
      return { ...base, kind: 'opaque', why, pattern: this.#pattern(node.value) };
    }
    const entries = new Map<string, Entry>();
    for (const { key, value } of node.pairs) entries.set(key.text, { key: this.#places.place(key.at), value: this.build(value) });
    const partial = node.pairs.some(({ key }) => key.text.includes(holeStart));
    return { ...base, kind: 'mapping', entries, partial };
  }

  #pattern(text: string): Pattern {
    return text
      .split(/\ue000(\d+)\ue001/)
      .flatMap((part, i): Pattern => (i % 2 === 1 ? [this.#holes[Number(part)] ?? {}] : part === '' ? [] : [part]));
  }

  #editor(node: DocumentNode): Editor | undefined {
    const editorOf = this.#editorOf;
    if (!editorOf) return undefined;
    const translate = (edits: readonly Edit[] | undefined): readonly Edit[] | undefined => {
      const outer = edits?.map((edit) => this.#places.edit(edit));
      return outer?.every((edit) => edit !== undefined) ? outer : undefined;
    };
    const inner = editorOf(node);
    return {
      replace: (to) => (isText(to) ? translate(inner.replace(to)) : undefined),
      ...(inner.put && { put: (key: string, to: Plain) => (isText(to) ? translate(inner.put?.(key, to)) : undefined) }),
      ...(inner.append && { append: (item: Plain) => (isText(item) ? translate(inner.append?.(item)) : undefined) }),
      remove: () => translate(inner.remove?.()),
    };
  }
}

/** Does it say the same as plain JSON? Inside of a text nobody works out a reference or a function of the language around it. */
function isText(plain: Plain): boolean {
  if (typeof plain !== 'object' || plain === null) return true;
  if (Array.isArray(plain)) return plain.every(isText);
  return plain.constructor === Object && Object.entries(plain).every(([key, value]) => key !== 'Ref' && !key.startsWith('Fn::') && isText(value));
}
