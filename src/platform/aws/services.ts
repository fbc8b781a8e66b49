/** What AWS services are to somebody who judges permissions: their names, what they hold, what a caller usually needs of them. */
import { actionsOf, type Action } from './actions.ts';

/** How messages call the services that are met most. */
const titles: Readonly<Record<string, string>> = {
  'access-analyzer': 'Access Analyzer',
  acm: 'Certificate Manager',
  amplify: 'Amplify',
  aoss: 'OpenSearch Serverless',
  apigateway: 'API Gateway',
  'application-autoscaling': 'Application Auto Scaling',
  appsync: 'AppSync',
  aps: 'Managed Prometheus',
  athena: 'Athena',
  autoscaling: 'Auto Scaling',
  'aws-marketplace': 'Marketplace',
  backup: 'Backup',
  batch: 'Batch',
  bedrock: 'Bedrock',
  ce: 'Cost Explorer',
  cloudformation: 'CloudFormation',
  cloudfront: 'CloudFront',
  cloudtrail: 'CloudTrail',
  cloudwatch: 'CloudWatch',
  codeartifact: 'CodeArtifact',
  codebuild: 'CodeBuild',
  codecommit: 'CodeCommit',
  codedeploy: 'CodeDeploy',
  codepipeline: 'CodePipeline',
  'cognito-identity': 'Cognito identity pools',
  'cognito-idp': 'Cognito user pools',
  'cognito-sync': 'Cognito Sync',
  comprehend: 'Comprehend',
  comprehendmedical: 'Comprehend Medical',
  config: 'AWS Config',
  connect: 'Connect',
  datasync: 'DataSync',
  dax: 'DAX',
  dynamodb: 'DynamoDB',
  ec2: 'EC2',
  ecr: 'ECR',
  ecs: 'ECS',
  eks: 'EKS',
  elasticache: 'ElastiCache',
  elasticfilesystem: 'EFS',
  elasticloadbalancing: 'Elastic Load Balancing',
  es: 'OpenSearch',
  events: 'EventBridge',
  'execute-api': 'API Gateway endpoints',
  firehose: 'Firehose',
  geo: 'Location',
  glue: 'Glue',
  grafana: 'Managed Grafana',
  guardduty: 'GuardDuty',
  iam: 'IAM',
  inspector2: 'Inspector',
  iot: 'IoT Core',
  iotjobsdata: 'IoT jobs',
  kafka: 'MSK',
  'kafka-cluster': 'MSK clusters',
  kinesis: 'Kinesis',
  kinesisvideo: 'Kinesis Video Streams',
  kms: 'KMS',
  lakeformation: 'Lake Formation',
  lambda: 'Lambda',
  lex: 'Lex',
  logs: 'CloudWatch Logs',
  mediaconvert: 'MediaConvert',
  mobiletargeting: 'Pinpoint',
  mq: 'Amazon MQ',
  organizations: 'Organizations',
  pipes: 'EventBridge Pipes',
  polly: 'Polly',
  quicksight: 'QuickSight',
  rds: 'RDS',
  'rds-data': 'the RDS Data API',
  redshift: 'Redshift',
  'redshift-data': 'the Redshift Data API',
  rekognition: 'Rekognition',
  'resource-groups': 'Resource Groups',
  route53: 'Route 53',
  rum: 'CloudWatch RUM',
  s3: 'S3',
  s3express: 'S3 Express',
  sagemaker: 'SageMaker',
  scheduler: 'EventBridge Scheduler',
  schemas: 'EventBridge Schemas',
  secretsmanager: 'Secrets Manager',
  securityhub: 'Security Hub',
  servicediscovery: 'Cloud Map',
  servicequotas: 'Service Quotas',
  ses: 'SES',
  sns: 'SNS',
  sqs: 'SQS',
  ssm: 'Systems Manager',
  sso: 'IAM Identity Center',
  states: 'Step Functions',
  sts: 'STS',
  synthetics: 'CloudWatch Synthetics',
  textract: 'Textract',
  timestream: 'Timestream',
  transcribe: 'Transcribe',
  translate: 'Translate',
  wafv2: 'WAF',
  workmail: 'WorkMail',
  xray: 'X-Ray',
};

