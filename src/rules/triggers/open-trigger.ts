/** Queues, topics and event buses that take events from everybody. */
import { ownAccount, type Grant, type GrantTarget, type Principal, type Statement } from '../../model/access.ts';
import type { Application } from '../../model/application.ts';
import type { Trigger } from '../../model/data.ts';
import type { Noun } from '../../model/noun.ts';
import { referencesOf, textOf } from '../../model/value.ts';
import { hole } from '../../platform/aws/arn.ts';
import { openTopicBindings } from './open-topic-binding.ts';
import { defineRule, write, type Fix, type Problem } from '../rule.ts';
import { covering, everybody, isAllow, isBound, isBoundByDenial, ownerAccount } from '../statement.ts';

interface Entrance {
  readonly name: string;
  /** What puts something in, or takes something out. */
  readonly actions: readonly string[];
  /** Who comes: services that say for which account they act, or callers with an identity of their own. */
  readonly key: 'aws:SourceAccount' | 'aws:PrincipalAccount';
}

const entrances: Partial<Record<GrantTarget, Entrance>> = {
  queue: { name: 'queue', actions: ['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:PurgeQueue'], key: 'aws:SourceAccount' },
  topic: { name: 'topic', actions: ['sns:Publish', 'sns:Subscribe', 'sns:Receive'], key: 'aws:SourceAccount' },
  'event-bus': { name: 'event bus', actions: ['events:PutEvents', 'events:PutRule', 'events:PutTargets'], key: 'aws:PrincipalAccount' },
};

export default defineRule({
  id: 'triggers/open-trigger',
  title: 'Anyone can send events',
  practice: 'trigger-open',
  severity: 'high',
  confidence: 'high',
  cwe: [284, 862],
  controls: { 'aws-fsbp': ['SQS.3', 'SNS.4'] },
  why:
    'Whatever listens there takes each message for one of its own: forged events run code, fill stores and cost money, and ' +
    'whoever may subscribe or receive reads the real ones.',
  remedy: 'Name the sender as principal, or add a condition that only your account, your organization or the sending resource meets.',
  references: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-basic-examples-of-sqs-policies.html',
    'https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html',
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-permissions-manage.html',
  ],
  since: '0.1.0',
  messages: {
    binding: '{anyone} can send events to {name}, or take them: {role} is given to everybody',
    push: 'Anyone who knows its address can send forged events to {name}: what is pushed to it carries no token',
    open: 'Anyone with an AWS account can {verb} {name}: the {kind} policy is for everybody',
    loop: 'One event of {name} can set off {function} without end: it may write to what wakes it',
  },
  particulars: {
    loop: {
      why: 'Each round sets off the next: until somebody notices, it costs money and takes the concurrency of all other functions.',
      remedy: 'Write to another place than the one that wakes the function, or filter what wakes it.',
    },
    push: { remedy: 'Have the subscription send a token of an account of its own, and verify the token.' },
  },

  *check(application) {
    yield* loops(application);
    for (const grant of application.grants) {
      for (const statement of grant.statements) {
        const entrance = entranceOf(grant, statement);
        const anyone = everybody(statement);
        if (!entrance || !anyone || !isAllow(statement)) continue;
        if (isBound(statement) !== 'no' || isBoundByDenial(statement, grant.statements)) continue;
        const [enters] = entrance.actions;
        yield {
          message: 'open',
          data: {
            verb: enters && covering(statement, [enters]) ? 'send events to' : 'read or change',
            name: application.find(grant.on.to)?.label ?? grant.label,
            kind: entrance.name,
          },
          at: anyone.value,
          subject: grant,
          evidence: statement.sid ?? '',
          fixes: narrowing(statement, anyone, entrance),
        };
      }
    }
    yield* openTopicBindings(application);
  },
});

/** What puts something into a source that wakes functions. */
const writes: Partial<Record<Trigger['triggerKind'], readonly string[]>> = {
  bucket: ['s3:PutObject'],
  queue: ['sqs:SendMessage'],
  topic: ['sns:Publish'],
};

/** Functions that may write, by permissions that name it, to what wakes them. */
function* loops(application: Application): Iterable<Problem<'loop'>> {
  for (const trigger of application.triggers) {
    const actions = writes[trigger.triggerKind];
    const source = application.find(trigger.source.to);
    const fn = application.functions.find(({ key }) => key === application.find(trigger.target.to)?.key);
    if (!actions || !source || !fn || trigger.isFiltered) continue;
    const identity = application.identities.find(({ key }) => key === application.find(fn.identity.to)?.key);
    for (const statement of identity?.statements ?? []) {
      const action = isAllow(statement) && statement.conditions.length === 0 ? covering(statement, actions) : undefined;
      if (!identity || !action || !namesNoun(statement, source, identity, application)) continue;
      // Of functions that share a role it is not known which of them writes.
      const isOwn = application.functions.filter(({ identity: { to } }) => application.find(to)?.key === identity.key).length < 2;
      const severity = isOwn ? 'medium' : 'low';
      yield { message: 'loop', data: { name: source.label, function: fn.label }, at: action, subject: fn, evidence: source.label, severity };
      break;
    }
  }
}

function namesNoun({ resources }: Statement, noun: Noun, identity: Noun, application: Application): boolean {
  const unit = identity.key.slice(0, identity.key.indexOf('#') + 1);
  const name = textOf(noun.name);
  return resources.items.some((item) => {
    if (referencesOf(item).some(({ address }) => application.find(unit + address) === noun)) return true;
    return name !== undefined && bareName(textOf(item, hole)) === name;
  });
}

/** Buckets, queues and topics stand in their ARNs by name alone: `arn:aws:s3:::orders/in/*`. */
function bareName(arn: string | undefined): string | undefined {
  return arn?.startsWith('arn:') ? arn.slice(arn.lastIndexOf(':') + 1).split('/')[0] : undefined;
}

/** What the statement opens; a policy on its own tells by its actions. */
function entranceOf(grant: Grant, statement: Statement): Entrance | undefined {
  const known = entrances[grant.resourceKind];
  if (known) return covering(statement, known.actions) ? known : undefined;
  if (grant.resourceKind !== 'unknown') return undefined;
  return Object.values(entrances).find(({ actions }) => {
    const action = covering(statement, actions);
    return action !== undefined && (textOf(action) ?? '').includes(':');
  });
}

function narrowing(statement: Statement, anyone: Principal, { key }: Entrance): readonly Fix[] {
  const accounts = [ownAccount, ownerAccount(statement)].filter((account) => account !== undefined);
  const ways = [
    ...accounts.map((account) => write(statement.addCondition, { operator: 'StringEquals', key, values: [account] })),
    ...accounts.map((account) => write(anyone.value.slot, account)),
  ];
  return ways.map((change) => ({
    title: 'accept only this account',
    risk: 'review',
    check: 'if another account or an organization sends here, name it instead (aws:SourceAccount, aws:PrincipalOrgID)',
    changes: [change],
  }));
}
