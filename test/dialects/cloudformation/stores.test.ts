/** Where data rests, and what protects it there. */
import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/model/data.ts';
import { read } from './reading.ts';

function store(type: string, properties: string, more = ''): Store {
  const found = read(`Resources:\n${more}  S: { Type: '${type}', Properties: { ${properties} } }\n`).nouns.stores.find(
    ({ address }) => address === 'S',
  );
  if (!found) throw new Error(`${type} made no store`);
  return found;
}

const word = (value: Store['encryption']): string =>
  value.state === 'unknown' ? '?' : `${value.state === 'absent' ? 'unwritten ' : ''}${value.value}`;

describe('encryption at rest', () => {
  const key = '!GetAtt Key.Arn';
  it.each([
    ['AWS::S3::Bucket', '', 'unwritten provider'],
    [
      'AWS::S3::Bucket',
      'BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: AES256 } }] }',
      'provider',
    ],
    [
      'AWS::S3::Bucket',
      `BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: ${key} } }] }`,
      'customer',
    ],
    ['AWS::SQS::Queue', '', 'unwritten provider'],
    ['AWS::SQS::Queue', 'SqsManagedSseEnabled: false', 'none'],
    ['AWS::SQS::Queue', `KmsMasterKeyId: ${key}`, 'customer'],
    ['AWS::SQS::Queue', 'KmsMasterKeyId: alias/aws/sqs', 'provider'],
    ['AWS::SNS::Topic', '', 'unwritten none'],
    ['AWS::SNS::Topic', 'KmsMasterKeyId: alias/aws/sns', 'provider'],
    ['AWS::SNS::Topic', "KmsMasterKeyId: ''", 'unwritten none'],
    ['AWS::SNS::Topic', `KmsMasterKeyId: ${key}`, 'customer'],
    ['AWS::SNS::Topic', 'KmsMasterKeyId: !If [Unheard, a, !Ref AWS::NoValue]', '?'],
    ['AWS::DynamoDB::Table', '', 'unwritten provider'],
    ['AWS::DynamoDB::Table', 'SSESpecification: { SSEEnabled: true }', 'provider'],
    ['AWS::DynamoDB::Table', `SSESpecification: { SSEEnabled: true, KMSMasterKeyId: ${key} }`, 'customer'],
    ['AWS::DAX::Cluster', '', 'unwritten none'],
    ['AWS::DAX::Cluster', 'SSESpecification: { SSEEnabled: true }', 'provider'],
    ['AWS::RDS::DBInstance', 'Engine: mysql', 'unwritten none'],
    ['AWS::RDS::DBInstance', 'Engine: mysql, StorageEncrypted: true', 'provider'],
    ['AWS::RDS::DBInstance', `Engine: mysql, StorageEncrypted: 'true', KmsKeyId: ${key}`, 'customer'],
    ['AWS::RDS::DBInstance', 'Engine: mysql, StorageEncrypted: false', 'none'],
    ['AWS::RDS::DBInstance', 'DBClusterIdentifier: c', '?'],
    ['AWS::RDS::DBInstance', 'DBSnapshotIdentifier: s', '?'],
    ['AWS::RDS::DBInstance', 'Engine: aurora-mysql, StorageEncrypted: false', 'none'],
    ['AWS::RDS::DBCluster', 'Engine: aurora-postgresql', 'unwritten provider'],
    ['AWS::RDS::DBCluster', 'Engine: mysql', 'unwritten none'],
    ['AWS::RDS::DBCluster', 'Engine: !Ref Engine', 'unwritten provider'],
    ['AWS::DocDB::DBCluster', '', 'unwritten none'],
    ['AWS::Neptune::DBCluster', '', 'unwritten none'],
    ['AWS::Redshift::Cluster', '', 'unwritten provider'],
    ['AWS::Redshift::Cluster', 'Encrypted: false', 'none'],
    ['AWS::ElastiCache::ReplicationGroup', '', 'unwritten none'],
    ['AWS::ElastiCache::ReplicationGroup', 'AtRestEncryptionEnabled: true', 'provider'],
    ['AWS::ElastiCache::CacheCluster', 'Engine: redis', 'unwritten none'],
    ['AWS::ElastiCache::CacheCluster', 'Engine: memcached', '?'],
    ['AWS::ElastiCache::ServerlessCache', '', 'unwritten provider'],
    ['AWS::MemoryDB::Cluster', '', 'unwritten provider'],
    ['AWS::EFS::FileSystem', '', 'unwritten none'],
    ['AWS::EFS::FileSystem', `Encrypted: true, KmsKeyId: ${key}`, 'customer'],
    ['AWS::OpenSearchService::Domain', '', 'unwritten none'],
    ['AWS::Elasticsearch::Domain', 'EncryptionAtRestOptions: { Enabled: true }', 'provider'],
    ['AWS::Kinesis::Stream', '', 'unwritten none'],
    ['AWS::Kinesis::Stream', 'StreamEncryption: { EncryptionType: KMS, KeyId: alias/aws/kinesis }', 'provider'],
    ['AWS::Kinesis::Stream', `StreamEncryption: { EncryptionType: KMS, KeyId: ${key} }`, 'customer'],
    ['AWS::KinesisFirehose::DeliveryStream', 'DeliveryStreamType: DirectPut', 'unwritten none'],
    ['AWS::KinesisFirehose::DeliveryStream', 'DeliveryStreamEncryptionConfigurationInput: { KeyType: AWS_OWNED_CMK }', 'provider'],
    ['AWS::EC2::Volume', '', 'unwritten none'],
    ['AWS::MSK::Cluster', '', 'unwritten provider'],
    ['AWS::AmazonMQ::Broker', '', 'unwritten provider'],
    ['AWS::ECR::Repository', `EncryptionConfiguration: { EncryptionType: KMS, KmsKey: ${key} }`, 'customer'],
    ['AWS::Events::EventBus', '', 'unwritten provider'],
    ['AWS::RDS::DBProxy', '', '?'],
  ])('%s { %s } is %s', (type, properties, expected) => {
    expect(word(store(type, properties).encryption)).toBe(expected);
  });

  it.each([
    'AWS::SNS::Topic',
    'AWS::Kinesis::Stream',
    'AWS::KinesisFirehose::DeliveryStream',
    'AWS::EFS::FileSystem',
    'AWS::RDS::DBInstance',
    'AWS::DAX::Cluster',
  ])('%s can be given the key of the provider', (type) => {
    expect(store(type, 'Tags: []').encryption.slot?.('provider')).toBeDefined();
  });

  it('is no matter of a stream that reads another', () => {
    expect(() => store('AWS::KinesisFirehose::DeliveryStream', 'DeliveryStreamType: KinesisStreamAsSource')).toThrow('made no store');
  });
});

