/** Reads what triggers functions: event source mappings, notifications, rules, schedules, subscriptions, pipes, pools. */
import { asValue, text } from '../../../evaluation/setting.ts';
import { at, entries, items, scalarText, type Tree } from '../../../evaluation/tree.ts';
import type { Trigger } from '../../../model/data.ts';
import type { Link } from '../../../model/noun.ts';
import { nounOf, ownLink, partOf } from '../nouns.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';
import { readConsumption } from './safeguards.ts';

type Kind = Trigger['triggerKind'];

interface TriggerPart {
  readonly kind: Kind;
  /** Tells it from the resource's others; undefined where the resource is the trigger itself. */
  readonly part?: string | undefined;
  /** What names the target; its place is the part's. */
  readonly target: Tree | undefined;
  /** What it listens to, where that is not the resource. */
  readonly source?: Link | undefined;
  /** What narrows it. */
  readonly filter?: Tree | undefined;
}

function addTrigger(resource: TerraformResource, reading: Reading, { kind, part, target, source, filter }: TriggerPart): void {
  if (!target) return;
  const noun = part === undefined ? nounOf(resource, reading) : partOf(resource, reading, part, target.at, target.at);
  reading.nouns.triggers.push({
    ...noun,
    kind: 'trigger',
    triggerKind: kind,
    source: source ?? ownLink(resource, reading),
    target: reading.link(target, resource.properties),
    isFiltered: filter !== undefined,
  });
}

const kindByType: ReadonlyMap<string, Kind> = new Map([
  ['aws_sqs_queue', 'queue'],
  ['aws_kinesis_stream', 'stream'],
  ['aws_kinesis_stream_consumer', 'stream'],
  ['aws_dynamodb_table', 'table'],
  ['aws_docdb_cluster', 'table'],
  ['aws_msk_cluster', 'broker'],
  ['aws_msk_serverless_cluster', 'broker'],
  ['aws_mq_broker', 'broker'],
  ['aws_sns_topic', 'topic'],
]);

/** Kinds of sources by the service in their ARN. */
const kindByService: ReadonlyMap<string, Kind> = new Map([
  ['sqs', 'queue'],
  ['kinesis', 'stream'],
  ['dynamodb', 'table'],
  ['kafka', 'broker'],
  ['mq', 'broker'],
  ['sns', 'topic'],
]);

/** What kind of source an ARN or a reference names. */
function sourceKind(source: Tree | undefined, reading: Reading): Kind {
  if (!source) return 'other';
  const type = reading.target(source)?.type;
  const value = asValue(source, text);
  const written =
    value.state === 'known'
      ? value.value
      : value.state === 'unknown'
        ? value.pattern?.map((part) => (typeof part === 'string' ? part : '*')).join('')
        : '';
  const service = /^arn:[^:]*:([a-z0-9-]+):/.exec(written ?? '')?.[1];
  return kindByType.get(type ?? '') ?? kindByService.get(service ?? '') ?? 'other';
}

const readMapping: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const source = at(properties, 'event_source_arn');
  const kind = source ? sourceKind(source, reading) : at(properties, 'self_managed_event_source') ? 'broker' : 'other';
  addTrigger(resource, reading, {
    kind,
    target: at(properties, 'function_name'),
    source: reading.link(source, properties),
    filter: at(properties, 'filter_criteria'),
  });
  readConsumption(resource, reading, kind);
};

const notifications: readonly (readonly [block: string, target: string])[] = [
  ['lambda_function', 'lambda_function_arn'],
  ['queue', 'queue_arn'],
  ['topic', 'topic_arn'],
];

const readNotification: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const source = reading.link(at(properties, 'bucket'), properties, 'aws_s3_bucket');
  for (const [block, target] of notifications) {
    for (const [index, item] of items(at(properties, block)).entries()) {
      addTrigger(resource, reading, {
        kind: 'bucket',
        part: `${block}/${index}`,
        target: at(item, target),
        source,
        filter: at(item, 'filter_prefix') ?? at(item, 'filter_suffix'),
      });
    }
  }
};

const readRuleTarget: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const rule = reading.target(at(properties, 'rule'), 'aws_cloudwatch_event_rule');
  const kind = rule && at(rule.properties, 'schedule_expression') ? 'schedule' : 'event-bus';
  const bus = at(properties, 'event_bus_name') ?? (rule && at(rule.properties, 'event_bus_name'));
  const source =
    kind === 'event-bus' && bus ? reading.link(bus, properties) : rule ? ownLink(rule, reading) : reading.link(at(properties, 'rule'), properties);
  addTrigger(resource, reading, { kind, target: at(properties, 'arn'), source });
};

const readSchedule: ResourceReader = (resource, reading) => {
  addTrigger(resource, reading, { kind: 'schedule', target: at(resource.properties, 'target', 'arn') });
};

const readSubscription: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  if (!['lambda', 'sqs', 'firehose'].includes(scalarText(at(properties, 'protocol')) ?? '')) return;
  const source = reading.link(at(properties, 'topic_arn'), properties);
  addTrigger(resource, reading, { kind: 'topic', target: at(properties, 'endpoint'), source, filter: at(properties, 'filter_policy') });
};

const readLogFilter: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  addTrigger(resource, reading, {
    kind: 'log',
    target: at(properties, 'destination_arn'),
    source: reading.link(at(properties, 'log_group_name'), properties),
  });
};

const readUserPool: ResourceReader = (resource, reading) => {
  for (const [name, { value }] of entries(at(resource.properties, 'lambda_config'))) {
    const target = value.kind === 'mapping' ? at(value, 'lambda_arn') : value;
    if (name !== 'kms_key_id') addTrigger(resource, reading, { kind: 'identity-pool', part: `lambda_config/${name}`, target });
  }
};

const readTopicRule: ResourceReader = (resource, reading) => {
  for (const [index, action] of items(at(resource.properties, 'lambda')).entries()) {
    addTrigger(resource, reading, { kind: 'iot', part: `lambda/${index}`, target: at(action, 'function_arn') });
  }
};

/** A pipe calls what enriches its events and what they end at. */
const readPipe: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const source = reading.link(at(properties, 'source'), properties);
  const kind = sourceKind(at(properties, 'source'), reading);
  for (const part of ['enrichment', 'target']) addTrigger(resource, reading, { kind, part, target: at(properties, part), source });
};

export const triggerReaders: Readonly<Record<string, ResourceReader>> = {
  aws_lambda_event_source_mapping: readMapping,
  aws_s3_bucket_notification: readNotification,
  aws_cloudwatch_event_target: readRuleTarget,
  aws_scheduler_schedule: readSchedule,
  aws_sns_topic_subscription: readSubscription,
  aws_cloudwatch_log_subscription_filter: readLogFilter,
  aws_cognito_user_pool: readUserPool,
  aws_iot_topic_rule: readTopicRule,
  aws_pipes_pipe: readPipe,
};
