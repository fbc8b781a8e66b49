/** How Google Cloud resources are named in Terraform. */
import type { NamingFacts } from '../reading.ts';

/** Types whose name in the cloud stands elsewhere than in `name`. */
const nameAttributes: ReadonlyMap<string, string> = new Map([
  ['google_api_gateway_api', 'api_id'],
  ['google_api_gateway_api_config', 'api_config_id'],
  ['google_api_gateway_gateway', 'gateway_id'],
  ['google_artifact_registry_repository', 'repository_id'],
  ['google_bigquery_dataset', 'dataset_id'],
  ['google_bigquery_table', 'table_id'],
  ['google_logging_project_bucket_config', 'bucket_id'],
  ['google_project_iam_custom_role', 'role_id'],
  ['google_organization_iam_custom_role', 'role_id'],
  ['google_secret_manager_secret', 'secret_id'],
  ['google_service_account', 'account_id'],
]);

export const googleNaming: NamingFacts = {
  nameAttribute: (type) => nameAttributes.get(type) ?? 'name',
  policyAttribute: (type) => (type === 'google_service_account' ? 'email' : 'id'),
  aliases: new Map([['google_service_account_key', 'service_account_id']]),
};

/** Types that other configurations refer to by name. */
export const namedGoogleTypes: ReadonlySet<string> = new Set([
  'google_cloudfunctions2_function',
  'google_cloudfunctions_function',
  'google_cloud_run_service',
  'google_cloud_run_v2_service',
  'google_pubsub_topic',
  'google_secret_manager_secret',
  'google_service_account',
  'google_sql_database_instance',
  'google_storage_bucket',
]);
