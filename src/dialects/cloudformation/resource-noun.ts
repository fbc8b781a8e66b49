/** What every noun that comes from a resource of a template has in common. */
import { setting, text, type Path, type Spelling } from '../../evaluation/setting.ts';
import type { Noun } from '../../model/noun.ts';
import { absent, type Value } from '../../model/value.ts';
import { cover, type Span } from '../../source/span.ts';
import { isFrameworkConstruct } from './cdk/constructs.ts';
import type { Reading, TemplateResource } from './template.ts';

/** The head of the noun that a resource stands for; `name` is the property that holds its physical name. */
export function nounOf(resource: TemplateResource, reading: Reading, name?: Path): Noun {
  return {
    key: reading.key(resource.id),
    address: reading.address(resource.id),
    type: resource.type,
    provider: 'aws',
    label: resource.id,
    name: name ? settingOf(resource, name, text) : absent(resource.at),
    at: resource.at,
    body: resource.body,
    construct: resource.construct,
    isFrameworks: resource.construct === undefined ? undefined : isFrameworkConstruct(resource.construct),
  };
}

/** A noun that is a part of a resource: its address goes on behind the resource's. */
export function partOf(resource: TemplateResource, reading: Reading, part: string, at: Span, body: Span = at): Noun {
  const whole = nounOf(resource, reading);
  return { ...whole, key: `${whole.key}/${part}`, address: `${whole.address}/${part}`, at, body: cover(at, body) };
}

/** One setting of a resource; where it is not written, the resource's head is its place. */
export function settingOf<T>(resource: TemplateResource, path: Path, spelling: Spelling<T>, otherwise?: NoInfer<T>): Value<T> {
  return setting(resource.properties, path, spelling, { head: resource.at, default: otherwise });
}
