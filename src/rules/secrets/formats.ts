/** Credentials that can be told by their looks: the formats of providers, keys, and addresses with a password in them. */
import { remembered } from '../../model/remembered.ts';

export interface Credential {
  /** With its article, as a message names it: `a Stripe key`. */
  readonly what: string;
  /** The part of the text that must not be shown. */
  readonly secret: string;
  /** It opens nothing but a test account. */
  readonly testOnly?: boolean;
}

/**
 * By provider, in its own words; each ends where its alphabet ends. All of them are linear in the text: no part can be read in two ways.
 * Key ids and publishable keys (`pk_live_…`, `ASIA…`) are not among them.
 */
const providers: readonly (readonly [string, RegExp])[] = [
  ['an AWS access key', /\bAKIA[A-Z2-7]{16}\b/],
  ['a Stripe key', /\b[sr]k_(?:live|test)_[A-Za-z0-9]{16,}\b/],
  ['a webhook signing secret', /\bwhsec_[A-Za-z0-9+/=]{24,}/],
  ['a live API key', /\b(?!pk_)[a-z]{2,12}_(?:live|prod)_[A-Za-z0-9]{20,}\b/],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{22,})\b/],
  ['a GitLab token', /\bgl(?:pat|ptt|dt|rt|soat)-[\w-]{20,}/],
  ['a Slack token', /\bxox[abeoprs]-[\w-]{10,}|\bxapp-\d-[\w-]{10,}/],
  ['a Slack webhook', /hooks\.slack\.com\/(?:services|workflows)\/[A-Z]\w{6,}\/\w{6,}\/\w{10,}/],
  ['a Discord webhook', /discord(?:app)?\.com\/api\/webhooks\/\d{10,}\/[\w-]{20,}/],
  ['a Teams webhook', /\.webhook\.office\.com\/webhookb2\/[\w@-]{30,}\/IncomingWebhook\/\w{20,}/],
  ['a SendGrid key', /\bSG\.[\w-]{16,32}\.[\w-]{16,64}/],
  ['a Mailgun key', /\bkey-[0-9a-f]{32}\b/],
  ['a Mailchimp key', /\b[0-9a-f]{32}-us\d{1,2}\b/],
  ['a Brevo key', /\bxkeysib-[0-9a-f]{64}-\w{16}\b/],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['a PyPI token', /\bpypi-AgE[\w-]{50,}/],
  ['a Google API key', /\bAIza[\w-]{35}(?![\w-])/],
  ['a Google client secret', /\bGOCSPX-[\w-]{28}/],
  ['an Azure storage key', /\bAccountKey=[A-Za-z0-9+/]{40,}={0,2}/i],
  ['an Azure access key', /\bSharedAccessKey=[A-Za-z0-9+/]{20,}={0,2}/i],
  ['an OpenAI key', /\bsk-(?:proj-|svcacct-|admin-)[\w-]{20,}|\bsk-[A-Za-z0-9]{40,}\b/],
  ['an Anthropic key', /\bsk-ant-[\w-]{20,}/],
  ['a Hugging Face token', /\bhf_[A-Za-z]{30,}\b/],
  ['a DigitalOcean token', /\bdo[opr]_v1_[0-9a-f]{64}\b/],
  ['a Shopify token', /\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}\b/],
  ['a Square token', /\bsq0(?:atp|csp)-[\w-]{22,}/],
  ['a Telegram bot token', /\b\d{8,10}:AA[\w-]{32,}/],
  ['a Discord bot token', /\b[MNO][\w-]{23,25}\.[\w-]{6}\.[\w-]{27,}/],
  ['a New Relic key', /\bNRAK-[A-Z0-9]{27}\b|\b[0-9a-f]{36}NRAL\b/],
  ['a Postman key', /\bPMAK-[0-9a-f]{24}-[0-9a-f]{34}\b/],
  ['a Linear key', /\blin_api_[A-Za-z0-9]{40}\b/],
  ['a Notion token', /\b(?:ntn_[A-Za-z0-9]{40,}|secret_[A-Za-z0-9]{43})\b/],
  ['an Atlassian token', /\bATATT3[\w=-]{50,}/],
  ['a Databricks token', /\bdapi[0-9a-f]{32}\b/],
  ['a Doppler token', /\bdp\.(?:pt|st|ct|sa)\.[\w-]{20,}/],
  ['a Vault token', /\bhv[sbr]\.[\w-]{24,}/],
  ['a Terraform Cloud token', /\b[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,}/],
  ['a Grafana token', /\bgl(?:sa|c)_[\w+/=]{32,}/],
  ['a Sentry token', /\bsntry[su]_[\w+/=]{40,}/],
  ['an age key', /\bAGE-SECRET-KEY-1[A-Z0-9]{58}\b/],
  ['a Heroku key', /\bHRKU-[\w-]{36,}/],
  ['a Pulumi token', /\bpul-[0-9a-f]{40}\b/],
  ['a PlanetScale credential', /\bpscale_(?:tkn|pw|oauth)_[\w.-]{32,}/],
  ['a Supabase key', /\b(?:sbp_[0-9a-f]{40}|sb_secret_[\w-]{20,})\b/],
  ['a Mapbox secret token', /\bsk\.eyJ[\w-]{20,}\.[\w-]{20,}/],
  ['a Groq key', /\bgsk_[A-Za-z0-9]{48,}\b/],
  ['an Azure client secret', /(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])/],
  ['a Replicate token', /\br8_[A-Za-z0-9]{37}\b/],
  ['an xAI key', /\bxai-[A-Za-z0-9]{70,}\b/],
  ['a Perplexity key', /\bpplx-[A-Za-z0-9]{48,}\b/],
  ['a Docker Hub token', /\bdckr_(?:pat|oat)_[\w-]{27,}/],
  ['a Netlify token', /\bnfp_[A-Za-z0-9]{36,}\b/],
  ['a Figma token', /\bfig[dor]_[\w-]{36,}/],
  ['a signed token', /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{16,}/],
  ['an authorization header', /^(?:Basic|Bearer)\s+[A-Za-z0-9+/=._-]{12,}$/],
  ['a private key', /-----BEGIN (?:[A-Z]+ ){0,3}PRIVATE KEY-----[^-]{40,}/],
];

