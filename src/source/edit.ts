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
  const ordered = onceEach(edits)
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => {
      const [x, y] = [a.edit.at, b.edit.at];
      if (x.file.path !== y.file.path) return x.file.path < y.file.path ? -1 : 1;
      return x.start - y.start || x.end - y.end || depth(b.edit) - depth(a.edit) || a.index - b.index;
    });
  const kept: Edit[] = [];
  for (const { edit } of ordered) {
    const last = kept.at(-1);
    if (last && last.at.file.path === edit.at.file.path) {
      if (edit.at.start < last.at.end) return undefined;
      if (edit.at.start === last.at.start && last.at.end > last.at.start) return undefined;
    }
    kept.push(edit);
  }
  return kept;
}

/**
 * How far in the first line stands that an insertion adds. Where several end a block and the blocks around it at one place,
 * the innermost comes first; they would fall apart otherwise.
 */
function depth({ text }: Edit): number {
  return /^\r?\n( *)/.exec(text)?.[1]?.length ?? 0;
}

/** Several findings may ask for the same edit: instances of one resource, fixes that add the same thing. */
function onceEach(edits: readonly Edit[]): readonly Edit[] {
  return [...new Map(edits.map((edit) => [[edit.at.file.path, edit.at.start, edit.at.end, edit.text].join('\0'), edit])).values()];
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
  if (!ordered) return undefined;
  const changed = new Map<string, SourceFile>();
  for (const { at } of ordered) {
    if (!changed.has(at.file.path)) changed.set(at.file.path, applyEdits(at.file, ordered));
  }
  return {
    paths: tree.paths,
    has: (path) => tree.has(path),
    read: (path) => changed.get(path) ?? tree.read(path),
  };
}
