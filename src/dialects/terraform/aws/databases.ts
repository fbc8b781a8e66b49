/** Reads databases: RDS, Aurora, DocumentDB, Neptune, Redshift, and proxies in front of them. */
import { flag } from '../../../evaluation/setting.ts';
import { at, scalarText } from '../../../evaluation/tree.ts';
import { absent, unknown, type Value } from '../../../model/value.ts';
import { storeFacts, type StoreService } from '../../../platform/aws/stores.ts';
import { nounOf, settingOf } from '../nouns.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';
import { encryptionOf, type Encryption } from '../../../evaluation/encryption.ts';
import { flagTransport, parameterTransport } from './transport.ts';

/** What a database takes over from elsewhere, encryption included. */
const inherited: readonly (readonly [argument: string, why: string])[] = [
  ['snapshot_identifier', 'its snapshot decides'],
  ['restore_to_point_in_time', 'what it is restored from decides'],
  ['s3_import', 'what it is restored from decides'],
  ['replicate_source_db', 'what it is a replica of decides'],
  ['replication_source_identifier', 'what it is a replica of decides'],
  ['global_cluster_identifier', 'its global cluster decides'],
];

interface DatabaseRow {
  readonly service: (resource: TerraformResource) => StoreService;
  readonly flag: string;
  readonly parameters: string;
  /** What the provider does where public access is not written; undefined where the database is never public. */
  readonly publicly: ((resource: TerraformResource, reading: Reading) => Value<boolean>) | undefined;
}

function databaseReader(row: DatabaseRow): ResourceReader {
  return (resource, reading) => {
    const service = row.service(resource);
    const publicly = row.publicly?.(resource, reading);
    reading.nouns.stores.push({
      ...nounOf(resource, reading),
      kind: 'store',
      storeKind: storeFacts[service].storeKind,
      service: storeFacts[service].service,
      encryption: databaseEncryption(resource, service, row.flag),
      transport: parameterTransport(resource, reading, row.parameters),
      ...(publicly && { publiclyAccessible: publicly }),
    });
  };
}

function databaseEncryption({ properties, at: head }: TerraformResource, service: StoreService, flagName: string): Value<Encryption> {
  const own = encryptionOf(properties, { flag: [flagName], key: ['kms_key_id'], ...storeFacts[service] }, head);
  if (own.state !== 'absent') return own;
  const [, why] = inherited.find(([argument]) => properties.entries.has(argument)) ?? [];
  return why === undefined ? own : unknown(why, head, undefined, own.slot);
}

function isAurora({ properties }: TerraformResource): boolean {
  return scalarText(at(properties, 'engine'))?.startsWith('aurora') === true;
}

/** An engine that is not known could be one that is always encrypted; clusters are Aurora's where nothing else is said. */
function clusterService(resource: TerraformResource): StoreService {
  const engine = at(resource.properties, 'engine');
  return !engine || engine.kind === 'opaque' || isAurora(resource) ? 'aurora' : 'rds-cluster';
}

const ownFlag =
  (otherwise: boolean) =>
  (resource: TerraformResource): Value<boolean> =>
    settingOf(resource, ['publicly_accessible'], flag, otherwise);

/** The instances of a cluster are reached, not the cluster; one that is public makes it so. */
function ofInstances(resource: TerraformResource, reading: Reading): Value<boolean> {
  for (const instance of reading.belonging(resource, 'aws_rds_cluster_instance', 'cluster_identifier')) {
    const publicly = settingOf(instance, ['publicly_accessible'], flag, false);
    if (publicly.state !== 'absent') return publicly;
  }
  return absent<boolean>(resource.at, false);
}

const readProxy: ResourceReader = (resource, reading) => {
  reading.nouns.stores.push({
    ...nounOf(resource, reading),
    kind: 'store',
    storeKind: 'database',
    service: 'RDS proxy',
    encryption: unknown('it keeps nothing itself', resource.at),
    transport: flagTransport(resource.properties, ['require_tls'], resource.at, 'allowed'),
  });
};

export const databaseReaders: Readonly<Record<string, ResourceReader>> = {
  aws_db_instance: databaseReader({
    service: (resource) => (isAurora(resource) ? 'aurora' : 'rds'),
    flag: 'storage_encrypted',
    parameters: 'parameter_group_name',
    publicly: ownFlag(false),
  }),
  aws_rds_cluster: databaseReader({
    service: clusterService,
    flag: 'storage_encrypted',
    parameters: 'db_cluster_parameter_group_name',
    publicly: ofInstances,
  }),
  aws_db_proxy: readProxy,
  aws_docdb_cluster: databaseReader({
    service: () => 'docdb',
    flag: 'storage_encrypted',
    parameters: 'db_cluster_parameter_group_name',
    publicly: undefined,
  }),
  aws_neptune_cluster: databaseReader({
    service: () => 'neptune',
    flag: 'storage_encrypted',
    parameters: 'neptune_cluster_parameter_group_name',
    publicly: undefined,
  }),
  // The provider makes clusters that can be reached from the internet unless it is told not to, up to release 5.
  aws_redshift_cluster: databaseReader({
    service: () => 'redshift',
    flag: 'encrypted',
    parameters: 'cluster_parameter_group_name',
    publicly: (resource) => settingOf(resource, ['publicly_accessible'], flag),
  }),
};
