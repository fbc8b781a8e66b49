/** Works references out: from the first name (`var`, `local`, a type of resource) through members and indexes to what they lead to. */
import type { Tree } from '../../../evaluation/tree.ts';
import type { Span } from '../../../source/span.ts';
import type { HclExpression } from '../../../syntax/hcl-tree.ts';
import type { Evaluator } from './evaluator.ts';
import { isReferable, type ReferableTree, type Scope } from './scope.ts';
import { failure, isFailure, opaque, referenceOf, scalar, usedAt, withWay, type Site } from '../../../evaluation/computed.ts';

/** One step of a reference: a name, or an index that has to be worked out. */
type Step = string | HclExpression;

export function readReference(evaluator: Evaluator, expression: HclExpression, scope: Scope, site: Site): Tree {
  const steps: Step[] = [];
  let root = expression;
  while (root.kind === 'member' || root.kind === 'index') {
    steps.push(root.kind === 'member' ? root.name : root.key);
    root = root.source;
  }
  steps.reverse();
  if (root.kind !== 'name') return followAll(evaluator, evaluator.evaluate(root, scope), steps, scope, site);
  const bound = scope.names?.get(root.name);
  if (bound) return usedAt(followAll(evaluator, bound, steps, scope, site), site);
  const { tree, used } = startOf(root.name, steps, scope, site);
  return usedAt(followAll(evaluator, tree, steps.slice(used), scope, site), site);
}

/** What the first names stand for, and how many steps behind the root that took. */
function startOf(name: string, steps: readonly Step[], scope: Scope, site: Site): { tree: Tree; used: number } {
  const [first, second] = steps;
  const { module } = scope;
  if (typeof first !== 'string') return { tree: failure(`${name} is not a value`, site.at), used: steps.length };
  if (name === 'var') return { tree: module.variable(first, site), used: 1 };
  if (name === 'local') return { tree: module.local(first, site), used: 1 };
  if (name === 'module') return { tree: module.called(first, site), used: 1 };
  if (name === 'path') return { tree: pathValue(first, module.folder, site), used: 1 };
  if (unknowable.has(name)) return { tree: opaque(`${name} is only known at deployment`, site.at), used: steps.length };
  if (name !== 'data') return { tree: module.resource(false, name, first, site), used: 1 };
  if (typeof second !== 'string') return { tree: failure('data is not a value', site.at), used: steps.length };
  return { tree: module.resource(true, first, second, site), used: 2 };
}

/** Names whose values the configuration does not hold. */
const unknowable: ReadonlySet<string> = new Set(['terraform', 'self', 'each', 'count', 'ephemeral']);

/** Commands run in the folder of the root, so that this is the folder that paths are relative to. */
function pathValue(name: string, folder: string, site: Site): Tree {
  return scalar(name === 'module' ? folder : '.', site.at);
}

function followAll(evaluator: Evaluator, start: Tree, steps: readonly Step[], scope: Scope, site: Site): Tree {
  let tree = start;
  for (const step of steps) {
    if (!evaluator.spend(1)) return opaque('the configuration asks for too much work', site.at);
    if (typeof step === 'string') {
      tree = memberOf(tree, step, site);
      continue;
    }
    const key = evaluator.evaluate(step, scope);
    if (key.kind === 'scalar' && key.value !== null) tree = memberOf(tree, key.value, site);
    else if (isFailure(key)) return key;
    else tree = unknownMember(tree, site.at);
  }
  return tree;
}

/** What stands under a key of a collection, or an attribute of a resource. */
function memberOf(tree: Tree, key: string | number | boolean, site: Site): Tree {
  if (tree.kind === 'mapping') {
    const entry = tree.entries.get(String(key));
    if (entry) return withWay(entry.value, tree.via);
    return tree.partial ? opaque(`it is not known what stands under ${key}`, site.at) : failure(`nothing stands under ${key}`, site.at);
  }
  if (tree.kind === 'sequence') {
    const index = Number(key);
    const item = Number.isInteger(index) ? tree.items[index] : undefined;
    if (item) return withWay(item, tree.via);
    return tree.partial ? opaque('it is not known how many items there are', site.at) : failure(`there is no item ${key}`, site.at);
  }
  if (tree.kind === 'scalar') return failure('nothing can be read from a single value', site.at);
  if (isFailure(tree)) return tree;
  if (isReferable(tree)) return memberOfResource(tree, key, site);
  return deeper(tree, key, site.at);
}

function memberOfResource(tree: ReferableTree, key: string | number | boolean, site: Site): Tree {
  // The number of instances is not known: whichever is meant, it is written here.
  return typeof key === 'number' ? tree : tree.referable.attribute(String(key), site);
}

/** What is read from an attribute that only the cloud knows. */
function deeper(tree: Tree, key: string | number | boolean, at: Span): Tree {
  const reference = referenceOf(tree);
  const why = tree.kind === 'opaque' ? tree.why : 'it is only known at deployment';
  if (!reference) return opaque(why, at);
  const attribute = reference.attribute === undefined ? String(key) : `${reference.attribute}.${key}`;
  return opaque(why, at, [{ reference: { address: reference.address, attribute } }]);
}

/** A member whose key is not known: any instance of a resource stands for all of them. */
function unknownMember(tree: Tree, at: Span): Tree {
  if (isReferable(tree)) return tree;
  if (tree.kind === 'sequence' && tree.items.length === 1 && tree.items[0] && isReferable(tree.items[0])) return tree.items[0];
  return isFailure(tree) ? tree : opaque('the key is only known at deployment', at);
}
