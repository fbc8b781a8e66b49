/** Reads AppSync's APIs: GraphQL, and channels for events. */
import {
  graphQlAuthentication,
  graphQlDataTrace,
  graphQlLog,
  graphQlVisibility,
  onlyEndpoint,
  type GraphQlLogKeys,
} from '../../../evaluation/appsync.ts';
import { setting } from '../../../evaluation/setting.ts';
import { tracingFlag } from '../../../evaluation/tracing.ts';
import { at, items } from '../../../evaluation/tree.ts';
import type { Authentication } from '../../../model/endpoint.ts';
import { absent } from '../../../model/value.ts';
import type { Edit } from '../../../source/edit.ts';
import { nounOf, partOf, settingOf } from '../resource-noun.ts';
import type { Reading, ResourceReader, TemplateResource } from '../template.ts';
import { ownLink } from './triggers.ts';

const logKeys: GraphQlLogKeys = {
  settings: 'LogConfig',
  level: ['LogConfig', 'FieldLogLevel'],
  withoutContent: ['LogConfig', 'ExcludeVerboseContent'],
};

const readGraphQl: ResourceReader = (resource, reading) => {
  const noun = nounOf(resource, reading, ['Name']);
  const reach = settingOf<'internet' | 'private'>(resource, ['Visibility'], graphQlVisibility, 'internet');
  reading.nouns.apis.push({ ...noun, kind: 'api', apiKind: 'graphql', reach, routesPartial: false });
  reading.nouns.endpoints.push({
    ...partOf(resource, reading, 'endpoint', resource.at, resource.body),
    ...onlyEndpoint('/graphql', resource.at, reach),
    api: ownLink(resource, reading),
    authentication: settingOf<Authentication>(resource, ['AuthenticationType'], graphQlAuthentication),
  });
  reading.nouns.stages.push({
    ...partOf(resource, reading, 'stage', resource.at, resource.body),
    kind: 'stage',
    api: ownLink(resource, reading),
    apiKind: 'graphql',
    accessLog: graphQlLog(resource.properties, logKeys, resource.at, () => turnLogOn(resource, reading)),
    tracing: settingOf(resource, ['XrayEnabled'], tracingFlag, 'pass-through'),
    throttle: absent<number>(resource.at),
    dataTrace: graphQlDataTrace(resource.properties, logKeys, resource.at),
  });
};

/** Errors are logged, without what was asked and answered; AppSync needs a role for it: https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html (November 2026). */
function turnLogOn({ id, properties }: TemplateResource, reading: Reading): readonly Edit[] | undefined {
  const role = `${id}LogsRole`;
  const trust = { Effect: 'Allow', Principal: { Service: 'appsync.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const added = reading.addResource(role, {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [trust] },
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSAppSyncPushToCloudWatchLogs'],
    },
  });
  const settings = { FieldLogLevel: 'ERROR', ExcludeVerboseContent: true, CloudWatchLogsRoleArn: { 'Fn::GetAtt': [role, 'Arn'] } };
  const used = properties.editor?.put?.('LogConfig', settings);
  return added && used && [...used, ...added];
}

/** Channels for events: who may connect is said by the providers, one of which each client chooses. */
const readEventApi: ResourceReader = (resource, reading) => {
  const [only, ...others] = items(at(resource.properties, 'EventConfig', 'AuthProviders'));
  const reach = absent<'internet' | 'private'>(resource.at, 'internet');
  reading.nouns.apis.push({ ...nounOf(resource, reading, ['Name']), kind: 'api', apiKind: 'graphql', reach, routesPartial: false });
  if (only?.kind !== 'mapping' || others.length > 0) return;
  reading.nouns.endpoints.push({
    ...partOf(resource, reading, 'endpoint', resource.at, resource.body),
    ...onlyEndpoint('/event', resource.at, reach),
    api: ownLink(resource, reading),
    // The modes of the channels name the provider once more: changing one of them changes nothing.
    authentication: { ...setting<Authentication>(only, ['AuthType'], graphQlAuthentication), slot: undefined },
  });
};

export const graphQlReaders: Readonly<Record<string, ResourceReader>> = {
  'AWS::AppSync::GraphQLApi': readGraphQl,
  'AWS::AppSync::Api': readEventApi,
};
