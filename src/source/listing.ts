/** What every tree of files has in common, whatever holds it: what is left out, how large files may be, which are kept open. */
import type { SourceFile } from './file.ts';
import type { FileTree, Notice } from './file-tree.ts';

export interface FolderOptions {
  /** Larger files are not read; in bytes. */
  readonly maxFileBytes?: number;
  /** More files than this are not listed. */
  readonly maxFiles?: number;
  /** Patterns in the syntax of .gitignore, relative to the folder. */
  readonly exclude?: readonly string[];
}

/** A tree that also tells what it could not read. */
export interface FolderTree extends FileTree {
  /** Grows while files are read. */
  readonly notices: readonly Notice[];
}

/** Folders that hold what tools made or fetched: never the author's own source. */
export const skippedFolders = new Set([
  '.git',
  'node_modules',
  '.terraform',
  '.serverless',
  '.aws-sam',
  '.venv',
  'venv',
  '__pycache__',
  'site-packages',
  '.tox',
  '.gradle',
]);

export const defaultMaxFileBytes = 10 * 1024 * 1024;
export const defaultMaxFiles = 500_000;

export const leadsOut = 'leads out of the scanned folder and was not followed';
export const leadsNowhere = 'leads nowhere and was not followed';

export function tooLarge(size: number, most: number): string {
  return `not scanned: ${megabytes(size)} MB, larger than the limit of ${megabytes(most)} MB (max-file-size)`;
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(bytes < 10 * 1024 * 1024 ? 1 : 0);
}

/** Characters of the files that are kept open: those of any one deploy root, and not of the whole repository. */
const mostKept = 16 * 1024 * 1024;

/**
 * The files that were read last. References that are weak would not do: while a scan runs without a pause the engine takes
 * whatever they lead to for still in use.
 */
export class RecentFiles {
  /** The one that was asked for last stands last. */
  readonly #files = new Map<string, SourceFile>();
  #characters = 0;

  get(path: string): SourceFile | undefined {
    const file = this.#files.get(path);
    if (!file) return undefined;
    this.#files.delete(path);
    this.#files.set(path, file);
    return file;
  }

  add(file: SourceFile): void {
    this.#files.set(file.path, file);
    this.#characters += file.text.length;
    for (const [path, { text }] of this.#files) {
      if (this.#characters <= mostKept || path === file.path) return;
      this.#files.delete(path);
      this.#characters -= text.length;
    }
  }
}

/** The same tree with fewer files listed; what they refer to is still read. */
export function narrowed(tree: FolderTree, isListed: (path: string) => boolean, more: readonly Notice[] = []): FolderTree {
  return {
    paths: tree.paths.filter(isListed),
    has: (path) => tree.has(path),
    read: (path) => tree.read(path),
    get notices() {
      return [...tree.notices, ...more];
    },
  };
}
