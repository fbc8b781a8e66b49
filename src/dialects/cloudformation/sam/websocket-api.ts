/** Reads `AWS::Serverless::WebSocketApi`: its routes, of which one decides who may connect. */
import { choice, flag, setting, text } from '../../../evaluation/setting.ts';
import { at, entries } from '../../../evaluation/tree.ts';
import type { Authentication } from '../../../model/endpoint.ts';
import { absent, known, unknown, type Value } from '../../../model/value.ts';
import { ownLink } from '../aws/triggers.ts';
import { nounOf, partOf, settingOf } from '../resource-noun.ts';
import type { ResourceReader, TemplateResource } from '../template.ts';
import { samTemplate } from './sam-template.ts';
import { readDomain, routeSettings } from './stages.ts';

const authentication = choice<Authentication>({ NONE: 'none', AWS_IAM: 'iam', CUSTOM: 'custom' });

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-websocketapi.html */
export const readWebSocketApi: ResourceReader = (written, reading) => {
  const resource = samTemplate(reading).merged(written);
  const { properties, at: head } = resource;
  const routes = at(properties, 'Routes');
  const routesPartial = routes !== undefined && (routes.kind !== 'mapping' || routes.partial === true);
  const api = ownLink(resource, reading);
  reading.nouns.apis.push({
    ...nounOf(resource, reading, ['Name']),
    kind: 'api',
    apiKind: 'websocket',
    reach: absent(head, 'internet'),
    routesPartial,
  });
  for (const [key, entry] of entries(routes)) {
    reading.nouns.endpoints.push({
      ...partOf(resource, reading, key, entry.key, entry.value.at),
      label: key,
      kind: 'endpoint',
      api,
      apiKind: 'websocket',
      method: known('ANY', entry.key),
      path: known(key, entry.key),
      authentication: routeAuthentication(key, resource),
      keyRequired:
        entry.value.kind === 'mapping'
          ? setting(entry.value, ['ApiKeyRequired'], flag, { head: entry.key, default: false })
          : absent(entry.key, false),
      target: reading.link(at(entry.value, 'FunctionArn'), properties),
      purpose: 'route',
      origins: [],
      restricted: 'no',
    });
  }
  reading.nouns.stages.push({
    ...partOf(resource, reading, 'Stage', head, resource.body),
    name: settingOf(resource, ['StageName'], text, 'default'),
    kind: 'stage',
    api,
    apiKind: 'websocket',
    ...routeSettings(resource, reading, true),
  });
  readDomain(resource, reading, false);
};

/**
 * Who connects is asked once, on `$connect`; where that route is missing, anybody connects, which is told on the first one
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-control-access-iam.html).
 */
function routeAuthentication(key: string, { properties, at: head }: TemplateResource): Value<Authentication> {
  const routes = entries(at(properties, 'Routes')).map(([name]) => name);
  if (key === '$connect') return setting(properties, ['Auth', 'AuthType'], authentication, { head, default: 'none' });
  if (!routes.includes('$connect') && key === routes[0]) return absent<Authentication>(head, 'none');
  return unknown('the route $connect decides', head);
}
