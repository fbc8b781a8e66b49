/**
 * How protective settings are spelt, by type of resource, in CloudFormation and in Terraform. Read in November 2026 in
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/ and in the providers' pages of
 * https://registry.terraform.io/browse/providers; a number is the least that will do.
 */
import type { ProtectionName } from '../model/safeguards.ts';

export interface ProtectionSpelling {
  readonly protection: ProtectionName;
  /** Steps with dots between. */
  readonly path: string;
  readonly on: boolean | number | string;
}

type Table = Readonly<Record<string, readonly ProtectionSpelling[]>>;

const one = (protection: ProtectionName, path: string, on: ProtectionSpelling['on'] = true): ProtectionSpelling => ({ protection, path, on });

export const cloudFormationProtections: Table = {
  'AWS::S3::Bucket': [one('versions', 'VersioningConfiguration.Status', 'Enabled')],
  'AWS::DynamoDB::Table': [one('point-in-time-recovery', 'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled')],
  'AWS::Serverless::SimpleTable': [one('point-in-time-recovery', 'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled')],
  'AWS::RDS::DBInstance': [
    one('deletion-protection', 'DeletionProtection'),
    one('identity-login', 'EnableIAMDatabaseAuthentication'),
    one('minor-upgrades', 'AutoMinorVersionUpgrade'),
    one('snapshot-tags', 'CopyTagsToSnapshot'),
  ],
  'AWS::RDS::DBCluster': [
    one('deletion-protection', 'DeletionProtection'),
    one('identity-login', 'EnableIAMDatabaseAuthentication'),
    one('snapshot-tags', 'CopyTagsToSnapshot'),
  ],
  'AWS::ECR::Repository': [one('image-scan', 'ImageScanningConfiguration.ScanOnPush')],
  'AWS::Logs::LogGroup': [one('year-of-logs', 'RetentionInDays', 365)],
};

export const terraformProtections: Table = {
  aws_dynamodb_table: [one('point-in-time-recovery', 'point_in_time_recovery.enabled')],
  aws_db_instance: [
    one('deletion-protection', 'deletion_protection'),
    one('identity-login', 'iam_database_authentication_enabled'),
    one('minor-upgrades', 'auto_minor_version_upgrade'),
    one('snapshot-tags', 'copy_tags_to_snapshot'),
    one('backups', 'backup_retention_period', 7),
  ],
  aws_rds_cluster: [
    one('deletion-protection', 'deletion_protection'),
    one('identity-login', 'iam_database_authentication_enabled'),
    one('snapshot-tags', 'copy_tags_to_snapshot'),
  ],
  aws_rds_cluster_instance: [one('minor-upgrades', 'auto_minor_version_upgrade')],
  aws_ecr_repository: [one('image-scan', 'image_scanning_configuration.scan_on_push')],
  aws_cloudwatch_log_group: [one('year-of-logs', 'retention_in_days', 365)],
  aws_lb: [one('header-check', 'drop_invalid_header_fields'), one('deletion-protection', 'enable_deletion_protection')],
  aws_alb: [one('header-check', 'drop_invalid_header_fields'), one('deletion-protection', 'enable_deletion_protection')],
  aws_instance: [one('session-tokens', 'metadata_options.http_tokens', 'required')],
  aws_launch_template: [one('session-tokens', 'metadata_options.http_tokens', 'required')],
  google_storage_bucket: [one('versions', 'versioning.enabled'), one('uniform-access', 'uniform_bucket_level_access')],
  google_sql_database_instance: [one('backups', 'settings.backup_configuration.enabled')],
  azurerm_storage_account: [one('soft-delete', 'blob_properties.delete_retention_policy.days', 7)],
  azurerm_app_service: [one('second-http-version', 'site_config.http2_enabled')],
  azurerm_linux_web_app: [one('second-http-version', 'site_config.http2_enabled')],
  azurerm_windows_web_app: [one('second-http-version', 'site_config.http2_enabled')],
};
