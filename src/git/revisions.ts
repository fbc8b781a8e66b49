/** What a run compares: the scanned commit and the one it is held against, as trees of files of one folder. */
import { decode, type SourceFile } from '../source/file.ts';
import { isInTree, joinPath, type FileTree, type Notice } from '../source/file-tree.ts';
import { narrowed, type FolderOptions, type FolderTree } from '../source/listing.ts';
import { changedPaths } from './changes.ts';
import { commitTree } from './commit-tree.ts';
import { listCommit, type CommitEntry } from './listing.ts';
import { commitOf, type Repository } from './repository.ts';

export interface Revision {
  readonly commit: string;
  /** The commit's files of the folder. `scanned` is the tree of what is compared with it, from which equal files are taken. */
  open(options: FolderOptions, scanned?: FileTree): FolderTree;
  /** One file of the repository, relative to the folder: it may lie above that. */
  read(path: string): SourceFile | undefined;
  /** Does the path lead out of the repository? */
  isOutside(path: string): boolean;
}

/** One side of a comparison. Undefined when the commit, or a part of it, is not here. */
export function revision(repository: Repository, commit: string, comparedWith?: { readonly commit?: string | undefined }): Revision | undefined {
  const entries = listCommit(repository, commit);
  if (!entries) return undefined;
  const inRepository = (path: string): string | undefined => joinPath(repository.prefix, path);
  return {
    commit,
    isOutside: (path) => inRepository(path) === undefined,
    read: (path) => {
      const whole = inRepository(path);
      const found = whole === undefined ? undefined : repository.git(['cat-file', 'blob', `${commit}:${whole}`]);
      return found?.ok ? textOf(path, found.stdout) : undefined;
    },
    open: (options, scanned) => {
      const changed = scanned && comparedWith ? changedPaths(repository, commit, comparedWith.commit) : undefined;
      const like = scanned && changed ? { tree: scanned, except: withinFolder(repository, changed) } : undefined;
      return commitTree(repository, entries, { ...options, like });
    },
  };
}

/** Which files of a folder a commit does not hold, and which of its files the folder lacks. */
export interface HeadFiles {
  /** The tree that is scanned for the head of a comparison. */
  open(folder: FolderTree, options: FolderOptions): FolderTree;
  /** Does the commit hold a file there that nobody has changed or deleted since? */
  holds(path: string): boolean;
}

/**
 * The head's files: those of the folder where it has the commit checked out, and otherwise the commit's own, together with what the folder
 * holds beside its own commit (outputs of earlier steps). Files in submodules are left out, since the other side of the comparison cannot
 * have them. `alone`: nothing but the commit's own.
 */
export function headFiles(repository: Repository, commit: string, alone = false): HeadFiles | undefined {
  const entries = listCommit(repository, commit);
  if (!entries) return undefined;
  const checkedOut = commitOf(repository, 'HEAD');
  const here = checkedOut === undefined || checkedOut === commit ? entries : listCommit(repository, checkedOut);
  const tracked = new Set(here?.filter(({ kind }) => kind !== 'submodule').map(({ path }) => path));
  const own = new Set(entries.map(({ path }) => path));
  const gone = checkedOut === commit ? changedPaths(repository, commit) : undefined;
  const deleted = gone && withinFolder(repository, gone);
  return {
    holds: (path) => own.has(path) && deleted?.has(path) !== true,
    open: (folder, options) => {
      const submodules = entries.filter(({ kind }) => kind === 'submodule').map(({ path }) => `${path}/`);
      const outside = (path: string): boolean => !submodules.some((prefix) => path.startsWith(prefix));
      if (!alone && (checkedOut === commit || checkedOut === undefined)) {
        return narrowed(folder, outside, missing(entries, folder, submodules, deleted));
      }
      const committed = commitTree(repository, entries, options);
      if (alone) return committed;
      return overlay(
        committed,
        folder,
        folder.paths.filter((path) => !tracked.has(path) && !own.has(path) && outside(path)),
      );
    },
  };
}

function textOf(path: string, bytes: Buffer): SourceFile | undefined {
  try {
    return decode(path, bytes);
  } catch {
    return undefined;
  }
}

function withinFolder({ prefix }: Repository, paths: ReadonlySet<string>): ReadonlySet<string> {
  if (prefix === '') return paths;
  return new Set([...paths].flatMap((path) => (path.startsWith(`${prefix}/`) ? [path.slice(prefix.length + 1)] : [])));
}

/** Submodules, and how much a sparse checkout left out. */
function missing(
  entries: readonly CommitEntry[],
  folder: FolderTree,
  submodules: readonly string[],
  deleted: ReadonlySet<string> | undefined,
): readonly Notice[] {
  const notices: Notice[] = submodules
    .filter((path) => isInTree(path.slice(0, -1), folder))
    .map((path) => ({ level: 'info', path: path.slice(0, -1), message: 'not scanned: a submodule, whose files are of another repository' }));
  const absent = entries.filter(({ path, kind }) => kind === 'file' && !folder.has(path) && deleted?.has(path) !== true);
  if (absent.length > 0) notices.push({ level: 'warning', message: absentSentence(absent.length, absent[0]?.path ?? '') });
  return notices;
}

function absentSentence(count: number, example: string): string {
  const what =
    count === 1 ? `${example} is in the commit but not checked out` : `${count} files are in the commit but not checked out (${example} …)`;
  return `not scanned: ${what}`;
}

function overlay(committed: FolderTree, folder: FolderTree, extra: readonly string[]): FolderTree {
  const others = new Set(extra);
  return {
    paths: [...committed.paths, ...extra].sort(),
    has: (path) => committed.has(path) || others.has(path),
    read: (path) => (others.has(path) ? folder.read(path) : committed.read(path)),
    get notices() {
      return [...committed.notices, ...folder.notices.filter(({ path }) => path !== undefined && others.has(path))];
    },
  };
}
