/** A role that trusts an identity provider without saying which of its customers. */
import type { Condition, Identity, Principal, Statement } from '../../model/access.ts';
import { textOf, type Value } from '../../model/value.ts';
import { readAction } from '../../platform/aws/actions.ts';
import { hole } from '../../platform/aws/arn.ts';
import { providerOf, providerOfKey, type IdentityProvider } from '../../platform/aws/identity-providers.ts';
import { openFederations } from './open-federation.ts';
import { defineRule, set, write, type Fix, type Problem } from '../rule.ts';
import { isAllow } from '../statement.ts';

export default defineRule({
  id: 'iam/open-oidc-subject',
  title: 'Role trusts every customer of an identity provider',
  practice: 'iam-cross-account',
  severity: 'critical',
  confidence: 'high',
  cwe: [284, 863],
  why: 'Public identity providers give tokens to everybody. Without a condition on the subject a stranger’s token opens the role just as well.',
  remedy:
    'Pin the subject: for GitHub the repository and the branch or environment (repo:owner/name:ref:refs/heads/main), for identity pools the audience.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html',
    'https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws',
    'https://cloud.google.com/iam/docs/workload-identity-federation-with-deployment-pipelines',
    'https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html',
  ],
  since: '0.1.0',
  messages: {
    open: '{name} can be assumed by {anyone}: no condition says which',
    federation: '{name} lets in {customers}: no condition says which',
    anySubject: '{name} lets in {customers}: {condition} holds for all of them',
    wide: '{name} can be assumed by {anyone}: {subject} lets all of them in',
  },

  *check(application) {
    const { identities } = application;
    const pinned = identities.flatMap(({ trust }) => trust.flatMap(pinnedSubjects));
    for (const identity of identities) {
      for (const statement of identity.trust) {
        const problem = judge(statement, identity, pinned);
        if (problem) yield problem;
      }
    }
    yield* openFederations(application);
  },
});

/** A subject that another trust of the application pins. */
interface Pinned {
  readonly key: string;
  readonly value: string;
}

function judge(statement: Statement, identity: Identity, pinned: readonly Pinned[]): Problem<'open' | 'wide'> | undefined {
  const principal = statement.principals.find(({ type }) => type === 'federated');
  if (!principal || !isAllow(statement) || !opensByToken(statement) || statement.conditionsPartial) return undefined;
  const provider = providerOfTrust(principal, statement);
  if (!provider) return undefined;
  const conditions = statement.conditions.filter(({ key }) => provider.claims.includes(key.slice(key.lastIndexOf(':') + 1)));
  const judged = conditions.filter(isPositive).map((condition) => ({ condition, open: openValue(condition, provider) }));
  if (judged.some(({ open }) => open === undefined)) return undefined;
  const wide = judged[0];
  const open = wide?.open;
  const data = { name: identity.label, anyone: provider.anyone };
  const severity = provider.isPublic ? 'critical' : 'high';
  if (!wide || !open) return { message: 'open', data, at: principal.value, subject: identity, severity, fixes: added(statement, pinned, provider) };
  return {
    message: 'wide',
    data: { ...data, subject: textOf(open, '…') ?? '' },
    at: open,
    subject: identity,
    severity,
    fixes: replaced(open, wide.condition, pinned),
  };
}

function opensByToken({ actions }: Statement): boolean {
  return actions.items.some(
    (item) => item.state === 'known' && /^(\*|assumerole(withwebidentity|\*|with\*))$/i.test(readAction(item.value)?.name ?? ''),
  );
}

/** By its ARN or host, or by the keys of the conditions; undefined where it is another kind of provider or nobody can know. */
function providerOfTrust({ value }: Principal, { conditions }: Statement): IdentityProvider | undefined {
  const host = conditions.map(({ key }) => providerOfKey(key)).find((found) => found !== undefined);
  if (host !== undefined) return providerOf(host);
  const text = textOf(value, hole) ?? hole;
  if (text.includes('saml-provider')) return undefined;
  if (text.includes('oidc-provider/') || /^[a-z.-]+\.com$/.test(text)) return providerOf(text);
  // Whichever provider it is: nothing holds its customers back where nothing at all is asked for.
  return conditions.length === 0 ? providerOf('') : undefined;
}

function isPositive({ operator }: Condition): boolean {
  return /^(ForAnyValue:|ForAllValues:)?String(Equals|EqualsIgnoreCase|Like)(IfExists)?$/i.test(operator);
}

/** The value of the condition that any customer of the provider meets; undefined when none of its values is of that kind. */
function openValue({ operator, key, values }: Condition, provider: IdentityProvider): Value<string> | undefined {
  if (!/like/i.test(operator)) return undefined;
  const subject = key.endsWith(':sub');
  return values.find((value) => {
    const text = textOf(value, hole);
    return text !== undefined && (/^[*?]+$/.test(text) || (subject && provider.isOpenSubject(text)));
  });
}

function pinnedSubjects(statement: Statement): readonly Pinned[] {
  return statement.conditions.filter(isPositive).flatMap((condition) => {
    const host = providerOfKey(condition.key);
    if (host === undefined || !condition.key.endsWith(':sub') || openValue(condition, providerOf(host))) return [];
    return condition.values.flatMap((value) => (value.state === 'known' ? [{ key: condition.key, value: value.value }] : []));
  });
}

const check = 'name the repository, project or workspace that really needs this role';

function added(statement: Statement, pinned: readonly Pinned[], provider: IdentityProvider): readonly Fix[] {
  const like = pinned.find(({ key }) => providerOf(providerOfKey(key) ?? '') === provider);
  if (!like) return [];
  const condition = { operator: 'StringLike', key: like.key, values: [like.value] };
  return [{ title: 'pin the subject', risk: 'review', check, changes: [write(statement.addCondition, condition)] }];
}

function replaced(open: Value<string>, { key }: Condition, pinned: readonly Pinned[]): readonly Fix[] {
  const like = pinned.find((one) => one.key === key);
  return like ? [{ title: 'pin the subject', risk: 'review', check, changes: [set(open, like.value)] }] : [];
}
