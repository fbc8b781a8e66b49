/** Reads the functions that a SAM API asks about its callers. */
import { asValue, number, setting, text } from '../../../evaluation/setting.ts';
import { at, entries, isPartial, items, type Mapping, scalarText } from '../../../evaluation/tree.ts';
import { mapValue, type Value } from '../../../model/value.ts';
import { partOf } from '../resource-noun.ts';
import type { Reading } from '../template.ts';
import type { SamApi } from './apis.ts';

/** What of a request tells callers apart, by the property that lists it. */
const lists: readonly (readonly [property: string, prefix: string])[] = [
  ['Headers', 'method.request.header.'],
  ['QueryStrings', 'method.request.querystring.'],
  ['StageVariables', 'stageVariables.'],
  ['Context', 'context.'],
];

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-lambdarequestauthorizationidentity.html */
export function readAuthorizers({ kind, resource }: SamApi, reading: Reading): void {
  for (const [name, { key, value }] of entries(at(resource.properties, 'Auth', 'Authorizers'))) {
    if (value.kind !== 'mapping' || !at(value, 'FunctionArn')) continue;
    if (kind === 'rest' && scalarText(at(value, 'FunctionPayloadType'))?.toUpperCase() !== 'REQUEST') continue;
    const identity = at(value, 'Identity');
    reading.nouns.authorizers.push({
      ...partOf(resource, reading, `Authorizers/${name}`, key, value.at),
      label: name,
      kind: 'authorizer',
      identitySources: identity?.kind === 'mapping' ? sourcesOf(identity) : [],
      identitySourcesPartial: isPartial(identity),
      cacheSeconds: setting(value, ['Identity', 'ReauthorizeEvery'], number, { head: key, default: kind === 'rest' ? 300 : 0 }),
    });
  }
}

function sourcesOf(identity: Mapping): readonly Value<string>[] {
  return lists.flatMap(([property, prefix]) =>
    items(at(identity, property)).map((item) => mapValue(asValue(item, text), (written) => `${prefix}${written}`)),
  );
}