describe('the way to a store', () => {
  const plaintext = (type: string, properties: string, more = ''): unknown => {
    const { transport } = store(type, properties, more);
    return transport && (transport.plaintext.state === 'unknown' ? '?' : transport.plaintext.value);
  };
  const group = (type: string, parameters: string): string => `  G: { Type: '${type}', Properties: { Parameters: ${parameters} } }\n`;

  it.each([
    ['AWS::OpenSearchService::Domain', '', 'allowed'],
    ['AWS::OpenSearchService::Domain', 'DomainEndpointOptions: { EnforceHTTPS: true }', 'refused'],
    ['AWS::MSK::Cluster', '', 'refused'],
    ['AWS::MSK::Cluster', 'EncryptionInfo: { EncryptionInTransit: { ClientBroker: TLS_PLAINTEXT } }', 'allowed'],
    ['AWS::MemoryDB::Cluster', 'TLSEnabled: false', 'allowed'],
    ['AWS::ElastiCache::ReplicationGroup', 'TransitEncryptionEnabled: true', 'refused'],
    ['AWS::ElastiCache::ReplicationGroup', 'TransitEncryptionEnabled: true, TransitEncryptionMode: preferred', 'allowed'],
    ['AWS::RDS::DBProxy', 'RequireTLS: false', 'allowed'],
    ['AWS::RDS::DBInstance', 'Engine: mysql', undefined],
  ])('%s { %s }', (type, properties, expected) => {
    expect(plaintext(type, properties)).toBe(expected);
  });

  it.each([
    ['AWS::RDS::DBInstance', 'DBParameterGroupName: !Ref G', group('AWS::RDS::DBParameterGroup', '{ rds.force_ssl: 0 }'), 'allowed'],
    [
      'AWS::RDS::DBCluster',
      'DBClusterParameterGroupName: !Ref G',
      group('AWS::RDS::DBClusterParameterGroup', "{ require_secure_transport: 'ON' }"),
      'refused',
    ],
    ['AWS::DocDB::DBCluster', 'DBClusterParameterGroupName: !Ref G', group('AWS::DocDB::DBClusterParameterGroup', '{ tls: disabled }'), 'allowed'],
    [
      'AWS::Redshift::Cluster',
      'ClusterParameterGroupName: !Ref G',
      group('AWS::Redshift::ClusterParameterGroup', "[{ ParameterName: require_ssl, ParameterValue: 'false' }]"),
      'allowed',
    ],
    ['AWS::RDS::DBInstance', 'DBParameterGroupName: !Ref G', group('AWS::RDS::DBParameterGroup', '{ max_connections: 10 }'), undefined],
  ])('%s by its parameter group', (type, properties, more, expected) => {
    expect(plaintext(type, properties, more)).toBe(expected);
  });
});

it('tells databases that the internet reaches', () => {
  expect(store('AWS::RDS::DBInstance', 'PubliclyAccessible: true').publiclyAccessible).toMatchObject({ state: 'known', value: true });
  expect(store('AWS::RDS::DBInstance', '').publiclyAccessible).toMatchObject({ state: 'absent', value: undefined });
  expect(store('AWS::Redshift::Cluster', '').publiclyAccessible).toMatchObject({ state: 'absent', value: false });
  expect(store('AWS::DocDB::DBCluster', '').publiclyAccessible).toBeUndefined();
  expect(
    store('AWS::MSK::Cluster', 'BrokerNodeGroupInfo: { ConnectivityInfo: { PublicAccess: { Type: SERVICE_PROVIDED_EIPS } } }').publiclyAccessible,
  ).toMatchObject({ value: true });
});

it('tells the canned access list of a bucket', () => {
  expect(store('AWS::S3::Bucket', 'AccessControl: PublicRead').acl).toMatchObject({ value: 'public-read' });
  expect(store('AWS::S3::Bucket', '').acl).toMatchObject({ state: 'absent', value: 'private' });
});
