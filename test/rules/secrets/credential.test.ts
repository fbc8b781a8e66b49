/** What counts as a credential under which name, and what only looks like one. */
import { expect, test } from 'vitest';
import { credentialUnder } from '../../../src/rules/secrets/credential.ts';
import { secretKind } from '../../../src/rules/secrets/names.ts';

const hole = '\u{1}';
const found = (name: string, text: string): string | undefined => credentialUnder(name, text, hole)?.what;

/** Random-looking texts, put together here so that no scanner takes this file for a leak. */
const base62 = (length: number): string => 'q7Xb2LmT9vRk4WzY8nHc5DsF1gJp3KaE6uQo0iVx'.repeat(4).slice(0, length);
const hex = (length: number): string => '9f3ac27be10d486f'.repeat(8).slice(0, length);

const byFormat: readonly (readonly [string, string])[] = [
  ['an AWS access key', `AKIA${'Q4TNWZ7HXV2LKD5P'}`],
  ['a Stripe key', `${'sk'}_live_${base62(24)}`],
  ['a Stripe key', `${'rk'}_test_${base62(24)}`],
  ['a webhook signing secret', `${'whsec'}_${base62(32)}`],
  ['a live API key', `${'pf'}_live_${base62(32)}`],
  ['a GitHub token', `${'ghp'}_${base62(36)}`],
  ['a GitHub token', `${'github'}_pat_${base62(40)}`],
  ['a GitLab token', `${'glpat'}-${base62(20)}`],
  ['a Slack token', `${'xoxb'}-1234567890-${base62(20)}`],
  ['a Slack webhook', `https://hooks.slack.com/${'services'}/T0ABCDEFG/B0ABCDEFG/${base62(24)}`],
  ['a SendGrid key', `${'SG'}.${base62(22)}.${base62(43).split('').reverse().join('')}`],
  ['an npm token', `${'npm'}_${base62(36)}`],
  ['a Google API key', `${'AIza'}${base62(35)}`],
  ['an Azure storage key', `DefaultEndpointsProtocol=https;AccountName=a;Account${'Key'}=${base62(86)}==`],
  ['an OpenAI key', `${'sk'}-proj-${base62(48)}`],
  ['an Anthropic key', `${'sk'}-ant-api03-${base62(40)}`],
  ['a DigitalOcean token', `${'dop'}_v1_${hex(64)}`],
  ['a Shopify token', `${'shpat'}_${hex(32)}`],
  ['a Telegram bot token', `123456789:${'AA'}${base62(33)}`],
  ['a signed token', `${'ey'}JhbGciOiJIUzI1NiJ9.${'ey'}JzdWIiOiIxMjM0NSJ9.${base62(43)}`],
  ['a private key', `-----BEGIN RSA ${'PRIVATE'} KEY-----\n${base62(64)}\n${base62(64)}`],
  ['a password in an address', `postgres://app:${'Sw1ng'}-hinge@db.orders.internal:5432/orders`],
  ['a password in an address', `redis://:${'k3ttle'}Drum@cache.internal:6379`],
  ['a password in a connection string', `Server=db.internal;Database=orders;User Id=app;Password=${'Sw1ng'}-hinge;`],
  ['an authorization header', `Basic ${base62(24)}`],
];

test.each(byFormat)('%s is known by its looks, whatever it is called', (what, text) => {
  expect(found('SETTING', text)).toBe(what);
});

test('a known part is judged though another part is not known', () => {
  expect(found('DATABASE_URL', `postgres://app:${'Sw1ng'}-hinge@${hole}:5432/orders`)).toBe('a password in an address');
  expect(found('DATABASE_URL', `postgres://app:${hole}@db.internal/orders`)).toBeUndefined();
});

test('only the password of an address is the secret', () => {
  expect(credentialUnder('URL', `amqps://svc:${'Sw1ng'}-hinge@mq.internal`, hole)?.secret).toBe('Sw1ng-hinge');
});

test('a test key opens a test account only', () => {
  expect(credentialUnder('KEY', `${'sk'}_test_${base62(24)}`, hole)?.testOnly).toBe(true);
});

test.each([
  ['DB_PASSWORD', 'Gr4nite-Oars_0417', 'a password'],
  ['DB_PASS', 'k9!Whisker-2291-Radius', 'a password'],
  ['MasterUserPassword', 'supersecret', 'a password'],
  ['redisAuthToken', base62(32), 'a token'],
  ['AWS_SECRET_ACCESS_KEY', `wJa1rXUtnFEMI/K7MDENG/bPxRfiCY${base62(10)}`, 'a secret key'],
  ['API_KEY', 'my-secret-key', 'a secret key'],
  ['jwtSecret', 'correct-horse-battery', 'a secret'],
  ['ClientSecret', hex(32), 'a secret'],
  ['TWILIO_AUTH_TOKEN', hex(32), 'a token'],
  ['DATADOG_API_KEY_PROD', hex(32), 'a secret key'],
  ['partner_api_key', '3c0c5a1e-6f0b-4d4e-9a59-2f2b8ad1c0de', 'a secret key'],
  ['settings', '{"host":"db","password":"Sw1ng-hinge"}', 'a password'],
])('%s with a value of its own is one', (name, text, what) => {
  expect(found(name, text)).toBe(what);
});

