/** What the modules of terraform-google-modules for accounts and roles make: https://registry.terraform.io/namespaces/terraform-google-modules (read in November 2026). */
import { opaque, scalar } from '../../../evaluation/computed.ts';
import { at, entries, items, scalarText, type Tree } from '../../../evaluation/tree.ts';
import { given, isOn, objectsIn, part, partFor, record, type Expander, type Part, type RegistryCall } from './part.ts';

/** A role for members on something: `type` is what stands between `google_` and `_iam_binding`, `on` the argument that names the thing. */
export function granted(
  call: RegistryCall,
  type: string,
  on: Readonly<Record<string, Tree | undefined>>,
  role: Tree | string,
  members: Tree | undefined,
  key = '',
): readonly Part[] {
  if (!members || (members.kind === 'sequence' && members.items.length === 0)) return [];
  const content = { ...on, role: typeof role === 'string' ? scalar(role, members.at) : role, members };
  const name = `${key === '' ? '' : `${key}_`}${scalarText(content.role) ?? 'role'}`.replace(/\W+/g, '_');
  return [partFor(call, `google_${type}_iam_binding`, name, content)];
}

/** By the module below `iam`: what it is about, the input that lists the things, and the argument that names one. */
const bound: Readonly<Record<string, readonly [type: string, input: string, argument: string]>> = {
  projects_iam: ['project', 'projects', 'project'],
  folders_iam: ['folder', 'folders', 'folder'],
  organizations_iam: ['organization', 'organizations', 'org_id'],
  storage_buckets_iam: ['storage_bucket', 'storage_buckets', 'bucket'],
  pubsub_topics_iam: ['pubsub_topic', 'pubsub_topics', 'topic'],
  pubsub_subscriptions_iam: ['pubsub_subscription', 'pubsub_subscriptions', 'subscription'],
  service_accounts_iam: ['service_account', 'service_accounts', 'service_account_id'],
  secret_manager_iam: ['secret_manager_secret', 'secrets', 'secret_id'],
  kms_crypto_keys_iam: ['kms_crypto_key', 'kms_crypto_keys', 'crypto_key_id'],
  kms_key_rings_iam: ['kms_key_ring', 'kms_key_rings', 'key_ring_id'],
  bigquery_datasets_iam: ['bigquery_dataset', 'bigquery_datasets', 'dataset_id'],
  artifact_registry_iam: ['artifact_registry_repository', 'repositories', 'repository'],
  cloud_run_services_iam: ['cloud_run_service', 'cloud_run_services', 'service'],
};

/** `bindings = { "roles/…" = [members] }` on all of them: said here, so told once, for the first. */
export function expandBindings(module: string): Expander | undefined {
  const [type, input, argument] = bound[module] ?? [];
  if (type === undefined || input === undefined || argument === undefined) return undefined;
  return (call) => {
    const single = given(call, argument) ?? given(call, type);
    const on = { [argument]: single ?? items(given(call, input))[0] };
    return entries(given(call, 'bindings')).flatMap(([role, { key, value }]) => granted(call, type, on, scalar(role, key), value));
  };
}

/** One account, several roles on a project. */
export const expandMember: Expander = (call) => {
  const address = given(call, 'service_account_address');
  const prefix = scalarText(given(call, 'prefix')) ?? 'serviceAccount';
  const member = address && withPrefix(`${prefix}:`, address);
  return items(given(call, 'project_roles')).flatMap((role, index) =>
    member ? [partFor(call, 'google_project_iam_member', String(index), { project: given(call, 'project_id'), role, member })] : [],
  );
};

function withPrefix(prefix: string, tree: Tree): Tree {
  if (tree.kind === 'scalar') return { ...tree, value: `${prefix}${String(tree.value)}` };
  return tree.kind === 'opaque' ? opaque(tree.why, tree.at, [prefix, ...(tree.pattern ?? [{}])]) : tree;
}

/** `project_roles = ["project=>roles/…"]` for each of `names`. */
export const expandAccounts: Expander = (call) => {
  const names = items(given(call, 'names') ?? given(call, 'name'));
  return names.flatMap((name, index) => {
    const written = scalarText(name) ?? String(index);
    const account = partFor(call, 'google_service_account', written, { account_id: name, project: given(call, 'project_id') });
    const member = opaque('it is made at deployment', name.at, ['serviceAccount:', { reference: { address: account.address, attribute: 'email' } }]);
    const roles = items(given(call, 'project_roles')).flatMap((pair, order) => {
      const role = scalarText(pair)?.split('=>')[1];
      const content = { project: given(call, 'project_id'), role: scalar(role ?? '', pair.at), member };
      return role === undefined ? [] : [partFor(call, 'google_project_iam_member', `${written}_${order}`, content)];
    });
    const email = opaque('it is made at deployment', name.at, [{ reference: { address: account.address, attribute: 'name' } }]);
    const keys =
      isOn(call, 'generate_keys', false) === true ? [partFor(call, 'google_service_account_key', written, { service_account_id: email })] : [];
    return [account, ...roles, ...keys];
  });
};

/** `audit_log_config = [{ service, log_type, exempted_members }]`: those of one service are one configuration. */
export const expandAudit: Expander = (call) => {
  const byService = new Map<string, Tree[]>();
  for (const [, config] of objectsIn(call, 'audit_log_config') ?? []) {
    const service = scalarText(at(config, 'service'));
    if (service !== undefined) byService.set(service, [...(byService.get(service) ?? []), config]);
  }
  return [...byService].map(([service, logs]) => {
    const list: Tree = { kind: 'sequence', items: logs, at: call.block.head, via: [] };
    return partFor(call, 'google_project_iam_audit_config', service.replace(/\W+/g, '_'), {
      service: at(logs[0], 'service'),
      audit_log_config: list,
      project: given(call, 'project'),
    });
  });
};

/** Services that are turned on. */
export const expandServices: Expander = (call) =>
  items(given(call, 'activate_apis')).map((service, index) => partFor(call, 'google_project_service', String(index), { service }));

/** A policy of the organization, in the words of the first releases, and of `org_policy_v2`. */
export const expandPolicy: Expander = (call) => {
  const type = scalarText(given(call, 'policy_for')) ?? scalarText(given(call, 'policy_root')) ?? 'organization';
  const project = type === 'project' ? (given(call, 'project_id') ?? given(call, 'policy_root_id')) : undefined;
  const allowed = given(call, 'allow') ?? given(call, 'domains_to_allow');
  const [rule] = objectsIn(call, 'rules') ?? [];
  const enforced = given(call, 'enforce') ?? at(rule?.[1], 'enforcement');
  const values = at(rule?.[1], 'allow') ?? allowed;
  const constraint = given(call, 'constraint') ?? scalar('iam.allowedPolicyMemberDomains', call.block.head);
  const isList = items(values).length > 0;
  return [
    part(
      call,
      type === 'project' ? 'google_project_organization_policy' : 'google_organization_policy',
      {},
      {
        constraint,
        project,
        ...(isList
          ? { list_policy: record({ allow: record({ values }, call) }, call) }
          : { boolean_policy: record({ enforced: enforced ?? scalar('true', call.block.head) }, call) }),
      },
    ),
  ];
};
