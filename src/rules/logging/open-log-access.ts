/** Logs that more identities can read than those who need them. */
import type { Grant, Identity, Statement } from '../../model/access.ts';
import type { Application } from '../../model/application.ts';
import { ownAccount } from '../../model/access.ts';
import { textOf, type Value } from '../../model/value.ts';
import { matches, readAction } from '../../platform/aws/actions.ts';
import { hole, resourceName } from '../../platform/aws/arn.ts';
import { logReaders, logReads } from '../../platform/aws/log-access.ts';
import type { Severity } from '../../finding/severity.ts';
import { listing } from '../listing.ts';
import { defineRule, set, write, type Fix, type Problem } from '../rule.ts';
import { covering, everybody, isAllow, isBound, isBoundByDenial, ownerAccount } from '../statement.ts';
import { functionsOf, runsCode, who } from '../iam/holder.ts';
import { Permissions, type Allowance } from '../iam/allowance.ts';
import { logGroupsOf } from './log-groups.ts';
import { openLogBindings } from './open-log-binding.ts';

type Message = 'identity' | 'managed' | 'everybody' | 'destination' | 'binding' | 'domain';

export default defineRule<Message>({
  id: 'logging/open-log-access',
  title: 'Logs can be read without need',
  practice: 'log-access',
  severity: 'medium',
  confidence: 'high',
  cwe: [732],
  why: 'Logs of all applications meet in one place: requests, names and identifiers of people, stack traces. Whoever may read every group reads all of it.',
  remedy: 'Name the log groups, and let only those read them who work on that application.',
  references: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-identity-based-access-control-cwl.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/permissions-reference-cwl.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html',
    'https://cloud.google.com/logging/docs/access-control',
  ],
  since: '0.1.0',
  messages: {
    identity: '{name} may read every log of the account ({actions})',
    managed: '{name} may read every log of the account ({policy})',
    everybody: 'Anybody with an AWS account can read the logs that {name} is for ({actions})',
    binding: '{anyone} can read the logs of {name}: {role} is given to everybody',
    domain: 'Everybody at {domain} can read the logs of {name} ({role})',
    destination: 'Anybody with an AWS account can send logs to {name}',
  },
  particulars: {
    destination: { why: 'Forged entries hide what really happened, and every entry is paid for.', remedy: 'Name the accounts that send logs here.' },
  },

  *check(application) {
    for (const identity of application.identities) {
      yield* judgeIdentity(identity, application);
      yield* judgeManaged(identity, application);
    }
    for (const grant of application.grants) {
      if (grant.resourceKind !== 'log-group') continue;
      for (const statement of grant.statements) yield* judgeGrant(statement, grant);
    }
    yield* openLogBindings(application);
  },
});

function* judgeIdentity(identity: Identity, application: Application): Iterable<Problem<Message>> {
  if (isService(identity, application)) return;
  const permissions = new Permissions(identity);
  const found = new Map<Statement, Allowance[]>();
  for (const one of logReads.flatMap((action) => permissions.unlimited(action))) {
    const here = found.get(one.statement);
    if (here) here.push(one);
    else found.set(one.statement, [one]);
  }
  for (const [statement, here] of found) {
    const actions = [...new Set(here.map(({ item }) => item.value))];
    yield {
      message: 'identity',
      data: { name: who(identity), actions: listing(actions) },
      at: here[0]!.resource,
      subject: identity,
      evidence: [statement.sid, ...actions].filter(Boolean).join(' '),
      severity: severityFor(identity),
      fixes: nameGroups(statement, identity, application),
    };
  }
}

/** AWS itself asks for more than it needs, so that API Gateway can write: nobody's code runs as such a role. */
function isService(identity: Identity, application: Application): boolean {
  const principals = identity.trust.flatMap((statement) => statement.principals);
  return principals.length > 0 && !identity.trustPartial && principals.every(({ type }) => type === 'service') && !runsCode(identity, application);
}

