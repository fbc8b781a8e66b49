/** The files of a repository as every reader sees them, whatever holds them: a folder, a commit, or edits in memory. */
import type { SourceFile } from './file.ts';

export interface FileTree {
  /** Every file that is not ignored, relative to the root, with `/` between names, in order of code units. */
  readonly paths: readonly string[];
  has(path: string): boolean;
  /** The decoded file, the same object each time; undefined where it does not exist or cannot be read (the tree keeps the notice). */
  read(path: string): SourceFile | undefined;
}

/** Something that was not scanned, or not wholly, and why: a sentence for the user. Never a stack trace, never file content. */
export interface Notice {
  /** `error`: could not be read at all; `warning`: read in part; `info`: worth knowing, nothing lost. */
  readonly level: 'error' | 'warning' | 'info';
  /** Not about what was scanned, but about what counts and what it was compared with: told to whoever proposes the change. */
  readonly about?: 'comparison';
  readonly message: string;
  readonly path?: string;
  /** Counted from 1. */
  readonly line?: number;
}

/** `a/b/../c` → `a/c`; undefined when the path leaves the root. */
export function joinPath(...parts: readonly string[]): string | undefined {
  const names: string[] = [];
  for (const name of parts.join('/').split(/[/\\]/)) {
    if (name === '' || name === '.') continue;
    if (name !== '..') names.push(name);
    else if (names.pop() === undefined) return undefined;
  }
  return names.join('/');
}

/** The folder of a path, empty for the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** The last name of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Is there a file at `path`, or a folder with files in it? Found by halving, since paths are in order. */
export function isInTree(path: string, tree: FileTree): boolean {
  const { paths } = tree;
  if (path === '') return paths.length > 0;
  const prefix = `${path}/`;
  let low = 0;
  let high = paths.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((paths[middle] ?? '') < prefix) low = middle + 1;
    else high = middle;
  }
  return paths[low]?.startsWith(prefix) === true || tree.has(path);
}
