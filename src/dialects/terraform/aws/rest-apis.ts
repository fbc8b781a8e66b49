/** Reads REST APIs: aws_api_gateway resources, with the routes of an OpenAPI body. */
import { asValue, choice, flag, text } from '../../../evaluation/setting.ts';
import { at, entries, items, scalarText, type Tree } from '../../../evaluation/tree.ts';
import type { Endpoint } from '../../../model/endpoint.ts';
import { absent, known, referencesOf, unknown, type Answer, type Value } from '../../../model/value.ts';
import { restrictedBy } from '../../../evaluation/network-restriction.ts';
import { nounOf, ownLink, partOf, settingOf } from '../nouns.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';
import { restFamily, routeAuthentication } from './authorizers.ts';
import { behindDomain } from './domains.ts';
import { addOpenApiRoutes, definitionOf } from './openapi-endpoints.ts';
import { responseCors } from '../../openapi/routes.ts';
import { quotedOrigin } from './origins.ts';
import { grantOf, statementsOf } from './policies.ts';
import { methodValidation } from './validators.ts';

const readRestApi: ResourceReader = (resource, reading) => {
  const definition = definitionOf(resource, 'rest', reading);
  reading.nouns.apis.push({
    ...nounOf(resource, reading),
    kind: 'api',
    apiKind: 'rest',
    reach: reachOf(resource),
    routesPartial: definition === 'unreadable' || definition?.partial === true,
  });
  if (definition && definition !== 'unreadable') addOpenApiRoutes(definition, resource, 'rest', restrictionOf(resource, reading), reading);
  const policy = at(resource.properties, 'policy') ?? (definition && definition !== 'unreadable' ? definition.policy : undefined);
  if (policy) reading.nouns.grants.push(grantOf(partOf(resource, reading, 'policy'), 'api', ownLink(resource, reading), policy, resource, reading));
};

const reach = choice({ PRIVATE: 'private', REGIONAL: 'internet', EDGE: 'internet' });

function reachOf(resource: TerraformResource): Value<'internet' | 'private'> {
  const configuration = at(resource.properties, 'endpoint_configuration');
  if (configuration?.kind === 'opaque') return unknown(configuration.why, configuration.at, undefined, undefined, configuration.via);
  const [type] = items(at(configuration, 'types'));
  return type ? asValue(type, reach) : absent<'internet' | 'private'>(resource.at, 'internet');
}

/** Does a private endpoint or a resource policy keep the public out? */
function restrictionOf(resource: TerraformResource, reading: Reading): Answer {
  const reached = reachOf(resource);
  if (reached.state === 'known' && reached.value === 'private') return 'yes';
  const [own] = reading.belonging(resource, 'aws_api_gateway_rest_api_policy', 'rest_api_id');
  const definition = definitionOf(resource, 'rest', reading);
  const policy =
    at(own?.properties, 'policy') ?? at(resource.properties, 'policy') ?? (definition && definition !== 'unreadable' ? definition.policy : undefined);
  const answer = restrictedBy(policy && statementsOf(policy, own ?? resource, reading));
  return answer === 'no' && reached.state === 'unknown' ? 'unknown' : answer;
}

const readMethod: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const api = reading.target(at(properties, 'rest_api_id'), 'aws_api_gateway_rest_api');
  const integration = integrationsOf(reading).get(methodKey(resource, reading));
  const method = upperCase(settingOf(resource, ['http_method'], text));
  reading.nouns.endpoints.push({
    ...nounOf(resource, reading),
    kind: 'endpoint',
    api: reading.link(at(properties, 'rest_api_id'), properties, 'aws_api_gateway_rest_api'),
    apiKind: 'rest',
    method,
    path: resourcePath(resource, reading),
    authentication: behindDomain(routeAuthentication(resource, api, restFamily, reading), api, reading),
    keyRequired: settingOf(resource, ['api_key_required'], flag, false),
    validated: methodValidation(resource, reading),
    target: reading.link(at(integration?.properties, 'uri'), integration?.properties ?? properties, 'aws_lambda_function'),
    purpose: purposeOf(method, integration),
    ...browsersOf(resource, reading),
    restricted: api ? restrictionOf(api, reading) : 'no',
  });
};

