/** Reads who is given which role on what: members, bindings and whole policies, on anything that Google Cloud has. */
import { asValue, text } from '../../../evaluation/setting.ts';
import { at, Expression, isPartial, items, type Mapping, type Tree } from '../../../evaluation/tree.ts';
import type { GrantTarget, Identity } from '../../../model/access.ts';
import type { Link } from '../../../model/noun.ts';
import type { BindingScope, Member, NewMember, RoleBinding } from '../../../model/role-binding.ts';
import { absent, referencesOf, textOf, type Answer, type Slot, type Value } from '../../../model/value.ts';
import { memberType } from '../../../platform/google/members.ts';
import { folderOf } from '../../../source/file-tree.ts';
import { addBeside } from '../adding.ts';
import { nounOf, partOf, settingOf } from '../nouns.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';
import { isEnforced, refusesStrangers } from './organization-policies.ts';

/** What bindings can be on: the argument that names it, and what it is. */
interface Target {
  readonly argument: string;
  readonly kind: GrantTarget;
  readonly scope?: BindingScope;
}

/** By the middle of the type: `google_<this>_iam_member`. */
const targets: Readonly<Record<string, Target>> = {
  organization: { argument: 'org_id', kind: 'unknown', scope: 'organization' },
  folder: { argument: 'folder', kind: 'unknown', scope: 'folder' },
  project: { argument: 'project', kind: 'unknown', scope: 'project' },
  billing_account: { argument: 'billing_account_id', kind: 'unknown' },
  service_account: { argument: 'service_account_id', kind: 'identity' },
  cloudfunctions_function: { argument: 'cloud_function', kind: 'function' },
  cloudfunctions2_function: { argument: 'cloud_function', kind: 'function' },
  cloud_run_service: { argument: 'service', kind: 'function' },
  cloud_run_v2_service: { argument: 'name', kind: 'function' },
  cloud_run_v2_worker_pool: { argument: 'name', kind: 'function' },
  cloud_run_v2_job: { argument: 'name', kind: 'function' },
  storage_managed_folder: { argument: 'bucket', kind: 'bucket' },
  storage_bucket: { argument: 'bucket', kind: 'bucket' },
  pubsub_topic: { argument: 'topic', kind: 'topic' },
  pubsub_subscription: { argument: 'subscription', kind: 'queue' },
  pubsub_schema: { argument: 'schema', kind: 'unknown' },
  cloud_tasks_queue: { argument: 'name', kind: 'queue' },
  secret_manager_regional_secret: { argument: 'secret_id', kind: 'secret' },
  secret_manager_secret: { argument: 'secret_id', kind: 'secret' },
  kms_crypto_key: { argument: 'crypto_key_id', kind: 'key' },
  logging_log_view: { argument: 'bucket', kind: 'log-group' },
  kms_key_ring: { argument: 'key_ring_id', kind: 'key' },
  artifact_registry_repository: { argument: 'repository', kind: 'registry' },
  bigquery_dataset: { argument: 'dataset_id', kind: 'table' },
  bigquery_table: { argument: 'table_id', kind: 'table' },
  spanner_database: { argument: 'database', kind: 'table' },
  spanner_instance: { argument: 'instance', kind: 'table' },
  bigtable_instance: { argument: 'instance', kind: 'table' },
  bigtable_table: { argument: 'table', kind: 'table' },
  healthcare_dataset: { argument: 'dataset_id', kind: 'table' },
  endpoints_service: { argument: 'service_name', kind: 'api' },
  api_gateway_api: { argument: 'api', kind: 'api' },
  api_gateway_gateway: { argument: 'gateway', kind: 'api' },
  sourcerepo_repository: { argument: 'repository', kind: 'registry' },
  compute_instance: { argument: 'instance_name', kind: 'unknown' },
  iap_web: { argument: 'project', kind: 'api' },
  iap_web_backend_service: { argument: 'web_backend_service', kind: 'api' },
  iap_web_region_backend_service: { argument: 'web_region_backend_service', kind: 'api' },
  iap_web_cloud_run_service: { argument: 'cloud_run_service_name', kind: 'function' },
  iap_web_type_app_engine: { argument: 'app_id', kind: 'function' },
  iap_app_engine_service: { argument: 'service', kind: 'function' },
};

