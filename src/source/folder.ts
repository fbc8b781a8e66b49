/** The files of a folder on disk, walked once and read when asked for. Nothing outside the folder is ever opened. */
import { readdirSync, readFileSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import ignore from 'ignore';
import { decode, NotTextError, type SourceFile } from './file.ts';
import type { Notice } from './file-tree.ts';
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

function load(base: string, path: string, maxBytes: number, notices: Notice[]): SourceFile | undefined {
  const refuse = (message: string): undefined => void notices.push({ level: 'error', path, message });
  try {
    const target = realpathSync.native(join(base, path));
    if (!target.startsWith(base + sep)) return refuse(leadsOut);
    const { size } = statSync(target);
    if (size > maxBytes) return refuse(tooLarge(size, maxBytes));
    return decode(path, readFileSync(target));
  } catch (error) {
    if (error instanceof NotTextError) return refuse(`not scanned: ${error.message}`);
    if (codeOf(error) === 'ENOENT') return undefined;
    return refuse(`not scanned: it cannot be read (${codeOf(error)})`);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
