/** From units to applications: units that refer to each other by name are deployed as one thing and judged as one. */
import type { Root, Unit } from '../../dialects/dialect.ts';
import { inlinePrograms } from '../../dialects/code/inline.ts';
import { codeFacts } from '../../evaluation/code/facts.ts';
import { emptyNouns, type Application, type NounLists, type Nouns } from '../../model/application.ts';
import { offerKey, type Noun, type NounKey } from '../../model/noun.ts';
import { effective } from '../../model/value.ts';
import { liesIn, sharedFolders } from '../../source/file-tree.ts';
import { behindDoors, joinDoors } from './doors.ts';

/** Units joined where one needs what another offers, and with the code that their functions run. */
export function joinUnits(units: readonly Unit[]): readonly (readonly Unit[])[] {
  const parent = new Map<Unit, Unit>();
  const top = (unit: Unit): Unit => {
    let current = unit;
    for (let next = parent.get(current); next; next = parent.get(current)) current = next;
    return current;
  };
  const offering = new Map<string, Unit[]>();
  for (const unit of units) {
    for (const name of unit.offers.keys()) {
      const others = offering.get(name);
      if (others) others.push(unit);
      else offering.set(name, [unit]);
    }
  }
  for (const unit of units) {
    for (const name of unit.needs) {
      const near = nearest(unit, offering.get(name) ?? []);
      if (!near) continue;
      const [a, b] = [top(unit), top(near.unit)];
      if (a !== b) parent.set(b, a);
    }
  }
  const join = (a: Unit, b: Unit): void => {
    const [first, second] = [top(a), top(b)];
    if (first !== second) parent.set(second, first);
  };
  joinCode(units, join);
  joinDoors(units, nearest, join);
  const groups = new Map<Unit, Unit[]>();
  for (const unit of units) {
    const group = groups.get(top(unit));
    if (group) group.push(unit);
    else groups.set(top(unit), [unit]);
  }
  return [...groups.values()];
}

/**
 * A function's code lies in a folder: whatever project holds that folder, or lies in it, is part of the application. So is a project whose
 * files declare what the application offers.
 */
function joinCode(units: readonly Unit[], join: (a: Unit, b: Unit) => void): void {
  const programs = units.filter(({ nouns }) => nouns.programs.length > 0);
  if (programs.length === 0) return;
  const projectOf = new Map(programs.flatMap((unit) => unit.root.files.map((path) => [path, unit] as const)));
  for (const unit of units) {
    const homes = new Set(unit.nouns.functions.flatMap(({ codeRoot }) => codeRoot ?? []));
    for (const other of programs) {
      const isOwn = [...homes].some((home) => (home === '' ? isAtRoot(other.root, unit) : other.root.files.some((path) => liesIn(path, home))));
      if (isOwn) join(unit, other);
    }
    for (const { body } of unit.nouns.endpoints) {
      const project = projectOf.get(body.file.path);
      if (project) join(unit, project);
    }
  }
}

/** Everything lies below the root of a repository: of that, the project there is a function's own, and the one that holds its handler. */
function isAtRoot({ path, files }: Root, { nouns }: Unit): boolean {
  if (path === '.') return true;
  const modules = new Set(
    nouns.functions.map(({ codeRoot, handler }) => (codeRoot === '' ? effective(handler)?.replace(/\.[^./]*$/, '') : undefined)),
  );
  return files.some((file) => modules.has(file.replace(/\.\w+$/, '')));
}

/** The only provider that shares the longest way down from the root; none when several are as near, for then it would be a guess. */
function nearest(unit: Unit, providers: readonly Unit[]): { readonly unit: Unit; readonly shared: number } | undefined {
  const others = providers.filter((provider) => provider !== unit);
  const near = others.map((provider) => ({ unit: provider, shared: sharedFolders(unit.root.path, provider.root.path) }));
  const best = Math.max(...near.map(({ shared }) => shared));
  const nearestOnes = near.filter(({ shared }) => shared === best);
  return nearestOnes.length === 1 ? nearestOnes[0] : undefined;
}

const kinds = Object.keys(emptyNouns()) as (keyof NounLists)[];

export function makeApplication(units: readonly Unit[]): Application {
  const [first, ...others] = units;
  const nouns = first && others.length === 0 ? first.nouns : together(units);
  const inline = inlinePrograms(nouns.functions);
  const programs = inline.length === 0 ? nouns.programs : [...nouns.programs, ...inline];
  const all: Nouns = { ...nouns, programs, endpoints: behindDoors(nouns) };
  let byKey: ReadonlyMap<NounKey, Noun> | undefined;
  return {
    ...all,
    // No getter: engines give each literal with one a shape of its own, which holds on to the application until a full collection.
    code: codeFacts(programs, nouns.functions),
    roots: units.map(({ root }) => root.path),
    find: (key) => (key === undefined ? undefined : (byKey ??= nounsByKey(all, units)).get(key)),
  };
}

function together(units: readonly Unit[]): Nouns {
  const nouns = emptyNouns();
  for (const unit of units) {
    for (const kind of kinds) append(nouns, kind, unit.nouns);
  }
  return nouns;
}

function append<K extends keyof NounLists>(into: NounLists, kind: K, from: Nouns): void {
  if (from[kind].length === 0) return;
  const target = into[kind] as Nouns[K][number][];
  for (const noun of from[kind]) target.push(noun);
}

/** Where two have a key, the first one; what a unit offers goes by its name as well. */
function nounsByKey(nouns: Nouns, units: readonly Unit[]): ReadonlyMap<NounKey, Noun> {
  const byKey = new Map<NounKey, Noun>();
  for (const kind of kinds) {
    if (kind === 'texts' || kind === 'programs') continue;
    for (const noun of nouns[kind] as readonly Noun[]) if (!byKey.has(noun.key)) byKey.set(noun.key, noun);
  }
  for (const { offers } of units) {
    for (const [name, key] of offers) {
      const noun = byKey.get(key);
      if (noun && !byKey.has(offerKey(name))) byKey.set(offerKey(name), noun);
    }
  }
  return byKey;
}