const readMember =
  (target: Target): ResourceReader =>
  (resource, reading) => {
    const member = at(resource.properties, 'member');
    const members = member ? [memberOf(member, resource, reading)] : [];
    addBinding(resource, reading, target, { role: settingOf(resource, ['role'], text), members, partial: !member });
  };

const readBinding =
  (target: Target): ResourceReader =>
  (resource, reading) => {
    const written = at(resource.properties, 'members');
    addBinding(resource, reading, target, { role: settingOf(resource, ['role'], text), ...membersOf(written, resource, reading) });
  };

/** A whole policy: the document of `google_iam_policy`, or one in JSON. */
const readPolicy =
  (target: Target): ResourceReader =>
  (resource, reading) => {
    const written = at(resource.properties, 'policy_data');
    const document = written && (reading.deployment.evaluator.document(written) ?? written);
    for (const [index, binding] of items(at(document, 'bindings')).entries()) {
      if (binding.kind !== 'mapping') continue;
      const role = at(binding, 'role');
      addBinding(
        resource,
        reading,
        target,
        { role: role ? asValue(role, text) : absent(resource.at), ...membersOf(at(binding, 'members'), resource, reading) },
        `bindings/${index}`,
        binding,
      );
    }
  };

interface Content {
  readonly role: Value<string>;
  readonly members: readonly Member[];
  readonly partial: boolean;
}

function addBinding(resource: TerraformResource, reading: Reading, target: Target, content: Content, part?: string, body?: Mapping): void {
  const { properties } = resource;
  const noun = part === undefined ? nounOf(resource, reading) : partOf(resource, reading, part);
  const binding: RoleBinding = {
    ...noun,
    name: absent(resource.at),
    kind: 'role-binding',
    role: content.role,
    definition: definitionOf(content.role, reading),
    members: content.members,
    membersPartial: content.partial,
    scope: target.scope ?? 'resource',
    on: targetOf(at(properties, target.argument), resource, reading),
    resourceKind: target.kind,
    conditional: isConditional(body ?? properties),
    strangersRefused: refusesStrangers(resource, reading),
  };
  reading.nouns.roleBindings.push(binding);
}

function targetOf(tree: Tree | undefined, resource: TerraformResource, reading: Reading): Link {
  return tree ? reading.link(tree, resource.properties) : { value: absent(resource.at) };
}

function isConditional(properties: Mapping): Answer {
  const condition = at(properties, 'condition');
  if (!condition) return properties.partial ? 'unknown' : 'no';
  return condition.kind === 'opaque' ? 'unknown' : 'yes';
}

const customRoleTypes = ['google_project_iam_custom_role', 'google_organization_iam_custom_role'];

function definitionOf(role: Value<string>, reading: Reading): string | undefined {
  const referred = referencesOf(role)
    .map(({ address }) => reading.find(address))
    .find((one) => one !== undefined && customRoleTypes.includes(one.type));
  const written = /\/roles\/([\w.]+)$/.exec(textOf(role, '…') ?? '')?.[1];
  const found = referred ?? (written === undefined ? undefined : reading.ofType(...customRoleTypes).find((one) => reading.nameOf(one) === written));
  return found && reading.key(found.address);
}

function membersOf(tree: Tree | undefined, resource: TerraformResource, reading: Reading): Pick<Content, 'members' | 'partial'> {
  return { members: items(tree).map((item) => memberOf(item, resource, reading)), partial: !tree || isPartial(tree) };
}

/** https://cloud.google.com/iam/docs/principal-identifiers */
function memberOf(tree: Tree, resource: TerraformResource, reading: Reading): Member {
  const value = asValue(tree, text);
  const [head] = value.state === 'known' ? [value.value] : value.state === 'unknown' && value.pattern ? value.pattern : [undefined];
  const account = reading.target(tree, 'google_service_account');
  const substitute: Slot<NewMember> | undefined = tree.editor && ((to) => spellMember(to, tree, resource, reading));
  const member = {
    value,
    ...(account && { identity: reading.key(account.address) }),
    ...(tree.editor?.remove && { remove: () => tree.editor?.remove?.() }),
    substitute,
  };
  if (account) return { type: 'identity', ...member };
  if (referencesOf(value).some(({ address }) => agentSources.test(address))) return { type: 'agent', ...member };
  return { type: memberType(typeof head === 'string' ? head : undefined, textOf(value, '…')), ...member };
}

