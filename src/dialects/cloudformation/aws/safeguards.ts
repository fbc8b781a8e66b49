/** Reads what guards functions beside themselves: code signing, image registries, pollers and what they do with failures. */
import { choice, insertAt, text } from '../../../evaluation/setting.ts';
import { at } from '../../../evaluation/tree.ts';
import type { Trigger } from '../../../model/data.ts';
import type { Consumption } from '../../../model/safeguards.ts';
import { absent, unknown, type Slot, type Value } from '../../../model/value.ts';
import type { Span } from '../../../source/span.ts';
import { nounOf, settingOf } from '../resource-noun.ts';
import type { Reading, ResourceReader, TemplateResource } from '../template.ts';
import { allowSending, failureQueue } from './additions.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-lambda-codesigningconfig-codesigningpolicies.html */
const unsigned = choice({ Enforce: 'refused', Warn: 'admitted' });

const readCodeSigning: ResourceReader = (resource, reading) => {
  reading.nouns.codeSignings.push({
    ...nounOf(resource, reading),
    kind: 'code-signing',
    unsigned: settingOf(resource, ['CodeSigningPolicies', 'UntrustedArtifactOnDeployment'], unsigned, 'admitted'),
  });
};

const mutability = {
  decode: (written: string | number | boolean): boolean | undefined => ({ MUTABLE: true, IMMUTABLE: false })[String(written)],
  encode: (mutable: boolean): string => (mutable ? 'MUTABLE' : 'IMMUTABLE'),
};

export const readImageRegistry: ResourceReader = (resource, reading) => {
  reading.nouns.imageRegistries.push({
    ...nounOf(resource, reading, ['RepositoryName']),
    kind: 'image-registry',
    mutableTags: settingOf(resource, ['ImageTagMutability'], mutability, true),
  });
};

const sourceKinds: Partial<Record<Trigger['triggerKind'], Consumption['sourceKind']>> = { stream: 'stream', table: 'stream', queue: 'queue' };

/** What an event source mapping does with records that the function fails on. */
export function readConsumption(resource: TemplateResource, reading: Reading, kind: Trigger['triggerKind']): void {
  const { properties } = resource;
  const sourceKind = sourceKinds[kind] ?? 'other';
  const source = reading.link(at(properties, 'EventSourceArn'), properties);
  const target = reading.link(at(properties, 'FunctionName'), properties);
  const failures = sourceKind === 'queue' ? queueFailures(reading.behind(source), reading, resource.at) : streamFailures(resource, reading);
  reading.nouns.consumptions.push({ ...nounOf(resource, reading), kind: 'consumption', sourceKind, source, target, ...failures });
}

type Failures = Pick<Consumption, 'failureTarget' | 'addFailureTarget'>;

function streamFailures(resource: TemplateResource, reading: Reading): Failures {
  const failureTarget = settingOf(resource, ['DestinationConfig', 'OnFailure', 'Destination'], text);
  const addFailureTarget: Slot<'queue'> = () => {
    const id = `${resource.id}Failures`;
    const arn = { 'Fn::GetAtt': [id, 'Arn'] };
    const target = reading.behind(reading.link(at(resource.properties, 'FunctionName'), resource.properties));
    const allowed = target ? allowSending(target.properties, arn, reading) : [];
    const used = insertAt(resource.properties, ['DestinationConfig'], { OnFailure: { Destination: arn } });
    const added = used && allowed && reading.addResource(id, failureQueue);
    return added && [...used, ...allowed, ...added];
  };
  return { failureTarget, addFailureTarget };
}

/** Messages of a queue that fail again and again go where the queue says; a queue that stands elsewhere is not known. */
export function queueFailures(queue: TemplateResource | undefined, reading: Reading, head: Span): Failures {
  if (queue?.type !== 'AWS::SQS::Queue') return { failureTarget: unknown('its queue is not written here', head) };
  if (keepsFailures(queue, reading)) return { failureTarget: unknown('its queue holds failures already', head) };
  const written = at(queue.properties, 'RedrivePolicy');
  const failureTarget: Value<string> = written
    ? unknown('its queue has a redrive policy', written.at)
    : queue.properties.partial
      ? unknown('part of its settings cannot be read', queue.at)
      : absent(queue.at);
  const addFailureTarget: Slot<'queue'> = () => {
    const id = `${queue.id}Failures`;
    const redrive = { deadLetterTargetArn: { 'Fn::GetAtt': [id, 'Arn'] }, maxReceiveCount: 5 };
    const used = insertAt(queue.properties, ['RedrivePolicy'], redrive);
    // The failures of a FIFO queue go to another one.
    const properties = at(queue.properties, 'FifoQueue') ? { FifoQueue: true, MessageRetentionPeriod: 1_209_600 } : undefined;
    const added = used && reading.addResource(id, properties ? { Type: 'AWS::SQS::Queue', Properties: properties } : failureQueue);
    return added && [...used, ...added];
  };
  return { failureTarget, addFailureTarget };
}

/** Is it where the failures of another queue go? */
function keepsFailures(queue: TemplateResource, reading: Reading): boolean {
  return reading.ofType('AWS::SQS::Queue').some(({ properties }) => {
    const target = at(properties, 'RedrivePolicy', 'deadLetterTargetArn');
    return target !== undefined && reading.link(target, properties).to === reading.key(queue.id);
  });
}

export const safeguardReaders: Readonly<Record<string, ResourceReader>> = {
  'AWS::Lambda::CodeSigningConfig': readCodeSigning,
};
