/**
 * What a dialect computed from its text: data in which every node keeps the place it was written at, the places it
 * came through, and a way to change it. Dialects build these trees; `setting.ts` reads values out of them.
 */
import type { Edit } from '../source/edit.ts';
import type { Span } from '../source/span.ts';
import type { Pattern } from '../model/value.ts';

export type Tree = Scalar | Mapping | Sequence | Opaque;

interface Node {
  /** Where the text stands that decides this node: for a value that came through references, the literal itself. */
  readonly at: Span;
  /** The places that used it on its way, the resource's own text first; empty when `at` is that text. */
  readonly via: readonly Span[];
  readonly editor?: Editor | undefined;
}

export interface Scalar extends Node {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
}

export interface Mapping extends Node {
  readonly kind: 'mapping';
  readonly entries: ReadonlyMap<string, Entry>;
  /** Some keys could not be worked out: what is not in `entries` is unknown rather than absent. */
  readonly partial?: boolean | undefined;
}

export interface Entry {
  /** The place of the key. */
  readonly key: Span;
  readonly value: Tree;
}

export interface Sequence extends Node {
  readonly kind: 'sequence';
  readonly items: readonly Tree[];
  /** Some items could not be worked out. */
  readonly partial?: boolean | undefined;
}

/** An expression whose value is not known here, or known in part. */
export interface Opaque extends Node {
  readonly kind: 'opaque';
  /** Ends the sentence "cannot be known because …". */
  readonly why: string;
  readonly pattern?: Pattern | undefined;
}

/** Plain data to write, before a dialect gives it its spelling. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain } | Expression | Block;

/** Text of the dialect itself, written as it is: `aws_kms_key.orders.arn`. */
export class Expression {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** A nested block, in dialects that tell blocks from attributes (HCL); elsewhere the mapping itself. */
export class Block {
  readonly content: { readonly [key: string]: Plain };
  constructor(content: { readonly [key: string]: Plain }) {
    this.content = content;
  }
}

/** Writes into the text of one node. Each method gives undefined when this text cannot take the change. */
export interface Editor {
  /** Puts `to` in the place of the whole node. */
  replace(to: Plain): readonly Edit[] | undefined;
  /** Mappings: adds `key`, which must not be there yet. */
  put?(key: string, to: Plain): readonly Edit[] | undefined;
  /** Mappings: adds several keys at once, where adding one shifts the others (equals signs below each other). */
  putAll?(content: { readonly [key: string]: Plain }): readonly Edit[] | undefined;
  /** Sequences: adds an item at the end. */
  append?(item: Plain): readonly Edit[] | undefined;
  /** Takes the entry or item that holds this node out of its parent, key included. */
  remove?(): readonly Edit[] | undefined;
}

/** The node below `tree` along `path`; a sequence of one is stepped through, because blocks may repeat. */
export function at(tree: Tree | undefined, ...path: readonly (string | number)[]): Tree | undefined {
  let node = tree;
  for (const step of path) {
    if (node?.kind === 'sequence' && typeof step === 'string' && node.items.length === 1) node = node.items[0];
    if (node?.kind === 'mapping') node = node.entries.get(String(step))?.value;
    else if (node?.kind === 'sequence' && typeof step === 'number') node = node.items[step];
    else return undefined;
  }
  return node;
}

/** The items of a sequence; a node that is no sequence is its own only item (`Action: s3:Get*`); nothing gives none. */
export function items(tree: Tree | undefined): readonly Tree[] {
  if (!tree) return [];
  return tree.kind === 'sequence' ? tree.items : [tree];
}

/** The entries of a mapping, in the order written; none for anything else. */
export function entries(tree: Tree | undefined): readonly (readonly [string, Entry])[] {
  return tree?.kind === 'mapping' ? [...tree.entries] : [];
}

/** The text of a known scalar. */
export function scalarText(tree: Tree | undefined): string | undefined {
  return tree?.kind === 'scalar' && tree.value !== null ? String(tree.value) : undefined;
}

/** Is some of a list or mapping beyond reading? */
export function isPartial(tree: Tree | undefined): boolean {
  if (!tree) return false;
  if (tree.kind === 'opaque') return true;
  return (tree.kind === 'mapping' || tree.kind === 'sequence') && (tree.partial === true || items(tree).some((item) => item.kind === 'opaque'));
}
