/** Reads what triggers functions: event source mappings, rules, schedules, subscriptions, pipes, pools. */
import { asValue, text } from '../../../evaluation/setting.ts';
import { at, entries, items, scalarText, type Tree } from '../../../evaluation/tree.ts';
import type { Trigger } from '../../../model/data.ts';
import { referencesOf } from '../../../model/value.ts';
import type { Reading, ResourceReader, TemplateResource } from '../template.ts';
import { readConsumption } from './safeguards.ts';
import { readDirectory } from './sign-in.ts';
import { addTrigger } from './triggers.ts';

type Kind = Trigger['triggerKind'];

/** Kinds of sources by the resource type that a mapping refers to. */
const kindByType: Readonly<Record<string, Kind>> = {
  'AWS::SQS::Queue': 'queue',
  'AWS::Kinesis::Stream': 'stream',
  'AWS::Kinesis::StreamConsumer': 'stream',
  'AWS::DynamoDB::Table': 'table',
  'AWS::DynamoDB::GlobalTable': 'table',
  'AWS::Serverless::SimpleTable': 'table',
  'AWS::MSK::Cluster': 'broker',
  'AWS::MSK::ServerlessCluster': 'broker',
  'AWS::AmazonMQ::Broker': 'broker',
  'AWS::DocDB::DBCluster': 'table',
  'AWS::SNS::Topic': 'topic',
};

/** Kinds of sources by the service in their ARN. */
const kindByService: Readonly<Record<string, Kind>> = {
  sqs: 'queue',
  kinesis: 'stream',
  dynamodb: 'table',
  kafka: 'broker',
  mq: 'broker',
  sns: 'topic',
};

/** What kind of source an ARN or a reference names. */
export function sourceKind(source: Tree | undefined, reading: Reading): Kind {
  if (!source) return 'other';
  const value = asValue(source, text);
  const service = /^arn:[^:]*:([a-z0-9-]+):/.exec(scalarText(source) ?? '')?.[1];
  const [reference] = referencesOf(value);
  const type = reference && reading.find(reference.address)?.type;
  return kindByType[type ?? ''] ?? kindByService[service ?? ''] ?? 'other';
}

const readMapping: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const source = at(properties, 'EventSourceArn');
  const kind = source ? sourceKind(source, reading) : at(properties, 'SelfManagedEventSource') ? 'broker' : 'other';
  addTrigger(resource, reading, {
    kind,
    target: at(properties, 'FunctionName'),
    source: reading.link(source, properties),
    filter: at(properties, 'FilterCriteria'),
  });
  readConsumption(resource, reading, kind);
};

const readRule: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const kind = at(properties, 'ScheduleExpression') ? 'schedule' : 'event-bus';
  const bus = at(properties, 'EventBusName');
  const source = bus && kind === 'event-bus' ? reading.link(bus, properties) : undefined;
  for (const [index, target] of items(at(properties, 'Targets')).entries()) {
    addTrigger(resource, reading, { kind, part: `Targets/${index}`, target: at(target, 'Arn'), source });
  }
};

const readSchedule: ResourceReader = (resource, reading) => {
  addTrigger(resource, reading, { kind: 'schedule', target: at(resource.properties, 'Target', 'Arn') });
};

const readSubscription: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  if (!deliversTo(at(properties, 'Protocol'))) return;
  const source = reading.link(at(properties, 'TopicArn'), properties);
  addTrigger(resource, reading, { kind: 'topic', target: at(properties, 'Endpoint'), source, filter: at(properties, 'FilterPolicy') });
};

/** Subscriptions that stand in the topic itself. */
export function readTopicSubscriptions(resource: TemplateResource, reading: Reading): void {
  for (const [index, item] of items(at(resource.properties, 'Subscription')).entries()) {
    if (deliversTo(at(item, 'Protocol')))
      addTrigger(resource, reading, { kind: 'topic', part: `Subscription/${index}`, target: at(item, 'Endpoint') });
  }
}

function deliversTo(protocol: Tree | undefined): boolean {
  return ['lambda', 'sqs', 'firehose'].includes(scalarText(protocol) ?? '');
}

const readLogFilter: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  addTrigger(resource, reading, {
    kind: 'log',
    target: at(properties, 'DestinationArn'),
    source: reading.link(at(properties, 'LogGroupName'), properties),
  });
};

const readUserPool: ResourceReader = (resource, reading) => {
  readDirectory(resource, reading);
  for (const [name, { value }] of entries(at(resource.properties, 'LambdaConfig'))) {
    const target = value.kind === 'mapping' ? at(value, 'LambdaArn') : value;
    if (name !== 'KMSKeyID') addTrigger(resource, reading, { kind: 'identity-pool', part: `LambdaConfig/${name}`, target });
  }
};

const readTopicRule: ResourceReader = (resource, reading) => {
  for (const [index, action] of items(at(resource.properties, 'TopicRulePayload', 'Actions')).entries()) {
    addTrigger(resource, reading, { kind: 'iot', part: `Actions/${index}`, target: at(action, 'Lambda', 'FunctionArn') });
  }
};

/** A pipe calls what enriches its events and what they end at. */
export function readPipeTriggers(resource: TemplateResource, reading: Reading): void {
  const { properties } = resource;
  const source = reading.link(at(properties, 'Source'), properties);
  const kind = sourceKind(at(properties, 'Source'), reading);
  for (const part of ['Enrichment', 'Target']) addTrigger(resource, reading, { kind, part, target: at(properties, part), source });
}

export const eventSourceReaders: Readonly<Record<string, ResourceReader>> = {
  'AWS::Lambda::EventSourceMapping': readMapping,
  'AWS::Events::Rule': readRule,
  'AWS::Scheduler::Schedule': readSchedule,
  'AWS::SNS::Subscription': readSubscription,
  'AWS::Logs::SubscriptionFilter': readLogFilter,
  'AWS::Cognito::UserPool': readUserPool,
  'AWS::IoT::TopicRule': readTopicRule,
};
