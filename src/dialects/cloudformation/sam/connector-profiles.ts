/** What SAM's connectors grant: who may do what when one resource is connected to another. */
import { allow, type PolicyTemplateStatement } from './policy-templates.ts';

/** The statements by permission; `{Source}` and `{Destination}` stand for the ARNs of the two ends. */
export interface ConnectorProfile {
  /** Whose role gets them. */
  readonly holder: 'source' | 'destination';
  readonly read?: readonly PolicyTemplateStatement[];
  readonly write?: readonly PolicyTemplateStatement[];
}

const bucketAccess: ConnectorProfile = {
  holder: 'source',
  read: [
    allow(
      's3:GetObject GetObjectAcl GetObjectLegalHold GetObjectRetention GetObjectTorrent GetObjectVersion ' +
        'GetObjectVersionAcl GetObjectVersionForReplication GetObjectVersionTorrent ListBucket ListBucketMultipartUploads ' +
        'ListBucketVersions ListMultipartUploadParts',
      ['{Destination}', '{Destination}/*'],
    ),
  ],
  write: [
    allow('s3:AbortMultipartUpload DeleteObject DeleteObjectVersion PutObject PutObjectLegalHold PutObjectRetention RestoreObject', [
      '{Destination}',
      '{Destination}/*',
    ]),
  ],
};

const tableAccess: ConnectorProfile = {
  holder: 'source',
  read: [allow('dynamodb:GetItem Query Scan BatchGetItem ConditionCheckItem PartiQLSelect', ['{Destination}', '{Destination}/index/*'])],
  write: [
    allow('dynamodb:PutItem UpdateItem DeleteItem BatchWriteItem PartiQLDelete PartiQLInsert PartiQLUpdate', [
      '{Destination}',
      '{Destination}/index/*',
    ]),
  ],
};

const busEvents: ConnectorProfile = {
  holder: 'source',
  write: [allow('events:PutEvents', ['{Destination}'])],
};

const functionCalls: ConnectorProfile = {
  holder: 'source',
  write: [allow('lambda:InvokeAsync InvokeFunction', ['{Destination}'])],
};

const topicMessages: ConnectorProfile = {
  holder: 'source',
  write: [allow('sns:Publish', ['{Destination}'])],
};

/**
 * By the types of the ends. Connections that need a resource policy instead are left out: the transform names the source
 * in those, so that nobody else gets in
 * (https://github.com/aws/serverless-application-model/blob/develop/samtranslator/model/connector_profiles/profiles.json, read in
 * November 2026).
 */
export const connectorProfiles: Readonly<Record<string, ConnectorProfile>> = {
  'DynamoDB::Table > Lambda::Function': {
    holder: 'destination',
    read: [allow('dynamodb:DescribeStream GetRecords GetShardIterator ListStreams', ['{Source}/stream/*'])],
  },
  'Events::Rule > Events::EventBus': busEvents,
  'Events::Rule > StepFunctions::StateMachine': {
    holder: 'source',
    write: [allow('states:StartExecution', ['{Destination}'])],
  },
  'Lambda::Function > Lambda::Function': functionCalls,
  'Lambda::Function > S3::Bucket': bucketAccess,
  'Lambda::Function > DynamoDB::Table': tableAccess,
  'Lambda::Function > SQS::Queue': {
    holder: 'source',
    read: [allow('sqs:ReceiveMessage GetQueueAttributes', ['{Destination}'])],
    write: [allow('sqs:DeleteMessage SendMessage ChangeMessageVisibility PurgeQueue', ['{Destination}'])],
  },
  'Lambda::Function > SNS::Topic': topicMessages,
  'Lambda::Function > StepFunctions::StateMachine': {
    holder: 'source',
    write: [
      allow('states:StartExecution StartSyncExecution', ['{Destination}']),
      allow('states:StopExecution', ['arn:{}:states:{}:{}:execution:{DestinationName}:*']),
    ],
    read: [
      allow('states:DescribeStateMachine ListExecutions', ['{Destination}']),
      allow('states:DescribeExecution DescribeStateMachineForExecution GetExecutionHistory', ['arn:{}:states:{}:{}:execution:{DestinationName}:*']),
    ],
  },
  'Lambda::Function > Events::EventBus': busEvents,
  'Lambda::Function > Location::PlaceIndex': {
    holder: 'source',
    read: [
      allow('geo:DescribePlaceIndex GetPlace SearchPlaceIndexForPosition SearchPlaceIndexForSuggestions SearchPlaceIndexForText', ['{Destination}']),
    ],
  },
  'SQS::Queue > Lambda::Function': {
    holder: 'destination',
    write: [allow('sqs:DeleteMessage', ['{Source}'])],
    read: [allow('sqs:ReceiveMessage GetQueueAttributes', ['{Source}'])],
  },
  'StepFunctions::StateMachine > Lambda::Function': functionCalls,
  'StepFunctions::StateMachine > SNS::Topic': topicMessages,
  'StepFunctions::StateMachine > SQS::Queue': {
    holder: 'source',
    write: [allow('sqs:SendMessage', ['{Destination}'])],
  },
  'StepFunctions::StateMachine > S3::Bucket': bucketAccess,
  'StepFunctions::StateMachine > DynamoDB::Table': tableAccess,
  'StepFunctions::StateMachine > StepFunctions::StateMachine': {
    holder: 'source',
    read: [
      allow('states:DescribeExecution', ['arn:{}:states:{}:{}:execution:{DestinationName}:*']),
      allow('events:DescribeRule', ['arn:{}:events:{}:{}:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule']),
    ],
    write: [
      allow('states:StartExecution', ['{Destination}']),
      allow('states:StopExecution', ['arn:{}:states:{}:{}:execution:{DestinationName}:*']),
      allow('events:PutTargets PutRule', ['arn:{}:events:{}:{}:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule']),
    ],
  },
  'StepFunctions::StateMachine > Events::EventBus': busEvents,
  'AppSync::DataSource > DynamoDB::Table': tableAccess,
  'AppSync::DataSource > Lambda::Function': {
    holder: 'source',
    write: [allow('lambda:InvokeAsync InvokeFunction', ['{Destination}', '{Destination}:*'])],
  },
  'AppSync::DataSource > Events::EventBus': busEvents,
};
