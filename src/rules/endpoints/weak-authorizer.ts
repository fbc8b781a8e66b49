/** Ways to sign in that let strangers through, or let people promote themselves. */
import type { Authorizer, SignInClient } from '../../model/sign-in.ts';
import { effective } from '../../model/value.ts';
import { guestPowers, isEverything, isOnlyAdding, type GuestPower } from '../guests.ts';
import { defineRule, set, type Problem } from '../rule.ts';
import { easyPasswords, tokensInAddresses } from './weak-sign-in.ts';

type Message = 'cache' | 'guest' | 'attribute' | 'implicit' | 'short' | 'single';

export default defineRule<Message>({
  id: 'endpoints/weak-authorizer',
  title: 'Sign-in lets more people through than it should',
  practice: 'api-no-auth',
  severity: 'high',
  confidence: 'medium',
  cwe: [863],
  why: 'Strangers, or users who promote themselves, get at what was meant for others.',
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
  particulars: {
    cache: {
      why: 'An answer that is kept under something all callers share lets the next caller in on the last one’s credentials.',
      remedy: 'Keep answers under the credential itself, or not at all.',
    },
    guest: {
      why: 'Whoever opens the page is handed these credentials: what they allow, strangers can do today.',
      remedy: 'Admit no guests, or give them single actions on single resources.',
    },
    implicit: {
      why: 'Whoever finds the address in a history, a log or a referrer has the token, and is that user until it runs out.',
      remedy: 'Have clients use the authorization code flow, with PKCE.',
    },
    short: {
      why: 'Short passwords are guessed, or found in lists of leaked ones.',
      remedy: 'Ask for twelve characters or more.',
    },
    single: {
      why: 'Whoever learns a password, by a leak or a faked page, is that user.',
      remedy: 'Offer a second factor, or demand it.',
    },
    attribute: {
      why: 'Whoever may write what the application decides by has every role.',
      remedy: 'Let only your own code write attributes that decide about permissions.',
    },
  },

  *check(application) {
    for (const authorizer of application.authorizers) yield* cached(authorizer);
    for (const power of guestPowers(application)) yield* wideGuest(power);
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

function* wideGuest(power: GuestPower): Iterable<Problem<Message>> {
  const { guest, actions, policies } = power;
  const [first] = [...actions, ...policies];
  if (!first) return;
  const given = [...actions.map(({ action }) => action), ...policies.map(({ policy }) => `all of ${policy.name}`)];
  yield {
    message: 'guest',
    data: { name: guest.label, actions: [...new Set(given)].join(', ') },
    at: first.item,
    subject: guest,
    severity: isEverything(power) ? 'critical' : isOnlyAdding(power) ? 'medium' : 'high',
    fixes: [
      {
        title: 'admit no guests',
        risk: 'review',
        check: 'pages that call the cloud before anybody signs in stop working; if there are such, name their actions in the role instead',
        // The role stays as wide as it was, for whoever else may become it.
        leaves: ['iam/wildcard-action', 'iam/admin-role'],
        changes: [set(guest.allowed, false)],
      },
    ],
  };
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
