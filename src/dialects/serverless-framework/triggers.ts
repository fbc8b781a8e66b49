/** Events that call a function without a request from the internet. */
import { at, type Tree } from '../../evaluation/tree.ts';
import type { Statement } from '../../model/access.ts';
import type { Trigger } from '../../model/data.ts';
import type { Link } from '../../model/noun.ts';
import { absent, known } from '../../model/value.ts';
import { sourceKind } from '../cloudformation/aws/event-sources.ts';
import { grantedStatement } from '../cloudformation/sam/granted-statements.ts';
import { resourceNoun } from './api.ts';
import type { ServiceEvent } from './events.ts';
import { readConsumption } from './consumptions.ts';
import { impliedBucket, impliedTopic } from './implied-stores.ts';
import type { Service } from './service.ts';

interface Source {
  readonly kind: Trigger['triggerKind'] | 'polled';
  /** The settings that may name the source, the first written one counts. */
  readonly names: readonly string[];
}

/** https://www.serverless.com/framework/docs/providers/aws/guide/events */
const sources: Readonly<Record<string, Source>> = {
  s3: { kind: 'bucket', names: ['bucket'] },
  sns: { kind: 'topic', names: ['arn', 'topicName'] },
  sqs: { kind: 'queue', names: ['arn'] },
  stream: { kind: 'polled', names: ['arn'] },
  schedule: { kind: 'schedule', names: [] },
  eventBridge: { kind: 'event-bus', names: ['eventBus'] },
  cloudwatchEvent: { kind: 'event-bus', names: [] },
  cloudwatchLog: { kind: 'log', names: ['logGroup'] },
  iot: { kind: 'iot', names: [] },
  iotFleetProvisioning: { kind: 'iot', names: [] },
  cognitoUserPool: { kind: 'identity-pool', names: ['pool'] },
  msk: { kind: 'broker', names: ['arn'] },
  kafka: { kind: 'broker', names: [] },
  activemq: { kind: 'broker', names: ['arn'] },
  rabbitmq: { kind: 'broker', names: ['arn'] },
  alexaSkill: { kind: 'other', names: ['appId'] },
  alexaSmartHome: { kind: 'other', names: ['appId'] },
  cloudFront: { kind: 'other', names: [] },
};

export function readTriggers(events: readonly ServiceEvent[], service: Service): void {
  for (const event of events) {
    const source = sources[event.kind];
    if (!source) continue;
    service.nouns.triggers.push(readTrigger(event, source, service));
    readConsumption(event, service);
    if (event.kind === 'alexaSkill' && !event.value) service.nouns.grants.push(openSkill(event, service));
  }
}

function readTrigger(event: ServiceEvent, { kind, names }: Source, service: Service): Trigger {
  const id = `${event.owner.id}/events/${event.index}`;
  const written = sourceTree(event, names);
  return {
    ...resourceNoun(id, event.kind, event.at, service, `${event.kind} of ${event.owner.name}`, event.body),
    address: `functions.${event.owner.name}.events[${event.index}]`,
    kind: 'trigger',
    triggerKind: kind === 'polled' ? polledKind(event, written, service) : kind,
    source: sourceLink(event, written, service),
    target: { value: known(event.owner.name, event.owner.at), to: event.owner.key },
    isFiltered: ['rules', 'filterPolicy', 'filterPatterns', 'pattern'].some((name) => at(event.value, name) !== undefined),
  };
}

function sourceTree({ value }: ServiceEvent, names: readonly string[]): Tree | undefined {
  if (value?.kind !== 'mapping') return names.length > 0 ? value : undefined;
  for (const name of names) {
    const written = at(value, name);
    if (written) return written;
  }
  return undefined;
}

function sourceLink(event: ServiceEvent, written: Tree | undefined, service: Service): Link {
  const made = event.kind === 's3' ? impliedBucket(event) : event.kind === 'sns' ? impliedTopic(event) : undefined;
  const link = written ? service.template.link(written, event.owner.settings) : { value: absent<string>(event.at) };
  return made === undefined ? link : { value: link.value, to: service.template.key(made) };
}

function polledKind({ value }: ServiceEvent, written: Tree | undefined, service: Service): Trigger['triggerKind'] {
  const type = at(value, 'type');
  if (type?.kind === 'scalar') return type.value === 'dynamodb' ? 'table' : 'stream';
  return sourceKind(written, service.template);
}

/** Without an application id every skill of Alexa may call the function. */
function openSkill(event: ServiceEvent, service: Service): Service['nouns']['grants'][number] {
  const id = `${event.owner.id}PermissionAlexaSkill`;
  const granted = grantedStatement({ actions: ['lambda:InvokeFunction'], resources: ['*'] }, () => undefined, { at: event.at, via: [] });
  const statement: Statement = { ...granted, principals: [{ type: 'service', value: known('alexa-appkit.amazon.com', event.at) }] };
  return {
    ...resourceNoun(id, 'AWS::Lambda::Permission', event.at, service, event.owner.name),
    kind: 'grant',
    on: { value: known(event.owner.name, event.owner.at), to: event.owner.key },
    resourceKind: 'function',
    statements: [statement],
    statementsPartial: false,
  };
}
