/** The routes of SAM's APIs: what events and definitions make up together. */
import { asValue, choice, flag, setting } from '../../../evaluation/setting.ts';
import { at, scalarText, type Tree } from '../../../evaluation/tree.ts';
import type { Endpoint } from '../../../model/endpoint.ts';
import { absent, effective, isOneOf, known, unknown, type Answer, type Value } from '../../../model/value.ts';
import type { OpenApiRoute } from '../../openapi/routes.ts';
import { restrictedBy } from '../../../evaluation/network-restriction.ts';
import { behindDomain } from '../aws/domains.ts';
import { ownLink } from '../aws/triggers.ts';
import { grantOf, statementsOf } from '../policies.ts';
import { nounOf, partOf } from '../resource-noun.ts';
import type { Reading } from '../template.ts';
import { endpointType, eventAuthentication, eventKeyRequired, inherited, resourcePolicy } from './api-auth.ts';
import { readApis, type SamApi } from './apis.ts';
import { readAuthorizers } from './authorizers.ts';
import { corsOfApi } from './cors.ts';
import type { RouteEvent } from './route-events.ts';
import type { SamTemplate } from './sam-template.ts';
import { eventValidation } from './validation.ts';
import { readApiStage } from './stages.ts';

/** Reads every API of the template with its stage and routes; once, whichever resource of SAM's asks first. */
export function readApiRoutes(template: SamTemplate): void {
  if (!template.takeTurn('apis')) return;
  const { reading } = template;
  for (const api of readApis(template)) {
    const { resource, definition, kind } = api;
    const routesPartial = definition === 'unreadable' || definition?.partial === true || resource.properties.partial === true;
    reading.nouns.apis.push({ ...nounOf(resource, reading, ['Name']), kind: 'api', apiKind: kind, reach: reachOf(api), routesPartial });
    reading.nouns.endpoints.push(...endpointsOf(api, reading));
    readApiStage(api, template);
    readAuthorizers(api, reading);
    for (const policy of policiesOf(api)) {
      reading.nouns.grants.push(grantOf(partOf(resource, reading, 'Policy', policy.at), 'api', ownLink(resource, reading), policy, reading));
    }
  }
  for (const event of template.routeEvents.get('') ?? []) reading.nouns.endpoints.push(foreignEndpoint(event, reading));
}

const reach = choice({ PRIVATE: 'private', REGIONAL: 'internet', EDGE: 'internet' });

function reachOf({ kind, resource }: SamApi): Value<'internet' | 'private'> {
  const type = kind === 'rest' ? endpointType(resource.properties) : undefined;
  return type ? asValue(type, reach) : absent<'internet' | 'private'>(resource.at, 'internet');
}

function endpointsOf(api: SamApi, reading: Reading): readonly Endpoint[] {
  const { definition, events, kind } = api;
  const { properties } = api.resource;
  const shared: Shared = {
    api: ownLink(api.resource, reading),
    apiKind: kind,
    ...corsOfApi(api, reading),
    restricted: apiRestriction(api, reading),
  };
  const fromEvent = (event: RouteEvent): Endpoint => eventEndpoint(event, api, shared, reading);
  if (definition === undefined) return events.map(fromEvent);
  if (definition === 'unreadable') {
    return events.map((event) => ({ ...fromEvent(event), authentication: unknown('the definition of its API is not in the repository', event.at) }));
  }
  // Of a REST API with a definition, SAM takes the routes from there alone, unless it is told to merge the two.
  const merges = kind === 'http' ? properties.entries.has('DefinitionBody') : scalarText(at(properties, 'MergeDefinitions')) === 'true';
  const overriding = events.filter((event) => merges || scalarText(at(event.event, 'Properties', 'Auth', 'OverrideApiAuth')) === 'true');
  const replaced = new Set(overriding.map(labelOf));
  const routes = definition.routes.filter(({ method, path }) => !replaced.has(`${method} ${path}`));
  return [...routes.map((route) => definedEndpoint(route, api, shared, reading)), ...overriding.map(fromEvent)];
}

/** What the routes of an API have in common. */
type Shared = Pick<Endpoint, 'api' | 'apiKind' | 'origins' | 'cors' | 'restricted'>;

/** `GET /orders`. */
function labelOf({ method, path, id }: RouteEvent): string {
  const [verb, place] = [effective(method), effective(path)];
  return verb !== undefined && place !== undefined ? `${verb} ${place}` : id;
}

