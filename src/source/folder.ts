/** The files of a folder on disk, walked once and read when asked for. Nothing outside the folder is ever opened. */
import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import ignore from 'ignore';
import { decode, NotTextError, type SourceFile } from './file.ts';
import { folderOf, type Notice } from './file-tree.ts';
import {
  defaultMaxFileBytes,
  defaultMaxFiles,
  leadsNowhere,
  leadsOut,
  RecentFiles,
  skippedFolders,
  tooLarge,
  type FolderOptions,
  type FolderTree,
} from './listing.ts';

export type { FolderOptions, FolderTree } from './listing.ts';

/** @throws NodeJS.ErrnoException when the folder does not exist or cannot be listed. */
export function openFolder(root: string, options: FolderOptions = {}): FolderTree {
  const base = realpathSync(resolve(root));
  const notices: Notice[] = [];
  const { paths, folders, passed } = list(base, options, notices);
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
    const file = load({ base, path, isListed: listed.has(path), maxBytes }, notices);
    if (file) memory.add(file);
    else failed.add(path);
    return file;
  };
  const has = (path: string): boolean => {
    if (listed.has(path)) return true;
    if (folders.has(folderOf(path)) && !passed.has(path)) return false;
    let found = unlisted.get(path);
    if (found === undefined) {
      found = isInside(base, path);
      unlisted.set(path, found);
    }
    return found;
  };
  return { paths, notices, read, has };
}

interface Listing {
  readonly paths: readonly string[];
  /** Every folder whose entries were looked at. */
  readonly folders: ReadonlySet<string>;
  /** What lies in one of them and was not taken: links, and what is excluded. */
  readonly passed: ReadonlySet<string>;
}

function list(base: string, options: FolderOptions, notices: Notice[]): Listing {
  const paths: string[] = [];
  const folders = new Set<string>();
  const passed = new Set<string>();
  const excluded = ignore().add([...(options.exclude ?? [])]);
  const maxFiles = options.maxFiles ?? defaultMaxFiles;
  const pending = [''];
  while (pending.length > 0) {
    const folder = pending.pop()!;
    const entries = entriesOf(base, folder, notices);
    if (!entries) continue;
    folders.add(folder);
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!skippedFolders.has(entry.name) && !excluded.ignores(`${path}/`)) pending.push(path);
      } else if (entry.isSymbolicLink()) {
        passed.add(path);
        noteLink(base, path, notices);
      } else if (entry.isFile() && !excluded.ignores(path)) {
        if (paths.length >= maxFiles) {
          notices.push({ level: 'error', message: `more than ${maxFiles} files: the rest was not scanned` });
          folders.delete(folder);
          return { paths: paths.sort(), folders, passed };
        }
        paths.push(path);
      } else passed.add(path);
    }
  }
  return { paths: paths.sort(), folders, passed };
}

function entriesOf(base: string, folder: string, notices: Notice[]): readonly Dirent[] | undefined {
  try {
    return readdirSync(join(base, folder), { withFileTypes: true });
  } catch (error) {
    if (folder === '') throw error;
    notices.push({ level: 'error', path: folder, message: `the folder cannot be listed (${codeOf(error)})` });
    return undefined;
  }
}

/** Links are not followed while listing: what they point at inside the folder is listed under its own name. */
function noteLink(base: string, path: string, notices: Notice[]): void {
  try {
    const target = realpathSync.native(join(base, path));
    if (target !== base && !target.startsWith(base + sep)) {
      notices.push({ level: 'info', path, message: leadsOut });
    }
  } catch {
    notices.push({ level: 'info', path, message: leadsNowhere });
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

interface Wanted {
  readonly base: string;
  readonly path: string;
  /** Was it found by walking the folder, so that no link led to it? */
  readonly isListed: boolean;
  readonly maxBytes: number;
}

function load({ base, path, isListed, maxBytes }: Wanted, notices: Notice[]): SourceFile | undefined {
  const refuse = (message: string): undefined => void notices.push({ level: 'error', path, message });
  try {
    const target = isListed ? join(base, path) : realpathSync.native(join(base, path));
    if (!target.startsWith(base + sep)) return refuse(leadsOut);
    const bytes = bytesOf(target, isListed, maxBytes);
    return typeof bytes === 'number' ? refuse(tooLarge(bytes, maxBytes)) : decode(path, bytes);
  } catch (error) {
    if (error instanceof NotTextError) return refuse(`not scanned: ${error.message}`);
    if (codeOf(error) === 'ENOENT') return undefined;
    return refuse(`not scanned: it cannot be read (${codeOf(error)})`);
  }
}

/** The bytes of a file, or how many they are where they are too many; what has become a link since it was listed is not followed. */
function bytesOf(target: string, isListed: boolean, most: number): Uint8Array | number {
  // Windows knows no such flag.
  const descriptor = openSync(target, constants.O_RDONLY | (isListed ? (constants.O_NOFOLLOW ?? 0) : 0));
  try {
    const { size } = fstatSync(descriptor);
    return size > most ? size : readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
