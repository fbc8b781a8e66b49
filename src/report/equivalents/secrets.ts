/** Secrets in the clear, and pipelines. */
import type { Defect } from './defect.ts';

/** Every secret scanner names the format; ours names where it stands. */
const anywhere = [
  'secrets/secret-in-code',
  'secrets/secret-in-environment',
  'secrets/secret-in-script',
  'secrets/visible-parameter',
  'workflows/long-lived-key',
  'iam/long-lived-credential',
];

export const secretDefects: readonly Defect[] = [
  {
    id: 'secret-in-text',
    practice: 'secret-in-code',
    severity: 'high',
    rules: anywhere,
    confidence: 'exact',
    ids: {
      checkov:
        'CKV_SECRET_1 CKV_SECRET_2 CKV_SECRET_3 CKV_SECRET_4 CKV_SECRET_5 CKV_SECRET_6 CKV_SECRET_7 CKV_SECRET_8 CKV_SECRET_9 CKV_SECRET_11 CKV_SECRET_12 CKV_SECRET_13 CKV_SECRET_14 CKV_SECRET_15 CKV_SECRET_16 CKV_SECRET_17 CKV_SECRET_18 CKV_SECRET_19',
      // All rules of gitleaks mean this.
      gitleaks: '*',
    },
    scope: 'line',
  },
  {
    id: 'secret-in-provider',
    practice: 'secret-in-env',
    severity: 'critical',
    rules: ['secrets/secret-in-environment', 'iam/long-lived-credential', 'secrets/secret-in-code'],
    confidence: 'exact',
    ids: { checkov: 'CKV_AWS_41' },
  },
  {
    id: 'secret-in-environment',
    practice: 'secret-in-env',
    severity: 'high',
    rules: ['secrets/secret-in-environment', 'iam/long-lived-credential'],
    confidence: 'exact',
    ids: { checkov: 'CKV_AWS_45', trivy: 'AWS-0036' },
  },
  {
    id: 'secret-in-user-data',
    practice: 'secret-in-env',
    severity: 'high',
    rules: ['secrets/secret-in-environment:template', 'secrets/secret-in-script', 'secrets/secret-in-code', 'iam/long-lived-credential'],
    confidence: 'exact',
    ids: { checkov: 'CKV_AWS_46', trivy: 'AWS-0029 AWS-0129', kics: '568cc372-ca64-420d-9015-ee347d00d288' },
  },
  {
    id: 'secret-in-parameter-store',
    practice: 'secret-in-env',
    severity: 'medium',
    rules: ['secrets/visible-parameter:stored', 'secrets/secret-in-environment'],
    confidence: 'exact',
    ids: { checkov: 'CKV_AWS_384 CKV2_AWS_34' },
  },
  {
    id: 'password-in-template',
    practice: 'secret-in-env',
    severity: 'high',
    rules: ['secrets/secret-in-environment', 'secrets/visible-parameter', 'secrets/secret-in-code'],
    confidence: 'exact',
    ids: {
      'cfn-nag':
        'F23 F31 F34 F35 F36 F37 F41 F42 F43 F44 F45 F46 F47 F48 F49 F50 F51 F52 F53 F54 F55 F56 F57 F58 F60 F61 F62 F63 F64 F65 F66 F67 F68 F69 F70 F74 F75',
      kics: '9ecb6b21-18bc-4aa7-bd07-db20f1c746db 06adef8c-c284-4de7-aad2-af43b07a8ca1 39423ce4-9011-46cd-b6b1-009edcd9385d 3c3b7a58-b018-4d07-9444-d9ee7156e111 dfb56e5d-ee68-446e-b32a-657b62befe69 71493c8b-3014-404c-9802-078b74496fb7 03b38885-8f4e-480c-a0e4-12c1affd15db 6685d912-d81f-4cfa-95ad-e316ea31c989 5f700072-b7ce-4e84-b3f3-497bf1c24a4d 73980e43-f399-4fcc-a373-658228f7adf7',
    },
  },
  {
    id: 'workflow-injection',
    practice: 'workflow-ci',
    severity: 'high',
    rules: ['workflows/script-injection'],
    confidence: 'exact',
    ids: { checkov: 'CKV_GHA_2', semgrep: 'yaml.github-actions.security.run-shell-injection.run-shell-injection' },
    scope: 'line',
  },
  {
    id: 'workflow-prints-secret',
    practice: 'workflow-ci',
    severity: 'medium',
    rules: ['workflows/printed-secret'],
    confidence: 'close',
    ids: { checkov: 'CKV_GHA_3' },
    scope: 'line',
  },
  {
    id: 'workflow-permissions',
    practice: 'workflow-ci',
    severity: 'medium',
    rules: ['workflows/broad-permissions'],
    confidence: 'exact',
    ids: { checkov: 'CKV2_GHA_1' },
  },
];
