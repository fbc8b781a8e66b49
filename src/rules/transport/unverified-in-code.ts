/** Programs that turn the verification of certificates off. */
import type { Application } from '../../model/application.ts';
import type { Call, CodeFile, CodeFunction, Expression, NamedValue } from '../../model/code.ts';
import type { Edit } from '../../source/edit.ts';
import type { Span } from '../../source/span.ts';
import { textAt } from '../../source/span.ts';
import { codeNoun } from '../injection/flow.ts';
import type { Fix, Problem } from '../rule.ts';
import { occasionOf } from './switched-off.ts';

type Message = 'code' | 'host';

/** Settings by what they are set to when nothing is verified, and what they must be instead. */
const settings: readonly { readonly name: RegExp; readonly off: readonly unknown[]; readonly on: boolean | string; readonly path?: RegExp }[] = [
  { name: /^verify$/, off: [false], on: true, path: /^(?!.*jwt|.*jose|.*token)(?:.*\.verify|.*\(verify\))$/i },
  // aiohttp
  { name: /^ssl$/, off: [false], on: true, path: /aiohttp|TCPConnector|session\.(?:get|post|put|patch|delete|head|request|ws_connect)\(ssl\)/i },
  { name: /^(?:verify_ssl|ssl_verify|validate_certs|check_hostname|assert_hostname|verify_certs|ssl_verify_cert)$/, off: [false], on: true },
  { name: /^(?:rejectUnauthorized|strictSSL|sslValidate|strictSsl)$/, off: [false], on: true },
  { name: /^(?:tlsAllowInvalidCertificates|tlsAllowInvalidHostnames|tlsInsecure)$/, off: [true], on: false },
  { name: /^NODE_TLS_REJECT_UNAUTHORIZED$/, off: ['0', 0, false], on: '1' },
  { name: /^PYTHONHTTPSVERIFY$/, off: ['0'], on: '1' },
  { name: /^InsecureSkipVerify$/, off: [true], on: false },
  { name: /^TrustServerCertificate$/, off: [true], on: false },
];

const unverifiedCalls =
  /^ssl\._create_unverified_context$|(?:^|\.)(?:NoopHostnameVerifier|TrustAllStrategy|TrustAllCertificates|AllowAllHostnameVerifier)$|(?:^|\.)InsecureTrustManagerFactory\.INSTANCE$/;
const unverifiedNames =
  /(?:^|\.)(?:CERT_NONE|NoopHostnameVerifier\.INSTANCE|TrustAllStrategy\.INSTANCE|InsecureTrustManagerFactory\.INSTANCE|DangerousAcceptAnyServerCertificateValidator|ALLOW_ALL_HOSTNAME_VERIFIER)$|^ssl\._create_unverified_context$/;
/** Calls that take whatever key a host shows: https://docs.paramiko.org/en/stable/api/client.html, https://pkg.go.dev/golang.org/x/crypto/ssh#InsecureIgnoreHostKey, 2026-11. */
const unverifiedHosts = /^paramiko\.(?:client\.)?(?:AutoAddPolicy|WarningPolicy)$|ssh\.InsecureIgnoreHostKey$/;
const callbacks =
  /^(?:ServerCertificateCustomValidationCallback|ServerCertificateValidationCallback|RemoteCertificateValidationCallback|CertificateValidationCallback|checkServerIdentity|setHostnameVerifier|hostnameVerifier)$/;
const options =
  /[?&;](?:sslmode=no-verify|tls(?:Insecure|AllowInvalidCertificates|AllowInvalidHostnames)=true|trust\s?server\s?certificate=(?:true|yes)|(?:sslVerifyServerCert|verifyServerCertificate)=false|ssl_cert_reqs=(?:none|CERT_NONE))(?=[&;]|$)/i;

export function* unverifiedInCode(application: Application): Iterable<Problem<Message>> {
  for (const [problem, fn] of unverified(application)) {
    const occasion = 'start' in problem.at ? occasionOf(problem.at, fn) : undefined;
    // An option of the code's own is decided where it is set.
    if (occasion === 'asked') continue;
    yield occasion === 'rehearsal' ? { ...problem, severity: 'low' } : problem;
  }
}

