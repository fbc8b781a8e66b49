/** Reads HTTP and WebSocket APIs: AWS::ApiGatewayV2 resources. */
import { asValue, flag, text } from '../../../evaluation/setting.ts';
import { at, scalarText, type Tree } from '../../../evaluation/tree.ts';
import type { ApiKind, Authentication, Endpoint } from '../../../model/endpoint.ts';
import type { Link, NounKey } from '../../../model/noun.ts';
import { absent, known, referencesOf, unknown, type Value } from '../../../model/value.ts';
import { openApiRoutes } from '../../openapi/routes.ts';
import { nounOf, partOf, settingOf } from '../resource-noun.ts';
import type { Reading, ResourceReader, TemplateResource } from '../template.ts';
import { routeAuthentication } from './authorizers.ts';
import { behindDomain } from './domains.ts';
import { addOpenApiRoutes } from './openapi-endpoints.ts';
import { corsOf, originsIn } from './origins.ts';
import { ownLink } from './triggers.ts';

export function socketOrHttp(resource: TemplateResource | undefined): ApiKind {
  return scalarText(at(resource?.properties, 'ProtocolType'))?.toUpperCase() === 'WEBSOCKET' ? 'websocket' : 'http';
}

/** The API that a route, stage or integration belongs to. */
export function apiOf(resource: TemplateResource, reading: Reading): { readonly link: Link; readonly api: TemplateResource | undefined } {
  const link = reading.link(at(resource.properties, 'ApiId'), resource.properties);
  return { link, api: reading.behind(link) };
}

const readApi: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const apiKind = socketOrHttp(resource);
  const body = at(properties, 'Body');
  const definition = body && openApiRoutes(body, 'http');
  reading.nouns.apis.push({
    ...nounOf(resource, reading, ['Name']),
    kind: 'api',
    apiKind,
    reach: absent<'internet' | 'private'>(resource.at, 'internet'),
    routesPartial: properties.entries.has('BodyS3Location') || definition?.partial === true,
  });
  if (definition) addOpenApiRoutes(definition, { resource, reading, apiKind, restricted: 'no' });
  if (at(properties, 'Target')) readQuickRoute(resource, reading);
};

/**
 * `Target` makes one route for everything and a stage that deploys itself
 * (https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html).
 */
function readQuickRoute(resource: TemplateResource, reading: Reading): void {
  const { properties } = resource;
  const [method, path] = routeKey(asKey(at(properties, 'RouteKey'), resource));
  reading.nouns.endpoints.push({
    ...partOf(resource, reading, 'route', resource.at, resource.body),
    kind: 'endpoint',
    api: ownLink(resource, reading),
    apiKind: 'http',
    method,
    path,
    authentication: behindDomain(absent<Authentication>(resource.at, 'none'), resource, reading),
    keyRequired: absent<boolean>(resource.at, false),
    target: reading.link(at(properties, 'Target'), properties),
    purpose: 'route',
    ...browsersOf(resource, reading),
    restricted: 'no',
  });
  reading.nouns.stages.push({
    ...partOf(resource, reading, 'stage', resource.at, resource.body),
    kind: 'stage',
    api: ownLink(resource, reading),
    apiKind: 'http',
    accessLog: absent<'on' | 'off'>(resource.at, 'off'),
    tracing: absent<'active' | 'pass-through'>(resource.at),
    throttle: absent<number>(resource.at),
    dataTrace: absent<boolean>(resource.at, false),
  });
}

const readRoute: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const { link, api } = apiOf(resource, reading);
  const apiKind = socketOrHttp(api);
  const key = asKey(at(properties, 'RouteKey'), resource);
  const [method, path] = apiKind === 'websocket' ? [known('ANY', key.at), key] : routeKey(key);
  const endpoint: Endpoint = {
    ...nounOf(resource, reading),
    kind: 'endpoint',
    api: link,
    apiKind,
    method,
    path,
    authentication:
      apiKind === 'websocket'
        ? socketAuthentication(resource, link.to, reading)
        : behindDomain(routeAuthentication(properties, resource.at, link.to, reading), api, reading),
    keyRequired: settingOf(resource, ['ApiKeyRequired'], flag, false),
    target: targetOf(resource, reading),
    purpose: method.state === 'known' && method.value === 'OPTIONS' ? 'preflight' : 'route',
    ...(api ? browsersOf(api, reading) : { origins: [] }),
    restricted: 'no',
  };
  reading.nouns.endpoints.push(endpoint);
};

function asKey(written: Tree | undefined, resource: TemplateResource): Value<string> {
  return written ? asValue(written, text) : known('$default', resource.at);
}

/** `POST /orders` → its method and its path; `$default` takes whatever nothing else takes. */
function routeKey(key: Value<string>): readonly [Value<string>, Value<string>] {
  const { at: place, via } = key;
  if (key.state !== 'known')
    return [unknown('its route is not known', place, undefined, undefined, via), unknown('its route is not known', place, undefined, undefined, via)];
  const [first = '', second] = key.value.trim().split(/\s+/);
  if (second === undefined) return [known('ANY', place, undefined, via), known(first, place, undefined, via)];
  return [known(first.toUpperCase(), place, undefined, via), known(second, place, undefined, via)];
}

/**
 * Who connects is asked once, when he connects: only `$connect` can ask
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-control-access-iam.html).
 */
function socketAuthentication(resource: TemplateResource, api: NounKey | undefined, reading: Reading): Value<Authentication> {
  const siblings = reading.ofType(resource.type).filter(({ properties }) => reading.link(at(properties, 'ApiId'), properties).to === api);
  const connect = siblings.find(({ properties }) => scalarText(at(properties, 'RouteKey')) === '$connect');
  if (connect === resource) return routeAuthentication(resource.properties, resource.at, api, reading);
  // Without a route for it, anybody connects: told once, on the first route.
  if (!connect && siblings[0] === resource) return absent<Authentication>(resource.at, 'none');
  return unknown('the route $connect decides', connect?.at ?? resource.at);
}

/** The integration that a route leads to, and what that one calls. */
function targetOf(resource: TemplateResource, reading: Reading): Link {
  const target = at(resource.properties, 'Target');
  const [reference] = target ? referencesOf(asValue(target, text)) : [];
  const integration = reference && reading.find(reference.address);
  const uri = at(integration?.properties, 'IntegrationUri');
  return integration && uri ? reading.link(uri, integration.properties) : reading.link(target, resource.properties);
}

function browsersOf({ properties }: TemplateResource, reading: Reading): Pick<Endpoint, 'origins' | 'cors'> {
  const cors = at(properties, 'CorsConfiguration');
  return { origins: originsIn(at(cors, 'AllowOrigins'), reading), cors: corsOf(cors) };
}

export const httpApiReaders: Readonly<Record<string, ResourceReader>> = {
  'AWS::ApiGatewayV2::Api': readApi,
  'AWS::ApiGatewayV2::Route': readRoute,
};
