/** Ways to sign in that let strangers through, or let people promote themselves. */
import type { Statement } from '../../model/access.ts';
import type { Application } from '../../model/application.ts';
import type { Authorizer, GuestAccess, SignInClient } from '../../model/sign-in.ts';
import { effective, textOf } from '../../model/value.ts';
import { actionsMatching, readAction } from '../../platform/aws/actions.ts';
import { resourceName } from '../../platform/aws/arn.ts';
import { excessiveManagedPolicy } from '../../platform/aws/managed-policies.ts';
import { defineRule, set, type Problem } from '../rule.ts';
import { isAllow } from '../statement.ts';
import { easyPasswords, tokensInAddresses } from './weak-sign-in.ts';

type Message = 'cache' | 'guest' | 'attribute' | 'implicit' | 'short' | 'single';

export default defineRule<Message>({
  id: 'endpoints/weak-authorizer',
  title: 'Sign-in lets more people through than it should',
  practice: 'api-no-auth',
  severity: 'high',
  confidence: 'medium',
  cwe: [863],
  why:
    'An answer that is kept under something all callers share lets the next caller in on the last one’s credentials. Guests ' +
    'with wide permissions need not sign in at all, and whoever may write his own role has every role.',
  remedy:
    'Keep answers under the credential itself or not at all, give guests single actions, and let only your own code write ' +
    'attributes that decide about permissions.',
  references: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/configure-api-gateway-lambda-authorization.html',
    'https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html',
    'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html',
  ],
  since: '0.1.0',
  messages: {
    cache: 'One caller of {name} is let in on the credentials of another: answers are kept by {sources}, which tell nobody apart',
    guest: 'Whoever comes may use {actions} without signing in: the role that {name} gives to guests allows it',
    implicit: 'Tokens of {name} stand in addresses, and so in histories and logs: the implicit flow is on',
    short: 'Passwords of {name} may be guessed: {length} characters are enough',
    single: 'A password alone lets people into {name}: a second factor is turned off',
    attribute: 'Everybody who signs in through {name} may write his own {attribute}',
  },

  *check(application) {
    for (const authorizer of application.authorizers) yield* cached(authorizer);
    for (const guest of application.guests) yield* wideGuest(guest, application);
    for (const client of application.signInClients) {
      yield* writableRole(client);
      yield* tokensInAddresses(client);
    }
    for (const directory of application.directories) yield* easyPasswords(directory);
  },
});

/** What all callers share, or can choose freely without proving a thing. */
const shared =
  /^\$?(?:context\.(?!authorizer)|stageVariables\.|(?:method\.)?request\.path|(?:method\.)?request\.header\.(?:host|origin|referer|user-agent|accept[a-z-]*|content-type|x-forwarded-[a-z]+)$)/i;

function* cached({ identitySources, identitySourcesPartial, cacheSeconds, ...noun }: Authorizer): Iterable<Problem<Message>> {
  const seconds = effective(cacheSeconds);
  if (seconds === undefined || seconds <= 0 || identitySourcesPartial || identitySources.length === 0) return;
  const sources = identitySources.map((source) => effective(source));
  if (!sources.every((source) => source !== undefined && shared.test(source))) return;
  yield {
    message: 'cache',
    data: { name: noun.label, sources: sources.join(', ') },
    at: identitySources[0]!,
    subject: noun,
    fixes: [
      {
        title: 'judge each request anew',
        risk: 'review',
        check: 'the authorizer runs for every request from then on; keep answers again once they are told apart by a credential',
        changes: [set(cacheSeconds, 0)],
      },
    ],
  };
}

function* wideGuest(guest: GuestAccess, { identities, find }: Application): Iterable<Problem<Message>> {
  if (effective(guest.allowed) !== true) return;
  const role = identities.find(({ key }) => key === find(guest.role.to)?.key);
  const wide = (role?.statements ?? []).flatMap((statement) =>
    isAllow(statement) && statement.conditions.length === 0
      ? statement.actions.items.filter((item) => isWide(effective(item)) || (!isOwn(statement) && changesData(effective(item))))
      : [],
  );
  const policies = (role?.managedPolicies ?? []).filter((policy) => excessiveManagedPolicy(resourceName(effective(policy) ?? '')));
  const [first] = [...wide, ...policies];
  if (!first) return;
  const given = [...wide.map((item) => effective(item) ?? ''), ...policies.map((policy) => `all of ${resourceName(effective(policy) ?? '')}`)];
  yield {
    message: 'guest',
    data: { name: guest.label, actions: [...new Set(given)].join(', ') },
    at: first,
    subject: guest,
    severity: policies.length === 0 && given.every((action) => adding.test(action)) ? 'medium' : 'high',
    fixes: [
      {
        title: 'admit no guests',
        risk: 'review',
        check: 'pages that call the cloud before anybody signs in stop working; if there are such, name their actions in the role instead',
        changes: [set(guest.allowed, false)],
      },
    ],
  };
}

function isWide(action = ''): boolean {
  return /^(?:\*|[a-z0-9-]+:\*)$/i.test(action);
}

/** Stores and vaults of the application itself; what counts visits, plays speech or draws maps is meant for guests. */
const stores = /^(?:s3|dynamodb|rds-data|secretsmanager|ssm|kms|iam|sqs|lambda)$/;
const vaults = /^(?:secretsmanager:GetSecretValue|ssm:GetParameter.*)$/i;
/** To call a function and to send a message is what pages do. */
const calls = /^(?:lambda:Invoke.*|sqs:SendMessage.*)$/i;
/** What comes in beside what is there. */
const adding = /^(?:s3:PutObject|dynamodb:PutItem)$/i;

/** May whoever has this change what is kept, or read what is secret? */
function changesData(action = ''): boolean {
  const pattern = readAction(action);
  if (!pattern || !stores.test(pattern.service)) return false;
  return (actionsMatching(pattern) ?? []).some(({ service, name, level }) => {
    const whole = `${service}:${name}`;
    return vaults.test(whole) || ((level === 'write' || level === 'permissions') && !calls.test(whole));
  });
}

/** Every guest reaches a part of his own. */
function isOwn({ resources }: Statement): boolean {
  return resources.items.length > 0 && resources.items.every((item) => textOf(item)?.includes('cognito-identity.amazonaws.com:sub'));
}

const deciding =
  /^(?:custom:|dev:custom:)?(?:is_?)?(?:role|roles|admin|superuser|group|groups|permission|permissions|scope|scopes|tenant|tenant_?id)$/i;

function* writableRole({ writable, ...noun }: SignInClient): Iterable<Problem<Message>> {
  for (const attribute of writable) {
    const name = effective(attribute);
    if (name === undefined || !name.startsWith('custom:') || !deciding.test(name)) continue;
    yield { message: 'attribute', data: { name: noun.label, attribute: name }, at: attribute, subject: noun, evidence: name };
  }
}
