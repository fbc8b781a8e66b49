/** Reads what guards functions beside themselves: code signing, image registries, pollers and what they do with failures. */
import { choice, insertAt, text } from '../../../evaluation/setting.ts';
import { at, Block, Expression } from '../../../evaluation/tree.ts';
import type { Trigger } from '../../../model/data.ts';
import type { Consumption } from '../../../model/safeguards.ts';
import { absent, unknown, type Slot } from '../../../model/value.ts';
import type { Span } from '../../../source/span.ts';
import { addBeside } from '../adding.ts';
import { nounOf, settingOf, within } from '../nouns.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';
import { failureQueue } from './additions.ts';
import { allowSending } from './sending.ts';

const unsigned = choice({ Enforce: 'refused', Warn: 'admitted' });

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_code_signing_config */
const readCodeSigning: ResourceReader = (resource, reading) => {
  reading.nouns.codeSignings.push({
    ...nounOf(resource, reading),
    kind: 'code-signing',
    unsigned: settingOf(resource, within('policies', 'untrusted_artifact_on_deployment'), unsigned, 'admitted'),
  });
};

const mutability = {
  decode: (written: string | number | boolean): boolean | undefined => ({ MUTABLE: true, IMMUTABLE: false })[String(written)],
  encode: (mutable: boolean): string => (mutable ? 'MUTABLE' : 'IMMUTABLE'),
};

const readImageRegistry: ResourceReader = (resource, reading) => {
  reading.nouns.imageRegistries.push({
    ...nounOf(resource, reading),
    kind: 'image-registry',
    mutableTags: settingOf(resource, ['image_tag_mutability'], mutability, true),
  });
};

const sourceKinds: Partial<Record<Trigger['triggerKind'], Consumption['sourceKind']>> = { stream: 'stream', table: 'stream', queue: 'queue' };

/** What an event source mapping does with records that the function fails on. */
export function readConsumption(resource: TerraformResource, reading: Reading, kind: Trigger['triggerKind']): void {
  const { properties } = resource;
  const sourceKind = sourceKinds[kind] ?? 'other';
  const written = at(properties, 'event_source_arn');
  const source = reading.link(written, properties);
  const target = reading.link(at(properties, 'function_name'), properties, 'aws_lambda_function');
  const failures =
    sourceKind === 'queue' ? queueFailures(reading.target(written, 'aws_sqs_queue'), reading, resource.at) : streamFailures(resource, reading);
  reading.nouns.consumptions.push({ ...nounOf(resource, reading), kind: 'consumption', sourceKind, source, target, ...failures });
}

type Failures = Pick<Consumption, 'failureTarget' | 'addFailureTarget'>;

function streamFailures(resource: TerraformResource, reading: Reading): Failures {
  const failureTarget = settingOf(resource, within('destination_config', 'on_failure', 'destination_arn'), text);
  const addFailureTarget: Slot<'queue'> = () => {
    if (at(resource.properties, 'destination_config')) return undefined;
    const queue = addQueue(resource);
    const fn = reading.target(at(resource.properties, 'function_name'), 'aws_lambda_function');
    const destination = queue && new Block({ on_failure: new Block({ destination_arn: new Expression(`${queue.reference}.arn`) }) });
    const used = destination && insertAt(resource.properties, [{ block: 'destination_config' }], destination);
    const allowed = queue && fn ? allowSending(fn, `${queue.reference}.arn`, reading) : [];
    return used && allowed && [...used, ...queue.edits, ...allowed];
  };
  return { failureTarget, addFailureTarget };
}

function addQueue(owner: TerraformResource, more = {}, suffix = '') {
  if (owner.key !== undefined) return undefined;
  const name = `${owner.name}_failures`;
  return addBeside(owner, 'aws_sqs_queue', name, () => ({ name: `${name.replaceAll('_', '-')}${suffix}`, ...failureQueue, ...more }));
}

/** Messages of a queue that fail again and again go where the queue says; a queue that stands elsewhere is not known. */
function queueFailures(queue: TerraformResource | undefined, reading: Reading, head: Span): Failures {
  if (queue?.type !== 'aws_sqs_queue') return { failureTarget: unknown('its queue is not written here', head) };
  if (keepsFailures(queue, reading)) return { failureTarget: unknown('its queue holds failures already', head) };
  const apart = reading.belonging(queue, 'aws_sqs_queue_redrive_policy', 'queue_url')[0];
  if (at(queue.properties, 'redrive_policy') ?? apart) return { failureTarget: unknown('its queue has a redrive policy', head) };
  if (queue.properties.partial) return { failureTarget: unknown('part of its settings cannot be read', head) };
  const addFailureTarget: Slot<'queue'> = () => {
    const isFifo = at(queue.properties, 'fifo_queue') !== undefined;
    const failures = isFifo ? addQueue(queue, { fifo_queue: true }, '.fifo') : addQueue(queue);
    if (!failures || queue.at.file.path.endsWith('.json')) return undefined;
    const eol = queue.at.file.lineEnding;
    const redrive = ['jsonencode({', `    deadLetterTargetArn = ${failures.reference}.arn`, '    maxReceiveCount     = 5', '  })'].join(eol);
    const used = insertAt(queue.properties, ['redrive_policy'], new Expression(redrive));
    return used && [...used, ...failures.edits];
  };
  return { failureTarget: absent(queue.at), addFailureTarget };
}

/** Is it where the failures of another queue go? */
function keepsFailures(queue: TerraformResource, reading: Reading): boolean {
  const references = [...reading.ofType('aws_sqs_queue'), ...reading.ofType('aws_sqs_queue_redrive_policy')];
  return references.some((other) => {
    const policy = at(other.properties, 'redrive_policy');
    return policy !== undefined && other !== queue && refersTo(policy, queue, reading);
  });
}

function refersTo(policy: NonNullable<ReturnType<typeof at>>, queue: TerraformResource, reading: Reading): boolean {
  const document = reading.deployment.evaluator.document(policy) ?? policy;
  return reading.target(at(document, 'deadLetterTargetArn') ?? policy, 'aws_sqs_queue') === queue;
}

export const safeguardReaders: Readonly<Record<string, ResourceReader>> = {
  aws_lambda_code_signing_config: readCodeSigning,
  aws_ecr_repository: readImageRegistry,
};
