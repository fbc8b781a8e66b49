/** Services that send events to addresses of their customers, and sign them: how their events look in a program, and how it verifies them. */

export interface Sender {
  readonly name: string;
  /** Texts, in their quotes, that only a handler of its events holds. */
  readonly events: RegExp;
}

const inQuotes = (texts: string, flags = ''): RegExp => new RegExp(`(["'\`])(?:${texts})\\1`, flags);

/**
 * By what each documents, seen 2026-11: docs.stripe.com/webhooks, docs.github.com/webhooks, docs.slack.dev (events, interactivity),
 * twilio.com/docs/usage/webhooks, shopify.dev/docs/apps/webhooks, docs.gitlab.com (webhooks), developer.paypal.com (webhooks).
 */
export const senders: readonly Sender[] = [
  {
    name: 'Stripe',
    events: inQuotes(
      '(?:payment_intent|checkout\\.session|charge|invoice|customer\\.subscription|setup_intent|payout)\\.(?:succeeded|completed|failed|payment_failed|payment_succeeded|paid|created|updated|deleted|refunded|canceled|expired|dispute\\.created)',
    ),
  },
  { name: 'GitHub', events: inQuotes('x-github-(?:event|delivery)', 'i') },
  { name: 'GitLab', events: inQuotes('x-gitlab-event', 'i') },
  { name: 'Slack', events: inQuotes('url_verification|event_callback|block_actions|view_submission') },
  { name: 'Twilio', events: inQuotes('MessageSid|SmsSid|SmsMessageSid|CallSid') },
  { name: 'Shopify', events: inQuotes('x-shopify-(?:topic|shop-domain)', 'i') },
  { name: 'PayPal', events: inQuotes('(?:PAYMENT\\.CAPTURE|CHECKOUT\\.ORDER|BILLING\\.SUBSCRIPTION|PAYMENT\\.SALE)\\.[A-Z_.]+') },
];

/** Calls that compare signatures, by the last parts of their names: of the providers' libraries, and of those for keyed hashes. */
export const verifyingCalls =
  /(?:^|[.)_])(?:construct_?event\w*|createHmac|HmacSHA\d+|Mac\.getInstance|hmac(?:\.\w+)?|HMACSHA\d+|timingSafeEqual|compare_digest|FixedTimeEquals|isEqual|hexdigest|ConstructEvent\w*|unwrap|validateRequest\w*|validate_request|validateExpressRequest|ValidatePayload\w*|createVerify)(?:\(\))?$|verif|signature|signing|authenti|authori[sz]|validat|check_?token|is_?valid|is_?trusted|RequestValidator/i;

/** Texts of headers that hold signatures and of settings that hold their keys: whoever reads them does something with them. */
export const signatureTexts =
  /signature|webhook.?secret|signing.?(?:secret|key)|x-gitlab-token|x-shopify-hmac|transmission-(?:id|sig)|verification.?token|whsec|WEBHOOK.*(?:SECRET|TOKEN|KEY)/i;

/** Libraries that verify what they hand on. */
export const verifyingModules =
  /^(?:@slack\/(?:bolt|events-api|interactive-messages|webhook)|slack_bolt|slackeventsapi|@octokit\/(?:webhooks|app)|octokit|probot|svix|standardwebhooks|@shopify\/.*|shopify_\w+|flask_githubapp|gidgethub.*|github\.com\/(?:google\/go-github|palantir\/go-githubapp|go-playground\/webhooks).*)$/;
