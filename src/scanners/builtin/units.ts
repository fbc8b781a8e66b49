/** From files to units: which dialect reads which file, and which roots are parts of others. */
import type { Dialect, Root, Unit } from '../../dialects/dialect.ts';
import { emptyNouns } from '../../model/application.ts';
import type { FileTree, Notice } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { unpackedIn } from '../../source/unpacked.ts';

export interface Found {
  /** In order of path. */
  readonly roots: readonly Root[];
  /** Every file that some dialect took for its own. */
  readonly recognised: readonly string[];
  /** Those that are programs, not templates. */
  readonly programs: ReadonlySet<string>;
  /** The same tree, with the recognised files kept open so that none is read twice. */
  readonly files: FileTree;
  /** Lets go of files that have been read. */
  release(paths: readonly string[]): void;
}

/** Texts that are kept open from finding to reading, in characters: beyond it files are opened again. */
const mostOpened = 64 * 1024 * 1024;

export function findRoots(files: FileTree, dialects: readonly Dialect[], notices: Notice[]): Found {
  const recognised = new Map<Dialect, string[]>(dialects.map((dialect) => [dialect, []]));
  const opened = new Map<string, SourceFile>();
  const held: FileTree = {
    paths: files.paths,
    account: files.account,
    has: (path) => files.has(path),
    read: (path) => opened.get(path) ?? files.read(path),
  };
  let left = mostOpened;
  const isUnpacked = unpackedIn(files);
  const unpacked: string[] = [];
  for (const path of files.paths) {
    const interested = dialects.filter((dialect) => dialect.wants(path));
    if (interested.length === 0) continue;
    if (isUnpacked(path)) {
      unpacked.push(path);
      continue;
    }
    const file = files.read(path);
    if (!file) continue;
    const owners = ownersOf(file, interested);
    if (owners.length === 0) continue;
    for (const owner of owners) recognised.get(owner)?.push(path);
    left -= file.text.length;
    if (left >= 0) opened.set(path, file);
  }
  const roots = dialects.flatMap((dialect) => {
    const found = recognised.get(dialect) ?? [];
    return found.length === 0 ? [] : guarded(() => dialect.roots(found, held), [], dialect.id, undefined, notices);
  });
  if (unpacked.length > 0) notices.push(notOurs(unpacked));
  roots.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return {
    roots,
    recognised: [...new Set([...recognised.values()].flat())],
    programs: new Set([...recognised].flatMap(([dialect, paths]) => paths.filter((path) => dialect.isProgram?.(path)))),
    files: held,
    release: (paths) => {
      for (const path of paths) {
        opened.get(path)?.forget();
        opened.delete(path);
      }
    },
  };
}

function notOurs(paths: readonly string[]): Notice {
  const count =
    paths.length === 1 ? 'this file belongs to a package that was' : `this and ${paths.length - 1} more files belong to packages that were`;
  return { level: 'info', message: `not scanned: ${count} unpacked here`, path: paths[0] ?? '' };
}

/** A template belongs to one dialect; a program is read by all that know what it declares. */
function ownersOf(file: SourceFile, interested: readonly Dialect[]): readonly Dialect[] {
  const owners = interested.filter((dialect) => dialect.isProgram?.(file.path) === true && dialect.recognises(file));
  if (owners.length > 0) return owners;
  const owner = interested.find((dialect) => dialect.isProgram?.(file.path) !== true && dialect.recognises(file));
  return owner ? [owner] : [];
}

/** Above this many roots a repository is taken for a collection of independent projects, one per folder at its top. */
const collectionSize = 60;

/** Roots that may belong together, so that the units of one group at a time are held in memory. */
export function groupRoots(roots: readonly Root[]): readonly (readonly Root[])[] {
  if (roots.length <= collectionSize) return roots.length === 0 ? [] : [roots];
  const groups = new Map<string, Root[]>();
  for (const root of roots) {
    const top = root.path.includes('/') ? root.path.slice(0, root.path.indexOf('/')) : root.path;
    const group = groups.get(top);
    if (group) group.push(root);
    else groups.set(top, [root]);
  }
  return [...groups.values()];
}

export function readUnit(root: Root, files: FileTree, dialects: readonly Dialect[]): Unit {
  const dialect = dialects.find(({ id }) => id === root.dialect);
  const notices: Notice[] = [];
  const nothing: Unit = { root, nouns: emptyNouns(), files: root.files, notices, offers: new Map(), needs: new Set() };
  return dialect ? guarded(() => dialect.read(root, files), nothing, dialect.id, root.path, notices) : nothing;
}

/** Leaves out the units whose files another unit has read as parts of itself: nested stacks, included policies. */
export function withoutParts(units: readonly Unit[]): readonly Unit[] {
  const takenBy = new Map<string, Unit[]>();
  for (const unit of units) {
    for (const path of unit.files) {
      if (unit.root.files.includes(path)) continue;
      const takers = takenBy.get(path);
      if (takers) takers.push(unit);
      else takenBy.set(path, [unit]);
    }
  }
  const isPart = (unit: Unit): boolean =>
    unit.root.files.every((path) => takenBy.get(path)?.some((other) => !unit.files.includes(other.root.files[0] ?? '')));
  return units.filter((unit) => !isPart(unit));
}

/** A reader that throws is our mistake: it costs its own root and is told, and nothing else. */
function guarded<T>(work: () => T, otherwise: T, dialect: string, path: string | undefined, notices: Notice[]): T {
  try {
    return work();
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : 'unknown';
    notices.push({
      level: 'error',
      message: `not scanned: an error of faasgate's own in the ${dialect} reader (${reason}); please report it`,
      ...(path === undefined ? {} : { path }),
    });
    return otherwise;
  }
}
