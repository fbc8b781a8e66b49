/** Reads HTTP and WebSocket APIs: aws_apigatewayv2 resources. */
import { asValue, flag, text } from '../../../evaluation/setting.ts';
import { at, scalarText, type Tree } from '../../../evaluation/tree.ts';
import type { ApiKind, Authentication, Endpoint } from '../../../model/endpoint.ts';
import type { Link } from '../../../model/noun.ts';
import { absent, known, unknown, type Value } from '../../../model/value.ts';
import { nounOf, ownLink, partOf, settingOf } from '../nouns.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';
import { httpFamily, routeAuthentication } from './authorizers.ts';
import { behindDomain } from './domains.ts';
import { addOpenApiRoutes, definitionOf } from './openapi-endpoints.ts';
import { corsOf, originsIn } from './origins.ts';

export function socketOrHttp(api: TerraformResource | undefined): ApiKind {
  return scalarText(at(api?.properties, 'protocol_type'))?.toUpperCase() === 'WEBSOCKET' ? 'websocket' : 'http';
}

const readApi: ResourceReader = (resource, reading) => {
  const apiKind = socketOrHttp(resource);
  const definition = definitionOf(resource, 'http', reading);
  reading.nouns.apis.push({
    ...nounOf(resource, reading),
    kind: 'api',
    apiKind,
    reach: absent<'internet' | 'private'>(resource.at, 'internet'),
    routesPartial: definition === 'unreadable' || definition?.partial === true,
  });
  if (definition && definition !== 'unreadable') addOpenApiRoutes(definition, resource, apiKind, 'no', reading);
  if (at(resource.properties, 'target')) readQuickRoute(resource, reading);
};

/** `target` makes one route for everything and a stage that deploys itself: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html */
function readQuickRoute(resource: TerraformResource, reading: Reading): void {
  const { properties } = resource;
  const [method, path] = routeKey(asKey(at(properties, 'route_key'), resource));
  reading.nouns.endpoints.push({
    ...partOf(resource, reading, 'route'),
    kind: 'endpoint',
    api: ownLink(resource, reading),
    apiKind: 'http',
    method,
    path,
    authentication: behindDomain(absent<Authentication>(resource.at, 'none'), resource, reading),
    keyRequired: absent<boolean>(resource.at, false),
    target: reading.link(at(properties, 'target'), properties, 'aws_lambda_function'),
    purpose: 'route',
    ...browsersOf(resource),
    restricted: 'no',
  });
  reading.nouns.stages.push({
    ...partOf(resource, reading, 'stage'),
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
  const api = reading.target(at(properties, 'api_id'), 'aws_apigatewayv2_api');
  const apiKind = socketOrHttp(api);
  const key = asKey(at(properties, 'route_key'), resource);
  const [method, path] = apiKind === 'websocket' ? [known('ANY', key.at), key] : routeKey(key);
  reading.nouns.endpoints.push({
    ...nounOf(resource, reading),
    kind: 'endpoint',
    api: reading.link(at(properties, 'api_id'), properties, 'aws_apigatewayv2_api'),
    apiKind,
    method,
    path,
    authentication:
      apiKind === 'websocket'
        ? socketAuthentication(resource, api, reading)
        : behindDomain(routeAuthentication(resource, api, httpFamily, reading), api, reading),
    keyRequired: settingOf(resource, ['api_key_required'], flag, false),
    target: targetOf(resource, reading),
    purpose: method.state === 'known' && method.value === 'OPTIONS' ? 'preflight' : 'route',
    ...(api ? browsersOf(api) : { origins: [] }),
    restricted: 'no',
  });
};

function asKey(written: Tree | undefined, resource: TerraformResource): Value<string> {
  return written ? asValue(written, text) : known('$default', resource.at);
}

/** `POST /orders` → its method and its path; `$default` takes whatever nothing else takes. */
function routeKey(key: Value<string>): readonly [Value<string>, Value<string>] {
  const { at: place, via } = key;
  if (key.state === 'unknown' && key.pattern) return routeParts(key.pattern.map((part) => (typeof part === 'string' ? part : '{}')).join(''), key);
  if (key.state !== 'known')
    return [unknown('its route is not known', place, undefined, undefined, via), unknown('its route is not known', place, undefined, undefined, via)];
  return routeParts(key.value, key);
}

/** The method is known even where the path holds something that is not. */
function routeParts(written: string, { state, at: place, via }: Value<string>): readonly [Value<string>, Value<string>] {
  const [first = '', second] = written.trim().split(/\s+/);
  const isWhole = state === 'known';
  if (second === undefined)
    return isWhole
      ? [known('ANY', place, undefined, via), known(first, place, undefined, via)]
      : [unknown('its route is not known', place), unknown('its route is not known', place)];
  const method: Value<string> = first.includes('{}') ? unknown('its method is not known', place) : known(first.toUpperCase(), place, undefined, via);
  return [method, isWhole ? known(second, place, undefined, via) : unknown('part of its path is not known', place, undefined, undefined, via)];
}

/**
 * Who connects is asked once, when he connects: only `$connect` can ask
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-control-access-iam.html).
 */
function socketAuthentication(resource: TerraformResource, api: TerraformResource | undefined, reading: Reading): Value<Authentication> {
  const siblings = api ? reading.belonging(api, resource.type, 'api_id') : [resource];
  const connect = siblings.find(({ properties }) => scalarText(at(properties, 'route_key')) === '$connect');
  if (connect === resource) return routeAuthentication(resource, api, httpFamily, reading);
  // Without a route for it, anybody connects: told once, on the first route.
  const isPartial = siblings.some(({ properties }) => at(properties, 'route_key')?.kind === 'opaque');
  if (!connect && siblings[0] === resource && !isPartial) return absent<Authentication>(resource.at, 'none');
  return unknown('the route $connect decides', connect?.at ?? resource.at);
}

/** The integration that a route leads to, and what that one calls. */
function targetOf(resource: TerraformResource, reading: Reading): Link {
  const target = at(resource.properties, 'target');
  const integration = reading.target(target, 'aws_apigatewayv2_integration');
  const uri = at(integration?.properties, 'integration_uri');
  return integration && uri ? reading.link(uri, integration.properties, 'aws_lambda_function') : reading.link(target, resource.properties);
}

function browsersOf(api: TerraformResource): Pick<Endpoint, 'origins' | 'cors'> {
  const cors = at(api.properties, 'cors_configuration');
  return { origins: originsIn(at(cors, 'allow_origins'), api), cors: corsOf(cors) };
}

export const httpApiReaders: Readonly<Record<string, ResourceReader>> = {
  aws_apigatewayv2_api: readApi,
  aws_apigatewayv2_route: readRoute,
};
