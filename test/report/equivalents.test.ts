/** The table of equivalents is true to the tools, to our rules, and to itself. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { answers } from '../../src/answers/index.ts';
import { canonicalId, defectOf, defects, idsOf, impliedWith, rulesOf } from '../../src/report/equivalents.ts';
import { refuted } from '../../src/report/equivalents/refuted.ts';
import { practices } from '../../src/rules/practice.ts';
import { rules } from '../../src/rules/index.ts';
import { finding } from './samples.ts';

/** What each tool's own list says: Checkov 3.3.30, and the public repositories of the others in November 2026. */
function idsOfTool(tool: string): ReadonlySet<string> {
  const lines = readFileSync(join(import.meta.dirname, 'tool-ids', `${tool}.txt`), 'utf8')
    .trim()
    .split('\n');
  if (tool !== 'checkov') return new Set(lines.map((line) => line.split(' ', 1)[0] ?? ''));
  return new Set(
    lines.flatMap((line) =>
      line
        .slice(line.indexOf(':') + 1)
        .trim()
        .split(' ')
        .map((number) => `${line.slice(0, line.indexOf(':'))}_${number}`),
    ),
  );
}

/** Rules that the catalog names and that are not written yet. */
const planned = new Set(
  `iam/privilege-escalation iam/shared-role iam/unused-permission iam/long-lived-credential secrets/secret-in-code secrets/secret-in-script
   secrets/unrotated-secret endpoints/unthrottled-endpoint endpoints/unvalidated-request endpoints/any-origin endpoints/unfiltered-endpoint
   endpoints/weak-authorizer storage/provider-key-only storage/provider-key-environment triggers/open-network logging/request-data-logged
   logging/unbounded-retention logging/provider-key-only monitoring/unwatched-function audit/weak-trail audit/unmonitored-account
   hardening/unlimited-concurrency hardening/lost-failures hardening/unsigned-code hardening/debug-enabled hardening/mutable-image
   workflows/script-injection workflows/printed-secret workflows/broad-permissions workflows/long-lived-key`.split(/\s+/),
);

describe.each(['checkov', 'trivy', 'cfn-nag', 'kics'])('%s', (tool) => {
  const real = idsOfTool(tool);
  const named = [...defects.flatMap(idsOf).map(({ key }) => key), ...refuted.keys(), ...answers.flatMap(({ to }) => to)];
  const used = named.filter((key) => key.startsWith(`${tool}/`));

  test('every id exists', () => {
    expect(used.length).toBeGreaterThan(30);
    expect(used.filter((key) => !real.has(key.slice(tool.length + 1)))).toEqual([]);
  });
});

test('no id stands in two rows', () => {
  const keys = defects.flatMap(idsOf).map(({ key }) => key);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test('no row stands twice', () => {
  const ids = defects.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test('every rule exists or is planned', () => {
  const known = new Set(rules.map(({ id }) => id));
  expect(defects.flatMap(rulesOf).filter((id) => !known.has(id) && !planned.has(id))).toEqual([]);
});

test('every message that a row names is one of its rule', () => {
  const wrong = defects.flatMap((defect) =>
    defect.rules.flatMap((rule) => {
      const [id, messages = ''] = rule.split(':');
      const own = rules.find((one) => one.id === id)?.messages;
      return own === undefined
        ? []
        : messages
            .split('|')
            .filter((message) => message !== '' && !(message in own))
            .map((message) => `${defect.id}: ${message}`);
    }),
  );
  expect(wrong).toEqual([]);
});

test('every row names a practice of ours or none, and what implies it exists and is not implied by it', () => {
  for (const { id, practice, impliedBy = [] } of defects) {
    if (practice !== undefined) expect(practices).toHaveProperty(practice);
    for (const stronger of impliedBy) {
      const other = defects.find((defect) => defect.id === stronger);
      expect(other && impliedWith(other).has(id), `${id} ← ${stronger}`).toBe(false);
    }
  }
});

/** Written by scripts/checkov-evidence.ts: what the real Checkov says of the examples of our rules, before and after their fixes. */
const evidence = JSON.parse(readFileSync(join(import.meta.dirname, 'tool-ids', 'checkov-evidence.json'), 'utf8')) as Record<
  string,
  Record<string, { readonly fires: number; readonly gone: number }>
>;

test('a check of Checkov that our fix of an example silences stands in a row of that rule', () => {
  const rowOf = (id: string) => defectOf(finding({ ruleId: `checkov/${id}` }));
  const seen = Object.entries(evidence).flatMap(([id, byRule]) =>
    Object.entries(byRule).flatMap(([rule, { gone }]) => (gone > 0 ? [{ id, rule }] : [])),
  );
  expect(seen.length).toBeGreaterThan(70);
  expect(seen.filter(({ id, rule }) => !rulesOf(rowOf(id) ?? defects[0]!).includes(rule))).toEqual([]);
});

test('a refutation gives a reason that ends a sentence, and its source', () => {
  for (const { reason, source, since } of refuted.values()) {
    expect(reason).toMatch(/^[a-zA-Z].*[^.]$/);
    expect(source).toMatch(/^https:\/\//);
    expect(since).toMatch(/^\d{4}-\d\d-\d\d$/);
  }
});

test.each([
  ['trivy/AVD-AWS-0086', 'trivy/AWS-0086'],
  ['tfsec/AVD-AWS-0086', 'trivy/AWS-0086'],
  ['semgrep-oss/a.b.c', 'semgrep/a.b.c'],
  ['checkov/CKV_AWS_18', 'checkov/CKV_AWS_18'],
])('%s is known as %s', (id, known) => {
  expect(canonicalId(id)).toBe(known);
});

test('every rule of gitleaks means a secret; our own rules stand in no row', () => {
  expect(defectOf(finding({ ruleId: 'gitleaks/stripe-access-token' }))?.id).toBe('secret-in-text');
  expect(rules.filter(({ id }) => defectOf(finding({ ruleId: id })))).toEqual([]);
});
