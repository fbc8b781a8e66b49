/** The page of a job and of the tracking issue: what says the same is told once. */
import { expect, test } from 'vitest';
import type { Finding } from '../../src/finding/finding.ts';
import { outputContext } from '../../src/reporters/context.ts';
import { markdownReport } from '../../src/reporters/markdown.ts';
import { SourceFile } from '../../src/source/file.ts';
import { finding, place, report } from '../report/samples.ts';

const file = new SourceFile('a.js', Array.from({ length: 40 }, () => 'log(event);\n').join(''));

function pageOf(findings: readonly Finding[]): string {
  const of = report(findings, { 'a.js': file.text });
  return markdownReport(
    of,
    outputContext(of, () => file, []),
  );
}

function logged(line: number, more: Partial<Finding> = {}): Finding {
  const fix = { title: 'log the id', risk: 'safe', edits: [{ place: place('a.js', line, 5, line, 10), text: 'id' }] } as const;
  return finding({ place: place('a.js', line), message: 'It logs the event', evidence: String(line), fix, ...more });
}

test('findings of one sentence are one section, with their places and one patch', () => {
  const page = pageOf([logged(3), logged(7), logged(9, { message: 'It logs the token' })]);
  expect(page).toContain('**It logs the event** · critical · `triggers/public-invocation` · `a.js:3`, `a.js:7`\n');
  expect(page).toContain('@@ a.js:3, 7 @@\n-log(event);\n+log(id);\n```');
  expect(page).toContain('**It logs the token** · critical · `triggers/public-invocation` · `a.js:9`\n');
  expect(page.match(/<details>/g)).toHaveLength(2);
});

test('fixes of other names stand apart', () => {
  const fix = { title: 'log nothing', risk: 'review', check: 'it is missed', edits: [{ place: place('a.js', 7, 1, 8, 1), text: '' }] } as const;
  const page = pageOf([logged(3), logged(7, { fix })]);
  expect(page).toContain('<summary>Fix: log the id</summary>');
  expect(page).toContain('<summary>Fix to review: log nothing</summary>');
});

test('beyond twenty, places are counted', () => {
  const page = pageOf(Array.from({ length: 25 }, (_, index) => logged(index + 1)));
  expect(page).toContain('`a.js:20`, 5 more places\n');
  expect(page).not.toContain('in the SARIF file');
});
