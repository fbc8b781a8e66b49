/** What a setting's name says about its value. */
import { remembered } from '../../model/remembered.ts';

/** `password`, `key`, `token`, `secret`, `credentials`: what the value is by its name. */
export type SecretKind = 'password' | 'key' | 'token' | 'secret' | 'credentials';

/** Words behind the noun that change nothing: `DB_PASSWORD_PROD`, `apiKeyValue`. */
const trailing = new Set([
  'value',
  'plain',
  'plaintext',
  'text',
  'string',
  'raw',
  'prod',
  'production',
  'dev',
  'development',
  'staging',
  'stage',
  'live',
  'default',
  'current',
  'old',
  'new',
]);

const nouns: Readonly<Record<string, SecretKind>> = {
  password: 'password',
  passwd: 'password',
  pgpassword: 'password',
  dbpassword: 'password',
  dbpass: 'password',
  dbpwd: 'password',
  rootpassword: 'password',
  adminpassword: 'password',
  userpassword: 'password',
  masterpassword: 'password',
  passphrase: 'password',
  passcode: 'password',
  pwd: 'password',
  pass: 'password',
  pw: 'password',
  secret: 'secret',
  token: 'token',
  authtoken: 'token',
  accesstoken: 'token',
  apitoken: 'token',
  clientsecret: 'secret',
  jwtsecret: 'secret',
  jwt: 'token',
  pat: 'token',
  psk: 'key',
  apikey: 'key',
  secretkey: 'key',
  privatekey: 'key',
  accesskey: 'key',
  authkey: 'key',
  signingkey: 'key',
  credential: 'credentials',
  credentials: 'credentials',
};

/** A `key` is a secret when one of these stands before it; others name rows, objects and caches. */
const keys = new Set(
  (
    'api secret private access auth signing sign encryption encrypt cipher crypto aes hmac jwt master shared account storage app application admin webhook ' +
    'license licence deploy integration session cookie service subscription functions function rest write ingest ingestion'
  ).split(' '),
);

/** Tokens that count pages, make calls repeatable or name what is created once. */
const harmlessTokens = new Set([
  'creation',
  'unique',
  'next',
  'page',
  'pagination',
  'continuation',
  'idempotency',
  'client',
  'request',
  'task',
  'csrf',
  'xsrf',
  'cancel',
  'start',
  'stop',
]);

/** Made to be shown. */
const shown = new Set(['public', 'publishable', 'anon', 'anonymous', 'recaptcha', 'sitekey', 'site', 'vapidpublic']);

/** First, or before the noun, they make it a question: `ENABLE_TOKEN`, `clientGenerateSecret`. */
const deeds = new Set('has is use enable enabled require requires required allow generate create rotate manage disable skip'.split(' '));

/** What the value of a setting of this name is; undefined when the name does not say that it is a secret. */
export const secretKind = remembered((name: string): SecretKind | undefined => {
  const words = wordsOf(name);
  while (words.length > 1 && (trailing.has(words.at(-1) ?? '') || /^v?\d+$/.test(words.at(-1) ?? ''))) words.pop();
  const last = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';
  if (words.some((word) => shown.has(word)) || deeds.has(words[0] ?? '') || deeds.has(before)) {
    return undefined;
  }
  if (last === 'key') return keys.has(before) ? 'key' : undefined;
  if ((last === 'pass' || last === 'pw' || last === 'pat' || last === 'jwt') && words.length < 2) return undefined;
  if (last === 'token' && harmlessTokens.has(before)) return undefined;
  if (last === 'auth' && before === 'basic') return 'password';
  return nouns[last] ?? gluedNoun(last);
});

/** Keys that find or tell apart something, and those that are made to be given away. */
const finding = new Set(
  (
    'partition sort row range hash cache object s3 foreign unique idempotency dedup deduplication item record lookup index map order group state kms cmk ' +
    'file blob bucket content image asset query route routing event message i18n translation locale ssh host host_key fingerprint etag checksum test'
  ).split(' '),
);

/** Is it called the key of something, as `BLOG_KEY` and `PRIMARYKEY` are? Only a value that looks like one makes it a secret. */
export function isSomeKey(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (words.some((word) => shown.has(word) || finding.has(word)) || deeds.has(words[0] ?? '')) return false;
  return last === 'key' ? words.length > 1 : /^(?:primary|secondary|master|account|cosmos|db)key$/.test(last);
}

/** `PGPASSWORD`, `mysqlpassword`, `clientsecret`: words written as one. */
function gluedNoun(word: string): SecretKind | undefined {
  const noun =
    /^[a-z]{2,}?(password|passwd|passphrase|apikey|secretkey)$/.exec(word)?.[1] ?? /^(?:client|app|consumer|shared)(secret)$/.exec(word)?.[1];
  return noun === undefined ? undefined : nouns[noun];
}

/** Is the secret used by the code itself, so that its name is no name of a vault's entry: `JWT_SECRET` but not `DB_SECRET`? */
export function isOwnSecret(name: string): boolean {
  const words = wordsOf(name);
  return words.some((word) =>
    /^(jwt|client|webhook|signing|session|app|application|hmac|shared|hash|cookie|auth|oauth|consumer|encryption|api|login|nextauth|refresh)$/.test(
      word,
    ),
  );
}

/** `dbPassword`, `DB_PASSWORD`, `db-password`, `DBPassword`, `/app/db.password` → db, password. */
export function wordsOf(name: string): string[] {
  return name
    .replaceAll('API', 'Api')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
