/** Which of two versions is later, as each ecosystem itself decides, and which steps between them its authors may call compatible. */
import { compare as comparePep440, explain, valid as validPep440 } from '@renovatebot/pep440';
import semver from 'semver';
import type { Ecosystem } from '../ecosystem.ts';
import { compareMaven, releaseNumbers } from './maven.ts';
import { compareNuGet, isNuGetVersion } from './nuget.ts';

export interface VersionOrder {
  isVersion(text: string): boolean;
  /** Negative where `a` comes before `b`. Both must be versions. */
  compare(a: string, b: string): number;
  /** Its leading numbers: `4.17.21` → 4, 17, 21. */
  release(version: string): readonly number[];
  isPrerelease(version: string): boolean;
}

const loose = { loose: true } as const;

const semanticVersions: VersionOrder = {
  isVersion: (text) => text.length <= 256 && semver.valid(text, loose) !== null,
  compare: (a, b) => semver.compare(a, b, loose),
  release: (version) => {
    const parsed = semver.parse(version, loose);
    return parsed ? [parsed.major, parsed.minor, parsed.patch] : [];
  },
  isPrerelease: (version) => (semver.parse(version, loose)?.prerelease.length ?? 0) > 0,
};

const orders: Readonly<Record<Ecosystem, VersionOrder>> = {
  npm: semanticVersions,
  Go: semanticVersions,
  PyPI: {
    isVersion: (text) => text.length <= 256 && validPep440(text) !== null,
    compare: (a, b) => comparePep440(a, b),
    release: (version) => explain(version)?.release ?? [],
    isPrerelease: (version) => explain(version)?.is_prerelease ?? false,
  },
  Maven: {
    isVersion: (text) => text.length <= 256 && /^[0-9A-Za-z](?:[\w.+-]*\w)?$/.test(text) && /\d/.test(text),
    compare: compareMaven,
    release: releaseNumbers,
    isPrerelease: (version) => /[.-]?(?:alpha|beta|milestone|rc|cr|snapshot|m\d)/i.test(version),
  },
  NuGet: {
    isVersion: isNuGetVersion,
    compare: compareNuGet,
    release: releaseNumbers,
    isPrerelease: (version) => version.includes('-'),
  },
};

export function versionOrder(ecosystem: Ecosystem): VersionOrder {
  return orders[ecosystem];
}

/** Whether, by semantic versioning, nothing may break between them: the same major version, below 1.0 the same minor one as well. */
export function isCompatibleStep(ecosystem: Ecosystem, from: string, to: string): boolean {
  const order = orders[ecosystem];
  const [a, b] = [order.release(from), order.release(to)];
  if (a.length === 0 || b.length === 0 || a[0] !== b[0]) return false;
  return a[0] !== 0 || (a[1] ?? 0) === (b[1] ?? 0);
}