export function serviceTitle(service: string): string {
  return titles[service] ?? service;
}

/** They take measurements and hold nothing else of the application but its logs. */
const telemetry = new Set(['logs', 'cloudwatch', 'xray', 'rum', 'synthetics', 'pi', 'ec2messages', 'ssmmessages', 'health', 'tag']);

/** They work on what the call brings along and keep little or nothing. */
const stateless = new Set(
  'polly translate textract comprehend comprehendmedical transcribe rekognition pricing ce mediaconvert geo geo-maps geo-places geo-routes support servicequotas bedrock'.split(
    ' ',
  ),
);

/** All their actions use a resource, none manages it: `dax:*` on one cluster is what its clients need. */
const usersOnly = new Set([
  'execute-api',
  'dax',
  'rds-db',
  'rds-data',
  'redshift-data',
  'kafka-cluster',
  'neptune-db',
  'vpc-lattice-svcs',
  's3express',
]);

/** Whoever may use them at will can become somebody else or read what is kept secret. */
const powers = new Set(['iam', 'sts', 'organizations', 'sso', 'kms', 'secretsmanager', 'ssm']);

/** The actions that show what somebody stored, rather than what a store is called and how it is set up. */
const dataReads = new Set(
  Object.entries({
    athena: ['GetQueryResults', 'GetQueryResultsStream'],
    bedrock: ['Retrieve', 'RetrieveAndGenerate'],
    cassandra: ['Select'],
    codecommit: ['GetBlob', 'GetFile', 'GitPull'],
    'cognito-idp': ['AdminGetUser', 'ListUsers', 'ListUsersInGroup'],
    dynamodb: ['BatchGetItem', 'GetItem', 'GetRecords', 'PartiQLSelect', 'Query', 'Scan'],
    ecr: ['BatchGetImage', 'GetDownloadUrlForLayer'],
    es: ['ESHttpGet'],
    healthlake: ['ReadResource', 'SearchWithGet', 'SearchWithPost'],
    identitystore: ['DescribeUser', 'ListUsers'],
    iot: ['GetThingShadow'],
    'kafka-cluster': ['ReadData'],
    kinesis: ['GetRecords', 'SubscribeToShard'],
    kinesisvideo: ['GetMedia'],
    lambda: ['GetFunction', 'GetFunctionConfiguration'],
    'neptune-db': ['ReadDataViaQuery'],
    'redshift-data': ['GetStatementResult'],
    s3: ['GetDataAccess', 'GetObject', 'GetObjectTorrent', 'GetObjectVersion', 'GetObjectVersionTorrent'],
    s3vectors: ['GetVectors', 'QueryVectors'],
    sdb: ['Select'],
    secretsmanager: ['BatchGetSecretValue', 'GetSecretValue'],
    sqs: ['ReceiveMessage'],
    ssm: ['GetCommandInvocation', 'GetParameter', 'GetParameterHistory', 'GetParameters', 'GetParametersByPath'],
    states: ['GetExecutionHistory'],
    timestream: ['Select'],
  }).flatMap(([service, names]) => names.map((name) => `${service}:${name}`)),
);

export function readsData({ service, name }: Action): boolean {
  return dataReads.has(`${service}:${name}`);
}

export type ServiceKind = 'telemetry' | 'stateless' | 'users-only' | 'power' | 'other';

export function serviceKind(service: string): ServiceKind {
  if (telemetry.has(service)) return 'telemetry';
  if (stateless.has(service)) return 'stateless';
  if (usersOnly.has(service)) return 'users-only';
  return powers.has(service) ? 'power' : 'other';
}

/**
 * Actions that AWS's own execution policies grant on every resource (AWSLambdaBasicExecutionRole, AWSLambdaVPCAccessExecutionRole and
 * their kin): what they reach cannot be named in advance, or naming it gains nothing.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
 */
