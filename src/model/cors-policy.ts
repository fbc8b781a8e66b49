/** Which pages may call from a browser, where an app says it for whatever functions it holds. */
import type { Link, Noun } from './noun.ts';
import type { Value } from './value.ts';

export interface CorsPolicy extends Noun {
  readonly kind: 'cors-policy';
  /** The app, the distribution or the store. */
  readonly of: Link;
  /** A slot takes `chosenOrigin` for one that is said at deployment. */
  readonly origins: readonly Value<string>[];
  /** What is kept is written through it, with addresses that somebody has signed. */
  readonly isStore?: true;
}
