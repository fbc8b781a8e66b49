/** What the parts of terraform-aws-modules/iam make, of its fifth and sixth release: https://registry.terraform.io/modules/terraform-aws-modules/iam/aws (read in November 2026). */
import { scalar, sequence } from '../../../evaluation/computed.ts';
import { items, type Tree } from '../../../evaluation/tree.ts';
import { given, isOn, part, record, referring, type Expander, type RegistryCall } from './part.ts';
import { policyFrom } from './statements.ts';

/** A role that accounts, roles or services named by the caller may take. */
const expandAssumableRole: Expander = (call) => {
  if (isOn(call, 'create_role', false) === false) return [];
  const own = given(call, 'custom_role_trust_policy');
  return [roleOf(call, own ?? trustOf(call, namedPrincipals(call), callerConditions(call)), 'custom_role_policy_arns')];
};

function namedPrincipals(call: RegistryCall): Readonly<Record<string, Tree | undefined>> {
  return { AWS: given(call, 'trusted_role_arns'), Service: given(call, 'trusted_role_services') };
}

/** By default whoever takes the role has to have signed in with a second factor. */
function callerConditions(call: RegistryCall): Readonly<Record<string, Tree | undefined>> {
  const { head } = call.block;
  const external = given(call, 'role_sts_externalid');
  const second = isOn(call, 'role_requires_mfa', true) === false ? undefined : scalar('true', head);
  return {
    StringEquals: external && record({ 'sts:ExternalId': external }, call),
    Bool: second && record({ 'aws:MultiFactorAuthPresent': second }, call),
  };
}

function trustOf(
  call: RegistryCall,
  principals: Readonly<Record<string, Tree | undefined>>,
  conditions: Readonly<Record<string, Tree | undefined>>,
  action = 'sts:AssumeRole',
): Tree {
  const { head } = call.block;
  const isConditional = Object.values(conditions).some((condition) => condition !== undefined);
  const statement = record(
    {
      Effect: scalar('Allow', head),
      Action: scalar(action, head),
      Principal: record(principals, call),
      Condition: isConditional ? record(conditions, call) : undefined,
    },
    call,
  );
  return record({ Statement: statement }, call);
}

const administrators: readonly (readonly [input: string, policy: string])[] = [
  ['attach_admin_policy', 'AdministratorAccess'],
  ['attach_poweruser_policy', 'PowerUserAccess'],
];

/** The role with the policies that the caller lists, by name or one after the other. */
function roleOf(call: RegistryCall, trust: Tree, policies: string) {
  const made = administrators.flatMap(([input, name]) => {
    const written = given(call, input);
    return written && isOn(call, input, false) === true ? [scalar(`arn:aws:iam::aws:policy/${name}`, written.at)] : [];
  });
  const listed = given(call, policies);
  const named = listed?.kind === 'mapping' ? [...listed.entries.values()].map(({ value }) => value) : items(listed);
  const boundary = call.inputs.entries.has('permissions_boundary') ? 'permissions_boundary' : 'role_permissions_boundary_arn';
  return part(
    call,
    'aws_iam_role',
    { name: call.inputs.entries.has('role_name') ? 'role_name' : 'name', permissions_boundary: boundary },
    { assume_role_policy: trust, managed_policy_arns: sequence([...made, ...named], call.block.head, listed?.kind === 'opaque') },
  );
}

/** Trust written as a map of statements, in the words of the data source `aws_iam_policy_document`. */
const expandRole: Expander = (call) => {
  if (isOn(call, 'create', true) === false) return [];
  // Providers that sign in from elsewhere are added by switches of the module.
  const added = ['enable_oidc', 'enable_github_oidc', 'enable_bitbucket_oidc', 'enable_saml'].some((input) => isOn(call, input, false) !== false);
  const actions = scalar('sts:AssumeRole', call.block.head);
  return [roleOf(call, policyFrom(call, 'trust_policy_permissions', { actions }, added), 'policies')];
};

const github = 'token.actions.githubusercontent.com';

/** A role for workflows of GitHub; the module puts `repo:` before what it is given. */
const expandGithubRole: Expander = (call) => {
  if (isOn(call, 'create', true) === false) return [];
  const { head } = call.block;
  const provider = scalar(`arn:aws:iam::*:oidc-provider/${github}`, head);
  const subjects = items(given(call, 'subjects')).map(withPrefix);
  const conditions = {
    StringEquals: record({ [`${github}:aud`]: given(call, 'audience') ?? scalar('sts.amazonaws.com', head) }, call),
    StringLike: subjects.length > 0 ? record({ [`${github}:sub`]: sequence(subjects, head) }, call) : undefined,
  };
  return [roleOf(call, trustOf(call, { Federated: provider }, conditions, 'sts:AssumeRoleWithWebIdentity'), 'policies')];
};

function withPrefix(subject: Tree): Tree {
  if (subject.kind !== 'scalar' || String(subject.value).startsWith('repo:')) return subject;
  return { ...subject, value: `repo:${String(subject.value)}`, editor: undefined };
}

const expandPolicy: Expander = (call) =>
  isOn(call, 'create', true) === false || isOn(call, 'create_policy', true) === false
    ? []
    : [part(call, 'aws_iam_policy', { name: 'name', policy: 'policy' })];

/** A user, with a key where nobody says otherwise. */
const expandUser: Expander = (call) => {
  if (isOn(call, 'create', true) === false || isOn(call, 'create_user', true) === false) return [];
  const input = call.inputs.entries.has('create_iam_access_key') ? 'create_iam_access_key' : 'create_access_key';
  const user = referring(call, 'aws_iam_user', 'name');
  return [
    part(call, 'aws_iam_user', { name: 'name' }),
    ...(isOn(call, input, true) === true ? [part(call, 'aws_iam_access_key', {}, { user })] : []),
  ];
};

/** By the folder of the part. */
export const roleExpanders: Readonly<Record<string, Expander>> = {
  'iam//modules/iam-assumable-role': expandAssumableRole,
  'iam//modules/iam-role': expandRole,
  'iam//modules/iam-github-oidc-role': expandGithubRole,
  'iam//modules/iam-policy': expandPolicy,
  'iam//modules/iam-user': expandUser,
};
