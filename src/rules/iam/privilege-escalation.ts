/** An identity that can give itself more rights, or become something that has them. */
import type { Application } from '../../model/application.ts';
import type { Identity } from '../../model/access.ts';
import { listing } from '../listing.ts';
import { defineRule, type Problem } from '../rule.ts';
import { confine } from './confining.ts';
import { escalatingBindings } from './escalating-binding.ts';
import { escalatingRoles } from './escalating-role.ts';
import { escalationsOf, type Escalation } from './escalations.ts';
import { who } from './holder.ts';

type Message = Escalation['kind'] | 'bound' | 'listed' | 'defined';

export default defineRule<Message>({
  id: 'iam/privilege-escalation',
  title: 'Identity can raise its own rights',
  practice: 'iam-escalation',
  severity: 'high',
  confidence: 'high',
  cwe: [269, 250],
  why: 'Whoever takes over the code behind these permissions is not held by them: one call gives every right that a role, a user or a policy of the account has.',
  remedy: 'Name the roles, users, policies or functions that it works on; hand over one role only, to one service (iam:PassedToService).',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
    'https://cloud.google.com/iam/docs/best-practices-service-accounts',
    'https://bishopfox.com/blog/privilege-escalation-in-aws',
  ],
  since: '0.1.0',
  messages: {
    direct: '{name} may {gives} ({actions})',
    own: '{name} may {gives} ({actions} on itself)',
    made: '{name} may {gives} ({actions})',
    passed: '{name} may {gives} (iam:PassRole on every role, with {partner})',
    bound: '{name} may {gains}: it has {role} over {scope}',
    listed: '{name} may {gains}: it has {role} over {scope}, which lists {permission}',
    defined: '{name} lets whoever is given it {gains} ({permission})',
    handed: '{name} may {gives} (iam:PassRole on every role)',
  },
  particulars: {
    bound: {
      why: 'Whoever takes over the code behind the role is not held by it: one call gives the rights of another account.',
      remedy: 'Give the role on single accounts instead of over the project, or one that lists fewer permissions.',
    },
    listed: {
      why: 'Whoever takes over the code behind the role is not held by it: one call gives the rights of another account.',
      remedy: 'Give the role on single accounts instead of over the project, or one that lists fewer permissions.',
    },
    defined: {
      why: 'Whoever takes over the code behind the role is not held by it: one call gives the rights of another account.',
      remedy: 'Leave the permission out of the role.',
    },
  },

  *check(application) {
    for (const identity of application.identities) {
      for (const escalation of escalationsOf(identity, application)) yield judge(escalation, identity, application);
    }
    yield* escalatingBindings(application);
    yield* escalatingRoles(application);
  },
});

function judge(escalation: Escalation, identity: Identity, application: Application): Problem<Message> {
  const { kind, way, gives, severity, by, partner = '' } = escalation;
  const [first] = by;
  const actions = [...new Set(by.map(({ action }) => action))];
  const elsewhere = by.filter(({ statement }) => statement !== first!.statement);
  return {
    message: kind,
    data: { name: who(identity), gives, actions: listing(actions), partner },
    at: first!.item,
    subject: identity,
    evidence: [way, first!.statement.sid].filter(Boolean).join(' '),
    severity,
    related: elsewhere.slice(0, 3).map(({ item }) => ({ at: item.at, text: 'the same is allowed here' })),
    fixes: confine(escalation, identity, application),
  };
}
