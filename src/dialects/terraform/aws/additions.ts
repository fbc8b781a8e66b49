/** Adds what a function lacks: a queue for failed events, a key, an alarm, a log group. */
import { asValue, insertAt, text } from '../../../evaluation/setting.ts';
import { at, Block, Expression, items, scalarText, type Plain } from '../../../evaluation/tree.ts';
import type { Additions } from '../../../model/safeguards.ts';
import { referencesOf } from '../../../model/value.ts';
import type { Edit } from '../../../source/edit.ts';
import { addBeside, addVariable } from '../adding.ts';
import type { Reading, TerraformResource } from '../reading.ts';
import { allowSending } from './sending.ts';

type Edits = readonly Edit[] | undefined;

export const failureQueue = { message_retention_seconds: 1_209_600, sqs_managed_sse_enabled: true };

export function functionAdditions(resource: TerraformResource, reading: Reading): Additions | undefined {
  if (resource.key !== undefined) return undefined;
  const { properties, name } = resource;
  return {
    failureTarget: () => {
      const queue = addBeside(resource, 'aws_sqs_queue', `${name}_failures`, () => ({ name: `${dashed(name)}-failures`, ...failureQueue }));
      const used = queue && insertAt(properties, [{ block: 'dead_letter_config' }, 'target_arn'], new Expression(`${queue.reference}.arn`));
      const allowed = queue && allowSending(resource, `${queue.reference}.arn`, reading);
      return used && allowed && [...used, ...queue.edits, ...allowed];
    },
    environmentKey: () => addKey(resource, reading),
    errorAlarm: () => addAlarm(resource, reading),
    logGroup: (days) => {
      if (at(properties, 'logging_config')) return undefined;
      const group = addBeside(resource, 'aws_cloudwatch_log_group', `${name}_logs`, () => ({
        name: `/functions/${dashed(name)}`,
        retention_in_days: days,
      }));
      const settings = group && new Block({ log_format: 'Text', log_group: new Expression(`${group.reference}.name`) });
      const used = settings && insertAt(properties, [{ block: 'logging_config' }], settings);
      return used && [...used, ...group.edits];
    },
  };
}

function dashed(name: string): string {
  return name.replaceAll('_', '-');
}

function addKey(resource: TerraformResource, reading: Reading): Edits {
  const { properties, name, module } = resource;
  const keys = reading.ofType('aws_kms_key').filter((key) => key.module === module && key.key === undefined && encrypts(key));
  const [only, ...others] = keys;
  if (only && others.length === 0) return insertAt(properties, ['kms_key_arn'], new Expression(`aws_kms_key.${only.name}.arn`));
  const key = addBeside(resource, 'aws_kms_key', `${name}_environment`, () => ({
    description: `Environment variables of ${dashed(name)}`,
    enable_key_rotation: true,
  }));
  const used = key && insertAt(properties, ['kms_key_arn'], new Expression(`${key.reference}.arn`));
  return used && [...used, ...key.edits];
}

function encrypts({ properties }: TerraformResource): boolean {
  return !at(properties, 'key_usage') && !at(properties, 'customer_master_key_spec');
}

function addAlarm(resource: TerraformResource, reading: Reading): Edits {
  const topic = alarmTopicOf(resource, reading);
  const alarm =
    topic &&
    addBeside(resource, 'aws_cloudwatch_metric_alarm', `${resource.name}_errors`, (owner) => ({
      alarm_name: `${dashed(resource.name)}-errors`,
      namespace: 'AWS/Lambda',
      metric_name: 'Errors',
      dimensions: { FunctionName: new Expression(`${owner}.function_name`) },
      statistic: 'Sum',
      period: 300,
      evaluation_periods: 1,
      threshold: 1,
      comparison_operator: 'GreaterThanOrEqualToThreshold',
      treat_missing_data: 'notBreaching',
      alarm_actions: [topic.plain],
    }));
  return alarm && [...alarm.edits, ...topic.edits];
}

const alarming = /alarm|alert|on-?_?call|notif|pager|ops/i;

/** Where the alarms of the module go already; else a topic or variable that is named so; else a new variable. */
export function alarmTopicOf(resource: TerraformResource, reading: Reading): { readonly plain: Plain; readonly edits: readonly Edit[] } | undefined {
  const { module } = resource;
  for (const other of reading.ofType('aws_cloudwatch_metric_alarm')) {
    const action = items(at(other.properties, 'alarm_actions'))[0];
    const value = action && asValue(action, text);
    if (other.module !== module || !value) continue;
    if (value.state === 'known' && scalarText(action) !== undefined && value.via.length === 0) return { plain: value.value, edits: [] };
    const [reference, ...others] = referencesOf(value);
    const target = reference && others.length === 0 ? reading.find(reference.address) : undefined;
    if (target?.module === module && target.key === undefined) return { plain: new Expression(`${target.type}.${target.name}.arn`), edits: [] };
  }
  const topic = reading.ofType('aws_sns_topic').find((one) => one.module === module && one.key === undefined && alarming.test(one.name));
  if (topic) return { plain: new Expression(`aws_sns_topic.${topic.name}.arn`), edits: [] };
  for (const variable of module.declarations.variables.keys()) {
    if (alarming.test(variable) && /topic|arn|sns/i.test(variable)) return { plain: new Expression(`var.${variable}`), edits: [] };
  }
  const edits = addVariable(resource, 'alarm_topic_arn', { description: 'SNS topic that alarms are sent to', type: new Expression('string') });
  return edits && { plain: new Expression('var.alarm_topic_arn'), edits };
}
