/** Reads databases: RDS, Aurora, DocumentDB, Neptune, Redshift, and proxies in front of them. */
import { flag } from '../../../evaluation/setting.ts';
import { at, scalarText } from '../../../evaluation/tree.ts';
import { unknown, type Value } from '../../../model/value.ts';
import { storeFacts, type StoreService } from '../../../platform/aws/stores.ts';
import { encryptionOf, type Encryption } from '../../../evaluation/encryption.ts';
import { nounOf, settingOf } from '../resource-noun.ts';
import type { ResourceReader, TemplateResource } from '../template.ts';
import { flagTransport, parameterTransport } from './transport.ts';

/** What a database takes over from elsewhere, encryption included. */
const inherited: readonly (readonly [property: string, why: string])[] = [
  ['DBClusterIdentifier', 'its cluster decides'],
  ['DBSnapshotIdentifier', 'its snapshot decides'],
  ['DBClusterSnapshotIdentifier', 'its snapshot decides'],
  ['SnapshotIdentifier', 'its snapshot decides'],
  ['SourceDBInstanceIdentifier', 'what it is a replica of decides'],
  ['SourceDBClusterIdentifier', 'what it is a replica of decides'],
  ['GlobalClusterIdentifier', 'its global cluster decides'],
];

interface DatabaseRow {
  readonly service: (resource: TemplateResource) => StoreService;
  readonly name: string;
  readonly flag: string;
  readonly parameters?: string | undefined;
  /** What the platform does where public access is not written: a default, or what its network says; undefined where it is never public. */
  readonly publicly?: 'no' | 'its network decides' | undefined;
}

function databaseReader(row: DatabaseRow): ResourceReader {
  return (resource, reading) => {
    const service = row.service(resource);
    reading.nouns.stores.push({
      ...nounOf(resource, reading, [row.name]),
      kind: 'store',
      storeKind: storeFacts[service].storeKind,
      service: storeFacts[service].service,
      encryption: databaseEncryption(resource, service, row.flag),
      transport: row.parameters === undefined ? undefined : parameterTransport(resource, reading, row.parameters),
      publiclyAccessible: row.publicly && settingOf(resource, ['PubliclyAccessible'], flag, row.publicly === 'no' ? false : undefined),
    });
  };
}

function databaseEncryption({ properties, at: head }: TemplateResource, service: StoreService, flagName: string): Value<Encryption> {
  const own = encryptionOf(properties, { flag: [flagName], key: ['KmsKeyId'], ...storeFacts[service] }, head);
  if (own.state !== 'absent') return own;
  const [, why] = inherited.find(([property]) => properties.entries.has(property)) ?? [];
  return why === undefined ? own : unknown(why, head, undefined, own.slot);
}

function isAurora({ properties }: TemplateResource): boolean {
  const engine = scalarText(at(properties, 'Engine'));
  return engine === undefined ? false : engine.startsWith('aurora');
}

/** An engine that is not known could be one that is always encrypted. */
const clusterService = (resource: TemplateResource): StoreService =>
  isAurora(resource) || at(resource.properties, 'Engine')?.kind === 'opaque' ? 'aurora' : 'rds-cluster';

const readProxy: ResourceReader = (resource, reading) => {
  reading.nouns.stores.push({
    ...nounOf(resource, reading, ['DBProxyName']),
    kind: 'store',
    storeKind: 'database',
    service: 'RDS proxy',
    encryption: unknown('it keeps nothing itself', resource.at),
    transport: flagTransport(resource.properties, ['RequireTLS'], resource.at, 'allowed'),
  });
};

export const databaseReaders: Readonly<Record<string, ResourceReader>> = {
  'AWS::RDS::DBInstance': databaseReader({
    service: (resource) => (isAurora(resource) ? 'aurora' : 'rds'),
    name: 'DBInstanceIdentifier',
    flag: 'StorageEncrypted',
    parameters: 'DBParameterGroupName',
    publicly: 'its network decides',
  }),
  'AWS::RDS::DBCluster': databaseReader({
    service: clusterService,
    name: 'DBClusterIdentifier',
    flag: 'StorageEncrypted',
    parameters: 'DBClusterParameterGroupName',
    publicly: 'its network decides',
  }),
  'AWS::RDS::DBProxy': readProxy,
  'AWS::DocDB::DBCluster': databaseReader({
    service: () => 'docdb',
    name: 'DBClusterIdentifier',
    flag: 'StorageEncrypted',
    parameters: 'DBClusterParameterGroupName',
  }),
  'AWS::Neptune::DBCluster': databaseReader({
    service: () => 'neptune',
    name: 'DBClusterIdentifier',
    flag: 'StorageEncrypted',
    parameters: 'DBClusterParameterGroupName',
    publicly: 'no',
  }),
  'AWS::Redshift::Cluster': databaseReader({
    service: () => 'redshift',
    name: 'ClusterIdentifier',
    flag: 'Encrypted',
    parameters: 'ClusterParameterGroupName',
    publicly: 'no',
  }),
};
