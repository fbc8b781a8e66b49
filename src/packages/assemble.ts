/** From what a manifest asks for and what its lock file holds to the packages of a project. */
import type { Notice } from '../source/file-tree.ts';
import { nameOf } from '../source/file-tree.ts';
import type { Span } from '../source/span.ts';
import type { Ecosystem } from './ecosystem.ts';
import { LockGraph, type Lock, type LockedPackage } from './lock.ts';
import { noticeAt, strangeVersions } from './notices.ts';
import type { Declaration, Package, Raise } from './package.ts';
import { versionOrder } from './versions/order.ts';

export interface LockedProject {
  readonly ecosystem: Ecosystem;
  readonly declarations: readonly Declaration[];
  readonly lock: Lock;
  /** What the lock file gives a declaration. */
  resolve(declaration: Declaration): LockedPackage | undefined;
  /** The lowest version that a requirement lets in, for a lock file that its manifest has outrun. */
  lowest(requirement: string): string | undefined;
  /** What raises a package that nothing declares; `ranges` are those in which others ask for it. */
  raise(locked: LockedPackage, version: string, ranges: readonly (string | undefined)[]): Raise | undefined;
  /** What makes the lock file follow its manifest: `npm install`. */
  readonly refresh: string;
}

export interface Assembled {
  readonly packages: readonly Package[];
  readonly notices: readonly Notice[];
}

export function assembleLocked(project: LockedProject): Assembled {
  const { declarations, lock, ecosystem } = project;
  const graph = new LockGraph(lock.packages);
  const declared = new Map<LockedPackage, Declaration>();
  for (const declaration of declarations) {
    const locked = project.resolve(declaration);
    const earlier = locked && declared.get(locked);
    if (locked && (!earlier || (earlier.dev && !declaration.dev))) declared.set(locked, declaration);
  }
  const all = new Set(lock.packages.values());
  const shipped = shippedOf(graph, all, declared, lock.notices.length > 0);
  const roots = new Set(declared.keys());
  const strange: { readonly name: string; readonly version: string; readonly at: Span }[] = [];
  const notices: Notice[] = [];
  const packages = [...all].flatMap((locked): Package[] => {
    const declaration = declared.get(locked);
    const outrun = declaration && outrunVersion(project, locked, declaration);
    if (outrun !== undefined && declaration) notices.push(outrunNotice(project, locked, declaration));
    const version = outrun ?? locked.version;
    if (!versionOrder(ecosystem).isVersion(version)) {
      strange.push(locked);
      return [];
    }
    return [
      {
        ecosystem,
        name: locked.name,
        version,
        at: outrun !== undefined && declaration ? declaration.at : locked.at,
        declaration,
        dev: !shipped.has(locked),
        broughtBy: once(() => graph.rootsOf(locked, roots).flatMap((root) => bringing(declared.get(root), shipped.has(locked)))),
        raise: (wanted) => project.raise(locked, wanted, graph.rangesOf(locked)),
      },
    ];
  });
  return { packages, notices: [...lock.notices, ...notices, ...strangeVersions(strange)] };
}

/** Following the graph costs as much as the graph is large. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** What is there for development only is not to blame for what ships. */
function bringing(declaration: Declaration | undefined, ships: boolean): readonly Declaration[] {
  return declaration && !(ships && declaration.dev) ? [declaration] : [];
}

/** What ships: marked so by the lock file itself, else all that shipped declarations lead to, else everything. */
function shippedOf(
  graph: LockGraph,
  all: ReadonlySet<LockedPackage>,
  declared: ReadonlyMap<LockedPackage, Declaration>,
  partly: boolean,
): ReadonlySet<LockedPackage> {
  const unmarked = [...all].some(({ dev }) => dev === undefined);
  // Of a lock file that was read in part nobody can say what leads where.
  if (!unmarked || partly || declared.size === 0) return new Set([...all].filter(({ dev }) => dev !== true));
  return graph.reachable([...declared].filter(([, { dev }]) => !dev).map(([locked]) => locked));
}

/** A manifest that no longer lets the locked version in has outrun its lock file: its own words count. */
function outrunVersion(project: LockedProject, locked: LockedPackage, declaration: Declaration): string | undefined {
  return versionOrder(project.ecosystem).isVersion(locked.version) && declaration.admits(locked.version) === false
    ? project.lowest(declaration.requirement)
    : undefined;
}

function outrunNotice({ lock, refresh }: LockedProject, locked: LockedPackage, { at, name, requirement }: Declaration): Notice {
  const file = nameOf(lock.file.path);
  return noticeAt(at, 'info', `it asks for ${name} ${requirement}, ${file} still holds ${locked.version}: ${refresh} brings them together`);
}
