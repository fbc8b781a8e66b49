/** How a function or a run of statements ends, whatever goes in. */
import type { CodeFunction, Statement } from '../../model/code.ts';
import { textAt } from '../../source/span.ts';

/** A check that was switched off: all that it does is to answer yes. */
export function isAlwaysYes(fn: CodeFunction | undefined): boolean {
  const unwrapped = (one: Statement): readonly Statement[] => (one.kind === 'block' ? one.body.flatMap(unwrapped) : [one]);
  // What only stands there is documentation.
  const [only, ...more] = (fn?.statements ?? []).flatMap(unwrapped).filter((one) => one.kind !== 'expression' || one.value.kind !== 'literal');
  return only?.kind === 'return' && more.length === 0 && only.value?.kind === 'literal' && only.value.value === true;
}

/** Does it always end in leaving the function, or the round of the loop? */
export function leaves(statements: readonly Statement[]): boolean {
  const last = statements.at(-1);
  if (!last) return false;
  if (last.kind === 'return' || last.kind === 'throw') return true;
  if (last.kind === 'block') return leaves(last.body);
  if (last.kind === 'if') return leaves(last.then) && leaves(last.otherwise);
  return last.kind === 'expression' && last.value.kind === 'call' && /(?:^|\.)(?:exit|abort|raise\w*|fail)$/.test(textAt(last.value.callee.at));
}
