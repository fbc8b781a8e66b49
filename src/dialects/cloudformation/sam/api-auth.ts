/** What a caller of a SAM API must prove: authorizers, defaults, and what each event says for itself. */
import type { Edit } from '../../../source/edit.ts';
import type { Span } from '../../../source/span.ts';
import { flag, setting, text } from '../../../evaluation/setting.ts';
import { at, entries, scalarText, type Mapping, type Tree } from '../../../evaluation/tree.ts';
import type { Authentication } from '../../../model/endpoint.ts';
import { absent, isOneOf, known, unknown, type Answer, type Slot, type Value } from '../../../model/value.ts';
import type { RouteEvent, SamApiKind } from './route-events.ts';

export interface ApiAuth {
  readonly kind: SamApiKind;
  /** The API's own properties, those of Globals included. */
  readonly properties: Mapping;
  /** Where the API is defined: its logical id, or its part of Globals. */
  readonly head: Span;
  /** By the names that events call them; `AWS_IAM` and `NONE` are always there. */
  readonly authorizers: ReadonlyMap<string, Authentication | 'unknown'>;
  /** What holds for routes that say nothing. */
  readonly default: Value<Authentication>;
  /** Where authentication is written for a route that has none. */
  readonly place: 'api' | 'event';
  /** Does the default guard CORS preflight requests as well? */
  readonly guardsPreflight: boolean;
}

/**
 * `isWritten`: the API has text of its own where a default authorizer can stand. There it belongs, so that it guards all
 * routes; but where routes choose their authorizers one by one, the one that was forgotten is the place to look at.
 */
export function readApiAuth(kind: SamApiKind, properties: Mapping, head: Span, events: readonly RouteEvent[], isWritten: boolean): ApiAuth {
  const auth = properties.entries.get('Auth')?.value;
  const authorizers = new Map<string, Authentication | 'unknown'>([
    ['AWS_IAM', 'iam'],
    ['NONE', 'none'],
  ]);
  for (const [name, { value }] of entries(at(auth, 'Authorizers'))) authorizers.set(name, authorizerKind(value));
  const chosen = events.some(({ event }) => at(event, 'Properties', 'Auth', 'Authorizer') !== undefined);
  return {
    kind,
    properties,
    head,
    authorizers,
    default: defaultOf(properties, head, authorizers),
    place: isWritten && !chosen ? 'api' : 'event',
    // HTTP APIs answer preflight requests themselves, before any authorizer
    // (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html).
    guardsPreflight:
      kind === 'rest' && isOneOf(setting(properties, ['Auth', 'AddDefaultAuthorizerToCorsPreflight'], flag, { default: true }), true) !== 'no',
  };
}

function authorizerKind(authorizer: Tree): Authentication | 'unknown' {
  if (authorizer.kind !== 'mapping') return 'unknown';
  const { entries: settings } = authorizer;
  if (settings.has('UserPoolArn')) return 'cognito';
  if (settings.has('JwtConfiguration') || settings.has('OpenIdConnectUrl')) return 'jwt';
  return settings.has('FunctionArn') ? 'custom' : 'unknown';
}

function defaultOf(properties: Mapping, head: Span, authorizers: ApiAuth['authorizers']): Value<Authentication> {
  const written = setting(properties, ['Auth', 'DefaultAuthorizer'], text, { head });
  if (written.state !== 'absent') return named(written, authorizers);
  // Client certificates are asked for at the API's domain; they guard it where there is no other way in
  // (https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html).
  const certificates = at(properties, 'Domain', 'MutualTlsAuthentication');
  const isOnlyWay = isOneOf(setting(properties, ['DisableExecuteApiEndpoint'], flag), true) === 'yes';
  return certificates && isOnlyWay ? known<Authentication>('mutual-tls', certificates.at) : absent<Authentication>(head, 'none');
}

/** The kind of authorizer that a name stands for. */
function named(name: Value<string>, authorizers: ApiAuth['authorizers']): Value<Authentication> {
  if (name.state === 'unknown') return unknown(name.why, name.at, undefined, undefined, name.via);
  const kind = authorizers.get(name.value ?? '') ?? 'unknown';
  if (kind === 'unknown') return unknown(`it is not known what the authorizer ${name.value} asks for`, name.at, undefined, undefined, name.via);
  return known(kind, name.at, undefined, name.via);
}

