/** Data on its way. */
import type { Defect } from './defect.ts';

export const transportDefects: readonly Defect[] = [
  {
    id: 'plaintext-listener',
    practice: 'tls-in-transit',
    severity: 'high',
    rules: ['transport/plaintext-allowed:listener'],
    confidence: 'exact',
    ids: {
      checkov: 'CKV_AWS_34 CKV_AWS_2 CKV_AWS_376 CKV_AWS_127 CKV2_AWS_20',
      trivy: 'AWS-0012 AWS-0054',
      'cfn-nag': 'W56',
      kics: '31733ee2-fef0-4e87-9778-65da22a8ecf1 80908a75-586b-4c61-ab04-490f4f4525b8 275a3217-ca37-40c1-a6cf-bb57d245ab32',
    },
  },
  {
    id: 'plaintext-origin',
    practice: 'tls-in-transit',
    severity: 'medium',
    rules: ['transport/plaintext-allowed', 'transport/cleartext-endpoint'],
    confidence: 'exact',
    ids: { checkov: 'CKV2_AWS_72', kics: 'a5366a50-932f-4085-896b-41402714a388' },
  },
  {
    id: 'plaintext-store',
    practice: 'tls-in-transit',
    severity: 'high',
    rules: ['transport/plaintext-allowed'],
    confidence: 'exact',
    ids: {
      checkov: 'CKV_AWS_30 CKV_AWS_31 CKV_AWS_83 CKV_AWS_215 CKV2_AWS_69 CKV_AZURE_29 CKV_AZURE_28 CKV_AZURE_47 CKV_AZURE_91 CKV_GCP_6',
      trivy: 'AWS-0051 AWS-0046 AWS-0073 AZU-0020 GCP-0015',
      'cfn-nag': 'F33',
      kics: '3b02569b-fc6f-4153-b3a3-ba91022fed68',
    },
  },
  {
    id: 'plaintext-between-nodes',
    practice: 'tls-in-transit',
    severity: 'medium',
    rules: [],
    confidence: 'exact',
    ids: { checkov: 'CKV_AWS_6', trivy: 'AWS-0043', 'cfn-nag': 'W85' },
  },
  {
    id: 'plaintext-bucket',
    practice: 'tls-in-transit',
    severity: 'low',
    rules: ['transport/plaintext-allowed'],
    confidence: 'exact',
    ids: { checkov: 'CKV_AWS_379', kics: '38c64e76-c71e-4d92-a337-60174d1de1c9' },
  },
  {
    id: 'azure-plaintext',
    practice: 'tls-in-transit',
    severity: 'high',
    rules: ['transport/plaintext-allowed'],
    confidence: 'exact',
    ids: { checkov: 'CKV_AZURE_70 CKV_AZURE_14 CKV_AZURE_153 CKV_AZURE_3 CKV_AZURE_215', trivy: 'AZU-0004 AZU-0008 AZU-0072' },
  },
  {
    id: 'plaintext-file-transfer',
    practice: 'tls-in-transit',
    severity: 'medium',
    rules: ['transport/plaintext-allowed'],
    confidence: 'close',
    ids: { checkov: 'CKV_AZURE_78', trivy: 'AZU-0071' },
  },
  {
    id: 'plaintext-description',
    practice: 'tls-in-transit',
    severity: 'medium',
    rules: ['transport/plaintext-allowed', 'transport/cleartext-endpoint'],
    confidence: 'close',
    ids: { checkov: 'CKV_OPENAPI_18 CKV_OPENAPI_7 CKV_OPENAPI_20 CKV_OPENAPI_3' },
  },
  {
    id: 'outdated-tls',
    practice: 'tls-in-transit',
    severity: 'high',
    rules: ['transport/outdated-tls'],
    confidence: 'exact',
    ids: {
      checkov:
        'CKV_AWS_174 CKV_AWS_206 CKV2_AWS_54 CKV2_AWS_74 CKV_AWS_228 CKV_AZURE_15 CKV_AZURE_145 CKV_AZURE_154 CKV_AZURE_44 CKV_AZURE_52 CKV_AZURE_54 CKV_AZURE_147 CKV_AZURE_148 CKV_AZURE_173 CKV_AZURE_205 CKV_AZURE_223 CKV_AZURE_218',
      trivy: 'AWS-0005 AWS-0013 AWS-0047 AWS-0112 AWS-0126 AZU-0006 AZU-0011 AZU-0026 GCP-0039',
      'cfn-nag': 'W55 W62 W70',
      kics: '8275fab0-68ec-4705-bbf4-86975edb170e 61a94903-3cd3-4780-88ec-fc918819b9c8 dc17ee4b-ddf2-4e23-96e8-7a36abad1303',
    },
  },
  {
    // It asks for TLS 1.2 of a listener, and fails where there is no TLS at all.
    id: 'listener-protocol',
    practice: 'tls-in-transit',
    severity: 'medium',
    rules: ['transport/outdated-tls', 'transport/plaintext-allowed'],
    confidence: 'exact',
    ids: { checkov: 'CKV_AWS_103' },
    impliedBy: ['plaintext-listener'],
  },
];
