/** A template's parameters and outputs, and the texts in both. */
import { asValue, flag, text } from '../../evaluation/setting.ts';
import type { Parameter } from '../../model/data.ts';
import type { Noun } from '../../model/noun.ts';
import { absent, known, unknown, type Slot, type Value } from '../../model/value.ts';
import { cover } from '../../source/span.ts';
import { child, type DocumentNode } from '../../syntax/document.ts';
import type { SectionEntry } from './for-each.ts';
import type { OpenTemplate } from './open-template.ts';
import { takersOf } from './takers.ts';
import { hideParameter, writtenDefault } from './parameters.ts';

export function readParameters(template: OpenTemplate): void {
  for (const [name, entry] of template.names.section('Parameters')) {
    const noun = nounOf('Parameters', name, entry, template);
    const parameter: Parameter = {
      ...noun,
      kind: 'parameter',
      default: defaultOf(name, entry, template),
      hidden: hiddenOf(entry.node, noun, template),
      takers: () => [...template.names.section('Resources').values()].flatMap(({ node }) => takersOf(name, node)),
    };
    template.nouns.parameters.push(parameter);
    if (parameter.default.state !== 'known') continue;
    template.nouns.texts.push({
      role: 'parameter',
      name,
      value: parameter.default,
      owner: noun.key,
      ownerLabel: name,
      ownerType: noun.type,
      at: parameter.default.at,
    });
  }
}

function nounOf(section: string, name: string, { key, node }: SectionEntry, template: OpenTemplate): Noun {
  const address = `${section}/${name}`;
  return {
    key: `${template.unit}#${template.source.prefix}${address}`,
    address: `${template.source.prefix}${address}`,
    type: section,
    provider: 'aws',
    label: name,
    name: absent(key.at),
    at: key.at,
    body: cover(key.at, node.whole),
  };
}

function defaultOf(name: string, { key, node }: SectionEntry, template: OpenTemplate): Value<string> {
  const tree = writtenDefault(name, node, template.evaluator);
  if (tree) return asValue(tree, text);
  return isLookedUp(node) ? unknown('what is handed in is the name of its place in Parameter Store', key.at) : absent(key.at);
}

function isLookedUp(definition: DocumentNode): boolean {
  const type = child(definition, 'Type');
  return type?.kind === 'scalar' && type.text.startsWith('AWS::SSM::Parameter::');
}

function hiddenOf(node: DocumentNode, noun: Noun, template: OpenTemplate): Value<boolean> {
  const written = child(node, 'NoEcho');
  const slot: Slot<boolean> = (to) => (to ? hideParameter(node, template.evaluator) : undefined);
  if (!written) return absent<boolean>(noun.at, false, slot);
  const value = template.evaluator.evaluate(written);
  return value ? asValue(value, flag) : known<boolean>(false, noun.at, slot);
}

export function readOutputs(template: OpenTemplate): void {
  for (const [name, entry] of template.names.section('Outputs')) {
    const written = template.output(name);
    if (!written) continue;
    const noun = nounOf('Outputs', name, entry, template);
    const value = asValue(written, text);
    template.nouns.outputs.push({ ...noun, kind: 'output', value, hidden: absent<boolean>(noun.at, false) });
    template.nouns.texts.push({ role: 'output', name, value, owner: noun.key, ownerLabel: name, ownerType: noun.type, at: value.at });
  }
}
