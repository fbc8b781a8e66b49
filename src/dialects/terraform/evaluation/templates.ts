/** Works texts with interpolations and directives out. */
import type { Tree } from '../../../evaluation/tree.ts';
import type { Pattern } from '../../../model/value.ts';
import type { HclTemplate, TemplatePart } from '../../../syntax/hcl-tree.ts';
import { decodeTemplate, looksLikeJson } from './encoded-template.ts';
import type { Evaluator } from './evaluator.ts';
import type { Scope } from './scope.ts';
import { encoded, hole, isFailure, pairsOf, patternOf, textFrom, truth, usedAt, type Site } from '../../../evaluation/computed.ts';

export function evaluateTemplate(evaluator: Evaluator, template: HclTemplate, scope: Scope, site: Site): Tree {
  const [only, more] = template.parts;
  if (only?.kind === 'interpolation' && more === undefined && template.style === 'quoted') {
    const tree = evaluator.evaluate(only.expression, scope);
    return tree.via.length > 0 || tree.kind !== 'scalar' ? usedAtOnce(tree, site) : { ...tree, at: site.at, editor: site.editor };
  }
  const patterns: Pattern[] = [];
  const failed = addParts(evaluator, template.parts, scope, patterns);
  if (failed) return failed;
  const tree = textFrom(patterns, site.at, site.editor);
  return template.style !== 'quoted' || looksLikeJson(template.parts) ? encoded(tree, () => decodeTemplate(evaluator, template, scope)) : tree;
}

/** `"${var.name}"` is the value of the reference itself; the quotes around it are no further use of it. */
function usedAtOnce(tree: Tree, site: Site): Tree {
  if (tree.via.length > 0) return tree;
  return tree.kind === 'opaque' ? usedAt(tree, site) : tree;
}

function addParts(evaluator: Evaluator, parts: readonly TemplatePart[], scope: Scope, patterns: Pattern[]): Tree | undefined {
  for (const part of parts) {
    const failed = addPart(evaluator, part, scope, patterns);
    if (failed) return failed;
  }
  return undefined;
}

/** Adds what a part comes to; gives what failed in it. */
function addPart(evaluator: Evaluator, part: TemplatePart, scope: Scope, patterns: Pattern[]): Tree | undefined {
  if (part.kind === 'text') {
    patterns.push([part.value]);
    return undefined;
  }
  if (part.kind === 'interpolation') {
    const tree = evaluator.evaluate(part.expression, scope);
    if (isFailure(tree)) return tree;
    patterns.push(patternOf(tree));
    return undefined;
  }
  if (part.kind === 'if') {
    const condition = truth(evaluator.evaluate(part.condition, scope));
    if (condition !== undefined) return addParts(evaluator, condition ? part.then : part.otherwise, scope, patterns);
    patterns.push([hole]);
    return undefined;
  }
  const collection = evaluator.evaluate(part.collection, scope);
  if (collection.kind === 'opaque' || collection.kind === 'scalar' || collection.partial) {
    patterns.push([hole]);
    return undefined;
  }
  for (const [key, value] of pairsOf(collection)) {
    const names = new Map(scope.names);
    if (part.keyName !== undefined) names.set(part.keyName, key);
    names.set(part.valueName, value);
    const failed = evaluator.spend(1) ? addParts(evaluator, part.parts, { ...scope, names }, patterns) : undefined;
    if (failed) return failed;
  }
  return undefined;
}
