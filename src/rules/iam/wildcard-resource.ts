/** An Allow on every resource, of actions that could name theirs. */
import type { Identity, Statement } from '../../model/access.ts';
import type { Application } from '../../model/application.ts';
import type { Value } from '../../model/value.ts';
import { isAtLeast, type Severity } from '../../finding/severity.ts';
import { readAction } from '../../platform/aws/actions.ts';
import { listing } from '../listing.ts';
import { defineRule, type Problem } from '../rule.ts';
import { isAllow } from '../statement.ts';
import { severityOnAll, worst } from './breadth.ts';
import { escalationsOf } from './escalations.ts';
import { who } from './holder.ts';
import { narrowResources } from './narrowing.ts';
import { everyResource } from './reach.ts';
import { harmfulWildcards } from './wildcards.ts';
import { wideBindings } from './wide-binding.ts';

export default defineRule({
  id: 'iam/wildcard-resource',
  title: 'Permission holds for every resource',
  practice: 'iam-wildcard',
  severity: 'medium',
  confidence: 'high',
  cwe: [732],
  // Of the actions that the rule is about these two controls look at kms:Decrypt and kms:ReEncryptFrom alone.
  controls: { 'aws-fsbp': ['KMS.1', 'KMS.2'], 'nist-800-53-r5': ['AC-2', 'AC-3', 'AC-5', 'AC-6'] },
  why: 'The actions could be limited to the resources that the code works with. As it is, whoever takes over the code reaches all others of the account as well.',
  remedy: 'Name the resources: their ARNs, or a pattern that begins with their name.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-1',
    'https://cloud.google.com/iam/docs/resource-types-with-policies',
  ],
  since: '0.1.0',
  messages: {
    all: '{name} may use {actions} on every resource of the account',
    bound: '{name} may {allows} of {scope}: it has {role} over it',
  },
  particulars: {
    bound: { remedy: 'Give the role on the resource instead of the project.' },
  },

  *check(application) {
    for (const identity of application.identities) {
      const elsewhere = new Set(escalationsOf(identity, application).flatMap(({ by }) => by.map(({ item }): Value<string> => item)));
      for (const statement of identity.statements) {
        const problem = judge(statement, elsewhere, { identity, application });
        if (problem) yield problem;
      }
    }
    yield* wideBindings(application);
  },
});

interface Unlimited {
  readonly action: string;
  readonly resource: Value<string>;
  readonly severity: Severity;
}

interface Holder {
  readonly identity: Identity;
  readonly application: Application;
}

/** What is `elsewhere` is found by the rule for what it leads to. */
function judge(statement: Statement, elsewhere: ReadonlySet<Value<string>>, { identity, application }: Holder): Problem<'all'> | undefined {
  if (!isAllow(statement)) return undefined;
  const wildcards = harmfulWildcards(statement);
  const named = statement.actions.items.filter((item) => !elsewhere.has(item) && !wildcards.some((wildcard) => wildcard.item === item));
  const unlimited = named.flatMap((item) => unlimitedAction(item, statement, application));
  const severity = worst(unlimited.map((one) => one.severity));
  const first = unlimited.find((one) => one.severity === severity);
  const [wildcard] = wildcards;
  if (!first || !severity || (wildcard && isAtLeast(wildcard.severity, severity))) return undefined;
  const names = unlimited.map(({ action }) => action);
  return {
    message: 'all',
    data: { name: who(identity), actions: listing(names) },
    at: first.resource,
    subject: identity,
    evidence: [statement.sid, ...names].filter(Boolean).join(' '),
    severity,
    fixes: narrowResources({ statement, identity, application }),
  };
}

function unlimitedAction(item: Value<string>, statement: Statement, application: Application): readonly Unlimited[] {
  const service = item.state === 'known' ? readAction(item.value)?.service : undefined;
  const resource = service === undefined ? undefined : everyResource(statement, service);
  const severity = item.state === 'known' && resource ? severityOnAll(item.value) : undefined;
  if (item.state !== 'known' || !resource || !severity || isHandedToOne(item.value, statement)) return [];
  return [{ action: item.value, resource, severity: mayBeText(item.value, application) ? 'low' : severity }];
}

/** A role that only named services can take is confined by what these may do with it, also where the condition is one for some of the actions. */
function isHandedToOne(action: string, { conditions }: Statement): boolean {
  return /^iam:passrole$/i.test(action) && conditions.some(({ operator, key }) => key === 'iam:passedtoservice' && !/not/i.test(operator));
}

/** A text message goes to a telephone number, which is no resource: https://docs.aws.amazon.com/sns/latest/dg/sns-mobile-phone-number-as-subscriber.html */
function mayBeText(action: string, { stores }: Application): boolean {
  return /^sns:publish\*?$/i.test(action) && !stores.some(({ storeKind }) => storeKind === 'topic');
}