const customary = new Set([
  'logs:CreateLogGroup',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'ec2:CreateNetworkInterface',
  'ec2:CreateNetworkInterfacePermission',
  'ec2:AttachNetworkInterface',
  'ec2:DetachNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
  's3-object-lambda:WriteGetObjectResponse',
]);

export function isCustomaryOnAll({ service, name }: Action): boolean {
  return customary.has(`${service}:${name}`);
}

/** All resource types of these are alternatives, so that the table calls each optional, and yet one is always meant. */
const alwaysNamed = new Set(['s3', 'events', 'execute-api', 'apigateway']);

export function takesResource({ service, scope }: Action): boolean {
  return scope === 'resource' || (scope === 'optional' && alwaysNamed.has(service));
}

/** Does a statement have to say `*` for the action to work? A job of MediaConvert always has a queue. */
export function needsAsterisk(action: Action): boolean {
  return !takesResource(action) && !(action.service === 'mediaconvert' && action.scope === 'optional');
}

/** What most callers need: to use what is there, not to manage it. */
const usual: Readonly<Record<string, readonly string[]>> = {
  aoss: ['APIAccessAll'],
  appsync: ['GraphQL'],
  athena: ['GetQueryExecution', 'GetQueryResults', 'StartQueryExecution'],
  bedrock: ['InvokeModel', 'InvokeModelWithResponseStream'],
  'cognito-idp': ['AdminGetUser', 'ListUsers'],
  comprehend: ['DetectDominantLanguage', 'DetectEntities', 'DetectKeyPhrases', 'DetectSentiment'],
  cloudwatch: ['PutMetricData'],
  dynamodb: ['BatchGetItem', 'GetItem', 'Query', 'Scan'],
  ecr: ['BatchCheckLayerAvailability', 'BatchGetImage', 'GetDownloadUrlForLayer'],
  ecs: ['DescribeTasks', 'RunTask'],
  es: ['ESHttpGet', 'ESHttpHead', 'ESHttpPost'],
  events: ['PutEvents'],
  'execute-api': ['Invoke'],
  firehose: ['PutRecord', 'PutRecordBatch'],
  iot: ['Publish'],
  kinesis: ['DescribeStreamSummary', 'GetRecords', 'GetShardIterator', 'ListShards'],
  kms: ['Decrypt', 'DescribeKey', 'GenerateDataKey'],
  lambda: ['InvokeFunction'],
  logs: ['CreateLogGroup', 'CreateLogStream', 'PutLogEvents'],
  mediaconvert: ['CreateJob', 'DescribeEndpoints'],
  polly: ['SynthesizeSpeech'],
  'rds-data': ['BatchExecuteStatement', 'ExecuteStatement'],
  rekognition: ['DetectFaces', 'DetectLabels', 'DetectModerationLabels', 'DetectText'],
  s3: ['GetObject', 'ListBucket'],
  sagemaker: ['InvokeEndpoint'],
  secretsmanager: ['DescribeSecret', 'GetSecretValue'],
  ses: ['SendEmail', 'SendRawEmail'],
  sns: ['Publish'],
  sqs: ['GetQueueAttributes', 'GetQueueUrl', 'ReceiveMessage', 'SendMessage'],
  ssm: ['GetParameter', 'GetParameters', 'GetParametersByPath'],
  states: ['StartExecution'],
  textract: ['AnalyzeDocument', 'DetectDocumentText'],
  transcribe: ['GetTranscriptionJob', 'StartTranscriptionJob'],
  translate: ['TranslateText'],
  xray: ['PutTelemetryRecords', 'PutTraceSegments'],
};

/** At most this many actions stand for a service: more is no list that anybody reads. */
const listed = 12;

/** Is it known what most callers of the service need? */
export function hasUsualActions(service: string): boolean {
  return usual[service] !== undefined;
}

/** Actions of a service that a caller is likely to need, and that change nothing it did not make; empty where nobody can say. */
export function usualActions(service: string): readonly string[] {
  const names =
    usual[service] ?? (actionsOf(service) ?? []).filter((action) => action.level === 'read' && takesResource(action)).map(({ name }) => name);
  return names.length > listed ? [] : names.map((name) => `${service}:${name}`);
}
