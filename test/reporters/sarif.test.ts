/** SARIF as code scanning takes it. */
import type { Log, Result } from 'sarif';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/finding/finding.ts';
import { assembleReport } from '../../src/report/assemble.ts';
import type { Report } from '../../src/report/report.ts';
import { sarifReport, type SarifOptions } from '../../src/reporters/sarif.ts';
import { SourceFile } from '../../src/source/file.ts';
import { assemblyOptions, finding, place, rule, scan } from '../report/samples.ts';
import { context, files, findings, report, secret, source } from './application.ts';
import { schemaErrors } from './schema.ts';

function write(options: SarifOptions = {}, of = report()): { text: string; log: Log; results: Result[] } {
  const text = sarifReport(of, context(of), options);
  const log: Log = JSON.parse(text);
  expect(schemaErrors(log)).toEqual([]);
  return { text, log, results: log.runs[0]?.results ?? [] };
}

test('the whole file is as reviewed', async () => {
  const { log } = write();
  await expect(`${JSON.stringify(log, undefined, 2)}\n`).toMatchFileSnapshot('golden/application.sarif.txt');
});

test('the same report gives the same bytes', () => {
  expect(write().text).toBe(write().text);
});

const move = (key: string, value: unknown) => ((key === 'startLine' || key === 'endLine') && typeof value === 'number' ? value + 10 : value);
const read = (path: string) => new SourceFile(path, '\n'.repeat(10) + source(path).text);
const prints = ({ results }: Report) => results.map(({ fingerprints }) => fingerprints);

test('ten empty lines above everything move the lines, and no fingerprint', () => {
  const moved: Finding[] = JSON.parse(JSON.stringify(findings), move);
  const after = assembleReport([scan(moved)], assemblyOptions({}, { read }));
  expect(prints(after)).toEqual(prints(report()));
  expect(after.results.map(({ suppression }) => suppression?.status)).toEqual(report().results.map(({ suppression }) => suppression?.status));
});

test('no secret and no source text is in it', () => {
  const { text } = write();
  expect(text).not.toContain(secret);
  expect(text).not.toContain('snippet');
});

test('a fix that would write a secret out is left out', () => {
  const at = place('template.yaml', 7);
  const leaky = finding({
    ruleId: 'env/other',
    severity: 'medium',
    place: at,
    fix: { title: 'reorder', risk: 'safe', edits: [{ place: at, text: `A: ${secret}` }] },
  });
  const { text, results } = write({}, report([leaky]));
  expect(results.find(({ ruleId }) => ruleId === 'env/other')).not.toHaveProperty('fixes');
  expect(text).not.toContain(secret);
});

const suppressed = (results: readonly Result[]) => results.flatMap(({ suppressions }) => suppressions ?? []);

test('suppressed results stay in the file, and out of an upload', () => {
  expect(suppressed(write().results)).toMatchObject([{ kind: 'inSource', status: 'accepted', justification: 'GitHub signs its calls' }]);
  const upload = write({ forUpload: true });
  expect(upload.results).toHaveLength(write().results.length - 1);
  expect(suppressed(upload.results)).toEqual([]);
});

test('an expired suppression is none', () => {
  const later = report([], { startedAt: '2027-06-01T00:00:00.000Z' });
  expect(write({}, later).results.flatMap(({ suppressions }) => suppressions ?? [])).toEqual([]);
});

test('what was not scanned and what did not run is told', () => {
  const [run] = write().log.runs;
  const told = run?.invocations?.[0]?.toolExecutionNotifications?.map(({ level, message }) => `${level}: ${message.text}`);
  expect(told).toEqual([
    'warning: the scanner snyk was not run: no SNYK_TOKEN',
    'error: unreadable block',
    'warning: registry module terraform-aws-modules/lambda is remote',
  ]);
  expect(run?.invocations?.[0]).toMatchObject({ executionSuccessful: true, exitCode: 1 });
});

