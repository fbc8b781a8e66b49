/** Code that a cloud runs on demand: Lambda, Azure Functions, Cloud Functions and Cloud Run services. */
import type { Span } from '../source/span.ts';
import type { Link, Noun } from './noun.ts';
import type { Additions } from './safeguards.ts';
import type { Value } from './value.ts';

export interface ServerlessFunction extends Noun {
  readonly kind: 'function';
  /** The platform's identifier: `python3.13`, `nodejs22.x`; absent for container images. */
  readonly runtime: Value<string>;
  readonly packaging: Value<'zip' | 'image'>;
  /** Where a cloud cares for the same runtimes by another calendar: on which of its platforms it runs. */
  readonly platform?: 'app-engine' | undefined;
  readonly handler: Value<string>;
  /** The folder or file of its code, relative to the root of the repository (which is empty), where it is in the repository. */
  readonly codeRoot?: string | undefined;
  /** Code that stands in the template itself. */
  readonly inlineCode?: Value<string> | undefined;
  readonly environment: readonly Variable[];
  /** Part of the environment could not be read. */
  readonly environmentPartial: boolean;
  /** The customer's key for the environment. */
  readonly environmentKey: Value<string>;
  readonly tracing: Value<'active' | 'pass-through'>;
  readonly identity: Link;
  readonly reservedConcurrency: Value<number>;
  /** Where failed asynchronous events go: a dead-letter queue or an on-failure destination. */
  readonly failureTarget: Value<string>;
  readonly layers: readonly Value<string>[];
  /** The configuration that admits signed code only. */
  readonly codeSigning: Value<string>;
  readonly logGroup?: Link | undefined;
  /** From where it can be reached, before anybody is asked who they are. Undefined where the platform has no such setting. */
  readonly ingress?: Value<'all' | 'internal' | 'gateway'> | undefined;
  /** Does a proxy of the platform ask callers who they are, on every way in? Undefined where the platform has none. */
  readonly identityProxy?: Value<boolean> | undefined;
  /** The image that it runs, where it is named. */
  readonly image?: Value<string> | undefined;
  /** Ways to add what it lacks. */
  readonly additions?: Additions | undefined;
  /** Does the platform ask everybody to sign in before a call reaches the code? Undefined where it never does. */
  readonly signIn?: Value<boolean> | undefined;
}

/** A runtime that code is made for where no function says so itself: the base image of a Dockerfile, `firebase.json`. */
export interface RuntimeUse extends Noun {
  readonly kind: 'runtime-use';
  /** The platform's identifier, as functions have it. */
  readonly runtime: Value<string>;
  readonly platform?: 'app-engine' | undefined;
}

/** A name and a value handed to a function, a container or a build. */
export interface Variable {
  readonly name: string;
  readonly value: Value<string>;
  /** The place of the name. */
  readonly at: Span;
  /** The store of which it holds a key, where the platform would let the function in by who it is. */
  readonly keyOf?: Link | undefined;
}
