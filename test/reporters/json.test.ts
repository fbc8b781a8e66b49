/** The report as data: whole, and without secrets. */
import { expect, test } from 'vitest';
import { jsonReport } from '../../src/reporters/json.ts';
import { finding, place } from '../report/samples.ts';
import { context, report, secret } from './application.ts';

test('what is written is the report', () => {
  const of = report();
  expect(JSON.parse(jsonReport(of, context(of)))).toEqual(JSON.parse(JSON.stringify(of)));
});

test('a fix that would write a secret out is left out, and nothing else', () => {
  const at = place('template.yaml', 7);
  const of = report([
    finding({ ruleId: 'env/other', place: at, fix: { title: 'reorder', risk: 'safe', edits: [{ place: at, text: `A: ${secret}` }] } }),
  ]);
  const text = jsonReport(of, context(of));
  const fixes = (results: typeof of.results) => results.filter((result) => result.finding.fix).length;
  expect(text).not.toContain(secret);
  expect(fixes(JSON.parse(text).results)).toBe(fixes(of.results) - 1);
});
