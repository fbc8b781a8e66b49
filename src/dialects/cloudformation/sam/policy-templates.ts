/** SAM's policy templates: what `DynamoDBCrudPolicy: { TableName: … }` in a `Policies` list stands for. */

export interface PolicyTemplateStatement {
  readonly actions: readonly string[];
  /** `{}` stands for partition, region or account, `{TableName}` for what the template's user wrote for that parameter. */
  readonly resources: readonly string[];
  readonly condition?: PolicyTemplateCondition | undefined;
}

export interface PolicyTemplateCondition {
  readonly operator: string;
  /** In lower case. */
  readonly key: string;
  readonly value: string;
}

/** `allow('s3:GetObject PutObject', …)`: the actions of one service. */
export function allow(actions: string, resources: readonly string[], condition?: PolicyTemplateCondition): PolicyTemplateStatement {
  const colon = actions.indexOf(':') + 1;
  const service = actions.slice(0, colon);
  return {
    actions: actions
      .slice(colon)
      .split(' ')
      .map((name) => service + name),
    resources,
    condition,
  };
}

/**
 * Every template of the transform, all statements Allow, duplicates of actions left out:
 * https://github.com/aws/serverless-application-model/blob/develop/samtranslator/policy_templates_data/policy_templates.json
 * (read in November 2026).
 */
