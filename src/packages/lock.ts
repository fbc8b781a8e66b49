/** What a lock file holds, whichever tool wrote it, and who brings what. */
import type { Notice } from '../source/file-tree.ts';
import type { SourceFile } from '../source/file.ts';
import type { Span } from '../source/span.ts';

export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  /** The version's text. */
  readonly at: Span;
  /** Undefined where the lock file does not say; it is found by following the graph then. */
  readonly dev: boolean | undefined;
  /** Keys of what it requires, with the range where one is written. */
  requires(): readonly Requirement[];
}

export interface Requirement {
  readonly key: string;
  readonly range?: string | undefined;
}

export interface Lock {
  readonly file: SourceFile;
  /** By key; several keys may lead to one package. */
  readonly packages: ReadonlyMap<string, LockedPackage>;
  readonly notices: readonly Notice[];
}

/** A lock file may be made so that each package leads to all others: who brings what is left unsaid after so many steps. */
const mostSteps = 20_000_000;

/** Follows what packages require, both ways. */
export class LockGraph {
  #steps = 0;
  readonly #packages: ReadonlyMap<string, LockedPackage>;
  #requirers: ReadonlyMap<LockedPackage, readonly { readonly from: LockedPackage; readonly range: string | undefined }[]> | undefined;

  constructor(packages: ReadonlyMap<string, LockedPackage>) {
    this.#packages = packages;
  }

  /** Everything that `roots` lead to, themselves included. */
  reachable(roots: Iterable<LockedPackage>): ReadonlySet<LockedPackage> {
    const seen = new Set(roots);
    for (const current of seen) {
      for (const { key } of current.requires()) {
        const next = this.#packages.get(key);
        if (next) seen.add(next);
      }
    }
    return seen;
  }

  /** The ones among `roots` that lead to `wanted`. */
  rootsOf(wanted: LockedPackage, roots: ReadonlySet<LockedPackage>): readonly LockedPackage[] {
    const seen = new Set([wanted]);
    for (const current of seen) {
      if (++this.#steps > mostSteps) return [];
      for (const { from } of this.#requirersOf(current)) seen.add(from);
    }
    seen.delete(wanted);
    return [...seen].filter((one) => roots.has(one));
  }

  /** The ranges in which others ask for it; undefined among them where one is not written. */
  rangesOf(wanted: LockedPackage): readonly (string | undefined)[] {
    return this.#requirersOf(wanted).map(({ range }) => range);
  }

  #requirersOf(wanted: LockedPackage): readonly { readonly from: LockedPackage; readonly range: string | undefined }[] {
    this.#requirers ??= this.#turnRound();
    return this.#requirers.get(wanted) ?? [];
  }

  #turnRound(): Map<LockedPackage, { readonly from: LockedPackage; readonly range: string | undefined }[]> {
    const requirers = new Map<LockedPackage, { readonly from: LockedPackage; readonly range: string | undefined }[]>();
    for (const from of new Set(this.#packages.values())) {
      for (const { key, range } of from.requires()) {
        const to = this.#packages.get(key);
        if (!to) continue;
        const known = requirers.get(to);
        if (known) known.push({ from, range });
        else requirers.set(to, [{ from, range }]);
      }
    }
    return requirers;
  }
}
