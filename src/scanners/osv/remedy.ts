/** Finds the version that frees a package of everything known, and writes it where text can. */
import type { FixEdit, VerifiedFix } from '../../finding/finding.ts';
import { sameName } from '../../packages/ecosystem.ts';
import type { Package, Project, Raise } from '../../packages/package.ts';
import { findProjects } from '../../packages/projects.ts';
import { isCompatibleStep, versionOrder } from '../../packages/versions/order.ts';
import { withEdits } from '../../source/edit.ts';
import { nameOf, type FileTree } from '../../source/file-tree.ts';
import type { Advisory } from './advisory.ts';
import { isAffected, keyOf, lowestFixed, type PackageVersion } from './affected.ts';
import { placeOf } from './place.ts';
import type { AdvisorySource } from './source.ts';

/** The fix of one package may bring it to a version with other advisories: so many steps at most. */
const mostSteps = 6;

/** For each package, by key, the lowest later version that no advisory affects; those without one are left out. @throws SourceError */
export async function remediesFor(
  packages: readonly PackageVersion[],
  found: ReadonlyMap<string, readonly Advisory[]>,
  source: AdvisorySource,
): Promise<ReadonlyMap<string, string>> {
  const remedies = new Map<string, string>();
  let open = packages.map((one) => ({ one, advisories: (found.get(keyOf(one)) ?? []).filter(({ withdrawn }) => !withdrawn) }));
  for (let step = 0; step < mostSteps && open.length > 0; step++) {
    const candidates = open.flatMap(({ one, advisories }) => {
      const version = lowestFixed(one, advisories);
      return version === undefined ? [] : [{ one, advisories, candidate: { ...one, version } }];
    });
    const more =
      candidates.length === 0 ? new Map<string, readonly Advisory[]>() : await source.affecting(candidates.map(({ candidate }) => candidate));
    open = candidates.flatMap(({ one, advisories, candidate }) => {
      const others = (more.get(keyOf(candidate)) ?? []).filter(({ withdrawn, id }) => !withdrawn && !advisories.some((known) => known.id === id));
      if (others.length > 0) return [{ one, advisories: [...advisories, ...others] }];
      remedies.set(keyOf(one), candidate.version);
      return [];
    });
  }
  return remedies;
}

/** What there is to do for one package of a project. */
export interface Remedy {
  readonly version: string;
  /** Tried in memory. */
  readonly fix?: VerifiedFix | undefined;
  /** Where no text can be edited rightly. */
  readonly command?: string | undefined;
}

/** So many fixes of a project are tried one by one. */
const mostSingle = 30;

interface Attempt {
  readonly used: Package;
  readonly version: string;
  readonly raise: Raise;
}

/** All edits of a project are tried together, and one by one only where that does not hold. */
export function remedyProject(
  project: Project,
  vulnerable: readonly Package[],
  versions: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, readonly Advisory[]>,
  files: FileTree,
): ReadonlyMap<Package, Remedy> {
  const remedies = new Map<Package, Remedy>();
  const attempts: Attempt[] = [];
  const highest = highestVersions(project, versions);
  for (const used of vulnerable) {
    const version = versions.get(keyOf(used));
    if (version === undefined) continue;
    const raise = used.declaration?.raise(version) ?? used.raise(later(used, version, highest.get(used.name)));
    remedies.set(used, { version, command: raise?.command });
    if (raise && raise.edits.length > 0) attempts.push({ used, version, raise });
  }
  const check = (some: readonly Attempt[]): readonly Attempt[] => verify(project, some, found, files);
  const agreed = agree(attempts);
  const together = agreed.length > 1 ? check(agreed) : [];
  const verified = together.length === agreed.length ? together : agreed.slice(0, mostSingle).flatMap((one) => check([one]));
  for (const one of verified) remedies.set(one.used, { version: one.version, fix: fixOf(one, project), command: one.raise.command });
  return remedies;
}

/** A choice that overrides others holds for every version of the package: it must not take any of them back. */
function highestVersions({ packages }: Project, versions: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const highest = new Map<string, string>();
  for (const one of packages) if (!one.dev) highest.set(one.name, later(one, versions.get(keyOf(one)) ?? one.version, highest.get(one.name)));
  return highest;
}

function later({ ecosystem }: Package, a: string, b: string | undefined): string {
  return b !== undefined && versionOrder(ecosystem).compare(b, a) > 0 ? b : a;
}

/** Packages that share one text for their version (a property, an entry of a catalog) go to the latest that one of them needs. */
function agree(attempts: readonly Attempt[]): readonly Attempt[] {
  const textOf = ({ raise }: Attempt): string => raise.edits.map(({ at }) => `${at.file.path}:${at.start}`).join();
  const wanted = new Map<string, string>();
  for (const one of attempts) wanted.set(textOf(one), later(one.used, one.version, wanted.get(textOf(one))));
  return attempts.map((one) => {
    const version = wanted.get(textOf(one)) ?? one.version;
    const raise = version === one.version ? undefined : one.used.declaration?.raise(version);
    return raise ? { ...one, version, raise } : one;
  });
}

/** Applies the edits in memory and reads the project again: those whose package is there, at a version that nothing known affects. */
function verify(
  project: Project,
  attempts: readonly Attempt[],
  found: ReadonlyMap<string, readonly Advisory[]>,
  files: FileTree,
): readonly Attempt[] {
  const edited = withEdits(
    files,
    attempts.flatMap(({ raise }) => raise.edits),
  );
  if (!edited) return [];
  const paths = new Set(project.files);
  const again = findProjects({
    paths: files.paths.filter((path) => paths.has(path)),
    has: (path) => edited.has(path),
    read: (path) => edited.read(path),
  });
  if (again.notices.some(({ level }) => level === 'error')) return [];
  const packages = again.projects
    .filter(({ ecosystem, folder }) => ecosystem === project.ecosystem && folder === project.folder)
    .flatMap((one) => one.packages);
  return attempts.filter(({ used, version }) => {
    const now = packages.filter(({ name, dev }) => !dev && sameName(used.ecosystem, name, used.name));
    const old = found.get(keyOf(used)) ?? [];
    return (
      now.some((one) => one.version === version) &&
      now.every((one) => one.version !== used.version || !old.some((advisory) => isAffected(advisory, one)))
    );
  });
}

/** Safe is what changes neither the major version nor leaves a lock file behind. */
function fixOf({ used, version, raise }: Attempt, { lock }: Project): VerifiedFix {
  const compatible = isCompatibleStep(used.ecosystem, used.version, version);
  const run = raise.command === undefined ? undefined : `run \`${raise.command}\`${lock === undefined ? '' : `, which brings ${nameOf(lock)} along`}`;
  const read = compatible ? undefined : `${used.name} ${version} may break what ${used.version} allowed: read its changes`;
  const check = [run, read].filter((text) => text !== undefined).join('; ');
  const edits = raise.edits.map(({ at, text }): FixEdit => ({ place: placeOf(at), text }));
  return { title: `raise ${used.name} to ${version}`, risk: check === '' ? 'safe' : 'review', ...(check === '' ? {} : { check }), edits };
}
