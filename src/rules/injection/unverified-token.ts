/** Tokens that are believed without a look at their signature. */
import type { CodeCall, CodeUses, Expression } from '../../model/code.ts';
import { codeNoun } from './flow.ts';
import { defineRule } from '../rule.ts';

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
  },

  *check(application) {
    for (const uses of application.code.uses) {
      for (const one of uses.calls) {
        const message = fault(one, uses);
        if (message === undefined) continue;
        yield {
          message,
          data: { call: one.name.replaceAll('()', '') },
          at: one.call.at,
          subject: application.find(uses.file.inlineIn) ?? codeNoun(uses.file, one.function),
          evidence: `${uses.file.file.path} ${one.function.name}`,
        };
      }
    }
  },
});

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
