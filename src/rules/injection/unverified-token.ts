/** Tokens that are believed without a look at their signature. */
import type { Application } from '../../model/application.ts';
import type { Call, CodeCall, CodeFile, CodeUses, Expression, Flow } from '../../model/code.ts';
import type { NounKey } from '../../model/noun.ts';
import { isOneOf } from '../../model/value.ts';
import { codeNoun, handlerName, subjectOf } from './flow.ts';
import { textAt } from '../../source/span.ts';
import { defineRule, type Problem } from '../rule.ts';

export default defineRule({
  id: 'injection/unverified-token',
  title: 'A token is believed without its signature being verified',
  practice: 'api-no-auth',
  severity: 'high',
  confidence: 'medium',
  cwe: [347],
  why: 'What stands in a token is whatever its sender wrote there until the signature is verified: anybody can be anybody.',
  remedy: 'Verify the signature, the issuer, the audience and the expiry with the keys of the issuer.',
  unfixable: 'which keys the issuer signs with, only its author knows',
  references: ['https://www.rfc-editor.org/rfc/rfc8725', 'https://cheatsheetseries.owasp.org/cheatsheets/JSON_Web_Token_for_Java_Cheat_Sheet.html'],
  since: '0.1.0',
  messages: {
    off: '{call} is told not to verify the signature of the token',
    none: '{call} accepts tokens that nobody has signed',
    read: '{call} reads the token that the caller of {name} sends, and nobody verifies its signature',
    behind: '{call} does not verify the signature of the token; only the authorizer of the gateway, which every route to {name} has, did so before',
  },

  *check(application) {
    for (const uses of application.code.uses) {
      for (const { name, value, function: fn } of uses.values) {
        if (!takesAnySignature(name, value, uses)) continue;
        const subject = application.find(servedBy(uses.file, application)) ?? codeNoun(uses.file, fn);
        yield {
          message: 'off',
          data: { call: 'TokenValidationParameters', name: subject.label },
          at: value.at,
          subject,
          evidence: `${uses.file.file.path} ${name}`,
        };
      }
      for (const one of uses.calls) {
        const message = fault(one, uses);
        if (message === undefined) continue;
        const subject = application.find(servedBy(uses.file, application)) ?? codeNoun(uses.file, one.function);
        const isBehind = message === 'off' && isVerifiedBefore(servedBy(uses.file, application), application);
        yield {
          message: isBehind ? 'behind' : message,
          data: { call: one.name.replaceAll('()', ''), name: subject.label },
          at: one.call.at,
          subject,
          evidence: `${uses.file.file.path} ${one.function.name}`,
          ...(isBehind ? { severity: 'low' as const } : {}),
        };
      }
    }
    for (const flow of application.code.flows)
      if (flow.sink.kind === 'token' && !isVerifiedElsewhere(flow, application)) yield readToken(flow, application);
  },
});

/** What is decoded is what the caller has sent. */
function readToken(flow: Flow, application: Application): Problem<'read' | 'behind'> {
  const isBehind = isVerifiedBefore(flow.handler.serves, application);
  return {
    message: isBehind ? 'behind' : 'read',
    data: { call: flow.sink.name, name: handlerName(flow) },
    at: flow.sink.call.at,
    subject: subjectOf(flow, application),
    evidence: `${flow.sink.file.file.path} ${flow.sink.name}`,
    flow: [...flow.steps, { at: flow.sink.at, text: `reaches ${flow.sink.name}` }],
    ...(isBehind ? { severity: 'low' as const } : {}),
  };
}

/** The function whose handler stands in the file, or whose only handler does. */
function servedBy(file: CodeFile, { code: { handlers } }: Application): NounKey | undefined {
  return file.inlineIn ?? handlers.find((one) => one.file === file && one.serves !== undefined)?.serves;
}

