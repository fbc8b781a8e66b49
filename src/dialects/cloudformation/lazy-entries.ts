/** The entries of a mapping, each worked out when it is first asked for: readers look at few of the many that templates hold. */
import type { Entry, Tree } from '../../evaluation/tree.ts';
import type { DocumentNode, Pair } from '../../syntax/document.ts';

export class LazyEntries implements ReadonlyMap<string, Entry> {
  readonly #pairs: readonly Pair[];
  readonly #evaluate: (node: DocumentNode) => Tree | undefined;
  readonly #hidden: ReadonlySet<string> | undefined;
  /** By the pair's index; null for what comes to nothing. */
  #found: (Entry | null | undefined)[] | undefined;
  #all: ReadonlyMap<string, Entry> | undefined;

  /** `evaluate` gives undefined for what comes to nothing: such keys are as if they were not written. So are the `hidden` ones. */
  constructor(pairs: readonly Pair[], evaluate: (node: DocumentNode) => Tree | undefined, hidden?: ReadonlySet<string>) {
    this.#pairs = pairs;
    this.#evaluate = evaluate;
    this.#hidden = hidden;
  }

  get(key: string): Entry | undefined {
    if (this.#all) return this.#all.get(key);
    if (this.#hidden?.has(key)) return undefined;
    for (let index = this.#pairs.length - 1; index >= 0; index--) {
      if (this.#pairs[index]?.key.text === key) return this.#at(index) ?? undefined;
    }
    return undefined;
  }

  #at(index: number): Entry | null {
    this.#found ??= [];
    const found = this.#found[index];
    if (found !== undefined) return found;
    const pair = this.#pairs[index];
    const value = pair && this.#evaluate(pair.value);
    const entry = pair && value && !(value.kind === 'scalar' && value.value === null) ? { key: pair.key.at, value } : null;
    this.#found[index] = entry;
    return entry;
  }

  #everything(): ReadonlyMap<string, Entry> {
    if (this.#all) return this.#all;
    const all = new Map<string, Entry>();
    for (const [index, { key }] of this.#pairs.entries()) {
      all.delete(key.text);
      if (this.#hidden?.has(key.text)) continue;
      const entry = this.#at(index);
      if (entry) all.set(key.text, entry);
    }
    this.#all = all;
    this.#found = undefined;
    return all;
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  get size(): number {
    return this.#everything().size;
  }

  forEach(callback: (value: Entry, key: string, map: ReadonlyMap<string, Entry>) => void): void {
    for (const [key, value] of this.#everything()) callback(value, key, this);
  }

  entries(): MapIterator<[string, Entry]> {
    return this.#everything().entries();
  }

  keys(): MapIterator<string> {
    return this.#everything().keys();
  }

  values(): MapIterator<Entry> {
    return this.#everything().values();
  }

  [Symbol.iterator](): MapIterator<[string, Entry]> {
    return this.#everything().entries();
  }
}
