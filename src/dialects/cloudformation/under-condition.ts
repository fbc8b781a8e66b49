/** What is known inside a resource that a stack with default parameters does not have. */
import { child, type DocumentNode } from '../../syntax/document.ts';
import { opaque } from './computed.ts';
import type { Evaluator } from './evaluator.ts';
import type { Scope } from './scope.ts';

/** Conditions that name conditions that name conditions: no template comes near. */
const deepest = 64;

/**
 * The scope of a resource whose condition does not hold by default. Where such a resource is deployed, the condition holds,
 * and a parameter that the condition asks for has another value than its default.
 */
export function underCondition(condition: string, evaluator: Evaluator, root: DocumentNode, around: Scope | undefined): Scope {
  let scope: Scope | undefined = around;
  for (const [name, node] of parametersOf(condition, root)) {
    const value = opaque(`where this is deployed, the parameter ${name} is not its default`, evaluator.site(node));
    scope = { kind: 'name', name, value, outer: scope };
  }
  return { kind: 'condition', condition, outer: scope };
}

/** Can whoever deploys make a condition hold that does not hold by default? */
export function canHold(condition: string, root: DocumentNode): boolean {
  return parametersOf(condition, root).size > 0;
}

/** The parameters that a condition and the conditions in it ask for, each with a place where it is asked for. */
function parametersOf(condition: string, root: DocumentNode): ReadonlyMap<string, DocumentNode> {
  const found = new Map<string, DocumentNode>();
  const seen = new Set<string>();
  const named = (name: string, depth: number): void => {
    const definition = child(child(root, 'Conditions'), name);
    if (!definition || seen.has(name) || depth > deepest) return;
    seen.add(name);
    walk(definition, depth);
  };
  const walk = (node: DocumentNode, depth: number): void => {
    if (depth > deepest) return;
    if (node.kind === 'sequence') for (const item of node.items) walk(item, depth + 1);
    if (node.kind === 'scalar' && node.tag === '!Ref') found.set(node.text, node);
    if (node.kind === 'scalar' && node.tag === '!Condition') named(node.text, depth + 1);
    if (node.kind !== 'mapping') return;
    for (const { key, value } of node.pairs) {
      if (key.text === 'Ref' && value.kind === 'scalar') found.set(value.text, value);
      else if (key.text === 'Condition' && value.kind === 'scalar') named(value.text, depth + 1);
      else walk(value, depth + 1);
    }
  };
  named(condition, 0);
  return found;
}
