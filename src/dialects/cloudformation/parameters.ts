/** A template's parameters: what their defaults come to, and how a default is changed or taken away. */
import type { Editor, Plain, Sequence, Tree } from '../../evaluation/tree.ts';
import { replaceText, type Edit } from '../../source/edit.ts';
import { textAt, type Span } from '../../source/span.ts';
import { child, type DocumentNode, type MappingNode, type Pair } from '../../syntax/document.ts';
import { opaque, scalar } from './computed.ts';
import type { Evaluator } from './evaluator.ts';

/** The text of a parameter's default, whatever type it is of. Undefined where it has none that is written here. */
export function writtenDefault(name: string, definition: DocumentNode, evaluator: Evaluator): Tree | undefined {
  const node = child(definition, 'Default');
  if (definition.kind !== 'mapping' || !node || (node.kind === 'scalar' && node.value === null)) return undefined;
  if (typeOf(definition).startsWith('AWS::SSM::Parameter::Value')) {
    return opaque(`the parameter ${name} is read from Parameter Store at deployment`, evaluator.site(node));
  }
  const written = evaluator.evaluate(node);
  return written && { ...written, editor: defaultEditor(definition, node, evaluator) };
}

/** What `!Ref` to the parameter comes to when the stack is deployed with its default. */
export function parameterDefault(name: string, definition: DocumentNode, evaluator: Evaluator): Tree | undefined {
  const written = writtenDefault(name, definition, evaluator);
  if (written?.kind !== 'scalar') return written;
  const type = typeOf(definition);
  if (type === 'CommaDelimitedList' || type.startsWith('List<')) return listed(String(written.value), written.at, written.editor);
  const node = child(definition, 'Default');
  return type !== 'Number' && node?.kind === 'scalar' && written.at === node.at ? { ...written, value: node.text } : written;
}

function typeOf(definition: DocumentNode): string {
  const type = child(definition, 'Type');
  return type?.kind === 'scalar' ? type.text : 'String';
}

/** The items of `a, b, c`, each at its own place where the text is written without escapes. */
function listed(text: string, at: Span, editor: Editor | undefined): Sequence {
  const start = at.start + textAt(at).indexOf(text);
  const exact = start >= at.start;
  let offset = 0;
  const items = text.split(',').map((item): Tree => {
    const from = start + offset + (item.length - item.trimStart().length);
    offset += item.length + 1;
    const value = item.trim();
    return scalar(value, { at: exact ? { file: at.file, start: from, end: from + value.length } : at });
  });
  return { kind: 'sequence', items: text === '' ? [] : items, at, via: [], ...(editor && { editor: { replace: (to) => editor.replace(to) } }) };
}

/**
 * Writes another default. Nothing instead of a text takes the default away and hides the parameter: who deploys gives the
 * value. Where the allowed values are listed, a new one joins them.
 */
function defaultEditor(definition: MappingNode, node: DocumentNode, evaluator: Evaluator): Editor {
  return {
    replace(to: Plain) {
      if (to === '') return withoutDefault(definition, evaluator);
      const edits = evaluator.editorOf(node).replace(to);
      const allowed = child(definition, 'AllowedValues');
      if (!edits || allowed?.kind !== 'sequence' || typeof to === 'object') return edits;
      if (allowed.items.some((item) => item.kind === 'scalar' && item.text === String(to))) return edits;
      const more = evaluator.editorOf(allowed).append?.(to);
      return more && [...edits, ...more];
    },
    remove: () => evaluator.editorOf(node).remove?.(),
  };
}

/** The edits that take a parameter's default away and hide what is given instead. */
function withoutDefault(definition: MappingNode, evaluator: Evaluator): readonly Edit[] | undefined {
  const pair = definition.pairs.findLast(({ key }) => key.text === 'Default');
  if (!pair) return undefined;
  const hidden = child(definition, 'NoEcho');
  if (!hidden) return [hiddenInstead(pair)];
  const removal = evaluator.editorOf(pair.value).remove?.();
  if (!removal || isTrue(hidden)) return removal;
  const change = evaluator.editorOf(hidden).replace(true);
  return change && [...removal, ...change];
}

/** `NoEcho: true` in the place of the pair, in its own quotes. */
function hiddenInstead({ key, value }: Pair): Edit {
  const written = textAt(key.at);
  const quote = /^["']/.exec(written)?.[0] ?? '';
  const at: Span = { file: key.at.file, start: key.at.start, end: Math.max(key.at.end, value.whole.end) };
  const ending = /\r?\n$/.exec(textAt(at))?.[0] ?? '';
  return replaceText(at, `${quote}NoEcho${quote}: true${ending}`);
}

/** Says that the parameter is shown to nobody. */
export function hideParameter(definition: DocumentNode, evaluator: Evaluator): readonly Edit[] | undefined {
  const hidden = child(definition, 'NoEcho');
  return hidden ? evaluator.editorOf(hidden).replace(true) : evaluator.editorOf(definition).put?.('NoEcho', true);
}

function isTrue(node: DocumentNode): boolean {
  return node.kind === 'scalar' && node.text.toLowerCase() === 'true';
}
