/** The files of a folder on disk, walked once and read when asked for. Nothing outside the folder is ever opened. */
import { readdirSync, readFileSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import ignore from 'ignore';
import { decode, NotTextError, type SourceFile } from './file.ts';
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
const skippedFolders = new Set([
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

const defaultMaxFileBytes = 10 * 1024 * 1024;
const defaultMaxFiles = 500_000;

/** @throws NodeJS.ErrnoException when the folder does not exist or cannot be listed. */
export function openFolder(root: string, options: FolderOptions = {}): FolderTree {
  const base = realpathSync(resolve(root));
  const notices: Notice[] = [];
  const paths = list(base, options, notices);
  const listed = new Set(paths);
  const memory = new RecentFiles();
  const failed = new Set<string>();
  /** Paths that are not listed, and whether there is a file all the same: behind a link, or excluded. */
  const unlisted = new Map<string, boolean>();
  const maxBytes = options.maxFileBytes ?? defaultMaxFileBytes;

  const read = (path: string): SourceFile | undefined => {
    const kept = memory.get(path);
    if (kept) return kept;
    if (failed.has(path)) return undefined;
    const file = load(base, path, maxBytes, notices);
    if (file) memory.add(file);
    else failed.add(path);
    return file;
  };
  const has = (path: string): boolean => {
    if (listed.has(path)) return true;
    let found = unlisted.get(path);
    if (found === undefined) {
      found = isInside(base, path);
      unlisted.set(path, found);
    }
    return found;
  };
  return { paths, notices, read, has };
}

/** Characters of the files that are kept open: those of any one deploy root, and not of the whole repository. */
const mostKept = 16 * 1024 * 1024;

/**
 * The files that were read last. References that are weak would not do: while a scan runs without a pause the engine takes
 * whatever they lead to for still in use.
 */
class RecentFiles {
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

function list(base: string, options: FolderOptions, notices: Notice[]): readonly string[] {
  const paths: string[] = [];
  const excluded = ignore().add([...(options.exclude ?? [])]);
  const maxFiles = options.maxFiles ?? defaultMaxFiles;
  const pending = [''];
  while (pending.length > 0) {
    const folder = pending.pop()!;
    for (const entry of entriesOf(base, folder, notices)) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!skippedFolders.has(entry.name) && !excluded.ignores(`${path}/`)) pending.push(path);
      } else if (entry.isSymbolicLink()) {
        noteLink(base, path, notices);
      } else if (entry.isFile() && !excluded.ignores(path)) {
        if (paths.length >= maxFiles) {
          notices.push({ level: 'error', message: `more than ${maxFiles} files: the rest was not scanned` });
          return paths.sort();
        }
        paths.push(path);
      }
    }
  }
  return paths.sort();
}

function entriesOf(base: string, folder: string, notices: Notice[]): readonly Dirent[] {
  try {
    return readdirSync(join(base, folder), { withFileTypes: true });
  } catch (error) {
    if (folder === '') throw error;
    notices.push({ level: 'error', path: folder, message: `the folder cannot be listed (${codeOf(error)})` });
    return [];
  }
}

/** Links are not followed while listing: what they point at inside the folder is listed under its own name. */
function noteLink(base: string, path: string, notices: Notice[]): void {
  try {
    const target = realpathSync.native(join(base, path));
    if (target !== base && !target.startsWith(base + sep)) {
      notices.push({ level: 'info', path, message: 'leads out of the scanned folder and was not followed' });
    }
  } catch {
    notices.push({ level: 'info', path, message: 'leads nowhere and was not followed' });
  }
}

function isInside(base: string, path: string): boolean {
  try {
    const target = realpathSync.native(join(base, path));
    return target.startsWith(base + sep) && statSync(target).isFile();
  } catch {
    return false;
  }
}

function load(base: string, path: string, maxBytes: number, notices: Notice[]): SourceFile | undefined {
  const refuse = (message: string): undefined => void notices.push({ level: 'error', path, message });
  try {
    const target = realpathSync.native(join(base, path));
    if (!target.startsWith(base + sep)) return refuse('leads out of the scanned folder and was not followed');
    const { size } = statSync(target);
    if (size > maxBytes) return refuse(`not scanned: ${megabytes(size)} MB, larger than the limit of ${megabytes(maxBytes)} MB (max-file-size)`);
    return decode(path, readFileSync(target));
  } catch (error) {
    if (error instanceof NotTextError) return refuse(`not scanned: ${error.message}`);
    if (codeOf(error) === 'ENOENT') return undefined;
    return refuse(`not scanned: it cannot be read (${codeOf(error)})`);
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(bytes < 10 * 1024 * 1024 ? 1 : 0);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