/** Some work with logs by trade: who ships, archives or watches them has to read them all. */
function severityFor({ label, name }: Identity): Severity {
  return /log(?!in|ic|out)|monitor|observ|telemetr|audit|security|siem|grafana|splunk|datadog|new-?relic|sumo|elastic|kibana|metric/i.test(
    `${label} ${textOf(name) ?? ''}`,
  )
    ? 'low'
    : 'medium';
}

function* judgeManaged(identity: Identity, application: Application): Iterable<Problem<Message>> {
  if (!runsCode(identity, application)) return;
  for (const attached of identity.managedPolicies) {
    const policy = nameOf(attached);
    if (policy === undefined || !logReaders.has(policy)) continue;
    const data = { name: who(identity), policy };
    const fixes = functionsOf(identity, application).length > 0 ? [writeOnly(attached, policy)] : [];
    yield { message: 'managed', data, at: attached, subject: identity, evidence: policy, severity: 'low', fixes };
  }
}

function writeOnly(attached: Value<string>, policy: string): Fix {
  const written = (textOf(attached, hole) ?? '').replaceAll(hole, 'aws');
  const check = 'check that the code reads no logs and sends no measurements: those calls fail from then on';
  const name = 'AWSLambdaBasicExecutionRole';
  const path = written.startsWith('arn:') ? `service-role/${name}` : name;
  return { title: 'let it write its own logs only', risk: 'review', check, changes: [set(attached, written.replace(policy, path))] };
}

/** The name of one of AWS's own policies. */
function nameOf(attached: Value<string>): string | undefined {
  const text = textOf(attached, hole);
  return text === undefined || (text.startsWith('arn:') && text.split(':')[4] !== 'aws') ? undefined : resourceName(text);
}

function* judgeGrant(statement: Statement, grant: Grant): Iterable<Problem<Message>> {
  const anyone = isAllow(statement) ? everybody(statement) : undefined;
  if (!anyone || isBound(statement) !== 'no' || isBoundByDenial(statement, grant.statements)) return;
  const check = 'name the accounts or roles that need it instead, if there are any outside this account';
  const own = [ownAccount, ownerAccount(statement)].filter((account) => account !== undefined);
  const fixes = own.map((account): Fix => ({
    title: 'trust the own account only',
    risk: 'review',
    check,
    changes: [write(anyone.value.slot, account)],
  }));
  const reads = statement.actions.items.filter((item) => isRead(item) && !isSending(item));
  const rest = { at: anyone.value, subject: grant, ...(statement.sid === undefined ? {} : { evidence: statement.sid }), fixes };
  if (reads.length > 0) {
    const actions = listing(reads.map((item) => textOf(item) ?? ''));
    yield { message: 'everybody', data: { name: grant.label, actions }, severity: 'high', ...rest };
  } else if (covering(statement, ['logs:PutSubscriptionFilter', 'logs:PutLogEvents', 'logs:CreateLogDelivery'])) {
    yield { message: 'destination', data: { name: grant.label }, ...rest };
  }
}

/** On a destination these let somebody send to it, whatever they do to a group. */
function isSending(item: Value<string>): boolean {
  return /^logs:put\w*$/i.test(textOf(item) ?? '');
}

function isRead(item: Value<string>): boolean {
  const pattern = item.state === 'known' ? readAction(item.value) : undefined;
  if (!pattern || item.state !== 'known') return false;
  return logReads.some((action) => item.value === '*' || matches(item.value.toLowerCase(), action.toLowerCase()));
}

function nameGroups(statement: Statement, identity: Identity, application: Application): readonly Fix[] {
  const groups = logGroupsOf(statement, identity, application);
  const check = 'check that it reads no other logs: from then on it cannot';
  const changes = [write(statement.resources.slot, groups)];
  return groups.length === 0 ? [] : [{ title: 'name the log groups', risk: 'review', check, changes }];
}
