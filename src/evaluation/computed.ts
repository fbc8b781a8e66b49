/** Trees that expressions come to: texts known in part, values seen through references, things that cannot be known. */
import type { Editor, Entry, Mapping, Opaque, Plain, Scalar, Sequence, Tree } from './tree.ts';
import type { Answer, Hole, Pattern, Reference } from '../model/value.ts';
import { isSameSpan, type Span } from '../source/span.ts';

/** Stands for a text of which nothing is known. */
export const hole: Hole = {};

const noWay: readonly Span[] = [];

// Trees of a kind have the same members in the same order, where they come by the thousand: engines go quickly through what has few shapes.

export function scalar(value: Scalar['value'], at: Span, editor?: Editor): Scalar {
  return { kind: 'scalar', value, at, via: noWay, editor };
}

export function sequence(items: readonly Tree[], at: Span, partial = false, editor?: Editor): Sequence {
  return { kind: 'sequence', items, at, via: noWay, editor, partial };
}

export function mapping(entries: ReadonlyMap<string, Entry>, at: Span, partial = false, editor?: Editor): Mapping {
  return { kind: 'mapping', entries, at, via: noWay, editor, partial };
}

export function opaque(why: string, at: Span, pattern: Pattern = [hole], editor?: Editor): Opaque {
  return { kind: 'opaque', why, pattern, at, via: noWay, editor };
}

/** What the language itself would refuse: a key that does not exist, an item behind the end. `try` and `can` tell it from the unknown. */
export interface Failure extends Opaque {
  readonly failed: true;
}

export function failure(why: string, at: Span): Failure {
  return { kind: 'opaque', why, at, via: noWay, failed: true };
}

export function isFailure(tree: Tree): tree is Failure {
  return tree.kind === 'opaque' && 'failed' in tree;
}

/** A text that is itself an encoded document: JSON in a heredoc, a file of the tree. */
interface Encoded {
  readonly decode?: () => Tree | undefined;
}

/** The same text, which gives `decode` when it is read as a document. */
export function encoded<T extends Tree>(text: T, decode: () => Tree | undefined): T & Encoded {
  return { ...text, decode };
}

/** What a text says when it is read as JSON or YAML; collections are documents already. */
export function decoded(tree: Tree): Tree | undefined {
  if (tree.kind === 'mapping' || tree.kind === 'sequence') return tree;
  const read = (tree as Encoded).decode?.();
  if (!read) return undefined;
  return withWay(read, tree.via);
}

/** What a tree adds to a text: its own, or a hole. */
export function patternOf(tree: Tree): Pattern {
  if (tree.kind === 'scalar') return [tree.value === null ? '' : String(tree.value)];
  if (tree.kind === 'opaque') return tree.pattern ?? [hole];
  return jsonPattern(tree);
}

/** Texts beyond this are not put together: a text that doubles fifty times fills any memory. */
const longestText = 1_000_000;

/** The pattern with neighbouring texts made one. */
function joinPattern(parts: readonly Pattern[]): Pattern {
  const whole: (string | Hole)[] = [];
  let length = 0;
  for (const pattern of parts) {
    for (const part of pattern) {
      length += typeof part === 'string' ? part.length : 1;
      if (length > longestText) return [hole];
      const last = whole.at(-1);
      if (part === '') continue;
      if (typeof part === 'string' && typeof last === 'string') whole[whole.length - 1] = last + part;
      else whole.push(part);
    }
  }
  return whole;
}

/** The text that `parts` make up: known when all of them are. */
export function textFrom(parts: readonly Pattern[], at: Span, editor?: Editor, why = 'part of it is only known at deployment'): Scalar | Opaque {
  const pattern = joinPattern(parts);
  if (pattern.length === 0) return scalar('', at, editor);
  const [only] = pattern;
  return pattern.length === 1 && typeof only === 'string' ? scalar(only, at, editor) : opaque(why, at, pattern, editor);
}

/** The resource that the whole of a tree stands for, if it is nothing but a reference. */
export function referenceOf(tree: Tree): Reference | undefined {
  if (tree.kind !== 'opaque' || tree.pattern?.length !== 1) return undefined;
  const [only] = tree.pattern;
  return typeof only === 'object' ? only.reference : undefined;
}

/** Where an expression stands, and how it is changed as a whole. */
export interface Site {
  readonly at: Span;
  readonly editor?: Editor | undefined;
}

/** The same tree used at `site`: its text stays where it is, the use becomes the first step of the way to it. */
export function usedAt(tree: Tree, site: Site): Tree {
  if (tree.kind === 'opaque' && !tree.pattern?.some((part) => typeof part === 'string'))
    return { ...tree, at: site.at, via: noWay, editor: site.editor };
  const via = tree.via[0] && isSameSpan(tree.via[0], site.at) ? tree.via : [site.at, ...tree.via];
  return { ...tree, via, editor: usedEditor(tree.editor, site.editor) };
}

/**
 * While expressions are worked out, the way to an item is its own behind that of the collection that holds it:
 * whoever takes an item out of a collection adds the collection's.
 */
export function withWay<T extends Tree>(child: T, way: readonly Span[]): T {
  return way.length === 0 ? child : { ...child, via: child.via.length === 0 ? way : [...way, ...child.via] };
}

/** The items of a collection, each with the whole way to it. */
export function itemsOf(tree: Tree): readonly Tree[] {
  if (tree.kind === 'sequence') return tree.via.length === 0 ? tree.items : tree.items.map((item) => withWay(item, tree.via));
  if (tree.kind === 'mapping') return [...tree.entries.values()].map(({ value }) => withWay(value, tree.via));
  return [];
}

