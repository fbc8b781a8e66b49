/** Programs that ask for a version of TLS that is no longer safe. */
import type { Application } from '../../model/application.ts';
import type { CodeFile, CodeFunction, Expression } from '../../model/code.ts';
import { textAt, type Span } from '../../source/span.ts';
import { codeNoun } from '../injection/flow.ts';
import type { Problem } from '../rule.ts';

/** The words of each language's library for SSL 3, TLS 1.0 and TLS 1.1. */
const outdatedNames =
  /(?:^|\.)(?:PROTOCOL_SSLv[23]|PROTOCOL_TLSv1(?:_1)?|TLSVersion\.(?:SSLv3|TLSv1(?:_1)?)|VersionSSL30|VersionTLS1[01]|SecurityProtocolType\.(?:Ssl3|Tls|Tls11)|SslProtocols\.(?:Ssl[23]|Tls|Tls11))$/;
const outdatedTexts = /^(?:SSLv[23]|TLSv1(?:\.[01])?|SSLv[23]_method|TLSv1(?:_1)?_method)$/;
const settings = /^(?:minVersion|secureProtocol|MinVersion|minimum_version|ssl_version|SecurityProtocol|SslProtocols|ssl_minimum_version)$/;

export function* outdatedInCode(application: Application): Iterable<Problem<'code'>> {
  for (const { file, values, calls } of application.code.uses) {
    for (const { name, value, function: fn } of values) {
      if (settings.test(name) && isOutdated(value)) yield problem(value.at, file, fn, application);
    }
    for (const { call, name, function: fn } of calls) {
      const [first] = call.arguments;
      if (first && /(?:^|\.)(?:ssl\.SSLContext|SSLContext\.getInstance)$/.test(name) && isOutdated(first.value))
        yield problem(first.value.at, file, fn, application);
    }
  }
}

function isOutdated(value: Expression): boolean {
  if (value.kind === 'literal') return typeof value.value === 'string' && outdatedTexts.test(value.value);
  return (value.kind === 'member' || value.kind === 'name') && outdatedNames.test(textAt(value.at));
}

function problem(at: Span, file: CodeFile, fn: CodeFunction, application: Application): Problem<'code'> {
  return {
    message: 'code',
    data: { version: textAt(at).replace(/['"]/g, '') },
    at,
    subject: application.find(file.inlineIn) ?? codeNoun(file, fn),
    evidence: file.file.path,
    fixes: [
      {
        title: 'ask for TLS 1.2',
        risk: 'review',
        check: 'check that the other side speaks it',
        changes: [{ edits: () => application.code.spelling.withVersion(at, file) }],
      },
    ],
  };
}
