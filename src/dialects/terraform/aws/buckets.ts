/** Reads S3 buckets, and the resources of their own that hold their settings. */
import { choice, flag, setting } from '../../../evaluation/setting.ts';
import { at, Expression, items, scalarText, type Mapping } from '../../../evaluation/tree.ts';
import type { BucketAcl, BucketGuards } from '../../../model/data.ts';
import { absent, effective, known, unknown, type Slot, type Value } from '../../../model/value.ts';
import { storeFacts } from '../../../platform/aws/stores.ts';
import type { Edit } from '../../../source/edit.ts';
import { addBeside } from '../adding.ts';
import { nounOf, ownLink, partOf, within } from '../nouns.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';
import { keyHolder, type Encryption } from '../../../evaluation/encryption.ts';
import { grantOf } from './policies.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl */
const acl = choice({
  private: 'private',
  'public-read': 'public-read',
  'public-read-write': 'public-read-write',
  'authenticated-read': 'authenticated-read',
  'log-delivery-write': 'other',
  'bucket-owner-read': 'other',
  'bucket-owner-full-control': 'other',
  'aws-exec-read': 'other',
});

const readBucket: ResourceReader = (resource, reading) => {
  const { storeKind, service } = storeFacts.s3;
  reading.nouns.stores.push({
    ...nounOf(resource, reading),
    kind: 'store',
    storeKind,
    service,
    encryption: encryptionOf(resource, reading),
    acl: aclOf(resource, reading),
    guards: guardsOf(resource, reading),
  });
  const policy = at(resource.properties, 'policy');
  if (policy)
    reading.nouns.grants.push(grantOf(partOf(resource, reading, 'policy'), 'bucket', ownLink(resource, reading), policy, resource, reading));
};

/** Settings that may stand in the bucket (the old way), or in a resource that names it. */
function settingsOf(resource: TerraformResource, reading: Reading, type: string): TerraformResource | undefined {
  return reading.belonging(resource, type, 'bucket')[0];
}

const algorithm = choice({ AES256: 'provider', 'aws:kms': 'key', 'aws:kms:dsse': 'key' });

function encryptionOf(resource: TerraformResource, reading: Reading): Value<Encryption> {
  const own = settingsOf(resource, reading, 'aws_s3_bucket_server_side_encryption_configuration');
  const [owner, before] = own ? [own, []] : [resource, ['server_side_encryption_configuration']];
  const rule = [...before, 'rule', 'apply_server_side_encryption_by_default'];
  const head = owner.at;
  const chosen = setting(owner.properties, within(...rule, 'sse_algorithm'), algorithm, { head });
  if (chosen.state === 'absent') return absent<Encryption>(resource.at, storeFacts.s3.unwritten);
  if (chosen.state === 'unknown') return unknown(chosen.why, chosen.at, undefined, undefined, chosen.via);
  if (chosen.value === 'provider') return known<Encryption>('provider', chosen.at, undefined, chosen.via);
  const key = keyHolder(owner.properties, within(...rule, 'kms_master_key_id'), head);
  return key.state === 'absent' ? known<Encryption>('provider', chosen.at, undefined, chosen.via) : key;
}

const groups: Readonly<Record<string, 'public-read' | 'authenticated-read'>> = { AllUsers: 'public-read', AuthenticatedUsers: 'authenticated-read' };

/** Entries of an access list for everybody: `access_control_policy { grant { grantee { uri } } }`, or the bucket's own `grant { uri }`. */
function grantedToAll({ properties }: TerraformResource): readonly Value<BucketAcl>[] {
  const entries = [
    ...items(at(properties, 'access_control_policy')).flatMap((policy) => items(at(policy, 'grant'))),
    ...items(at(properties, 'grant')),
  ];
  return entries.flatMap((entry): readonly Value<BucketAcl>[] => {
    const uri = at(entry, 'grantee', 'uri') ?? at(entry, 'uri');
    const acl = groups[scalarText(uri)?.split('/').at(-1) ?? ''];
    if (!uri || acl === undefined) return [];
    const rights = [at(entry, 'permission'), ...items(at(entry, 'permissions'))].map((right) => scalarText(right));
    const writes = rights.some((right) => right !== undefined && /WRITE|FULL_CONTROL/.test(right));
    return [known<BucketAcl>(writes && acl === 'public-read' ? 'public-read-write' : acl, uri.at, undefined, uri.via)];
  });
}

