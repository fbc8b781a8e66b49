/** Reads what else keeps data: caches of APIs, disks of machines, artifacts of builds, access points, collections, shared copies. */
import { asValue, flag, setting, text } from '../../../evaluation/setting.ts';
import { at, items, scalarText, type Mapping, type Tree } from '../../../evaluation/tree.ts';
import type { BucketGuards, Store, StoreKind } from '../../../model/data.ts';
import { absent, known, mapValue, unknown, type Value } from '../../../model/value.ts';
import { allowsPublic } from '../../../platform/aws/collections.ts';
import { storeFacts, type StoreService } from '../../../platform/aws/stores.ts';
import type { Span } from '../../../source/span.ts';
import { encryptionOf, type Encryption } from '../../../evaluation/encryption.ts';
import { nounOf, partOf, settingOf, within } from '../nouns.ts';
import type { Reading, ResourceReader } from '../reading.ts';
import { writeAll } from '../writing/several.ts';

function add(
  noun: ReturnType<typeof nounOf>,
  settings: Pick<Store, 'storeKind' | 'service' | 'encryption'> & Partial<Store>,
  reading: Reading,
): void {
  reading.nouns.stores.push({ ...noun, kind: 'store', ...settings });
}

const disks = ['root_block_device', 'ebs_block_device'];

/** Disks that say that they are not encrypted; one that says nothing is as the account wants it. */
const readDisks: ResourceReader = (resource, reading) => {
  const blocks = disks.flatMap((name) => items(at(resource.properties, name)));
  const templated = items(at(resource.properties, 'block_device_mappings')).flatMap((mapping) => items(at(mapping, 'ebs')));
  for (const [index, disk] of [...blocks, ...templated].entries()) {
    if (disk.kind !== 'mapping') continue;
    const written = setting(disk, ['encrypted'], flag, { head: resource.at });
    if (written.state !== 'known' || written.value) continue;
    const encryption = mapValue(
      written,
      (on): Encryption => (on ? 'provider' : 'none'),
      (to) => to !== 'none',
    );
    add(partOf(resource, reading, `disk ${index}`, written.at), { storeKind: 'volume', service: 'EBS volume', encryption }, reading);
  }
};

/** New disks of a region, where somebody turned their encryption off. */
const readDefault: ResourceReader = (resource, reading) => {
  const written = settingOf(resource, ['enabled'], flag, true);
  const encryption = mapValue(
    written,
    (on): Encryption => (on ? 'provider' : 'none'),
    (to) => to !== 'none',
  );
  add(nounOf(resource, reading), { storeKind: 'volume', service: 'new EBS volumes', encryption }, reading);
};

function flagged(service: StoreService, name: string): ResourceReader {
  const { storeKind, service: title, ...facts } = storeFacts[service];
  return (resource, reading) => {
    const encryption = encryptionOf(resource.properties, { flag: [name], ...facts }, resource.at);
    add(nounOf(resource, reading), { storeKind, service: title, encryption }, reading);
  };
}

/** Only methods that are cached keep anything. */
const readMethodCache: ResourceReader = (resource, reading) => {
  const { storeKind, service, ...facts } = storeFacts['api-cache'];
  if (scalarText(at(resource.properties, 'settings', 'caching_enabled')) !== 'true') return;
  const encryption = encryptionOf(resource.properties, { flag: within('settings', 'cache_data_encrypted'), ...facts }, resource.at);
  add(nounOf(resource, reading), { storeKind, service, encryption }, reading);
};

/** Artifacts that a build leaves unencrypted on purpose; they are encrypted otherwise. */
const readArtifacts: ResourceReader = (resource, reading) => {
  const written = settingOf(resource, within('artifacts', 'encryption_disabled'), flag, false);
  if (written.state !== 'known' || !written.value) return;
  const encryption = mapValue(
    written,
    (off): Encryption => (off ? 'none' : 'provider'),
    (to) => to === 'none',
  );
  add(partOf(resource, reading, 'artifacts', written.at), { storeKind: 'bucket', service: 'CodeBuild artifacts', encryption }, reading);
};

function publicReader(storeKind: StoreKind, service: string): ResourceReader {
  return (resource, reading) => {
    const publiclyAccessible = settingOf(resource, ['publicly_accessible'], flag, false);
    add(nounOf(resource, reading), { storeKind, service, encryption: absent<Encryption>(resource.at, 'provider'), publiclyAccessible }, reading);
  };
}

/** https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-network.html */
const readNetworkPolicy: ResourceReader = (resource, reading) => {
  const { properties, at: head } = resource;
  const policy = at(properties, 'policy');
  if (scalarText(at(properties, 'type')) !== 'network' || !policy) return;
  const isOpen = opennessOf(policy, reading);
  const encryption = absent<Encryption>(head, 'provider');
  add(
    nounOf(resource, reading),
    { storeKind: 'search', service: 'OpenSearch Serverless collection', encryption, publiclyAccessible: isOpen },
    reading,
  );
};

