/** Who decides that a caller is who he says: authorizers of APIs, directories of users, and what guests may do. */
import type { Link, Noun } from './noun.ts';
import type { Value } from './value.ts';

/** Code that judges requests for an API. */
export interface Authorizer extends Noun {
  readonly kind: 'authorizer';
  /** What of a request tells callers apart, as the gateway names it: `method.request.header.Authorization`. */
  readonly identitySources: readonly Value<string>[];
  readonly identitySourcesPartial: boolean;
  /** For how long an answer holds for whoever sends the same. */
  readonly cacheSeconds: Value<number>;
}

/** Credentials of the cloud for people who have not signed in. */
export interface GuestAccess extends Noun {
  readonly kind: 'guest-access';
  readonly allowed: Value<boolean>;
  readonly role: Link;
}

/** A program through which people sign in to a directory. */
export interface SignInClient extends Noun {
  readonly kind: 'sign-in-client';
  /** What everybody may change about himself through it. */
  readonly writable: readonly Value<string>[];
  /** The ways of OAuth in which it gets tokens, in the words of the standard: `implicit`, `code`. None where OAuth is not in use. */
  readonly flows: readonly Value<string>[];
}

/** People, and how they prove who they are. */
export interface Directory extends Noun {
  readonly kind: 'directory';
  readonly shortestPassword: Value<number>;
  readonly secondFactor: Value<'off' | 'optional' | 'required'>;
}
