/** What becomes of foreign findings that nothing of ours explains. */
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/finding/finding.ts';
import { assembleReport, type AssemblyOptions } from '../../src/report/assemble.ts';
import { assemblyOptions, finding, place, rule, scan } from './samples.ts';

function theirs(ruleId: string, changes: Partial<Finding> = {}): Finding {
  const at = place('template.yaml', 2, 1, 9, 10);
  const [tool = '', id = ''] = ruleId.split('/');
  return finding({
    ruleId,
    severity: 'medium',
    message: `Data: ${id}`,
    evidence: '',
    place: at,
    subject: { address: 'Data', label: 'Data', type: 'AWS::S3::Bucket', body: at, root: 'template.yaml' },
    detectedBy: [{ tool, ruleId: id }],
    ...changes,
  });
}

const files = { 'template.yaml': 'Resources:\n  Data:\n    Type: AWS::S3::Bucket\n\n\n\n\n\n    # end\n' };
const known = rule('x/y');

function report(findings: readonly Finding[], changes: Partial<AssemblyOptions> = {}, text: Readonly<Record<string, string>> = files) {
  const scans = [scan([]), scan(findings, { scanner: 'checkov', version: '3.3.30' })];
  return assembleReport(scans, assemblyOptions(text, { rule: (id) => (id.includes('CKV') ? undefined : { ...known, id }), ...changes }));
}

const shown = (findings: readonly Finding[], changes: Partial<AssemblyOptions> = {}) =>
  report(findings, changes).results.map(({ finding: { ruleId, severity, message } }) => ({ ruleId, severity, message }));

test('one without an equivalent keeps its id, its severity and its sentence', () => {
  expect(shown([theirs('checkov/CKV_AWS_144')])).toEqual([{ ruleId: 'checkov/CKV_AWS_144', severity: 'medium', message: 'Data: CKV_AWS_144' }]);
});

test('what the provider has made its default is a note that says so, with its source', () => {
  const { results, rules } = report([theirs('checkov/CKV_AWS_53')]);
  expect(results[0]?.finding.severity).toBe('note');
  expect(results[0]?.finding.message).toMatch(/^Data: CKV_AWS_53 \(but every bucket made since April 2023 .*\)$/);
  expect(rules['checkov/CKV_AWS_53']).toMatchObject({
    practice: 'public-storage',
    references: expect.arrayContaining([expect.stringContaining('access-control-block-public-access')]),
  });
});

test('said of many resources of one file it is one note that names all of their places; another file has its own', () => {
  const of = (path: string, line: number) => {
    const at = place(path, line);
    return theirs('checkov/CKV_AWS_117', { place: at, subject: { address: `F${line}`, label: `F${line}`, type: 'T', body: at, root: path } });
  };
  const { results } = report([of('a.yaml', 9), of('a.yaml', 5), of('a.yaml', 7), of('b.yaml', 1)]);
  expect(
    results.map(
      ({
        finding: {
          place: { path, startLine },
          related,
        },
      }) => [path, startLine, related.map(({ text }) => text)],
    ),
  ).toEqual([
    ['a.yaml', 5, ['F7', 'F9']],
    ['b.yaml', 1, []],
  ]);
  expect(results[0]?.finding.message).toMatch(/; the same holds for 2 more\)$/);
});

test('where ours says that the default is turned off, ours stands', () => {
  const ours = finding({
    ruleId: 'storage/public-store',
    severity: 'medium',
    evidence: 'guards',
    message: 'One careless policy makes Data public',
    place: place('template.yaml', 4),
    subject: theirs('checkov/x').subject,
    detectedBy: [{ tool: 'faasgate', ruleId: 'storage/public-store' }],
  });
  expect(shown([ours, theirs('checkov/CKV_AWS_53')])).toEqual([{ ruleId: 'storage/public-store', severity: 'medium', message: ours.message }]);
});

test('where a rule of ours asks the same, it says what to do', () => {
  const { rules } = report([theirs('checkov/CKV_AWS_363'), theirs('checkov/CKV_AWS_144')]);
  expect(rules['checkov/CKV_AWS_363']).toMatchObject({ remedy: known.remedy, cwe: known.cwe, practice: 'runtime-deprecated' });
  expect(rules['checkov/CKV_AWS_144']).toMatchObject({ remedy: '', cwe: [] });
});

describe('the configuration', () => {
  test('of our rule holds for its equivalents', () => {
    expect(shown([theirs('checkov/CKV_AWS_363')], { ruleSettings: { 'hardening/deprecated-runtime': 'low' } })).toMatchObject([{ severity: 'low' }]);
  });

  test('a rule that is off takes its equivalents along, and the report says how many', () => {
    const { results, notices } = report([theirs('checkov/CKV_AWS_363'), theirs('checkov/CKV_AWS_144')], {
      ruleSettings: { 'hardening/deprecated-runtime': 'off' },
    });
    expect(results.map(({ finding: { ruleId } }) => ruleId)).toEqual(['checkov/CKV_AWS_144']);
    expect(notices.map(({ message }) => message)).toContain('1 finding of another tool is not reported, because hardening/deprecated-runtime is off');
  });

  test('a foreign id has settings of its own, which win', () => {
    const ruleSettings = { 'hardening/deprecated-runtime': 'off', 'checkov/CKV_AWS_363': 'critical' } as const;
    expect(shown([theirs('checkov/CKV_AWS_363')], { ruleSettings })).toMatchObject([{ severity: 'critical' }]);
    expect(shown([theirs('checkov/CKV_AWS_144')], { ruleSettings: { 'checkov/CKV_AWS_144': 'off' } })).toEqual([]);
  });
});

