/** The report for people: what, where, what now, and nothing twice. */
import { describe, expect, test } from 'vitest';
import { outputContext } from '../../src/reporters/context.ts';
import { terminalReport, type TerminalOptions } from '../../src/reporters/terminal.ts';
import { SourceFile } from '../../src/source/file.ts';
import type { Report } from '../../src/report/report.ts';
import { baselineOf } from '../../src/report/baseline.ts';
import { finding, place, report as plainReport } from '../report/samples.ts';
import { context, report, secret, sources } from './application.ts';

const escapes = /\u001b\[\d+m/g;

function show(options: Partial<TerminalOptions> = {}, of = report()): string {
  return terminalReport(of, context(of), { color: false, ...options });
}

test('the whole report is as reviewed', async () => {
  await expect(show()).toMatchFileSnapshot('golden/application.txt');
  await expect(show({ all: true })).toMatchFileSnapshot('golden/application-all.txt');
});

test('colour changes nothing but colour', () => {
  expect(show({ color: true }).replace(escapes, '')).toBe(show());
  expect(show()).not.toContain('\u001b');
});

test('a scanner that failed is not run, in red, with why; one that ran tells its version, its time and its files', () => {
  const files = [
    { path: 'a/pom.xml', status: 'findings' as const },
    { path: 'b/pom.xml', status: 'failed' as const, why: 'it is no XML' },
  ];
  const of: Report = {
    ...report(),
    scanners: [
      { id: 'osv', status: 'ok', version: '1', required: true, milliseconds: 3_210, findings: 1, files },
      { id: 'checkov', status: 'failed', why: 'it ran out of memory', required: true, milliseconds: 1, findings: 0 },
    ],
  };
  const lines = show({}, of).split('\n');
  expect(lines[0]).toContain('osv 1 3.2 s, 1 of 2 files');
  expect(lines).toContain('not run: checkov failed: it ran out of memory');
  expect(show({ color: true }, of)).toContain('\u001b[31mnot run: checkov failed: it ran out of memory\u001b[39m');
  expect(show({}, of)).toContain('b/pom.xml osv failed here: it is no XML');
});

test.each([60, 80, 120])('no line is wider than %i columns', (width) => {
  expect(
    show({ width, all: true })
      .split('\n')
      .filter((line) => line.length > width),
  ).toEqual([]);
});

test('a handler is told by its name under the path of its own file, and by its path elsewhere', () => {
  const shown = (path: string): string => {
    const at = place(path, 1, 1, 1, 2);
    const subject = { address: 'src/index.js#handler', label: 'handler', type: 'function', body: at, root: 'src' };
    return show({}, plainReport([finding({ place: at, message: 'it logs all', subject })]));
  };
  expect(shown('src/index.js')).toContain('│ in handler\n');
  expect(shown('lib/log.js')).toContain('│ in src/index.js#handler\n');
});

test('piped output is at most 120 columns wide', () => {
  const at = place('template.yaml', 1, 300, 1, 305);
  const of = plainReport([finding({ place: at, message: `a ${'long '.repeat(60)}sentence` })]);
  const shown = terminalReport(
    of,
    outputContext(of, (path) => new SourceFile(path, 'x'.repeat(5_000)), []),
    { color: false, width: 400 },
  );
  expect(shown.split('\n').filter((line) => line.length > 120)).toEqual([]);
  expect(shown).toMatch(/│ …x+…\n/);
  expect(shown).toMatch(/│ +~~~~~\n/);
});

test('no secret is shown, in the frame or in the fix', () => {
  const shown = show({ all: true });
  expect(shown).not.toContain(secret);
  expect(shown.match(/STRIPE_KEY: \[redacted\] # old/g)).toHaveLength(2);
});

test('the place of a secret is kept back even where nobody knows the secret', () => {
  const of = report();
  const shown = terminalReport(
    of,
    outputContext(of, (path) => sources.get(path), []),
    { color: false },
  );
  expect(shown).toContain('STRIPE_KEY: [redacted]');
  expect(shown).not.toContain(secret);
});

test('low findings are counted, and listed with all', () => {
  expect(show()).not.toContain('monitoring/untraced-function');
  expect(show()).toContain('1 low');
  expect(show()).toMatch(/1 not\s+listed\s+\(--all\)/);
  expect(show({ all: true })).toContain('monitoring/untraced-function');
});

test('suppressed findings are counted, and listed with their reason with all', () => {
  expect(show()).toContain('1 suppressed');
  expect(show()).not.toContain('invoke Webhook');
  expect(show({ all: true })).toContain('suppressed: GitHub signs its calls (until 2027-01-01)');
});

test('an expired suppression says since when', () => {
  expect(show({}, report([], { startedAt: '2027-01-02T08:00:00.000Z' }))).toContain('1 expired yesterday');
});

test('known findings are counted and not listed', () => {
  const shown = show({}, report([], { baseline: baselineOf(report().results) }));
  expect(shown).toContain('nothing new · known: 1 critical, 1 high, 1 medium, 1 low');
  expect(shown).not.toContain('iam/wildcard-action');
  expect(shown).toMatch(/PASSED .* exit 0/);
});

describe('more than five alike in one file', () => {
  const alike = Array.from({ length: 8 }, (_, i) =>
    finding({ ruleId: 'a/b', evidence: String(i), message: `finding ${i}`, place: place('x.yaml', 10 + i) }),
  );
  test('are grouped', () => {
    const shown = show({}, plainReport(alike));
    expect(shown.match(/ {2}a\/b/g)).toHaveLength(5);
    expect(shown).toContain('… and 3 more like this: lines 15, 16, 17');
  });
  test('are listed with all', () => {
    expect(show({ all: true }, plainReport(alike)).match(/ {2}a\/b/g)).toHaveLength(8);
  });
});

test('what is said of many files is said once, and of each with all', () => {
  const notices = ['a', 'b', 'c', 'd', 'e'].map((path) => ({
    level: 'error' as const,
    path: `${path}.gz`,
    message: 'not scanned: it holds binary data',
  }));
  const of = { ...plainReport([]), notices };
  expect(show({}, of)).toContain('not scanned: a.gz, b.gz, c.gz and 2 more: it holds binary data\n');
  expect(show({ all: true }, of)).toMatch(/\n {13}e\.gz it holds binary data\n/);
});

test('a multi-line place shows three lines and counts the rest', () => {
  const text = Array.from({ length: 9 }, (_, i) => `line${i + 1}`).join('\n');
  const of = plainReport([finding({ place: place('t.yaml', 2, 1, 8, 1) })]);
  const shown = terminalReport(
    of,
    outputContext(of, (path) => new SourceFile(path, text), []),
    { color: false },
  );
  expect(shown).toMatch(/2 │ line2\n.*~~~~~\n +3 │ line3\n +4 │ line4\n +│ … 3 more lines/);
});

test('wide characters and tabs keep the mark under its text', () => {
  const text = '\t漢字: NONE\r\n';
  const of = plainReport([finding({ place: place('t.yaml', 1, 6, 1, 10) })]);
  const shown = terminalReport(
    of,
    outputContext(of, (path) => new SourceFile(path, text), []),
    { color: false },
  );
  expect(shown).toContain('1 │   漢字: NONE\n');
  expect(shown).toContain(`│ ${' '.repeat(8)}~~~~\n`);
});

test('places outside of the file, and files that are gone, are no trouble', () => {
  const of = plainReport([finding({ place: place('t.yaml', 90, 7) }), finding({ ruleId: 'a/b', place: place('gone.yaml', 3) })]);
  const shown = terminalReport(
    of,
    outputContext(of, (path) => (path === 't.yaml' ? new SourceFile(path, 'a\n') : undefined), []),
    { color: false },
  );
  expect(shown).toContain('line 3');
});
