/** Reads `AWS::Serverless::GraphQLApi`: one endpoint with its authentication, and its log. */
import { graphQlAuthentication, graphQlVisibility, onlyEndpoint } from '../../../evaluation/appsync.ts';
import { asValue, choice, setting } from '../../../evaluation/setting.ts';
import { tracingFlag } from '../../../evaluation/tracing.ts';
import { at, scalarText, type Tree } from '../../../evaluation/tree.ts';
import { absent, known, type Value } from '../../../model/value.ts';
import type { Span } from '../../../source/span.ts';
import { ownLink } from '../aws/triggers.ts';
import { nounOf, partOf, settingOf } from '../resource-noun.ts';
import type { ResourceReader } from '../template.ts';
import { samTemplate } from './sam-template.ts';

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-graphqlapi.html */
export const readGraphQlApi: ResourceReader = (written, reading) => {
  const resource = samTemplate(reading).merged(written);
  const { properties, at: head, body } = resource;
  const reach = settingOf<'internet' | 'private'>(resource, ['Visibility'], graphQlVisibility, 'internet');
  const api = ownLink(resource, reading);
  reading.nouns.apis.push({ ...nounOf(resource, reading, ['Name']), kind: 'api', apiKind: 'graphql', reach, routesPartial: false });
  reading.nouns.endpoints.push({
    ...partOf(resource, reading, 'endpoint', head, body),
    ...onlyEndpoint('/graphql', head, reach),
    api,
    authentication: setting(properties, ['Auth', 'Type'], graphQlAuthentication, { head }),
  });
  reading.nouns.stages.push({
    ...partOf(resource, reading, 'stage', head, body),
    kind: 'stage',
    api,
    apiKind: 'graphql',
    accessLog: logOf(at(properties, 'Logging'), head),
    tracing: settingOf(resource, ['XrayEnabled'], tracingFlag, 'pass-through'),
    throttle: absent(head),
    dataTrace: absent(head, false),
  });
};

/** SAM turns logging on unless it is told `Logging: false`. */
function logOf(logging: Tree | undefined, head: Span): Value<'on' | 'off'> {
  if (!logging) return absent(head, 'on');
  if (scalarText(logging) !== undefined || logging.kind === 'opaque') return asValue(logging, choice({ true: 'on', false: 'off' }));
  return known('on', logging.at, undefined, logging.via);
}
