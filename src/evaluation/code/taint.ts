/** What is known of a value while code is followed: whether a caller's text is in it, by which way, and in which of its parts. */
import type { SinkKind } from '../../model/code.ts';
import type { Span } from '../../source/span.ts';

interface Step {
  readonly at: Span;
  readonly text: string;
}

/** A caller's text. */
export interface Taint {
  readonly source: Span;
  readonly steps: readonly Step[];
  /** Kinds of sinks that it can do no harm in any more. */
  readonly safeFor: ReadonlySet<SinkKind>;
  /** It is not what the caller sends, but what somebody had stored under what the caller sends. */
  readonly stored?: true;
}

/** A value: tainted as a whole, or in some of its parts. */
export interface Shape {
  readonly whole?: Taint | undefined;
  readonly parts?: ReadonlyMap<string, Shape> | undefined;
}

export const clean: Shape = {};

/** Ways are shown up to this length; their ends matter most. */
const mostSteps = 12;

export function taintOf(shape: Shape | undefined): Taint | undefined {
  if (!shape) return undefined;
  if (shape.whole) return shape.whole;
  for (const part of shape.parts?.values() ?? []) {
    const found = taintOf(part);
    if (found) return found;
  }
  return undefined;
}

export function tainted(taint: Taint): Shape {
  return { whole: taint };
}

/** Names the parts that have no names of their own. */
export const anyPart = '*';

/** What stands under `name`: a part that is known, or the whole. */
export function partOf(shape: Shape | undefined, name: string): Shape {
  if (!shape) return clean;
  const part = shape.parts?.get(name) ?? shape.parts?.get(anyPart);
  if (part) return part;
  return shape.whole ? { whole: shape.whole } : clean;
}

/** The shape with another part in it. */
export function withPart(shape: Shape | undefined, name: string, part: Shape): Shape {
  const parts = new Map(shape?.parts);
  parts.set(name, part);
  return { whole: shape?.whole, parts };
}

export function withStep(taint: Taint, at: Span, text: string): Taint {
  const last = taint.steps.at(-1);
  if (last && last.at.file === at.file && last.at.start === at.start && last.at.end === at.end) return taint;
  return taint.steps.length >= mostSteps ? taint : { ...taint, steps: [...taint.steps, { at, text }] };
}

export function safeFor(shape: Shape, kinds: readonly SinkKind[] | undefined): Shape {
  if (!kinds) return clean;
  const narrow = (one: Shape): Shape => ({
    whole: one.whole && { ...one.whole, safeFor: new Set([...one.whole.safeFor, ...kinds]) },
    parts: one.parts && new Map([...one.parts].map(([name, part]) => [name, narrow(part)])),
  });
  return narrow(shape);
}

/** What a store holds is no path or address that the caller chooses; it harms what reads it as a program. */
const harmlessOnceStored: readonly SinkKind[] = ['path', 'request', 'html', 'nosql', 'redirect', 'log'];

/** What a store answers to whoever asks with the text. */
export function stored(taint: Taint, at: Span): Shape {
  const told = withStep(taint, at, 'is what the answer of the store is looked up by');
  return { whole: { ...told, stored: true, safeFor: new Set([...taint.safeFor, ...harmlessOnceStored]) } };
}

/** Either of two values. */
export function either(a: Shape | undefined, b: Shape | undefined): Shape {
  if (!a || a === clean) return b ?? clean;
  if (!b || b === clean) return a;
  const parts = new Map(a.parts);
  for (const [name, part] of b.parts ?? []) parts.set(name, either(parts.get(name), part));
  // What comes from the caller himself is worse than what he had stored.
  const whole = a.whole?.stored && b.whole ? b.whole : (a.whole ?? b.whole);
  return { whole, ...(parts.size > 0 ? { parts } : {}) };
}
