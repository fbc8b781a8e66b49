/** Reads AppSync's APIs: GraphQL, and channels for events. */
import { choice, flag, setting, text } from '../../../evaluation/setting.ts';
import { at, items } from '../../../evaluation/tree.ts';
import type { Authentication } from '../../../model/endpoint.ts';
import { absent, known, mapValue, type Value } from '../../../model/value.ts';
import { nounOf, partOf, settingOf } from '../resource-noun.ts';
import type { ResourceReader, TemplateResource } from '../template.ts';
import { ownLink } from './triggers.ts';

/** https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html */
const authentication = choice({
  AWS_IAM: 'iam',
  API_KEY: 'key',
  AMAZON_COGNITO_USER_POOLS: 'cognito',
  OPENID_CONNECT: 'jwt',
  AWS_LAMBDA: 'custom',
});

const visibility = choice({ GLOBAL: 'internet', PRIVATE: 'private' });
const fieldLog = choice({ NONE: 'off', ERROR: 'on', ALL: 'on', INFO: 'on', DEBUG: 'on' });

const readGraphQl: ResourceReader = (resource, reading) => {
  const noun = nounOf(resource, reading, ['Name']);
  const reach = settingOf<'internet' | 'private'>(resource, ['Visibility'], visibility, 'internet');
  reading.nouns.apis.push({ ...noun, kind: 'api', apiKind: 'graphql', reach, routesPartial: false });
  reading.nouns.endpoints.push({
    ...partOf(resource, reading, 'endpoint', resource.at, resource.body),
    kind: 'endpoint',
    api: ownLink(resource, reading),
    apiKind: 'graphql',
    method: known('POST', resource.at),
    path: known('/graphql', resource.at),
    authentication: settingOf<Authentication>(resource, ['AuthenticationType'], authentication),
    keyRequired: absent<boolean>(resource.at, false),
    target: { value: absent(resource.at) },
    purpose: 'route',
    origins: [],
    restricted: reach.state === 'unknown' ? 'unknown' : reach.value === 'private' ? 'yes' : 'no',
  });
  reading.nouns.stages.push({
    ...partOf(resource, reading, 'stage', resource.at, resource.body),
    kind: 'stage',
    api: ownLink(resource, reading),
    apiKind: 'graphql',
    accessLog: requestLog(resource),
    tracing: tracingOf(resource),
    throttle: absent<number>(resource.at),
    dataTrace: verbose(resource),
  });
};

/** Channels for events: who may connect is said by the providers, one of which each client chooses. */
const readEventApi: ResourceReader = (resource, reading) => {
  const providers = at(resource.properties, 'EventConfig', 'AuthProviders');
  const [only, ...others] = items(providers);
  reading.nouns.apis.push({
    ...nounOf(resource, reading, ['Name']),
    kind: 'api',
    apiKind: 'graphql',
    reach: absent<'internet' | 'private'>(resource.at, 'internet'),
    routesPartial: false,
  });
  if (only?.kind !== 'mapping' || others.length > 0) return;
  reading.nouns.endpoints.push({
    ...partOf(resource, reading, 'endpoint', resource.at, resource.body),
    kind: 'endpoint',
    api: ownLink(resource, reading),
    apiKind: 'graphql',
    method: known('POST', resource.at),
    path: known('/event', resource.at),
    // The modes of the channels name the provider once more: changing one of them changes nothing.
    authentication: { ...setting<Authentication>(only, ['AuthType'], authentication), slot: undefined },
    keyRequired: absent<boolean>(resource.at, false),
    target: { value: absent(resource.at) },
    purpose: 'route',
    origins: [],
    restricted: 'no',
  });
};

/** Headers, arguments and results are logged with every field where nobody leaves them out. */
function verbose(resource: TemplateResource): Value<boolean> {
  const level = settingOf(resource, ['LogConfig', 'FieldLogLevel'], text);
  const excluded = settingOf(resource, ['LogConfig', 'ExcludeVerboseContent'], flag, true);
  if (level.state !== 'known' || level.value !== 'ALL' || excluded.state !== 'known') return absent<boolean>(resource.at, false);
  return mapValue(
    excluded,
    (on) => !on,
    (to) => !to,
  );
}

function requestLog({ properties, at: head }: TemplateResource): Value<'on' | 'off'> {
  const level = setting<'on' | 'off'>(properties, ['LogConfig', 'FieldLogLevel'], fieldLog, { head });
  if (level.state !== 'absent') return { ...level, slot: undefined };
  return at(properties, 'LogConfig') ? known<'on' | 'off'>('on', head) : absent<'on' | 'off'>(head, 'off');
}

function tracingOf(resource: TemplateResource): Value<'active' | 'pass-through'> {
  const on = settingOf(resource, ['XrayEnabled'], flag, false);
  const { slot, at: place, via } = on;
  const write = (to: 'active' | 'pass-through') => slot?.(to === 'active');
  if (on.state === 'unknown') return { ...on, slot: write };
  return { state: on.state, value: on.value ? 'active' : 'pass-through', at: place, via, slot: write };
}

export const graphQlReaders: Readonly<Record<string, ResourceReader>> = {
  'AWS::AppSync::GraphQLApi': readGraphQl,
  'AWS::AppSync::Api': readEventApi,
};
