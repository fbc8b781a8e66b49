/** Finds passwords and tokens that are handed to programs in a command line. */
import { credentialUnder } from './credential.ts';

/** A secret that is handed to a program. */
export interface Handed {
  readonly what: string;
  /** How it is handed over: `-p`, `PGPASSWORD`. */
  readonly option: string;
  readonly secret: string;
}

/** A word of a shell, in quotes or not; the value is in one of the groups. */
const word = String.raw`(?:'([^']{3,})'|"([^"]{3,})"|([^\s'"$\`;|&<>()]{3,}))`;

/** Programs by the option that takes a password. The option and its value are found near the program's name. */
const options: readonly (readonly [option: string, what: string, pattern: RegExp])[] = [
  ['-p', 'a password', command('mysql|mysqldump|mysqladmin|mysqlimport|mysqlsh|mariadb|mariadb-dump|mariadb-admin', '-p')],
  ['-p', 'a password', command('mongo|mongosh|mongodump|mongorestore|sshpass', String.raw`-p\s?`)],
  ['-a', 'a password', command('redis-cli|valkey-cli', String.raw`(?:-a|--pass)\s+`)],
  ['-P', 'a password', command('sqlcmd|bcp', String.raw`-P\s*`)],
  ['-w', 'a password', command('ldapsearch|ldapmodify|ldapadd', String.raw`-w\s+`)],
  ['-b', 'a password', new RegExp(String.raw`\bhtpasswd\s+-\w*b\w*\s+\S+\s+\S+\s+${word}`)],
  ['login', 'a password', command('docker login|podman login|helm registry login|az acr login|az login', String.raw`(?:-p|--password)[\s=]+`)],
  ['-u', 'a password', new RegExp(String.raw`\b(?:curl|wget|http|https)\b[^\n;|&]{0,400}?\s(?:-u|--user|-a|--auth)[\s=]+["']?[\w.@-]{1,64}:${word}`)],
  ['Authorization', 'a token', /Authorization:\s*(?:Bearer|Basic|token)\s+()()([A-Za-z0-9+/=._~-]{8,})/i],
  ['x-api-key', 'an API key', /\b(?:x-api-key|api-key|x-auth-token|x-functions-key):\s*()()([A-Za-z0-9+/=._~-]{8,})/i],
];

const longOption = new RegExp(
  String.raw`(?:^|[\s;|&(])--?((?:master-user-|admin-|db-|user-|root-|new-)?password|passwd|pass|passphrase|api-?key|(?:auth|access|api)-?token|token|client-secret|secret-string|secret-value)[\s=]+${word}`,
  'gi',
);

const assignment = new RegExp(String.raw`(?:^|[\s;|&(])(?:export\s+|set\s+|ENV\s+)?([A-Za-z_][A-Za-z0-9_]{2,63})=${word}`, 'g');

function command(names: string, option: string): RegExp {
  return new RegExp(String.raw`\b(?:${names})\b[^\n;|&]{0,400}?\s${option}${word}`);
}

/** Longer scripts are cut: what comes behind is not looked at. */
const longest = 65_536;

/** The first secret that a command line holds in clear; `hole` stands where the text is not known. */
export function credentialInCommand(script: string, hole: string): Handed | undefined {
  const text = script.slice(0, longest);
  for (const [option, what, pattern] of options) {
    const match = pattern.exec(text);
    const secret = match ? valueOf(match.slice(-3)) : undefined;
    if (secret !== undefined && isSecret(secret, hole)) return { what, option, secret };
  }
  return namedSecret(text, hole, longOption, '--') ?? namedSecret(text, hole, assignment, '');
}

function namedSecret(text: string, hole: string, pattern: RegExp, dashes: string): Handed | undefined {
  for (const match of text.matchAll(pattern)) {
    const name = match[1] ?? '';
    const secret = valueOf(match.slice(2));
    if (secret === undefined || !isSecret(secret, hole)) continue;
    const found = credentialUnder(settingName(name), secret, hole);
    if (found) return { what: found.what, option: `${dashes}${name}`, secret: found.secret };
  }
  return undefined;
}

/** Variables of programs whose names are not made of words: `PGPASSWORD`, `MYSQL_PWD`. */
function settingName(name: string): string {
  if (/^secret-(string|value)$/i.test(name)) return 'client-secret';
  return name.replace(/^PGPASSWORD$/i, 'password').replace(/^(?:REDISCLI_AUTH|SSHPASS)$/i, 'password');
}

function valueOf(groups: readonly (string | undefined)[]): string | undefined {
  return groups.find((group) => group !== undefined && group !== '');
}

/** A variable, a substitution, or what stands for either, is no secret. */
function isSecret(text: string, hole: string): boolean {
  if (text.includes(hole) || /^\$|\$[({A-Za-z_]|`|^<.*>$|^\{\{|^%|^-|^@|^file:|^env:|^\*+$/.test(text)) return false;
  return (
    !/^(password|passwd|secret|token|prompt|stdin|null|none|true|false|changeme|example|your.*|x+)$/i.test(text) &&
    !/your|example|placeholder|replace|change.?me/i.test(text)
  );
}
