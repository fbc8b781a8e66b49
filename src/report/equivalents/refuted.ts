/** What foreign checks assume of a platform and is not so today: they ask for a setting that the provider has made the default. */

export interface Refutation {
  /** The end of the sentence "… , but …". */
  readonly reason: string;
  readonly source: string;
  /** ISO date on which the source was read or took effect. */
  readonly since: string;
}

const guards: Refutation = {
  reason: 'every bucket made since April 2023 has its public access block on unless something turns it off',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
  since: '2023-04-28',
};

const bucketEncryption: Refutation = {
  reason: 'S3 encrypts every object since January 2023, and that cannot be turned off',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-encryption.html',
  since: '2023-01-05',
};

const queueEncryption: Refutation = {
  reason: 'SQS encrypts new queues with its own key unless that is turned off',
  source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html',
  since: '2022-10-04',
};

const functionNetwork: Refutation = {
  reason: 'a function needs a network of yours only to reach what is in it; outside of it nobody can connect to a function either',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html',
  since: '2024-01-01',
};

const softDelete: Refutation = {
  reason: 'soft delete of a vault cannot be turned off',
  source: 'https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview',
  since: '2025-02-01',
};

const cache: Refutation = {
  reason: 'a cache saves calls and protects nothing',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html',
  since: '2024-01-01',
};

/** By tool and id. These findings are notes, and their sentence says why; where the setting is really off, our own rule says so instead. */
export const refuted: ReadonlyMap<string, Refutation> = new Map([
  ...entries('checkov', 'CKV_AWS_53 CKV_AWS_54 CKV_AWS_55 CKV_AWS_56 CKV2_AWS_6', guards),
  ...entries('trivy', 'AWS-0086 AWS-0087 AWS-0091 AWS-0093 AWS-0094', guards),
  ...entries('checkov', 'CKV_AWS_19', bucketEncryption),
  ...entries('trivy', 'AWS-0088', bucketEncryption),
  ...entries('cfn-nag', 'W41', bucketEncryption),
  ...entries('kics', 'b2e8752c-3497-4255-98d2-e4ae5b46bbf5', bucketEncryption),
  ...entries('checkov', 'CKV_AWS_27', queueEncryption),
  ...entries('trivy', 'AWS-0096', queueEncryption),
  ...entries('cfn-nag', 'W48', queueEncryption),
  ...entries('checkov', 'CKV_AWS_117', functionNetwork),
  ...entries('cfn-nag', 'W89', functionNetwork),
  ...entries('checkov', 'CKV_AZURE_111', softDelete),
  ...entries('checkov', 'CKV_AWS_120 CKV_AWS_225', cache),
  ...entries('trivy', 'AWS-0190 AWS-0110', cache),
]);

function entries(tool: string, ids: string, refutation: Refutation): readonly (readonly [string, Refutation])[] {
  return ids.split(' ').map((id) => [`${tool}/${id}`, refutation] as const);
}
