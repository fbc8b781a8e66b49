/** What the own rules of a store let clients do that speak to it themselves: Firestore, Cloud Storage, the Realtime Database. */
import type { Noun } from './noun.ts';
import type { Value } from './value.ts';

/**
 * `anybody`: whoever asks. `for-now`: whoever asks, up to a date. `signed-in`: whoever has an account of the application.
 * `some`: nobody, or those who meet a condition that looks further.
 */
export type Callers = 'anybody' | 'for-now' | 'signed-in' | 'some';

export interface AccessRule extends Noun {
  readonly kind: 'access-rule';
  /** `Firestore`, `Cloud Storage`. */
  readonly service: string;
  /** What it is about, as messages name it: `orders`; undefined for all that the store holds. */
  readonly collection: string | undefined;
  readonly reads: boolean;
  /** `add`: new things only. `change`: also what is there. */
  readonly writes: 'no' | 'add' | 'change';
  /** Who meets it. The slot takes `signed-in`, and `some` for nobody. */
  readonly callers: Value<Callers>;
  /** ISO date up to which it holds, where there is one. */
  readonly until?: string | undefined;
}
