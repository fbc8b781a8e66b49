/** A role, key or store that trusts everybody, or another account as a whole. */
import { ownAccount, type Grant, type GrantTarget, type Identity, type Principal, type Statement } from '../../model/access.ts';
import type { Application } from '../../model/application.ts';
import { textOf, type Value } from '../../model/value.ts';
import { readAction } from '../../platform/aws/actions.ts';
import { accountOf, hole } from '../../platform/aws/arn.ts';
import { openBindings } from './open-binding.ts';
import { listing } from '../listing.ts';
import { defineRule, write, type Fix, type Problem } from '../rule.ts';
import { everybody, isAllow, isBound, isBoundByDenial, ownerAccount } from '../statement.ts';

type Message = 'anyone' | 'account' | 'binding';

export default defineRule<Message>({
  id: 'iam/open-trust',
  title: 'Everybody, or all of another account, is trusted',
  practice: 'iam-cross-account',
  severity: 'high',
  confidence: 'high',
  cwe: [284, 732],
  controls: { 'aws-fsbp': ['KMS.5'], 'cis-gcp-5.0.0': ['1.10'] },
  why: 'What another account does is out of sight. Without a condition every identity there, and whoever tricks a vendor into acting for him, gets in.',
  remedy: 'Trust a role by its ARN, and ask for sts:ExternalId, aws:PrincipalOrgID or aws:SourceAccount.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
  ],
  since: '0.1.0',
  messages: {
    anyone: 'Anybody with an AWS account can {act} {name}',
    binding: '{anyone} holds {role} on {name}',
    account: 'Everybody in account {accounts} can {act} {name}',
  },
  particulars: {
    binding: { why: 'Nobody knows who they are, and what the role allows they can do today.', remedy: 'Give the role to the accounts that need it.' },
  },

  *check(application) {
    const own = ownAccounts(application);
    for (const identity of application.identities) {
      for (const statement of identity.trust) yield* judgeTrust(statement, identity, own);
    }
    for (const grant of application.grants) {
      if (otherRules.has(grant.resourceKind)) continue;
      for (const statement of grant.statements) yield* judgeGrant(statement, grant, own);
    }
    yield* openBindings(application);
  },
});

/** What is open on these is found by other rules, or is meant to be shared by account. */
const otherRules: ReadonlySet<GrantTarget> = new Set(['function', 'api', 'event-bus', 'unknown']);

/** Everybody on these is a public store, an open trigger or an open log, which have rules of their own. */
const publicElsewhere: ReadonlySet<GrantTarget> = new Set(['bucket', 'queue', 'topic', 'log-group']);

/** What they hold is on its way, and is often meant for another account. */
const passing: ReadonlySet<GrantTarget> = new Set(['queue', 'topic', 'stream']);

function* judgeTrust(statement: Statement, identity: Identity, own: ReadonlySet<string>): Iterable<Problem<Message>> {
  if (!isAllow(statement) || !assumes(statement) || isBound(statement) !== 'no') return;
  const anyone = everybody(statement);
  const data = { act: 'become', name: identity.label };
  if (anyone) {
    yield { message: 'anyone', data, at: anyone.value, subject: identity, severity: 'critical', ...evidenceOf(statement), fixes: ownOnly(anyone) };
    return;
  }
  const accounts = foreignAccounts(statement, own);
  const [first] = accounts;
  if (!first || isHandshake(statement)) return;
  const fixes = [externalId(statement, identity)];
  yield { message: 'account', data: { ...data, accounts: namesOf(accounts) }, at: first.value, subject: identity, ...evidenceOf(statement), fixes };
}

