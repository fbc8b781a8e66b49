/** Changes of text: what to write where, and how a set of them is applied. */
import { SourceFile } from './file.ts';
import type { FileTree } from './file-tree.ts';
import type { Span } from './span.ts';

/** Replaces the text at `at` (empty: inserts there) with `text`. */
export interface Edit {
  readonly at: Span;
  readonly text: string;
}

export function replaceText(at: Span, text: string): Edit {
  return { at, text };
}

export function insertText(file: SourceFile, offset: number, text: string): Edit {
  return { at: { file, start: offset, end: offset }, text };
}

/** Edits in order of place, the same edit once; undefined when two of them touch the same text. */
export function orderEdits(edits: readonly Edit[]): readonly Edit[] | undefined {
  if (edits.length < 2) return edits;
  const kept: Edit[] = [];
  let here: Edit[] = [];
  for (const edit of edits.toSorted(inOrder)) {
    if (!here[0] || !isSamePlace(here[0], edit)) here = [];
    // Several findings may ask for the same edit: instances of one resource, fixes that add the same thing.
    if (here.some(({ text }) => text === edit.text)) continue;
    here.push(edit);
    const last = kept.at(-1);
    if (last && last.at.file.path === edit.at.file.path) {
      if (edit.at.start < last.at.end) return undefined;
      if (edit.at.start === last.at.start && last.at.end > last.at.start) return undefined;
    }
    if (joinsOneOf(kept, edit)) continue;
    if (kept.some((other) => isSameKey(other, edit))) return undefined;
    kept.push(edit);
  }
  return kept;
}

function inOrder(one: Edit, other: Edit): number {
  const [x, y] = [one.at, other.at];
  if (x.file !== y.file && x.file.path !== y.file.path) return x.file.path < y.file.path ? -1 : 1;
  return x.start - y.start || x.end - y.end || depth(other) - depth(one);
}

function isSamePlace({ at: one }: Edit, { at: other }: Edit): boolean {
  return one.start === other.start && one.end === other.end && one.file.path === other.file.path;
}

/** Do both insertions give one key of one mapping a value? Written twice, a key is an error. */
function isSameKey(one: Edit, other: Edit): boolean {
  if (one.at.end !== one.at.start || !isSamePlace(one, other)) return false;
  const key = keyOf(one.text);
  return key !== undefined && key === keyOf(other.text);
}

/** The key that an inserted entry begins with, and how far in it stands: `      LogGroup`. */
function keyOf(text: string): string | undefined {
  return /^(?:,?\s*\n)?([ \t]+["']?[\w.:-]+["']?)[ \t]*[:=] ?(?![:=])/.exec(text)?.[1];
}

/** Adds what `edit` inserts to the insertion at the same place that opens the same blocks, if there is one. */
function joinsOneOf(kept: Edit[], { at, text }: Edit): boolean {
  if (at.start !== at.end) return false;
  for (let index = kept.length - 1; index >= 0; index--) {
    const other = kept[index];
    if (!other || !isSamePlace(other, { at, text })) return false;
    const joined = underOneHead(other.text, text);
    if (joined === undefined) continue;
    kept[index] = { at: other.at, text: joined };
    return true;
  }
  return false;
}

/** Two blocks of YAML that open with the same keys (`resources:`, `  Resources:`) become one; written twice, a key is an error. */
function underOneHead(first: string, second: string): string | undefined {
  if (!beginAlike(first, second)) return undefined;
  const [one, other] = [first.split('\n'), second.split('\n')];
  let [common, indent] = [0, -1];
  while (common < one.length && one[common] === other[common]) {
    const [, spaces, key] = /^( *)([^\s#-].*:)?\r?$/.exec(one[common] ?? '') ?? [];
    if (spaces === undefined || (key === undefined && indent >= 0) || (key !== undefined && spaces.length <= indent)) break;
    if (key !== undefined) indent = spaces.length;
    common++;
  }
  const end = one.at(-1) === '' ? one.length - 1 : one.length;
  const isInside = (line: string): boolean => line.trim() === '' || line.search(/\S/) > indent;
  if (indent < 0 || common >= end || ![...one.slice(common, end), ...other.slice(common)].every(isInside)) return undefined;
  return [...one.slice(0, end), ...other.slice(common)].join('\n');
}

/** Many resources may be added at one place: most are told apart by a few letters. */
function beginAlike(one: string, other: string): boolean {
  let isBegun = false;
  for (let at = 0; at < one.length && at < other.length; at++) {
    const sign = one.charCodeAt(at);
    if (sign !== other.charCodeAt(at)) return false;
    if (sign === newline && isBegun) return true;
    if (sign !== newline && sign !== carriageReturn) isBegun = true;
  }
  return true;
}

const newline = 10;
const carriageReturn = 13;

/**
 * How far in the first line stands that an insertion adds. Where several end a block and the blocks around it at one place,
 * the innermost comes first; they would fall apart otherwise.
 */
function depth({ text }: Edit): number {
  return /^\r?\n( *)/.exec(text)?.[1]?.length ?? 0;
}

/** The file with its edits applied; edits of other files are passed over. Edits must be ordered and apart (`orderEdits`). */
export function applyEdits(file: SourceFile, ordered: readonly Edit[]): SourceFile {
  const edits = ordered.filter(({ at }) => at.file.path === file.path);
  const parts: string[] = [];
  let from = 0;
  for (const { at, text } of edits) {
    parts.push(file.text.slice(from, at.start), text);
    from = at.end;
  }
  parts.push(file.text.slice(from));
  return new SourceFile(file.path, parts.join(''), file.encoding, file.bom, { file, edits });
}

/** The same tree of files with edits applied in memory; undefined when the edits collide. */
export function withEdits(tree: FileTree, edits: readonly Edit[]): FileTree | undefined {
  const ordered = orderEdits(edits);
  return ordered && withOrdered(tree, ordered);
}

/** The same for edits that are ordered and apart (`orderEdits`). */
export function withOrdered(tree: FileTree, ordered: readonly Edit[]): FileTree {
  const changed = new Map<string, SourceFile>();
  for (const { at } of ordered) {
    if (!changed.has(at.file.path)) changed.set(at.file.path, applyEdits(at.file, ordered));
  }
  return new EditedTree(tree, changed);
}

class EditedTree implements FileTree {
  readonly #tree: FileTree;
  readonly #changed: ReadonlyMap<string, SourceFile>;
  readonly account: FileTree['account'];

  constructor(tree: FileTree, changed: ReadonlyMap<string, SourceFile>) {
    this.#tree = tree;
    this.#changed = changed;
    this.account = tree.account;
  }

  get paths(): readonly string[] {
    return this.#tree.paths;
  }

  has(path: string): boolean {
    return this.#tree.has(path);
  }

  read(path: string): SourceFile | undefined {
    return this.#changed.get(path) ?? this.#tree.read(path);
  }
}
