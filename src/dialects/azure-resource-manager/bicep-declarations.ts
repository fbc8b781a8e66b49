/** Parameters and outputs of Bicep as nouns. */
import { asValue, text } from '../../evaluation/setting.ts';
import type { Tree } from '../../evaluation/tree.ts';
import type { Noun } from '../../model/noun.ts';
import { absent, known, unknown, type Value } from '../../model/value.ts';
import { insertText } from '../../source/edit.ts';
import type { SourceFile } from '../../source/file.ts';
import type { BicepDeclaration, BicepParameter } from '../../syntax/template-expression.ts';
import type { Deployment } from './deployment.ts';
import { asksForKey } from './key-functions.ts';

/** Where a declaration stands. */
export interface Place {
  readonly deployment: Deployment;
  /** Behind which modules it is: `network/`. */
  readonly prefix: string;
  readonly file: SourceFile;
}

/** `isSecret`: undefined where nobody can tell: its type is kept elsewhere, or is no text. */
export function declareParameter(parameter: BicepParameter, content: Tree | undefined, isSecret: boolean | undefined, place: Place): void {
  const { name, head, at: body } = parameter;
  const noun = nounOf('param', parameter, place);
  const value = content?.kind === 'scalar' && content.value !== null ? asValue(content, text) : absent<string>(head);
  const { file, deployment } = place;
  const hidden: Value<boolean> =
    isSecret === undefined
      ? unknown('its type is none that can be hidden', head)
      : known<boolean>(isSecret, head, (to) => (to ? [insertText(file, body.start, `@secure()${file.lineEnding}`)] : undefined));
  deployment.nouns.parameters.push({ ...noun, kind: 'parameter', default: value, hidden });
  if (value.state === 'known') addText('parameter', name, value, noun, deployment);
}

export function declareOutput(output: BicepDeclaration, content: Tree, place: Place): void {
  const noun = nounOf('output', output, place);
  const value = asValue(content, text);
  const secure = output.decorators.some(({ name }) => name === 'secure');
  place.deployment.nouns.outputs.push({ ...noun, kind: 'output', value, hidden: known<boolean>(secure, output.head), asksForKey: asksForKey(value) });
  addText('output', output.name, value, noun, place.deployment);
}

function addText(role: 'parameter' | 'output', name: string, value: Value<string>, noun: Noun, { nouns }: Deployment): void {
  nouns.texts.push({ role, name, value, owner: noun.key, ownerLabel: name, ownerType: noun.type, at: value.at });
}

function nounOf(kind: string, { name, head, at }: Pick<BicepParameter, 'name' | 'head' | 'at'>, { deployment, prefix }: Place): Noun {
  const address = `${prefix}${kind}.${name}`;
  return { key: deployment.key(address), address, type: kind, provider: 'azure', label: name, name: absent(head), at: head, body: at };
}