test.each([
  ['TOKEN_URL', 'https://login.example.org/oauth2/token'],
  ['SECRET_NAME', 'prod/checkout/psp'],
  ['DB_SECRET', 'orders-db'],
  ['DB_SECRET_ARN', 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf'],
  ['API_KEY_PARAM', '/checkout/prod/api-key'],
  ['API_KEY', '/checkout/prod/api-key'],
  ['DB_PASSWORD', 'checkout/db-password'],
  ['apiCredentials', '/orchard/prod/partners/ApiCredentialsRef'],
  ['PASSWORD_FILE', '/run/secrets/db'],
  ['TLS_PRIVATE_KEY', 'certs/server.pem'],
  ['TOKEN_TTL', '3600'],
  ['SESSION_TOKEN', '3600'],
  ['KEY_ID', '1234abcd-12ab-34cd-56ef-1234567890ab'],
  ['AWS_ACCESS_KEY_ID', `ASIA${'Q4TNWZ7HXV2LKD5P'}`],
  ['PARTITION_KEY', 'customerId'],
  ['SORT_KEY', 'createdAt'],
  ['PUBLIC_KEY', base62(60)],
  ['STRIPE_PUBLISHABLE_KEY', `${'pk'}_live_${base62(24)}`],
  ['TOKENS_TABLE', 'one-time-tokens'],
  ['SECRET_ID', 'psp-live'],
  ['AWS_CA_BUNDLE', '/etc/pki/tls-ca-bundle.pem'],
  ['password_policy', 'exclude-punctuation'],
  ['credential_store', 'aws-secretsmanager'],
  ['api_key_env', 'METEO_NORTH_KEY_A7F2K9'],
  ['API_KEY', 'METEO_NORTH_KEY'],
  ['API_KEY', 'checkout-api-key'],
  ['DB_PASSWORD', '{{resolve:secretsmanager:db:SecretString:password}}'],
  ['DB_PASSWORD', '${ssm:/vets/prod/db-password}'],
  ['DB_PASSWORD', 'changeme'],
  ['DB_PASSWORD', '<your-password>'],
  ['DB_PASSWORD', 'REPLACE_ME'],
  ['DB_PASSWORD', 'xxxxxxxx'],
  ['DB_PASSWORD', '@Microsoft.KeyVault(VaultName=a;SecretName=b)'],
  ['RequireApiKey', 'true'],
  ['AUTH_TOKEN', 'required'],
  ['nextToken', base62(32)],
  ['ClientToken', base62(32)],
  ['METRIC_NAMESPACE', 'ferryops/telemetry/BoardingGateDwellTime'],
  ['TAGS', `git.commit.sha:${hex(40)}`],
  ['MANIFEST_BUCKET', 'ferryops-eu-west-1-manifest-archive-prod'],
  ['AWS_SECRET_ACCESS_KEY_EXAMPLE', `AKIA${'IOSFODNN7'}EXAMPLE`],
  ['DATABASE_URL', 'postgres://postgres:postgres@localhost:5432/dev'],
  ['DATABASE_URL', 'postgres://app:${DB_PASSWORD}@db.internal/orders'],
  ['SUPABASE_ANON_KEY', base62(40)],
  ['PASSWORD_HASH', hex(64)],
])('%s = %s is none', (name, text) => {
  expect(found(name, text)).toBeUndefined();
});

test.each([
  ['DBPassword', 'password'],
  ['GithubToken', 'token'],
  ['OpenAIApiKey', 'key'],
  ['API_KEY_VALUE', 'key'],
  ['SmtpPass', 'password'],
  ['/app/prod/db-password', 'password'],
  ['Credentials', 'credentials'],
] as const)('%s names a %s', (name, kind) => {
  expect(secretKind(name)).toBe(kind);
});

test('no text makes it slow', () => {
  const started = performance.now();
  for (const text of ['a'.repeat(8000), 'ey'.repeat(4000), 'postgres://' + 'a:'.repeat(4000), ';password='.repeat(800), '{"a":'.repeat(1500)])
    found('password', text);
  expect(performance.now() - started).toBeLessThan(500);
});
