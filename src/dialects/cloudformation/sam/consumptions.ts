/** Reads what the pollers of a function's events do with records that the function fails on. */
import { insertAt, setting, text } from '../../../evaluation/setting.ts';
import { at, type Entry } from '../../../evaluation/tree.ts';
import type { Consumption } from '../../../model/safeguards.ts';
import { absent, type Slot } from '../../../model/value.ts';
import { failureQueue } from '../aws/additions.ts';
import { queueFailures } from '../aws/safeguards.ts';
import { partOf } from '../resource-noun.ts';
import type { Reading, TemplateResource } from '../template.ts';

const sources: Readonly<Record<string, readonly [kind: Consumption['sourceKind'], property: string]>> = {
  SQS: ['queue', 'Queue'],
  Kinesis: ['stream', 'Stream'],
  DynamoDB: ['stream', 'Stream'],
};

export function readConsumption(resource: TemplateResource, name: string, entry: Entry, type: string, reading: Reading): void {
  const polled = sources[type];
  const settings = at(entry.value, 'Properties');
  if (!polled || settings?.kind !== 'mapping') return;
  const [sourceKind, property] = polled;
  const source = reading.link(at(settings, property), settings);
  const addFailureTarget: Slot<'queue'> = () => {
    const id = `${resource.id}${name}Failures`;
    // SAM lets the function send to a queue whose type is given.
    const used = insertAt(settings, ['DestinationConfig'], { OnFailure: { Type: 'SQS', Destination: { 'Fn::GetAtt': [id, 'Arn'] } } });
    const added = used && reading.addResource(id, failureQueue);
    return added && [...used, ...added];
  };
  const destination = setting(settings, ['DestinationConfig', 'OnFailure', 'Destination'], text, { head: entry.key });
  reading.nouns.consumptions.push({
    ...partOf(resource, reading, `${name}/Polling`, entry.key, entry.value.at),
    kind: 'consumption',
    sourceKind,
    source,
    target: { value: absent(entry.key), to: reading.key(resource.id) },
    ...(sourceKind === 'queue' ? queueFailures(reading.behind(source), reading, entry.key) : { failureTarget: destination, addFailureTarget }),
  });
}