function upperCase(method: Value<string>): Value<string> {
  return method.state === 'known' ? { ...method, value: method.value.toUpperCase() } : method;
}

function purposeOf(method: Value<string>, integration: TerraformResource | undefined): Endpoint['purpose'] {
  if (method.state === 'known' && method.value === 'OPTIONS') return 'preflight';
  return scalarText(at(integration?.properties, 'type'))?.toUpperCase() === 'MOCK' ? 'mock' : 'route';
}

const allowOrigin = 'method.response.header.access-control-allow-origin';

/** What the responses of the method's integration tell browsers. */
function browsersOf(method: TerraformResource, reading: Reading): Pick<Endpoint, 'origins' | 'cors'> {
  const key = methodKey(method, reading);
  const responses = responsesOf(reading).get(key) ?? [];
  const parameters = responses.map((response) => ({ response, mapping: at(response.properties, 'response_parameters') }));
  return {
    origins: parameters.flatMap(({ response, mapping }) =>
      entries(mapping).flatMap(([name, { value }]) => (name.toLowerCase() === allowOrigin ? [quotedOrigin(value, response)] : [])),
    ),
    cors: responseCors(parameters.flatMap(({ mapping }) => mapping ?? [])),
  };
}

const responses = new WeakMap<Reading, ReadonlyMap<string, readonly TerraformResource[]>>();

/** Responses of integrations by the method they belong to. */
function responsesOf(reading: Reading): ReadonlyMap<string, readonly TerraformResource[]> {
  let found = responses.get(reading);
  if (!found) {
    const lists = new Map<string, TerraformResource[]>();
    for (const response of reading.ofType('aws_api_gateway_integration_response')) {
      const key = methodKey(response, reading);
      lists.set(key, [...(lists.get(key) ?? []), response]);
    }
    found = lists;
    responses.set(reading, found);
  }
  return found;
}

const integrations = new WeakMap<Reading, ReadonlyMap<string, TerraformResource>>();

/** Integrations by the method they belong to. */
function integrationsOf(reading: Reading): ReadonlyMap<string, TerraformResource> {
  let found = integrations.get(reading);
  if (!found) {
    found = new Map(reading.ofType('aws_api_gateway_integration').map((integration) => [methodKey(integration, reading), integration]));
    integrations.set(reading, found);
  }
  return found;
}

/** API, resource and verb of a method, of its integration or of a response of it. */
function methodKey({ properties, address }: TerraformResource, reading: Reading): string {
  const [api, resource, method] = ['rest_api_id', 'resource_id', 'http_method'].map((name) => at(properties, name));
  const verb = scalarText(method)?.toUpperCase();
  return verb === undefined ? address : [named(api, reading), named(resource, reading), verb].join(' ');
}

function named(tree: Tree | undefined, reading: Reading): string {
  const found = reading.target(tree);
  if (found) return found.address;
  return tree
    ? referencesOf(asValue(tree, text))
        .map(({ address, attribute }) => `${address}.${attribute}`)
        .join()
    : '';
}

/** Deeper than API Gateway admits. */
const deepest = 64;

/** The path of a method: the parts of the resources above it, from the API's root down. */
function resourcePath(method: TerraformResource, reading: Reading): Value<string> {
  const written = at(method.properties, 'resource_id');
  if (!written) return unknown('it names no resource', method.at);
  const parts: string[] = [];
  let step: Tree | undefined = written;
  for (let depth = 0; step && depth < deepest; depth++) {
    const [reference] = referencesOf(asValue(step, text));
    if (reference?.attribute === 'root_resource_id') return known(`/${parts.join('/')}`, written.at);
    const resource: TerraformResource | undefined = reference && reading.find(reference.address);
    const part = resource && scalarText(at(resource.properties, 'path_part'));
    if (resource?.type !== 'aws_api_gateway_resource' || part === undefined) break;
    parts.unshift(part);
    step = at(resource.properties, 'parent_id');
  }
  return unknown('part of its path is defined elsewhere', written.at, parts.length > 0 ? [{}, `/${parts.join('/')}`] : undefined);
}

export const restApiReaders: Readonly<Record<string, ResourceReader>> = {
  aws_api_gateway_rest_api: readRestApi,
  aws_api_gateway_method: readMethod,
};
