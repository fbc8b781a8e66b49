/** Reads the settings of the model out of evaluated trees, each with a slot that writes it back. */
import { takenOut } from '../model/access.ts';
import type { Edit } from '../source/edit.ts';
import type { Span } from '../source/span.ts';
import { absent, known, unknown, type Slot, type Value } from '../model/value.ts';
import { Block, Expression, type Mapping, type Plain, type Tree } from './tree.ts';

/** How a kind of setting is spelt: `decode` gives undefined for a spelling it does not know. */
export interface Spelling<T> {
  decode(written: string | number | boolean): T | undefined;
  encode(value: T): Plain | undefined;
}

export const text: Spelling<string> = { decode: String, encode: (value) => value };

export const number: Spelling<number> = {
  decode: (written) => {
    const value = typeof written === 'number' ? written : Number(written === true ? Number.NaN : written);
    return Number.isFinite(value) ? value : undefined;
  },
  encode: (value) => value,
};

/** `true` and `"true"`: templates quote their booleans at times. */
export const flag: Spelling<boolean> = {
  decode: (written) => ({ true: true, false: false })[String(written).toLowerCase()],
  encode: (value) => value,
};

/**
 * A closed set of words. `words` maps each spelling to its meaning; several spellings may mean the same, the first one
 * is written. Compares without regard to case.
 */
export function choice<const T extends string>(words: Readonly<Record<string, T>>): Spelling<T> {
  const meanings = new Map(Object.entries(words).map(([word, meaning]) => [word.toLowerCase(), meaning]));
  return {
    decode: (written) => meanings.get(String(written).toLowerCase()),
    encode: (value) => Object.entries(words).find(([, meaning]) => meaning === value)?.[0],
  };
}

/** A step into a nested block, for dialects that tell blocks from attributes. */
export interface BlockStep {
  readonly block: string;
}

export type Path = readonly (string | BlockStep)[];

export interface SettingOptions<T> {
  /** What the platform does when the setting is not written; give its source where the table is kept. */
  readonly default?: T | undefined;
  /** Where an absent setting is reported: the owner's head. The default is the owner's own place. */
  readonly head?: Span | undefined;
}

/** The setting that stands below `owner` at `path`. */
export function setting<T>(owner: Mapping, path: Path, spelling: Spelling<T>, options: SettingOptions<T> = {}): Value<T> {
  const { node, reached, rest, unsure } = follow(owner, path);
  if (node && rest.length === 0 && !(node.kind === 'scalar' && node.value === null)) return asValue(node, spelling);
  const head = options.head ?? owner.at;
  if (unsure) return unknown('part of its settings cannot be read', head);
  const slot: Slot<T> = (to) => {
    const plain = spelling.encode(to);
    if (plain === undefined) return undefined;
    return node ? node.editor?.replace(plain) : insertAt(reached, rest, plain);
  };
  return absent(head, options.default, slot);
}

/** A node as a value. A list, a mapping or an unknown word is unknown. */
export function asValue<T>(node: Tree, spelling: Spelling<T>): Value<T> {
  const { editor, at, via } = node;
  const slot: Slot<T> | undefined = editor && ((to) => writeWith(editor, spelling, to, isText(node)));
  if (node.kind === 'opaque') return unknown(node.why, at, node.pattern, slot, via);
  if (node.kind !== 'scalar' || node.value === null) return unknown('it is not a single value', at, undefined, slot, via);
  const value = spelling.decode(node.value);
  if (value === undefined) return unknown('its value is not one of the known ones', at, undefined, slot, via);
  return known<T>(value, at, slot, via);
}

/** A text that can go: an item of a list, or the only one in the place of a list. Its slot knows `takenOut`. */
export function asRemovable(node: Tree): Value<string> {
  const value = asValue(node, text);
  const { editor } = node;
  return { ...value, slot: editor && ((to) => (to === takenOut ? editor.remove?.() : value.slot?.(to))) };
}

type Replacing = Pick<NonNullable<Tree['editor']>, 'replace'>;

/** What was written as a text, as in `Default: 'false'`, stays one: a list of allowed values may stand beside it. */
function writeWith<T>(editor: Replacing, spelling: Spelling<T>, to: T, isText: boolean): readonly Edit[] | undefined {
  const plain = spelling.encode(to);
  if (plain === undefined) return undefined;
  return editor.replace(isText && (typeof plain === 'boolean' || typeof plain === 'number') ? String(plain) : plain);
}

function isText(node: Tree): boolean {
  return node.kind === 'scalar' && typeof node.value === 'string';
}

interface Followed {
  /** The node at the end of the path, if the whole path exists. */
  readonly node: Tree | undefined;
  /** The deepest mapping on the path that exists. */
  readonly reached: Mapping;
  /** The steps from there that do not exist. */
  readonly rest: Path;
  /** The path runs into something that cannot be known. */
  readonly unsure: boolean;
}

/** Walks `path` as far as it exists. */
export function follow(owner: Mapping, path: Path): Followed {
  let reached = owner;
  for (let depth = 0; depth < path.length; depth++) {
    const entry = reached.entries.get(keyOf(path[depth]!));
    let node = entry?.value;
    const last = depth === path.length - 1;
    if (!node) return { node: undefined, reached, rest: path.slice(depth), unsure: reached.partial === true };
    if (last) return { node, reached, rest: [], unsure: false };
    if (node.kind === 'sequence' && node.items.length === 1) node = node.items[0]!;
    if (node.kind !== 'mapping') {
      const empty = node.kind === 'scalar' && node.value === null;
      return { node: undefined, reached, rest: path.slice(depth), unsure: !empty };
    }
    reached = node;
  }
  return { node: reached, reached, rest: [], unsure: false };
}

/** Writes `plain` below `mapping`, building the steps in between. */
export function insertAt(mapping: Mapping, steps: Path, plain: Plain): readonly Edit[] | undefined {
  const first = steps[0];
  if (first === undefined) return undefined;
  let value = plain;
  for (const [index, step] of [...steps.entries()].reverse()) {
    if (typeof step !== 'string' && isContent(value)) value = new Block(value);
    if (index > 0) value = { [keyOf(step)]: value };
  }
  const empty = mapping.entries.get(keyOf(first))?.value;
  return empty ? empty.editor?.replace(value) : mapping.editor?.put?.(keyOf(first), value);
}

function isContent(value: Plain): value is { readonly [key: string]: Plain } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Block) && !(value instanceof Expression);
}

function keyOf(step: string | BlockStep): string {
  return typeof step === 'string' ? step : step.block;
}
