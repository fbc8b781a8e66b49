/** Ways in from a network: APIs, their routes, and the places where TLS ends. */
import type { Link, Noun } from './noun.ts';
import type { Value } from './value.ts';
import type { Span } from '../source/span.ts';

export type ApiKind = 'rest' | 'http' | 'websocket' | 'graphql' | 'function-url' | 'load-balancer';

/** One API with what holds for all its routes. */
export interface Api extends Noun {
  readonly kind: 'api';
  readonly apiKind: ApiKind;
  /** `private`: only from a private network. */
  readonly reach: Value<'internet' | 'private'>;
  /** Some of its routes are written where they cannot be read. */
  readonly routesPartial: boolean;
  /** Load balancers: the functions and gateways that requests are handed to. */
  readonly fronts?: readonly Link[] | undefined;
  /** Load balancers: does a proxy ask callers who they are before anything behind it is reached? */
  readonly identityProxy?: Value<boolean> | undefined;
}

/** A deployed stage of an API: logging, tracing, throttling. An API without one written has its dialect's implied one. */
export interface Stage extends Noun {
  readonly kind: 'stage';
  readonly api: Link;
  readonly apiKind: ApiKind;
  /** Where access logs go; absent means that none are written. The slot takes 'on' and adds what is needed. */
  readonly accessLog: Value<'on' | 'off'>;
  readonly tracing: Value<'active' | 'pass-through'>;
  /** Requests a second that all routes together may have; absent means the account's default. */
  readonly throttle: Value<number>;
  /** Where settings for all of its methods stand, apart from it. */
  readonly methodSettings?: Span | undefined;
  /** The name under which somebody meant to set it, and that no stage has. The slot takes the right one. */
  readonly misnamedThrottle?: Value<string> | undefined;
  /** Whole requests and responses are written to the log. */
  readonly dataTrace: Value<boolean>;
  /** What is written to the access log for each request. */
  readonly logFormat?: Value<string> | undefined;
}

export type Authentication = 'none' | 'iam' | 'jwt' | 'cognito' | 'custom' | 'key' | 'mutual-tls';

/** One route: a method and a path, or the whole of a function URL. */
export interface Endpoint extends Noun {
  readonly kind: 'endpoint';
  readonly api: Link;
  readonly apiKind: ApiKind;
  /** Upper case; `ANY` for all. */
  readonly method: Value<string>;
  readonly path: Value<string>;
  /** What a caller must prove, after everything that is inherited. The slot takes 'iam', and what the API already declares. */
  readonly authentication: Value<Authentication>;
  /**
   * Does the gateway check what comes in before anybody is called? Known to be false: it is told what a request looks like,
   * and does not look. Undefined where the gateway cannot. The slot takes true.
   */
  readonly validated?: Value<boolean> | undefined;
  /** An API key is asked for as well. */
  readonly keyRequired: Value<boolean>;
  /** Who answers: a function, or the gateway itself. */
  readonly target: Link;
  /** `preflight`: answers CORS questions only. `mock`: the gateway answers with fixed text. */
  readonly purpose: 'route' | 'preflight' | 'mock';
  /** The origins that a browser may call from. A slot takes `chosenOrigin` for one that is said at deployment. */
  readonly origins: readonly Value<string>[];
  /** What else browsers are told; undefined where the API's own settings do not say it. */
  readonly cors?: Cors | undefined;
  /** Something in front lets only the network of the customer, or a resource policy, through. */
  readonly restricted: 'yes' | 'no' | 'unknown';
}

/** What a browser may send along from the origins that are allowed. */
export interface Cors {
  /** Cookies and the like. */
  readonly credentials: Value<boolean>;
  readonly headers: readonly Value<string>[];
}

/** Stands in a text that a slot writes for an origin that whoever deploys hands in: a parameter, a variable. */
export const chosenOrigin = '{origin}';

/** A place where TLS ends: a custom domain, a CDN's viewer side, a load balancer's listener. */
export interface Listener extends Noun {
  readonly kind: 'listener';
  readonly listenerKind: 'domain' | 'cdn' | 'load-balancer' | 'app';
  readonly transport: Transport;
  /** What a CDN stands in front of; those that it proves itself to, by a header or a signature, are left out. */
  readonly origins?: readonly Link[] | undefined;
  /** How a CDN asks those that it stands in front of, where that is written. */
  readonly fetches?: readonly Fetch[] | undefined;
  /** The name under which somebody meant to set the oldest version of TLS, and that it does not have. The slot takes the right one. */
  readonly misnamedPolicy?: Value<string> | undefined;
}

/** One way from a CDN to what it stands in front of. */
interface Fetch {
  readonly host: Value<string>;
  /** `allowed`: always in clear text. */
  readonly plaintext: Value<'allowed' | 'refused'>;
}

export type TlsVersion = '1.0' | '1.1' | '1.2' | '1.3';

/** How the way to a listener or a store is protected. */
export interface Transport {
  /** What happens to a client that speaks clear text. */
  readonly plaintext: Value<'allowed' | 'redirected' | 'refused'>;
  /** The oldest version that is accepted. */
  readonly oldestTls: Value<TlsVersion>;
}
