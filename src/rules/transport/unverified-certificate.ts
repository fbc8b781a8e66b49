/** Environment variables, connection strings and programs that turn the verification of certificates off. */
import { effective, textOf } from '../../model/value.ts';
import { defineRule, set } from '../rule.ts';
import { variablesOf } from '../variable.ts';
import { unverifiedInCode } from './unverified-in-code.ts';

/** A variable that turns verification off when its value is one of `when`, and what it must be instead. */
interface Switch {
  readonly name: RegExp;
  readonly when: RegExp;
  /** Undefined: only leaving the variable out helps. */
  readonly instead?: (value: string) => string;
}

const on = /^(1|true|yes|on|t)$/i;
const off = /^(0|false|no|off|none|f|disabled?)$/i;
const opposite = (value: string): string =>
  ({ '0': '1', '1': '0', no: 'yes', yes: 'no', off: 'on', on: 'off', true: 'false' })[value.toLowerCase()] ?? 'true';

const switches: readonly Switch[] = [
  { name: /^NODE_TLS_REJECT_UNAUTHORIZED$/, when: /^0$/, instead: () => '1' },
  { name: /^PYTHONHTTPSVERIFY$/, when: /^0$/, instead: () => '1' },
  { name: /^npm_config_strict_ssl$/i, when: /^false$/, instead: () => 'true' },
  { name: /^GIT_SSL_NO_VERIFY$/, when: /./ },
  { name: /(^|_)REJECT_?UNAUTHORI[SZ]ED$/i, when: off, instead: opposite },
  { name: /(^|_)(SSL|TLS|HTTPS|CERT|CERTIFICATE)_?(VERIFY|VERIFICATION|VALIDATE|VALIDATION|CHECK)(_ENABLED)?$/i, when: off, instead: opposite },
  { name: /(^|_)(VERIFY|VALIDATE|CHECK)_?(SSL|TLS|HTTPS|CERTS?|CERTIFICATES?)(_ENABLED)?$/i, when: off, instead: opposite },
  {
    name: /(^|_)(SKIP|DISABLE|NO|IGNORE)_?(SSL|TLS|CERT|CERTIFICATE)S?_?(VERIFY|VERIFICATION|VALIDATION|CHECK|ERRORS?)$/i,
    when: on,
    instead: opposite,
  },
  { name: /(^|_)(INSECURE_?SKIP|SSL_SKIP|TLS_SKIP|SKIP)_?(TLS_)?VERIFY$/i, when: on, instead: opposite },
  { name: /SSL_?MODE$/i, when: /^no-verify$/i, instead: () => 'verify-full' },
];

/** What a connection string says to the same end, in the words of PostgreSQL, Prisma, MongoDB, SQL Server, MySQL and Redis. */
const options = [
  'sslmode=no-verify',
  'sslaccept=accept_invalid_certs',
  'tls(Insecure|AllowInvalidCertificates|AllowInvalidHostnames)=true',
  'trustServerCertificate=(true|yes)',
  '(sslVerifyServerCert|verifyServerCertificate|rejectUnauthorized|ssl_verify)=(false|0)',
  'ssl_cert_reqs=(none|CERT_NONE)',
];
const option = new RegExp(`[?&;](${options.join('|')})(?=[&;]|$)`, 'i');

const privateAuthority = 'if the other side has a private certificate authority, hand its certificate to the client';

export default defineRule({
  id: 'transport/unverified-certificate',
  title: 'Certificates are not verified',
  practice: 'tls-in-transit',
  severity: 'high',
  confidence: 'high',
  cwe: [295],
  why:
    'Encryption without verification protects against nobody who can stand in between: any certificate is believed, and ' +
    'whoever answers first reads and changes everything.',
  remedy:
    'Leave verification on. Where the other side has a private certificate authority, hand its certificate to the client ' +
    '(NODE_EXTRA_CA_CERTS, SSL_CERT_FILE, sslrootcert).',
  references: [
    'https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue',
    'https://peps.python.org/pep-0493/',
    'https://www.postgresql.org/docs/current/libpq-ssl.html',
  ],
  since: '0.1.0',
  messages: {
    variable:
      'Whoever stands between {name} and the services it calls can read and change everything: {variable} turns the verification of certificates off',
    option:
      'Whoever stands between {name} and its database can read and change everything: the connection in {variable} does not verify certificates',
    client:
      'Whoever stands between the script and the server it calls can read and change everything: {name} does not verify certificates ({setting})',
    code: 'Whoever stands in between can read and change everything: the code does not verify certificates ({setting})',
    host: 'Whoever stands in between can read and change everything: the code takes whatever key the host shows ({setting})',
  },

  *check(application) {
    yield* unverifiedInCode(application);
    for (const connection of application.connections) {
      if (effective(connection.verified) !== false) continue;
      yield {
        message: 'client',
        data: { name: connection.label, setting: connection.setting },
        at: connection.verified,
        subject: connection,
        evidence: connection.setting,
        severity: 'medium',
        fixes: [{ title: 'verify certificates', risk: 'review', check: privateAuthority, changes: [set(connection.verified, true)] }],
      };
    }
    for (const { name, value: setting, owner } of variablesOf(application)) {
      const value = textOf(setting)?.trim();
      if (value === undefined) continue;
      const found = switches.find(({ name: pattern, when }) => pattern.test(name) && when.test(value));
      if (!found && !option.test(value)) continue;
      yield {
        message: found ? 'variable' : 'option',
        data: { name: owner.label, variable: name },
        at: setting,
        subject: owner,
        evidence: name,
        fixes: found?.instead
          ? [
              {
                title: 'verify certificates',
                risk: 'review',
                check: privateAuthority,
                changes: [set(setting, found.instead(value))],
              },
            ]
          : [],
      };
    }
  },
});
