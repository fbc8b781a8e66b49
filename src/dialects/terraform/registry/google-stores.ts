/** What the modules of Google's for buckets, topics, databases, keys and secrets make: https://registry.terraform.io/namespaces/terraform-google-modules (read in November 2026). */
import { scalar } from '../../../evaluation/computed.ts';
import { at, items, scalarText, type Tree } from '../../../evaluation/tree.ts';
import { granted } from './google-grants.ts';
import { given, isOn, objectsIn, part, partFor, preset, record, referring, type Expander, type RegistryCall } from './part.ts';

/** `//modules/simple_bucket` */
export const expandSimpleBucket: Expander = (call) => {
  const bucket = referring(call, 'google_storage_bucket', 'name');
  const members = (objectsIn(call, 'iam_members') ?? []).map(([key, pair]) =>
    partFor(call, 'google_storage_bucket_iam_member', key, { bucket, role: at(pair, 'role'), member: at(pair, 'member') }),
  );
  return [
    part(
      call,
      'google_storage_bucket',
      { name: 'name', project: 'project_id', public_access_prevention: 'public_access_prevention', encryption: 'encryption' },
      {
        // On, where nothing is said.
        uniform_bucket_level_access: preset(call, 'bucket_policy_only', true),
        versioning: record({ enabled: preset(call, 'versioning', true) }, call),
      },
    ),
    ...members,
  ];
};

/** By the input: the role of its members on every bucket. */
const people = { viewers: 'roles/storage.objectViewer', creators: 'roles/storage.objectCreator', admins: 'roles/storage.objectAdmin' };

/** One bucket for each of `names`; who may use them is said for all of them. */
export const expandBuckets: Expander = (call) => {
  const keys = given(call, 'encryption_key_names');
  const buckets = items(given(call, 'names')).map((name, index) => {
    const written = scalarText(name) ?? String(index);
    const key = at(keys, written) ?? (keys?.kind === 'opaque' ? keys : undefined);
    return partFor(call, 'google_storage_bucket', written, {
      name,
      project: given(call, 'project_id'),
      public_access_prevention: given(call, 'public_access_prevention'),
      encryption: key && record({ default_kms_key_name: key }, call),
    });
  });
  const bucket = items(given(call, 'names'))[0];
  const grants = Object.entries(people).flatMap(([input, role]) =>
    isOn(call, `set_${input.slice(0, -1)}_roles`, false) === false
      ? []
      : granted(call, 'storage_bucket', { bucket }, role, given(call, input), input),
  );
  return [...buckets, ...grants];
};

export const expandTopic: Expander = (call) => {
  if (isOn(call, 'create_topic', true) === false) return [];
  const topic = referring(call, 'google_pubsub_topic', 'id');
  const pushed = (objectsIn(call, 'push_subscriptions') ?? []).map(([key, subscription]) => {
    const account = at(subscription, 'oidc_service_account_email');
    const isSigned = account !== undefined && !(account.kind === 'scalar' && (account.value === null || account.value === ''));
    const letters = at(subscription, 'dead_letter_topic');
    return partFor(call, 'google_pubsub_subscription', key, {
      name: at(subscription, 'name'),
      topic,
      push_config: record(
        { push_endpoint: at(subscription, 'push_endpoint'), oidc_token: isSigned ? record({ service_account_email: account }, call) : undefined },
        call,
      ),
      dead_letter_policy: letters && record({ dead_letter_topic: letters }, call),
    });
  });
  return [part(call, 'google_pubsub_topic', { name: 'topic', kms_key_name: 'topic_kms_key_name' }), ...pushed];
};

/** Ninety days, where nothing is said. */
export const expandKeys: Expander = (call) =>
  items(given(call, 'keys')).map((name, index) =>
    partFor(call, 'google_kms_crypto_key', scalarText(name) ?? String(index), {
      name,
      rotation_period: preset(call, 'key_rotation_period', '7776000s'),
      purpose: given(call, 'purpose'),
    }),
  );

export const expandSecrets: Expander = (call) =>
  (objectsIn(call, 'secrets') ?? []).map(([key, secret]) =>
    partFor(call, 'google_secret_manager_secret', key, { secret_id: at(secret, 'name'), replication: automatic(secret, call) }),
  );

function automatic(secret: Tree, call: RegistryCall): Tree {
  const key = at(secret, 'kms_key_name') ?? at(secret, 'automatic_replication', 'kms_key_name');
  return record({ auto: record({ customer_managed_encryption: key && record({ kms_key_name: key }, call) }, call) }, call);
}

/** Its releases differ in what they say where their callers say nothing. */
export const expandDatabase: Expander = (call) => [
  part(
    call,
    'google_sql_database_instance',
    {
      name: 'name',
      project: 'project_id',
      database_version: 'database_version',
      encryption_key_name: 'encryption_key_name',
      settings: { ip_configuration: 'ip_configuration', backup_configuration: 'backup_configuration' },
    },
    given(call, 'ip_configuration')
      ? {}
      : { settings: record({ ip_configuration: record({ ssl_mode: scalar('ENCRYPTED_ONLY', call.block.head) }, call) }, call) },
  ),
];
