/** `httpApi` events: the routes of an HTTP API, the API itself, and its stage. */
import { asValue, setting, text } from '../../evaluation/setting.ts';
import { at, entries, scalarText, type Mapping, type Plain, type Tree } from '../../evaluation/tree.ts';
import type { Authentication, Endpoint } from '../../model/endpoint.ts';
import { absent, known, mapValue, unknown, type Value } from '../../model/value.ts';
import { readAccessLog, readLogFormat, readLogGroup } from './api-logs.ts';
import { apiNoun, methodPurpose, ownApi, routeNoun, stageNoun, type ApiBlock } from './api.ts';
import { isNothing, withAuthorizer, withoutAuthorizer, type AuthorizerSpelling } from './authentication.ts';
import type { ServiceEvent } from './events.ts';
import { httpApiId, httpRouteId, httpStageId } from './naming.ts';
import { browsersOf, httpCors } from './origins.ts';
import type { Service } from './service.ts';
import { stageThrottle } from './throttles.ts';

export function readHttpApi(events: readonly ServiceEvent[], partial: boolean, service: Service): void {
  const routes = events.filter(({ kind }) => kind === 'httpApi');
  const [first] = routes;
  if (!first) return;
  const api = openApi(first, service);
  const declared = authorizersOf(service);
  const spell = authorizerSpelling(declared);
  const browsers = browsersOf(at(service.provider.settings, 'httpApi', 'cors'), httpCors);
  for (const event of routes) service.nouns.endpoints.push(readRoute(event, api, service, { declared, spell, browsers }));
  if (!api.own) return;
  service.nouns.apis.push(apiNoun(api, service, { reach: absent(api.at, 'internet' as const), routesPartial: partial }));
  const accessLog = readAccessLog('httpApi', service);
  readLogGroup('httpApi', accessLog, service);
  service.nouns.stages.push(
    stageNoun(httpStageId, 'AWS::ApiGatewayV2::Stage', api, service, {
      name: absent(api.at, '$default'),
      accessLog,
      tracing: absent(api.at),
      throttle: stageThrottle(httpStageId, api.at, service),
      dataTrace: absent(api.at, false),
      logFormat: readLogFormat('httpApi', service),
    }),
  );
}

function openApi(first: ServiceEvent, service: Service): ApiBlock {
  const provider = service.provider.settings;
  const head = service.keyAt('provider', 'httpApi') ?? first.at;
  const foreign = at(provider, 'httpApi', 'id');
  const own = isNothing(foreign);
  if (own) service.make(httpStageId, 'AWS::ApiGatewayV2::Stage', head);
  const link = own ? ownApi(service.make(httpApiId, 'AWS::ApiGatewayV2::Api', head), httpApiId, head) : service.template.link(foreign, provider);
  const name = setting(provider, ['httpApi', 'name'], text, { head });
  return { kind: 'http', id: httpApiId, type: 'AWS::ApiGatewayV2::Api', link, own, at: head, name };
}

/** The authorizers of the provider section, by name. An authorizer without type is a JWT authorizer. */
type Authorizers = ReadonlyMap<string, Authentication | undefined>;

interface Shared {
  readonly declared: Authorizers;
  readonly spell: AuthorizerSpelling;
  readonly browsers: Pick<Endpoint, 'origins' | 'cors'>;
}

function authorizersOf(service: Service): Authorizers {
  const written = at(service.provider.settings, 'httpApi', 'authorizers');
  return new Map(entries(written).map(([name, { value }]) => [name, typeOf(at(value, 'type'), 'jwt')]));
}

function typeOf(type: Tree | undefined, unwritten: Authentication): Authentication | undefined {
  if (!type) return unwritten;
  return { jwt: 'jwt', request: 'custom', aws_iam: 'iam' }[scalarText(type)?.toLowerCase() ?? ''] as Authentication | undefined;
}

/** IAM by its type; what the service declares by the name of the only authorizer of the kind. */
function authorizerSpelling(declared: Authorizers): AuthorizerSpelling {
  return (to) => {
    if (to === 'iam') return { type: 'aws_iam' };
    const names = [...declared].filter(([, type]) => type === to).map(([name]) => name);
    return names.length === 1 ? { name: names[0]! } : undefined;
  };
}

