/** An Allow that says what it leaves out instead of what it gives. */
import type { Elements, Identity, Statement } from '../../model/access.ts';
import type { Severity } from '../../finding/severity.ts';
import type { Span } from '../../source/span.ts';
import { defineRule, type Problem } from '../rule.ts';
import { isAllow } from '../statement.ts';
import { textOf } from '../../model/value.ts';
import { hole } from '../../platform/aws/arn.ts';
import type { Noun } from '../../model/noun.ts';
import { who } from './holder.ts';
import { reachOf } from './reach.ts';

type Message = 'actions' | 'resources' | 'principals';

export default defineRule<Message>({
  id: 'iam/inverted-permission',
  title: 'Permission allows everything but what it names',
  practice: 'iam-wildcard',
  severity: 'high',
  confidence: 'high',
  cwe: [732],
  why: 'An Allow with NotAction, NotResource or NotPrincipal gives whatever is not in its list: all other services of today, and those that AWS adds tomorrow.',
  remedy: 'List what is allowed. Where something must never be allowed, say so in a Deny beside it.',
  unfixable: 'the statement does not say what is needed; only those who know the code can list it.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html',
  ],
  since: '0.1.0',
  messages: {
    actions: '{name} may use every action but the ones that are named (NotAction)',
    resources: '{name} may use {actions} on every resource but the ones that are named (NotResource)',
    principals: 'Everybody but the ones that are named may use {name} (NotPrincipal)',
  },

  *check({ identities, grants }) {
    for (const identity of identities) {
      for (const statement of identity.statements) yield* judge(statement, identity, who(identity));
      for (const statement of identity.trust) yield* judgePrincipals(statement, identity);
    }
    for (const grant of grants) {
      for (const statement of grant.statements) yield* judgePrincipals(statement, grant);
    }
  },
});

function* judge(statement: Statement, subject: Identity, name: string): Iterable<Problem<Message>> {
  if (!isAllow(statement)) return;
  const { notActions, notResources } = statement;
  if (isWritten(notActions)) {
    const severity: Severity = reachOf(statement, '*') === 'everything' || isWritten(notResources) ? 'high' : 'medium';
    yield { message: 'actions', data: { name }, at: placeOf(notActions, statement), subject, severity, ...evidenceOf(statement) };
  } else if (isWritten(notResources) && !leavesOutAll(statement)) {
    const actions = statement.actions.items
      .map((item) => textOf(item) ?? '…')
      .slice(0, 3)
      .join(', ');
    yield { message: 'resources', data: { name, actions }, at: placeOf(notResources, statement), subject, ...evidenceOf(statement) };
  }
}

function* judgePrincipals(statement: Statement, subject: Noun): Iterable<Problem<Message>> {
  const [first] = statement.notPrincipals;
  if (!isAllow(statement) || !first) return;
  yield { message: 'principals', data: { name: subject.label }, at: first.value, subject, ...evidenceOf(statement) };
}

/** Text messages go to numbers, which no ARN names: everything but every topic means them alone. */
function leavesOutAll({ notResources }: Statement): boolean {
  return notResources.items.some((item) => /^arn:[^:]*:sns:[*\u{1}]:[*\u{1}]:\*$/u.test(textOf(item, hole) ?? ''));
}

function isWritten({ items, partial }: Elements): boolean {
  return items.length > 0 || partial;
}

function placeOf({ at }: Elements, statement: Statement): Span {
  return at.end > at.start ? at : statement.at;
}

function evidenceOf({ sid }: Statement): { readonly evidence?: string } {
  return sid === undefined ? {} : { evidence: sid };
}
