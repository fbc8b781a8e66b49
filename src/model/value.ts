/** A setting in three states: written and known, written but not knowable here, or left out. Always with a place. */
import type { Edit } from '../source/edit.ts';
import type { Span } from '../source/span.ts';

/**
 * Where a setting can be changed: gives the edits that make it `to`, in the file's own style.
 * Undefined when this text cannot say it.
 */
export type Slot<T> = Writer<T>['write'];

/** Written as a method so that a slot for one word is a slot for a choice of words: `known('allow', …)` is a `Value<'allow' | 'deny'>`. */
interface Writer<T> {
  write(to: T): readonly Edit[] | undefined;
}

interface Placed<T> {
  /** The text that decides: the literal, wherever it is written; for an absent setting the owner's head. */
  readonly at: Span;
  /** The places that use the text, the owner's own first; empty when `at` is the owner's own. */
  readonly via: readonly Span[];
  readonly slot?: Slot<T> | undefined;
}

/** Somebody wrote it, and it is this. */
export interface Known<T> extends Placed<T> {
  readonly state: 'known';
  readonly value: T;
}

/** An expression that cannot be worked out here: a parameter without default, a remote module, an import. */
export interface Unknown<T> extends Placed<T> {
  readonly state: 'unknown';
  /** Ends the sentence "cannot be known because …". */
  readonly why: string;
  /** What is known of its text, for texts that are known in part. */
  readonly pattern?: Pattern | undefined;
}

/** Nobody wrote it; `value` is the platform's documented default, where it has one. */
export interface Absent<T> extends Placed<T> {
  readonly state: 'absent';
  readonly value?: T | undefined;
}

export type Value<T> = Known<T> | Unknown<T> | Absent<T>;

/** A setting of any kind, for those who ask only where it stands and what it refers to. */
export interface AnyValue {
  readonly state: Value<unknown>['state'];
  readonly at: Span;
  readonly via: readonly Span[];
  readonly pattern?: Pattern | undefined;
}

/** A text known in part: literals, and holes that stand for references or for what cannot be known. */
export type Pattern = readonly (string | Hole)[];

/** What stands in the hole of a pattern. */
export interface Hole {
  /** The resource that is named there: its address in the same unit, and the attribute that is read, if any. */
  readonly reference?: Reference | undefined;
}

/** A resource and an attribute of it: `{ address: 'Table', attribute: 'Arn' }`, `{ address: 'aws_s3_bucket.in', attribute: 'arn' }`. */
export interface Reference {
  readonly address: string;
  readonly attribute?: string | undefined;
}

export type Answer = 'yes' | 'no' | 'unknown';

/** The value that takes effect: what is written, or the default of what is not; undefined when that is not known. */
export function effective<T>(setting: Value<T>): T | undefined {
  return setting.state === 'unknown' ? undefined : setting.value;
}

/** Does the setting take effect as one of `wanted`? A setting that is left out counts as its default. */
export function isOneOf<T>(setting: Value<T>, ...wanted: readonly NoInfer<T>[]): Answer {
  const value = effective(setting);
  if (value === undefined) return setting.state === 'absent' ? 'no' : 'unknown';
  return wanted.includes(value) ? 'yes' : 'no';
}

/** Is the setting written at all, knowable or not? */
export function isWritten<T>(setting: Value<T>): boolean {
  return setting.state !== 'absent';
}

/** The known text, or the pattern of a text known in part with `hole` for each hole; undefined when nothing is known. */
export function textOf(setting: Value<string>, hole = '\u{1}'): string | undefined {
  if (setting.state !== 'unknown') return setting.value;
  return setting.pattern?.map((part) => (typeof part === 'string' ? part : hole)).join('');
}

/** The resources that the setting's text refers to. */
export function referencesOf(setting: AnyValue): readonly Reference[] {
  if (!setting.pattern) return [];
  return setting.pattern.flatMap((part) => (typeof part === 'string' || !part.reference ? [] : [part.reference]));
}

/** For what is decided where it is used: no steps on the way. */
const direct: readonly Span[] = [];

export function known<T>(value: T, at: Span, slot?: Slot<T>, via = direct): Known<T> {
  return { state: 'known', value, at, via, slot };
}

export function unknown<T>(why: string, at: Span, pattern?: Pattern, slot?: Slot<T>, via = direct): Unknown<T> {
  return { state: 'unknown', why, at, via, pattern, slot };
}

export function absent<T>(at: Span, value?: T, slot?: Slot<T>, via = direct): Absent<T> {
  return { state: 'absent', value, at, via, slot };
}

/** The same setting seen through `change`; undefined from `change` makes it unknown. The slot is lost unless `back` restores it. */
export function mapValue<A, B>(setting: Value<A>, change: (value: A) => B | undefined, back?: (value: B) => A | undefined): Value<B> {
  const { at, via, slot } = setting;
  const turned: Slot<B> | undefined =
    slot && back
      ? (to) => {
          const original = back(to);
          return original === undefined ? undefined : slot(original);
        }
      : undefined;
  if (setting.state === 'unknown') return unknown(setting.why, at, setting.pattern, turned, via);
  if (setting.state === 'absent') return absent(at, setting.value === undefined ? undefined : change(setting.value), turned, via);
  const value = change(setting.value);
  return value === undefined ? unknown('its value is not one of the known ones', at, undefined, turned, via) : known(value, at, turned, via);
}
