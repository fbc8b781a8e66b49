/** What a variable's type adds to its value: the defaults of optional attributes. */
import type { Entry, Tree } from '../../../evaluation/tree.ts';
import type { HclExpression } from '../../../syntax/hcl-tree.ts';
import type { Evaluator } from '../evaluation/evaluator.ts';
import type { Scope } from '../evaluation/scope.ts';
import { entriesOf, itemsOf, scalar } from '../../../evaluation/computed.ts';

/** Types nested deeper than this add nothing. */
const deepest = 20;

/** `value` with what `optional(type, default)` says of attributes that it leaves out. */
export function withDefaults(evaluator: Evaluator, value: Tree, type: HclExpression, scope: Scope, depth = 0): Tree {
  if (type.kind !== 'call' || depth > deepest) return value;
  const [inner] = type.arguments;
  if (!inner) return value;
  if (type.name === 'optional') return withDefaults(evaluator, value, inner, scope, depth + 1);
  if (type.name === 'object' && inner.kind === 'object' && value.kind === 'mapping') {
    const entries = new Map<string, Entry>(value.entries);
    for (const item of inner.items) {
      if (item.key.kind !== 'literal') continue;
      const name = String(item.key.value);
      const given = entries.get(name);
      const isGiven = given && !(given.value.kind === 'scalar' && given.value.value === null);
      const tree = isGiven ? given.value : optionalDefault(evaluator, item.value, scope);
      if (tree && !(value.partial && !isGiven))
        entries.set(name, { key: given?.key ?? tree.at, value: withDefaults(evaluator, tree, item.value, scope, depth + 1) });
    }
    return { ...value, entries };
  }
  if (type.name === 'map' && value.kind === 'mapping') {
    const entries = entriesOf({ ...value, via: [] }).map(([key, entry]): [string, Entry] => [
      key,
      { key: entry.key, value: withDefaults(evaluator, entry.value, inner, scope, depth + 1) },
    ]);
    return { ...value, entries: new Map(entries) };
  }
  if ((type.name === 'list' || type.name === 'set') && value.kind === 'sequence') {
    return { ...value, items: itemsOf({ ...value, via: [] }).map((item) => withDefaults(evaluator, item, inner, scope, depth + 1)) };
  }
  return value;
}

/** What stands for an attribute that is left out; undefined where it may not be. */
function optionalDefault(evaluator: Evaluator, type: HclExpression, scope: Scope): Tree | undefined {
  if (type.kind !== 'call' || type.name !== 'optional') return undefined;
  const [, otherwise] = type.arguments;
  return otherwise ? evaluator.evaluate(otherwise, scope) : scalar(null, type.at);
}
