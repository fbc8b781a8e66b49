/** Reads the events of a function or state machine that are no routes: what triggers it. */
import { at, entries, scalarText, type Entry, type Mapping, type Tree } from '../../../evaluation/tree.ts';
import type { Trigger } from '../../../model/data.ts';
import type { Link } from '../../../model/noun.ts';
import { absent, known, type Value } from '../../../model/value.ts';
import { partOf } from '../resource-noun.ts';
import type { Reading, TemplateResource } from '../template.ts';
import { readConsumption } from './consumptions.ts';
import { grantedStatement } from './granted-statements.ts';
import type { SamTemplate } from './sam-template.ts';

/**
 * What an event listens to, and the property that names it
 * (https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html).
 */
const sources: Readonly<Record<string, readonly [kind: Trigger['triggerKind'], source?: string]>> = {
  S3: ['bucket', 'Bucket'],
  SNS: ['topic', 'Topic'],
  SQS: ['queue', 'Queue'],
  Kinesis: ['stream', 'Stream'],
  DynamoDB: ['table', 'Stream'],
  DocumentDB: ['table', 'Cluster'],
  MSK: ['broker', 'Stream'],
  MQ: ['broker', 'Broker'],
  SelfManagedKafka: ['broker'],
  Schedule: ['schedule'],
  ScheduleV2: ['schedule'],
  EventBridgeRule: ['event-bus', 'EventBusName'],
  CloudWatchEvent: ['event-bus', 'EventBusName'],
  CloudWatchLogs: ['log', 'LogGroupName'],
  IoTRule: ['iot'],
  AlexaSkill: ['other'],
  Cognito: ['identity-pool', 'UserPool'],
};

/** What narrows an event. */
const filters = ['Filter', 'FilterCriteria', 'FilterPolicy', 'Pattern'];

const routes: ReadonlySet<string> = new Set(['Api', 'HttpApi']);

export function readEvents(resource: TemplateResource, properties: Mapping, { reading }: SamTemplate): void {
  for (const [name, entry] of entries(properties.entries.get('Events')?.value)) {
    const type = scalarText(at(entry.value, 'Type')) ?? '';
    if (routes.has(type)) continue;
    const [kind, property] = sources[type] ?? ['other'];
    const settings = at(entry.value, 'Properties');
    const source = property === undefined ? undefined : at(settings, property);
    reading.nouns.triggers.push({
      ...partOf(resource, reading, name, entry.key, entry.value.at),
      kind: 'trigger',
      triggerKind: kind,
      source: source ? reading.link(source, properties) : { value: absent(entry.key) },
      target: own(resource, entry, reading),
      isFiltered: filters.some((name) => at(settings, name) !== undefined),
    });
    readConsumption(resource, name, entry, type, reading);
    if (type === 'AlexaSkill') readSkill(resource, name, entry, settings, reading);
  }
}

function own(resource: TemplateResource, { key }: Entry, reading: Reading): Link {
  return { value: absent(key), to: reading.key(resource.id) };
}

/**
 * SAM names the source in the permission of every other event. The permission of a skill names none, so that without its
 * id every skill in the world may call the function.
 */
function readSkill(resource: TemplateResource, name: string, entry: Entry, settings: Tree | undefined, reading: Reading): void {
  if (at(settings, 'SkillId')) return;
  const place = { at: entry.key, via: [] };
  const skill: Value<string> = known('alexa-appkit.amazon.com', entry.key);
  const on = own(resource, entry, reading);
  const statement = grantedStatement(
    { actions: ['lambda:InvokeFunction'], resources: ['{Function}'] },
    () => functionPattern(resource, reading),
    place,
  );
  reading.nouns.grants.push({
    ...partOf(resource, reading, `${name}/Permission`, entry.key, entry.value.at),
    kind: 'grant',
    on,
    resourceKind: 'function',
    statements: [{ ...statement, principals: [{ type: 'service', value: skill }] }],
    statementsPartial: false,
  });
}

function functionPattern(resource: TemplateResource, reading: Reading) {
  return [{ reference: { address: reading.address(resource.id), attribute: 'Arn' } }];
}
