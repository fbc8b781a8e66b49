/** The key survives what does not change a finding, and nothing else. */
import { expect, test } from 'vitest';
import type { Finding } from '../../src/finding/finding.ts';
import { semanticKey } from '../../src/finding/semantic-key.ts';
import { fingerprintsOf } from '../../src/report/fingerprints.ts';
import { finding, place } from './samples.ts';

test('moving the text or the file keeps the key', () => {
  const before = finding();
  const after = finding({ place: place('services/checkout/template.yml', 90, 3) });
  expect(semanticKey(after)).toBe(semanticKey(before));
  expect(semanticKey(before)).toMatch(/^[0-9a-f]{32}$/);
});

function policy(path: string): Finding {
  const body = place(path, 1);
  return finding({ place: body, subject: { address: `${path}#0`, label: 'policy', type: 'policy', body, root: path } });
}

test('an address that begins with its file does not tie the key to the file', () => {
  expect(semanticKey(policy('a/admin.json'))).toBe(semanticKey(policy('b/role.json')));
});

test.each([
  ['rule', finding({ ruleId: 'iam/wildcard-action' })],
  ['evidence', finding({ evidence: 'another' })],
  ['address', finding({ subject: { ...finding().subject, address: 'Refund' } })],
  ['type', finding({ subject: { ...finding().subject, type: 'AWS::Lambda::Function' } })],
])('another %s is another key', (_, other) => {
  expect(semanticKey(other)).not.toBe(semanticKey(finding()));
});

test('white space in the evidence does not count', () => {
  expect(semanticKey(finding({ evidence: ' a\n  b ' }))).toBe(semanticKey(finding({ evidence: 'a b' })));
});

test('copies are counted by path, in whatever order they come', () => {
  const a = finding({ place: place('a/template.yaml', 9) });
  const b = finding({ place: place('b/template.yaml', 2) });
  const [ofB, ofA] = fingerprintsOf([b, a], () => undefined);
  expect(ofA?.semantic).toMatch(/:1$/);
  expect(ofB?.semantic).toMatch(/:2$/);
  expect(ofA?.primaryLocationLineHash).toBe('');
});
