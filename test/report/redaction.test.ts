/** Secrets leave no trace, in whatever form they stand. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactor, secretFinder } from '../../src/finding/redaction.ts';

const secret = ['pa55', 'w0rd+/&"x', "y'z"].join('-');

describe('a secret is replaced', () => {
  const redact = redactor([secret]);
  test.each([
    ['as it is', secret],
    ['in JSON', JSON.stringify({ secret })],
    ['in a URL', `https://example.org/?q=${encodeURIComponent(secret)}`],
    ['in single quotes of YAML', `'${secret.replaceAll("'", "''")}'`],
    ['in base64', Buffer.from(secret).toString('base64')],
    ['in base64 for URLs', Buffer.from(secret).toString('base64url')],
    ['in an authorization header', `Basic ${Buffer.from(`user:${secret}`).toString('base64')}`],
    ['in base64 with text on both sides', Buffer.from(`abcd${secret}efgh`).toString('base64')],
  ])('%s', (_, text) => {
    const shown = redact(`before ${text} behind`);
    expect(shown).toMatch(/^before .*\[redacted\].* behind$/);
    expect(shown).not.toContain('w0rd');
    expect(shown).not.toContain(Buffer.from(secret).toString('base64').slice(4, 16));
  });
});

test('each line of a key counts', () => {
  const key = ['-----BEGIN KEY-----', 'MIIEvQIBADANBg', 'kqhkiG9w0BAQEF', '-----END KEY-----'].join('\n');
  expect(redactor([key])('  MIIEvQIBADANBg')).toBe('  [redacted]');
  expect(redactor([key])(`x${key}y`)).toBe('x[redacted]y');
});

test('the longest wins, and overlapping ones leave nothing between them', () => {
  const redact = redactor(['abcdef', 'abcdefghi', 'ghijkl']);
  expect(redact('-abcdefghijkl-')).toBe('-[redacted]-');
  expect(redact('-abcdefgh-')).toBe('-[redacted]gh-');
});

test('short texts, and texts of our own making, are no secrets', () => {
  const redact = redactor(['true', '', '   ', 'redacted']);
  expect(redact('true redacted')).toBe('true redacted');
});

test('no secret that is given is left, in any text', () => {
  const secrets = fc.array(fc.string({ minLength: 6, maxLength: 12, unit: fc.constantFrom('a', 'b', 'c', '[', '\\') }), {
    minLength: 1,
    maxLength: 5,
  });
  const text = fc.array(fc.oneof(fc.string({ unit: fc.constantFrom('a', 'b', 'c', '[', '\\') }), fc.constant('abcabc')));
  fc.assert(
    fc.property(secrets, text, fc.nat(4), (known, parts, index) => {
      const whole = parts.join(known[index % known.length] ?? '');
      const ranges = secretFinder(known)(whole);
      for (const one of known) {
        const trimmed = one.trim();
        for (let at = whole.indexOf(trimmed); at >= 0; at = whole.indexOf(trimmed, at + 1)) {
          expect(ranges.some(({ start, end }) => start <= at && end >= at + trimmed.length)).toBe(true);
        }
      }
    }),
    { seed: 7, numRuns: 500 },
  );
});

test('a password that is a word of every template leaves sentences readable', () => {
  expect(redactor(['password'])('the environment holds a password in clear text')).toBe('the environment holds a password in clear text');
});
