/** The gate: red for findings, red for work that was not done, green for nothing else. */
import { describe, expect, test } from 'vitest';
import { severities } from '../../src/finding/severity.ts';
import { assembleReport } from '../../src/report/assemble.ts';
import { summarise } from '../../src/report/summary.ts';
import { assemblyOptions, finding, report, scan } from './samples.ts';

const gate = (failSeverity: (typeof severities)[number] | 'none', reportSeverity: (typeof severities)[number] = 'note') => ({
  failSeverity,
  reportSeverity,
});

test.each([
  ['critical', 'high', 1],
  ['high', 'high', 1],
  ['medium', 'high', 0],
  ['low', 'low', 1],
  ['note', 'note', 0],
  ['critical', 'none', 0],
] as const)('a %s finding with fail-severity %s: exit %i', (severity, failSeverity, exitCode) => {
  const { verdict } = report([finding({ severity })], {}, { gate: gate(failSeverity) });
  expect(verdict).toMatchObject({ exitCode, outcome: exitCode === 0 ? 'passed' : 'failed', blocking: exitCode === 0 ? [] : [0] });
  expect(verdict.reason).not.toBe('');
});

describe('work that was not done', () => {
  const options = assemblyOptions({});
  const failed = scan([], { scanner: 'builtin', status: 'failed', why: 'out of memory' });
  const nothing = { applications: 0, files: 0, templates: { read: 0, partly: 0, unread: 0 } };

  test('a required scanner that failed is exit 3, and says why', () => {
    expect(assembleReport([failed], options).verdict).toMatchObject({
      exitCode: 3,
      outcome: 'incomplete',
      reason: expect.stringContaining('out of memory'),
    });
  });

  test('a required scanner that was skipped is exit 3', () => {
    expect(assembleReport([scan([], { status: 'skipped', why: 'no token' })], options).verdict.exitCode).toBe(3);
  });

  test('findings that fail the gate go first', () => {
    expect(assembleReport([{ ...failed, findings: [finding()] }], options).verdict.exitCode).toBe(1);
  });

  test('an optional scanner that failed does not fail the gate', () => {
    expect(assembleReport([scan([]), { ...failed, scanner: 'checkov' }], options).verdict.exitCode).toBe(0);
  });

  test('nothing to scan is exit 3', () => {
    const { verdict } = assembleReport([scan([], { coverage: nothing })], options);
    expect(verdict).toMatchObject({ exitCode: 3, reason: expect.stringContaining('nothing to scan') });
  });

  test('templates of which none can be read are exit 3', () => {
    const coverage = { applications: 0, files: 2, templates: { read: 0, partly: 0, unread: 2 } };
    expect(assembleReport([scan([], { coverage })], options).verdict).toMatchObject({
      exitCode: 3,
      reason: expect.stringContaining('none of the 2 templates'),
    });
  });
});

describe('report-severity', () => {
  const found = severities.map((severity) => finding({ severity, evidence: severity, message: severity }));

  test('hides milder findings and counts them', () => {
    const { shown, hidden } = summarise(report(found, {}, { gate: gate('critical', 'medium') }));
    expect(shown.map(({ finding: { severity } }) => severity)).toEqual(['critical', 'high', 'medium']);
    expect(hidden).toBe(2);
  });

  test('never hides what fails the gate', () => {
    const { shown } = summarise(report(found, {}, { gate: gate('medium', 'critical') }));
    expect(shown.map(({ finding: { severity } }) => severity)).toEqual(['critical', 'high', 'medium']);
  });
});

test('a report is plain data that can be written and read back', () => {
  const whole = report([finding()], { 'template.yaml': 'a\nb\nc\nd\ne\n' });
  expect(JSON.parse(JSON.stringify(whole))).toEqual(whole);
});

test('secrets leave messages, evidence and notices before anything else is done with them', () => {
  const secret = ['hunter2', 'hunter2'].join('-');
  const one = finding({ message: `the password is ${secret}`, evidence: secret, related: [{ place: finding().place, text: secret }] });
  const made = assembleReport([scan([one], { secrets: [secret], notices: [{ level: 'info', message: `odd: ${secret}` }] })], assemblyOptions({}));
  expect(JSON.stringify(made)).not.toContain(secret);
});

describe('exceptions from fail-severity', () => {
  const overrides = { scanners: { checkov: 'none', builtin: 'medium' }, practices: { careful: 'low', lax: 'none' } } as const;
  const by = (...tools: readonly string[]) => tools.map((tool) => ({ tool, ruleId: 'x' }));

  test.each([
    ['the scanner that found it is told to let it pass', 'critical', by('checkov'), '', 0],
    ['one of two scanners is stricter', 'medium', by('checkov', 'faasgate'), '', 1],
    ['a scanner that is not named keeps to fail-severity', 'medium', by('snyk'), '', 0],
    ['a practice wins over scanners, stricter', 'low', by('checkov'), 'careful', 1],
    ['a practice wins over scanners, looser', 'critical', by('faasgate'), 'lax', 0],
  ] as const)('%s', (_, severity, detectedBy, practice, exitCode) => {
    const options = { gate: { ...gate('high'), overrides: { ...overrides, practiceOf: () => practice } } };
    const { verdict } = report([finding({ severity, detectedBy })], {}, options);
    expect(verdict.exitCode).toBe(exitCode);
    if (exitCode === 1) expect(verdict.reason).toBe('1 new finding at or above what the gate allows');
  });
});