export const policyTemplates: Readonly<Record<string, readonly PolicyTemplateStatement[]>> = {
  AMIDescribePolicy: [allow('ec2:DescribeImages', ['*'])],
  AWSSecretsManagerGetSecretValuePolicy: [allow('secretsmanager:GetSecretValue', ['{SecretArn}'])],
  AWSSecretsManagerRotationPolicy: [
    allow('secretsmanager:DescribeSecret GetSecretValue PutSecretValue UpdateSecretVersionStage', ['arn:{}:secretsmanager:{}:{}:secret:*'], {
      operator: 'StringEquals',
      key: 'secretsmanager:resource/allowrotationlambdaarn',
      value: 'arn:{}:lambda:{}:{}:function:{FunctionName}',
    }),
    allow('secretsmanager:GetRandomPassword', ['*']),
  ],
  AcmGetCertificatePolicy: [allow('acm:GetCertificate', ['{CertificateArn}'])],
  AthenaQueryPolicy: [
    allow('athena:ListWorkGroups GetExecutionEngine GetExecutionEngines GetNamespace GetCatalogs GetNamespaces GetTables GetTable', ['*']),
    allow(
      'athena:StartQueryExecution GetQueryResults DeleteNamedQuery GetNamedQuery ListQueryExecutions StopQueryExecution ' +
        'GetQueryResultsStream ListNamedQueries CreateNamedQuery GetQueryExecution BatchGetNamedQuery BatchGetQueryExecution ' +
        'GetWorkGroup',
      ['arn:{}:athena:{}:{}:workgroup/{WorkGroupName}'],
    ),
  ],
  CloudFormationDescribeStacksPolicy: [allow('cloudformation:DescribeStacks', ['arn:{}:cloudformation:{}:{}:stack/*'])],
  CloudWatchDashboardPolicy: [allow('cloudwatch:GetDashboard ListDashboards PutDashboard ListMetrics', ['*'])],
  CloudWatchDescribeAlarmHistoryPolicy: [allow('cloudwatch:DescribeAlarmHistory', ['*'])],
  CloudWatchPutMetricPolicy: [allow('cloudwatch:PutMetricData', ['*'])],
  CodeCommitCrudPolicy: [
    allow(
      'codecommit:GitPull GitPush CreateBranch DeleteBranch GetBranch ListBranches MergeBranchesByFastForward MergeBranchesBySquash ' +
        'MergeBranchesByThreeWay UpdateDefaultBranch BatchDescribeMergeConflicts CreateUnreferencedMergeCommit DescribeMergeConflicts ' +
        'GetMergeCommit GetMergeOptions BatchGetPullRequests CreatePullRequest DescribePullRequestEvents GetCommentsForPullRequest ' +
        'GetCommitsFromMergeBase GetMergeConflicts GetPullRequest ListPullRequests MergePullRequestByFastForward ' +
        'MergePullRequestBySquash MergePullRequestByThreeWay PostCommentForPullRequest UpdatePullRequestDescription ' +
        'UpdatePullRequestStatus UpdatePullRequestTitle DeleteFile GetBlob GetFile GetFolder PutFile DeleteCommentContent GetComment ' +
        'GetCommentsForComparedCommit PostCommentForComparedCommit PostCommentReply UpdateComment BatchGetCommits CreateCommit ' +
        'GetCommit GetCommitHistory GetDifferences GetObjectIdentifier GetReferences GetTree GetRepository UpdateRepositoryDescription ' +
        'ListTagsForResource TagResource UntagResource GetRepositoryTriggers PutRepositoryTriggers TestRepositoryTriggers ' +
        'UploadArchive GetUploadArchiveStatus CancelUploadArchive',
      ['arn:{}:codecommit:{}:{}:{RepositoryName}'],
    ),
  ],
  CodeCommitReadPolicy: [
    allow(
      'codecommit:GitPull GetBranch ListBranches BatchDescribeMergeConflicts DescribeMergeConflicts GetMergeCommit GetMergeOptions ' +
        'BatchGetPullRequests DescribePullRequestEvents GetCommentsForPullRequest GetCommitsFromMergeBase GetMergeConflicts ' +
        'GetPullRequest ListPullRequests GetBlob GetFile GetFolder GetComment GetCommentsForComparedCommit BatchGetCommits GetCommit ' +
        'GetCommitHistory GetDifferences GetObjectIdentifier GetReferences GetTree GetRepository ListTagsForResource ' +
        'GetRepositoryTriggers TestRepositoryTriggers GetUploadArchiveStatus',
      ['arn:{}:codecommit:{}:{}:{RepositoryName}'],
    ),
  ],
  CodePipelineLambdaExecutionPolicy: [allow('codepipeline:PutJobSuccessResult PutJobFailureResult', ['*'])],
  CodePipelineReadOnlyPolicy: [allow('codepipeline:ListPipelineExecutions', ['arn:{}:codepipeline:{}:{}:{PipelineName}'])],
  ComprehendBasicAccessPolicy: [
    allow(
      'comprehend:BatchDetectKeyPhrases DetectDominantLanguage DetectEntities BatchDetectEntities DetectKeyPhrases DetectSentiment ' +
        'BatchDetectDominantLanguage BatchDetectSentiment',
      ['*'],
    ),
  ],
  CostExplorerReadOnlyPolicy: [
    allow('ce:GetCostAndUsage GetDimensionValues GetReservationCoverage GetReservationPurchaseRecommendation GetReservationUtilization GetTags', [
      '*',
    ]),
  ],
  DynamoDBBackupFullAccessPolicy: [
    allow('dynamodb:CreateBackup DescribeContinuousBackups', ['arn:{}:dynamodb:{}:{}:table/{TableName}']),
    allow('dynamodb:DeleteBackup DescribeBackup ListBackups', ['arn:{}:dynamodb:{}:{}:table/{TableName}/backup/*']),
  ],
  DynamoDBCrudPolicy: [
    allow('dynamodb:GetItem DeleteItem PutItem Scan Query UpdateItem BatchWriteItem BatchGetItem DescribeTable ConditionCheckItem', [
      'arn:{}:dynamodb:{}:{}:table/{TableName}',
      'arn:{}:dynamodb:{}:{}:table/{TableName}/index/*',
    ]),
  ],
  DynamoDBReadPolicy: [
    allow('dynamodb:GetItem Scan Query BatchGetItem DescribeTable', [
      'arn:{}:dynamodb:{}:{}:table/{TableName}',
      'arn:{}:dynamodb:{}:{}:table/{TableName}/index/*',
    ]),
  ],
  DynamoDBReconfigurePolicy: [allow('dynamodb:UpdateTable', ['arn:{}:dynamodb:{}:{}:table/{TableName}'])],
  DynamoDBRestoreFromBackupPolicy: [
    allow('dynamodb:RestoreTableFromBackup', ['arn:{}:dynamodb:{}:{}:table/{TableName}/backup/*']),
    allow('dynamodb:PutItem UpdateItem DeleteItem GetItem Query Scan BatchWriteItem', ['arn:{}:dynamodb:{}:{}:table/{TableName}']),
  ],
  DynamoDBStreamReadPolicy: [
    allow('dynamodb:DescribeStream GetRecords GetShardIterator', ['arn:{}:dynamodb:{}:{}:table/{TableName}/stream/{StreamName}']),
    allow('dynamodb:ListStreams', ['arn:{}:dynamodb:{}:{}:table/{TableName}/stream/*']),
  ],
  DynamoDBWritePolicy: [
    allow('dynamodb:PutItem UpdateItem BatchWriteItem', [
      'arn:{}:dynamodb:{}:{}:table/{TableName}',
      'arn:{}:dynamodb:{}:{}:table/{TableName}/index/*',
    ]),
  ],
  EC2CopyImagePolicy: [allow('ec2:CopyImage', ['arn:{}:ec2:{}:{}:image/{ImageId}'])],
  EC2DescribePolicy: [allow('ec2:DescribeRegions DescribeInstances', ['*'])],
  EFSWriteAccessPolicy: [
    allow('elasticfilesystem:ClientMount ClientWrite', ['arn:{}:elasticfilesystem:{}:{}:file-system/{FileSystem}'], {
      operator: 'StringEquals',
      key: 'elasticfilesystem:accesspointarn',
      value: 'arn:{}:elasticfilesystem:{}:{}:access-point/{AccessPoint}',
    }),
  ],
  EKSDescribePolicy: [allow('eks:DescribeCluster ListClusters', ['*'])],
  EcsRunTaskPolicy: [allow('ecs:RunTask', ['arn:{}:ecs:{}:{}:task-definition/{TaskDefinition}'])],
  ElasticMapReduceAddJobFlowStepsPolicy: [allow('elasticmapreduce:AddJobFlowSteps', ['arn:{}:elasticmapreduce:{}:{}:cluster/{ClusterId}'])],
  ElasticMapReduceCancelStepsPolicy: [allow('elasticmapreduce:CancelSteps', ['arn:{}:elasticmapreduce:{}:{}:cluster/{ClusterId}'])],
  ElasticMapReduceModifyInstanceFleetPolicy: [
    allow('elasticmapreduce:ModifyInstanceFleet ListInstanceFleets', ['arn:{}:elasticmapreduce:{}:{}:cluster/{ClusterId}']),
  ],
  ElasticMapReduceModifyInstanceGroupsPolicy: [
    allow('elasticmapreduce:ModifyInstanceGroups ListInstanceGroups', ['arn:{}:elasticmapreduce:{}:{}:cluster/{ClusterId}']),
  ],
  ElasticMapReduceSetTerminationProtectionPolicy: [
    allow('elasticmapreduce:SetTerminationProtection', ['arn:{}:elasticmapreduce:{}:{}:cluster/{ClusterId}']),
  ],
  ElasticMapReduceTerminateJobFlowsPolicy: [allow('elasticmapreduce:TerminateJobFlows', ['arn:{}:elasticmapreduce:{}:{}:cluster/{ClusterId}'])],
  ElasticsearchHttpPostPolicy: [allow('es:ESHttpPost ESHttpPut', ['arn:{}:es:{}:{}:domain/{DomainName}/*'])],
  EventBridgePutEventsPolicy: [allow('events:PutEvents', ['arn:{}:events:{}:{}:event-bus/{EventBusName}'])],
  FilterLogEventsPolicy: [allow('logs:FilterLogEvents', ['arn:{}:logs:{}:{}:log-group:{LogGroupName}:log-stream:*'])],
  FirehoseCrudPolicy: [
    allow('firehose:CreateDeliveryStream DeleteDeliveryStream DescribeDeliveryStream PutRecord PutRecordBatch UpdateDestination', [
      'arn:{}:firehose:{}:{}:deliverystream/{DeliveryStreamName}',
    ]),
  ],
  FirehoseWritePolicy: [allow('firehose:PutRecord PutRecordBatch', ['arn:{}:firehose:{}:{}:deliverystream/{DeliveryStreamName}'])],
  KMSDecryptPolicy: [allow('kms:Decrypt', ['arn:{}:kms:{}:{}:key/{KeyId}'])],
  KMSEncryptPolicy: [allow('kms:Encrypt', ['arn:{}:kms:{}:{}:key/{KeyId}'])],
  KMSEncryptPolicy_v2: [
    allow('kms:Encrypt GenerateDataKey GenerateDataKeyWithoutPlaintext GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext', [
      'arn:{}:kms:{}:{}:key/{KeyId}',
    ]),
  ],
  KinesisCrudPolicy: [
    allow(
      'kinesis:AddTagsToStream CreateStream DecreaseStreamRetentionPeriod DeleteStream DescribeStream DescribeStreamSummary ' +
        'GetShardIterator IncreaseStreamRetentionPeriod ListTagsForStream MergeShards PutRecord PutRecords SplitShard ' +
        'RemoveTagsFromStream',
      ['arn:{}:kinesis:{}:{}:stream/{StreamName}'],
    ),
  ],
  KinesisStreamReadPolicy: [
    allow('kinesis:ListStreams DescribeLimits', ['arn:{}:kinesis:{}:{}:stream/*']),
    allow('kinesis:DescribeStream DescribeStreamSummary GetRecords GetShardIterator', ['arn:{}:kinesis:{}:{}:stream/{StreamName}']),
  ],
  LambdaInvokePolicy: [allow('lambda:InvokeFunction', ['arn:{}:lambda:{}:{}:function:{FunctionName}*'])],
  MobileAnalyticsWriteOnlyAccessPolicy: [allow('mobileanalytics:PutEvents', ['*'])],
  OrganizationsListAccountsPolicy: [allow('organizations:ListAccounts', ['*'])],
  PinpointEndpointAccessPolicy: [
    allow('mobiletargeting:GetEndpoint UpdateEndpoint UpdateEndpointsBatch', [
      'arn:{}:mobiletargeting:{}:{}:apps/{PinpointApplicationId}/endpoints/*',
    ]),
  ],
  PollyFullAccessPolicy: [
    allow('polly:GetLexicon DeleteLexicon', ['arn:{}:polly:{}:{}:lexicon/{LexiconName}']),
    allow('polly:DescribeVoices ListLexicons PutLexicon SynthesizeSpeech', ['arn:{}:polly:{}:{}:lexicon/*']),
  ],
  RekognitionDetectOnlyPolicy: [allow('rekognition:DetectFaces DetectLabels DetectModerationLabels DetectText', ['*'])],
  RekognitionFacesManagementPolicy: [
    allow('rekognition:IndexFaces DeleteFaces SearchFaces SearchFacesByImage ListFaces', ['arn:{}:rekognition:{}:{}:collection/{CollectionId}']),
  ],
  RekognitionFacesPolicy: [allow('rekognition:CompareFaces DetectFaces', ['*'])],
  RekognitionLabelsPolicy: [allow('rekognition:DetectLabels DetectModerationLabels', ['*'])],
  RekognitionNoDataAccessPolicy: [
    allow('rekognition:CompareFaces DetectFaces DetectLabels DetectModerationLabels', ['arn:{}:rekognition:{}:{}:collection/{CollectionId}']),
  ],
  RekognitionReadPolicy: [
    allow('rekognition:ListCollections ListFaces SearchFaces SearchFacesByImage', ['arn:{}:rekognition:{}:{}:collection/{CollectionId}']),
  ],
  RekognitionWriteOnlyAccessPolicy: [allow('rekognition:CreateCollection IndexFaces', ['arn:{}:rekognition:{}:{}:collection/{CollectionId}'])],
  Route53ChangeResourceRecordSetsPolicy: [allow('route53:ChangeResourceRecordSets', ['arn:{}:route53:::hostedzone/{HostedZoneId}'])],
  S3CrudPolicy: [
    allow(
      's3:GetObject ListBucket GetBucketLocation GetObjectVersion PutObject PutObjectAcl GetLifecycleConfiguration ' +
        'PutLifecycleConfiguration DeleteObject',
      ['arn:{}:s3:::{BucketName}', 'arn:{}:s3:::{BucketName}/*'],
    ),
  ],
  S3FullAccessPolicy: [
    allow(
      's3:GetObject GetObjectAcl GetObjectVersion PutObject PutObjectAcl DeleteObject DeleteObjectTagging DeleteObjectVersionTagging ' +
        'GetObjectTagging GetObjectVersionTagging PutObjectTagging PutObjectVersionTagging',
      ['arn:{}:s3:::{BucketName}/*'],
    ),
    allow('s3:ListBucket GetBucketLocation GetLifecycleConfiguration PutLifecycleConfiguration', ['arn:{}:s3:::{BucketName}']),
  ],
  S3ReadPolicy: [
    allow('s3:GetObject ListBucket GetBucketLocation GetObjectVersion GetLifecycleConfiguration', [
      'arn:{}:s3:::{BucketName}',
      'arn:{}:s3:::{BucketName}/*',
    ]),
  ],
  S3WritePolicy: [allow('s3:PutObject PutObjectAcl PutLifecycleConfiguration', ['arn:{}:s3:::{BucketName}', 'arn:{}:s3:::{BucketName}/*'])],
  SESBulkTemplatedCrudPolicy: [
    allow('ses:GetIdentityVerificationAttributes SendEmail SendRawEmail SendTemplatedEmail SendBulkTemplatedEmail VerifyEmailIdentity', [
      'arn:{}:ses:{}:{}:identity/{IdentityName}',
    ]),
  ],
  SESBulkTemplatedCrudPolicy_v2: [
    allow('ses:SendEmail SendRawEmail SendTemplatedEmail SendBulkTemplatedEmail', [
      'arn:{}:ses:{}:{}:identity/{IdentityName}',
      'arn:{}:ses:{}:{}:template/{TemplateName}',
    ]),
    allow('ses:GetIdentityVerificationAttributes VerifyEmailIdentity', ['*']),
  ],
  SESCrudPolicy: [
    allow('ses:GetIdentityVerificationAttributes SendEmail SendRawEmail VerifyEmailIdentity', ['arn:{}:ses:{}:{}:identity/{IdentityName}']),
  ],
  SESEmailTemplateCrudPolicy: [allow('ses:CreateTemplate GetTemplate ListTemplates UpdateTemplate DeleteTemplate TestRenderTemplate', ['*'])],
  SESSendBouncePolicy: [allow('ses:SendBounce', ['arn:{}:ses:{}:{}:identity/{IdentityName}'])],
  SNSCrudPolicy: [allow('sns:ListSubscriptionsByTopic CreateTopic SetTopicAttributes Subscribe Publish', ['arn:{}:sns:{}:{}:{TopicName}*'])],
  SNSPublishMessagePolicy: [allow('sns:Publish', ['arn:{}:sns:{}:{}:{TopicName}'])],
  SQSPollerPolicy: [
    allow('sqs:ChangeMessageVisibility ChangeMessageVisibilityBatch DeleteMessage DeleteMessageBatch GetQueueAttributes ReceiveMessage', [
      'arn:{}:sqs:{}:{}:{QueueName}',
    ]),
  ],
  SQSSendMessagePolicy: [allow('sqs:SendMessage*', ['arn:{}:sqs:{}:{}:{QueueName}'])],
  SSMParameterReadPolicy: [
    allow('ssm:DescribeParameters', ['*']),
    allow('ssm:GetParameters GetParameter GetParametersByPath', ['arn:{}:ssm:{}:{}:parameter/{ParameterName}']),
  ],
  SSMParameterWithSlashPrefixReadPolicy: [
    allow('ssm:DescribeParameters', ['*']),
    allow('ssm:GetParameters GetParameter GetParametersByPath', ['arn:{}:ssm:{}:{}:parameter{ParameterName}']),
  ],
  SageMakerCreateEndpointConfigPolicy: [allow('sagemaker:CreateEndpointConfig', ['arn:{}:sagemaker:{}:{}:endpoint-config/{EndpointConfigName}'])],
  SageMakerCreateEndpointPolicy: [allow('sagemaker:CreateEndpoint', ['arn:{}:sagemaker:{}:{}:endpoint/{EndpointName}'])],
  ServerlessRepoReadWriteAccessPolicy: [
    allow(
      'serverlessrepo:CreateApplication CreateApplicationVersion UpdateApplication GetApplication ListApplications ' +
        'ListApplicationVersions ListApplicationDependencies',
      ['arn:{}:serverlessrepo:{}:{}:applications/*'],
    ),
  ],
  StepFunctionsCallbackPolicy: [
    allow('states:SendTaskFailure SendTaskHeartbeat SendTaskSuccess', ['arn:{}:states:{}:{}:stateMachine:{StateMachineName}']),
  ],
  StepFunctionsExecutionPolicy: [allow('states:StartExecution', ['arn:{}:states:{}:{}:stateMachine:{StateMachineName}'])],
  StepFunctionsExecutionPolicy_v2: [allow('states:StartExecution StartSyncExecution', ['arn:{}:states:{}:{}:stateMachine:{StateMachineName}'])],
  TextractDetectAnalyzePolicy: [allow('textract:DetectDocumentText StartDocumentTextDetection StartDocumentAnalysis AnalyzeDocument', ['*'])],
  TextractGetResultPolicy: [allow('textract:GetDocumentTextDetection GetDocumentAnalysis', ['*'])],
  TextractPolicy: [allow('textract:*', ['*'])],
  VPCAccessPolicy: [allow('ec2:CreateNetworkInterface DeleteNetworkInterface DescribeNetworkInterfaces DetachNetworkInterface', ['*'])],
};
