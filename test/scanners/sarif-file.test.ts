/** SARIF of other tools, as they really write it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sarifFileScanner } from '../../src/scanners/sarif-file/sarif-file.ts';
import type { ScanResult } from '../../src/scanners/scanner.ts';
import { openFolder } from '../../src/source/folder.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sarif-file-'));
  mkdirSync(join(folder, 'infra'));
  writeFileSync(join(folder, 'infra/main.tf'), 'resource "aws_s3_bucket" "b" {\n  bucket = "data"\n}\n');
  writeFileSync(join(folder, 'app ü.py'), 'import os\nos.system(event["x"])\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function scanBytes(...contents: readonly (string | Uint8Array)[]): Promise<ScanResult> {
  const inputs = contents.map((content, index) => {
    const name = `out-${index}.sarif`;
    writeFileSync(join(folder, name), content);
    return { name, path: join(folder, name) };
  });
  return scanInputs(inputs);
}

function scanInputs(inputs: readonly { readonly name: string; readonly path: string }[]): Promise<ScanResult> {
  return sarifFileScanner({ inputs, folder, families: new Set(['iam', 'storage']), clock: () => 0 }).scan(openFolder(folder));
}

type Part = Readonly<Record<string, unknown>>;

const at = (uri: string, region: Part = { startLine: 2 }): readonly Part[] => [{ physicalLocation: { artifactLocation: { uri }, region } }];
const result = (changes: Part = {}): Part => ({ ruleId: 'R1', message: { text: 'Bad.' }, locations: at('infra/main.tf'), ...changes });
const run = (results: readonly unknown[], changes: Part = {}): Part => ({
  tool: { driver: { name: 'Some Tool', version: '2.3' } },
  results,
  ...changes,
});
const log = (...runs: readonly unknown[]): string => JSON.stringify({ version: '2.1.0', runs });
const scanResults = (...results: readonly unknown[]) => scanBytes(log(run(results)));
const tool = (rules: readonly Part[], name = 'Some Tool'): Part => ({ tool: { driver: { name, rules } } });

test('a result becomes a finding of its tool, on its line', async () => {
  const { findings, status, tools, files, rules } = await scanResults(result());
  expect(status).toBe('ok');
  expect(findings).toMatchObject([
    {
      ruleId: 'some-tool/R1',
      severity: 'medium',
      message: 'Bad',
      place: { path: 'infra/main.tf', startLine: 2, startColumn: 1, endLine: 2, endColumn: 18 },
      detectedBy: [{ tool: 'some-tool', ruleId: 'R1' }],
    },
  ]);
  expect(tools).toEqual({ 'some-tool': '2.3' });
  expect(files).toEqual([{ path: 'out-0.sarif', status: 'findings' }]);
  expect(rules).toMatchObject([{ id: 'some-tool/R1', title: 'R1' }]);
});

describe('the text', () => {
  test.each([
    ['a byte order mark', `\ufeff${log(run([result()]))}`],
    ['UTF-16', Buffer.from(`\ufeff${log(run([result()]))}`, 'utf16le')],
    ['no version', JSON.stringify({ runs: [run([result()])] })],
  ])('%s is read', async (_, content) => {
    expect((await scanBytes(content)).findings).toHaveLength(1);
  });

  test.each([
    ['nothing', '', 'it is empty'],
    ['HTML', '<html></html>', 'it is not JSON'],
    ['other JSON', '{"results": []}', 'it is JSON and not SARIF: it holds no runs'],
    ['a list', '[]', 'it is JSON and not SARIF: it holds no runs'],
    ['an old version', '{"version":"1.0.0","runs":[]}', 'it is SARIF 1.0.0; only 2.1.0 is read'],
  ])('%s has failed, and the sentence names the file', async (_, content, why) => {
    expect(await scanBytes(content)).toMatchObject({
      status: 'failed',
      why: `out-0.sarif: ${why}`,
      files: [{ path: 'out-0.sarif', status: 'failed', why }],
    });
  });

  test('a file that is missing has failed; the others count', async () => {
    writeFileSync(join(folder, 'good.sarif'), log(run([result()])));
    const inputs = ['good.sarif', 'gone.sarif'].map((name) => ({ name, path: join(folder, name) }));
    const { status, why, findings } = await scanInputs(inputs);
    expect({ status, why, findings: findings.length }).toEqual({ status: 'failed', why: 'gone.sarif: there is no such file', findings: 1 });
  });

  test('one above 50 MB is not read', async () => {
    expect((await scanBytes(Buffer.alloc(50 * 1024 * 1024 + 1, 32))).why).toBe('out-0.sarif: it is larger than 50 MB');
  });

  test('a tool that says that it failed has failed, with what it found', async () => {
    const { status, why, findings } = await scanBytes(log(run([result()], { invocations: [{ executionSuccessful: false }] })));
    expect({ status, why, findings: findings.length }).toEqual({
      status: 'failed',
      why: 'out-0.sarif: Some Tool says of itself that it did not succeed',
      findings: 1,
    });
  });

  test('parts of any other type are as good as absent', async () => {
    const odd = [
      null,
      7,
      'x',
      [],
      {},
      { ruleId: 3, message: 'no', locations: 'here' },
      { locations: [{ physicalLocation: { artifactLocation: { uri: 4 } } }] },
    ];
    const { status, findings } = await scanBytes(
      log(null, 3, { results: 'none' }, { tool: [], results: [...odd, result({ message: null, level: 5, suppressions: 1 })] }),
    );
    expect({ status, ids: findings.map(({ ruleId }) => ruleId) }).toEqual({ status: 'ok', ids: ['unnamed-tool/R1'] });
  });
});

describe('severity', () => {
  const severity = async (rule: Part, changes: Part = {}) =>
    (await scanBytes(log(run([result(changes)], tool([{ id: 'R1', ...rule }]))))).findings[0]?.severity;

  test.each([
    ['9.8', 'critical'],
    [7, 'high'],
    ['4.0', 'medium'],
    ['0.1', 'low'],
    [0, 'note'],
    ['undefined', 'high'],
    [null, 'high'],
    ['1e9', 'high'],
  ])('security-severity %s of a rule with level error is %s', async (score, expected) => {
    expect(await severity({ properties: { 'security-severity': score }, defaultConfiguration: { level: 'error' } })).toBe(expected);
  });

  test.each([
    ['error', 'high'],
    ['warning', 'medium'],
    ['note', 'low'],
    ['none', 'note'],
    ['constructor', 'medium'],
  ])('level %s alone is %s', async (level, expected) => {
    expect(await severity({}, { level })).toBe(expected);
  });
});

describe('rules', () => {
  const rules = [
    { id: 'A1' },
    { id: 'B2', shortDescription: { text: 'Open door' }, helpUri: 'https://example.org/b2', properties: { tags: ['external/cwe/cwe-079'] } },
  ];
  const idOf = async (changes: Part, runChanges: Part = tool(rules)) =>
    (await scanBytes(log(run([{ ...result(), ruleId: undefined, ...changes }], runChanges)))).findings[0]?.ruleId;

  test('are found by index where no id is written', async () => {
    expect(await idOf({ ruleIndex: 1 })).toBe('some-tool/B2');
    expect(await idOf({ rule: { index: 0 } })).toBe('some-tool/A1');
  });

  test('of an extension are found by its index', async () => {
    const extended = { tool: { driver: { name: 'CodeQL', rules: [] }, extensions: [{ rules: [{ id: 'js/xss' }] }] } };
    expect(await idOf({ rule: { index: 0, toolComponent: { index: 0 } } }, extended)).toBe('codeql/js/xss');
  });

  test('that do not exist leave a result without a name, not without a finding', async () => {
    expect(await idOf({ ruleIndex: 9 })).toBe('some-tool/unnamed');
  });

  test('give the sentence where the result has none, and the weakness', async () => {
    const { findings, rules: told } = await scanBytes(log(run([result({ ruleId: 'B2', message: {} })], tool(rules))));
    expect(findings[0]?.message).toBe('Open door');
    expect(told).toMatchObject([{ id: 'some-tool/B2', title: 'Open door', cwe: [79], helpUri: 'https://example.org/b2' }]);
  });

  test('a message of the rule is filled in', async () => {
    const messages = [{ id: 'R1', messageStrings: { open: { text: '{0} is open to {1}' } } }];
    const { findings } = await scanBytes(log(run([result({ message: { id: 'open', arguments: ['b', 'all'] } })], tool(messages))));
    expect(findings[0]?.message).toBe('b is open to all');
  });

  test('of Trivy say one thing of many', async () => {
    const message = { text: 'Artifact: infra/main.tf\nType: terraform\nSeverity: HIGH\nMessage: No public access block.\nLink: [x](https://y)' };
    expect((await scanResults(result({ message }))).findings[0]?.message).toBe('No public access block');
  });
});

describe('places', () => {
  const placed = async (uri: string, changes: Part = {}) =>
    (await scanBytes(log(run([result({ locations: at(uri) })], changes)))).findings[0]?.place.path;

  test.each([
    ['./infra/main.tf', 'infra/main.tf'],
    ['infra\\main.tf', 'infra/main.tf'],
    ['app%20%C3%BC.py', 'app ü.py'],
    ['app ü.py', 'app ü.py'],
    ['file:///home/runner/work/shop/shop/infra/main.tf', 'infra/main.tf'],
    ['file:///D:/a/shop/shop/infra/main.tf', 'infra/main.tf'],
    ['/github/workspace/infra/main.tf', 'infra/main.tf'],
  ])('%s is %s', async (uri, path) => {
    expect(await placed(uri)).toBe(path);
  });

  test('of this machine, absolute or below the name of the scanned folder', async () => {
    expect(await placed(`file://${folder}/infra/main.tf`)).toBe('infra/main.tf');
    expect(await placed(`${basename(folder)}/infra/main.tf`)).toBe('infra/main.tf');
  });

  test('bases are followed', async () => {
    const locations = [{ physicalLocation: { artifactLocation: { uri: 'main.tf', uriBaseId: 'INFRA' }, region: {} } }];
    const bases = { INFRA: { uri: 'infra', uriBaseId: 'SRCROOT' }, SRCROOT: { uri: 'file:///ci/shop/' } };
    expect((await scanBytes(log(run([result({ locations })], { originalUriBaseIds: bases })))).findings[0]?.place.path).toBe('infra/main.tf');
  });

  test('a base of itself ends', async () => {
    const locations = [{ physicalLocation: { artifactLocation: { uri: 'infra/main.tf', uriBaseId: 'A' } } }];
    expect((await scanBytes(log(run([result({ locations })], { originalUriBaseIds: { A: { uriBaseId: 'A' } } })))).findings).toHaveLength(1);
  });

  test('artifacts are found by index', async () => {
    const locations = [{ physicalLocation: { artifactLocation: { index: 0 } } }];
    expect((await scanBytes(log(run([result({ locations })], { artifacts: [{ location: { uri: 'infra/main.tf' } }] })))).findings).toHaveLength(1);
  });

  test.each(['../secret.txt', 'infra/../../x.tf', 'gone.tf', 'https://example.org/infra/main.tf', 'file:///etc/passwd'])(
    '%s is not in the folder: a notice, and no finding',
    async (uri) => {
      const { findings, notices, status } = await scanResults(result({ locations: at(uri) }), result());
      expect({ status, findings: findings.length }).toEqual({ status: 'ok', findings: 1 });
      expect(notices).toEqual([
        { level: 'warning', message: 'out-0.sarif: 1 result of Some Tool left out: what they speak of is not in the scanned folder' },
      ]);
    },
  );

  test('a result without a place is a notice', async () => {
    expect((await scanResults(result({ locations: [] }))).notices).toMatchObject([
      { message: 'out-0.sarif: 1 result of Some Tool left out: they name no file' },
    ]);
  });

  test.each([
    [{}, [1, 1, 1, 31]],
    [{ startLine: 0 }, [1, 1, 1, 31]],
    [{ startLine: 2, startColumn: 3, endColumn: 9 }, [2, 3, 2, 9]],
    [{ startLine: 2, endLine: 1 }, [2, 1, 2, 18]],
    [{ startLine: 9000, startColumn: 9000 }, [4, 1, 4, 1]],
    [{ startLine: 2.5 }, [1, 1, 1, 31]],
    [{ charOffset: 33, charLength: 6 }, [2, 3, 2, 9]],
  ])('region %j is inside of the file', async (region, [startLine, startColumn, endLine, endColumn]) => {
    const { findings } = await scanResults(result({ locations: at('infra/main.tf', region) }));
    expect(findings[0]?.place).toEqual({ path: 'infra/main.tf', startLine, startColumn, endLine, endColumn });
  });

  test('a resource that the tool names is the subject', async () => {
    const [location] = at('infra/main.tf');
    const locations = [{ ...location, logicalLocations: [{ kind: 'resource', fullyQualifiedName: 'aws_s3_bucket.b' }] }];
    expect((await scanResults(result({ locations }))).findings[0]?.subject.address).toBe('aws_s3_bucket.b');
  });
});

describe('what is not wrong', () => {
  test.each([{ kind: 'pass' }, { kind: 'notApplicable' }, { baselineState: 'absent' }])('%j is no finding', async (changes) => {
    expect((await scanResults(result(changes))).findings).toEqual([]);
  });

  test('what the tool was told to let be is suppressed by it, with its reason', async () => {
    const suppressedBy = async (...suppressions: readonly Part[]) => (await scanResults(result({ suppressions }))).findings[0]?.suppressedBy;
    expect(await suppressedBy({ kind: 'inSource', justification: 'a test' })).toEqual({ tool: 'some-tool', reason: 'a test' });
    expect(await suppressedBy({ kind: 'external', status: 'rejected' })).toBeUndefined();
    expect(await suppressedBy()).toBeUndefined();
  });
});

test('a file cannot speak in our name', async () => {
  const { findings, notices } = await scanBytes(log(run([result()], tool([], 'Faasgate')), run([result({ ruleId: 'admin-role' })], tool([], 'IAM'))));
  expect(findings.map(({ ruleId, detectedBy }) => [ruleId, detectedBy[0]?.tool])).toEqual([['iam-tool/admin-role', 'iam-tool']]);
  expect(notices).toMatchObject([{ message: expect.stringContaining('results of faasgate itself are left out') }]);
});

test('a credential is not repeated, whatever the tool says of it', async () => {
  const secret = 'AKIA' + 'Q3EGRIGHTLYWRONG';
  const one = result({
    ruleId: 'aws-access-token',
    message: { text: `found ${secret}` },
    locations: at('infra/main.tf', { startLine: 2, snippet: { text: secret } }),
  });
  const { findings, rules } = await scanBytes(log(run([one], tool([], 'gitleaks'))));
  expect(findings).toMatchObject([{ secret: true, ruleId: 'gitleaks/aws-access-token' }]);
  expect(JSON.stringify([findings, rules])).not.toContain(secret);
});

describe('packages', () => {
  const lodash = (name: string, message: string) =>
    scanBytes(log(run([result({ ruleId: 'CVE-2021-23337', message: { text: message } })], tool([{ id: 'CVE-2021-23337' }], name))));

  test('of Trivy', async () => {
    const message =
      'Package: lodash\nInstalled Version: 4.17.15\nVulnerability CVE-2021-23337\nSeverity: HIGH\nFixed Version: 4.17.21\nLink: [CVE-2021-23337](https://avd.aquasec.com/nvd/cve-2021-23337)';
    const { findings, rules } = await lodash('Trivy', message);
    expect(findings).toMatchObject([
      {
        ruleId: 'dependencies/vulnerable-package',
        evidence: 'lodash@4.17.15 CVE-2021-23337',
        message: 'lodash 4.17.15 has a known vulnerability: CVE-2021-23337; fixed in 4.17.21',
        detectedBy: [{ tool: 'trivy', ruleId: 'CVE-2021-23337' }],
      },
    ]);
    expect(rules).toMatchObject([{ id: 'dependencies/vulnerable-package', practice: 'vulnerable-dependency' }]);
  });

  test('of OSV-Scanner, with what else they are called', async () => {
    const { findings } = await lodash(
      'osv-scanner',
      "Package '@a/lodash@4.17.15' is vulnerable to 'CVE-2021-23337' (also known as 'GHSA-35jh-r3h4-6jhm').",
    );
    expect(findings[0]).toMatchObject({ evidence: '@a/lodash@4.17.15 CVE-2021-23337' });
    expect(findings[0]?.detectedBy.map(({ ruleId }) => ruleId)).toEqual(['CVE-2021-23337', 'GHSA-35jh-r3h4-6jhm']);
  });

  test('of which nothing is named stay results of their tool', async () => {
    expect((await lodash('Some Tool', 'A vulnerable package is used')).findings[0]?.ruleId).toBe('some-tool/CVE-2021-23337');
  });
});

test('the way of data is kept, within the folder', async () => {
  const step = (uri: string, startLine: number, text?: string) => ({
    location: { ...at(uri, { startLine })[0], ...(text ? { message: { text } } : {}) },
  });
  const codeFlows = [{ threadFlows: [{ locations: [step('app ü.py', 1, 'source'), step('../x', 1), step('app ü.py', 2)] }] }];
  const { findings } = await scanResults(result({ codeFlows }));
  expect(findings[0]?.flow?.map(({ place, text }) => [place.startLine, text])).toEqual([
    [1, 'source'],
    [2, 'see here'],
  ]);
});

test('more results than code scanning takes are counted', async () => {
  const { findings, notices } = await scanResults(...Array.from({ length: 25_002 }, () => result()));
  expect(findings).toHaveLength(25_000);
  expect(notices).toMatchObject([{ message: 'out-0.sarif: 2 results of Some Tool left out: no more than 25000 are read' }]);
});
