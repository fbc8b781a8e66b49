/** What AWS does with data at rest when a template says nothing: read on the vendor's pages in November 2026. */
import type { StoreKind } from '../../model/data.ts';

export interface StoreFacts {
  readonly storeKind: StoreKind;
  /** As its documentation calls one of them. */
  readonly service: string;
  /** Encryption at rest when nothing is written. */
  readonly unwritten: 'none' | 'provider';
  /** It cannot be turned off. */
  readonly always: boolean;
  readonly source: string;
}

const docs = 'https://docs.aws.amazon.com';

export const storeFacts = {
  s3: {
    storeKind: 'bucket',
    service: 'S3 bucket',
    unwritten: 'provider',
    always: true,
    source: `${docs}/AmazonS3/latest/userguide/default-bucket-encryption.html`,
  },
  sqs: {
    storeKind: 'queue',
    service: 'SQS queue',
    unwritten: 'provider',
    always: false,
    source: `${docs}/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-sqs-sse-queue.html`,
  },
  sns: {
    storeKind: 'topic',
    service: 'SNS topic',
    unwritten: 'none',
    always: false,
    source: `${docs}/sns/latest/dg/sns-server-side-encryption.html`,
  },
  dynamodb: {
    storeKind: 'table',
    service: 'DynamoDB table',
    unwritten: 'provider',
    always: true,
    source: `${docs}/amazondynamodb/latest/developerguide/EncryptionAtRest.html`,
  },
  dax: {
    storeKind: 'cache',
    service: 'DAX cluster',
    unwritten: 'none',
    always: false,
    source: `${docs}/amazondynamodb/latest/developerguide/DAXEncryptionAtRest.html`,
  },
  rds: {
    storeKind: 'database',
    service: 'RDS instance',
    unwritten: 'none',
    always: false,
    source: `${docs}/AmazonRDS/latest/UserGuide/Overview.Encryption.html`,
  },
  aurora: {
    storeKind: 'database',
    service: 'Aurora cluster',
    unwritten: 'provider',
    always: false,
    source: `${docs}/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html`,
  },
  'rds-cluster': {
    storeKind: 'database',
    service: 'RDS cluster',
    unwritten: 'none',
    always: false,
    source: `${docs}/AmazonRDS/latest/UserGuide/Overview.Encryption.html`,
  },
  docdb: {
    storeKind: 'database',
    service: 'DocumentDB cluster',
    unwritten: 'none',
    always: false,
    source: `${docs}/documentdb/latest/developerguide/encryption-at-rest.html`,
  },
  neptune: {
    storeKind: 'database',
    service: 'Neptune cluster',
    unwritten: 'none',
    always: false,
    source: `${docs}/neptune/latest/userguide/encrypt.html`,
  },
  elasticache: {
    storeKind: 'cache',
    service: 'ElastiCache replication group',
    unwritten: 'none',
    always: false,
    source: `${docs}/AmazonElastiCache/latest/dg/at-rest-encryption.html`,
  },
  'elasticache-serverless': {
    storeKind: 'cache',
    service: 'ElastiCache serverless cache',
    unwritten: 'provider',
    always: true,
    source: `${docs}/AmazonElastiCache/latest/dg/at-rest-encryption.html`,
  },
  memorydb: {
    storeKind: 'cache',
    service: 'MemoryDB cluster',
    unwritten: 'provider',
    always: true,
    source: `${docs}/memorydb/latest/devguide/at-rest-encryption.html`,
  },
  efs: {
    storeKind: 'file-system',
    service: 'EFS file system',
    unwritten: 'none',
    always: false,
    source: `${docs}/efs/latest/ug/encryption-at-rest.html`,
  },
  opensearch: {
    storeKind: 'search',
    service: 'OpenSearch domain',
    unwritten: 'none',
    always: false,
    source: `${docs}/opensearch-service/latest/developerguide/encryption-at-rest.html`,
  },
  kinesis: {
    storeKind: 'stream',
    service: 'Kinesis stream',
    unwritten: 'none',
    always: false,
    source: `${docs}/streams/latest/dev/server-side-encryption.html`,
  },
  firehose: {
    storeKind: 'delivery-stream',
    service: 'Firehose stream',
    unwritten: 'none',
    always: false,
    source: `${docs}/firehose/latest/dev/encryption.html`,
  },
  redshift: {
    storeKind: 'warehouse',
    service: 'Redshift cluster',
    unwritten: 'provider',
    always: false,
    source: `${docs}/redshift/latest/mgmt/working-with-db-encryption.html`,
  },
  ebs: { storeKind: 'volume', service: 'EBS volume', unwritten: 'none', always: false, source: `${docs}/ebs/latest/userguide/ebs-encryption.html` },
  msk: {
    storeKind: 'broker',
    service: 'MSK cluster',
    unwritten: 'provider',
    always: true,
    source: `${docs}/msk/latest/developerguide/msk-encryption.html`,
  },
  mq: {
    storeKind: 'broker',
    service: 'MQ broker',
    unwritten: 'provider',
    always: true,
    source: `${docs}/amazon-mq/latest/developer-guide/data-protection.html`,
  },
  ecr: {
    storeKind: 'registry',
    service: 'ECR repository',
    unwritten: 'provider',
    always: true,
    source: `${docs}/AmazonECR/latest/userguide/encryption-at-rest.html`,
  },
  'api-cache': {
    storeKind: 'cache',
    service: 'API Gateway cache',
    unwritten: 'none',
    always: false,
    source: `${docs}/apigateway/latest/developerguide/api-gateway-caching.html`,
  },
  'graphql-cache': {
    storeKind: 'cache',
    service: 'AppSync cache',
    unwritten: 'none',
    always: false,
    source: `${docs}/appsync/latest/devguide/enabling-caching.html`,
  },
  workspace: {
    storeKind: 'volume',
    service: 'WorkSpace volume',
    unwritten: 'none',
    always: false,
    source: `${docs}/workspaces/latest/adminguide/encrypt-workspaces.html`,
  },
  eventbridge: {
    storeKind: 'event-bus',
    service: 'event bus',
    unwritten: 'provider',
    always: true,
    source: `${docs}/eventbridge/latest/userguide/eb-data-protection.html`,
  },
} as const satisfies Record<string, StoreFacts>;

export type StoreService = keyof typeof storeFacts;
