/** Reads S3 buckets, their guards, access points and policies. */
import { choice, flag, setting } from '../../../evaluation/setting.ts';
import { at, type Mapping } from '../../../evaluation/tree.ts';
import type { BucketGuards } from '../../../model/data.ts';
import { absent, known, unknown, type Slot, type Value } from '../../../model/value.ts';
import { storeFacts } from '../../../platform/aws/stores.ts';
import type { Edit } from '../../../source/edit.ts';
import type { Span } from '../../../source/span.ts';
import { keyHolder, type Encryption } from '../../../evaluation/encryption.ts';
import { grantOf } from '../policies.ts';
import { readBucketCors } from './cors-policies.ts';
import { nounOf, settingOf } from '../resource-noun.ts';
import type { ResourceReader, TemplateResource } from '../template.ts';
import { readBucketTriggers } from './bucket-triggers.ts';

const acl = choice({
  Private: 'private',
  PublicRead: 'public-read',
  PublicReadWrite: 'public-read-write',
  AuthenticatedRead: 'authenticated-read',
  LogDeliveryWrite: 'other',
  BucketOwnerRead: 'other',
  BucketOwnerFullControl: 'other',
  AwsExecRead: 'other',
});

const readBucket: ResourceReader = (resource, reading) => {
  const { storeKind, service } = storeFacts.s3;
  reading.nouns.stores.push({
    ...nounOf(resource, reading, ['BucketName']),
    kind: 'store',
    storeKind,
    service,
    encryption: bucketEncryption(resource),
    acl: settingOf(resource, ['AccessControl'], acl, 'private'),
    guards: guardsOf(resource.properties, 'PublicAccessBlockConfiguration', resource.at),
  });
  readBucketTriggers(resource, reading);
  readBucketCors(resource, reading);
};

const algorithm = choice({ AES256: 'provider', 'aws:kms': 'key', 'aws:kms:dsse': 'key' });
const rule = ['BucketEncryption', 'ServerSideEncryptionConfiguration'];

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-encryption.html */
function bucketEncryption({ properties, at: head }: TemplateResource): Value<Encryption> {
  const path = [...rule, 'ServerSideEncryptionByDefault'];
  const chosen = setting(properties, [...path, 'SSEAlgorithm'], algorithm, { head });
  if (chosen.state === 'absent') return absent<Encryption>(head, storeFacts.s3.unwritten);
  if (chosen.state === 'unknown') return unknown(chosen.why, chosen.at, undefined, undefined, chosen.via);
  if (chosen.value === 'provider') return known<Encryption>('provider', chosen.at, undefined, chosen.via);
  const key = keyHolder(properties, [...path, 'KMSMasterKeyID'], head);
  return key.state === 'absent' ? known<Encryption>('provider', chosen.at, undefined, chosen.via) : key;
}

const guardNames = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'] as const;

/**
 * Unwritten as a whole, all four are on for buckets made since April 2023; what a written block leaves out is off
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_PublicAccessBlockConfiguration.html).
 */
function guardsOf(properties: Mapping, block: string, head: Span): BucketGuards {
  const written = at(properties, block);
  const guard = (name: (typeof guardNames)[number]): Value<boolean> =>
    setting(properties, [block, name], flag, { head: written?.at ?? head, default: !written });
  const [blockAcls, ignoreAcls, blockPolicies, restrictBuckets] = [
    guard(guardNames[0]),
    guard(guardNames[1]),
    guard(guardNames[2]),
    guard(guardNames[3]),
  ];
  const four = [blockAcls, ignoreAcls, blockPolicies, restrictBuckets];
  return { blockAcls, ignoreAcls, blockPolicies, restrictBuckets, all: allOf(properties, block, four, written?.at ?? head, written !== undefined) };
}

function allOf(properties: Mapping, block: string, four: readonly Value<boolean>[], place: Span, written: boolean): Value<boolean> {
  const everything = Object.fromEntries(guardNames.map((name) => [name, true]));
  const slot: Slot<boolean> = (to) => {
    if (!to) return undefined;
    return written
      ? together(four.map((guard) => (guard.state === 'known' && guard.value ? [] : guard.slot?.(true))))
      : properties.editor?.put?.(block, everything);
  };
  if (!written) return absent<boolean>(place, true, slot);
  const off = four.find((guard) => guard.state !== 'unknown' && guard.value !== true);
  if (off) return known<boolean>(false, place, slot);
  const doubtful = four.find((guard) => guard.state === 'unknown');
  return doubtful?.state === 'unknown' ? unknown(doubtful.why, place, undefined, slot) : known<boolean>(true, place, slot);
}

function together(parts: readonly (readonly Edit[] | undefined)[]): readonly Edit[] | undefined {
  return parts.includes(undefined) ? undefined : parts.flatMap((edits) => edits ?? []);
}

const readBucketPolicy: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const on = reading.link(at(properties, 'Bucket'), properties);
  reading.nouns.grants.push(grantOf(nounOf(resource, reading), 'bucket', on, at(properties, 'PolicyDocument'), reading));
};

const readAccessPoint: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const policy = at(properties, 'Policy');
  if (!policy) return;
  const on = reading.link(at(properties, 'Bucket'), properties);
  reading.nouns.grants.push(grantOf(nounOf(resource, reading, ['Name']), 'bucket', on, policy, reading));
};

export const bucketReaders: Readonly<Record<string, ResourceReader>> = {
  'AWS::S3::Bucket': readBucket,
  'AWS::S3::BucketPolicy': readBucketPolicy,
  'AWS::S3::AccessPoint': readAccessPoint,
};
