/** Finds the resource that a setting refers to, by reference or by the name that is written. */
import { asValue, text } from '../../evaluation/setting.ts';
import { at, scalarText, type Mapping, type Tree } from '../../evaluation/tree.ts';
import { offerKey, type Link, type NounKey } from '../../model/noun.ts';
import { absent, referencesOf, textOf, type Value } from '../../model/value.ts';
import { nameProperties } from './physical-names.ts';
import type { TemplateResource } from './template.ts';

/** The resources that links of one unit lead to. */
export interface Linked {
  find(address: string): TemplateResource | undefined;
  /** The key of whatever stands at an address. */
  keyAt(address: string): NounKey;
  /** The address of the resource that carries a name in the cloud. */
  named(name: string): string | undefined;
  /** Notes that another unit must offer a name. */
  need(name: string): void;
}

/** Stands in a text for what is not known of it. */
const unknownPart = '\u{1}';

/** Chains of aliases of versions of functions are two long; this bounds circles. */
const longestChain = 5;

export function linkTo(tree: Tree | undefined, owner: Mapping, unit: Linked): Link {
  const value: Value<string> = tree ? asValue(tree, text) : absent(owner.at);
  const address = addressOf(value, unit);
  if (address !== undefined) return { value, to: unit.keyAt(behindAlias(address, unit)) };
  // The account and the region of an ARN need not be known: `arn:aws:iam::${AWS::AccountId}:role/worker`.
  const name = nameIn(textOf(value, unknownPart) ?? '');
  if (name === undefined || value.state === 'absent' || name.includes(unknownPart)) return { value };
  const own = unit.named(name);
  if (own !== undefined) return { value, to: unit.keyAt(behindAlias(own, unit)) };
  unit.need(name);
  return { value, to: offerKey(name) };
}

/** The first resource that the text refers to; one that the template defines is preferred. */
function addressOf(value: Value<string>, unit: Linked): string | undefined {
  const references = referencesOf(value);
  return (references.find(({ address }) => unit.find(address)) ?? references[0])?.address;
}

const aliases: ReadonlySet<string> = new Set(['AWS::Lambda::Alias', 'AWS::Lambda::Version']);

/** The function behind an alias or a version. */
function behindAlias(address: string, unit: Linked): string {
  let found = address;
  for (let step = 0; step < longestChain; step++) {
    const resource = unit.find(found);
    if (!resource || !aliases.has(resource.type)) return found;
    const written = at(resource.properties, 'FunctionName');
    const next = written && addressOf(asValue(written, text), unit);
    const name = scalarText(written);
    const target = next ?? (name === undefined ? undefined : unit.named(nameIn(name) ?? name));
    if (target === undefined) return found;
    found = target;
  }
  return found;
}

/** The name in an ARN, or the text itself where it can be a name; undefined for texts that name nothing of the user's. */
function nameIn(written: string): string | undefined {
  const arn = /^arn:[^:]*:([^:]*):[^:]*:([^:]*):(.+)$/.exec(written);
  if (!arn) return /^[\w.+=@-]{2,}$/.test(written) ? written : undefined;
  const [, service, account, resource] = arn;
  if (account === 'aws' || resource === undefined) return undefined;
  // The ARN of an integration names the function that it calls inside; those of other services' actions name nothing.
  if (service === 'apigateway') return /:function:([^:/]+)/.exec(resource)?.[1];
  const [name] = service === 'lambda' ? [resource.split(':')[1]] : resource.split(/[:/]/).slice(-1);
  return name || undefined;
}

/** The names that resources carry in the cloud, by address. */
export function physicalNames(resources: Iterable<readonly [string, TemplateResource]>): Map<string, string> {
  const names = new Map<string, string>();
  for (const [address, resource] of resources) {
    const property = nameProperties[resource.type];
    const name = property === undefined ? undefined : scalarText(at(resource.properties, property));
    if (name !== undefined && !names.has(name)) names.set(name, address);
  }
  return names;
}
