/** The syntax tree that YAML and JSON share: mappings, sequences and scalars with exact places. */
import type { SourceFile } from '../source/file.ts';
import type { Span } from '../source/span.ts';

export type DocumentNode = MappingNode | SequenceNode | ScalarNode;

interface Node {
  /** The value's own text: a scalar with its quotes, a flow collection with its brackets, a block collection from its first key to the end of its last value. Without the tag. */
  readonly at: Span;
  /** `!Ref`, `!Sub` …: YAML's local tags, with the exclamation mark. */
  readonly tag: string | undefined;
  /** The value with its tag. Equals `at` where there is none. */
  readonly whole: Span;
}

export interface MappingNode extends Node {
  readonly kind: 'mapping';
  readonly style: 'block' | 'flow';
  /** In the order written; a key that is written twice stands twice (readers take the last). */
  readonly pairs: readonly Pair[];
}

export interface Pair {
  readonly key: ScalarNode;
  /** A missing value is a scalar null of no length behind the colon. */
  readonly value: DocumentNode;
  /** It is an entry of another mapping, which a merge key (`<<`) brings here. */
  readonly merged?: true;
}

export interface SequenceNode extends Node {
  readonly kind: 'sequence';
  readonly style: 'block' | 'flow';
  readonly items: readonly DocumentNode[];
}

export interface ScalarNode extends Node {
  readonly kind: 'scalar';
  readonly style: 'plain' | 'single' | 'double' | 'literal' | 'folded';
  readonly value: string | number | boolean | null;
  /** The text as a string, whatever type YAML gives it: `010` stays `010`, `yes` stays `yes`. */
  readonly text: string;
}

/** Every node is made by one of these three: engines go quickly through trees whose nodes of a kind all have the same members. */
export function mappingNode(style: MappingNode['style'], pairs: readonly Pair[], at: Span, whole = at, tag?: string): MappingNode {
  return { kind: 'mapping', style, pairs, at, whole, tag };
}

export function sequenceNode(style: SequenceNode['style'], items: readonly DocumentNode[], at: Span, whole = at, tag?: string): SequenceNode {
  return { kind: 'sequence', style, items, at, whole, tag };
}

export function scalarNode(style: ScalarNode['style'], value: ScalarNode['value'], text: string, at: Span, whole = at, tag?: string): ScalarNode {
  return { kind: 'scalar', style, value, text, at, whole, tag };
}

/** One parsed file. Never thrown for: what cannot be parsed is a problem, and the rest of the tree stands. */
export interface ParsedDocument {
  readonly file: SourceFile;
  readonly format: 'yaml' | 'json';
  /** The first document of the file; undefined for an empty or unreadable one. */
  readonly root: DocumentNode | undefined;
  /** All documents of a YAML stream. */
  readonly roots: readonly DocumentNode[];
  readonly problems: readonly SyntaxProblem[];
}

export interface SyntaxProblem {
  /** A sentence for the user, without the file's name. */
  readonly message: string;
  /** Offset into the text. */
  readonly offset: number;
  /** Nothing behind it could be read. */
  readonly fatal: boolean;
}

/** The value under `key`, the last one where it is written twice. */
export function child(node: DocumentNode | undefined, key: string): DocumentNode | undefined {
  if (node?.kind !== 'mapping') return undefined;
  return node.pairs.findLast((pair) => pair.key.text === key)?.value;
}
