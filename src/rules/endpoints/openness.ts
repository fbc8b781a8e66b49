/** Routes that anybody must be able to call, and how routes are put together for a report. */
import type { Application } from '../../model/application.ts';
import { chosenOrigin, type Api, type Authentication, type Endpoint } from '../../model/endpoint.ts';
import type { Noun } from '../../model/noun.ts';
import { effective, isOneOf, textOf, type Value } from '../../model/value.ts';
import { contains, type Span } from '../../source/span.ts';
import { set, type Fix } from '../rule.ts';
import { admitsAll, knownOrigin } from './origins.ts';

/** Who has a reason to call a route without saying who he is. */
export type Audience = 'callers' | 'everybody' | 'provider';

/** Signs of life, and what browsers and crawlers ask for. */
const signs =
  /^(health(z|check|[-_]check)?|ping|status|ready|readyz|readiness|live|livez|liveness|heartbeat|version|favicon\.ico|robots\.txt|sitemap\.xml)$/i;

/** The ways to an account and to a token in the first place, which nobody can guard with one. */
const entrances =
  /^(log-?in|log-?out|sign-?in|sign-?up|sign-?out|register|registration|callback|authorize|authenticate|forgot-?password|reset-?password|password-?reset|verify-?email|confirm-?(email|signup|account)|refresh-?token)$/i;

/** What begins with these is made to be open. */
const openAreas =
  /^(auth|oauth2?|sso|saml|oidc|token|tokens|refresh|verify|confirm|otp|mfa|jwks(\.json)?|docs?|openapi(\.json|\.ya?ml)?|swagger(\.json|\.ya?ml|-ui)?|redoc)$/i;

/** So is everything below these. */
const openFolders = /^(public|assets|static|\.well-known)$/i;

const providers =
  /^(web-?hooks?|hooks?|stripe|github|gitlab|slack|twilio|telegram|whatsapp|messenger|shopify|paypal|sendgrid|mailgun|alexa|dialogflow|discord|ipn)$/i;

/** For whom a route is, by its path and method. */
export function audienceOf({ path, method, apiKind }: Pick<Endpoint, 'path' | 'method' | 'apiKind'>): Audience {
  const text = textOf(path, '{}') ?? '{}';
  const words = text.split(/[/\s?]+/).filter((word) => word !== '' && !/^(v\d+|api|\$default)$/i.test(word));
  if (words.some((word) => providers.test(word))) return 'provider';
  if (openFolders.test(words[0] ?? '')) return 'everybody';
  if (words.some((word) => word.includes('{') || word.startsWith(':'))) return 'callers';
  const [first = ''] = words;
  const last = words.at(-1) ?? '';
  if (words.length <= 3 && words.length > 0 && (openAreas.test(first) || entrances.test(last) || (words.length === 1 && signs.test(last))))
    return 'everybody';
  if (/^(health(z|check)?|ping)$/i.test(last)) return 'everybody';
  const isLanding = text === '/' && apiKind !== 'graphql' && isOneOf(method, 'GET', 'HEAD') === 'yes';
  return isLanding ? 'everybody' : 'callers';
}

/** Routes that the internet can reach and that answer with something of the application. */
export function openRoutes(application: Application): readonly Endpoint[] {
  const reach = new Map(application.apis.map((api) => [api.key, effective(api.reach)]));
  return application.endpoints.filter((endpoint) => {
    if (endpoint.apiKind === 'function-url') return false;
    if (endpoint.purpose !== 'route' || endpoint.restricted !== 'no' || isOneOf(endpoint.method, 'OPTIONS') === 'yes') return false;
    // Who may connect is asked once, when the connection is made.
    if (endpoint.apiKind === 'websocket' && isOneOf(endpoint.path, '$connect') !== 'yes') return false;
    return endpoint.api.to === undefined || reach.get(endpoint.api.to) !== 'private';
  });
}

/** Where the code behind a route looks at who calls it. */
export function checkBehind({ target, body }: Endpoint, { code }: Application): Span | undefined {
  return code.callerCheckOf(target.to, body);
}

export interface RouteGroup {
  /** What the report is about: the API where the text that decides is the API's own, else the route. */
  readonly subject: Noun;
  readonly first: Endpoint;
  /** The first included. */
  readonly routes: readonly Endpoint[];
  /** One route for each text that would have to be changed. */
  readonly leaders: readonly Endpoint[];
}

/** So many open routes of an API that guards none are one decision about the API. */
const many = 4;

/** Routes whose openness comes from the same text are one finding, and so are all routes of an API that asks nobody. */
export function groupRoutes(routes: readonly Endpoint[], application: Application): readonly RouteGroup[] {
  const groups = byText(routes, application);
  const apis = new Set(application.apis.map(({ key }) => key));
  const together = new Map<string, RouteGroup[]>();
  for (const group of groups) {
    const { api, authentication } = group.first;
    if (api.to === undefined || apis.has(group.subject.key)) continue;
    const key = `${api.to} ${authentication.at.file.path}`;
    together.set(key, [...(together.get(key) ?? []), group]);
  }
  const merged = new Map<RouteGroup, RouteGroup | undefined>();
  for (const [first, ...others] of together.values()) {
    const api = application.apis.find(({ key }) => key === first?.first.api.to);
    if (!first || !api || others.length + 1 < many || guardsAny(api, application)) continue;
    const all = [first, ...others];
    merged.set(first, { subject: api, first: first.first, routes: all.flatMap((group) => group.routes), leaders: all.map((group) => group.first) });
    for (const other of others) merged.set(other, undefined);
  }
  return groups.flatMap((group) => (merged.has(group) ? (merged.get(group) ?? []) : [group]));
}

