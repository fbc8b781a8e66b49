/** Advisories from a folder: OSV's own export, one JSON file each, by ecosystem or in one heap. Nothing is asked of anybody. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalName, type Ecosystem } from '../../packages/ecosystem.ts';
import { readAdvisory, type Advisory } from './advisory.ts';
import { isAffected, keyOf, type PackageVersion } from './affected.ts';
import { SourceError, type AdvisorySource } from './source.ts';

/** `folder` holds `npm/GHSA-….json` and the like, what https://osv-vulnerabilities.storage.googleapis.com/npm/all.zip unpacks to. */
export function osvDatabase(folder: string): AdvisorySource {
  const indexes = new Map<Ecosystem, ReadonlyMap<string, readonly Advisory[]>>();
  return {
    affecting: (packages) =>
      Promise.resolve().then(() => {
        const found = new Map<string, readonly Advisory[]>();
        for (const one of packages) {
          const index = indexes.get(one.ecosystem) ?? readIndex(folder, one.ecosystem);
          indexes.set(one.ecosystem, index);
          const advisories = (index.get(indexName(one)) ?? []).filter((advisory) => isAffected(advisory, one));
          if (advisories.length > 0) found.set(keyOf(one), advisories);
        }
        return found;
      }),
  };
}

function indexName({ ecosystem, name }: Pick<PackageVersion, 'ecosystem' | 'name'>): string {
  return ecosystem === 'NuGet' ? name.toLowerCase() : canonicalName(ecosystem, name);
}

function readIndex(folder: string, ecosystem: Ecosystem): ReadonlyMap<string, readonly Advisory[]> {
  const own = join(folder, ecosystem);
  const from = statSync(own, { throwIfNoEntry: false })?.isDirectory() ? own : folder;
  const names = listing(from).filter((name) => name.endsWith('.json'));
  if (names.length === 0) throw new SourceError(`${from} holds no advisories for ${ecosystem}: unpack OSV's all.zip there`);
  const index = new Map<string, Advisory[]>();
  for (const name of names) {
    const advisory = readFile(join(from, name));
    const keys = new Set(
      advisory?.affected.filter((entry) => entry.ecosystem === ecosystem).map((entry) => indexName({ ecosystem, name: entry.name })),
    );
    for (const key of keys) {
      const known = index.get(key);
      if (!advisory) continue;
      if (known) known.push(advisory);
      else index.set(key, [advisory]);
    }
  }
  return index;
}

function listing(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    throw new SourceError(`there is no folder ${folder} with an OSV database`);
  }
}

function readFile(path: string): Advisory | undefined {
  try {
    return readAdvisory(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw new SourceError(`${path} is no advisory that can be read`);
  }
}
