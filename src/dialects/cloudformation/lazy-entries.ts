/** The entries of a mapping, worked out when they are first asked for: readers look at few of the many that templates hold. */
import type { Entry, Tree } from '../../evaluation/tree.ts';
import type { DocumentNode, Pair } from '../../syntax/document.ts';

/**
 * Entries that are worked out together. A class, and not a getter in the literal of each mapping: engines give every such literal a shape
 * of its own, which makes all that looks at it slow, and holds on to what it was made for until a full collection.
 */
export abstract class DeferredEntries implements ReadonlyMap<string, Entry> {
  #all: ReadonlyMap<string, Entry> | undefined;

  protected abstract workOut(): ReadonlyMap<string, Entry>;

  protected get workedOut(): ReadonlyMap<string, Entry> | undefined {
    return this.#all;
  }

  #everything(): ReadonlyMap<string, Entry> {
    return (this.#all ??= this.workOut());
  }

  get(key: string): Entry | undefined {
    return this.#everything().get(key);
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

/** Entries that are worked out one by one. */
export class LazyEntries extends DeferredEntries {
  readonly #pairs: readonly Pair[];
  readonly #evaluate: (node: DocumentNode) => Tree | undefined;
  readonly #hidden: ReadonlySet<string> | undefined;
  /** By the pair's index; null for what comes to nothing. */
  #found: (Entry | null | undefined)[] | undefined;

  /** `evaluate` gives undefined for what comes to nothing: such keys are as if they were not written. So are the `hidden` ones. */
  constructor(pairs: readonly Pair[], evaluate: (node: DocumentNode) => Tree | undefined, hidden?: ReadonlySet<string>) {
    super();
    this.#pairs = pairs;
    this.#evaluate = evaluate;
    this.#hidden = hidden;
  }

  override get(key: string): Entry | undefined {
    const all = this.workedOut;
    if (all) return all.get(key);
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

  protected override workOut(): ReadonlyMap<string, Entry> {
    const all = new Map<string, Entry>();
    for (const [index, { key }] of this.#pairs.entries()) {
      all.delete(key.text);
      if (this.#hidden?.has(key.text)) continue;
      const entry = this.#at(index);
      if (entry) all.set(key.text, entry);
    }
    this.#found = undefined;
    return all;
  }
}
