/** What every noun that comes from an Azure resource has in common. */
import { asValue, setting, text, type Path, type Spelling } from '../../evaluation/setting.ts';
import type { Link, Noun } from '../../model/noun.ts';
import { absent, type Value } from '../../model/value.ts';
import type { Span } from '../../source/span.ts';
import type { AzureResource, Reading } from './template.ts';

export function nounOf(resource: AzureResource, reading: Reading): Noun {
  const { address, typeText, label, name, at, body } = resource;
  return { key: reading.key(address), address, type: typeText, provider: 'azure', label, name: name ? asValue(name, text) : absent(at), at, body };
}

/** A noun that is a part of a resource. */
export function partOf(resource: AzureResource, reading: Reading, part: string, at: Span = resource.at): Noun {
  const whole = nounOf(resource, reading);
  return { ...whole, key: `${whole.key}/${part}`, address: `${whole.address}/${part}`, name: absent(at), at };
}

/** One setting below a resource's `properties`; where it is not written, the resource's head is its place. */
export function settingOf<T>(resource: AzureResource, path: Path, spelling: Spelling<T>, otherwise?: NoInfer<T>): Value<T> {
  return setting(resource.properties, path, spelling, { head: resource.at, default: otherwise });
}

export function ownLink(resource: AzureResource, reading: Reading): Link {
  return { value: absent(resource.at), to: reading.key(resource.address) };
}
