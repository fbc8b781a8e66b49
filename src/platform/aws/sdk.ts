/** Which actions of IAM a call of the AWS SDK asks for. */
import { actionsOf } from './actions.ts';

/**
 * Clients that are not called like the service in policies, by their names in lower case without signs
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html, 2026-11).
 */
const prefixes: Readonly<Record<string, string>> = {
  apigatewaymanagementapi: 'execute-api',
  applicationautoscaling: 'application-autoscaling',
  bedrockagent: 'bedrock',
  bedrockagentruntime: 'bedrock',
  bedrockruntime: 'bedrock',
  cloudwatchevents: 'events',
  cloudwatchlogs: 'logs',
  cognitoidentity: 'cognito-identity',
  cognitoidentityprovider: 'cognito-idp',
  cognitoidp: 'cognito-idp',
  costexplorer: 'ce',
  dynamodbdocument: 'dynamodb',
  dynamodbdocumentclient: 'dynamodb',
  dynamodbstreams: 'dynamodb',
  dynamodbv2: 'dynamodb',
  efs: 'elasticfilesystem',
  elasticloadbalancingv2: 'elasticloadbalancing',
  elbv2: 'elasticloadbalancing',
  emr: 'elasticmapreduce',
  eventbridge: 'events',
  iotdata: 'iot',
  iotdataplane: 'iot',
  keymanagementservice: 'kms',
  lexruntimev2: 'lex',
  libdynamodb: 'dynamodb',
  pinpoint: 'mobiletargeting',
  rdsdata: 'rds-data',
  rdsdataservice: 'rds-data',
  redshiftdata: 'redshift-data',
  sagemakerruntime: 'sagemaker',
  securitytoken: 'sts',
  securitytokenservice: 'sts',
  sesv2: 'ses',
  sfn: 'states',
  simpleemail: 'ses',
  simpleemailservice: 'ses',
  simpleemailservicev2: 'ses',
  simpleemailv2: 'ses',
  simplenotificationservice: 'sns',
  simplesystemsmanagement: 'ssm',
  stepfunctions: 'states',
  timestreamquery: 'timestream',
  timestreamwrite: 'timestream',
  transcribeservice: 'transcribe',
};

/** Operations whose action has another name, by `service:operation` in lower case. */
const renamed: Readonly<Record<string, readonly string[]>> = {
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html (2026-11)
  's3:headobject': ['GetObject'],
  's3:downloadfile': ['GetObject'],
  's3:downloadfileobj': ['GetObject'],
  's3:selectobjectcontent': ['GetObject'],
  's3:headbucket': ['ListBucket'],
  's3:listobjects': ['ListBucket'],
  's3:listobjectsv2': ['ListBucket'],
  's3:listobjectversions': ['ListBucketVersions'],
  's3:listbuckets': ['ListAllMyBuckets'],
  's3:upload': ['PutObject'],
  's3:uploadfile': ['PutObject'],
  's3:uploadfileobj': ['PutObject'],
  's3:uploadpart': ['PutObject'],
  's3:createmultipartupload': ['PutObject'],
  's3:completemultipartupload': ['PutObject'],
  's3:createpresignedpost': ['PutObject'],
  's3:generatepresignedpost': ['PutObject'],
  's3:copy': ['GetObject', 'PutObject'],
  's3:copyobject': ['GetObject', 'PutObject'],
  's3:deleteobjects': ['DeleteObject'],
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html (2026-11)
  'dynamodb:get': ['GetItem'],
  'dynamodb:put': ['PutItem'],
  'dynamodb:update': ['UpdateItem'],
  'dynamodb:delete': ['DeleteItem'],
  'dynamodb:batchget': ['BatchGetItem'],
  'dynamodb:batchwrite': ['BatchWriteItem'],
  'dynamodb:batchwriter': ['BatchWriteItem'],
  'dynamodb:transactget': ['GetItem'],
  'dynamodb:transactgetitems': ['GetItem'],
  'dynamodb:transactwrite': ['ConditionCheckItem', 'DeleteItem', 'PutItem', 'UpdateItem'],
  'dynamodb:transactwriteitems': ['ConditionCheckItem', 'DeleteItem', 'PutItem', 'UpdateItem'],
  'dynamodb:executestatement': ['PartiQLDelete', 'PartiQLInsert', 'PartiQLSelect', 'PartiQLUpdate'],
  'sqs:sendmessagebatch': ['SendMessage'],
  'sqs:sendmessages': ['SendMessage'],
  'sqs:deletemessagebatch': ['DeleteMessage'],
  'sqs:deletemessages': ['DeleteMessage'],
  'sqs:receivemessages': ['ReceiveMessage'],
  'sqs:getqueuebyname': ['GetQueueUrl'],
  'sns:publishbatch': ['Publish'],
  'lambda:invoke': ['InvokeFunction'],
  'lambda:invokeasync': ['InvokeFunction'],
  'bedrock:converse': ['InvokeModel'],
  'bedrock:conversestream': ['InvokeModelWithResponseStream'],
  'execute-api:posttoconnection': ['ManageConnections'],
  'execute-api:getconnection': ['ManageConnections'],
  'execute-api:deleteconnection': ['ManageConnections'],
  'kms:generatedatakeypair': ['GenerateDataKeyPair'],
};

/** The prefix in policies of what a client is called in an SDK; undefined for what is no service that the table of actions holds. */
export function serviceOfClient(client: string): string | undefined {
  const plain = client.toLowerCase().replace(/[^a-z0-9]/g, '');
  const service = prefixes[plain] ?? plain;
  if (actionsOf(service)) return service;
  const dashed = client.toLowerCase().replace(/[^a-z0-9-]/g, '');
  return actionsOf(dashed) ? dashed : undefined;
}

/** The actions that an operation asks for: `put_item`, `PutItemAsync` and `putItem` alike; empty for what is no operation. */
export function actionsOfOperation(service: string, operation: string): readonly string[] {
  const plain = operation.replaceAll('_', '').toLowerCase();
  const names = renamed[`${service}:${plain}`] ?? named(service, plain) ?? named(service, plain.replace(/(?:async|withcontext|pages|request)$/, ''));
  return (names ?? []).map((name) => `${service}:${name}`);
}

function named(service: string, plain: string): readonly string[] | undefined {
  const other = renamed[`${service}:${plain}`];
  if (other) return other;
  const found = actionsOf(service)?.find(({ name }) => name.toLowerCase() === plain);
  return found && [found.name];
}
