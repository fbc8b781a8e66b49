/** Settings that a function may leave to its service, and the words that the framework has for them. */
import { follow, setting, type Path, type SettingOptions, type Spelling } from '../../evaluation/setting.ts';
import type { Mapping, Tree } from '../../evaluation/tree.ts';
import type { Value } from '../../model/value.ts';

/** One place where a setting may be written. */
export type Place = readonly [owner: Mapping | undefined, ...path: Path];

/** The setting at the first place that says something; written at `home`, the first place by default, where none does. */
export function inherited<T>(places: readonly Place[], spelling: Spelling<T>, options: SettingOptions<T>, home: Place = places[0]!): Value<T> {
  for (const [owner, ...path] of places) if (owner && says(owner, path)) return setting(owner, path, spelling, options);
  const [owner, ...path] = home;
  return setting(owner ?? nowhere(options), path, spelling, options);
}

/** The node at the first place that has one. */
export function inheritedTree(places: readonly Place[]): Tree | undefined {
  for (const [owner, ...path] of places) {
    const node = owner && follow(owner, path).node;
    if (node && !(node.kind === 'scalar' && node.value === null)) return node;
  }
  return undefined;
}

function says(owner: Mapping, path: Path): boolean {
  const { node, rest, unsure } = follow(owner, path);
  return unsure || (node !== undefined && rest.length === 0 && !(node.kind === 'scalar' && node.value === null));
}

function nowhere<T>({ head }: SettingOptions<T>): Mapping {
  if (!head) throw new TypeError('a setting without an owner needs a head');
  return { kind: 'mapping', entries: new Map(), at: head, via: [] };
}

/** `true`, `Active`, `PassThrough`. */
export const functionTracing: Spelling<'active' | 'pass-through'> = {
  decode: (written) =>
    ({ true: 'active', active: 'active', false: 'pass-through', passthrough: 'pass-through' })[String(written).toLowerCase()] as
      | 'active'
      | 'pass-through'
      | undefined,
  encode: (value) => (value === 'active' ? true : 'PassThrough'),
};
