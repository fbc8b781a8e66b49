/** An identity that holds one of AWS's policies for administrators, or for everything in a service. */
import { takenOut, type Identity } from '../../model/access.ts';
import type { Application } from '../../model/application.ts';
import type { Severity } from '../../finding/severity.ts';
import { isOneOf, textOf, type Value } from '../../model/value.ts';
import { hole, resourceName } from '../../platform/aws/arn.ts';
import { excessiveManagedPolicy, executionPolicies, isExecutionPolicy, type ManagedPolicy } from '../../platform/aws/managed-policies.ts';
import { givenToGuests } from '../guests.ts';
import { defineRule, set, type Fix, type Problem } from '../rule.ts';
import { excessiveBindings } from './excessive-binding.ts';
import { functionsOf, runsCode, trustedServices, who } from './holder.ts';

export default defineRule({
  id: 'iam/admin-role',
  title: 'Role holds an administrator policy',
  practice: 'iam-admin-role',
  severity: 'high',
  confidence: 'high',
  cwe: [250, 269],
  controls: { 'cis-aws-5.0.0': ['1.15'], 'cis-gcp-5.0.0': ['1.6'], mcsb: ['PA-7'] },
  why: 'A flaw in the code, in a package it uses or in its event handling hands all of these permissions to whoever finds it.',
  remedy: 'Attach the execution policy of the service, and a statement with the actions and resources that the code uses.',
  references: [
    'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
    'https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html',
    'https://cloud.google.com/iam/docs/best-practices-service-accounts',
  ],
  since: '0.1.0',
  messages: {
    held: '{name} may {allows} ({policy})',
    bound: '{name} may {allows} ({policy} on {scope})',
  },
  particulars: {
    bound: { remedy: 'Give narrower roles, on the resources that the code works with.' },
  },

  *check(application) {
    for (const identity of application.identities) {
      for (const attached of identity.managedPolicies) {
        const policy = excessiveManagedPolicy(nameOf(attached) ?? '');
        if (policy && !givenToGuests(application).has(attached)) yield judge(policy, attached, identity, application);
      }
    }
    yield* excessiveBindings(application);
  },
});

function judge(policy: ManagedPolicy, attached: Value<string>, identity: Identity, application: Application): Problem<'held'> {
  return {
    message: 'held',
    data: { name: who(identity), allows: policy.allows, policy: policy.name },
    at: attached,
    subject: identity,
    evidence: policy.name,
    severity: severityOf(policy, identity, application),
    fixes: fixesFor(policy, attached, identity, application),
  };
}

function severityOf({ over }: ManagedPolicy, identity: Identity, application: Application): Severity {
  const code = runsCode(identity, application);
  if (over === 'account') return code ? 'critical' : identity.identityKind === 'group' ? 'medium' : 'high';
  return over === 'service' && code ? 'high' : 'medium';
}

/** `AdministratorAccess`, `job-function/SystemAdministrator`; undefined for policies that are not AWS's own. */
function nameOf(attached: Value<string>): string | undefined {
  const text = textOf(attached, hole);
  if (text === undefined || (text.startsWith('arn:') && text.split(':')[4] !== 'aws')) return undefined;
  return resourceName(text);
}

/** Taken away where the execution policy is there already; else a milder policy of AWS in its place. */
function fixesFor(policy: ManagedPolicy, attached: Value<string>, identity: Identity, application: Application): readonly Fix[] {
  // What a dialect implies has no text of its own and may be named once more.
  const written = identity.managedPolicies.filter((one) => one !== attached && one.slot !== undefined);
  const held = written.map((one) => nameOf(one)?.split('/').at(-1) ?? '');
  const milder = candidates(policy, identity, application);
  const isServed = held.some(isExecutionPolicy) || milder.some((path) => held.includes(lastOf(path)));
  const replacing = isServed ? traces(held, identity, application) : milder;
  return [...(isServed ? [removal(policy, attached)] : []), ...replacing.map((path) => replacement(path, policy, attached))];
}

function candidates({ milder, over }: ManagedPolicy, identity: Identity, application: Application): readonly string[] {
  if (over !== 'account') return milder === undefined ? [] : [milder];
  const hosts = functionsOf(identity, application).length > 0 ? ['lambda.amazonaws.com'] : trustedServices(identity);
  return hosts.flatMap((host) => executionPolicies[host] ?? []);
}

/** Where an attachment cannot be taken away, it can at least carry the traces that a function records. */
function traces(held: readonly string[], identity: Identity, application: Application): readonly string[] {
  const isTraced = functionsOf(identity, application).some(({ tracing }) => isOneOf(tracing, 'active') === 'yes');
  return isTraced && !held.some((name) => /xray/i.test(name)) ? ['AWSXRayDaemonWriteAccess'] : [];
}

function removal({ name }: ManagedPolicy, attached: Value<string>): Fix {
  return { title: `take ${name} away`, risk: 'review', check: addStatement, changes: [set(attached, takenOut)] };
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

const addStatement = 'add a statement with the actions that the code calls on its own resources: without it those calls fail';

/** In the spelling of what it replaces: an ARN for an ARN, in its partition where that is written, else the bare name. */
function replacement(path: string, { name }: ManagedPolicy, attached: Value<string>): Fix {
  const text = textOf(attached, hole) ?? '';
  const prefix = text.startsWith('arn:') ? text.slice(0, text.indexOf('policy/') + 'policy/'.length).replaceAll(hole, 'aws') : '';
  const short = lastOf(path);
  return {
    title: `replace ${name} by ${short}`,
    risk: 'review',
    check: addStatement,
    changes: [set(attached, prefix === '' ? short : prefix + path)],
  };
}
