/** Reads protective settings of resources that no rule asks for by itself. */
import { protectionOf, protectionsOf } from '../../evaluation/protections.ts';
import { insertAt } from '../../evaluation/setting.ts';
import { at } from '../../evaluation/tree.ts';
import { absent, known, type Value } from '../../model/value.ts';
import { cloudFormationProtections } from '../../platform/protections.ts';
import { nounOf } from './resource-noun.ts';
import type { Reading, TemplateResource } from './template.ts';

export function readProtections(resource: TemplateResource, reading: Reading): void {
  const spellings = Object.hasOwn(cloudFormationProtections, resource.type) ? cloudFormationProtections[resource.type] : undefined;
  if (!spellings) return;
  const noun = nounOf(resource, reading);
  reading.nouns.protections.push(...protectionsOf(noun, resource.properties, spellings, (...names) => names));
  if (resource.type === 'AWS::S3::Bucket') reading.nouns.protections.push(protectionOf(noun, 'access-log', accessLog(resource, reading)));
}

const logParameter = 'AccessLogBucketName';

/** Whose bucket takes the log is for the deployment to say: a bucket that logs into itself never comes to an end. */
function accessLog({ properties, at: head }: TemplateResource, reading: Reading): Value<boolean> {
  const written = at(properties, 'LoggingConfiguration');
  if (written) return known(true, written.at);
  return absent(head, false, () => {
    const definition = { Type: 'String', Description: 'The bucket that takes the access logs of the others' };
    const parameter = reading.addParameter(logParameter, definition);
    const use = parameter && insertAt(properties, ['LoggingConfiguration', 'DestinationBucketName'], { Ref: logParameter });
    return use && [...parameter, ...use];
  });
}
