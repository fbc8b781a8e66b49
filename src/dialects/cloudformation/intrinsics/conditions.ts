/** Conditions in three answers, and `Fn::If`, which chooses by them. */
import { sequence } from '../../../evaluation/computed.ts';
import { items, scalarText, type Editor, type Tree } from '../../../evaluation/tree.ts';
import type { Answer } from '../../../model/value.ts';
import type { DocumentNode } from '../../../syntax/document.ts';
import { opaque, sameTree, scalar } from '../computed.ts';
import type { Call, Evaluator } from '../evaluator.ts';
import { holdsIn, type Scope } from '../scope.ts';

/** Conditions in conditions in conditions: no template comes near. */
const deepest = 64;

/** Does the condition that is written at `node` hold? */
export function decide(evaluator: Evaluator, node: DocumentNode, scope?: Scope, depth = 0): Answer {
  if (depth > deepest) return 'unknown';
  const { name, argument } = spelt(node);
  const all = (): Answer[] => (argument.kind === 'sequence' ? argument.items : [argument]).map((item) => decide(evaluator, item, scope, depth + 1));
  switch (name) {
    case 'Condition':
      return argument.kind === 'scalar' ? evaluator.names.condition(argument.text) : 'unknown';
    case 'Fn::Equals':
      return argument.kind === 'sequence' ? equal(argument.items.map((item) => evaluator.evaluate(item, scope))) : 'unknown';
    case 'Fn::Not':
      return negated(all()[0] ?? 'unknown');
    case 'Fn::And':
      return conjunction(all());
    case 'Fn::Or':
      return negated(conjunction(all().map(negated)));
    default:
      return 'unknown';
  }
}

function spelt(node: DocumentNode): { name: string | undefined; argument: DocumentNode } {
  if (node.tag !== undefined) return { name: node.tag === '!Condition' ? 'Condition' : `Fn::${node.tag.slice(1)}`, argument: node };
  const [only] = node.kind === 'mapping' ? node.pairs : [];
  return only ? { name: only.key.text, argument: only.value } : { name: undefined, argument: node };
}

function equal([a, b]: readonly (Tree | undefined)[]): Answer {
  if (sameTree(a, b)) return 'yes';
  return a?.kind === 'scalar' && b?.kind === 'scalar' ? 'no' : 'unknown';
}

function negated(answer: Answer): Answer {
  return answer === 'unknown' ? 'unknown' : answer === 'yes' ? 'no' : 'yes';
}

function conjunction(answers: readonly Answer[]): Answer {
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') || answers.length === 0 ? 'unknown' : 'yes';
}

function choose(call: Call): Tree | undefined {
  const { evaluator, site, scope } = call;
  const [conditionNode, yes, no] = evaluator.argumentNodes(call);
  if (!conditionNode || !yes || !no) return opaque('its condition is not complete', site);
  const name = scalarText(evaluator.evaluate(conditionNode, scope));
  const answer = name === undefined ? 'unknown' : holdsIn(scope, name) ? 'yes' : evaluator.names.condition(name);
  if (answer !== 'unknown') return evaluator.evaluate(answer === 'yes' ? yes : no, scope);
  const branches = [evaluator.evaluate(yes, scope), evaluator.evaluate(no, scope)];
  const [first, second] = branches;
  if (first && sameTree(first, second)) return { ...first, at: site.at, via: [], editor: site.editor };
  const isList = branches.some((tree) => tree?.kind === 'sequence') && branches.every((tree) => tree === undefined || tree.kind === 'sequence');
  if (isList) return sequence(branches.flatMap(items), site.at, true);
  return {
    kind: 'opaque',
    why: `it depends on the condition ${name ?? ''}`.trimEnd(),
    pattern: undefined,
    at: site.at,
    via: [],
    editor: site.editor,
  };
}

/**
 * What may stand in the place of an item of a list: both branches where the condition is not known, because each of them is
 * deployed somewhere; undefined where the item does not depend on one. Neither can be taken out of the function.
 */
export function branchesOf(evaluator: Evaluator, item: DocumentNode, scope?: Scope): readonly Tree[] | undefined {
  const { name, argument } = spelt(item);
  if (name !== 'Fn::If' || argument.kind !== 'sequence' || argument.items.length !== 3) return undefined;
  const [conditionNode, ...branches] = argument.items;
  const condition = scalarText(conditionNode && evaluator.evaluate(conditionNode, scope));
  if (condition === undefined || evaluator.names.condition(condition) !== 'unknown') return undefined;
  const trees = branches.map((branch) => evaluator.evaluate(branch, scope));
  if (sameTree(trees[0], trees[1])) return undefined;
  return trees.flatMap((tree) => (tree ? [{ ...tree, editor: tree.editor && stayingEditor(tree.editor) }] : []));
}

function stayingEditor(editor: Editor): Editor {
  return {
    replace: (to) => editor.replace(to),
    put: (key, to) => editor.put?.(key, to),
    append: (item) => editor.append?.(item),
  };
}

/** A condition in the place of a value. */
function answered(call: Call): Tree {
  const { evaluator, argument, name, scope, site } = call;
  const answer = decide(evaluator, asCondition(name, argument), scope);
  return answer === 'unknown' ? opaque('it depends on a condition', site) : scalar(answer === 'yes', site);
}

/** Puts the function's name back on an argument that was taken out of its mapping. */
function asCondition(name: string, argument: DocumentNode): DocumentNode {
  return { ...argument, tag: `!${name.replace(/^Fn::/, '')}` };
}

export const conditionFunctions = {
  'Fn::If': choose,
  'Fn::Equals': answered,
  'Fn::And': answered,
  'Fn::Or': answered,
  'Fn::Not': answered,
  Condition: answered,
};
