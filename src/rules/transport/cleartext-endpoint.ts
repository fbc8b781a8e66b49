/** Functions and APIs that are sent to their services in clear text. */
import type { Application } from '../../model/application.ts';
import type { CodeText } from '../../model/code.ts';
import { effective, referencesOf, textOf } from '../../model/value.ts';
import { codeNoun } from '../injection/flow.ts';
import { defineRule, set, type Problem } from '../rule.ts';
import { backendsOf, variablesOf } from '../variable.ts';

/** The scheme that speaks TLS, by the one that does not. */
const schemes: Readonly<Record<string, string>> = {
  http: 'https',
  ws: 'wss',
  redis: 'rediss',
  amqp: 'amqps',
  ftp: 'ftps',
  ldap: 'ldaps',
  mqtt: 'mqtts',
};

const url = /^([a-z][a-z0-9+.-]*):\/\/(?:[^/?#@\s]*@)?(\[[^\]]*\]|[^/?#:@\s]+)/i;

/** The variables by which clients of databases are told to do without TLS. */
const sslMode = /SSL_?MODE$/i;
const servers = 'DB|DATABASE|PG|POSTGRES|POSTGRESQL|MYSQL|MARIADB|MSSQL|SQL|MONGO|MONGODB|DOCDB|REDIS|CACHE|ELASTICACHE|KAFKA|AMQP|MQ';
const tlsSwitch = new RegExp(`^(${servers})_([A-Z0-9_]*_)?(USE_|ENABLE_)?(SSL|TLS)(_ENABLED)?$`, 'i');
const off = /^(0|false|no|off|none|disabled?)$/i;
const option = /[?&;\s](sslmode=disabled?|ssl=(false|0)|tls=(false|0)|useSSL=(false|no)|encrypt=(false|no))(?=[&;]|$)/i;

/** Names of things that look like addresses and are none: origins of browsers, proxies, namespaces, identifiers. */
const otherMeanings = /ORIGIN|CORS|PROXY|REDIRECT|CALLBACK|XMLNS|NAMESPACE|SCHEMA|ISSUER|AUDIENCE|CLAIM|REALM/i;
const vocabularies =
  /(^|\.)(w3\.org|xmlsoap\.org|schemas\.[a-z]+\.(com|org)|json-schema\.org|purl\.org|xmlns\.com|opengis\.net|openxmlformats\.org)$/;

export default defineRule({
  id: 'transport/cleartext-endpoint',
  title: 'A service is called in clear text',
  practice: 'tls-in-transit',
  severity: 'medium',
  confidence: 'medium',
  cwe: [319],
  why: 'Everybody on the way can read and change what is sent in clear text: credentials and data of the application.',
  remedy: 'Use the scheme or the option that speaks TLS, and verify the certificate.',
  references: [
    'https://www.postgresql.org/docs/current/libpq-ssl.html',
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html',
    'https://owasp.org/www-project-top-ten/2017/A3_2017-Sensitive_Data_Exposure',
  ],
  since: '0.1.0',
  messages: {
    scheme: 'Everybody on the way can read what {name} sends to {host}: {variable} says {scheme}://',
    database: 'Everybody on the way can read what {name} sends to its database: {variable} turns TLS off',
    code: 'Everybody on the way can read what the code sends to {host}: it says {scheme}://',
    origin: 'Everybody on the way can read what {name} fetches from {host}: the origin is asked over plain HTTP',
    connection: 'Everybody on the way can read what the code sends to its database: {option} turns TLS off',
  },

  *check(application) {
    yield* inCode(application);
    yield* ofOrigins(application);
    for (const { name, value: setting, owner, isPaired } of [...variablesOf(application), ...backendsOf(application)]) {
      const value = textOf(setting)?.trim();
      if (value === undefined) continue;
      const withoutTls = databaseFix(name, value);
      const clear = withoutTls ? undefined : clearAddress(name, value);
      if (!withoutTls && !clear) continue;
      const instead = withoutTls?.instead ?? clear?.instead;
      yield {
        message: clear ? 'scheme' : 'database',
        data: { name: owner.label, variable: name, host: clear?.host ?? '', scheme: clear?.scheme ?? '' },
        at: setting,
        subject: owner,
        evidence: name,
        severity: clear ? 'medium' : 'high',
        fixes:
          instead !== undefined && isPaired !== true
            ? [
                {
                  title: 'speak TLS',
                  risk: 'review',
                  check: 'the other side must offer TLS, with a certificate that the client trusts',
                  changes: [set(setting, instead)],
                },
              ]
            : [],
      };
    }
  },
});

/** What a CDN fetches crosses the internet. The websites of buckets speak nothing else: their buckets can be asked directly. */
function* ofOrigins({ listeners }: Application): Iterable<Problem<'origin'>> {
  for (const listener of listeners) {
    for (const { host, plaintext } of listener.fetches ?? []) {
      const name = textOf(host, '…');
      const isWebsite = /s3-website/.test(name ?? '') || referencesOf(host).some(({ attribute }) => /website/i.test(attribute ?? ''));
      if (effective(plaintext) !== 'allowed' || isWebsite || (host.state === 'unknown' && name === undefined)) continue;
      if (host.state === 'known' && !isPublicName(host.value) && !samples.test(host.value)) continue;
      yield {
        message: 'origin',
        data: { name: listener.label, host: referencesOf(host)[0]?.address ?? name ?? '' },
        at: plaintext,
        subject: listener,
        evidence: name ?? '',
        fixes: [
          {
            title: 'ask the origin over HTTPS',
            risk: 'review',
            check: 'the origin must offer TLS, with a certificate for its name or for the one that viewers ask for',
            changes: [set(plaintext, 'refused')],
          },
        ],
      };
    }
  }
}

/** Names that hold an address which is called. */
const addresses = /(?:endpoint|api_?url|base_?ur[li]|webhook|server_?url)$/i;

function* inCode(application: Application): Iterable<Problem<'code' | 'connection'>> {
  for (const { file, texts, calls } of application.code.uses) {
    const asked = new Set(
      calls.filter(({ name }) => requests.test(name)).flatMap(({ call }) => call.arguments.slice(0, 3).map(({ value }) => value.at.start)),
    );
    const problem = (
      message: 'code' | 'connection',
      { expression, function: fn, name }: CodeText,
      data: Record<string, string>,
    ): Problem<'code' | 'connection'> => ({
      message,
      data,
      at: expression.at,
      subject: application.find(file.inlineIn) ?? codeNoun(file, fn),
      evidence: `${file.file.path} ${name}`,
      severity: message === 'code' ? 'medium' : 'high',
    });
    for (const text of texts) {
      const turned = /:\/\/|\b(?:host|server|database)=/i.test(text.text) ? option.exec(text.text)?.[1] : undefined;
      if (turned !== undefined && !/localhost|127\.0\.0\.1/.test(text.text)) yield problem('connection', text, { option: turned });
      if (!asked.has(text.expression.at.start) && !addresses.test(text.name)) continue;
      const clear = clearAddress(text.name, text.text);
      if (clear) yield problem('code', text, { host: clear.host, scheme: clear.scheme });
    }
  }
}

/** Calls that send something to the address they are given. */
const requests =
  /^(?:requests|httpx|axios|got|needle|superagent)(?:\.\w+\(\))?(?:\.(?:get|post|put|patch|delete|head|request))?$|^(?:fetch|node-fetch)$|^https?\.(?:get|request)$|^urllib\.request\.(?:urlopen|Request)$|^net\.http\.(?:Get|Post|PostForm|Head|NewRequest\w*)$|HttpRequest\.newBuilder$|\.(?:Get\w*Async|PostAsync|PutAsync|PostAsJsonAsync)$/;

interface Instead {
  /** Undefined where the text cannot be changed with confidence, or holds a password that no fix may repeat. */
  readonly instead?: string | undefined;
}

function databaseFix(name: string, value: string): Instead | undefined {
  if (sslMode.test(name) && /^disabled?$/i.test(value)) return { instead: /disabled/i.test(value) ? 'VERIFY_IDENTITY' : 'verify-full' };
  if (tlsSwitch.test(name) && off.test(value)) return { instead: value === '0' ? '1' : 'true' };
  if (!option.test(value)) return undefined;
  const changed = value.replace(/sslmode=disabled?/i, 'sslmode=verify-full').replace(/\b(ssl|tls|useSSL|encrypt)=(false|0|no)/i, '$1=true');
  return { instead: holdsPassword(value) ? undefined : changed };
}

function clearAddress(name: string, value: string): (Instead & { readonly scheme: string; readonly host: string }) | undefined {
  const [, scheme = '', host = ''] = url.exec(value) ?? [];
  const secure = schemes[scheme.toLowerCase()];
  if (secure === undefined || otherMeanings.test(name) || !isPublicName(host)) return undefined;
  return { scheme, host, instead: holdsPassword(value) ? undefined : secure + value.slice(scheme.length) };
}

function holdsPassword(value: string): boolean {
  return /:\/\/[^/?#\s]*@/.test(value) || /password=/i.test(value);
}

const samples = /(^|\.)example\.(com|org|net)$/i;

/** A whole name that is served by a public DNS, not one of a machine's own or of a private network, nor a sample. */
function isPublicName(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (!/^[a-z0-9_.-]+\.[a-z]{2,}$/.test(name)) return false;
  if (/\.(local|localhost|localdomain|internal|intranet|private|lan|home|corp|svc|test|invalid|example)$/.test(name)) return false;
  return !samples.test(name) && !vocabularies.test(name) && !/\.s3-website[.-]/.test(name);
}
