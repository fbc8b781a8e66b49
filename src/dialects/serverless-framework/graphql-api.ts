/** `appSync`: GraphQL APIs, of the framework itself from release 4 on and of a plugin before. */
import { fieldLog, graphQlAuthentication, onlyEndpoint } from '../../evaluation/appsync.ts';
import { setting, text } from '../../evaluation/setting.ts';
import { tracingFlag } from '../../evaluation/tracing.ts';
import { at, items, type Mapping } from '../../evaluation/tree.ts';
import type { Stage } from '../../model/endpoint.ts';
import { absent, known, mapValue } from '../../model/value.ts';
import { apiNoun, resourceNoun, stageNoun, type ApiBlock } from './api.ts';
import type { Service } from './service.ts';

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
    ...onlyEndpoint('/graphql', head, reach),
    api: link,
    authentication: setting(settings, old ? ['authenticationType'] : path, graphQlAuthentication, { head }),
    target: link,
  });
}

function stageSettings(settings: Mapping, head: ApiBlock['at']): Pick<Stage, 'name' | 'accessLog' | 'tracing' | 'throttle' | 'dataTrace'> {
  const level = at(settings, 'logConfig') ? ['logConfig', 'level'] : ['logging', 'level'];
  return {
    accessLog: setting(settings, level, fieldLog, { head, default: 'off' }),
    tracing: setting(settings, ['xrayEnabled'], tracingFlag, { head, default: 'pass-through' }),
    name: absent(head),
    throttle: absent(head),
    dataTrace: absent(head, false),
  };
}
