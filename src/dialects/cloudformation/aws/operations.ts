/** Reads what watches an application: log groups, alarms, trails, state machines and pipes. */
import { keyHolder, logEncryption } from '../../../evaluation/encryption.ts';
import { asValue, choice, flag, insertAt, number, text } from '../../../evaluation/setting.ts';
import { tracingFlag } from '../../../evaluation/tracing.ts';
import { trailFunctionData, trailLeavesOut, type TrailKeys } from '../../../evaluation/trail.ts';
import { at, items, scalarText } from '../../../evaluation/tree.ts';
import type { Orchestration } from '../../../model/operations.ts';
import { absent, known, textOf, unknown, type Slot, type Value } from '../../../model/value.ts';
import type { Edit } from '../../../source/edit.ts';
import { nounOf, settingOf } from '../resource-noun.ts';
import type { Reading, ResourceReader, TemplateResource } from '../template.ts';
import { alarmTopicOf } from './additions.ts';
import { isRead } from './alarm-users.ts';
import { withLogGroup } from './access-logs.ts';
import { readPipeTriggers } from './event-sources.ts';
import { readOwnPolicy } from './resource-policies.ts';

const readLogGroup: ResourceReader = (resource, reading) => {
  const key = keyHolder(resource.properties, ['KmsKeyId'], resource.at);
  reading.nouns.logGroups.push({
    ...nounOf(resource, reading, ['LogGroupName']),
    kind: 'log-group',
    retentionDays: settingOf(resource, ['RetentionInDays'], number),
    encryption: { ...logEncryption(key, resource.at), slot: (to) => (to === 'customer' ? useLogKey(resource, reading) : undefined) },
  });
  readOwnPolicy(resource, reading, 'log-group', 'ResourcePolicyDocument');
};

/** The key that another log group has, or the only one whose policy lets the log service use it. */
function useLogKey({ properties }: TemplateResource, reading: Reading): readonly Edit[] | undefined {
  const keys = reading.ofType('AWS::KMS::Key').filter(({ id }) => servesLogs(reading.key(id), reading));
  const used = reading
    .ofType('AWS::Logs::LogGroup')
    .flatMap((group) => reading.behind(reading.link(at(group.properties, 'KmsKeyId'), group.properties)) ?? []);
  const [key] = [...used.filter(({ type }) => type === 'AWS::KMS::Key'), ...(keys.length === 1 ? keys : [])];
  return key && insertAt(properties, ['KmsKeyId'], { 'Fn::GetAtt': [key.id, 'Arn'] });
}

/** Does the policy of the key name the log service of a region? */
function servesLogs(key: string, { nouns }: Reading): boolean {
  const grants = nouns.grants.filter(({ on, resourceKind }) => resourceKind === 'key' && on.to === key);
  return grants.some(({ statements }) => statements.some(({ principals }) => principals.some(({ value }) => textOf(value)?.startsWith('logs.'))));
}

const readAlarm: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  reading.nouns.alarms.push({
    ...nounOf(resource, reading, ['AlarmName']),
    kind: 'alarm',
    metric: settingOf(resource, ['MetricName'], text),
    namespace: settingOf(resource, ['Namespace'], text),
    dimensions: items(at(properties, 'Dimensions')).map((dimension) => ({
      name: scalarText(at(dimension, 'Name')) ?? '',
      value: reading.link(at(dimension, 'Value'), properties),
    })),
    actions: items(at(properties, 'AlarmActions')).map((action) => asValue(action, text)),
    actionsEnabled: settingOf(resource, ['ActionsEnabled'], flag, true),
    composed: at(properties, 'Metrics') !== undefined,
    isRead: isRead(resource, reading),
    addAction: alarmAction(resource, reading),
  });
};

/** Sends the alarm where the others of the template go. */
function alarmAction(resource: TemplateResource, reading: Reading): Slot<'notify'> {
  return () => {
    const topic = alarmTopicOf(reading);
    const written = at(resource.properties, 'AlarmActions');
    const used = topic && (written ? written.editor?.replace([topic.plain]) : insertAt(resource.properties, ['AlarmActions'], [topic.plain]));
    return used && [...used, ...topic.edits];
  };
}

const readCompositeAlarm: ResourceReader = (resource, reading) => {
  readAlarm(resource, reading);
  const alarm = reading.nouns.alarms.pop();
  if (alarm) reading.nouns.alarms.push({ ...alarm, composed: true });
};

