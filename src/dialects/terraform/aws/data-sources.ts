/** What the attributes of AWS data sources come to without asking AWS. */
import type { Tree } from '../../../evaluation/tree.ts';
import type { Pattern } from '../../../model/value.ts';
import { hole, opaque, patternOf, scalar, textFrom } from '../../../evaluation/computed.ts';
import type { DataHandle, DataSource } from '../modules/deployment.ts';
import { policyDocument } from './policy-document.ts';

const deployed = 'it is only known at deployment';

/** The account, the region, the partition: texts that any deployment has, and that name no resource. */
const surroundings: DataSource = (_name, _source, site) => opaque(deployed, site.at, [hole]);

/** A text with the name of what the data source looks for at its end. */
function found(attribute: string, arn: (name: Pattern) => Pattern): DataSource {
  return (name, source) => {
    const written = source.properties.entries.get(attribute)?.value;
    if (!written) return undefined;
    if (name === 'arn') return textFrom([arn(patternOf(written))], written.at);
    return name === attribute || name === 'id' ? written : undefined;
  };
}

const prefix = ['arn:', hole, ':'] as const;

/** AWS's own policies by their names: `AdministratorAccess`. https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html */
const managedPolicy: DataSource = (name, source) => {
  const { entries } = source.properties;
  const arn = entries.get('arn')?.value;
  if (name !== 'arn' && name !== 'id') return name === 'name' ? entries.get('name')?.value : undefined;
  if (arn) return arn;
  const named = entries.get('name')?.value;
  return named && managedArn(named);
};

/** A policy of the account's own carries the same kind of name: which of the two it is shows in how AWS writes names. */
function managedArn(named: Tree): Tree {
  const name = named.kind === 'scalar' ? String(named.value) : undefined;
  if (name === undefined || !/^[A-Z][A-Za-z0-9_-]*$/.test(name))
    return opaque(deployed, named.at, ['arn:', hole, ':iam::', hole, ':policy/', ...patternOf(named)]);
  return { ...scalar(`arn:aws:iam::aws:policy/${servicePolicies.has(name) ? 'service-role/' : ''}${name}`, named.at), via: named.via };
}

/** Those of AWS's policies that roles of services use stand under a path of their own. */
const servicePolicies: ReadonlySet<string> = new Set([
  'AWSLambdaBasicExecutionRole',
  'AWSLambdaVPCAccessExecutionRole',
  'AWSLambdaSQSQueueExecutionRole',
  'AWSLambdaDynamoDBExecutionRole',
  'AWSLambdaKinesisExecutionRole',
  'AWSLambdaMSKExecutionRole',
  'AWSLambdaRole',
  'AmazonAPIGatewayPushToCloudWatchLogs',
  'AmazonECSTaskExecutionRolePolicy',
  'AWSAppSyncPushToCloudWatchLogs',
]);

const document: DataSource = (name, source) => (name === 'json' || name === 'minified_json' ? policyDocument(source) : undefined);

/** Nothing but what is written is known of a secret; what it holds is read at deployment. */
const secretContent: DataSource = (name, source: DataHandle, site) =>
  name === 'secret_string' || name === 'value'
    ? opaque('it is read from a vault at deployment', site.at, [{ reference: { address: source.address, attribute: name } }])
    : undefined;

export const awsDataSources: Readonly<Record<string, DataSource>> = {
  aws_caller_identity: surroundings,
  aws_region: surroundings,
  aws_partition: surroundings,
  aws_availability_zones: surroundings,
  aws_iam_policy: managedPolicy,
  aws_iam_policy_document: document,
  aws_secretsmanager_secret_version: secretContent,
  aws_ssm_parameter: secretContent,
  aws_s3_bucket: found('bucket', (name) => [...prefix, 's3:::', ...name]),
  aws_iam_role: found('name', (name) => [...prefix, 'iam::', hole, ':role/', ...name]),
  aws_lambda_function: found('function_name', (name) => [...prefix, 'lambda:', hole, ':', hole, ':function:', ...name]),
  aws_sns_topic: found('name', (name) => [...prefix, 'sns:', hole, ':', hole, ':', ...name]),
  aws_sqs_queue: found('name', (name) => [...prefix, 'sqs:', hole, ':', hole, ':', ...name]),
  aws_dynamodb_table: found('name', (name) => [...prefix, 'dynamodb:', hole, ':', hole, ':table/', ...name]),
};
