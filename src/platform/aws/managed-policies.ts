/** AWS's managed policies that give more than any function needs. */
import table from './managed-policies.json' with { type: 'json' };
import { ways } from './escalation.ts';
import { serviceTitle } from './services.ts';

export interface ManagedPolicy {
  readonly name: string;
  /** Ends the sentence "… may …". */
  readonly allows: string;
  /** `account`: with it one can get everything. `service`: everything in a service that runs code or keeps secrets. `data`: everything in another. */
  readonly over: 'account' | 'service' | 'data';
  /** A policy of AWS for those who only use what is there. */
  readonly milder?: string;
}

/** https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html */
const administrators: Readonly<Record<string, string>> = {
  AdministratorAccess: 'do anything in the account',
  'AdministratorAccess-Amplify': 'do nearly anything in the account',
  'AdministratorAccess-AWSElasticBeanstalk': 'do nearly anything in the account',
  PowerUserAccess: 'do anything in the account but manage users',
  IAMFullAccess: 'give itself any permission in the account',
  SystemAdministrator: 'do nearly anything in the account',
};

/** Names that do not follow the pattern `Amazon…FullAccess`. */
const irregular: Readonly<Record<string, string>> = {
  SecretsManagerReadWrite: 'Secrets Manager',
  AWSKeyManagementServicePowerUser: 'KMS',
  AmazonEC2ContainerRegistryPowerUser: 'ECR',
  AmazonCognitoPowerUser: 'Cognito',
  AmazonS3FullAccess: 'S3',
  AmazonDynamoDBFullAccess_v2: 'DynamoDB',
};

/** They take measurements, send, call models, or let a client use what is there; nothing is lost through them but money. */
const harmless =
  /Logs|CloudWatch|XRay|Synthetics|Polly|Translate|Comprehend|Textract|Transcribe|Rekognition|Bedrock|Invoke|Location|Pinpoint|Client|MediaConvert|Quotas|PriceList|SchemaRegistry|RDSData|RedshiftData|Express/i;

/** Everything in these is access to code that runs under other roles, to its settings, or to secrets. */
const running = new Set(
  (
    'lambda ec2 ecs ssm secretsmanager kms iam sts sso codebuild codedeploy codepipeline cloudformation organizations sagemaker glue elasticmapreduce ' +
    'elasticbeanstalk batch amplify'
  ).split(' '),
);

/** Those that list what they allow, by their names. */
const runningName = /Lambda|SSM|Secrets|KeyManagement|CodeBuild|CodePipeline|CloudFormation|Organizations|SageMaker|Glue|EMR|ElasticMapReduce|VPC/i;

/** Ways by which a holder gets every permission. */
const overAccount = new Set(['policies', 'roles', 'users', 'credentials', 'trust']);

const contents = new Map<string, string>(Object.entries(table));

const readOnly: Readonly<Record<string, string>> = {
  AmazonS3FullAccess: 'AmazonS3ReadOnlyAccess',
  AmazonDynamoDBFullAccess: 'AmazonDynamoDBReadOnlyAccess',
  AmazonDynamoDBFullAccess_v2: 'AmazonDynamoDBReadOnlyAccess',
  AmazonSQSFullAccess: 'AmazonSQSReadOnlyAccess',
  AmazonSNSFullAccess: 'AmazonSNSReadOnlyAccess',
  AmazonKinesisFullAccess: 'AmazonKinesisReadOnlyAccess',
  AmazonSSMFullAccess: 'AmazonSSMReadOnlyAccess',
  AmazonRDSFullAccess: 'AmazonRDSReadOnlyAccess',
  AmazonEC2FullAccess: 'AmazonEC2ReadOnlyAccess',
  AmazonSESFullAccess: 'AmazonSESReadOnlyAccess',
  AWSLambda_FullAccess: 'AWSLambda_ReadOnlyAccess',
  AWSStepFunctionsFullAccess: 'AWSStepFunctionsReadOnlyAccess',
  AmazonEventBridgeFullAccess: 'AmazonEventBridgeReadOnlyAccess',
  AmazonCognitoPowerUser: 'AmazonCognitoReadOnly',
  AmazonElastiCacheFullAccess: 'AmazonElastiCacheReadOnlyAccess',
  AmazonOpenSearchServiceFullAccess: 'AmazonOpenSearchServiceReadOnlyAccess',
  AWSCodeCommitFullAccess: 'AWSCodeCommitReadOnly',
  AmazonEC2ContainerRegistryFullAccess: 'AmazonEC2ContainerRegistryReadOnly',
  AmazonEC2ContainerRegistryPowerUser: 'AmazonEC2ContainerRegistryReadOnly',
};

/** What the managed policy of this name (`AdministratorAccess`, `job-function/SystemAdministrator`) gives too much of, if anything. */
export function excessiveManagedPolicy(path: string): ManagedPolicy | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const account = administrators[name];
  if (account !== undefined) return { name, allows: account, over: 'account' };
  if (harmless.test(name)) return undefined;
  const found = byContents(name) ?? byName(name);
  const milder = readOnly[name];
  return found && milder !== undefined ? { ...found, milder } : found;
}

/** The table is written by scripts/managed-policies.ts: services of which everything is allowed, and ways to get more. */
function byContents(name: string): ManagedPolicy | undefined {
  const row = name === '' ? undefined : contents.get(name);
  if (row === undefined) return undefined;
  const [services = '', ...given] = row.split(';');
  const way = ways.find((one) => overAccount.has(one.name) && given.includes(one.name));
  if (way) return { name, allows: way.gives, over: 'account' };
  const prefixes = services.split(' ').filter((prefix) => prefix !== '');
  if (prefixes.length === 0) return undefined;
  return { name, allows: `do everything in ${titlesOf(prefixes)}`, over: prefixes.some((prefix) => running.has(prefix)) ? 'service' : 'data' };
}

/** The services that people know, if there are any among them. */
function titlesOf(prefixes: readonly string[]): string {
  const titled = prefixes.filter((prefix) => serviceTitle(prefix) !== prefix);
  const shown = (titled.length > 0 ? titled : prefixes).slice(0, 3).map(serviceTitle);
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

function byName(name: string): ManagedPolicy | undefined {
  const service = irregular[name] ?? /^(?:Amazon|AWS)?_?(.+?)_?FullAccess(?:V\d|_v\d)?$/.exec(name)?.[1];
  if (service === undefined) return undefined;
  return { name, allows: `do everything in ${service}`, over: runningName.test(name) ? 'service' : 'data' };
}

/** The least that AWS gives to what runs under a service: by the service's host. */
export const executionPolicies: Readonly<Record<string, string>> = {
  'lambda.amazonaws.com': 'service-role/AWSLambdaBasicExecutionRole',
  'ecs-tasks.amazonaws.com': 'service-role/AmazonECSTaskExecutionRolePolicy',
  'glue.amazonaws.com': 'service-role/AWSGlueServiceRole',
  'build.apprunner.amazonaws.com': 'service-role/AWSAppRunnerServicePolicyForECRAccess',
};

/** What AWS made for functions to run, be watched and take their events with. */
export function isExecutionPolicy(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /^AWSLambda\w*ExecutionRole(Policy)?$|^AWSLambdaBasic|XRay|^CloudWatch(Lambda|Agent|Logs)|LambdaInsights|^AWSCodeDeployRoleForLambda/i.test(
    name,
  );
}
