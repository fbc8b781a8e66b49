/** `appSync`: GraphQL APIs, of the framework itself from release 4 on and of a plugin before. */
import { choice, setting, text } from '../../evaluation/setting.ts';
import { at, items, type Mapping } from '../../evaluation/tree.ts';
import type { Stage } from '../../model/endpoint.ts';
import { absent, isOneOf, known, mapValue } from '../../model/value.ts';
import { apiNoun, resourceNoun, stageNoun, type ApiBlock } from './api.ts';
import { apiTracing } from './inherited.ts';
import type { Service } from './service.ts';

/** https://www.serverless.com/framework/docs/providers/aws/guide/appsync/authentication */
const authentication = choice({
  AWS_IAM: 'iam',
  API_KEY: 'key',
  AMAZON_COGNITO_USER_POOLS: 'cognito',
  OPENID_CONNECT: 'jwt',
  AWS_LAMBDA: 'custom',
});

const logLevels = choice({ NONE: 'off', ERROR: 'on', ALL: 'on', INFO: 'on', DEBUG: 'on' });

export function readGraphqlApis(service: Service): void {
  const head = service.keyAt('appSync');
  const written = service.section('appSync');
  if (!head || !written) return;
  const many = items(written);
  for (const [index, settings] of many.entries()) {
    if (settings.kind === 'mapping') readApi(settings, many.length > 1 ? index : undefined, head, service);
  }
}

function readApi(settings: Mapping, index: number | undefined, head: ApiBlock['at'], service: Service): void {
  const suffix = index === undefined ? '' : String(index);
  const id = `GraphQlApi${suffix}`;
  const type = 'AWS::AppSync::GraphQLApi';
  const link = { value: known(id, head), to: service.make(id, type, head) };
  const api: ApiBlock = { kind: 'graphql', id, type, link, own: true, at: head, name: setting(settings, ['name'], text, { head }) };
  const visibility = setting(settings, ['visibility'], text, { head, default: 'GLOBAL' });
  const reach = mapValue(visibility, (word) => (word.toUpperCase() === 'PRIVATE' ? ('private' as const) : ('internet' as const)));
  service.nouns.apis.push(apiNoun(api, service, { reach, routesPartial: false }));
  service.nouns.stages.push(stageNoun(`${id}/stage`, type, api, service, stageSettings(settings, head)));
  const own = items(at(settings, 'authentication'))[0];
  const path = ['authentication', 'type'];
  const old = at(settings, 'authenticationType') !== undefined && own?.kind !== 'mapping';
  service.nouns.endpoints.push({
    ...resourceNoun(`${id}/endpoint`, type, head, service, 'GraphQL endpoint'),
    kind: 'endpoint',
    api: link,
    apiKind: 'graphql',
    method: known('POST', head),
    path: known('/graphql', head),
    authentication: setting(settings, old ? ['authenticationType'] : path, authentication, { head }),
    keyRequired: absent(head, false),
    target: link,
    purpose: 'route',
    origins: [],
    restricted: isOneOf(reach, 'private') === 'yes' ? 'yes' : 'no',
  });
}

function stageSettings(settings: Mapping, head: ApiBlock['at']): Pick<Stage, 'name' | 'accessLog' | 'tracing' | 'throttle' | 'dataTrace'> {
  const level = at(settings, 'logConfig') ? ['logConfig', 'level'] : ['logging', 'level'];
  return {
    accessLog: setting(settings, level, logLevels, { head, default: 'off' }),
    tracing: setting(settings, ['xrayEnabled'], apiTracing, { head, default: 'pass-through' }),
    name: absent(head),
    throttle: absent(head),
    dataTrace: absent(head, false),
  };
}
