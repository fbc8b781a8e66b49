/** Reads the routes out of an OpenAPI definition for Google's API Gateway and Cloud Endpoints. https://cloud.google.com/endpoints/docs/openapi/openapi-extensions (2026-11) */
import type { Edit } from '../../source/edit.ts';
import { at, entries, items, scalarText, type Entry, type Mapping, type Plain, type Tree } from '../../evaluation/tree.ts';
import type { NounLists } from '../../model/application.ts';
import type { Authentication } from '../../model/endpoint.ts';
import type { Link, Noun } from '../../model/noun.ts';
import { absent, known, unknown, type Slot, type Value } from '../../model/value.ts';
import { span, type Span } from '../../source/span.ts';

const methods: Readonly<Record<string, string>> = {
  get: 'GET',
  put: 'PUT',
  post: 'POST',
  delete: 'DELETE',
  options: 'OPTIONS',
  head: 'HEAD',
  patch: 'PATCH',
};

/** Adds the API with its routes; `link` finds what the backend's address means. */
export function addGoogleApi(noun: Noun, definition: Mapping, nouns: NounLists, link: (address: Tree | undefined) => Link): void {
  const paths = at(definition, 'paths');
  const partial = definition.partial === true || (paths?.kind === 'mapping' ? paths.partial === true : paths !== undefined);
  nouns.apis.push({ ...noun, kind: 'api', apiKind: 'rest', reach: known('internet', noun.at), routesPartial: partial });
  nouns.stages.push({
    ...partOf(noun, 'stage'),
    kind: 'stage',
    api: { value: noun.name, to: noun.key },
    apiKind: 'rest',
    // Both write a log of every request by themselves: https://cloud.google.com/api-gateway/docs/monitor-apis
    accessLog: absent<'on' | 'off'>(noun.at, 'on'),
    tracing: unknown<'active' | 'pass-through'>('the platform decides', noun.at),
    throttle: quotaOf(definition, noun.at),
    dataTrace: absent<boolean>(noun.at, false),
  });
  const schemes = schemesOf(definition);
  const shared = at(definition, 'x-google-backend');
  for (const [path, item] of entries(paths)) {
    for (const [name, entry] of entries(item.value)) {
      const method = methods[name.toLowerCase()];
      if (method === undefined || entry.value.kind !== 'mapping') continue;
      addRoute(
        { noun, definition, schemes, nouns },
        path,
        method,
        entry,
        entry.value,
        link(at(entry.value, 'x-google-backend', 'address') ?? at(shared, 'address')),
      );
    }
  }
  addUnlisted(noun, definition, nouns, link(at(shared, 'address')));
}

interface ApiReading {
  readonly noun: Noun;
  readonly definition: Mapping;
  readonly schemes: ReadonlyMap<string, SchemeKind>;
  readonly nouns: NounLists;
}

function addRoute(api: ApiReading, path: string, method: string, entry: Entry, operation: Mapping, target: Link): void {
  const asked = requirementsOf(operation, api.definition);
  api.nouns.endpoints.push({
    ...partOf(api.noun, `${method} ${path}`, entry.key, span(entry.key.file, entry.key.start, Math.max(entry.key.end, operation.at.end))),
    label: `${method} ${path}`,
    kind: 'endpoint',
    api: { value: api.noun.name, to: api.noun.key },
    apiKind: 'rest',
    method: known(method, entry.key),
    path: known(path, entry.key),
    authentication: authenticationOf(asked, operation, entry.key, api.schemes),
    keyRequired: keyOf(asked, entry.key, api.schemes),
    target,
    purpose: method === 'OPTIONS' ? 'preflight' : 'route',
    origins: [],
    restricted: 'no',
  });
}

/** `x-google-allow: all` lets requests through that the definition does not name: https://cloud.google.com/endpoints/docs/openapi/openapi-extensions#x-google-allow */
function addUnlisted(noun: Noun, definition: Mapping, nouns: NounLists, target: Link): void {
  const allow = at(definition, 'x-google-allow');
  if (!allow || scalarText(allow) !== 'all') return;
  nouns.endpoints.push({
    ...partOf(noun, 'unlisted', allow.at),
    label: 'ANY /*',
    kind: 'endpoint',
    api: { value: noun.name, to: noun.key },
    apiKind: 'rest',
    method: known('ANY', allow.at),
    path: known('/{path that is not listed}', allow.at),
    authentication: known<Authentication>('none', allow.at),
    keyRequired: absent(allow.at, false),
    target,
    purpose: 'route',
    origins: [],
    restricted: 'no',
  });
}

