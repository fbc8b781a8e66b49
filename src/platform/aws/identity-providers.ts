/**
 * OIDC providers that a role may trust, and which claims tell one of their customers from another.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 */

export interface IdentityProvider {
  /** As messages name who gets tokens from it: `any GitHub repository`. */
  readonly anyone: string;
  /** Anybody can become one of its customers. */
  readonly isPublic: boolean;
  /** Claims of which one must be pinned. */
  readonly claims: readonly string[];
  /** Does a pattern for the `sub` claim let in more than one customer of the provider? Asterisks are wildcards, the hole is a name that is not known. */
  readonly isOpenSubject: (pattern: string) => boolean;
}

/** Host, with the path where providers of one host differ by it, in the order in which they are tried. */
const providers: readonly (readonly [RegExp, IdentityProvider])[] = [
  [
    /^token\.actions\.githubusercontent\.com/,
    {
      anyone: 'a workflow of any GitHub repository',
      isPublic: true,
      claims: ['sub', 'repository', 'repository_id', 'repository_owner', 'repository_owner_id', 'job_workflow_ref', 'enterprise', 'enterprise_id'],
      isOpenSubject: isOpenGithubSubject,
    },
  ],
  [
    /^gitlab\.com$/,
    keyed('a pipeline of any GitLab project', 'project_path:', ['sub', 'namespace_id', 'project_id', 'namespace_path', 'project_path']),
  ],
  [
    /^app\.terraform\.io$/,
    keyed('a run of any Terraform Cloud organization', 'organization:', ['sub', 'terraform_organization_id', 'terraform_organization_name']),
  ],
  [/^agent\.buildkite\.com$/, keyed('a build of any Buildkite organization', 'organization:', ['sub', 'organization_id', 'organization_slug'])],
  [/^oidc\.vercel\.com$/, keyed('a deployment of any Vercel team', 'owner:', ['sub', 'owner_id'])],
  [/^oidc\.eks\./, { ...keyed('any pod of the cluster', 'system:serviceaccount:', ['sub']), isPublic: false }],
  [/^accounts\.google\.com$/, keyed('any Google account', '', ['sub', 'aud', 'oaud', 'email'])],
  [/^cognito-identity\.amazonaws\.com$/, keyed('a user of any Cognito identity pool', '', ['aud', 'sub'])],
  [/^www\.amazon\.com$/, keyed('any Amazon account', '', ['app_id', 'user_id'])],
  [/^graph\.facebook\.com$/, keyed('any Facebook account', '', ['app_id', 'id'])],
];

const other: IdentityProvider = {
  ...keyed('whoever the provider knows', '', ['sub', 'aud', 'azp', 'amr', 'email', 'groups', 'oaud', 'client_id', 'org_id', 'app_id', 'id']),
  isPublic: false,
};

/** By its ARN or its host. */
export function providerOf(text: string): IdentityProvider {
  const host = text.split('oidc-provider/').at(-1) ?? '';
  return providers.find(([pattern]) => pattern.test(host.toLowerCase()))?.[1] ?? other;
}

/** The provider's own keys in conditions begin with its host: `gitlab.com:sub`. Undefined for global keys. */
export function providerOfKey(key: string): string | undefined {
  const colon = key.lastIndexOf(':');
  const host = key.slice(0, colon);
  return colon > 0 && host.includes('.') ? host : undefined;
}

/** A subject is a row of `key:value` pairs, the first of which names the customer. */
function keyed(anyone: string, prefix: string, claims: readonly string[]): IdentityProvider {
  return { anyone, isPublic: true, claims, isOpenSubject: (pattern) => isOpenFrom(pattern, prefix) };
}

function isOpenFrom(pattern: string, prefix: string): boolean {
  const value = pattern.startsWith(prefix) ? pattern.slice(prefix.length) : pattern;
  return /^[*?]/.test(value);
}

/**
 * `repo:owner/name:…`, and for repositories made or renamed since July 2026 `repo:owner@id/name@id:…`; organizations may choose
 * other claims for the subject. https://docs.github.com/en/actions/reference/security/oidc
 */
function isOpenGithubSubject(pattern: string): boolean {
  if (!pattern.startsWith('repo:')) return /^[*?]/.test(pattern) || /^[a-z_]*[*?]/.test(pattern) || /^[a-z_]+:[*?]/.test(pattern);
  const owner = pattern.slice('repo:'.length).split(/[/:]/)[0] ?? '';
  if (/@\d+$/.test(owner)) return false;
  return /[*?]/.test(owner);
}
