/** Reads REST APIs: AWS::ApiGateway resources, with the routes of an OpenAPI body. */
import { asValue, choice, flag, text } from '../../../evaluation/setting.ts';
import { at, entries, items, scalarText, type Tree } from '../../../evaluation/tree.ts';
import type { Endpoint } from '../../../model/endpoint.ts';
import type { Link } from '../../../model/noun.ts';
import { absent, unknown, type Answer, type Value } from '../../../model/value.ts';
import { openApiRoutes, responseCors } from '../../openapi/routes.ts';
import { grantOf, statementsOf } from '../policies.ts';
import { nounOf, partOf, settingOf } from '../resource-noun.ts';
import type { Reading, ResourceReader, TemplateResource } from '../template.ts';
import { routeAuthentication } from './authorizers.ts';
import { behindDomain } from './domains.ts';
import { readGatewayListener } from './listeners.ts';
import { restrictedBy } from '../../../evaluation/network-restriction.ts';
import { addOpenApiRoutes } from './openapi-endpoints.ts';
import { quotedOrigin } from './origins.ts';
import { resourcePath } from './resource-paths.ts';
import { ownLink } from './triggers.ts';
import { methodValidation } from './validators.ts';

const readRestApi: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const body = at(properties, 'Body');
  const definition = body && openApiRoutes(body, 'rest');
  reading.nouns.apis.push({
    ...nounOf(resource, reading, ['Name']),
    kind: 'api',
    apiKind: 'rest',
    reach: reachOf(resource),
    routesPartial: properties.entries.has('BodyS3Location') || definition?.partial === true,
  });
  if (definition) addOpenApiRoutes(definition, { resource, reading, apiKind: 'rest', restricted: restrictionOf(resource, reading) });
  const policy = policyOf(resource);
  if (policy) {
    const noun = partOf(resource, reading, 'Policy', resource.at, resource.body);
    reading.nouns.grants.push(grantOf(noun, 'api', ownLink(resource, reading), policy, reading));
  }
  readGatewayListener(resource, reading);
};

/** The resource policy, as a property or in the definition. */
function policyOf({ properties }: TemplateResource): Tree | undefined {
  return at(properties, 'Policy') ?? at(properties, 'Body', 'x-amazon-apigateway-policy');
}

const reach = choice({ PRIVATE: 'private', REGIONAL: 'internet', EDGE: 'internet' });

function reachOf(resource: TemplateResource): Value<'internet' | 'private'> {
  const configuration = at(resource.properties, 'EndpointConfiguration');
  if (configuration?.kind === 'opaque') return unknown(configuration.why, configuration.at, undefined, undefined, configuration.via);
  const [type] = items(at(configuration, 'Types'));
  return type ? asValue(type, reach) : absent<'internet' | 'private'>(resource.at, 'internet');
}

/** Does a private endpoint or a resource policy keep the public out? */
function restrictionOf(resource: TemplateResource, reading: Reading): Answer {
  const reached = reachOf(resource);
  if (reached.state === 'known' && reached.value === 'private') return 'yes';
  const policy = policyOf(resource);
  const answer = restrictedBy(policy && statementsOf(policy, reading, resource.at));
  return answer === 'no' && reached.state === 'unknown' ? 'unknown' : answer;
}

const readMethod: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const api = reading.link(at(properties, 'RestApiId'), properties);
  const integration = at(properties, 'Integration');
  const method = settingOf(resource, ['HttpMethod'], text);
  const target = at(integration, 'Uri');
  reading.nouns.endpoints.push({
    ...nounOf(resource, reading),
    kind: 'endpoint',
    api,
    apiKind: 'rest',
    method,
    path: resourcePath(resource, reading),
    authentication: behindDomain(routeAuthentication(properties, resource.at, api.to, reading), reading.behind(api), reading),
    keyRequired: settingOf(resource, ['ApiKeyRequired'], flag, false),
    validated: methodValidation(resource, reading),
    target: reading.link(target, properties),
    purpose: purposeOf(method, integration),
    origins: originsOf(integration, reading),
    cors: responseCors(items(at(integration, 'IntegrationResponses')).flatMap((response) => at(response, 'ResponseParameters') ?? [])),
    restricted: methodRestriction(api, reading),
  });
};

function purposeOf(method: Value<string>, integration: Tree | undefined): Endpoint['purpose'] {
  if (method.state === 'known' && method.value.toUpperCase() === 'OPTIONS') return 'preflight';
  return scalarText(at(integration, 'Type'))?.toUpperCase() === 'MOCK' ? 'mock' : 'route';
}

const allowOrigin = 'method.response.header.access-control-allow-origin';

function originsOf(integration: Tree | undefined, reading: Reading): readonly Value<string>[] {
  return items(at(integration, 'IntegrationResponses')).flatMap((response) =>
    entries(at(response, 'ResponseParameters')).flatMap(([name, { value }]) =>
      name.toLowerCase() === allowOrigin ? [quotedOrigin(value, reading)] : [],
    ),
  );
}

function methodRestriction(api: Link, reading: Reading): Answer {
  const resource = reading.behind(api);
  return resource?.type === 'AWS::ApiGateway::RestApi' ? restrictionOf(resource, reading) : 'no';
}

export const restApiReaders: Readonly<Record<string, ResourceReader>> = {
  'AWS::ApiGateway::RestApi': readRestApi,
  'AWS::ApiGateway::Method': readMethod,
};
