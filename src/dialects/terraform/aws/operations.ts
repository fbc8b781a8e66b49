/** Reads what watches an application: log groups, alarms, trails, state machines and pipes. */
import { keyHolder, logEncryption } from '../../../evaluation/encryption.ts';
import { asValue, choice, flag, insertAt, number, text } from '../../../evaluation/setting.ts';
import { tracingFlag } from '../../../evaluation/tracing.ts';
import { trailFunctionData, trailLeavesOut, type TrailKeys } from '../../../evaluation/trail.ts';
import { at, Block, entries, Expression, items } from '../../../evaluation/tree.ts';
import type { Orchestration } from '../../../model/operations.ts';
import { absent, textOf, type Slot, type Value } from '../../../model/value.ts';
import type { Edit } from '../../../source/edit.ts';
import { nounOf, settingOf, within } from '../nouns.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';
import { alarmTopicOf } from './additions.ts';
import { isRead } from './alarm-users.ts';
import { withLogGroup } from './log-groups.ts';

const readLogGroup: ResourceReader = (resource, reading) => {
  const key = keyHolder(resource.properties, ['kms_key_id'], resource.at);
  reading.nouns.logGroups.push({
    ...nounOf(resource, reading),
    kind: 'log-group',
    retentionDays: retentionOf(resource),
    encryption: { ...logEncryption(key, resource.at), slot: (to) => (to === 'customer' ? useLogKey(resource, reading) : undefined) },
  });
};

/** Zero days mean that nothing is ever deleted, like no number at all. */
function retentionOf(resource: TerraformResource): Value<number> {
  const days = settingOf(resource, ['retention_in_days'], number);
  return days.state === 'known' && days.value === 0 ? absent<number>(days.at, undefined, days.slot) : days;
}

/** The key that another log group has, or the only one whose policy lets the log service use it. */
function useLogKey({ properties, module }: TerraformResource, reading: Reading): readonly Edit[] | undefined {
  const keys = reading.ofType('aws_kms_key').filter((key) => servesLogs(reading.key(key.address), reading));
  const used = reading.ofType('aws_cloudwatch_log_group').flatMap((group) => reading.target(at(group.properties, 'kms_key_id'), 'aws_kms_key') ?? []);
  const key = [...used, ...(keys.length === 1 ? keys : [])].find((one) => one.module === module && one.key === undefined);
  return key && insertAt(properties, ['kms_key_id'], new Expression(`aws_kms_key.${key.name}.arn`));
}

/** Does the policy of the key name the log service of a region? */
function servesLogs(key: string, { nouns }: Reading): boolean {
  const grants = nouns.grants.filter(({ on, resourceKind }) => resourceKind === 'key' && on.to === key);
  return grants.some(({ statements }) => statements.some(({ principals }) => principals.some(({ value }) => textOf(value)?.startsWith('logs.'))));
}

const readAlarm: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  reading.nouns.alarms.push({
    ...nounOf(resource, reading),
    kind: 'alarm',
    metric: settingOf(resource, ['metric_name'], text),
    namespace: settingOf(resource, ['namespace'], text),
    dimensions: entries(at(properties, 'dimensions')).map(([name, { value }]) => ({ name, value: reading.link(value, properties) })),
    actions: items(at(properties, 'alarm_actions')).map((action) => asValue(action, text)),
    actionsEnabled: settingOf(resource, ['actions_enabled'], flag, true),
    composed: at(properties, 'metric_query') !== undefined,
    isRead: isRead(resource, reading),
    addAction: alarmAction(resource, reading),
  });
};

/** Sends the alarm where the others of the module go. */
function alarmAction(resource: TerraformResource, reading: Reading): Slot<'notify'> {
  return () => {
    const topic = alarmTopicOf(resource, reading);
    const written = at(resource.properties, 'alarm_actions');
    const used = topic && (written ? written.editor?.replace([topic.plain]) : insertAt(resource.properties, ['alarm_actions'], [topic.plain]));
    return used && [...used, ...topic.edits];
  };
}

const readCompositeAlarm: ResourceReader = (resource, reading) => {
  readAlarm(resource, reading);
  const alarm = reading.nouns.alarms.pop();
  if (alarm) reading.nouns.alarms.push({ ...alarm, composed: true });
};