/** What gives the addresses of accounts that Google's own services work with. */
const agentSources = /(?:^|\.)google_(?:project_service_identity|\w+_project_service_account|bigquery_default_service_account)\./;

/** Names a service account in the place of a member: one that is there, or one that is added for those who call. */
function spellMember(to: NewMember, tree: Tree, resource: TerraformResource, reading: Reading) {
  const { file } = tree.at;
  if (folderOf(file.path) !== resource.module.declarations.folder) return undefined;
  if ('identity' in to) {
    const account = reading.resources.find(({ address }) => reading.key(address) === to.identity);
    const local = account && (account.module.address === '' ? account.address : account.address.slice(account.module.address.length + 1));
    return local && account.module === resource.module ? tree.editor?.replace(new Expression(`${local}.member`)) : undefined;
  }
  if (resource.key !== undefined) return undefined;
  const added = addBeside(resource, 'google_service_account', to.name, () => ({ account_id: to.name.replaceAll('_', '-').slice(0, 30) }));
  const edits = added && tree.editor?.replace(new Expression(`${added.reference}.member`));
  return edits && [...edits, ...added.edits];
}

/** https://cloud.google.com/iam/docs/creating-custom-roles */
const readCustomRole: ResourceReader = (resource, reading) => {
  const written = at(resource.properties, 'permissions');
  reading.nouns.customRoles.push({
    ...nounOf(resource, reading),
    kind: 'custom-role',
    permissions: {
      items: items(written).map((item) => asValue(item, text)),
      partial: !written || isPartial(written),
      at: written?.at ?? resource.at,
    },
  });
};

const readServiceAccount: ResourceReader = (resource, reading) => {
  const identity: Identity = {
    ...nounOf(resource, reading),
    kind: 'identity',
    identityKind: 'service-account',
    trust: [],
    trustPartial: false,
    statements: [],
    statementsPartial: false,
    managedPolicies: [],
    boundary: absent(resource.at),
  };
  reading.nouns.identities.push(identity);
};

/** https://cloud.google.com/iam/docs/best-practices-for-managing-service-account-keys: a key does not expire by itself. */
const readAccountKey: ResourceReader = (resource, reading) => {
  reading.nouns.credentials.push({
    ...nounOf(resource, reading),
    kind: 'credential',
    holder: reading.link(at(resource.properties, 'service_account_id'), resource.properties, 'google_service_account'),
    active: absent<boolean>(resource.at, isEnforced('iam.disableServiceAccountKeyCreation', resource, reading) === undefined),
  });
};

/** Keys for the interface of another cloud: https://cloud.google.com/storage/docs/authentication/hmackeys */
const readHmacKey: ResourceReader = (resource, reading) => {
  reading.nouns.credentials.push({
    ...nounOf(resource, reading),
    kind: 'credential',
    holder: reading.link(at(resource.properties, 'service_account_email'), resource.properties, 'google_service_account'),
    active: settingOf(resource, ['state'], activity, true),
  });
};

const activity = { decode: (written: string | number | boolean) => written !== 'INACTIVE', encode: (to: boolean) => (to ? 'ACTIVE' : 'INACTIVE') };

/** https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/iam_workload_identity_pool_provider */
const readPoolProvider: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const aws = at(properties, 'aws');
  const issuer = at(properties, 'oidc', 'issuer_uri');
  if (!issuer || aws) return;
  reading.nouns.federations.push({
    ...nounOf(resource, reading),
    kind: 'federation',
    issuer: asValue(issuer, text),
    admission: settingOf(resource, ['attribute_condition'], text),
    admissionKind: 'expression',
  });
};

const readers = Object.entries(targets).flatMap(([name, target]): readonly (readonly [string, ResourceReader])[] => [
  [`google_${name}_iam_member`, readMember(target)],
  [`google_${name}_iam_binding`, readBinding(target)],
  [`google_${name}_iam_policy`, readPolicy(target)],
]);

export const iamReaders: Readonly<Record<string, ResourceReader>> = {
  ...Object.fromEntries(readers),
  google_project_iam_custom_role: readCustomRole,
  google_organization_iam_custom_role: readCustomRole,
  google_service_account: readServiceAccount,
  google_service_account_key: readAccountKey,
  google_storage_hmac_key: readHmacKey,
  google_iam_workload_identity_pool_provider: readPoolProvider,
};
