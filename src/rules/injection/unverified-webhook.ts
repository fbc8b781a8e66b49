/** Handlers of a provider's webhook that believe whoever calls them. */
import type { Application } from '../../model/application.ts';
import type { CodeUses, Handler } from '../../model/code.ts';
import { isOneOf } from '../../model/value.ts';
import { senders, signatureTexts, verifyingCalls, verifyingModules, type Sender } from '../../platform/code/webhooks.ts';
import { textAt } from '../../source/span.ts';
import { defineRule, type Fix } from '../rule.ts';
import { codeNoun } from './flow.ts';

export default defineRule({
  id: 'injection/unverified-webhook',
  title: 'A webhook is believed without its signature being verified',
  practice: 'api-no-auth',
  severity: 'high',
  confidence: 'medium',
  cwe: [345, 347],
  why: 'The address of a webhook is no secret for long. Whoever knows it sends events of his own making: payments that nobody made, pushes that nobody pushed.',
  remedy: 'Verify the signature that the provider sends along, over the body as it came, before anything is read from it.',
  references: [
    'https://docs.stripe.com/webhooks#verify-official-libraries',
    'https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries',
    'https://docs.slack.dev/authentication/verifying-requests-from-slack',
    'https://www.twilio.com/docs/usage/security#validating-requests',
  ],
  since: '0.1.0',
  messages: {
    unsigned: 'Whoever calls {name} can pass for {sender}: no signature is verified',
  },

  *check(application) {
    if (application.code.handlers.length === 0 || application.code.uses.some(verifies)) return;
    for (const handler of application.code.handlers) {
      const sender = isAsked(handler, application) ? senderOf(handler) : undefined;
      if (!sender) continue;
      const { file, function: fn } = handler;
      yield {
        message: 'unsigned',
        data: { name: fn.name === '' ? 'the handler' : fn.name, sender: sender.name },
        at: fn.at,
        subject: application.find(handler.serves ?? handler.runsIn) ?? codeNoun(file, fn),
        evidence: `${file.file.path} ${fn.name}`,
        fixes: fixesFor(handler, sender, application),
      };
    }
  },
});

/** Somewhere in the application a signature is looked at: whose and how well, nobody knows here. */
function verifies({ calls, texts, file }: CodeUses): boolean {
  return (
    file.imports.some(({ module, name, member }) => verifyingModules.test(module) || verifyingCalls.test(member ?? name)) ||
    calls.some(({ name }) => verifyingCalls.test(name)) ||
    texts.some(({ text }) => text.length < 80 && signatureTexts.test(text)) ||
    signatureTexts.test(file.functions.map(({ name }) => name).join(' '))
  );
}

/** Called by everybody: not by a queue that something else fills, and not behind an authorizer that may verify for it. */
function isAsked({ serves, trigger, function: fn }: Handler, { endpoints, find }: Application): boolean {
  if (trigger === 'event') return false;
  if (serves === undefined || find(serves) === undefined) return trigger === 'http' || /body|headers/i.test(textAt(fn.body));
  const routes = endpoints.filter(({ target: { to } }) => to === serves);
  return routes.length > 0 && routes.every((route) => isOneOf(route.authentication, 'none') === 'yes' && route.restricted === 'no');
}

function senderOf({ file, function: fn }: Handler): Sender | undefined {
  // Of inline code the place is the template's, escapes and all.
  if (file.isQuoted === true) return undefined;
  const text = textAt(fn.body);
  return senders.find(({ events }) => events.test(text));
}

function fixesFor(handler: Handler, { name }: Sender, { code: { spelling } }: Application): readonly Fix[] {
  if (name !== 'Stripe' && name !== 'GitHub') return [];
  return [
    {
      title: `verify the signature of ${name}`,
      risk: 'review',
      check: `hand over the secret of the webhook as ${name.toUpperCase()}_WEBHOOK_SECRET, and check that the body comes as it was sent: not decoded, not parsed`,
      changes: [{ edits: () => spelling.signed(handler, name) }],
    },
  ];
}
