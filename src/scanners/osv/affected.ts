/** Which versions an advisory affects, and which one frees a package of all its advisories. */
import { sameName, type Ecosystem } from '../../packages/ecosystem.ts';
import { versionOrder, type VersionOrder } from '../../packages/versions/order.ts';
import type { Advisory, Affected, RangeEvent } from './advisory.ts';

/** A package at a version, wherever it is used. */
export interface PackageVersion {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly version: string;
}

export function keyOf({ ecosystem, name, version }: PackageVersion): string {
  return `${ecosystem} ${name}@${version}`;
}

/** By the advisory's own list or ranges: https://ossf.github.io/osv-schema/#evaluation. */
export function isAffected(advisory: Advisory, one: PackageVersion): boolean {
  const order = versionOrder(one.ecosystem);
  return entriesFor(advisory, one).some(
    ({ versions, ranges }) => versions.has(one.version) || ranges.some((events) => isInRange(events, one.version, order)),
  );
}

function entriesFor({ affected }: Advisory, { ecosystem, name }: PackageVersion): readonly Affected[] {
  return affected.filter((entry) => entry.ecosystem === ecosystem && sameName(ecosystem, entry.name, name));
}

function isInRange(events: readonly RangeEvent[], version: string, order: VersionOrder): boolean {
  let affected = false;
  const usable = events.filter((event) => isBeginning(event.version) || order.isVersion(event.version));
  for (const { kind, version: limit } of [...usable].sort((a, b) => compareEvents(a.version, b.version, order))) {
    const difference = isBeginning(limit) ? 1 : order.compare(version, limit);
    if (kind === 'introduced' && difference >= 0) affected = true;
    else if (kind === 'fixed' && difference >= 0) affected = false;
    else if (kind === 'last_affected' && difference > 0) affected = false;
  }
  return affected;
}

/** `0` stands before every version. */
function isBeginning(version: string): boolean {
  return version === '0';
}

function compareEvents(a: string, b: string, order: VersionOrder): number {
  if (isBeginning(a) || isBeginning(b)) return Number(isBeginning(b)) - Number(isBeginning(a));
  return order.compare(a, b);
}

/** The lowest later version that one of the advisories names as fixed and that none of them affects. */
export function lowestFixed(one: PackageVersion, advisories: readonly Advisory[]): string | undefined {
  const order = versionOrder(one.ecosystem);
  const candidates = new Set(
    advisories
      .flatMap((advisory) => entriesFor(advisory, one))
      .flatMap(({ ranges }) => ranges.flat())
      .flatMap(({ kind, version }) => (kind === 'fixed' && order.isVersion(version) && order.compare(version, one.version) > 0 ? [version] : [])),
  );
  const wanted = [...candidates].filter((version) => order.isPrerelease(one.version) || !order.isPrerelease(version));
  return wanted.sort((a, b) => order.compare(a, b)).find((version) => advisories.every((advisory) => !isAffected(advisory, { ...one, version })));
}
