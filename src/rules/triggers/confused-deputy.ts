/** Permissions for a service that do not say on whose behalf the service may come. */
import { ownAccount, type Grant, type NewCondition, type Statement } from '../../model/access.ts';
import type { Application } from '../../model/application.ts';
import type { Noun } from '../../model/noun.ts';
import { textOf, type Value } from '../../model/value.ts';
import { deputyOf, type Deputy } from '../../platform/aws/deputies.ts';
import { defineRule, write } from '../rule.ts';
import { covering, isAllow, isBound, isBoundByDenial, ownerAccount } from '../statement.ts';

/** What such a permission opens: somebody else's event arrives, or somebody else's distribution reads. */
const targets: ReadonlySet<Grant['resourceKind']> = new Set(['function', 'queue', 'topic', 'bucket', 'event-bus']);

export default defineRule({
  id: 'triggers/confused-deputy',
  title: 'A service may act on behalf of any account',
  practice: 'invoke-open',
  severity: 'medium',
  confidence: 'high',
  cwe: [441],
  why:
    'The service comes for whoever configured it. Without a source in the permission, a rule, bucket or API of any other ' +
    'account can make it come here, and the event looks as if it were your own.',
  remedy: 'Add aws:SourceArn with the resource that sends the events, or aws:SourceAccount with your account.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html',
  ],
  since: '0.1.0',
  messages: {
    function: 'Anyone can have their own {service} invoke {name}: the permission for the service names no source',
    other: 'Anyone can reach {name} through their own {service}: the policy lets the service in and names no source',
  },

  *check(application) {
    for (const grant of application.grants) {
      if (!targets.has(grant.resourceKind)) continue;
      for (const statement of grant.statements) {
        if (!isAllow(statement) || isBound(statement) !== 'no' || isBoundByDenial(statement, grant.statements)) continue;
        if (grant.resourceKind === 'bucket' && !covering(statement, ['s3:PutObject', 's3:GetObject'])) continue;
        for (const { service, at } of deputiesIn(statement)) {
          if (service.silentTo === grant.resourceKind) continue;
          yield {
            message: grant.resourceKind === 'function' ? 'function' : 'other',
            data: { service: service.name, name: application.find(grant.on.to)?.label ?? grant.label },
            at,
            subject: grant,
            evidence: service.name,
            fixes: sourcesOf(service, statement, grant, application).map((source) => ({
              title: 'name the source',
              risk: 'review',
              check: `check that no other ${service.name} resource, and none of another account, is meant to send here`,
              changes: [write(statement.addCondition, source)],
            })),
          };
        }
      }
    }
  },
});

function deputiesIn(statement: Statement): readonly { readonly service: Deputy; readonly at: Value<string> }[] {
  return statement.principals.flatMap(({ type, value }) => {
    const service = type === 'service' || type === 'unknown' ? deputyOf(hostOf(value)) : undefined;
    return service ? [{ service, at: value }] : [];
  });
}

/** The host with a region in the place of what cannot be known: `logs.${AWS::Region}.amazonaws.com`, `events.${AWS::URLSuffix}`. */
function hostOf(value: Value<string>): string {
  const text = textOf(value, 'xx-any-1') ?? '';
  return text.endsWith('xx-any-1') ? text.replace('xx-any-1', 'amazonaws.com') : text;
}

/**
 * The one resource of the application that has this service send here, or else the account. Buckets are named by account:
 * a bucket that names the function and a permission that names the bucket would wait for each other.
 */
function sourcesOf(service: Deputy, statement: Statement, grant: Grant, application: Application): readonly NewCondition[] {
  const accounts = [ownAccount, ownerAccount(statement)].filter((account) => account !== undefined);
  const byAccount = accounts.map((account) => ({ operator: 'StringEquals', key: 'aws:SourceAccount', values: [account] }));
  const sender = senderOf(service, grant, application);
  return sender ? [{ operator: 'ArnLike', key: 'aws:SourceArn', values: [{ address: sender.address, suffix: '' }] }, ...byAccount] : byAccount;
}

function senderOf(service: Deputy, grant: Grant, application: Application): Noun | undefined {
  const target = application.find(grant.on.to);
  if (!target || service.trigger === undefined || service.trigger === 'bucket') return undefined;
  const [first, ...others] = application.triggers.filter(
    ({ triggerKind, target: to }) => triggerKind === service.trigger && application.find(to.to) === target,
  );
  const source = others.length === 0 ? application.find(first?.source.to) : undefined;
  return source && unitOf(source.key) === unitOf(grant.key) ? source : undefined;
}

function unitOf(key: string): string {
  return key.slice(0, key.indexOf('#'));
}