/** What an event says of its route. */
function routeOf(event: RouteEvent, reading: Reading) {
  const { target, id, at: place, body, method, path } = event;
  return {
    ...partOf(target, reading, id, place, body),
    label: labelOf(event),
    kind: 'endpoint' as const,
    method,
    path,
    target: { value: absent<string>(place), to: reading.key(target.id) },
    purpose: isOneOf(method, 'OPTIONS') === 'yes' ? ('preflight' as const) : ('route' as const),
  };
}

function eventEndpoint(event: RouteEvent, api: SamApi, shared: Shared, reading: Reading): Endpoint {
  const lists = at(event.event, 'Properties', 'Auth', 'ResourcePolicy');
  const statements = at(lists, 'CustomStatements');
  return {
    ...routeOf(event, reading),
    ...shared,
    authentication: certified(eventAuthentication(event, api.auth), api, reading),
    keyRequired: eventKeyRequired(event, api.auth),
    validated: api.kind === 'rest' ? eventValidation(event, api) : undefined,
    restricted: strictest(shared.restricted, resourcePolicy(lists), restrictedBy(statements && statementsOf(statements, reading, event.at))),
  };
}

/** A route of an API that stands in another template. */
function foreignEndpoint(event: RouteEvent, reading: Reading): Endpoint {
  const properties = at(event.event, 'Properties');
  const rest = at(properties, 'RestApiId');
  return {
    ...routeOf(event, reading),
    api: reading.link(rest ?? at(properties, 'ApiId'), event.event),
    apiKind: rest ? 'rest' : 'http',
    authentication: unknown('its API is not in this template', event.at),
    keyRequired: unknown('its API is not in this template', event.at),
    origins: [],
    restricted: 'unknown',
  };
}

function definedEndpoint(route: OpenApiRoute, api: SamApi, shared: Shared, reading: Reading): Endpoint {
  const method = known(route.method, route.at);
  const { resource } = api;
  const hasKey = isOneOf(route.keyRequired, true) === 'yes';
  return {
    ...partOf(resource, reading, `${route.method} ${route.path}`, route.at, route.operation.at),
    label: `${route.method} ${route.path}`,
    kind: 'endpoint',
    ...shared,
    method,
    path: known(route.path, route.at),
    authentication: certified(definedAuthentication(route, method, api), api, reading),
    keyRequired: hasKey ? route.keyRequired : setting(resource.properties, ['Auth', 'ApiKeyRequired'], flag, { head: route.at, default: false }),
    validated: route.validated,
    target: reading.link(route.target, route.operation),
    purpose: route.purpose,
    origins: [...route.origins, ...shared.origins],
  };
}

/** A domain that SAM makes itself is part of what the API says of authentication. */
function certified(own: Endpoint['authentication'], { resource }: SamApi, reading: Reading): Endpoint['authentication'] {
  return resource.properties.entries.has('Domain') ? own : behindDomain(own, resource, reading);
}

/** SAM writes the API's default authorizer into every operation that asks for none and does not say `NONE`. */
function definedAuthentication(route: OpenApiRoute, method: Value<string>, { auth }: SamApi): Endpoint['authentication'] {
  const own = route.authentication;
  if (isOneOf(own, 'none') !== 'yes' || auth.default.state === 'absent' || route.requires.includes('NONE')) return own;
  return inherited(method, route.at, auth, own.slot);
}

/** Does something in front of all routes let only some networks or accounts through? */
function apiRestriction(api: SamApi, reading: Reading): Answer {
  const { properties, at: head } = api.resource;
  const reached = reachOf(api);
  if (isOneOf(reached, 'private') === 'yes') return 'yes';
  const lists = at(properties, 'Auth', 'ResourcePolicy');
  const answers = policiesOf(api).map((policy) => restrictedBy(statementsOf(policy, reading, head)));
  return strictest(resourcePolicy(lists), reached.state === 'unknown' ? 'unknown' : 'no', ...answers);
}

/** The policies of an API that are written as such, wherever SAM takes them from. */
function policiesOf({ resource: { properties }, definition }: SamApi): readonly Tree[] {
  const written = [at(properties, 'Auth', 'ResourcePolicy', 'CustomStatements'), at(properties, 'Policy')];
  return [...written, typeof definition === 'object' ? definition.policy : undefined].filter((policy) => policy !== undefined);
}

function strictest(...answers: readonly Answer[]): Answer {
  return answers.find((answer) => answer === 'yes') ?? answers.find((answer) => answer === 'unknown') ?? 'no';
}
