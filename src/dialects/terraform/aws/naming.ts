/** How AWS resources are named in Terraform: the attribute that holds the name, and the one that policies need. */
import type { NamingFacts } from '../reading.ts';

/** Types whose name in the cloud stands elsewhere than in `name`. */
const nameAttributes: ReadonlyMap<string, string> = new Map([
  ['aws_api_gateway_domain_name', 'domain_name'],
  ['aws_api_gateway_stage', 'stage_name'],
  ['aws_apigatewayv2_domain_name', 'domain_name'],
  ['aws_cloudwatch_metric_alarm', 'alarm_name'],
  ['aws_dax_cluster', 'cluster_name'],
  ['aws_db_instance', 'identifier'],
  ['aws_docdb_cluster', 'cluster_identifier'],
  ['aws_ecs_task_definition', 'family'],
  ['aws_efs_file_system', 'creation_token'],
  ['aws_elasticache_cluster', 'cluster_id'],
  ['aws_elasticache_replication_group', 'replication_group_id'],
  ['aws_elasticsearch_domain', 'domain_name'],
  ['aws_lambda_function', 'function_name'],
  ['aws_lambda_layer_version', 'layer_name'],
  ['aws_mq_broker', 'broker_name'],
  ['aws_msk_cluster', 'cluster_name'],
  ['aws_neptune_cluster', 'cluster_identifier'],
  ['aws_opensearch_domain', 'domain_name'],
  ['aws_rds_cluster', 'cluster_identifier'],
  ['aws_redshift_cluster', 'cluster_identifier'],
  ['aws_s3_bucket', 'bucket'],
  ['aws_s3_bucket_object', 'key'],
  ['aws_s3_object', 'key'],
]);

export const awsNaming: NamingFacts = {
  nameAttribute: (type) => nameAttributes.get(type) ?? 'name',
  // What calls a function from an API carries the ARN of its execution, not of the API.
  policyAttribute: (type) => (type === 'aws_apigatewayv2_api' || type === 'aws_api_gateway_rest_api' ? 'execution_arn' : 'arn'),
  aliases: new Map([
    ['aws_iam_instance_profile', 'role'],
    ['aws_kms_alias', 'target_key_id'],
    ['aws_lambda_alias', 'function_name'],
    ['aws_secretsmanager_secret_version', 'secret_id'],
  ]),
};

/** Types that other configurations refer to by name, in ARNs or in arguments that take names. */
export const namedTypes: ReadonlySet<string> = new Set([
  'aws_api_gateway_rest_api',
  'aws_apigatewayv2_api',
  'aws_cloudwatch_event_bus',
  'aws_cloudwatch_log_group',
  'aws_db_instance',
  'aws_docdb_cluster',
  'aws_dynamodb_table',
  'aws_ecr_repository',
  'aws_elasticache_replication_group',
  'aws_elasticsearch_domain',
  'aws_iam_group',
  'aws_iam_policy',
  'aws_iam_role',
  'aws_iam_user',
  'aws_kinesis_firehose_delivery_stream',
  'aws_kinesis_stream',
  'aws_lambda_function',
  'aws_opensearch_domain',
  'aws_rds_cluster',
  'aws_redshift_cluster',
  'aws_s3_bucket',
  'aws_secretsmanager_secret',
  'aws_sfn_state_machine',
  'aws_sns_topic',
  'aws_sqs_queue',
  'aws_ssm_parameter',
]);
