/** Policies of buckets, queues and topics that let clients in over clear text: these services answer plain HTTP too. */
import type { Grant, Statement } from '../../model/access.ts';
import type { Application } from '../../model/application.ts';
import { effective, textOf } from '../../model/value.ts';
import { hole } from '../../platform/aws/arn.ts';
import type { Fix, Problem } from '../rule.ts';
import { write } from '../rule.ts';
import { everybody, isAllow } from '../statement.ts';

const kinds: Partial<Record<Grant['resourceKind'], string>> = { bucket: 'bucket', queue: 'queue', topic: 'topic' };

export function* plaintextPolicies(application: Application): Iterable<Problem<'policy'>> {
  for (const grant of application.grants) {
    const kind = kinds[grant.resourceKind];
    if (kind === undefined || grant.statementsPartial || grant.statements.some(asksForTls)) continue;
    const letting = grant.statements.filter(letsClientsIn);
    const [first] = letting;
    if (!first) continue;
    yield {
      message: 'policy',
      data: { name: application.find(grant.on.to)?.label ?? grant.label, kind },
      at: first.effect.state === 'absent' ? first.at : first.effect,
      subject: grant,
      severity: 'low',
      fixes: [withCondition(letting)],
    };
  }
}

/** Services and distributions come over TLS by themselves, also where only the source tells them; everybody else comes as he likes. */
function letsClientsIn(statement: Statement): boolean {
  if (!isAllow(statement) || statement.conditionsPartial) return false;
  // The last stands in the policy that SNS gives every topic by itself.
  if (statement.conditions.some(({ key }) => /^aws:source(arn|account|owner)$/.test(key))) return false;
  return statement.principals.some(({ type, value }) => type === 'any' || (type === 'aws' && isAccountsOwn(textOf(value, hole) ?? '')));
}

/** Not an origin access identity: `arn:aws:iam::cloudfront:user/…`. */
function isAccountsOwn(principal: string): boolean {
  return /^(?:\d{12}|arn:[^:]*:(?:iam|sts)::[\d\u{1}][^:]*:.*)$/u.test(principal);
}

/** A Deny for whoever comes without, or a condition in which the key occurs at all: it may be right in more ways than one. */
function asksForTls(statement: Statement): boolean {
  if (statement.conditions.some(({ key }) => key === 'aws:securetransport' || key === 's3:tlsversion')) return true;
  return effective(statement.effect) === 'deny' && statement.conditionsPartial && everybody(statement) !== undefined;
}

/** Through the permission itself: a Deny beside it would be broader, but nothing here tells who else comes. */
function withCondition(letting: readonly Statement[]): Fix {
  const condition = { operator: 'Bool', key: 'aws:SecureTransport', values: ['true'] };
  return {
    title: 'let clients in over TLS only',
    risk: 'review',
    check: 'website addresses of S3 speak plain HTTP only; roles of the own account that need no policy are held to TLS by a Deny alone',
    changes: letting.map(({ addCondition }) => write(addCondition, condition)),
  };
}
