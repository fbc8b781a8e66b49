/** Reads what else keeps data: caches of APIs, disks of machines, artifacts of builds, access points, collections. */
import { flag, setting } from '../../../evaluation/setting.ts';
import { at, items, scalarText, type Mapping, type Tree } from '../../../evaluation/tree.ts';
import type { BucketGuards, Store, StoreKind } from '../../../model/data.ts';
import { absent, known, mapValue, unknown, type Value } from '../../../model/value.ts';
import { storeFacts } from '../../../platform/aws/stores.ts';
import type { Span } from '../../../source/span.ts';
import { encryptionOf, type Encryption } from '../../../evaluation/encryption.ts';
import { bucketReaders } from './buckets.ts';
import { allowsPublic } from '../../../platform/aws/collections.ts';
import { nounOf, partOf, settingOf } from '../resource-noun.ts';
import type { Reading, ResourceReader, TemplateResource } from '../template.ts';

/** Disks that say that they are not encrypted; one that says nothing is as the account wants it. */
function diskReader(...path: readonly string[]): ResourceReader {
  return (resource, reading) => {
    const disks = items(at(resource.properties, ...path));
    for (const [index, disk] of disks.entries()) {
      const settings = at(disk, 'Ebs');
      if (settings?.kind !== 'mapping') continue;
      const written = setting(settings, ['Encrypted'], flag, { head: resource.at });
      if (written.state !== 'known' || written.value) continue;
      const encryption = mapValue(
        written,
        (on): Encryption => (on ? 'provider' : 'none'),
        (to) => to !== 'none',
      );
      add(partOf(resource, reading, `disk ${index}`, written.at), { storeKind: 'volume', service: 'EBS volume', encryption }, reading);
    }
  };
}

function add(
  noun: ReturnType<typeof nounOf>,
  settings: Pick<Store, 'storeKind' | 'service' | 'encryption'> & Partial<Store>,
  reading: Reading,
): void {
  reading.nouns.stores.push({ ...noun, kind: 'store', ...settings });
}

const readGraphqlCache: ResourceReader = (resource, reading) => {
  const { storeKind, service, ...facts } = storeFacts['graphql-cache'];
  const encryption = encryptionOf(resource.properties, { flag: ['AtRestEncryptionEnabled'], ...facts }, resource.at);
  add(nounOf(resource, reading), { storeKind, service, encryption }, reading);
};

const readWorkspace: ResourceReader = (resource, reading) => {
  const { storeKind, service, ...facts } = storeFacts.workspace;
  for (const property of ['RootVolumeEncryptionEnabled', 'UserVolumeEncryptionEnabled']) {
    const encryption = encryptionOf(resource.properties, { flag: [property], ...facts }, resource.at);
    const noun = encryption.state === 'known' ? partOf(resource, reading, property, encryption.at) : nounOf(resource, reading);
    add(noun, { storeKind, service, encryption }, reading);
    if (encryption.state !== 'known') return;
  }
};

/** Only methods that are cached keep anything. */
export function readMethodCaches(resource: TemplateResource, properties: Mapping, reading: Reading): void {
  const { storeKind, service, ...facts } = storeFacts['api-cache'];
  if (setting(properties, ['CacheClusterEnabled'], flag).state === 'known' && scalarText(at(properties, 'CacheClusterEnabled')) === 'false') return;
  for (const [index, method] of items(at(properties, 'MethodSettings')).entries()) {
    if (method.kind !== 'mapping' || scalarText(at(method, 'CachingEnabled')) !== 'true') continue;
    const encryption = encryptionOf(method, { flag: ['CacheDataEncrypted'], ...facts }, method.at);
    add(partOf(resource, reading, `cache ${index}`, method.at), { storeKind, service, encryption }, reading);
  }
}

