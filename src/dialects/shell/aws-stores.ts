/** Commands of the AWS command line that make and change stores. */
import { asValue, choice } from '../../evaluation/setting.ts';
import { at } from '../../evaluation/tree.ts';
import type { BucketAcl, BucketGuards } from '../../model/data.ts';
import { known, type Value } from '../../model/value.ts';
import { choiceOfFlag } from './arguments.ts';
import type { Lifter } from './lifting.ts';
import { pushStore } from './lifted-nouns.ts';

const acls = choice({
  private: 'private',
  'public-read': 'public-read',
  'public-read-write': 'public-read-write',
  'authenticated-read': 'authenticated-read',
  'log-delivery-write': 'other',
  'bucket-owner-full-control': 'other',
} as const);

export const bucket: Lifter = (call, into) => {
  const acl: Value<BucketAcl> | undefined = call.word('--acl') && call.setting<BucketAcl>(acls, '--acl');
  const guards = call.document('--public-access-block-configuration');
  if (!acl && !guards) return;
  const guard = (name: string): Value<boolean> => {
    const tree = at(guards, name);
    return tree ? asValue(tree, choiceOfFlag) : call.elsewhere();
  };
  const set: BucketGuards | undefined = guards && {
    blockAcls: guard('BlockPublicAcls'),
    ignoreAcls: guard('IgnorePublicAcls'),
    blockPolicies: guard('BlockPublicPolicy'),
    restrictBuckets: guard('RestrictPublicBuckets'),
    all: call.elsewhere(),
  };
  pushStore(call, into, 'aws', call.word('--bucket'), {
    storeKind: 'bucket',
    service: 'S3 bucket',
    ...(acl && { acl }),
    ...(set && { guards: set }),
  });
};

/** Without its guards a bucket is as open as its policy and its lists: https://docs.aws.amazon.com/cli/latest/reference/s3api/delete-public-access-block.html */
export const unguardedBucket: Lifter = (call, into) => {
  const off = known(false, call.at);
  pushStore(call, into, 'aws', call.word('--bucket'), {
    storeKind: 'bucket',
    service: 'S3 bucket',
    guards: { blockAcls: off, ignoreAcls: off, blockPolicies: off, restrictBuckets: off, all: off },
  });
};

/** `aws s3 cp site s3://bucket --acl public-read`: https://docs.aws.amazon.com/cli/latest/reference/s3/cp.html */
export const copy: Lifter = (call, into) => {
  const target = call.positional.findLast(({ text: written }) => written.startsWith('s3://'));
  if (!target || !call.word('--acl')) return;
  pushStore(call, into, 'aws', target, { storeKind: 'bucket', service: 'S3 bucket', acl: call.setting<BucketAcl>(acls, '--acl') });
};

export const database: Lifter = (call, into) => {
  const encryption = call.option('--no-storage-encrypted');
  pushStore(call, into, 'aws', call.word('--db-instance-identifier', '--db-cluster-identifier'), {
    storeKind: 'database',
    service: call.path[2]?.includes('cluster') ? 'RDS cluster' : 'RDS instance',
    publiclyAccessible: call.switch('--publicly-accessible', '--no-publicly-accessible'),
    ...(encryption && {
      encryption: known<'none' | 'provider' | 'customer'>('none', encryption.word.at, (to) =>
        to === 'none' ? undefined : encryption.word.replace('--storage-encrypted'),
      ),
    }),
  });
};
