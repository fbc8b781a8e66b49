/** The default of a variable: what it comes to, and how it is changed, taken away or hidden. */
import type { Editor, Plain, Tree } from '../../../evaluation/tree.ts';
import type { Edit } from '../../../source/edit.ts';
import type { HclBlock } from '../../../syntax/hcl-tree.ts';
import type { Evaluator } from '../evaluation/evaluator.ts';
import type { Scope } from '../evaluation/scope.ts';
import { removeAttribute, replaceAttribute } from '../writing/attribute-lines.ts';
import { bodyEditor, expressionEditor } from '../writing/editors.ts';

/** Undefined where the variable has none. */
export function defaultTree(evaluator: Evaluator, block: HclBlock, scope: Scope): Tree | undefined {
  const written = block.body.attributes.find(({ name }) => name === 'default');
  if (!written) return undefined;
  const tree = evaluator.evaluate(written.value, scope, { kind: 'attribute', attribute: written, body: block.body });
  return tree.kind === 'scalar' && typeof tree.value === 'string' && tree.editor ? { ...tree, editor: new DefaultEditor(tree.editor, block) } : tree;
}

/** Nothing instead of a text takes the default away and hides the variable: who deploys gives the value. */
class DefaultEditor implements Editor {
  readonly #editor: Editor;
  readonly #block: HclBlock;

  constructor(editor: Editor, block: HclBlock) {
    this.#editor = editor;
    this.#block = block;
  }

  replace(to: Plain): readonly Edit[] | undefined {
    return to === '' ? withoutDefault(this.#block) : this.#editor.replace(to);
  }

  remove() {
    return this.#editor.remove?.();
  }
}

/** `sensitive = true` in the place of the default. */
function withoutDefault(block: HclBlock): readonly Edit[] | undefined {
  const { body } = block;
  const written = body.attributes.find(({ name }) => name === 'default');
  if (!written) return undefined;
  const isHidden = body.attributes.some(({ name }) => name === 'sensitive');
  if (!isHidden && !body.origin) return replaceAttribute(body, written, 'sensitive', true);
  const hiding = hideVariable(block);
  const removal = body.origin ? expressionEditor(written.value, undefined).remove?.() : removeAttribute(body, written);
  return hiding && removal && [...removal, ...hiding];
}

/** Says that the value is shown to nobody. */
export function hideVariable(block: HclBlock): readonly Edit[] | undefined {
  const hidden = block.body.attributes.find(({ name }) => name === 'sensitive');
  if (!hidden) return bodyEditor(block.body, block)?.put?.('sensitive', true);
  if (hidden.value.kind === 'literal' && hidden.value.value === true) return [];
  return expressionEditor(hidden.value, { kind: 'attribute', attribute: hidden, body: block.body }).replace(true);
}
