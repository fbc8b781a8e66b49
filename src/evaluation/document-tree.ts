/** Documents as evaluated trees, for formats that have nothing to evaluate. */
import type { DocumentNode, ParsedDocument } from '../syntax/document.ts';
import { mapping, opaque, scalar, sequence } from './computed.ts';
import { documentEditors } from './document-editor.ts';
import type { Editor, Entry, Tree } from './tree.ts';

/** The tree of `node`, by default of the whole document; undefined for an empty document. Every node can be edited. */
export function documentTree(document: ParsedDocument): Tree | undefined;
export function documentTree(document: ParsedDocument, node: DocumentNode): Tree;
export function documentTree(document: ParsedDocument, node: DocumentNode | undefined = document.root): Tree | undefined {
  return node && new TreeBuilder(documentEditors(document)).build(node);
}

class TreeBuilder {
  readonly #editorOf: (node: DocumentNode) => Editor;
  /** What aliases repeat is built once. */
  readonly #built = new Map<DocumentNode, Tree>();

  constructor(editorOf: (node: DocumentNode) => Editor) {
    this.#editorOf = editorOf;
  }

  build(node: DocumentNode): Tree {
    let tree = this.#built.get(node);
    if (!tree) {
      tree = this.#make(node);
      this.#built.set(node, tree);
    }
    return tree;
  }

  #make(node: DocumentNode): Tree {
    const editor = this.#editorOf(node);
    const at = node.whole;
    if (node.tag) return opaque(`it depends on ${node.tag}`, at, undefined, editor);
    if (node.kind === 'scalar') return scalar(node.value, at, editor);
    if (node.kind === 'sequence') {
      const items = node.items.map((item) => this.build(item));
      return sequence(items, at, false, editor);
    }
    const entries = new Map<string, Entry>();
    for (const { key, value } of node.pairs) entries.set(key.text, { key: key.at, value: this.build(value) });
    return mapping(entries, at, false, editor);
  }
}
