/** What a commit holds, by name: files, links, submodules. */
import type { Repository } from './repository.ts';

export interface CommitEntry {
  /** Relative to the opened folder. */
  readonly path: string;
  readonly kind: 'file' | 'link' | 'submodule';
  /** The object's id. */
  readonly id: string;
  /** In bytes; 0 for a submodule. */
  readonly size: number;
}

/** Everything of the opened folder, in git's order; undefined when the commit cannot be listed. */
export function listCommit(repository: Repository, commit: string): readonly CommitEntry[] | undefined {
  const { prefix } = repository;
  const within = prefix === '' ? [] : ['--', `${prefix}/`];
  const listed = repository.git(['ls-tree', '-r', '-l', '-z', '--full-tree', commit, ...within]);
  if (!listed.ok) return undefined;
  return listed.stdout
    .toString('utf8')
    .split('\0')
    .flatMap((line) => entryOf(line, prefix));
}

function entryOf(line: string, prefix: string): readonly CommitEntry[] {
  const tab = line.indexOf('\t');
  const [mode = '', , id = '', size = ''] = line.slice(0, Math.max(0, tab)).split(/ +/);
  const whole = line.slice(tab + 1);
  if (tab < 0 || (prefix !== '' && !whole.startsWith(`${prefix}/`))) return [];
  const path = prefix === '' ? whole : whole.slice(prefix.length + 1);
  const kind = mode === '120000' ? 'link' : mode === '160000' ? 'submodule' : 'file';
  return [{ path, kind, id, size: Number(size) || 0 }];
}
