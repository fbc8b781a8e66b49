/** An Allow whose action is a wildcard over something that matters. */
import type { Grant, Identity, Statement } from '../../model/access.ts';
import type { Application } from '../../model/application.ts';
import { effective, textOf } from '../../model/value.ts';
import { serviceTitle } from '../../platform/aws/services.ts';
import { wholeService as wholeOfAzure } from '../../platform/azure/permissions.ts';
import { wholeService } from '../../platform/google/permissions.ts';
import { givenToGuests } from '../guests.ts';
import { listing } from '../listing.ts';
import { defineRule, write, type Problem } from '../rule.ts';
import { runsCode, who } from './holder.ts';
import { narrowActions } from './narrowing.ts';
import { reachOf } from './reach.ts';
import { fullGrant, harmfulWildcards, type Wildcard } from './wildcards.ts';

type Message = 'everything' | 'service' | 'named' | 'pattern' | 'granted' | 'role';

export default defineRule<Message>({
  id: 'iam/wildcard-action',
  title: 'Permission allows actions by wildcard',
  practice: 'iam-wildcard',
  severity: 'high',
  confidence: 'high',
  cwe: [732, 250],
  controls: {
    'aws-fsbp': ['IAM.1', 'IAM.21'],
    'cis-aws-5.0.0': ['1.15'],
    'nist-800-53-r5': ['AC-2', 'AC-3', 'AC-5', 'AC-6'],
    'cis-azure-5.0.0': ['5.23'],
    mcsb: ['PA-7'],
  },
  why: 'Whoever takes over what holds these permissions can use every action that the wildcard covers: delete, share and read, not only what is needed.',
  remedy: 'Name the actions that the holder calls, and the resources it calls them on.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-1',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-21',
    'https://learn.microsoft.com/azure/role-based-access-control/best-practices',
  ],
  since: '0.1.0',
  messages: {
    everything: '{name} may do anything in the account{limits}',
    service: '{name} may do everything in {services}{limits}',
    named: '{name} may use every action of {services} on the resources it is given{limits}',
    pattern: '{name} may use every action that matches {actions}{limits}',
    role: '{name} lets whoever is given it do everything in {services}',
    granted: 'The policy of {name} lets {principal} do everything to it ({actions})',
  },

  *check(application) {
    for (const identity of application.identities) {
      for (const statement of identity.statements) {
        const problem = judge(statement, identity, application);
        if (problem) yield problem;
      }
    }
    for (const grant of application.grants) {
      for (const statement of grant.statements) {
        const problem = judgeGrant(statement, grant);
        if (problem) yield problem;
      }
    }
    yield* wholeServices(application);
  },
});

/** Roles of the application's own that take in whole services. */
function* wholeServices({ customRoles }: Application): Iterable<Problem<'role'>> {
  for (const role of customRoles) {
    const wide = role.permissions.items.flatMap((item) => {
      const service = (role.provider === 'azure' ? wholeOfAzure : wholeService)(effective(item) ?? '');
      return service === undefined ? [] : [{ item, service: service === '*' ? 'every service' : service }];
    });
    const [first] = wide;
    if (!first) continue;
    const services = [...new Set(wide.map(({ service }) => service))];
    yield { message: 'role', data: { name: role.label, services: listing(services) }, at: first.item, subject: role, evidence: services.join(' ') };
  }
}

function judge(statement: Statement, identity: Identity, application: Application): Problem<Message> | undefined {
  const elsewhere = givenToGuests(application);
  const wildcards = harmfulWildcards(statement).filter(({ item }) => !elsewhere.has(item));
  const [first] = wildcards;
  if (!first) return undefined;
  const message = messageFor(first, statement);
  const isLimited = statement.conditions.length > 0;
  const critical = message === 'everything' && !isLimited && runsCode(identity, application);
  const services = [
    ...new Set(wildcards.filter(({ whole }) => whole).map(({ service }) => (service === '*' ? 'every service' : serviceTitle(service)))),
  ];
  const actions = wildcards.map(({ action }) => action);
  return {
    message,
    data: { name: who(identity), services: listing(services), actions: listing(actions), limits: isLimited ? limits(statement) : '' },
    at: first.item,
    subject: identity,
    evidence: [statement.sid, ...actions].filter(Boolean).join(' '),
    severity: critical ? 'critical' : first.severity,
    fixes: narrowActions({ statement, identity, application }, actions),
  };
}

/** Conditions that say when or where, and leave open what: `, limited by a condition on aws:requestedregion alone`. */
function limits({ conditions }: Statement): string {
  return `, limited by a condition on ${listing([...new Set(conditions.map(({ key }) => key))])} alone`;
}

function judgeGrant(statement: Statement, grant: Grant): Problem<Message> | undefined {
  const found = fullGrant(statement, grant);
  if (!found) return undefined;
  const { action, holder, needed } = found;
  const check = 'check that nothing else is done to it from there';
  return {
    message: 'granted',
    data: { name: grant.label, principal: textOf(holder.value, '…') ?? '', actions: action.value },
    at: action,
    subject: grant,
    evidence: [statement.sid, action.value].filter(Boolean).join(' '),
    severity: 'medium',
    fixes: needed.length > 0 ? [{ title: 'name the actions', risk: 'review', check, changes: [write(statement.actions.slot, needed)] }] : [],
  };
}

function messageFor({ service, whole }: Wildcard, statement: Statement): Message {
  if (!whole) return 'pattern';
  const everywhere = reachOf(statement, service) === 'everything';
  if (service === '*' && everywhere) return 'everything';
  return everywhere ? 'service' : 'named';
}
