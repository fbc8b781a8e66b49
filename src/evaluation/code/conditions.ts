/** What is known of callers' texts where a condition holds, or does not. */
import type { Call, Expression } from '../../model/code.ts';
import { isAlwaysYes } from './endings.ts';
import { guardsOf, type Guard } from './guards.ts';
import { fullName, keyOf } from './names.ts';
import type { Project } from './project.ts';
import { branch, read, writeKey, type State } from './state.ts';
import { safeFor, taintOf } from './taint.ts';

/** What is known where the condition of `a ? b : c` or `a && b` holds, or does not. */
export function asked(condition: Expression, holds: boolean, state: State, project: Project): State {
  if (guards(condition, holds, state, project).length === 0) return state;
  const own = branch(state);
  guard(condition, holds, own, project);
  return own;
}

/** Takes the taint from what a condition has asked about. */
export function guard(condition: Expression, holds: boolean, state: State, project: Project): void {
  for (const { checked, against } of guards(condition, holds, state, project)) {
    const key = keyOf(checked);
    if (key === undefined) continue;
    writeKey(key, safeFor(read(checked, state), against), state);
    // `parsed = urlparse(url)`: with the host of the one the other is known.
    const whole = against && addressIn(state.asked.get(key), state);
    const from = whole && keyOf(whole);
    if (whole && from !== undefined) writeKey(from, safeFor(read(whole, state), against), state);
  }
}

function guards(condition: Expression, holds: boolean, state: State, project: Project): readonly Guard[] {
  const { file, origins } = state;
  const isOurs = (one: Expression): boolean => taintOf(read(one, state)) === undefined;
  const saysYes = (call: Call): boolean => isAlwaysYes(project.functionBehind(call, file, state.local)?.function);
  return guardsOf(condition, holds, { file, origins, isOurs, saysYes, asked: (name) => state.asked.get(name) });
}

/** `new URL(text)`, `urlparse(text)`, `url.Parse(text)`: what was taken apart. */
function addressIn(value: Expression | undefined, { file, origins }: State): Expression | undefined {
  if (
    value?.kind !== 'call' ||
    !/(?:^|\.)(?:URL|Uri|URI|urlparse|urlsplit|parse|Parse|create|ParseRequestURI)$/.test(fullName(value.callee, file, origins) ?? '')
  )
    return undefined;
  return value.arguments[0]?.value;
}
