/** What a template is given from outside: by its caller, or by files of parameters. */
import { hole, opaque } from '../../evaluation/computed.ts';
import { at, type Tree } from '../../evaluation/tree.ts';
import type { AzureResource } from './template.ts';

export interface Given {
  readonly prefix: string;
  readonly parameters: ReadonlyMap<string, Tree> | undefined;
  /** The caller is known: what is not given is not given by anybody. */
  readonly called?: boolean;
  /** In how many other templates it is. */
  readonly depth?: number;
}

/** `parameters: { name: { value } }` */
export function givenTo(resource: AzureResource): ReadonlyMap<string, Tree> {
  const given = new Map<string, Tree>();
  const written = at(resource.properties, 'parameters');
  if (written?.kind === 'mapping') {
    for (const [name, { value }] of written.entries) given.set(name, at(value, 'value') ?? opaque('it is read at deployment', value.at, [hole]));
  }
  return given;
}

export function givenAs(given: ReadonlyMap<string, Tree> | undefined, name: string): Tree | undefined {
  return given?.get(name) ?? [...(given ?? [])].find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}
