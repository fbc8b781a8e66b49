/** What several tools ask and none of our rules does: together they are one finding all the same. */
import type { Practice } from '../../rules/practice.ts';
import type { Severity } from '../../finding/severity.ts';
import type { Defect } from './defect.ts';

export const otherDefects: readonly Defect[] = [
  row('google-bucket-unlogged', 'no-logging', 'note', { checkov: 'CKV_GCP_62', trivy: 'GCP-0077' }),
  row('google-bucket-unversioned', undefined, 'note', { checkov: 'CKV_GCP_78', trivy: 'GCP-0078' }),
  row('web-filter-unlogged', 'no-logging', 'low', { checkov: 'CKV2_AWS_31 CKV_AWS_176' }),
  row('stage-without-execution-log', 'no-logging', 'note', { checkov: 'CKV2_AWS_4' }),
  row('repository-provider-scan', undefined, 'low', { checkov: 'CKV_AWS_163', trivy: 'AWS-0030', 'cfn-nag': 'W79' }),
  row('database-deletion', undefined, 'note', { checkov: 'CKV_AWS_293 CKV_AWS_139', trivy: 'AWS-0177 AWS-0343', 'cfn-nag': 'F80' }),
  row('database-identity-login', undefined, 'low', { checkov: 'CKV_AWS_161 CKV_AWS_162', trivy: 'AWS-0176' }),
  row('database-backup', undefined, 'note', { checkov: 'CKV_AWS_133', trivy: 'AWS-0077', 'cfn-nag': 'W75' }),
  row('metadata-service', undefined, 'medium', { checkov: 'CKV_AWS_79', trivy: 'AWS-0028 AWS-0130' }),
  row('rule-without-description', undefined, 'note', { checkov: 'CKV_AWS_23', trivy: 'AWS-0124' }),
  row('user-pool-without-second-factor', 'api-no-auth', 'low', { 'cfn-nag': 'F78' }),
  row('gateway-client-certificate', 'api-no-auth', 'note', { checkov: 'CKV2_AWS_51' }),
  row('azure-client-certificate', 'api-no-auth', 'low', { checkov: 'CKV_AZURE_17', trivy: 'AZU-0001' }),
  row('azure-trusted-services', 'public-storage', 'note', { checkov: 'CKV_AZURE_36', trivy: 'AZU-0010' }),
  row('azure-http-version', undefined, 'note', { checkov: 'CKV_AZURE_18 CKV_AZURE_67', trivy: 'AZU-0005' }),
  row('azure-queue-unlogged', 'no-logging', 'note', { checkov: 'CKV_AZURE_33', trivy: 'AZU-0009' }),
  row('azure-alert-mail', 'no-alarm', 'note', { checkov: 'CKV_AZURE_21', trivy: 'AZU-0044' }),
  row('azure-security-contact', 'no-alarm', 'note', { checkov: 'CKV_AZURE_131', trivy: 'AZU-0062' }),
  row('azure-log-profile-retention', 'no-audit', 'low', { checkov: 'CKV_AZURE_37', trivy: 'AZU-0031' }),
  row('azure-log-profile-activities', 'no-audit', 'low', { checkov: 'CKV_AZURE_38', trivy: 'AZU-0033' }),
  row('azure-secret-content-type', undefined, 'note', { checkov: 'CKV_AZURE_114', trivy: 'AZU-0015' }),
  row('postgres-checkpoints', 'no-logging', 'note', { checkov: 'CKV_AZURE_30', trivy: 'AZU-0024' }),
  row('postgres-connections', 'no-logging', 'note', { checkov: 'CKV_AZURE_31', trivy: 'AZU-0019' }),
  row('google-checkpoints', 'no-logging', 'note', { checkov: 'CKV_GCP_51', trivy: 'GCP-0025' }),
  row('google-connections', 'no-logging', 'note', { checkov: 'CKV_GCP_52', trivy: 'GCP-0016' }),
  row('google-disconnections', 'no-logging', 'note', { checkov: 'CKV_GCP_53', trivy: 'GCP-0022' }),
  row('google-lock-waits', 'no-logging', 'note', { checkov: 'CKV_GCP_54', trivy: 'GCP-0020' }),
  row('google-database-backup', undefined, 'note', { checkov: 'CKV_GCP_14', trivy: 'GCP-0024' }),
];

function row(id: string, practice: Practice | undefined, severity: Severity, ids: Defect['ids']): Defect {
  return { id, practice, severity, rules: [], confidence: 'exact', ids };
}
