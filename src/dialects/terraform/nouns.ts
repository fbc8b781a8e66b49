/** What every noun that comes from a resource has in common. */
import { setting, text, type Path, type Spelling } from '../../evaluation/setting.ts';
import type { Link, Noun, Provider } from '../../model/noun.ts';
import { absent, type Value } from '../../model/value.ts';
import type { Span } from '../../source/span.ts';
import type { Reading, TerraformResource } from './reading.ts';

export function nounOf(resource: TerraformResource, reading: Reading): Noun {
  const name = reading.naming.nameAttribute(resource.type);
  return {
    key: reading.key(resource.address),
    address: resource.address,
    type: resource.type,
    provider: providerOf(resource.type),
    label: labelOf(resource),
    name: settingOf(resource, [name], text),
    at: resource.at,
    body: resource.body,
  };
}

function providerOf(type: string): Provider {
  if (type.startsWith('google_')) return 'gcp';
  return /^(?:azurerm|azapi|azuread)_/.test(type) ? 'azure' : 'aws';
}

/** Names that say nothing: by convention the only resource of its type in a module is called so. */
const bareNames = new Set(['this', 'main', 'default']);

/** What its author calls it: the second label, with the key of the instance; the whole address where the label says nothing. */
export function labelOf({ name, key, address }: TerraformResource): string {
  if (bareNames.has(name)) return address;
  return typeof key === 'string' ? `${name}["${key}"]` : name;
}

/** A noun that is a part of a resource: its address goes on behind the resource's. */
export function partOf(resource: TerraformResource, reading: Reading, part: string, at: Span = resource.at, body: Span = resource.body): Noun {
  const whole = nounOf(resource, reading);
  return { ...whole, key: `${whole.key}/${part}`, address: `${whole.address}/${part}`, name: absent(resource.at), at, body };
}

/** One setting of a resource; where it is not written, the resource's head is its place. */
export function settingOf<T>(resource: TerraformResource, path: Path, spelling: Spelling<T>, otherwise?: NoInfer<T>): Value<T> {
  return setting(resource.properties, path, spelling, { head: resource.at, default: otherwise });
}

/** A link to the resource that is being read. */
export function ownLink(resource: TerraformResource, reading: Reading): Link {
  return { value: absent(resource.at), to: reading.key(resource.address) };
}

/** Steps into nested blocks: `block('logging_configuration', 'level')`. */
export function within(...names: readonly string[]): Path {
  return names.map((name, index) => (index < names.length - 1 ? { block: name } : name));
}