/** Every route to the function has an authorizer that verifies tokens by their issuer's keys. */
function isVerifiedBefore(fn: NounKey | undefined, { endpoints }: Application): boolean {
  const routes = fn === undefined ? [] : endpoints.filter(({ target: { to }, purpose }) => to === fn && purpose === 'route');
  return routes.length > 0 && routes.every(({ authentication }) => isOneOf(authentication, 'jwt', 'cognito') === 'yes');
}

/** Some call of the application verifies tokens: which ones, only its author knows. */
function isVerifiedElsewhere({ sink: { file } }: Flow, { code: { uses } }: Application): boolean {
  return uses.some(
    (one) =>
      one.file.language === file.language &&
      one.calls.some(
        ({ name, call }) =>
          /(?:jwt|jose|jsonwebtoken|auth|token|cognito)[\w.()-]*\.(?:verify\w*|jwtVerify|validate\w*|ValidateToken\w*|ParseWithClaims|Parse|parseSignedClaims|parseClaimsJws)$/i.test(
            name,
          ) ||
          (/^jwt\.decode$|^jose\.jwt\.decode$/.test(name) && call.arguments.length > 1 && !says(call)),
      ),
  );
}

function says({ arguments: given }: Call): boolean {
  return given.some(({ name, value }) => name === 'options' || (name === 'verify' && value.kind === 'literal'));
}

/**
 * `RequireSignedTokens = false`, and a validator of signatures that makes a token of whatever it is given.
 * https://learn.microsoft.com/dotnet/api/microsoft.identitymodel.tokens.tokenvalidationparameters, 2026-11
 */
function takesAnySignature(name: string, value: Expression, { file }: CodeUses): boolean {
  if (file.language !== 'csharp') return false;
  if (name === 'RequireSignedTokens') return value.kind === 'literal' && value.value === false;
  if (name !== 'SignatureValidator' || value.kind !== 'lambda') return false;
  const [only, ...more] = value.function.statements;
  return (
    more.length === 0 &&
    only?.kind === 'return' &&
    only.value?.kind === 'call' &&
    only.value.creates &&
    /\b(?:JwtSecurityToken|JsonWebToken)\b/.test(textAt(only.value.callee.at))
  );
}

function fault(one: CodeCall, uses: CodeUses): 'off' | 'none' | undefined {
  const { name, call } = one;
  if (!/(?:jwt|jose|JWT|Jwt|jsonwebtoken|JsonWebToken)/.test(name)) return undefined;
  const options = call.arguments.map(({ name: keyword, value }) => ({ keyword, value }));
  const isOff = (value: Expression): boolean => value.kind === 'literal' && value.value === false;
  const says = (value: Expression): boolean =>
    value.kind === 'map' && value.entries.some((entry) => /^(?:verify_signature|verify)$/.test(entry.name ?? '') && isOff(entry.value));
  if (/\.(?:decode|verify)$/.test(name)) {
    const off = options.some(({ keyword, value }) => (keyword === 'verify' && isOff(value)) || says(value));
    // What is looked into before it is verified, to find the key, is verified after all.
    if (off) return verifies(uses, one) ? undefined : 'off';
  }
  if (/\.(?:decode|verify)$/.test(name) && options.some(({ keyword, value }) => allowsNone(keyword, value))) return 'none';
  return undefined;
}

function verifies({ calls }: CodeUses, one: CodeCall): boolean {
  return calls.some(
    (other) =>
      other !== one &&
      /(?:jwt|jose|jsonwebtoken)[\w.()]*\.(?:decode|verify)$/i.test(other.name) &&
      other.call.arguments.length > 1 &&
      !other.call.arguments.some(({ name, value }) => name === 'options' || (name === 'verify' && value.kind === 'literal')),
  );
}

function allowsNone(keyword: string | undefined, value: Expression): boolean {
  const list = keyword === 'algorithms' ? value : value.kind === 'map' ? value.entries.find(({ name }) => name === 'algorithms')?.value : undefined;
  return list?.kind === 'list' && list.items.some((item) => item.kind === 'literal' && /^none$/i.test(String(item.value)));
}