test('findings milder than report-severity are counted', () => {
  const { log, results } = write({}, report([], { gate: { failSeverity: 'high', reportSeverity: 'medium' } }));
  expect(results.filter(({ level }) => level === 'note')).toEqual([]);
  expect(log.runs[0]?.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toBe('1 result is milder than medium and not in this file');
});

test('a scanner that failed is told, and the execution was no success', () => {
  const of = report();
  const scanners = [
    ...of.scanners,
    { id: 'checkov', status: 'failed' as const, why: 'it ran out of memory', required: false, milliseconds: 1, findings: 0 },
  ];
  const [invocation] = write({}, { ...of, scanners }).log.runs[0]?.invocations ?? [];
  expect(invocation?.executionSuccessful).toBe(false);
  expect(invocation?.toolExecutionNotifications).toContainEqual({
    level: 'error',
    message: { text: 'the scanner checkov failed: it ran out of memory' },
  });
});

test('every tool that saw a result is an extension, with its version and what it calls the defect; one that ran and saw nothing too', () => {
  const seen = finding({
    ruleId: 'storage/public-store',
    evidence: 'guards',
    detectedBy: [
      { tool: 'faasgate', ruleId: 'storage/public-store' },
      { tool: 'checkov', ruleId: 'CKV_AWS_53' },
      { tool: 'trivy', ruleId: 'AVD-AWS-0086' },
    ],
  });
  const checkov = scan([], { scanner: 'checkov', version: '3.3.30', rules: [{ ...rule('checkov/CKV_AWS_53'), title: 'Ensure it is blocked' }] });
  const others = [scan([], { scanner: 'snyk', version: '1.1307.4 (standalone)' }), scan([], { scanner: 'sarif-file', tools: { trivy: '0.70.0' } })];
  const of = assembleReport([scan([seen]), checkov, ...others], assemblyOptions({}));
  const { log, results } = write({}, of);
  expect(log.runs[0]?.tool.extensions).toEqual([
    {
      name: 'checkov',
      version: '3.3.30',
      semanticVersion: '3.3.30',
      rules: [{ id: 'CKV_AWS_53', shortDescription: { text: 'Title of checkov/CKV_AWS_53' } }],
    },
    { name: 'snyk', version: '1.1307.4 (standalone)', rules: [] },
    { name: 'trivy', version: '0.70.0', semanticVersion: '0.70.0', rules: [{ id: 'AVD-AWS-0086' }] },
  ]);
  expect(results[0]?.properties?.['detectedBy']).toEqual(seen.detectedBy);
});

test('a file that a scanner did not come to terms with is told at its path', () => {
  const files = [
    { path: 'a/pom.xml', status: 'ok' as const },
    { path: 'b/pom.xml', status: 'failed' as const, why: 'it is no XML' },
  ];
  const of = assembleReport([scan([], { scanner: 'osv', files })], assemblyOptions({}));
  expect(write({}, of).log.runs[0]?.invocations?.[0]?.toolExecutionNotifications).toEqual([
    {
      level: 'error',
      message: { text: 'osv failed here: it is no XML' },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'b/pom.xml' } } }],
    },
  ]);
});

test('where the repository is known, it is named', () => {
  const { log } = write({ repository: { uri: 'https://github.com/owner/name', revision: '0123abc', branch: 'main' } });
  expect(log.runs[0]?.versionControlProvenance).toEqual([{ repositoryUri: 'https://github.com/owner/name', revisionId: '0123abc', branch: 'main' }]);
});

test('fixes are replacements that make the fixed text', () => {
  const [result] = write().results;
  const [change] = result?.fixes?.[0]?.artifactChanges ?? [];
  const lines = (files['template.yaml'] ?? '').split('\n');
  for (const {
    deletedRegion: { startLine = 0, startColumn = 0, endColumn = 0 },
    insertedContent,
  } of change?.replacements ?? []) {
    const line = lines[startLine - 1] ?? '';
    lines[startLine - 1] = line.slice(0, startColumn - 1) + (insertedContent?.text ?? '') + line.slice(endColumn - 1);
  }
  expect(lines[5]).toBe('        AuthType: AWS_IAM');
});

