/** Reads `FunctionUrlConfig`: the address that a function itself answers at. */
import { choice, setting } from '../../../evaluation/setting.ts';
import { at, type Mapping } from '../../../evaluation/tree.ts';
import { absent, known } from '../../../model/value.ts';
import { cover } from '../../../source/span.ts';
import { corsOf, originsIn } from '../aws/origins.ts';
import { ownLink } from '../aws/triggers.ts';
import { nounOf } from '../resource-noun.ts';
import type { TemplateResource } from '../template.ts';
import type { SamTemplate } from './sam-template.ts';

const authentication = choice({ NONE: 'none', AWS_IAM: 'iam' });

export function readFunctionUrl(resource: TemplateResource, properties: Mapping, { reading }: SamTemplate): void {
  const entry = properties.entries.get('FunctionUrlConfig');
  if (!entry) return;
  const id = `${resource.id}Url`;
  // A URL that all functions have is written once, in Globals; here it is this function's.
  const isInherited = entry.value.via.length > 0;
  const head = isInherited ? resource.at : entry.key;
  const owner = ownLink(resource, reading);
  reading.nouns.endpoints.push({
    ...nounOf(resource, reading),
    key: reading.key(id),
    address: reading.address(id),
    type: 'AWS::Lambda::Url',
    at: head,
    body: isInherited ? resource.body : cover(head, entry.value.at),
    kind: 'endpoint',
    api: owner,
    apiKind: 'function-url',
    method: known('ANY', head),
    path: known('/', head),
    authentication: setting(properties, ['FunctionUrlConfig', 'AuthType'], authentication, { head, default: 'none' }),
    keyRequired: absent(head, false),
    target: owner,
    purpose: 'route',
    origins: originsIn(at(entry.value, 'Cors', 'AllowOrigins'), reading),
    cors: corsOf(at(entry.value, 'Cors')),
    restricted: 'no',
  });
}