/** Artifacts that a build leaves unencrypted on purpose; they are encrypted otherwise. */
const readArtifacts: ResourceReader = (resource, reading) => {
  const written = settingOf(resource, ['Artifacts', 'EncryptionDisabled'], flag, false);
  if (written.state !== 'known' || !written.value) return;
  const encryption = mapValue(
    written,
    (off): Encryption => (off ? 'none' : 'provider'),
    (to) => to === 'none',
  );
  add(partOf(resource, reading, 'artifacts', written.at), { storeKind: 'bucket', service: 'CodeBuild artifacts', encryption }, reading);
};

const readWorkgroup: ResourceReader = (resource, reading) => {
  add(nounOf(resource, reading, ['WorkgroupName']), publicly('warehouse', 'Redshift workgroup', resource), reading);
};

const readReplication: ResourceReader = (resource, reading) => {
  add(nounOf(resource, reading, ['ReplicationInstanceIdentifier']), publicly('database', 'DMS replication instance', resource), reading);
};

/** Always encrypted, and public where it says so. */
function publicly(storeKind: StoreKind, service: string, resource: TemplateResource) {
  const publiclyAccessible = settingOf(resource, ['PubliclyAccessible'], flag);
  return { storeKind, service, encryption: absent<Encryption>(resource.at, 'provider'), publiclyAccessible };
}

/** https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-network.html */
const readNetworkPolicy: ResourceReader = (resource, reading) => {
  const { properties, at: head } = resource;
  const policy = at(properties, 'Policy');
  if (scalarText(at(properties, 'Type')) !== 'network' || !policy) return;
  const text = scalarText(policy);
  const isOpen: Value<boolean> =
    text === undefined
      ? unknown('its policy is not known', policy.at, undefined, undefined, policy.via)
      : known<boolean>(allowsPublic(text), policy.at, undefined, policy.via);
  const encryption = absent<Encryption>(head, 'provider');
  add(
    nounOf(resource, reading, ['Name']),
    { storeKind: 'search', service: 'OpenSearch Serverless collection', encryption, publiclyAccessible: isOpen },
    reading,
  );
};

const guardNames = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'] as const;

/** An access point has guards of its own; all are on where none is written. */
const readAccessPoint: ResourceReader = (resource, reading) => {
  bucketReaders['AWS::S3::AccessPoint']?.(resource, reading);
  const { at: head } = resource;
  const block = at(resource.properties, 'PublicAccessBlockConfiguration');
  const guards = block?.kind === 'mapping' ? guardsOf(block, block.at) : undefined;
  add(
    nounOf(resource, reading, ['Name']),
    { storeKind: 'bucket', service: 'S3 access point', encryption: absent<Encryption>(head, 'provider'), guards },
    reading,
  );
};

function guardsOf(block: Mapping, head: Span): BucketGuards {
  const [blockAcls, ignoreAcls, blockPolicies, restrictBuckets] = guardNames.map((name) => setting(block, [name], flag, { head, default: true }));
  const everything: Value<boolean> = absent<boolean>(head, true, (to) =>
    to ? replaced(block, Object.fromEntries(guardNames.map((name) => [name, true]))) : undefined,
  );
  return { blockAcls: blockAcls!, ignoreAcls: ignoreAcls!, blockPolicies: blockPolicies!, restrictBuckets: restrictBuckets!, all: everything };
}

function replaced(tree: Tree, content: Readonly<Record<string, boolean>>) {
  return tree.editor?.replace(content);
}

export const furtherStoreReaders: Readonly<Record<string, ResourceReader>> = {
  'AWS::AppSync::ApiCache': readGraphqlCache,
  'AWS::CodeBuild::Project': readArtifacts,
  'AWS::DMS::ReplicationInstance': readReplication,
  'AWS::EC2::Instance': diskReader('BlockDeviceMappings'),
  'AWS::EC2::LaunchTemplate': diskReader('LaunchTemplateData', 'BlockDeviceMappings'),
  'AWS::OpenSearchServerless::SecurityPolicy': readNetworkPolicy,
  'AWS::RedshiftServerless::Workgroup': readWorkgroup,
  'AWS::S3::AccessPoint': readAccessPoint,
  'AWS::WorkSpaces::Workspace': readWorkspace,
};
