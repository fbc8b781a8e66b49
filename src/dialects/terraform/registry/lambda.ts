/** What terraform-aws-modules/lambda makes: https://registry.terraform.io/modules/terraform-aws-modules/lambda/aws/latest?tab=inputs (read in November 2026). */
import { mapping, opaque, scalar, sequence } from '../../../evaluation/computed.ts';
import { at, items, type Tree } from '../../../evaluation/tree.ts';
import { isOn, objectsIn, part, Part, preset, record, referring, type Expander, type RegistryCall } from './part.ts';
import { policyFrom } from './statements.ts';

export const expandLambda: Expander = (call) => {
  if (isOn(call, 'create', true) === false || isOn(call, 'create_function', true) === false || isOn(call, 'create_layer', false) !== false) return [];
  const ownRole = isOn(call, 'create_role', true) !== false;
  const ownLogs = isOn(call, 'use_existing_cloudwatch_log_group', false) === false;
  return [
    lambdaFunction(call, ownRole, ownLogs),
    ...(ownRole ? [role(call)] : []),
    ...(ownLogs ? [logGroup(call)] : []),
    ...(isOn(call, 'create_lambda_function_url', false) === true ? [functionUrl(call)] : []),
    ...permissions(call),
  ];
};

function lambdaFunction(call: RegistryCall, ownRole: boolean, ownLogs: boolean): Part {
  const inputs = {
    function_name: 'function_name',
    handler: 'handler',
    runtime: 'runtime',
    package_type: 'package_type',
    image_uri: 'image_uri',
    layers: 'layers',
    kms_key_arn: 'kms_key_arn',
    reserved_concurrent_executions: 'reserved_concurrent_executions',
    code_signing_config_arn: 'code_signing_config_arn',
    filename: call.inputs.entries.has('local_existing_package') ? 'local_existing_package' : 'source_path',
    environment: { variables: 'environment_variables' },
    tracing_config: { mode: 'tracing_mode' },
    dead_letter_config: { target_arn: 'dead_letter_target_arn' },
    vpc_config: { subnet_ids: 'vpc_subnet_ids', security_group_ids: 'vpc_security_group_ids' },
    ...(ownRole ? {} : { role: 'lambda_role' }),
  };
  return part(call, 'aws_lambda_function', inputs, {
    ...(ownRole && { role: referring(call, 'aws_iam_role', 'arn') }),
    ...(ownLogs && { logging_config: record({ log_group: referring(call, 'aws_cloudwatch_log_group', 'name') }, call) }),
  });
}

const trust = {
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Service: 'lambda.amazonaws.com',
};

/** What the switches of the module add to the role beyond what its caller lists. */
const implied: readonly (readonly [input: string, policy: string, otherwise: boolean])[] = [
  ['attach_cloudwatch_logs_policy', 'service-role/AWSLambdaBasicExecutionRole', true],
  ['attach_network_policy', 'service-role/AWSLambdaVPCAccessExecutionRole', false],
  ['attach_tracing_policy', 'AWSXRayDaemonWriteAccess', false],
];

function role(call: RegistryCall): Part {
  const head = call.block.head;
  const made = implied.flatMap(([input, name, otherwise]) =>
    isOn(call, input, otherwise) === false ? [] : [scalar(`arn:aws:iam::aws:policy/${name}`, head)],
  );
  const listed = isOn(call, 'attach_policies', false) === true ? items(call.inputs.entries.get('policies')?.value) : [];
  const single = isOn(call, 'attach_policy', false) === true ? items(call.inputs.entries.get('policy')?.value) : [];
  const principal = record({ Service: scalar(trust.Service, head) }, call);
  const assumed = record({ Effect: scalar(trust.Effect, head), Action: scalar(trust.Action, head), Principal: principal }, call);
  return part(
    call,
    'aws_iam_role',
    { name: 'role_name', permissions_boundary: 'role_permissions_boundary' },
    {
      assume_role_policy: record({ Statement: assumed }, call),
      managed_policy_arns: sequence([...made, ...listed, ...single], head),
      inline_policy: sequence(inlinePolicies(call), head),
    },
  );
}

function inlinePolicies(call: RegistryCall): readonly Tree[] {
  const policies: (Tree | undefined)[] = [];
  if (isOn(call, 'attach_policy_statements', false) === true) policies.push(policyFrom(call, 'policy_statements'));
  if (isOn(call, 'attach_policy_json', false) === true) policies.push(call.inputs.entries.get('policy_json')?.value);
  if (isOn(call, 'attach_policy_jsons', false) === true) policies.push(...items(call.inputs.entries.get('policy_jsons')?.value));
  // The module writes the permissions for these itself.
  const others = ['attach_async_event_policy', 'attach_dead_letter_policy'].some((input) => isOn(call, input, false) !== false);
  if (others) policies.push(opaque('the module writes it', call.block.head));
  return policies.flatMap((policy) => (policy ? [record({ policy }, call)] : []));
}

function logGroup(call: RegistryCall): Part {
  const name = call.inputs.entries.get('function_name')?.value;
  const known = name?.kind === 'scalar' ? scalar(`/aws/lambda/${String(name.value)}`, name.at) : undefined;
  const inputs = { retention_in_days: 'cloudwatch_logs_retention_in_days', kms_key_id: 'cloudwatch_logs_kms_key_id' };
  return part(call, 'aws_cloudwatch_log_group', inputs, { name: known });
}

/** Without a word the address is open: https://github.com/terraform-aws-modules/terraform-aws-lambda, input `authorization_type`. */
function functionUrl(call: RegistryCall): Part {
  return part(
    call,
    'aws_lambda_function_url',
    { cors: 'cors' },
    {
      function_name: referring(call, 'aws_lambda_function', 'arn'),
      authorization_type: preset(call, 'authorization_type', 'NONE'),
    },
  );
}

function permissions(call: RegistryCall): readonly Part[] {
  return (objectsIn(call, 'allowed_triggers') ?? []).map(([key, trigger]) => {
    const entries = new Map(trigger.entries);
    const service = at(trigger, 'service');
    if (!entries.has('principal') && service?.kind === 'scalar')
      entries.set('principal', { key: service.at, value: scalar(`${String(service.value)}.amazonaws.com`, service.at) });
    if (!entries.has('action')) entries.set('action', { key: trigger.at, value: scalar('lambda:InvokeFunction', trigger.at) });
    entries.set('function_name', { key: trigger.at, value: referring(call, 'aws_lambda_function', 'arn') });
    return new Part(call, 'aws_lambda_permission', `${call.name}_${key}`, mapping(entries, trigger.at, trigger.partial, trigger.editor));
  });
}