function readRoute(event: ServiceEvent, api: ApiBlock, service: Service, { declared, spell, browsers }: Shared): Endpoint {
  const { method, path, settings } = routeOf(event);
  const id =
    method.state === 'known' && path.state === 'known' ? httpRouteId(method.value, path.value) : `HttpApiRoute${event.owner.id}${event.index}`;
  const made = service.extension(id);
  return routeNoun(event, api, service, {
    id,
    type: 'AWS::ApiGatewayV2::Route',
    method,
    path,
    authentication: overridden(made) ?? authenticationOf(event, settings, declared, spell),
    purpose: methodPurpose(method),
    ...browsers,
    restricted: 'no',
  });
}

/** `*`, `GET /users/{id}`, or a mapping with method and path. */
function routeOf({ value, at: head }: ServiceEvent): { method: Value<string>; path: Value<string>; settings: Mapping | undefined } {
  if (value?.kind === 'mapping') {
    const path = setting(value, ['path'], text, { head });
    const method = setting(value, ['method'], text, { head });
    if (path.state === 'known' && path.value === '*') return { ...catchAll(path), settings: value };
    return { method: mapValue(method, upperCase, (to) => to.toLowerCase()), path, settings: value };
  }
  const [method, path] = scalarText(value)?.trim().split(/\s+/) ?? [];
  if (!value || method === undefined) {
    const why = 'its route cannot be read';
    return { method: unknown(why, head), path: unknown(why, head), settings: undefined };
  }
  if (path === undefined) return { ...catchAll(value), settings: undefined };
  return { method: known(upperCase(method), value.at, undefined, value.via), path: known(path, value.at, undefined, value.via), settings: undefined };
}

/** The route that takes whatever no other one does. */
function catchAll({ at: head, via }: Pick<Tree, 'at' | 'via'>): { method: Value<string>; path: Value<string> } {
  return { method: known('ANY', head, undefined, via), path: known('$default', head, undefined, via) };
}

function upperCase(method: string): string {
  return method === '*' ? 'ANY' : method.toUpperCase();
}

function authenticationOf(
  event: ServiceEvent,
  settings: Mapping | undefined,
  declared: Authorizers,
  spell: AuthorizerSpelling,
): Value<Authentication> {
  const { value, at: head } = event;
  const authorizer = at(settings, 'authorizer');
  if (settings?.partial && !authorizer) return unknown('part of its settings cannot be read', head);
  if (settings && authorizer && !isNothing(authorizer)) return withAuthorizer(authorizer, meaningOf(authorizer, declared), spell);
  if (value?.kind === 'opaque') return unknown(value.why, head);
  const put = (written: Plain) => {
    if (settings) return authorizer ? authorizer.editor?.replace(written) : settings.editor?.put?.('authorizer', written);
    const [method, path] = scalarText(value)?.trim().split(/\s+/) ?? [];
    const route = method === '*' ? { path: '*' } : { method: method ?? '', path: path ?? '' };
    return value?.editor?.replace({ ...route, authorizer: written });
  };
  return withoutAuthorizer(head, put, spell);
}

/** https://www.serverless.com/framework/docs/providers/aws/events/http-api#jwt-authorizers */
function meaningOf(authorizer: Tree, declared: Authorizers): Authentication | undefined {
  if (authorizer.kind === 'opaque') return undefined;
  const name = authorizer.kind === 'scalar' ? scalarText(authorizer) : scalarText(at(authorizer, 'name'));
  if (name !== undefined && declared.has(name)) return declared.get(name);
  if (authorizer.kind === 'scalar') return 'custom';
  const type = typeOf(at(authorizer, 'type'), 'jwt');
  // An authorizer that is declared elsewhere is one, whatever it checks.
  return type ?? (at(authorizer, 'id') ? 'custom' : undefined);
}

/** A route that the service's resources change. */
function overridden(made: Mapping | undefined): Value<Authentication> | undefined {
  const type = at(made, 'AuthorizationType');
  return type && mapValue(asValue(type, text), (written) => routeTypes[written]);
}

const routeTypes: Readonly<Record<string, Authentication>> = { NONE: 'none', AWS_IAM: 'iam', CUSTOM: 'custom', JWT: 'jwt' };
