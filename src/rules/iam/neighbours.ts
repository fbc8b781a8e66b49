/** The resources that a policy's text can name because they stand beside it. */
import type { Identity } from '../../model/access.ts';
import type { Application } from '../../model/application.ts';
import type { Noun } from '../../model/noun.ts';
import { referencesOf } from '../../model/value.ts';
import { resourcesOf } from '../../platform/aws/addresses.ts';
import { functionsOf } from './holder.ts';

/** Resources of the service in the same unit and module as the identity, but not the functions that run as it. */
export function neighbours(service: string, identity: Identity, application: Application): readonly Noun[] {
  const own = new Set(functionsOf(identity, application).map(({ key }) => key));
  return resourcesOf(service, application).filter((noun) => unitOf(noun) === unitOf(identity) && !own.has(noun.key));
}

/** Of those the ones that the functions of the identity are told of through their environment; all, where they are told of none. */
export function preferred(
  service: string,
  identity: Identity,
  application: Application,
): { readonly nouns: readonly Noun[]; readonly told: boolean } {
  const nouns = neighbours(service, identity, application);
  const values = functionsOf(identity, application).flatMap(({ environment }) => environment.map(({ value }) => value));
  const addresses = new Set(values.flatMap(referencesOf).map(({ address }) => address));
  const texts = new Set(values.flatMap((value) => (value.state === 'known' ? [value.value] : [])));
  const told = nouns.filter(({ address, name }) => addresses.has(address) || (name.state === 'known' && texts.has(name.value)));
  return told.length > 0 ? { nouns: told, told: true } : { nouns, told: false };
}

/** What a text can refer to: the unit, and within Terraform the module. */
export function unitOf({ key, address }: Noun): string {
  const modules = /^(?:module\.[^.]+\.)*/.exec(address)?.[0] ?? '';
  return key.slice(0, key.length - address.length) + modules;
}

/** `OnboardUserServiceRole` → `onboard-user`: a word for what belongs to the identity. */
export function pathOf(identity: Identity, application: Application): string {
  const [fn, ...more] = functionsOf(identity, application);
  const own = wordsOf(identity.label).filter((word) => !/^(service|default|lambda|execution|iam|role|policy|attachment)$/.test(word));
  if (own.length > 0) return own.join('-');
  return wordsOf(fn && more.length === 0 ? fn.label : identity.label).join('-');
}

function wordsOf(label: string): readonly string[] {
  return label
    .slice(label.lastIndexOf('/') + 1)
    .replace(/[0-9A-F]{8}$/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
