/** Calls of functions: which are known, and what is done with their arguments. */
import type { Tree } from '../../../../evaluation/tree.ts';
import type { HclCall } from '../../../../syntax/hcl-tree.ts';
import type { Evaluator } from '../evaluator.ts';
import type { Scope } from '../scope.ts';
import { failure, isFailure, itemsOf, opaque, scalar, usedAt, type Site } from '../../../../evaluation/computed.ts';
import { collectionFunctions } from './collections.ts';
import { conversionFunctions } from './conversions.ts';
import { fileFunctions } from './files.ts';
import { setFunctions } from './sets.ts';
import { textFunctions } from './texts.ts';

/** What a function is given beside its arguments. */
export interface Call {
  readonly name: string;
  readonly evaluator: Evaluator;
  readonly scope: Scope;
  readonly site: Site;
}

/** What a function comes to; undefined where that cannot be worked out. */
export type TerraformFunction = (given: readonly Tree[], call: Call) => Tree | undefined;

const functions: Readonly<Record<string, TerraformFunction>> = {
  ...textFunctions,
  ...collectionFunctions,
  ...setFunctions,
  ...conversionFunctions,
  ...fileFunctions,
};

export function callFunction(evaluator: Evaluator, expression: HclCall, scope: Scope, site: Site): Tree {
  const name = expression.name.replace(/^core::/, '');
  if (name === 'try' || name === 'can') return attempt(evaluator, name, expression, scope, site);
  const given = argumentsOf(evaluator, expression, scope);
  const failed = given?.find(isFailure);
  if (failed) return failed;
  const run = Object.hasOwn(functions, name) ? functions[name] : undefined;
  const result = given && run?.(given, { name, evaluator, scope, site });
  if (!result) return unknownResult(name, given ?? [], site);
  return evaluator.spend(result.kind === 'sequence' ? result.items.length : result.kind === 'mapping' ? result.entries.size : 1)
    ? result
    : opaque('the configuration asks for too much work', site.at);
}

/** The arguments; undefined when it is not known how many there are. */
function argumentsOf(evaluator: Evaluator, expression: HclCall, scope: Scope): readonly Tree[] | undefined {
  const given = expression.arguments.map((argument) => evaluator.evaluate(argument, scope));
  if (!expression.spread) return given;
  const last = given.pop();
  if (last?.kind !== 'sequence' || last.partial) return undefined;
  return [...given, ...itemsOf(last)];
}

function unknownResult(name: string, given: readonly Tree[], site: Site): Tree {
  const unknown = given.find((tree) => tree.kind === 'opaque');
  const why = unknown?.kind === 'opaque' ? unknown.why : `what ${name}() gives is only known at deployment`;
  return opaque(why, site.at, undefined, site.editor);
}

/** `try` gives the first argument that Terraform would not refuse; `can` says whether it would refuse its argument. */
function attempt(evaluator: Evaluator, name: 'try' | 'can', expression: HclCall, scope: Scope, site: Site): Tree {
  let last: Tree = failure('nothing is tried', site.at);
  for (const argument of expression.arguments) {
    last = evaluator.evaluate(argument, scope);
    if (name === 'can') {
      if (last.kind === 'opaque' && !isFailure(last)) return opaque(last.why, site.at, undefined, site.editor);
      return scalar(!isFailure(last), site.at, site.editor);
    }
    if (!isFailure(last)) return last.via.length > 0 || last.kind === 'opaque' ? usedAt(last, site) : last;
  }
  return last;
}
