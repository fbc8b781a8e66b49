/** Documents as plain data, for comparing what was read. */
import { SourceFile } from '../../src/source/file.ts';
import { textAt } from '../../src/source/span.ts';
import type { DocumentNode, ParsedDocument } from '../../src/syntax/document.ts';
import { readDocument } from '../../src/syntax/read-document.ts';

export type Data = string | number | boolean | null | { readonly [key: string]: Data } | readonly Data[];

/** Mappings as objects, the last one of a key that is written twice; a tag as a key around its value. */
export function plain(node: DocumentNode | undefined): Data {
  if (!node) return '(nothing)';
  const value = bare(node);
  return node.tag ? { [node.tag]: value } : value;
}

function bare(node: DocumentNode): Data {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'sequence') return node.items.map(plain);
  return Object.fromEntries(node.pairs.map(({ key, value }) => [key.text, plain(value)]));
}

export function read(text: string, path = 'a.yaml'): ParsedDocument {
  return readDocument(new SourceFile(path, text));
}

export function data(text: string, path = 'a.yaml'): Data {
  return plain(read(text, path).root);
}

/** Every node of a document, parents first; what aliases repeat once. */
export function nodesOf(document: ParsedDocument): readonly DocumentNode[] {
  const nodes = new Set<DocumentNode>();
  const open = [...document.roots];
  for (let node = open.pop(); node; node = open.pop()) {
    if (nodes.has(node)) continue;
    nodes.add(node);
    if (node.kind === 'mapping') open.push(...node.pairs.map(({ value }) => value));
    if (node.kind === 'sequence') open.push(...node.items);
  }
  return [...nodes];
}

/** The text of the value at a path. */
export function textOf(document: ParsedDocument, ...path: readonly (string | number)[]): string {
  const node = nodeAt(document, ...path);
  return node ? textAt(node.at) : '(nothing)';
}

export function nodeAt(document: ParsedDocument, ...path: readonly (string | number)[]): DocumentNode | undefined {
  let node = document.root;
  for (const step of path) {
    if (node?.kind === 'mapping') node = node.pairs.findLast(({ key }) => key.text === String(step))?.value;
    else if (node?.kind === 'sequence') node = node.items[Number(step)];
  }
  return node;
}
