/** Reads AppSync's APIs: GraphQL, and channels for events. */
import { choice, flag, setting, text } from '../../../evaluation/setting.ts';
import { at, items } from '../../../evaluation/tree.ts';
import type { Authentication } from '../../../model/endpoint.ts';
import { absent, known, mapValue, type Value } from '../../../model/value.ts';
import { nounOf, ownLink, partOf, settingOf, within } from '../nouns.ts';
import type { ResourceReader, TerraformResource } from '../reading.ts';
import { tracingOf } from './operations.ts';

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
  const reach = settingOf<'internet' | 'private'>(resource, ['visibility'], visibility, 'internet');
  reading.nouns.apis.push({ ...nounOf(resource, reading), kind: 'api', apiKind: 'graphql', reach, routesPartial: false });
  reading.nouns.endpoints.push({
    ...partOf(resource, reading, 'endpoint'),
    kind: 'endpoint',
    api: ownLink(resource, reading),
    apiKind: 'graphql',
    method: known('POST', resource.at),
    path: known('/graphql', resource.at),
    authentication: settingOf<Authentication>(resource, ['authentication_type'], authentication),
    keyRequired: absent<boolean>(resource.at, false),
    target: { value: absent(resource.at) },
    purpose: 'route',
    origins: [],
    restricted: reach.state === 'unknown' ? 'unknown' : reach.value === 'private' ? 'yes' : 'no',
  });
  reading.nouns.stages.push({
    ...partOf(resource, reading, 'stage'),
    kind: 'stage',
    api: ownLink(resource, reading),
    apiKind: 'graphql',
    accessLog: requestLog(resource),
    tracing: tracingOf(settingOf(resource, ['xray_enabled'], flag, false)),
    throttle: absent<number>(resource.at),
    dataTrace: verbose(resource),
  });
};

/** Channels for events: who may connect is said by the providers, one of which each client chooses. */
const readEventApi: ResourceReader = (resource, reading) => {
  const [only, ...others] = items(at(resource.properties, 'event_config', 'auth_provider'));
  const reach = absent<'internet' | 'private'>(resource.at, 'internet');
  reading.nouns.apis.push({ ...nounOf(resource, reading), kind: 'api', apiKind: 'graphql', reach, routesPartial: false });
  if (only?.kind !== 'mapping' || others.length > 0) return;
  reading.nouns.endpoints.push({
    ...partOf(resource, reading, 'endpoint'),
    kind: 'endpoint',
    api: ownLink(resource, reading),
    apiKind: 'graphql',
    method: known('POST', resource.at),
    path: known('/event', resource.at),
    // The modes of the channels name the provider once more: changing one of them changes nothing.
    authentication: { ...setting<Authentication>(only, ['auth_type'], authentication), slot: undefined },
    keyRequired: absent<boolean>(resource.at, false),
    target: { value: absent(resource.at) },
    purpose: 'route',
    origins: [],
    restricted: 'no',
  });
};

/** Headers, arguments and results are logged with every field where nobody leaves them out. */
function verbose(resource: TerraformResource): Value<boolean> {
  const level = settingOf(resource, within('log_config', 'field_log_level'), text);
  const excluded = settingOf(resource, within('log_config', 'exclude_verbose_content'), flag, true);
  if (level.state !== 'known' || level.value !== 'ALL' || excluded.state !== 'known') return absent<boolean>(resource.at, false);
  return mapValue(
    excluded,
    (on) => !on,
    (to) => !to,
  );
}

function requestLog({ properties, at: head }: TerraformResource): Value<'on' | 'off'> {
  const level = setting<'on' | 'off'>(properties, within('log_config', 'field_log_level'), fieldLog, { head });
  if (level.state !== 'absent') return { ...level, slot: undefined };
  return at(properties, 'log_config') ? known<'on' | 'off'>('on', head) : absent<'on' | 'off'>(head, 'off');
}

export const graphQlReaders: Readonly<Record<string, ResourceReader>> = { aws_appsync_graphql_api: readGraphQl, aws_appsync_api: readEventApi };