describe('suppressions', () => {
  const commented = (rules: string) => ({
    'template.yaml': files['template.yaml'].replace('  Data:', `  # faasgate:ignore ${rules} reason="agreed"\n  Data:`),
  });
  const at = place('template.yaml', 3, 1, 10, 10);
  const one = (ruleId: string) => theirs(ruleId, { place: at, subject: { ...theirs(ruleId).subject, body: at } });

  test.each(['hardening/deprecated-runtime', 'hardening/*', 'checkov/CKV_AWS_363', 'checkov/*'])('%s accepts it', (rules) => {
    const { results } = report([one('checkov/CKV_AWS_363')], {}, commented(rules));
    expect(results[0]?.suppression).toMatchObject({ kind: 'inline', status: 'accepted', reason: 'agreed' });
  });

  test('that of another rule does not', () => {
    expect(report([one('checkov/CKV_AWS_363')], {}, commented('iam/*')).results[0]?.suppression).toBeUndefined();
  });

  test('what the tool itself was told to let be is accepted, until its day', () => {
    const skipped = (until?: string) => theirs('checkov/CKV_AWS_144', { suppressedBy: { tool: 'checkov', reason: 'one region', until } });
    expect(report([skipped()]).results[0]?.suppression).toMatchObject({ kind: 'scanner', reason: 'one region', status: 'accepted' });
    expect(report([skipped('2026-11-19')]).results[0]?.suppression).toMatchObject({ kind: 'scanner', status: 'expired' });
  });

  test('one without a reason says whose it is', () => {
    const skipped = theirs('checkov/CKV_AWS_144', { suppressedBy: { tool: 'checkov', reason: '' } });
    expect(report([skipped]).results[0]?.suppression?.reason).toBe('checkov was told to let it be');
  });
});

test('a scanner tells its version and what came of each file', () => {
  const filesOf = [
    { path: 'a/pom.xml', status: 'ok' },
    { path: 'b/pom.xml', status: 'failed', why: 'the service answered 429' },
  ] as const;
  const { scanners } = assembleReport([scan([]), scan([], { scanner: 'snyk', version: '1.1307.4', files: filesOf })], assemblyOptions({}));
  expect(scanners[1]).toMatchObject({ id: 'snyk', version: '1.1307.4', files: filesOf });
});

test('what our own scanner knows of the resource goes with a finding: a fix, or why it is none there', () => {
  const body = place('template.yaml', 2, 1, 9, 10);
  const fix = { title: 'keep earlier versions', risk: 'review' as const, check: 'each is paid for', edits: [] };
  const answers = [
    { to: ['checkov/CKV_AWS_21'], address: 'Data', body, harmless: '', fix },
    { to: ['checkov/CKV_AWS_144'], address: 'Data', body, harmless: 'it holds copies' },
    { to: ['checkov/CKV_AWS_18'], address: 'Other', body: place('template.yaml', 30), harmless: 'it is another one' },
  ];
  const found = [theirs('checkov/CKV_AWS_21'), theirs('checkov/CKV_AWS_144'), theirs('checkov/CKV_AWS_18')];
  const scans = [scan([], { answers }), scan(found, { scanner: 'checkov', version: '3.3.30' })];
  const { results } = assembleReport(scans, assemblyOptions(files));
  const told = results.map(({ finding: one }) => [one.ruleId, one.severity, one.message, one.fix?.title]).sort();
  expect(told).toEqual([
    ['checkov/CKV_AWS_144', 'note', 'Data: CKV_AWS_144 (but it holds copies)', undefined],
    ['checkov/CKV_AWS_18', 'medium', 'Data: CKV_AWS_18', undefined],
    ['checkov/CKV_AWS_21', 'medium', 'Data: CKV_AWS_21', 'keep earlier versions'],
  ]);
});

test('a note of another tool is said once for each kind of resource in a file; whatever is worse stays apart', () => {
  const of = (line: number, type: string, severity: Finding['severity']) => {
    const at = place('a.yaml', line);
    return theirs('checkov/CKV_AWS_144', {
      severity,
      place: at,
      subject: { address: `B${line}`, label: `B${line}`, type, body: at, root: 'a.yaml' },
    });
  };
  const { results } = report([of(1, 'T', 'note'), of(3, 'T', 'note'), of(5, 'U', 'note'), of(7, 'T', 'low'), of(9, 'T', 'low')]);
  expect(results.map(({ finding: { place: at, message } }) => [at.startLine, message.includes('the same holds for 1 more')])).toEqual([
    [7, false],
    [9, false],
    [1, true],
    [5, false],
  ]);
});

test('nobody is told what to do about a rule that is right about nothing here', () => {
  const answers = [{ to: ['checkov/CKV_AWS_116'], address: 'Data', body: place('template.yaml', 2, 1, 9, 10), harmless: 'nobody sends it events' }];
  const remedyOf = (known: readonly (typeof answers)[number][]): string | undefined => {
    const scans = [scan([], { answers: known }), scan([theirs('checkov/CKV_AWS_116')], { scanner: 'checkov', version: '3.3.30' })];
    const options = assemblyOptions(files, { rule: (id) => (id.includes('CKV') ? undefined : rule(id, { remedy: 'Give it a queue.' })) });
    return assembleReport(scans, options).rules['checkov/CKV_AWS_116']?.remedy;
  };
  expect([remedyOf([]), remedyOf(answers)]).toEqual(['Give it a queue.', '']);
});