const trailKeys: TrailKeys = {
  globalEvents: 'IncludeGlobalServiceEvents',
  basic: 'EventSelectors',
  managementEvents: 'IncludeManagementEvents',
  dataResources: 'DataResources',
  type: 'Type',
  advanced: 'AdvancedEventSelectors',
  fields: 'FieldSelectors',
  field: 'Field',
  equals: 'Equals',
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cloudtrail-trail.html */
const readTrail: ResourceReader = (resource, reading) => {
  reading.nouns.trails.push({
    ...nounOf(resource, reading, ['TrailName']),
    kind: 'trail',
    logging: settingOf(resource, ['IsLogging'], flag),
    allRegions: settingOf(resource, ['IsMultiRegionTrail'], flag, false),
    validated: settingOf(resource, ['EnableLogFileValidation'], flag, false),
    functionData: trailFunctionData(resource.properties, trailKeys, resource.at, recordFunctions(resource)),
    leavesOut: trailLeavesOut(resource.properties, trailKeys, resource.at),
  });
};

function recordFunctions({ properties }: TemplateResource): Slot<true> {
  const selector = { DataResources: [{ Type: 'AWS::Lambda::Function', Values: ['arn:aws:lambda'] }] };
  const advanced = at(properties, 'AdvancedEventSelectors');
  const written = at(properties, 'EventSelectors');
  if (advanced) return () => advanced.editor?.append?.(advancedSelector);
  return () => (written ? written.editor?.append?.(selector) : insertAt(properties, ['EventSelectors'], [selector]));
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedEventSelector.html */
const advancedSelector = {
  Name: 'Invocations of functions',
  FieldSelectors: [
    { Field: 'eventCategory', Equals: ['Data'] },
    { Field: 'resources.type', Equals: ['AWS::Lambda::Function'] },
  ],
};

const machineLevel = choice({ OFF: 'off', ERROR: 'error', FATAL: 'fatal', ALL: 'all' });

const readStateMachine: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  reading.nouns.orchestrations.push({
    ...nounOf(resource, reading, ['StateMachineName']),
    kind: 'orchestration',
    identity: reading.link(at(properties, 'RoleArn'), properties),
    logLevel: machineLog(resource, reading, 'LoggingConfiguration'),
    tracing: settingOf(resource, ['TracingConfiguration', 'Enabled'], tracingFlag, 'pass-through'),
    logsData: settingOf(resource, ['LoggingConfiguration', 'IncludeExecutionData'], flag, false),
  });
};

/** The level needs somewhere to log to: where nothing is written, the slot adds a log group. */
export function machineLog(resource: TemplateResource, reading: Reading, property: string): Orchestration['logLevel'] {
  const { properties } = resource;
  const level = settingOf<'off' | 'error' | 'fatal' | 'all'>(resource, [property, 'Level'], machineLevel, 'off');
  if (at(properties, property, 'Destinations')) return level;
  const written = at(properties, property);
  const slot: Slot<'off' | 'error' | 'fatal' | 'all'> = (to) =>
    withLogGroup(resource, reading, 'Logs', (arn) => {
      const settings = { Level: to.toUpperCase(), IncludeExecutionData: false, Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn: arn } }] };
      return written?.editor ? written.editor.replace(settings) : insertAt(properties, [property], settings);
    });
  return { ...level, slot };
}

const pipeLevel = choice({ OFF: 'off', ERROR: 'error', INFO: 'all', TRACE: 'all' });

const readPipe: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  reading.nouns.orchestrations.push({
    ...nounOf(resource, reading, ['Name']),
    kind: 'orchestration',
    identity: reading.link(at(properties, 'RoleArn'), properties),
    logLevel: pipeLog(resource, reading),
    tracing: absent<'active' | 'pass-through'>(resource.at),
    logsData: executionData(resource),
  });
  readPipeTriggers(resource, reading);
};

/** Like a state machine's: the level needs somewhere to log to. */
function pipeLog(resource: TemplateResource, reading: Reading): Orchestration['logLevel'] {
  const { properties } = resource;
  const level = settingOf<'off' | 'error' | 'fatal' | 'all'>(resource, ['LogConfiguration', 'Level'], pipeLevel, 'off');
  const written = at(properties, 'LogConfiguration');
  if (written?.kind === 'mapping' && written.entries.size > 1) return level;
  const slot: Slot<'off' | 'error' | 'fatal' | 'all'> = (to) =>
    withLogGroup(resource, reading, 'Logs', (arn) => {
      const settings = { Level: to === 'all' ? 'INFO' : 'ERROR', CloudwatchLogsLogDestination: { LogGroupArn: arn } };
      return written?.editor ? written.editor.replace(settings) : insertAt(properties, ['LogConfiguration'], settings);
    });
  return { ...level, slot };
}

/** `IncludeExecutionData: [ALL]`; an empty list is as none. */
function executionData({ properties, at: head }: TemplateResource): Value<boolean> {
  const written = at(properties, 'LogConfiguration', 'IncludeExecutionData');
  if (!written) return absent<boolean>(head, false);
  const slot: Slot<boolean> = (to) => (to ? undefined : written.editor?.remove?.());
  if (written.kind === 'opaque') return unknown(written.why, written.at, undefined, slot, written.via);
  return known<boolean>(items(written).length > 0, written.at, slot, written.via);
}

export const operationReaders: Readonly<Record<string, ResourceReader>> = {
  'AWS::Logs::LogGroup': readLogGroup,
  'AWS::CloudWatch::Alarm': readAlarm,
  'AWS::CloudWatch::CompositeAlarm': readCompositeAlarm,
  'AWS::CloudTrail::Trail': readTrail,
  'AWS::StepFunctions::StateMachine': readStateMachine,
  'AWS::Pipes::Pipe': readPipe,
};