function aclOf(resource: TerraformResource, reading: Reading): Value<BucketAcl> {
  const own = settingsOf(resource, reading, 'aws_s3_bucket_acl');
  const granted = [own, resource].flatMap((owner) => (owner ? grantedToAll(owner) : []))[0];
  if (granted) return granted;
  const owner = own && at(own.properties, 'acl') ? own : resource;
  return setting<BucketAcl>(owner.properties, ['acl'], acl, { head: owner.at, default: 'private' });
}

const guardNames = ['block_public_acls', 'ignore_public_acls', 'block_public_policy', 'restrict_public_buckets'] as const;

/**
 * Without a block, all four are on for buckets made since April 2023; what a written block leaves out is off
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_PublicAccessBlockConfiguration.html).
 */
function guardsOf(resource: TerraformResource, reading: Reading): BucketGuards {
  const block = settingsOf(resource, reading, 'aws_s3_bucket_public_access_block');
  const owner: Mapping = block?.properties ?? { kind: 'mapping', entries: new Map(), at: resource.at, via: [] };
  const head = block?.at ?? resource.at;
  const account = reading.ofType('aws_s3_account_public_access_block')[0];
  const guard = (name: (typeof guardNames)[number]): Value<boolean> => {
    const value = setting(owner, [name], flag, { head, default: !block });
    const everywhere = account && setting(account.properties, [name], flag, { head: account.at, default: false });
    // What is on for the whole account is on for each of its buckets.
    if (everywhere?.state === 'known' && everywhere.value && effective(value) === false) return { ...everywhere, slot: undefined };
    return block ? value : { ...value, slot: (to) => (to ? addBlock(resource) : undefined) };
  };
  const [blockAcls, ignoreAcls, blockPolicies, restrictBuckets] = [
    guard(guardNames[0]),
    guard(guardNames[1]),
    guard(guardNames[2]),
    guard(guardNames[3]),
  ];
  const all = block
    ? allOf([blockAcls, ignoreAcls, blockPolicies, restrictBuckets], block)
    : absent<boolean>(head, true, (to: boolean) => (to ? addBlock(resource) : undefined));
  return { blockAcls, ignoreAcls, blockPolicies, restrictBuckets, all };
}

function allOf(four: readonly Value<boolean>[], block: TerraformResource): Value<boolean> {
  const slot: Slot<boolean> = (to) =>
    to ? together(four.map((guard) => (guard.state === 'known' && guard.value ? [] : guard.slot?.(true)))) : undefined;
  const off = four.find((guard) => guard.state !== 'unknown' && guard.value !== true);
  if (off) return known<boolean>(false, off.state === 'known' ? off.at : block.at, slot, off.via);
  const doubtful = four.find((guard) => guard.state === 'unknown');
  return doubtful?.state === 'unknown' ? unknown(doubtful.why, doubtful.at, undefined, slot, doubtful.via) : known<boolean>(true, block.at, slot);
}

function together(parts: readonly (readonly Edit[] | undefined)[]): readonly Edit[] | undefined {
  return parts.includes(undefined) ? undefined : parts.flatMap((edits) => edits ?? []);
}

function addBlock(bucket: TerraformResource): readonly Edit[] | undefined {
  const everything = Object.fromEntries(guardNames.map((name) => [name, true]));
  return addBeside(bucket, 'aws_s3_bucket_public_access_block', bucket.name, (owner) => ({ bucket: new Expression(`${owner}.id`), ...everything }))
    ?.edits;
}

const readBucketPolicy: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const on = reading.link(at(properties, 'bucket'), properties, 'aws_s3_bucket');
  reading.nouns.grants.push(grantOf(nounOf(resource, reading), 'bucket', on, at(properties, 'policy'), resource, reading));
};

export const bucketReaders: Readonly<Record<string, ResourceReader>> = {
  aws_s3_bucket: readBucket,
  aws_s3_bucket_policy: readBucketPolicy,
};
