/** Texts of documents, and where they stand without their quotes. */
import type { Span } from '../../source/span.ts';
import { child, type DocumentNode, type Pair, type ScalarNode } from '../../syntax/document.ts';

/** A text that is written as it reads, without escapes, so that an offset into it is an offset into the file. */
export interface PlainText {
  readonly text: string;
  /** Without quotes. */
  readonly at: Span;
}

export function plainText(node: DocumentNode | undefined): PlainText | undefined {
  if (node?.kind !== 'scalar' || node.value === null) return undefined;
  const at = inner(node);
  return node.text.length === at.end - at.start ? { text: node.text, at } : undefined;
}

function inner({ at, style }: ScalarNode): Span {
  const quotes = style === 'single' || style === 'double' ? 1 : 0;
  return { file: at.file, start: at.start + quotes, end: at.end - quotes };
}

export function textOf(node: DocumentNode | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.text : undefined;
}

/** `childAt(root, 'tool', 'poetry')`. */
export function childAt(node: DocumentNode | undefined, ...path: readonly string[]): DocumentNode | undefined {
  return path.reduce((from, key) => child(from, key), node);
}

export function pairsOf(node: DocumentNode | undefined): readonly Pair[] {
  return node?.kind === 'mapping' ? node.pairs : [];
}

export function itemsOf(node: DocumentNode | undefined): readonly DocumentNode[] {
  return node?.kind === 'sequence' ? node.items : [];
}

/** The part of `place` that begins at `from` characters and is `length` long. */
export function part(place: Span, from: number, length: number): Span {
  return { file: place.file, start: place.start + from, end: place.start + from + length };
}