const trailKeys: TrailKeys = {
  globalEvents: 'include_global_service_events',
  basic: 'event_selector',
  managementEvents: 'include_management_events',
  dataResources: 'data_resource',
  type: 'type',
  advanced: 'advanced_event_selector',
  fields: 'field_selector',
  field: 'field',
  equals: 'equals',
};

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudtrail */
const readTrail: ResourceReader = (resource, reading) => {
  reading.nouns.trails.push({
    ...nounOf(resource, reading),
    kind: 'trail',
    logging: settingOf(resource, ['enable_logging'], flag, true),
    allRegions: settingOf(resource, ['is_multi_region_trail'], flag, false),
    validated: settingOf(resource, ['enable_log_file_validation'], flag, false),
    functionData: trailFunctionData(resource.properties, trailKeys, resource.at, recordFunctions(resource)),
    leavesOut: trailLeavesOut(resource.properties, trailKeys, resource.at),
  });
};

function recordFunctions({ properties }: TerraformResource): Slot<true> {
  const selector = new Block({ data_resource: new Block({ type: 'AWS::Lambda::Function', values: ['arn:aws:lambda'] }) });
  return () =>
    at(properties, 'event_selector') || at(properties, 'advanced_event_selector')
      ? undefined
      : insertAt(properties, [{ block: 'event_selector' }], selector);
}

const machineLevel = choice({ OFF: 'off', ERROR: 'error', FATAL: 'fatal', ALL: 'all' });

const readStateMachine: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  reading.nouns.orchestrations.push({
    ...nounOf(resource, reading),
    kind: 'orchestration',
    identity: reading.link(at(properties, 'role_arn'), properties, 'aws_iam_role'),
    logLevel: machineLog(resource),
    tracing: settingOf(resource, within('tracing_configuration', 'enabled'), tracingFlag, 'pass-through'),
    logsData: settingOf(resource, within('logging_configuration', 'include_execution_data'), flag, false),
  });
};

/** The level needs somewhere to log to: where nothing is written, the slot adds a log group. */
function machineLog(resource: TerraformResource): Orchestration['logLevel'] {
  const { properties } = resource;
  const level = settingOf<'off' | 'error' | 'fatal' | 'all'>(resource, within('logging_configuration', 'level'), machineLevel, 'off');
  const written = at(properties, 'logging_configuration');
  if (at(written, 'log_destination')) return level;
  const slot: Slot<'off' | 'error' | 'fatal' | 'all'> = (to) =>
    withLogGroup(
      resource,
      'logs',
      (arn) => {
        const destination = new Expression(`"\${${arn.text}}:*"`);
        const settings = { log_destination: destination, include_execution_data: false, level: to.toUpperCase() };
        if (written) return written.editor?.replace(settings);
        return insertAt(properties, [{ block: 'logging_configuration' }], new Block(settings));
      },
      '/aws/vendedlogs/states/',
    );
  return { ...level, slot };
}

const pipeLevel = choice({ OFF: 'off', ERROR: 'error', INFO: 'all', TRACE: 'all' });

/** `include_execution_data = ["ALL"]` in pipes. */
const executionData = {
  decode: (written: string | number | boolean): boolean => String(written).toUpperCase() === 'ALL',
  encode: (): undefined => undefined,
};

const readPipe: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const [data] = items(at(properties, 'log_configuration', 'include_execution_data'));
  reading.nouns.orchestrations.push({
    ...nounOf(resource, reading),
    kind: 'orchestration',
    identity: reading.link(at(properties, 'role_arn'), properties, 'aws_iam_role'),
    logLevel: settingOf<'off' | 'error' | 'fatal' | 'all'>(resource, within('log_configuration', 'level'), pipeLevel, 'off'),
    tracing: absent<'active' | 'pass-through'>(resource.at),
    logsData: data ? asValue(data, executionData) : absent<boolean>(resource.at, false),
  });
};

export const operationReaders: Readonly<Record<string, ResourceReader>> = {
  aws_cloudwatch_log_group: readLogGroup,
  aws_cloudwatch_metric_alarm: readAlarm,
  aws_cloudwatch_composite_alarm: readCompositeAlarm,
  aws_cloudtrail: readTrail,
  aws_sfn_state_machine: readStateMachine,
  aws_pipes_pipe: readPipe,
};
