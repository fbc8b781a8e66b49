/** The variables and outputs of a root, and the texts in both and in files of values. */
import { asValue, flag, text } from '../../evaluation/setting.ts';
import type { Noun } from '../../model/noun.ts';
import { absent, type Value } from '../../model/value.ts';
import type { HclAttribute, HclBlock } from '../../syntax/hcl-tree.ts';
import type { ModuleInstance } from './modules/module-instance.ts';
import { defaultTree, hideVariable } from './modules/variable-default.ts';
import type { Reading } from './reading.ts';
import { takersOf } from './takers.ts';
import { bodyEditor, expressionEditor } from './writing/editors.ts';
import type { Edit } from '../../source/edit.ts';

/** Variables of every folder once, however often it is called as a module; those of modules only where the default counts. */
export function readVariables(reading: Reading): void {
  const folders = new Set<string>();
  for (const module of reading.modules) {
    const { folder, variables } = module.declarations;
    if (folders.has(folder)) continue;
    folders.add(folder);
    for (const [name, block] of variables) {
      const isGiven = module.caller?.block.body.attributes.some((attribute) => attribute.name === name);
      if (!isGiven) readVariable(name, block, module, reading);
    }
  }
}

function readVariable(name: string, block: HclBlock, module: ModuleInstance, reading: Reading): void {
  const noun = nounOf('var', name, block, module, reading);
  const value = defaultOf(block, module, noun);
  reading.nouns.parameters.push({
    ...noun,
    kind: 'parameter',
    default: value,
    hidden: hiddenOf(block, noun, (to) => (to ? hideVariable(block) : undefined)),
    takers: () => takersOf(name, module.declarations),
  });
  if (value.state === 'known') addText('parameter', name, value, noun, reading);
  for (const given of givenValues(name, module)) {
    const tree = module.deployment.evaluator.evaluate(given.value, module.scope);
    if (tree.kind === 'scalar' && typeof tree.value === 'string') addText('parameter', name, asValue(tree, text), noun, reading);
  }
}

/** What files of values say of a variable. */
function givenValues(name: string, { given }: ModuleInstance): readonly HclAttribute[] {
  return [given?.automatic, ...(given?.named ?? [])].flatMap((file) => (file?.has(name) ? [file.get(name)!] : []));
}

function defaultOf(block: HclBlock, module: ModuleInstance, noun: Noun): Value<string> {
  const tree = defaultTree(module.deployment.evaluator, block, module.scope);
  return tree && !(tree.kind === 'scalar' && tree.value === null) ? asValue(tree, text) : absent(noun.at);
}

function hiddenOf(block: HclBlock, noun: Noun, slot: (to: boolean) => readonly Edit[] | undefined): Value<boolean> {
  const written = block.body.attributes.find(({ name }) => name === 'sensitive');
  if (!written || written.value.kind !== 'literal') return absent<boolean>(noun.at, false, slot);
  const { value, at } = written.value;
  return asValue({ kind: 'scalar', value, at, via: [], editor: expressionEditor(written.value, undefined) }, flag);
}

export function readOutputs(root: ModuleInstance, reading: Reading): void {
  for (const [name, block] of root.declarations.outputs) {
    const written = block.body.attributes.find((attribute) => attribute.name === 'value');
    if (!written) continue;
    const noun = nounOf('output', name, block, root, reading);
    const value = asValue(root.deployment.evaluator.attribute(written, block.body, root.scope), text);
    const hidden = hiddenOf(block, noun, (to) => bodyEditor(block.body, block)?.put?.('sensitive', to));
    reading.nouns.outputs.push({ ...noun, kind: 'output', value, hidden });
    addText('output', name, value, noun, reading);
  }
}

function addText(role: 'parameter' | 'output', name: string, value: Value<string>, noun: Noun, reading: Reading): void {
  reading.nouns.texts.push({ role, name, value, owner: noun.key, ownerLabel: name, ownerType: noun.type, at: value.at });
}

function nounOf(kind: 'var' | 'output', name: string, block: HclBlock, module: ModuleInstance, reading: Reading): Noun {
  const address = module.addressOf(`${kind}.${name}`);
  return {
    key: reading.key(address),
    address,
    type: block.type,
    provider: 'aws',
    label: name,
    name: absent(block.head),
    at: block.head,
    body: block.at,
  };
}
