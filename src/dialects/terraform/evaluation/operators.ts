/** Works operators out. */
import type { Tree } from '../../../evaluation/tree.ts';
import type { BinaryOperator, HclUnary } from '../../../syntax/hcl-tree.ts';
import { failure, isFailure, opaque, same, scalar, truth, type Site } from '../../../evaluation/computed.ts';

export function unary(operator: HclUnary['operator'], operand: Tree, site: Site): Tree {
  if (operand.kind !== 'scalar') return unknownResult([operand], site);
  const value = operator === '!' ? truth(operand) : number(operand);
  if (value === undefined) return failure('it is applied to something that it does not fit', site.at);
  return scalar(typeof value === 'boolean' ? !value : -value, site.at, site.editor);
}

export function binary(operator: BinaryOperator, left: Tree, right: Tree, site: Site): Tree {
  if (operator === '==' || operator === '!=') {
    const answer = same(left, right);
    if (answer === 'unknown') return unknownResult([left, right], site);
    return scalar((answer === 'yes') === (operator === '=='), site.at, site.editor);
  }
  if (operator === '&&' || operator === '||') return logical(operator, left, right, site);
  if (left.kind !== 'scalar' || right.kind !== 'scalar') return unknownResult([left, right], site);
  const [a, b] = [number(left), number(right)];
  if (a === undefined || b === undefined) return failure('it is applied to something that is no number', site.at);
  return scalar(calculate(operator, a, b), site.at, site.editor);
}

/** One side decides when it is false (`&&`) or true (`||`), whatever the other one is. */
function logical(operator: '&&' | '||', left: Tree, right: Tree, site: Site): Tree {
  const deciding = operator === '||';
  const [a, b] = [truth(left), truth(right)];
  if (a === deciding || b === deciding) return scalar(deciding, site.at, site.editor);
  if (a === undefined || b === undefined) return unknownResult([left, right], site);
  return scalar(!deciding, site.at, site.editor);
}

function unknownResult(operands: readonly Tree[], site: Site): Tree {
  const failed = operands.find(isFailure);
  if (failed) return failed;
  const unknown = operands.find((operand) => operand.kind === 'opaque');
  return opaque(unknown?.kind === 'opaque' ? unknown.why : 'it cannot be worked out', site.at, undefined, site.editor);
}

function calculate(operator: Exclude<BinaryOperator, '==' | '!=' | '&&' | '||'>, a: number, b: number): number | boolean {
  switch (operator) {
    case '<':
      return a < b;
    case '>':
      return a > b;
    case '<=':
      return a <= b;
    case '>=':
      return a >= b;
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    default:
      return a % b;
  }
}

function number(tree: Tree): number | undefined {
  if (tree.kind !== 'scalar' || tree.value === null || typeof tree.value === 'boolean' || tree.value === '') return undefined;
  const value = Number(tree.value);
  return Number.isNaN(value) ? undefined : value;
}
