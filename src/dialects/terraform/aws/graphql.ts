/** Reads AppSync's APIs: GraphQL, and channels for events. */
import {
  graphQlAuthentication,
  graphQlDataTrace,
  graphQlLog,
  graphQlVisibility,
  onlyEndpoint,
  type GraphQlLogKeys,
} from '../../../evaluation/appsync.ts';
import { insertAt, setting } from '../../../evaluation/setting.ts';
import { tracingFlag } from '../../../evaluation/tracing.ts';
import { at, Block, Expression, items } from '../../../evaluation/tree.ts';
import type { Authentication } from '../../../model/endpoint.ts';
import { absent } from '../../../model/value.ts';
import type { Edit } from '../../../source/edit.ts';
import { addNew } from '../adding.ts';
import { nounOf, ownLink, partOf, settingOf, within } from '../nouns.ts';
import type { ResourceReader, TerraformResource } from '../reading.ts';

const logKeys: GraphQlLogKeys = {
  settings: 'log_config',
  level: within('log_config', 'field_log_level'),
  withoutContent: within('log_config', 'exclude_verbose_content'),
};

const readGraphQl: ResourceReader = (resource, reading) => {
  const reach = settingOf<'internet' | 'private'>(resource, ['visibility'], graphQlVisibility, 'internet');
  reading.nouns.apis.push({ ...nounOf(resource, reading), kind: 'api', apiKind: 'graphql', reach, routesPartial: false });
  reading.nouns.endpoints.push({
    ...partOf(resource, reading, 'endpoint'),
    ...onlyEndpoint('/graphql', resource.at, reach),
    api: ownLink(resource, reading),
    authentication: settingOf<Authentication>(resource, ['authentication_type'], graphQlAuthentication),
  });
  reading.nouns.stages.push({
    ...partOf(resource, reading, 'stage'),
    kind: 'stage',
    api: ownLink(resource, reading),
    apiKind: 'graphql',
    accessLog: graphQlLog(resource.properties, logKeys, resource.at, () => turnLogOn(resource)),
    tracing: settingOf(resource, ['xray_enabled'], tracingFlag, 'pass-through'),
    throttle: absent<number>(resource.at),
    dataTrace: graphQlDataTrace(resource.properties, logKeys, resource.at),
  });
};

/** Errors are logged, without what was asked and answered; AppSync needs a role for it: https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html (November 2026). */
function turnLogOn(resource: TerraformResource): readonly Edit[] | undefined {
  const name = `${resource.name}_logs`;
  const trust = '{ Effect = "Allow", Principal = { Service = "appsync.amazonaws.com" }, Action = "sts:AssumeRole" }';
  const document = `jsonencode({ Version = "2012-10-17", Statement = [${trust}] })`;
  const role = addNew(resource, 'aws_iam_role', name, { assume_role_policy: new Expression(document) });
  const attached = addNew(resource, 'aws_iam_role_policy_attachment', name, {
    role: new Expression(`aws_iam_role.${name}.name`),
    policy_arn: 'arn:aws:iam::aws:policy/service-role/AWSAppSyncPushToCloudWatchLogs',
  });
  const settings = { cloudwatch_logs_role_arn: new Expression(`aws_iam_role.${name}.arn`), exclude_verbose_content: true, field_log_level: 'ERROR' };
  const used = insertAt(resource.properties, [{ block: 'log_config' }], new Block(settings));
  return role && attached && used && [...used, ...role.edits, ...attached.edits];
}

/** Channels for events: who may connect is said by the providers, one of which each client chooses. */
const readEventApi: ResourceReader = (resource, reading) => {
  const [only, ...others] = items(at(resource.properties, 'event_config', 'auth_provider'));
  const reach = absent<'internet' | 'private'>(resource.at, 'internet');
  reading.nouns.apis.push({ ...nounOf(resource, reading), kind: 'api', apiKind: 'graphql', reach, routesPartial: false });
  if (only?.kind !== 'mapping' || others.length > 0) return;
  reading.nouns.endpoints.push({
    ...partOf(resource, reading, 'endpoint'),
    ...onlyEndpoint('/event', resource.at, reach),
    api: ownLink(resource, reading),
    // The modes of the channels name the provider once more: changing one of them changes nothing.
    authentication: { ...setting<Authentication>(only, ['auth_type'], graphQlAuthentication), slot: undefined },
  });
};

export const graphQlReaders: Readonly<Record<string, ResourceReader>> = { aws_appsync_graphql_api: readGraphQl, aws_appsync_api: readEventApi };
