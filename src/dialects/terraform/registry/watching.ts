/** What the modules for logs, alarms, secrets and parameters of terraform-aws-modules make: https://registry.terraform.io/namespaces/terraform-aws-modules (read in November 2026). */
import { scalar } from '../../../evaluation/computed.ts';
import { given, isOn, part, referring, type Expander } from './part.ts';

const alarmInputs = [
  'alarm_name',
  'namespace',
  'metric_name',
  'dimensions',
  'statistic',
  'period',
  'evaluation_periods',
  'threshold',
  'comparison_operator',
  'treat_missing_data',
  'actions_enabled',
  'alarm_actions',
  'ok_actions',
  'metric_query',
];

const expandAlarm: Expander = (call) =>
  isOn(call, 'create_metric_alarm', true) === false
    ? []
    : [part(call, 'aws_cloudwatch_metric_alarm', Object.fromEntries(alarmInputs.map((input) => [input, input])))];

const expandLogGroup: Expander = (call) =>
  isOn(call, 'create', true) === false
    ? []
    : [part(call, 'aws_cloudwatch_log_group', { name: 'name', retention_in_days: 'retention_in_days', kms_key_id: 'kms_key_id' })];

const expandSecret: Expander = (call) => {
  if (isOn(call, 'create', true) === false) return [];
  const secret_id = referring(call, 'aws_secretsmanager_secret', 'id');
  return [
    part(call, 'aws_secretsmanager_secret', { name: 'name', kms_key_id: 'kms_key_id' }),
    ...(call.inputs.entries.has('secret_string')
      ? [part(call, 'aws_secretsmanager_secret_version', { secret_string: 'secret_string' }, { secret_id })]
      : []),
    ...(isOn(call, 'enable_rotation', false) === false ? [] : [part(call, 'aws_secretsmanager_secret_rotation', {}, { secret_id })]),
  ];
};

/** Plain text, unless its caller says otherwise in one of two ways. */
const expandParameter: Expander = (call) => {
  if (isOn(call, 'create', true) === false) return [];
  const secure = isOn(call, 'secure_type', false) === false ? undefined : scalar('SecureString', given(call, 'secure_type')?.at ?? call.block.head);
  return [part(call, 'aws_ssm_parameter', { name: 'name', type: 'type', value: 'value', key_id: 'key_id' }, { type: given(call, 'type') ?? secure })];
};

export const watchingExpanders: Readonly<Record<string, Expander>> = {
  'cloudwatch//modules/log-group': expandLogGroup,
  'cloudwatch//modules/metric-alarm': expandAlarm,
  'secrets-manager': expandSecret,
  'ssm-parameter': expandParameter,
};
