/** Connections that a script opens with a client whose settings it chooses. */
import type { Declared } from './noun.ts';
import type { Value } from './value.ts';

export interface Connection extends Declared {
  readonly kind: 'connection';
  /** Does the client check who answers? The slot restores it. */
  readonly verified: Value<boolean>;
  /** The option or the variable that decides, as it is written: `-k`. */
  readonly setting: string;
}