/** What a caller must prove to the route of an event. */
export function eventAuthentication(event: RouteEvent, api: ApiAuth): Value<Authentication> {
  const written = setting(event.event, ['Properties', 'Auth', 'Authorizer'], text, { head: event.at });
  const slot: Slot<Authentication> = (to) => askFor(to, api, written);
  if (written.state !== 'absent') return { ...named(written, api.authorizers), slot };
  return inherited(event.method, event.at, api, slot);
}

/** What the API asks for where a route says nothing for itself. */
export function inherited(method: Value<string>, route: Span, api: ApiAuth, slot: Slot<Authentication> | undefined): Value<Authentication> {
  const isPreflight = method.state === 'known' && method.value === 'OPTIONS';
  if (isPreflight && !api.guardsPreflight) return { ...absent<Authentication>(route, 'none'), slot };
  if (api.default.state !== 'absent') return { ...api.default, via: [route, ...api.default.via], slot };
  if (api.place === 'event') return absent(route, 'none', slot);
  return { ...absent<Authentication>(api.head, 'none', slot), via: [route] };
}

/** Asks for an authorizer of one kind, at the event where one is named there or belongs there, else for the whole API. */
function askFor(to: Authentication, api: ApiAuth, event: Value<string>): readonly Edit[] | undefined {
  const name = nameFor(to, api);
  if (name === undefined) return undefined;
  const enable = api.kind === 'http' && name === 'AWS_IAM' ? { EnableIamAuthorizer: true } : {};
  if (event.state !== 'absent' || api.place === 'event') return both(event.slot?.(name), writeAuth(api, enable));
  const keepPreflight = api.kind === 'rest' && api.properties.entries.has('Cors') ? { AddDefaultAuthorizerToCorsPreflight: false } : {};
  return writeAuth(api, { DefaultAuthorizer: name, ...keepPreflight, ...enable });
}

/** The one authorizer of this kind that the API declares. */
function nameFor(to: Authentication, { authorizers }: ApiAuth): string | undefined {
  const names = [...authorizers].filter(([, kind]) => kind === to).map(([name]) => name);
  return names.length === 1 ? names[0] : undefined;
}

/** Writes settings into the API's `Auth`. What its author says about preflight requests stays. */
function writeAuth({ properties }: ApiAuth, settings: Readonly<Record<string, string | boolean>>): readonly Edit[] | undefined {
  const auth = properties.entries.get('Auth')?.value;
  const wanted = Object.entries(settings).filter(([name, value]) => {
    const written = at(auth, name);
    return !written || (name !== 'AddDefaultAuthorizerToCorsPreflight' && scalarText(written) !== String(value));
  });
  if (wanted.length === 0) return [];
  if (!auth) return properties.editor?.put?.('Auth', Object.fromEntries(wanted));
  let edits: readonly Edit[] | undefined = [];
  for (const [name, value] of wanted) {
    const written = at(auth, name);
    edits = both(edits, written ? written.editor?.replace(value) : auth.editor?.put?.(name, value));
  }
  return edits;
}

function both(first: readonly Edit[] | undefined, second: readonly Edit[] | undefined): readonly Edit[] | undefined {
  return first && second && [...first, ...second];
}

/** Is an API key asked for as well? */
export function eventKeyRequired(event: RouteEvent, { properties }: ApiAuth): Value<boolean> {
  const own = setting(event.event, ['Properties', 'Auth', 'ApiKeyRequired'], flag, { head: event.at });
  return own.state === 'absent' ? setting(properties, ['Auth', 'ApiKeyRequired'], flag, { head: event.at, default: false }) : own;
}

const allowLists = ['IpRangeWhitelist', 'SourceVpcWhitelist', 'IntrinsicVpcWhitelist', 'IntrinsicVpceWhitelist', 'AwsAccountWhitelist'];

/** Do SAM's lists of a resource policy let only some networks or accounts through? */
export function resourcePolicy(policy: Tree | undefined): Answer {
  if (!policy) return 'no';
  if (allowLists.some((list) => at(policy, list) !== undefined)) return 'yes';
  return policy.kind !== 'mapping' || policy.partial === true ? 'unknown' : 'no';
}

/** `PRIVATE`, whether it is written as a text or as a type. */
export function endpointType(properties: Mapping): Tree | undefined {
  const written = properties.entries.get('EndpointConfiguration')?.value;
  return scalarText(written) === undefined ? at(written, 'Type') : written;
}