/** Values that vendors print in their documentation, and what stands for one. */
const printed = /EXAMPLE|4eC39HqLyjWDarjtT1zdp7dc|x{6}|\*{6}/i;

/** `xoxb-` and ten characters more. */
const shortest = 15;

/** Longer texts are no names of regions, actions and types, which stand in thousands of places. */
const longestKept = 300;

/** Nearly every text holds none: one pattern for all says so in half the time. Some of them do not look at cases, so it does not. */
const anyFormat = new RegExp(providers.map(([, { source }]) => source).join('|'), 'i');

export function credentialIn(text: string): Credential | undefined {
  if (text.length < shortest) return passwordIn(text);
  return text.length > longestKept ? lookThrough(text) : rememberedIn(text);
}

const rememberedIn = remembered(lookThrough);

function lookThrough(text: string): Credential | undefined {
  return (anyFormat.test(text) ? formatIn(text) : undefined) ?? passwordIn(text);
}

function formatIn(text: string): Credential | undefined {
  for (const [what, format] of providers) {
    const secret = format.exec(text)?.[0];
    if (secret !== undefined && !printed.test(secret)) return { what, secret, testOnly: /^[sr]k_test_/.test(secret) };
  }
  return undefined;
}

/** One in an address stands before `@`, one among settings behind `=`. */
function passwordIn(text: string): Credential | undefined {
  return /[@=]/.test(text) ? (passwordInAddress(text) ?? passwordInSettings(text)) : undefined;
}

/** `postgres://app:hunter2@db.internal/orders`. A local host is a developer's own machine. */
function passwordInAddress(text: string): Credential | undefined {
  const match = /\b[a-z][a-z0-9+.-]{1,20}:\/\/([^\s:/@?#]*):([^\s/@]{3,})@([^\s/:?#]+)/i.exec(text);
  const [, , secret = '', host = ''] = match ?? dataSource(text) ?? [];
  if (secret === '' || !isWritten(secret) || /^(localhost|127\.|0\.0\.0\.0|host\.docker\.internal|\[?::1)/i.test(host)) return undefined;
  return { what: 'a password in an address', secret };
}

/** `app:hunter2@tcp(db:3306)/orders`, as Go writes it for MySQL; `host=db user=app password=hunter2`, as PostgreSQL's library takes it. */
function dataSource(text: string): readonly string[] | undefined {
  const mysql = /^([\w.-]+):([^\s/@]{3,})@(?:tcp|unix)\(([^)]*)\)/.exec(text);
  if (mysql) return mysql;
  const secret = /(?:^|\s)password=([^\s'"]{3,})(?:\s|$)/.exec(text)?.[1];
  const host = /(?:^|\s)host=([^\s'"]+)/.exec(text)?.[1];
  return secret !== undefined && host !== undefined && /(?:^|\s)(?:user|dbname)=/.test(text) ? [text, '', secret, host] : undefined;
}

/** `Server=db;User Id=app;Password=hunter2;`. */
function passwordInSettings(text: string): Credential | undefined {
  const secret = /;\s*(?:password|pwd)\s*=\s*([^;\s]{3,})/i.exec(`;${text}`)?.[1];
  if (secret === undefined || !/(?:server|host|data source|user id|uid|user|database)\s*=/i.test(text) || !isWritten(secret)) return undefined;
  return { what: 'a password in a connection string', secret: secret.replace(/^['"]|['"]$/g, '') };
}

/** Is it text, rather than a hole, a variable or a mark to be replaced? */
function isWritten(secret: string): boolean {
  return !/[\u{1}$%{}<>]|^\*+$|^x+$|^(password|pass|pwd|secret)$|your|change|replace|example|placeholder/iu.test(secret);
}
