/** The files of a commit, read from the object database: no second checkout, and nothing of it ever touches the disk. */
import ignore from 'ignore';
import { folderOf, joinPath, type FileTree, type Notice } from '../source/file-tree.ts';
import { decode, NotTextError, type SourceFile } from '../source/file.ts';
import { defaultMaxFileBytes, defaultMaxFiles, leadsNowhere, leadsOut, RecentFiles, skippedFolders, tooLarge } from '../source/listing.ts';
import type { FolderOptions, FolderTree } from '../source/listing.ts';
import type { CommitEntry } from './listing.ts';
import { readObjects } from './objects.ts';
import type { Repository } from './repository.ts';

export interface CommitTreeOptions extends FolderOptions {
  /** Another tree that has the same content at every path but these: its files are taken, and what was made of them. */
  readonly like?: { readonly tree: FileTree; readonly except: ReadonlySet<string> } | undefined;
}

/** Links are followed inside the tree, as in a folder; submodules and what git stores elsewhere (LFS) are notices. */
export function commitTree(repository: Repository, entries: readonly CommitEntry[], options: CommitTreeOptions = {}): FolderTree {
  const notices: Notice[] = [];
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const paths = list(entries, options, notices);
  const blobs = new Blobs(repository, byPath, paths);
  const links = new Links(byPath, blobs);
  for (const { path, kind } of entries) if (kind === 'link' && !isSkipped(path)) noteLink(path, links, notices);
  const memory = new RecentFiles();
  const failed = new Set<string>();
  const read = (path: string): SourceFile | undefined => {
    const kept = memory.get(path);
    if (kept || failed.has(path)) return kept;
    const file = load(path, links.follow(path), blobs, options, notices);
    if (file) memory.add(file);
    else failed.add(path);
    return file;
  };
  return { paths, notices, read, has: (path) => byPath.get(path)?.kind === 'file' || typeof links.follow(path) === 'object' };
}

function list(entries: readonly CommitEntry[], options: FolderOptions, notices: Notice[]): readonly string[] {
  const excluded = ignore().add([...(options.exclude ?? [])]);
  const most = options.maxFiles ?? defaultMaxFiles;
  const paths: string[] = [];
  for (const { path, kind } of entries) {
    if (kind === 'link' || isSkipped(path) || !isPlain(path) || excluded.ignores(path)) continue;
    if (kind === 'submodule') notices.push({ level: 'info', path, message: 'not scanned: a submodule, whose files are of another repository' });
    else if (paths.length < most) paths.push(path);
    else {
      notices.push({ level: 'error', message: `more than ${most} files: the rest was not scanned` });
      break;
    }
  }
  return paths.sort();
}

/** Git may hold names that no file system has; the patterns of .gitignore do not take them. */
function isPlain(path: string): boolean {
  return joinPath(path) === path;
}

function isSkipped(path: string): boolean {
  return folderOf(path)
    .split('/')
    .some((name) => skippedFolders.has(name));
}

function noteLink(path: string, links: Links, notices: Notice[]): void {
  const target = links.follow(path);
  if (target === 'out') notices.push({ level: 'info', path, message: leadsOut });
  else if (target === 'nowhere' && !links.isFolder(path)) notices.push({ level: 'info', path, message: leadsNowhere });
}

function load(
  path: string,
  found: CommitEntry | 'out' | 'nowhere',
  blobs: Blobs,
  { maxFileBytes = defaultMaxFileBytes, like }: CommitTreeOptions,
  notices: Notice[],
): SourceFile | undefined {
  const refuse = (message: string): undefined => void notices.push({ level: 'error', path, message });
  if (found === 'nowhere') return undefined;
  if (found === 'out') return refuse(leadsOut);
  if (found.size > maxFileBytes) return refuse(tooLarge(found.size, maxFileBytes));
  if (like && found.path === path && !like.except.has(path)) {
    const same = like.tree.read(path);
    if (same) return same;
  }
  const bytes = blobs.read(found);
  if (!bytes) return refuse('not scanned: git does not have its content here');
  try {
    return decode(path, bytes);
  } catch (error) {
    if (error instanceof NotTextError) return refuse(`not scanned: ${error.message}`);
    throw error;
  }
}

/** Contents, read ahead: whoever reads one file reads the next of its kind soon. */
class Blobs {
  readonly #repository: Repository;
  readonly #byPath: ReadonlyMap<string, CommitEntry>;
  readonly #paths: readonly string[];
  readonly #position: ReadonlyMap<string, number>;
  #ahead = new Map<string, Buffer>();

  constructor(repository: Repository, byPath: ReadonlyMap<string, CommitEntry>, paths: readonly string[]) {
    this.#repository = repository;
    this.#byPath = byPath;
    this.#paths = paths;
    this.#position = new Map(paths.map((path, index) => [path, index]));
  }

  read(entry: CommitEntry): Buffer | undefined {
    const kept = this.#ahead.get(entry.id);
    if (kept) return kept;
    this.#ahead = new Map(readObjects(this.#repository, this.#following(entry)));
    return this.#ahead.get(entry.id);
  }

  *#following(entry: CommitEntry): Iterable<CommitEntry> {
    yield entry;
    const kind = extensionOf(entry.path);
    for (let index = (this.#position.get(entry.path) ?? this.#paths.length) + 1; index < this.#paths.length; index++) {
      const next = this.#byPath.get(this.#paths[index] ?? '');
      if (next && extensionOf(next.path) === kind && next.size <= defaultMaxFileBytes) yield next;
    }
  }
}

function extensionOf(path: string): string {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') ? path.slice(dot) : '';
}

/** Follows symbolic links, of files and of folders on the way, inside the tree. */
class Links {
  readonly #byPath: ReadonlyMap<string, CommitEntry>;
  readonly #blobs: Blobs;
  readonly #any: boolean;

  constructor(byPath: ReadonlyMap<string, CommitEntry>, blobs: Blobs) {
    this.#byPath = byPath;
    this.#blobs = blobs;
    this.#any = [...byPath.values()].some(({ kind }) => kind === 'link');
  }

  follow(path: string): CommitEntry | 'out' | 'nowhere' {
    const target = this.#resolve(path);
    if (target === undefined) return 'out';
    const entry = this.#byPath.get(target);
    return entry?.kind === 'file' ? entry : 'nowhere';
  }

  isFolder(path: string): boolean {
    const target = this.#resolve(path);
    return target !== undefined && [...this.#byPath.keys()].some((other) => target === '' || other.startsWith(`${target}/`));
  }

  /** Undefined for what leaves the tree. Links that lead in circles stay links. */
  #resolve(path: string): string | undefined {
    let current = joinPath(path);
    for (let turns = 0; this.#any && current !== undefined && turns < 20; turns++) {
      const link = this.#firstLink(current);
      if (!link) return current;
      const content: string = this.#blobs.read(link)?.toString('utf8') ?? '';
      if (content.startsWith('/')) return undefined;
      current = joinPath(folderOf(link.path), content, current.slice(link.path.length + 1));
    }
    return current;
  }

  #firstLink(path: string): CommitEntry | undefined {
    for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      const entry = this.#byPath.get(path.slice(0, end));
      if (entry?.kind === 'link') return entry;
    }
    const entry = this.#byPath.get(path);
    return entry?.kind === 'link' ? entry : undefined;
  }
}
