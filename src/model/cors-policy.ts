/** Which pages may call from a browser, where an app says it for whatever functions it holds, a store or a distribution. */
import type { Link, Noun } from './noun.ts';
import type { Value } from './value.ts';

export interface CorsPolicy extends Noun {
  readonly kind: 'cors-policy';
  /** The app, the distribution or the store. */
  readonly of: Link;
  /** A slot takes `chosenOrigin` for one that is said at deployment. */
  readonly origins: readonly Value<string>[];
  /** Where a store says it: what pages may do there, with addresses that somebody has signed. */
  readonly methods?: readonly Value<string>[];
  /** Where a distribution says it: what pages may send beside their request. */
  readonly headers?: readonly Value<string>[];
}