test('an edit that only deletes has no inserted content, which may not be empty', () => {
  const at = place('template.yaml', 3, 1, 4, 1);
  const { results } = write(
    {},
    report([finding({ ruleId: 'a/b', place: at, fix: { title: 'drop it', risk: 'safe', edits: [{ place: at, text: '' }] } })]),
  );
  const [replacement] = results.find(({ ruleId }) => ruleId === 'a/b')?.fixes?.[0]?.artifactChanges[0]?.replacements ?? [];
  expect(replacement).toEqual({ deletedRegion: { startLine: 3, startColumn: 1, endLine: 4, endColumn: 1 } });
});

describe('paths', () => {
  test.each([
    ['infra/my role.tf', 'infra/my%20role.tf'],
    ['a#b/c?d/100%.yaml', 'a%23b/c%3Fd/100%25.yaml'],
    ['c:/x.yaml', 'c%3A/x.yaml'],
    ['ünï/漢.tf', '%C3%BCn%C3%AF/%E6%BC%A2.tf'],
  ])('%s → %s', (path, uri) => {
    const { results } = write({}, report([finding({ ruleId: 'a/b', place: place(path, 1) })]));
    expect(results.find(({ ruleId }) => ruleId === 'a/b')?.locations?.[0]?.physicalLocation?.artifactLocation).toEqual({ uri });
  });
});

const many = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    finding({ ruleId: 'a/b', severity: 'low', evidence: String(i), message: `m${i}`, place: place('template.yaml', 1 + i) }),
  );
const noise = (i: number) => Array.from({ length: 400 }, (_, j) => (Math.imul(i * 400 + j + 1, 2_654_435_761) >>> 0).toString(36)).join(' ');

describe('the limits of code scanning', () => {
  test('the worst results are kept, and the number of the others is told', () => {
    const { log, results } = write({ maxResults: 3 }, report(many(20)));
    expect(results.map(({ level }) => level)).toEqual(['error', 'error', 'warning']);
    expect(log.runs[0]?.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toMatch(/^21 of 25 results are not in this file/);
  });

  test('no more than 25,000 are written, whatever is asked for', () => {
    const of = report(many(25_100));
    expect(write({ maxResults: 1_000_000 }, of).results).toHaveLength(25_000);
    expect(write({ forUpload: true }, of).results).toHaveLength(5_000);
  }, 60_000);

  test('a file that would be too large once compressed is cut', () => {
    const big = many(6_000).map((one, i) => ({ ...one, message: noise(i) }));
    const { text, results } = write({}, report(big));
    expect(results.length).toBeGreaterThan(1_000);
    expect(results.length).toBeLessThan(6_000);
    expect(text).toMatch(/results are not in this file/);
  }, 60_000);

  test('one rule on one line is one alert that points to the others', () => {
    const alike = [1, 20, 40].map((column) =>
      finding({ ruleId: 'a/b', evidence: String(column), message: `at ${column}`, place: place('template.yaml', 1, column) }),
    );
    const results = write({ forUpload: true }, report(alike)).results.filter(({ ruleId }) => ruleId === 'a/b');
    expect(results).toHaveLength(1);
    expect(results[0]?.message.text).toContain('(and 2 more like this on this line)');
    expect(results[0]?.relatedLocations).toHaveLength(2);
    expect(write({}, report(alike)).results.filter(({ ruleId }) => ruleId === 'a/b')).toHaveLength(3);
  });

  test('every rule has its texts, a number in a text, and at most ten tags', () => {
    const rules = write().log.runs[0]?.tool.driver.rules ?? [];
    for (const rule of rules) {
      expect(rule.properties?.['security-severity']).toMatch(/^\d\.\d$/);
      expect(rule.properties?.tags?.length).toBeLessThanOrEqual(10);
      for (const text of [rule.shortDescription?.text, rule.fullDescription?.text, rule.help?.text]) expect(text?.length).toBeGreaterThan(0);
    }
    expect(rules.find(({ id }) => id === 'secrets/secret-in-environment')?.properties?.tags).toEqual(
      expect.arrayContaining(['security', 'practice:secret-in-env', 'external/cwe/cwe-798']),
    );
  });

  test('every result stands in the rules by its index', () => {
    const { log, results } = write();
    for (const { ruleId, ruleIndex } of results) expect(log.runs[0]?.tool.driver.rules?.[ruleIndex ?? -1]?.id).toBe(ruleId);
  });
});
