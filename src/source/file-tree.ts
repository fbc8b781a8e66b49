/** The files of a repository as every reader sees them, whatever holds them: a folder, a commit, or edits in memory. */
import type { SourceFile } from './file.ts';

export interface FileTree {
  /** Every file that is not ignored, relative to the root, with `/` between names, in order of code units. */
  readonly paths: readonly string[];
  has(path: string): boolean;
  /** The decoded file, the same object each time; undefined where it does not exist or cannot be read (the tree keeps the notice). */
  read(path: string): SourceFile | undefined;
  /** Answers for trees that keep account of what was asked: `pathsIn`, `pathsBelow` and `isInTree` go to the list of paths without. */
  readonly account?: TreeAccount | undefined;
}

interface TreeAccount {
  pathsIn(folder: string): readonly string[];
  pathsBelow(folder: string): readonly string[];
  isInTree(path: string): boolean;
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

/** How many folders two files lie in together, counted from the root. */
export function sharedFolders(a: string, b: string): number {
  const [left, right] = [folderOf(a).split('/'), folderOf(b).split('/')];
  let count = 0;
  while (count < left.length && left[count] === right[count]) count++;
  return count;
}

/** The last name of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Is `path` the file `place`, or below the folder `place`? Everything is below the root, which is the empty path. */
export function liesIn(path: string, place: string): boolean {
  return place === '' || path === place || path.startsWith(`${place}/`);
}

/** Is there a file at `path`, or a folder with files in it? */
export function isInTree(path: string, tree: FileTree): boolean {
  if (tree.account) return tree.account.isInTree(path);
  return path === '' ? tree.paths.length > 0 : tree.paths[firstBelow(path, tree.paths)]?.startsWith(`${path}/`) === true || tree.has(path);
}

/** Every file in a folder and in those below it. */
export function pathsBelow(folder: string, tree: FileTree): readonly string[] {
  if (tree.account) return tree.account.pathsBelow(folder);
  const { paths } = tree;
  if (folder === '') return paths;
  const start = firstBelow(folder, paths);
  let end = start;
  while (paths[end]?.startsWith(`${folder}/`) === true) end++;
  return paths.slice(start, end);
}

/** The files in a folder itself. */
export function pathsIn(folder: string, tree: FileTree): readonly string[] {
  return tree.account ? tree.account.pathsIn(folder) : (byFolder(tree.paths).get(folder) ?? []);
}

/** By the list of paths, which edited trees share with the tree they were made from. */
const foldersOf = new WeakMap<readonly string[], ReadonlyMap<string, readonly string[]>>();

function byFolder(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const known = foldersOf.get(paths);
  if (known) return known;
  const folders = new Map<string, string[]>();
  for (const path of paths) {
    const folder = folderOf(path);
    const others = folders.get(folder);
    if (others) others.push(path);
    else folders.set(folder, [path]);
  }
  foldersOf.set(paths, folders);
  return folders;
}

/** Where the first path below a folder stands, or would stand: found by halving, since paths are in order. */
function firstBelow(folder: string, paths: readonly string[]): number {
  const prefix = `${folder}/`;
  let low = 0;
  let high = paths.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((paths[middle] ?? '') < prefix) low = middle + 1;
    else high = middle;
  }
  return low;
}
