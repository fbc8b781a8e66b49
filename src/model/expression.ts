/** Expressions of programs, taken apart. */
import type { Expression } from './code.ts';

/** The expressions that an expression is made of, without the bodies of lambdas. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'member':
      return [expression.source];
    case 'index':
      return [expression.source, expression.key];
    case 'call':
      return [expression.callee, ...expression.arguments.map(({ value }) => value)];
    case 'text':
      return expression.parts.filter((part) => typeof part !== 'string');
    case 'list':
      return expression.items;
    case 'map':
      return expression.entries.map(({ value }) => value);
    case 'choice':
      return [...(expression.condition ? [expression.condition] : []), ...expression.options];
    case 'operation':
      return expression.operands;
    case 'other':
      return expression.parts;
    default:
      return [];
  }
}
