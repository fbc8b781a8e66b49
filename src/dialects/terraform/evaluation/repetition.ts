/** How often a resource, a module or a dynamic block is there: `count` and `for_each`. */
import type { Tree } from '../../../evaluation/tree.ts';
import type { HclBody } from '../../../syntax/hcl-tree.ts';
import type { Evaluator } from './evaluator.ts';
import type { Scope } from './scope.ts';
import { entriesOf, itemsOf, known, mapping, scalar } from '../../../evaluation/computed.ts';

/** One of the things that are there: what stands behind the address, and the names it is worked out with. */
export interface Instance {
  /** Empty, `[0]`, `["key"]`. */
  readonly suffix: string;
  readonly key?: string | number | undefined;
  readonly scope: Scope;
}

export interface Repetition {
  /** `unknown`: one instance stands for however many there are. */
  readonly by: 'nothing' | 'count' | 'for_each' | 'unknown';
  readonly instances: readonly Instance[];
}

/** More instances than this are not read: the first ones show what is to be seen. */
const mostInstances = 500;

export function repetitionOf(evaluator: Evaluator, body: HclBody, scope: Scope): Repetition {
  const count = body.attributes.find(({ name }) => name === 'count');
  if (count) return counted(evaluator.evaluate(count.value, scope), scope);
  const each = body.attributes.find(({ name }) => name === 'for_each');
  if (!each) return { by: 'nothing', instances: [{ suffix: '', scope }] };
  const collection = evaluator.evaluate(each.value, scope);
  const pairs = eachOf(collection);
  if (!pairs) return { by: 'unknown', instances: [{ suffix: '', scope }] };
  const instances = pairs.slice(0, mostInstances).map(([name, key, value]): Instance => {
    const names = bind(
      scope,
      'each',
      new Map([
        ['key', key],
        ['value', value],
      ]),
      key,
    );
    return { suffix: `[${JSON.stringify(name)}]`, key: name, scope: { ...scope, names } };
  });
  return { by: 'for_each', instances };
}

function counted(size: Tree, scope: Scope): Repetition {
  const number = Number(known(size));
  if (size.kind !== 'scalar' || !Number.isInteger(number)) return { by: 'unknown', instances: [{ suffix: '', scope }] };
  const instances = Array.from({ length: Math.min(Math.max(number, 0), mostInstances) }, (_, index): Instance => {
    const tree = scalar(index, size.at);
    return { suffix: `[${index}]`, key: index, scope: { ...scope, names: bind(scope, 'count', new Map([['index', tree]]), tree) } };
  });
  return { by: 'count', instances };
}

/** Name, key and value of each item; undefined when the collection is not known, or known in part with nothing in it. */
export function eachOf(collection: Tree): readonly (readonly [string, Tree, Tree])[] | undefined {
  if (collection.kind === 'mapping') {
    if (collection.partial && collection.entries.size === 0) return undefined;
    return entriesOf(collection).map(([name, entry]) => [name, scalar(name, entry.key), entry.value]);
  }
  if (collection.kind !== 'sequence' || (collection.partial && collection.items.length === 0)) return undefined;
  const pairs: (readonly [string, Tree, Tree])[] = [];
  for (const item of itemsOf(collection)) {
    const name = known(item);
    if (name !== undefined) pairs.push([name, item, item]);
  }
  return pairs.length === 0 && collection.items.length > 0 ? undefined : pairs;
}

/** The names of `scope` and one more, under which `members` stand. */
export function bind(scope: Scope, name: string, members: ReadonlyMap<string, Tree>, at: Tree): ReadonlyMap<string, Tree> {
  const entries = new Map([...members].map(([key, value]) => [key, { key: value.at, value }]));
  return new Map(scope.names).set(name, mapping(entries, at.at));
}
