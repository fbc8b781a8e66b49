/** How far a bucket is open: what its policy and its access list say, and what its guards leave of that. */
import type { Grant, Principal, Statement } from '../../model/access.ts';
import type { BucketGuards, Store } from '../../model/data.ts';
import { effective, isWritten, textOf } from '../../model/value.ts';
import { covering, everybody, isAllow, isBound, isBoundByDenial } from '../statement.ts';

const reads = ['s3:GetObject', 's3:GetObjectVersion'];
const lists = ['s3:ListBucket', 's3:ListBucketVersions', 's3:ListBucketMultipartUploads'];
const writes = ['s3:PutObject', 's3:DeleteObject', 's3:PutObjectAcl', 's3:PutBucketPolicy', 's3:PutBucketAcl', 's3:DeleteBucket'];

/** `by-default`: nothing is written, and the guards that new buckets have since April 2023 stand in the way. */
export type Openness = 'open' | 'by-default' | 'closed' | 'unknown';

/** The principal through which everybody may read or write. */
export function openTo(grant: Grant, statement: Statement): Principal | undefined {
  if (grant.resourceKind !== 'bucket' && grant.resourceKind !== 'unknown') return undefined;
  if (!isAllow(statement) || isBound(statement) !== 'no' || isBoundByDenial(statement, grant.statements)) return undefined;
  const action = covering(statement, [...reads, ...lists, ...writes]);
  const foreign = grant.resourceKind === 'unknown' && !/^s3:/i.test((action && textOf(action)) ?? '');
  return action && !foreign ? everybody(statement) : undefined;
}

export function verbOf(statement: Statement): string {
  const [canRead, canList, canWrite] = [reads, lists, writes].map((actions) => covering(statement, actions) !== undefined);
  if (canWrite) return canRead ? 'read and change' : 'write to';
  return canRead || !canList ? 'read' : 'list';
}

/** What the guards leave of a policy for everybody. */
export function policyOpenness(guards: BucketGuards | undefined): Openness {
  return guards ? openness(guards.blockPolicies, guards.restrictBuckets) : 'open';
}

/** What the guards leave of an access list for everybody. */
export function listOpenness(guards: BucketGuards | undefined): Openness {
  return guards ? openness(guards.blockAcls, guards.ignoreAcls) : 'by-default';
}

/** Either guard is enough: one refuses what is public, the other ignores it. */
function openness(...guards: readonly BucketGuards['blockAcls'][]): Openness {
  if (guards.some((guard) => guard.state === 'known' && guard.value)) return 'closed';
  if (guards.some((guard) => effective(guard) === undefined)) return 'unknown';
  return guards.some((guard) => effective(guard) === true) ? 'by-default' : 'open';
}

/** The first guard that is off, one that somebody wrote before one that was left out. */
export function guardOff({ blockAcls, ignoreAcls, blockPolicies, restrictBuckets }: BucketGuards): BucketGuards['blockAcls'] | undefined {
  const off = [blockPolicies, restrictBuckets, blockAcls, ignoreAcls].filter((guard) => effective(guard) === false);
  return off.find(isWritten) ?? off[0];
}

/** An access list that lets everybody in, and what it lets them do. */
export function publicList(acl: Store['acl']): { readonly name: string; readonly verb: string } | undefined {
  const value = acl && effective(acl);
  if (value === 'public-read') return { name: value, verb: 'read' };
  if (value === 'public-read-write') return { name: value, verb: 'read and change' };
  return value === 'authenticated-read' ? { name: `${value} (every AWS account)`, verb: 'read' } : undefined;
}
