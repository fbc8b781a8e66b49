/** Adds resources to a configuration: behind the last line of the file that holds what asks for them. */
import { Expression, type Plain } from '../../evaluation/tree.ts';
import { insertText, type Edit } from '../../source/edit.ts';
import type { SourceFile } from '../../source/file.ts';
import type { ModuleInstance } from './modules/module-instance.ts';
import type { TerraformResource } from './reading.ts';
import { bodyEditor } from './writing/editors.ts';
import { spellBlock, type Content } from './writing/spelling.ts';
import { readDocument } from '../../syntax/read-document.ts';
import { child } from '../../syntax/document.ts';
import { parseConfiguration } from './modules/declarations.ts';

/** What is added, and how the resource that asks for it refers to it. */
export interface Added {
  readonly edits: readonly Edit[];
  /** `aws_cloudwatch_log_group.orders_access`, with the index that fits the instance that asks. */
  readonly reference: string;
}

/**
 * Adds a resource that belongs to `owner`: as many of it as there are of the owner. `content` is given the expression by
 * which the new resource refers to its owner. Undefined when the name is taken, or when the file cannot be written.
 */
export function addBeside(owner: TerraformResource, type: string, name: string, content: (owner: string) => Content): Added | undefined {
  const { block, module, isPart } = owner;
  if (isPart) return undefined;
  if (module.declarations.resources.has(`${type}.${name}`)) return undefined;
  const repeated = repetition(owner);
  if (!repeated) return undefined;
  const edits = addBlock(block.head.file, 'resource', [type, name], { ...repeated.argument, ...content(repeated.owner) });
  return edits && { edits, reference: `${type}.${name}${repeated.index}` };
}

/** How often the new resource is there, how it names its owner, and how the owner names it. */
function repetition({ block }: TerraformResource): { readonly argument: Content; readonly owner: string; readonly index: string } | undefined {
  const address = block.labels.slice(0, 2).join('.');
  const by = block.body.attributes.find(({ name }) => name === 'count' || name === 'for_each')?.name;
  if (by === undefined) return { argument: {}, owner: address, index: '' };
  if (by === 'count') return { argument: { count: new Expression(`length(${address})`) }, owner: `${address}[count.index]`, index: '[count.index]' };
  return { argument: { for_each: new Expression(address) }, owner: 'each.value', index: '[each.key]' };
}

/** Adds a resource of which there is one; undefined where the block beside it is repeated. */
export function addNew({ block, module }: TerraformResource, type: string, name: string, content: Content): Added | undefined {
  const isRepeated = block.body.attributes.some((attribute) => attribute.name === 'count' || attribute.name === 'for_each');
  if (isRepeated || module.declarations.resources.has(`${type}.${name}`)) return undefined;
  const edits = addBlock(block.head.file, 'resource', [type, name], content);
  return edits && { edits, reference: `${type}.${name}` };
}

/** Edits that add a variable to the root module, none where it is there; a module further down is given its values by others. */
export function addVariable({ module, block }: TerraformResource, name: string, content: Content): readonly Edit[] | undefined {
  if (module.address !== '') return undefined;
  return module.declarations.variables.has(name) ? [] : addBlock(block.head.file, 'variable', [name], content);
}

/** Edits that add a block at the end of a file. */
function addBlock(file: SourceFile, type: string, labels: readonly string[], content: Content): readonly Edit[] | undefined {
  if (file.path.endsWith('.json')) return addToJson(file, type, labels, content);
  const eol = file.lineEnding;
  const { text } = file;
  const head = [type, ...labels.map((label) => `"${label}"`)].join(' ');
  const before = text === '' || text.endsWith('\n') ? '' : eol;
  const apart = /\n\r?\n$/.test(text) || text.trim() === '' ? '' : eol;
  return [insertText(file, text.length, `${before}${apart}${spellBlock(head, content, { indent: '', eol })}${eol}`)];
}

/** Below the labels that are there already. */
function addToJson(file: SourceFile, type: string, labels: readonly string[], content: Content): readonly Edit[] | undefined {
  let node = readDocument(file).root;
  const names = [type, ...labels];
  for (const [index, name] of names.entries()) {
    const next = child(node, name);
    if (next?.kind === 'mapping') {
      node = next;
      continue;
    }
    if (next || node?.kind !== 'mapping') return undefined;
    let plain: Plain = content;
    for (const inner of names.slice(index + 1).reverse()) plain = { [inner]: plain };
    const body = { ...parseConfiguration(file).body, origin: node };
    return bodyEditor(body, undefined)?.put?.(name, plain);
  }
  return undefined;
}

/** The name of the module's own `aws_caller_identity`, with the edits that add one where it has none. */
export function callerIdentity(module: ModuleInstance, file: SourceFile): Added | undefined {
  for (const key of module.declarations.data.keys()) {
    if (key.startsWith('aws_caller_identity.')) return { edits: [], reference: `data.${key}` };
  }
  const edits = addBlock(file, 'data', ['aws_caller_identity', 'current'], {});
  return edits && { edits, reference: 'data.aws_caller_identity.current' };
}
