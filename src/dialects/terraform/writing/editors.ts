/** Chooses how an expression or a body is changed: as HCL, or as the JSON it was written in. */
import { documentEditors } from '../../../evaluation/document-editor.ts';
import type { Editor, Plain } from '../../../evaluation/tree.ts';
import type { SourceFile } from '../../../source/file.ts';
import type { DocumentNode } from '../../../syntax/document.ts';
import type { HclBlock, HclBody, HclExpression } from '../../../syntax/hcl-tree.ts';
import { readDocument } from '../../../syntax/read-document.ts';
import type { Holder } from '../evaluation/scope.ts';
import { BodyEditor } from './body-editor.ts';
import { ExpressionEditor } from './expression-editor.ts';
import { templated } from './templated.ts';

export function expressionEditor(expression: HclExpression, holder: Holder | undefined): Editor {
  return expression.origin ? new JsonEditor(expression.origin) : new ExpressionEditor(expression, holder);
}

export function bodyEditor(body: HclBody, block: HclBlock | undefined): Editor | undefined {
  if (body.origin) return new JsonEditor(body.origin);
  return block && new BodyEditor(body, block);
}

function editorsOf(file: SourceFile): (node: DocumentNode) => Editor {
  return documentEditors(readDocument(file));
}

/** Configurations in JSON: texts are templates, so that references become interpolations. */
class JsonEditor implements Editor {
  readonly #node: DocumentNode;

  constructor(node: DocumentNode) {
    this.#node = node;
  }

  get #editor(): Editor {
    return this.#node.at.file.once(editorsOf)(this.#node);
  }

  replace(to: Plain) {
    return this.#editor.replace(templated(to));
  }

  put(key: string, to: Plain) {
    return this.#editor.put?.(key, templated(to));
  }

  append(item: Plain) {
    return this.#editor.append?.(templated(item));
  }

  remove() {
    return this.#editor.remove?.();
  }
}
