/** The calls that a function's statements make, those of functions without a name among them where they are asked for. */
import type { Call, Expression, Statement } from '../../model/code.ts';
import { partsOf } from '../../model/expression.ts';

/** The calls of a function's own statements, those of functions inside of it left out. */
export function* callsIn(statements: readonly Statement[], isDeep = false): Iterable<Call> {
  for (const statement of statements) {
    switch (statement.kind) {
      case 'assign':
      case 'expression':
        yield* callsOf(statement.value, isDeep);
        break;
      case 'return':
      case 'throw':
        if (statement.value) yield* callsOf(statement.value, isDeep);
        break;
      case 'if':
        yield* callsOf(statement.condition, isDeep);
        yield* callsIn(statement.then, isDeep);
        yield* callsIn(statement.otherwise, isDeep);
        break;
      case 'loop':
        if (statement.over) yield* callsOf(statement.over, isDeep);
        yield* callsIn(statement.body, isDeep);
        break;
      case 'try':
        yield* callsIn(statement.body, isDeep);
        for (const { body } of statement.caught) yield* callsIn(body, isDeep);
        yield* callsIn(statement.finally, isDeep);
        break;
      case 'block':
        yield* callsIn(statement.body, isDeep);
        break;
      case 'function':
    }
  }
}

/** The calls in an expression, the outer one first. */
function* callsOf(expression: Expression, isDeep = false): Iterable<Call> {
  if (expression.kind === 'call') yield expression;
  if (isDeep && expression.kind === 'lambda') yield* callsIn(expression.function.statements, true);
  for (const part of partsOf(expression)) yield* callsOf(part, isDeep);
}
