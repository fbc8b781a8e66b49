/** Parameters and outputs of ARM templates as nouns. */
import { asValue, text } from '../../evaluation/setting.ts';
import type { Editor, Tree } from '../../evaluation/tree.ts';
import type { Noun } from '../../model/noun.ts';
import { absent, known, unknown, type Value } from '../../model/value.ts';
import { child, type DocumentNode, type Pair } from '../../syntax/document.ts';
import type { Deployment } from './deployment.ts';
import { asksForKey } from './key-functions.ts';

/** Where a declaration stands. */
export interface Place {
  readonly deployment: Deployment;
  /** Behind which templates it is: `network/`. */
  readonly prefix: string;
  /** The `definitions` of the template: types that parameters refer to. */
  readonly definitions: DocumentNode | undefined;
}

export function declareParameter({ key, value }: Pair, content: Tree | undefined, editorOf: (node: DocumentNode) => Editor, place: Place): void {
  const noun = nounOf('parameter', key, value, place);
  const type = child(value, 'type');
  const editor = type && editorOf(type);
  const secrecy = isSecret(value, place.definitions);
  const at = type?.at ?? key.at;
  const hidden: Value<boolean> =
    secrecy === undefined
      ? unknown('its type is none that can be hidden', at)
      : known<boolean>(secrecy, at, editor && ((to) => (to ? editor.replace('secureString') : undefined)));
  const fallback = content?.kind === 'scalar' && content.value !== null ? asValue(content, text) : absent<string>(key.at);
  place.deployment.nouns.parameters.push({ ...noun, kind: 'parameter', default: fallback, hidden });
  if (fallback.state === 'known') addText('parameter', key.text, fallback, noun, place.deployment);
}

export function declareOutput({ key, value }: Pair, content: Tree, place: Place): void {
  const noun = nounOf('output', key, value, place);
  const hidden = isSecret(value, place.definitions) === true;
  const written = asValue(content, text);
  place.deployment.nouns.outputs.push({
    ...noun,
    kind: 'output',
    value: written,
    hidden: known<boolean>(hidden, key.at),
    asksForKey: asksForKey(written),
  });
  addText('output', key.text, written, noun, place.deployment);
}

/** `securestring`, or a type of the template that is one: `{ "$ref": "#/definitions/password" }`; undefined for what is no text. */
function isSecret(node: DocumentNode, definitions: DocumentNode | undefined, left = 10): boolean | undefined {
  const type = child(node, 'type');
  if (type?.kind === 'scalar') return /^secure/i.test(type.text) || (/^string$/i.test(type.text) ? false : undefined);
  const reference = child(node, '$ref');
  const name = reference?.kind === 'scalar' ? /^#\/definitions\/(.+)$/.exec(reference.text)?.[1] : undefined;
  const definition = name === undefined ? undefined : child(definitions, name);
  if (definition && left > 0) return isSecret(definition, definitions, left - 1);
  return undefined;
}

function addText(role: 'parameter' | 'output', name: string, value: Value<string>, noun: Noun, { nouns }: Deployment): void {
  nouns.texts.push({ role, name, value, owner: noun.key, ownerLabel: name, ownerType: noun.type, at: value.at });
}

function nounOf(kind: string, key: Pair['key'], body: DocumentNode, { deployment, prefix }: Place): Noun {
  const address = `${prefix}${kind}s.${key.text}`;
  return {
    key: deployment.key(address),
    address,
    type: kind,
    provider: 'azure',
    label: key.text,
    name: absent(key.at),
    at: key.at,
    body: body.whole,
  };
}
