/** AWS's managed policies that give more than any function needs. */

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

/** They take measurements, send, or call models; nothing is lost through them but money. */
const harmless =
  /Logs|CloudWatch|XRay|XrayFull|Synthetics|Polly|Translate|Comprehend|Textract|Transcribe|Rekognition|Bedrock|InvokeFullAccess|Location|Pinpoint/i;

/** Full access to these is access to code that runs under other roles, to its settings, or to secrets. */
const running = /Lambda|EC2|ECS|SSM|Secrets|KeyManagement|CodeBuild|CodePipeline|CloudFormation|Organizations|SageMaker|Glue|EMR|ElasticMapReduce/i;

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
  const service = irregular[name] ?? /^(?:Amazon|AWS)?_?(.+?)_?FullAccess(?:V\d|_v\d)?$/.exec(name)?.[1];
  if (service === undefined || harmless.test(name)) return undefined;
  const milder = readOnly[name];
  const policy = { name, allows: `do everything in ${service}`, over: running.test(name) ? ('service' as const) : ('data' as const) };
  return milder === undefined ? policy : { ...policy, milder };
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
  return /^AWSLambda\w*ExecutionRole(Policy)?$|^AWSLambdaBasic|XRay|^CloudWatch(Lambda|Agent|Logs)|LambdaInsights|^AWSCodeDeployRoleForLambda/i.test(name);
}