function* unverified(application: Application): Iterable<readonly [Problem<Message>, CodeFunction]> {
  for (const { file, values, calls, texts } of application.code.uses) {
    const problem = (at: Span, fn: CodeFunction, setting: string, fixes: readonly Fix[] = []): readonly [Problem<Message>, CodeFunction] => [
      {
        message: 'code',
        data: { setting },
        at,
        subject: application.find(file.inlineIn) ?? codeNoun(file, fn),
        evidence: `${file.file.path} ${setting}`,
        fixes: fixes.length > 0 ? fixes : [verified(() => application.code.spelling.withVerification(at, file))],
      },
      fn,
    ];
    for (const one of values) {
      const setting = settings.find(
        ({ name, off, path }) =>
          name.test(one.name) && one.value.kind === 'literal' && off.includes(one.value.value) && path?.test(one.path) !== false,
      );
      if (setting) yield problem(one.value.at, one.function, shownOf(one), fixesFor(one, setting.on, file, application));
      else if (isUnverified(one)) yield problem(one.value.at, one.function, shownOf(one));
    }
    for (const { call, name, function: fn } of calls) {
      const trusting = call.arguments.find(({ value }) => isUnverifiedName(value));
      if (unverifiedHosts.test(name)) yield hostKey(problem(call.at, fn, name.split('.').slice(-2).join('.')));
      else if (unverifiedCalls.test(name)) yield problem(call.at, fn, name);
      // `setSSLHostnameVerifier(NoopHostnameVerifier.INSTANCE)`: the name says it, whatever takes it.
      else if (
        trusting &&
        /^(?:loadTrustMaterial|setSSL\w*|setTls\w*|trustManager|SSLConnectionSocketFactory|setTrustStrategy)$/.test(name.split('.').at(-1) ?? '')
      )
        yield problem(trusting.value.at, fn, textAt(trusting.value.at));
      else if (callbacks.test(name.split('.').at(-1) ?? '') && call.arguments.some(({ value }) => saysYes(value) || isUnverifiedName(value)))
        yield problem(call.at, fn, name.split('.').at(-1) ?? name, byDefault(call, file, application));
    }
    for (const { text, expression, function: fn } of texts) {
      const option = options.exec(`;${text}`)?.[0];
      if (option !== undefined) yield problem(expression.at, fn, option.slice(1));
    }
    for (const fn of file.functions)
      if (/^checkServerTrusted$/.test(fn.name) && fn.statements.length === 0 && file.language === 'java')
        yield problem(fn.body, fn, 'checkServerTrusted', [
          {
            title: 'trust the certificates that the platform trusts',
            risk: 'review',
            check: 'if the other side has a private certificate authority, put its certificate into a trust store and hand that over',
            changes: [{ edits: () => application.code.spelling.trustingPlatform(fn, file) }],
          },
        ]);
  }
}

function hostKey([problem, fn]: readonly [Problem<Message>, CodeFunction]): readonly [Problem<Message>, CodeFunction] {
  return [{ ...problem, message: 'host', fixes: [] }, fn];
}

function shownOf({ name, value }: NamedValue): string {
  return value.kind === 'lambda' ? name : `${name}: ${textAt(value.at).slice(0, 60)}`;
}

function isUnverified({ name, value }: NamedValue): boolean {
  if (/^(?:verify_mode|cert_reqs|_create_default_https_context|ssl_cert_reqs|hostnameVerifier)$/.test(name)) return isUnverifiedName(value);
  return callbacks.test(name) && (saysYes(value) || isUnverifiedName(value));
}

function isUnverifiedName(value: Expression): boolean {
  return (value.kind === 'member' || value.kind === 'name') && unverifiedNames.test(textAt(value.at).replace(/\s+/g, ''));
}

/** A callback that says yes to whatever it is asked, or says nothing at all. */
function saysYes(value: Expression): boolean {
  if (value.kind === 'call' && value.creates) return value.arguments.some((argument) => saysYes(argument.value));
  if (value.kind !== 'lambda') return false;
  const [only, ...more] = value.function.statements;
  if (!only) return true;
  if (more.length > 0 || only.kind !== 'return') return false;
  const given = only.value;
  return (
    given === undefined ||
    (given.kind === 'literal' && (given.value === true || given.value === null)) ||
    (given.kind === 'name' && given.name === 'undefined')
  );
}

function verified(edits: () => readonly Edit[] | undefined): Fix {
  return {
    title: 'verify certificates',
    risk: 'review',
    check: 'if the other side has a private certificate authority, hand its certificate to the client',
    changes: [{ edits }],
  };
}

/** `connection.setHostnameVerifier((host, session) -> true)` */
function byDefault({ callee, arguments: [given] }: Call, file: CodeFile, application: Application): readonly Fix[] {
  const isOfConnection = callee.kind === 'member' && /^set(?:Default)?HostnameVerifier$/.test(callee.name);
  return isOfConnection && given ? [verified(() => application.code.spelling.withVerification(given.value.at, file))] : [];
}

function fixesFor({ value }: NamedValue, on: boolean | string, file: CodeFile, application: Application): readonly Fix[] {
  return value.kind === 'literal' ? [verified(() => application.code.spelling.literal(value, file, on))] : [];
}
