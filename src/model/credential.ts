/** Credentials that do not expire and that a template makes: access keys of users. */
import type { Link, Noun } from './noun.ts';
import type { Value } from './value.ts';

export interface Credential extends Noun {
  readonly kind: 'credential';
  /** Whose it is. */
  readonly holder: Link;
  /** Can it be used? */
  readonly active: Value<boolean>;
}
