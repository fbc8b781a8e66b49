/** What the modules for buckets, queues, topics and tables of terraform-aws-modules make: https://registry.terraform.io/namespaces/terraform-aws-modules (read in November 2026). */
import { opaque } from '../../../evaluation/computed.ts';
import type { Tree } from '../../../evaluation/tree.ts';
import type { HclBlock } from '../../../syntax/hcl-tree.ts';
import { isOn, part, preset, referring, type Expander, type RegistryCall } from './part.ts';
import { policyFrom } from './statements.ts';

/** Since its third release the module blocks what is public; before it did not: where nothing is written, the release decides. */
const guards = ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'];

export const expandBucket: Expander = (call) => {
  if (isOn(call, 'create_bucket', true) === false) return [];
  const bucket = referring(call, 'aws_s3_bucket', 'id');
  const policy = isOn(call, 'attach_policy', false) === true ? call.inputs.entries.get('policy')?.value : undefined;
  const hidden = ['attach_public_policy', 'attach_elb_log_delivery_policy', 'attach_lb_log_delivery_policy'];
  return [
    part(call, 'aws_s3_bucket', { bucket: 'bucket', cors_rule: 'cors_rule' }),
    part(call, 'aws_s3_bucket_public_access_block', {}, { bucket, ...Object.fromEntries(guards.map((name) => [name, guard(call, name)])) }),
    ...(call.inputs.entries.has('acl') ? [part(call, 'aws_s3_bucket_acl', { acl: 'acl' }, { bucket })] : []),
    ...(call.inputs.entries.has('object_ownership')
      ? [part(call, 'aws_s3_bucket_ownership_controls', { rule: { object_ownership: 'object_ownership' } }, { bucket })]
      : []),
    ...(policy ? [part(call, 'aws_s3_bucket_policy', {}, { bucket, policy: withOthers(policy, hidden, call) })] : []),
  ];
};

function guard(call: RegistryCall, name: string): Tree {
  const { inputs, block } = call;
  if (inputs.entries.has(name)) return inputs.entries.get(name)!.value;
  return isThirdOrLater(block) ? preset(call, name, true) : opaque('the release of the module decides', block.head);
}

/** A version that is written, or the least that a constraint such as `~> 4.1` or `>= 3.0` lets in. */
function isThirdOrLater({ body }: HclBlock): boolean {
  const written = body.attributes.find(({ name }) => name === 'version')?.value;
  const least = written?.kind === 'literal' ? /^\s*(?:=|~>|>=)?\s*v?(\d+)/.exec(String(written.value))?.[1] : undefined;
  return least !== undefined && Number(least) >= 3;
}

/** A policy to which the module adds statements of its own is known in part: what denies clear text is one of them. */
function withOthers(policy: Tree, switches: readonly string[], call: RegistryCall): Tree {
  const adds = [...switches, 'attach_deny_insecure_transport_policy', 'attach_require_latest_tls_policy'].some(
    (input) => isOn(call, input, false) !== false,
  );
  if (!adds) return policy;
  const items = [policy, opaque('the module adds to it', call.block.head)];
  return { kind: 'sequence', items, partial: true, at: call.block.head, via: [] };
}

export const expandQueue: Expander = (call) => {
  if (isOn(call, 'create', true) === false) return [];
  const queue = referring(call, 'aws_sqs_queue', 'arn');
  const policy = isOn(call, 'create_queue_policy', false) === true ? policyFrom(call, 'queue_policy_statements', { resources: queue }) : undefined;
  return [
    part(call, 'aws_sqs_queue', { name: 'name', kms_master_key_id: 'kms_master_key_id', sqs_managed_sse_enabled: 'sqs_managed_sse_enabled' }),
    ...(policy ? [part(call, 'aws_sqs_queue_policy', {}, { queue_url: referring(call, 'aws_sqs_queue', 'url'), policy })] : []),
  ];
};

/** Statements of the caller's stand beside what the owner of a topic may do by default. */
export const expandTopic: Expander = (call) => {
  if (isOn(call, 'create', true) === false) return [];
  const arn = referring(call, 'aws_sns_topic', 'arn');
  const written = call.inputs.entries.has('topic_policy_statements') && isOn(call, 'create_topic_policy', true) === true;
  const policy = written ? policyFrom(call, 'topic_policy_statements', { resources: arn }) : undefined;
  return [
    part(call, 'aws_sns_topic', { name: 'name', kms_master_key_id: 'kms_master_key_id' }),
    ...(policy ? [part(call, 'aws_sns_topic_policy', {}, { arn, policy })] : []),
  ];
};

export const expandTable: Expander = (call) =>
  isOn(call, 'create_table', true) === false
    ? []
    : [
        part(call, 'aws_dynamodb_table', {
          name: 'name',
          hash_key: 'hash_key',
          server_side_encryption: { enabled: 'server_side_encryption_enabled', kms_key_arn: 'server_side_encryption_kms_key_arn' },
        }),
      ];