function partOf(noun: Noun, part: string, head: Span = noun.at, body: Span = noun.body): Noun {
  return { ...noun, key: `${noun.key}/${part}`, address: `${noun.address}/${part}`, name: absent(head), at: head, body };
}

/** Requests a minute, for callers with a key. https://cloud.google.com/api-gateway/docs/quotas-configure */
function quotaOf(definition: Mapping, head: Span): Value<number> {
  const limits = at(definition, 'x-google-management', 'quota', 'limits') ?? at(definition, 'x-google-api-management', 'quota');
  if (!limits) return definition.partial ? unknown('part of its definition cannot be read', head) : absent(head);
  return known(1, limits.at);
}

type SchemeKind = 'key' | 'jwt' | 'unknown';

/** https://cloud.google.com/api-gateway/docs/authenticating-users-jwt: an issuer makes it a check of tokens. */
function schemesOf(definition: Mapping): ReadonlyMap<string, SchemeKind> {
  const written = at(definition, 'securityDefinitions') ?? at(definition, 'components', 'securitySchemes');
  return new Map(entries(written).map(([name, { value }]) => [name, schemeKind(value)]));
}

function schemeKind(scheme: Tree): SchemeKind {
  if (scalarText(at(scheme, 'type')) === 'apiKey' && !at(scheme, 'x-google-issuer')) return 'key';
  return (at(scheme, 'x-google-issuer') ?? at(scheme, 'x-google-auth') ?? at(scheme, 'x-google-jwks_uri')) ? 'jwt' : 'unknown';
}

/** What an operation asks for, or else the whole definition: a list of ways in, each a list of schemes. */
interface Asked {
  readonly place: Tree | undefined;
  /** Undefined where it cannot be read. */
  readonly ways: readonly (readonly string[])[] | undefined;
}

function requirementsOf(operation: Mapping, definition: Mapping): Asked {
  const place = at(operation, 'security') ?? at(definition, 'security');
  if (!place) return { place, ways: operation.partial || definition.partial ? undefined : [] };
  if (place.kind !== 'sequence' || place.partial) return { place, ways: undefined };
  return { place, ways: place.items.map((item) => entries(item).map(([name]) => name)) };
}

function authenticationOf({ place, ways }: Asked, operation: Mapping, head: Span, schemes: ReadonlyMap<string, SchemeKind>): Value<Authentication> {
  const slot: Slot<Authentication> = (to) => requireScheme(operation, to, schemes);
  if (!ways) return unknown('what it asks for cannot be read', place?.at ?? head, undefined, slot);
  if (!place) return absent<Authentication>(head, 'none', slot);
  const kinds = ways.map((way) => way.map((name) => schemes.get(name) ?? 'unknown'));
  const isOpen = ways.length === 0 || kinds.some((way) => way.every((kind) => kind === 'key'));
  if (isOpen) return known<Authentication>('none', place.at, slot, place.via);
  if (kinds.every((way) => way.includes('jwt'))) return known<Authentication>('jwt', place.at, slot, place.via);
  return unknown('it is not known what the gateway makes of its security scheme', place.at, undefined, slot, place.via);
}

function keyOf({ place, ways }: Asked, head: Span, schemes: ReadonlyMap<string, SchemeKind>): Value<boolean> {
  if (!place || !ways) return ways ? absent(head, false) : unknown('what it asks for cannot be read', head);
  const asks = ways.length > 0 && ways.every((way) => way.some((name) => schemes.get(name) === 'key'));
  return asks ? known(true, place.at, undefined, place.via) : absent(head, false);
}

/** Asks for the one scheme that checks tokens. */
function requireScheme(operation: Mapping, to: Authentication, schemes: ReadonlyMap<string, SchemeKind>): readonly Edit[] | undefined {
  const names = [...schemes].filter(([, kind]) => kind === to).map(([name]) => name);
  const [name] = names;
  if (name === undefined || names.length > 1) return undefined;
  const requirement: Plain = { [name]: [] };
  const own = at(operation, 'security');
  if (!own) return operation.editor?.put?.('security', [requirement]);
  const [first] = items(own);
  // A key is asked for beside the token, not instead of it.
  const isKeyOnly = items(own).length === 1 && first?.kind === 'mapping' && first.entries.size > 0;
  return isKeyOnly ? first.editor?.put?.(name, []) : own.editor?.replace([requirement]);
}