/** Is any route of the API guarded, or may it be? */
function guardsAny({ key, routesPartial }: Api, { endpoints }: Application): boolean {
  return routesPartial || endpoints.some(({ api, authentication }) => api.to === key && isOneOf(authentication, 'none', 'key') !== 'yes');
}

function byText(routes: readonly Endpoint[], { apis }: Application): readonly RouteGroup[] {
  const groups = new Map<string, RouteGroup & { routes: Endpoint[] }>();
  for (const route of routes) {
    const { at } = route.authentication;
    const key = `${at.file.path}:${at.start}:${at.end}`;
    const group = groups.get(key);
    if (group) group.routes.push(route);
    else groups.set(key, { subject: subjectOf(route, apis), first: route, routes: [route], leaders: [route] });
  }
  return [...groups.values()];
}

function subjectOf(route: Endpoint, apis: readonly Api[]): Noun {
  const { at } = route.authentication;
  if (contains(route.body, at)) return route;
  return apis.find((api) => api.key === route.api.to || contains(api.body, at)) ?? route;
}

/** The routes of a group by their names, each once. */
export function routeNames({ routes }: RouteGroup): readonly string[] {
  return [...new Set(routes.map(routeName))];
}

/** `POST /orders`, `$connect`. */
export function routeName({ method, path, label }: Endpoint): string {
  const [verb, where] = [textOf(method, '…'), textOf(path, '…')];
  if (where === undefined) return label;
  return verb === undefined || verb === '' || where.startsWith('$') ? where : `${verb} ${where}`;
}

/** What the API's other routes ask for, then IAM. Routes that share a text are mostly changed by changing the first. */
export function authorizerFixes(group: RouteGroup, application: Application): readonly Fix[] {
  const { endpoints } = application;
  const { first } = group;
  const siblings = endpoints.filter(({ api, apiKind }) => apiKind === first.apiKind && (api.to === undefined || api.to === first.api.to));
  const used = siblings.flatMap(({ authentication }) => reusable.filter((kind) => isOneOf(authentication, kind) === 'yes'));
  const kinds = [...new Set<Authentication>([...used, ...(first.apiKind === 'graphql' ? [] : reusable), 'iam', 'key'])];
  const extents = group.leaders.length > 1 ? [group.leaders] : group.routes.length > 1 ? [[first], group.routes] : [[first]];
  const plain = kinds.flatMap((kind) =>
    extents.map((routes) => ({
      title: titles[kind] ?? 'ask for credentials',
      risk: 'review' as const,
      check: checks[kind] ?? 'callers must send credentials from then on',
      // Whose pages may call matters once callers send credentials.
      leaves: [kind === 'key' ? 'endpoints/key-only-endpoint' : 'endpoints/any-origin'],
      changes: routes.map((route) => set(route.authentication, kind)),
    })),
  );
  const origins = openOrigins(group, application);
  if (origins.length === 0) return plain;
  // Asking for credentials is half of it then: whose pages may call must be said with it, or it must be told that it is not.
  const to = knownOrigin(application) ?? chosenOrigin;
  const whole = plain.map((fix) => ({
    ...fix,
    title: `${fix.title}, and name the origin of the pages that call`,
    check: `${fix.check}; pages of other origins can no longer call it`,
    changes: [...fix.changes, ...origins.map((origin) => set(origin, to))],
  }));
  return [...whole, ...plain.map((fix) => ({ ...fix, check: `${fix.check}; pages of any site may still call it, so name their origins as well` }))];
}

/** What lets pages of any site call these routes, or others of the same paths. */
function openOrigins({ routes }: RouteGroup, { endpoints }: Application): readonly Value<string>[] {
  const paths = new Set(routes.map((route) => `${route.api.to} ${textOf(route.path)}`));
  const concerned = endpoints.filter((route) => paths.has(`${route.api.to} ${textOf(route.path)}`));
  const open = concerned.flatMap(({ origins }) =>
    origins.filter(admitsAll).map((origin) => [`${origin.at.file.path}:${origin.at.start}`, origin] as const),
  );
  return [...new Map(open).values()];
}

/** What an API may have declared an authorizer for. */
const reusable: readonly Authentication[] = ['jwt', 'cognito', 'custom'];

const titles: Partial<Record<Authentication, string>> = {
  jwt: 'use the JWT authorizer of the API',
  cognito: 'use the user pool authorizer of the API',
  custom: 'use the custom authorizer of the API',
  iam: 'ask for signed requests (IAM)',
  key: 'ask for the key of a subscription',
};

const checks: Partial<Record<Authentication, string>> = {
  jwt: 'callers must send a token of this issuer from then on',
  cognito: 'callers must send a token of this user pool from then on',
  custom: 'check that the authorizer knows these routes; callers must send what it asks for from then on',
  key: 'callers must send the key of their subscription from then on; whoever has one may call, so let a policy check tokens as well',
  iam: 'callers must sign their requests (SigV4) from then on; for people in a browser, declare a JWT or user pool authorizer instead',
};
