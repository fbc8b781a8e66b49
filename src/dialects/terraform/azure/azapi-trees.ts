/** Definitions of Azure's resources out of the blocks of the azapi provider. */
import { asValue, text } from '../../../evaluation/setting.ts';
import { at, scalarText, type Entry, type Mapping, type Tree } from '../../../evaluation/tree.ts';
import { referencesOf } from '../../../model/value.ts';
import { mapping, patternOf } from '../../../evaluation/computed.ts';
import type { Reading, TerraformResource } from '../reading.ts';

/** `Microsoft.Web/sites` of `type = "Microsoft.Web/sites@2023-12-01"`; undefined for other resources. https://registry.terraform.io/providers/Azure/azapi/latest/docs/resources/resource (2026-11) */
export function armTypeOf({ type, properties }: TerraformResource): string | undefined {
  return type === 'azapi_resource' || type === 'azapi_update_resource' ? scalarText(at(properties, 'type'))?.split('@')[0] : undefined;
}

/** The request as it is sent: what `body` says, with the arguments that stand beside it. */
export function definitionOf({ properties }: TerraformResource, reading: Reading): Mapping {
  const [body, sensitive] = ['body', 'sensitive_body'].map((name) => {
    const written = at(properties, name);
    return written && reading.deployment.evaluator.document(written);
  });
  const isUnread = (name: string): boolean => properties.entries.has(name);
  const whole =
    body?.kind === 'mapping' ? body : mapping(new Map(), properties.at, isUnread('body'), isUnread('body') ? undefined : bodyEditor(properties));
  const both = sensitive?.kind === 'mapping' ? merged(whole, sensitive) : isUnread('sensitive_body') ? { ...whole, partial: true } : whole;
  const entries = new Map(both.entries);
  for (const name of ['name', 'location', 'tags']) {
    const entry = properties.entries.get(name);
    if (entry) entries.set(name, entry);
  }
  const identity = properties.entries.get('identity');
  if (identity) entries.set('identity', { key: identity.key, value: identityOf(identity.value) });
  return { ...both, entries };
}

/** Where no body is written, the first setting brings one along. */
function bodyEditor({ editor }: Mapping): Mapping['editor'] {
  return editor && { replace: () => undefined, put: (key, to) => editor.put?.('body', { [key]: to }) };
}

/** `identity { type, identity_ids }`. */
function identityOf(block: Tree): Tree {
  const ids = at(block, 'identity_ids');
  return ids && block.kind === 'mapping' ? mapping(new Map([['userAssignedIdentities', { key: ids.at, value: ids }]]), block.at) : block;
}

/** `over` laid on `base`, as updates are: objects are merged, all else is replaced. What is added later is added to `base`. */
export function merged(base: Mapping, over: Mapping): Mapping {
  const entries = new Map(base.entries);
  for (const [name, { key, value }] of over.entries) {
    const before = entries.get(name)?.value;
    entries.set(name, { key, value: before?.kind === 'mapping' && value.kind === 'mapping' ? merged(before, value) : value });
  }
  return { ...base, entries, ...(over.partial && { partial: true }) };
}

/** The same, of which only a part is written here: what is not there is unknown rather than left out. */
export function asPart(tree: Mapping): Mapping {
  const entries = new Map<string, Entry>();
  for (const [name, { key, value }] of tree.entries) entries.set(name, { key, value: value.kind === 'mapping' ? asPart(value) : value });
  return { ...tree, entries, partial: true };
}

/** A resource of another provider, of which nothing is known in the words of templates but its name. */
export function foreignDefinition({ at: place, properties }: TerraformResource): Mapping {
  const name = properties.entries.get('name');
  return mapping(new Map(name ? [['name', name]] : []), place, true);
}

/** What an id leads to: a resource of the configuration, and the path behind its id: `config/web`. */
export interface Led {
  readonly target: TerraformResource | undefined;
  readonly path: readonly string[];
  readonly written: string;
}

export function ledBy(tree: Tree | undefined, reading: Reading): Led {
  const value = tree && asValue(tree, text);
  const [reference] = value ? referencesOf(value) : [];
  const pattern = tree ? patternOf(tree) : [];
  const last = pattern.at(-1);
  return {
    target: reference && reading.find(reference.address),
    path: pattern.length > 1 && typeof last === 'string' ? last.split('/').filter((step) => step !== '') : [],
    written: pattern.map((part) => (typeof part === 'string' ? part : `{${part.reference?.address ?? ''}}`)).join(''),
  };
}
