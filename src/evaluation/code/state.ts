/** What names stand for while a function is followed. */
import type { CodeFile, CodeFunction, Expression, Target } from '../../model/code.ts';
import { textAt } from '../../source/span.ts';
import { isHarmlessMember, textual } from './harmless.ts';
import { keyOf } from './names.ts';
import { anyPart, clean, either, partOf, withPart, withStep, type Shape } from './taint.ts';

/** What names stand for at one place of one function. */
export interface State {
  readonly file: CodeFile;
  readonly values: Map<string, Shape>;
  readonly origins: Map<string, string>;
  /** What the function may return. */
  returned: Shape;
  readonly depth: number;
  /** What was asked, or taken apart, when a name was given its value. */
  readonly asked: Map<string, Expression>;
  /** Functions that are declared inside. */
  readonly local: Map<string, CodeFunction>;
}

/** The same, to go on from in one of several ways. */
export function branch(state: State): State {
  return { ...state, values: new Map(state.values), origins: new Map(state.origins), returned: clean };
}

/** Puts what was found into what is assigned to. `from` is the expression that it came from. */
export function write({ to, path }: Target, shape: Shape, state: State, from?: Expression): void {
  let part = shape;
  for (const [index, name] of path.entries())
    part = isHarmlessMember(name, index === 0 ? from : undefined)
      ? clean
      : textual(partOf(part, name), name, index === 0 ? from : undefined, state.file);
  const taint = part.whole;
  const shown = taint ? { ...part, whole: withStep(taint, to.at, `goes into ${textAt(to.at).slice(0, 60)}`) } : part;
  if (to.kind === 'index') {
    const key = keyOf(to.source);
    const name = to.key.kind === 'literal' ? String(to.key.value) : anyPart;
    if (key !== undefined) state.values.set(key, withPart(state.values.get(key), name, shown));
    return;
  }
  const key = keyOf(to);
  if (key !== undefined) writeKey(key, shown, state);
}

/** A member is a part of what holds it. */
export function writeKey(key: string, shape: Shape, state: State): void {
  const dot = key.indexOf('.');
  if (dot < 0) {
    state.values.set(key, shape);
    return;
  }
  const put = (holder: Shape | undefined, names: readonly string[]): Shape => {
    const [first = '', ...rest] = names;
    return withPart(holder, first, rest.length === 0 ? shape : put(holder?.parts?.get(first) ?? partOf(holder, first), rest));
  };
  const root = key.slice(0, dot);
  state.values.set(root, put(state.values.get(root), key.slice(dot + 1).split('.')));
}

export function read(expression: Expression, state: State): Shape {
  if (expression.kind === 'name') return state.values.get(expression.name) ?? clean;
  if (expression.kind === 'member') return partOf(read(expression.source, state), expression.name);
  return clean;
}

/** The items of a collection, whichever is meant. */
export function itemOf(shape: Shape): Shape {
  return [...(shape.parts?.values() ?? [])].reduce(either, clean);
}
