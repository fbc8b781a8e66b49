/** Where the platform's own records of a resource go, and whether there are any: diagnostic settings, log levels of a host. */
import type { Link, Noun } from './noun.ts';
import type { Value } from './value.ts';

export interface Diagnostics extends Noun {
  readonly kind: 'diagnostics';
  /** What is recorded. */
  readonly of: Link;
  /** How a message names it: `the functions`, `vault`. */
  readonly subject: string;
  /** Is anything recorded but figures? */
  readonly logs: Value<boolean>;
}
