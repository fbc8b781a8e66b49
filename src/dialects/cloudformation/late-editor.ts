/** Editors that are made when something is first written: most nodes are never written to. */
import type { Editor, Plain } from '../../evaluation/tree.ts';
import type { Edit } from '../../source/edit.ts';
import type { DocumentNode } from '../../syntax/document.ts';

export class LateEditor implements Editor {
  readonly #node: DocumentNode;
  readonly #editors: (node: DocumentNode) => Editor;

  constructor(node: DocumentNode, editors: (node: DocumentNode) => Editor) {
    this.#node = node;
    this.#editors = editors;
  }

  replace(to: Plain): readonly Edit[] | undefined {
    return this.#editors(this.#node).replace(to);
  }

  /** A key that is written but comes to nothing (`AWS::NoValue`) is not there for readers: it is replaced, not added twice. */
  put(key: string, to: Plain): readonly Edit[] | undefined {
    const empty = this.#node.kind === 'mapping' ? this.#node.pairs.findLast((pair) => pair.key.text === key) : undefined;
    return empty ? this.#editors(empty.value).replace(to) : this.#editors(this.#node).put?.(key, to);
  }

  append(item: Plain): readonly Edit[] | undefined {
    return this.#editors(this.#node).append?.(item);
  }

  remove(): readonly Edit[] | undefined {
    return this.#editors(this.#node).remove?.();
  }
}