/** The entries of a mapping, each value with the whole way to it. */
export function entriesOf(tree: Tree): readonly (readonly [string, Entry])[] {
  if (tree.kind !== 'mapping') return [];
  if (tree.via.length === 0) return [...tree.entries];
  return [...tree.entries].map(([key, entry]) => [key, { key: entry.key, value: withWay(entry.value, tree.via) }]);
}

/** Key and value of each entry or item; maps are gone through in the order of their keys. */
export function pairsOf(tree: Tree): readonly (readonly [Tree, Tree])[] {
  if (tree.kind === 'sequence') return itemsOf(tree).map((item, index) => [scalar(index, item.at), item]);
  const sorted = [...entriesOf(tree)].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([key, entry]) => [scalar(key, entry.key), entry.value]);
}

function usedEditor(origin: Editor | undefined, use: Editor | undefined): Editor | undefined {
  return origin ? new UsedEditor(origin, use) : use;
}

/** Writes into the text that a reference leads to; what is taken out is the use, for others may need the text. */
class UsedEditor implements Editor {
  readonly #origin: Editor;
  readonly #use: Editor | undefined;

  constructor(origin: Editor, use: Editor | undefined) {
    this.#origin = origin;
    this.#use = use;
  }

  replace(to: Plain) {
    return this.#origin.replace(to) ?? this.#use?.replace(to);
  }

  put(key: string, to: Plain) {
    return this.#origin.put?.(key, to);
  }

  putAll(content: { readonly [key: string]: Plain }) {
    return this.#origin.putAll?.(content);
  }

  append(item: Plain) {
    return this.#origin.append?.(item);
  }

  remove() {
    return this.#use?.remove?.();
  }
}

/** Trees beyond this many nodes are not compared or spelt: shared parts make trees that are larger than any memory. */
const manyNodes = 20_000;

/** Do two trees come to the same? */
export function same(a: Tree, b: Tree, left = { nodes: manyNodes }): Answer {
  if (a.kind === 'opaque' || b.kind === 'opaque') return sameAsUnknown(a, b);
  if (left.nodes-- <= 0) return 'unknown';
  if (a.kind === 'scalar' && b.kind === 'scalar') {
    if (a.value === null || b.value === null) return a.value === b.value ? 'yes' : 'no';
    return String(a.value) === String(b.value) ? 'yes' : 'no';
  }
  if (a.kind === 'sequence' && b.kind === 'sequence') {
    if (a.partial || b.partial) return 'unknown';
    if (a.items.length !== b.items.length) return 'no';
    return all(a.items.map((item, index) => same(item, b.items[index]!, left)));
  }
  if (a.kind === 'mapping' && b.kind === 'mapping') {
    if (a.partial || b.partial) return 'unknown';
    if (a.entries.size !== b.entries.size) return 'no';
    return all([...a.entries].map(([key, { value }]) => (b.entries.has(key) ? same(value, b.entries.get(key)!.value, left) : 'no')));
  }
  return 'no';
}

function all(answers: readonly Answer[]): Answer {
  return answers.includes('no') ? 'no' : answers.includes('unknown') ? 'unknown' : 'yes';
}

/** An attribute of a resource is not null and not the empty text; beyond that nothing is known. */
function sameAsUnknown(a: Tree, b: Tree): Answer {
  const [left, right] = [referenceOf(a), referenceOf(b)];
  if (left && right && left.attribute !== undefined && left.address === right.address && left.attribute === right.attribute) return 'yes';
  const [unknown, other] = a.kind === 'opaque' ? [a, b] : [b, a];
  const nothing = other.kind === 'scalar' && (other.value === null || other.value === '');
  return nothing && unknown.kind === 'opaque' && unknown.pattern?.some((part) => typeof part === 'string' || isResource(part.reference))
    ? 'no'
    : 'unknown';
}

function isResource(reference: Reference | undefined): boolean {
  return reference !== undefined && reference.attribute !== undefined && !/^(?:var|data)\.|\.var\./.test(reference.address);
}

/** The JSON text of a tree, with holes where it is unknown. */
function jsonPattern(tree: Tree, left = { nodes: manyNodes }): Pattern {
  if (left.nodes-- <= 0) return [hole];
  if (tree.kind === 'scalar') return [JSON.stringify(tree.value)];
  if (tree.kind === 'opaque') {
    return joinPattern([['"'], (tree.pattern ?? [hole]).map((part) => (typeof part === 'string' ? JSON.stringify(part).slice(1, -1) : part)), ['"']]);
  }
  if (tree.partial) return [hole];
  const parts: Pattern[] = [];
  if (tree.kind === 'sequence') {
    for (const item of tree.items) parts.push(parts.length > 0 ? [','] : [], jsonPattern(item, left));
    return joinPattern([['['], ...parts, [']']]);
  }
  for (const [key, { value }] of tree.entries) parts.push([`${parts.length > 0 ? ',' : ''}${JSON.stringify(key)}:`], jsonPattern(value, left));
  return joinPattern([['{'], ...parts, ['}']]);
}

/** The known text of a scalar. */
export function known(tree: Tree | undefined): string | undefined {
  return tree?.kind === 'scalar' && tree.value !== null ? String(tree.value) : undefined;
}

export function isNull(tree: Tree): boolean {
  return tree.kind === 'scalar' && tree.value === null;
}

/** True, false, or undefined where it is not known. */
export function truth(tree: Tree): boolean | undefined {
  if (tree.kind !== 'scalar') return undefined;
  return { true: true, false: false }[String(tree.value)];
}