function* judgeGrant(statement: Statement, grant: Grant, own: ReadonlySet<string>): Iterable<Problem<Message>> {
  if (!isAllow(statement) || isBound(statement) !== 'no' || isBoundByDenial(statement, grant.statements)) return;
  const anyone = everybody(statement);
  const data = { act: 'use', name: grant.label };
  if (anyone && !publicElsewhere.has(grant.resourceKind)) {
    yield {
      message: 'anyone',
      data,
      at: anyone.value,
      subject: grant,
      severity: 'critical',
      ...evidenceOf(statement),
      fixes: ownOnly(anyone, ownerAccount(statement)),
    };
  }
  const accounts = foreignAccounts(statement, own);
  const [first] = accounts;
  if (anyone || !first || grant.resourceKind === 'registry' || deliversLogs(statement)) return;
  const severity = passing.has(grant.resourceKind) ? 'low' : 'medium';
  yield { message: 'account', data: { ...data, accounts: namesOf(accounts) }, at: first.value, subject: grant, severity, ...evidenceOf(statement) };
}

function assumes({ actions }: Statement): boolean {
  return actions.items.some((item) => item.state === 'known' && /^(\*|assume\*|assumerole\*?)$/i.test(readAction(item.value)?.name ?? ''));
}

/** Principals that stand for a whole account that is not known to be the application's own. */
function foreignAccounts({ principals }: Statement, own: ReadonlySet<string>): readonly Principal[] {
  return principals.filter(({ type, value }) => {
    const text = type === 'aws' ? textOf(value, hole) : undefined;
    if (text === undefined || !/^(\d{12}|arn:[^:]*:iam::\d{12}:root)$/.test(text)) return false;
    const account = accountOf(text);
    return account !== undefined && !own.has(account);
  });
}

/** Accounts in which the application's own resources stand, as far as its policies name them. */
function ownAccounts({ identities, grants }: Application): ReadonlySet<string> {
  const statements = [...identities, ...grants].flatMap((holder) => holder.statements);
  const resources = statements.flatMap((statement) => statement.resources.items);
  return new Set(resources.map(accountOfResource).filter((account) => account !== undefined));
}

function accountOfResource(resource: Value<string>): string | undefined {
  const text = textOf(resource, hole) ?? '';
  return /^arn:[^:]*:(iam|sts):/.test(text) ? undefined : accountOf(text);
}

/** A word that both sides know, or a second factor: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html */
function isHandshake({ conditions }: Statement): boolean {
  return conditions.some(({ operator, key, values }) => {
    if (key === 'aws:multifactorauthpresent') return /^bool$/i.test(operator) && values.some((value) => textOf(value) === 'true');
    const positive = /^string(equals|like)/i.test(operator) && !/ifexists$/i.test(operator);
    return key === 'sts:externalid' && positive && !values.some((value) => /^[*?]+$/.test(textOf(value, hole) ?? ''));
  });
}

/** Load balancers write their logs from an account of AWS's, one for each region. */
function deliversLogs({ actions }: Statement): boolean {
  return actions.items.every((item) => /^s3:PutObject$/i.test(textOf(item) ?? ''));
}

function namesOf(principals: readonly Principal[]): string {
  return listing(principals.map(({ value }) => accountOf(textOf(value) ?? '') ?? ''));
}

/** Where the text cannot ask for the account's number, the ARNs beside it may hold it. */
function ownOnly({ value }: Principal, number?: string): readonly Fix[] {
  const check = 'name the roles that need it instead, if there are any outside this account';
  const accounts = [ownAccount, number].filter((account) => account !== undefined);
  return accounts.map((account) => ({ title: 'trust the own account only', risk: 'review', check, changes: [write(value.slot, account)] }));
}

function externalId(statement: Statement, { label }: Identity): Fix {
  const value = `${label
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase()}-external-id`;
  const condition = { operator: 'StringEquals', key: 'sts:ExternalId', values: [value] };
  const check = 'agree on the value with the other account first: from then on its calls must send it';
  return { title: 'ask for an external id', risk: 'review', check, changes: [write(statement.addCondition, condition)] };
}

function evidenceOf({ sid }: Statement): { readonly evidence?: string } {
  return sid === undefined ? {} : { evidence: sid };
}