function opennessOf(policy: Tree, reading: Reading): Value<boolean> {
  const rules = items(reading.deployment.evaluator.document(policy) ?? policy);
  const open = rules.find((rule) => scalarText(at(rule, 'AllowFromPublic')) === 'true' && reachesCollection(rule));
  if (open) return known<boolean>(true, at(open, 'AllowFromPublic')?.at ?? open.at);
  const written = asValue(policy, text);
  if (written.state === 'known') return known<boolean>(allowsPublic(written.value), policy.at, undefined, policy.via);
  return unknown('its policy is not known', policy.at, undefined, undefined, policy.via);
}

/** Dashboards ask who is there before they show anything. */
function reachesCollection(rule: Tree): boolean {
  const parts = items(at(rule, 'Rules'));
  return parts.length === 0 || parts.some((part) => scalarText(at(part, 'ResourceType')) === 'collection');
}

const guardNames = ['block_public_acls', 'ignore_public_acls', 'block_public_policy', 'restrict_public_buckets'] as const;

/** An access point has guards of its own, all on where none is written; the account's are off where it is not said otherwise. */
const readAccessPoint: ResourceReader = (resource, reading) => {
  const [block] = items(at(resource.properties, 'public_access_block_configuration'));
  const guards = block?.kind === 'mapping' ? guardsOf(block, block.at, true) : undefined;
  add(nounOf(resource, reading), { ...bucketLike('S3 access point', resource.at), guards }, reading);
};

const readAccount: ResourceReader = (resource, reading) => {
  const guards = guardsOf(resource.properties, resource.at, false);
  add(nounOf(resource, reading), { ...bucketLike('account', resource.at), guards }, reading);
};

function bucketLike(service: string, head: Span) {
  return { storeKind: 'bucket', service, encryption: absent<Encryption>(head, 'provider') } as const;
}

function guardsOf(block: Mapping, head: Span, otherwise: boolean): BucketGuards {
  const guard = (name: (typeof guardNames)[number]) => setting(block, [name], flag, { head, default: otherwise });
  const everything = Object.fromEntries(guardNames.map((name) => [name, true]));
  const [blockAcls, ignoreAcls, blockPolicies, restrictBuckets] = [
    guard(guardNames[0]),
    guard(guardNames[1]),
    guard(guardNames[2]),
    guard(guardNames[3]),
  ];
  const all = absent<boolean>(head, true, (to) => (to ? writeAll(block, everything) : undefined));
  return { blockAcls, ignoreAcls, blockPolicies, restrictBuckets, all };
}

/** A copy of a database that is shared with everybody. */
const readSnapshot: ResourceReader = (resource, reading) => {
  const list = at(resource.properties, 'shared_accounts');
  const everyone = items(list).find((account) => scalarText(account) === 'all');
  if (!everyone) return;
  const publiclyAccessible = known<boolean>(true, everyone.at, (to) => (to ? undefined : everyone.editor?.remove?.()), everyone.via);
  add(nounOf(resource, reading), { ...sharedCopy('database snapshot', resource.at), publiclyAccessible }, reading);
};

const readImage: ResourceReader = (resource, reading) => {
  const group = at(resource.properties, 'group');
  if (scalarText(group) !== 'all' || !group) return;
  add(
    nounOf(resource, reading),
    { ...sharedCopy('machine image', resource.at), publiclyAccessible: known<boolean>(true, group.at, undefined, group.via) },
    reading,
  );
};

/** Commands and runbooks that every account may read and run: https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-ssm-sharing.html */
const readRunbook: ResourceReader = (resource, reading) => {
  const accounts = at(resource.properties, 'permissions', 'account_ids');
  if (scalarText(accounts)?.toLowerCase() !== 'all' || !accounts) return;
  const publiclyAccessible = known<boolean>(true, accounts.at, undefined, accounts.via);
  add(nounOf(resource, reading), { ...sharedCopy('runbook', resource.at), publiclyAccessible }, reading);
};

function sharedCopy(service: string, head: Span) {
  return { storeKind: 'volume', service, encryption: absent<Encryption>(head) } as const;
}

export const furtherStoreReaders: Readonly<Record<string, ResourceReader>> = {
  aws_ami_launch_permission: readImage,
  aws_api_gateway_method_settings: readMethodCache,
  aws_appsync_api_cache: flagged('graphql-cache', 'at_rest_encryption_enabled'),
  aws_codebuild_project: readArtifacts,
  aws_db_cluster_snapshot: readSnapshot,
  aws_db_snapshot: readSnapshot,
  aws_dms_replication_instance: publicReader('database', 'DMS replication instance'),
  aws_ebs_encryption_by_default: readDefault,
  aws_instance: readDisks,
  aws_launch_configuration: readDisks,
  aws_launch_template: readDisks,
  aws_opensearchserverless_security_policy: readNetworkPolicy,
  aws_redshiftserverless_workgroup: publicReader('warehouse', 'Redshift workgroup'),
  aws_s3_access_point: readAccessPoint,
  aws_s3_account_public_access_block: readAccount,
  aws_ssm_document: readRunbook,
};
