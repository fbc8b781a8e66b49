/** Changes the text of YAML and JSON documents in the style they are written in. */
import type { Edit } from '../source/edit.ts';
import type { DocumentNode, MappingNode, ParsedDocument, SequenceNode } from '../syntax/document.ts';
import { DocumentEditing } from './document-editing.ts';
import type { Editor, Plain } from './tree.ts';

export interface DocumentEditorOptions {
  /** `short` writes `!Ref X` for `{ Ref: 'X' }` in YAML. The default is `long`. */
  readonly intrinsics?: 'short' | 'long';
}

/** Editors for the nodes of a document. What they write parses again, and leaves every other value as it was. */
export function documentEditors(document: ParsedDocument, options: DocumentEditorOptions = {}): (node: DocumentNode) => Editor {
  const editing = new DocumentEditing(document, options.intrinsics === 'short' && document.format === 'yaml');
  return (node) => {
    if (node.kind === 'mapping') return new MappingEditor(editing, node);
    if (node.kind === 'sequence') return new SequenceEditor(editing, node);
    return node.value === null && !node.tag ? new EmptyEditor(editing, node) : new NodeEditor(editing, node);
  };
}

class NodeEditor<N extends DocumentNode = DocumentNode> implements Editor {
  protected readonly editing: DocumentEditing;
  protected readonly node: N;

  constructor(editing: DocumentEditing, node: N) {
    this.editing = editing;
    this.node = node;
  }

  replace(to: Plain): readonly Edit[] | undefined {
    return this.editing.replace(this.node, to);
  }

  remove(): readonly Edit[] | undefined {
    return this.editing.remove(this.node);
  }
}

class MappingEditor extends NodeEditor<MappingNode> {
  put(key: string, to: Plain): readonly Edit[] | undefined {
    return this.editing.put(this.node, key, to);
  }
}

class SequenceEditor extends NodeEditor<SequenceNode> {
  append(item: Plain): readonly Edit[] | undefined {
    return this.editing.append(this.node, item);
  }
}

/** A value that is not written yet becomes what is put into it. */
class EmptyEditor extends NodeEditor {
  put(key: string, to: Plain): readonly Edit[] | undefined {
    return this.editing.replace(this.node, { [key]: to });
  }

  append(item: Plain): readonly Edit[] | undefined {
    return this.editing.replace(this.node, [item]);
  }
}
