/** The OSV scanner against a double of the service on loopback: what it reports, what it asks, and how it fails. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { dialects } from '../../../src/dialects/index.ts';
import type { Finding } from '../../../src/finding/finding.ts';
import { applyFixes } from '../../../src/fix.ts';
import { osvPlaces } from '../../../src/scanners/osv/environment.ts';
import { functionsByFolder } from '../../../src/scanners/osv/functions.ts';
import { osvScanner, type OsvOptions } from '../../../src/scanners/osv/osv.ts';
import type { ScanResult } from '../../../src/scanners/scanner.ts';
import { memoryTree } from '../../../src/source/memory.ts';
import { publicAdvisories, startOsv, type DoubleOptions, type OsvDouble } from './service.ts';

const running: OsvDouble[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const double of running.splice(0)) await double.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function start(options?: DoubleOptions): Promise<OsvDouble> {
  const double = await startOsv(options);
  running.push(double);
  return double;
}

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'osv-'));
  folders.push(folder);
  return folder;
}

const still = { clock: () => 0, wait: () => Promise.resolve() };

function scan(files: Readonly<Record<string, string>>, double: OsvDouble, more: Partial<OsvOptions> = {}): Promise<ScanResult> {
  return osvScanner({ url: double.url, ...still, ...more }).scan(memoryTree(files));
}

/** `package.json:3 high message` */
function lines({ findings }: { readonly findings: readonly Finding[] }): readonly string[] {
  return findings.map(({ place, severity, message }) => `${place.path}:${place.startLine} ${severity} ${message}`);
}

const lodash = {
  'package.json': '{\n  "dependencies": {\n    "lodash": "^4.17.15"\n  }\n}\n',
  'package-lock.json': '{ "packages": {\n  "node_modules/lodash": { "version": "4.17.15" } } }\n',
};

/** An advisory of our own making for `package`, an invented npm package. */
function invented(id: string, events: readonly Readonly<Record<string, string>>[], more: Readonly<Record<string, unknown>> = {}): unknown {
  return {
    id,
    modified: '2026-01-01T00:00:00Z',
    summary: `About ${id}`,
    affected: [{ package: { ecosystem: 'npm', name: 'invented' }, ranges: [{ type: 'SEMVER', events }] }],
    database_specific: { severity: 'LOW' },
    ...more,
  };
}

const usesInvented = (version: string): Readonly<Record<string, string>> => ({ 'package.json': `{ "dependencies": { "invented": "${version}" } }` });

test('a direct dependency is reported where the manifest asks for it, with the fix and the line of the lock file', async () => {
  const result = await scan({ ...lodash, 'index.js': "const fs = require('fs');\nconst _ = require('lodash/merge');\n" }, await start());
  expect(lines(result)).toEqual([
    'package.json:3 medium lodash 4.17.15 has a known vulnerability: Regular Expression Denial of Service (ReDoS) in lodash (CVE-2020-28500); fixed in 4.17.21',
    'package.json:3 high lodash 4.17.15 has a known vulnerability: Command Injection in lodash (CVE-2021-23337); fixed in 4.17.21',
  ]);
  const [, found] = result.findings;
  expect(found).toMatchObject({
    ruleId: 'dependencies/vulnerable-package',
    evidence: 'lodash@4.17.15 CVE-2021-23337',
    subject: { address: 'npm:lodash', root: 'package.json' },
    detectedBy: [{ tool: 'osv', ruleId: 'GHSA-35jh-r3h4-6jhm' }],
    related: [
      { place: { path: 'package-lock.json', startLine: 2 }, text: 'package-lock.json holds 4.17.15' },
      { place: { path: 'index.js', startLine: 2 }, text: 'imported here' },
    ],
    fix: {
      title: 'raise lodash to 4.17.21',
      risk: 'review',
      check: 'run `npm install lodash@4.17.21`, which brings package-lock.json along',
      edits: [{ place: { path: 'package.json', startLine: 3, startColumn: 16 }, text: '^4.17.21' }],
    },
  });
});

test('what others bring is reported in the lock file, with who brings it and the exact command', async () => {
  const files = {
    'package.json': '{ "dependencies": { "mkdirp": "0.5.1" } }',
    'package-lock.json': `{ "packages": {
      "node_modules/mkdirp": { "version": "0.5.1", "dependencies": { "minimist": "0.0.8" } },
      "node_modules/minimist": { "version": "0.0.8" } } }`,
  };
  const result = await scan(files, await start());
  expect(lines(result)).toEqual([
    'package-lock.json:3 critical minimist 0.0.8, which mkdirp brings, has a known vulnerability: Prototype Pollution in minimist (CVE-2021-44906); fixed in 0.2.4',
  ]);
  expect(result.findings[0]?.fix).toBeUndefined();
  expect(result.findings[0]?.related.map(({ text }) => text)).toEqual([
    'to raise it, run: npm pkg set "overrides.minimist=0.2.4" && npm install',
    'mkdirp brings it',
  ]);
});

test('every ecosystem: found, fixed in memory, and free of everything known afterwards', async () => {
  const double = await start();
  const files = {
    'go.mod': 'module a\n\nrequire gopkg.in/yaml.v3 v3.0.0-20210107192922-496545a6307b\n',
    'pom.xml':
      '<project><dependencies><dependency><groupId>org.apache.logging.log4j</groupId><artifactId>log4j-core</artifactId>\n<version>2.14.1</version></dependency></dependencies></project>',
    'fn.csproj': '<Project><ItemGroup><PackageReference Include="newtonsoft.json" Version="12.0.3" /></ItemGroup></Project>',
    'requirements.txt': 'PyYAML==5.3.1\nJinja2==3.1.2\n',
    'package.json': '{ "dependencies": { "jsonwebtoken": "8.5.1" } }',
  };
  const scanner = osvScanner({ url: double.url, ...still });
  const outcome = await applyFixes({ files: memoryTree(files), scan: async (tree) => (await scanner.scan(tree)).findings, wanted: () => true });
  expect(
    outcome.changed.map(({ after }) =>
      after.text
        .split('\n')
        .filter((line) => /\d\.\d/.test(line))
        .map((line) => /\d+\.\d+\.?\d*/.exec(line.replace(/.*yaml.v3/, ''))?.[0])
        .join(' '),
    ),
  ).toEqual(['13.0.1', '3.0.0', '9.0.0', '2.16.0', '5.4 3.1.6']);
  expect(outcome.left).toEqual([]);
  expect(double.refused).toEqual([]);
});

test('advisories of several databases about one vulnerability are one finding, under its CVE', async () => {
  const { findings } = await scan({ 'go.mod': 'module a\nrequire gopkg.in/yaml.v3 v3.0.0-20200313102051-9f266ea9e77c\n' }, await start());
  expect(findings.map(({ evidence }) => evidence)).toEqual(['gopkg.in/yaml.v3@3.0.0-20200313102051-9f266ea9e77c CVE-2022-28948']);
});

test('what was withdrawn is nothing, what only one database knows keeps its id, and malice is critical', async () => {
  const always = [{ introduced: '0' }];
  const advisories = [
    invented('GHSA-aaaa-bbbb-cccc', always, { withdrawn: '2026-02-01T00:00:00Z' }),
    invented('PYSEC-2026-1', always),
    invented('MAL-2026-1', always, { database_specific: {} }),
  ];
  // The service leaves withdrawn advisories out; a folder of files holds them.
  const folder = temporary();
  for (const advisory of advisories) writeFileSync(join(folder, `${(advisory as { id: string }).id}.json`), JSON.stringify(advisory));
  const result = await scan(usesInvented('1.0.0'), await start(), { databaseFolder: folder });
  expect(lines(result)).toEqual([
    'package.json:1 critical invented 1.0.0 has a known vulnerability: About MAL-2026-1 (MAL-2026-1); no fixed version is known',
    'package.json:1 low invented 1.0.0 has a known vulnerability: About PYSEC-2026-1 (PYSEC-2026-1); no fixed version is known',
  ]);
});

test('the fix is the lowest version that nothing known affects, not merely the first that one advisory names', async () => {
  const advisories = [
    invented('A-1', [{ introduced: '0' }, { fixed: '1.1.0' }]),
    invented('A-2', [{ introduced: '1.1.0' }, { fixed: '1.2.0' }]),
    invented('A-3', [{ introduced: '0' }, { fixed: '0.5.0' }, { introduced: '1.0.0' }, { fixed: '1.0.5' }]),
    invented('A-4', [{ introduced: '1.2.0' }, { last_affected: '1.2.1' }, { introduced: '2.0.0' }, { fixed: '2.0.1' }]),
    invented('A-5', [{ introduced: '0' }, { fixed: '1.3.0-rc.1' }, { introduced: '1.3.0-rc.1' }, { fixed: '1.3.0' }]),
  ];
  const { findings } = await scan(usesInvented('1.0.0'), await start({ advisories }));
  expect(findings.map(({ evidence }) => evidence)).toEqual(['invented@1.0.0 A-1', 'invented@1.0.0 A-3', 'invented@1.0.0 A-5']);
  expect(new Set(findings.map(({ fix }) => fix?.edits[0]?.text))).toEqual(new Set(['1.3.0']));
  expect(findings[0]?.fix?.risk).toBe('safe');
});

test('packages that share a property go to the latest version that one of them needs', async () => {
  const of = (name: string, fixed: string): unknown => ({
    id: `X-${name}`,
    affected: [{ package: { ecosystem: 'Maven', name: `a:${name}` }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed }] }] }],
  });
  const dependency = (name: string): string =>
    `<dependency><groupId>a</groupId><artifactId>${name}</artifactId><version>\${v}</version></dependency>`;
  const pom = `<project><properties><v>1.0</v></properties><dependencies>${dependency('b')}${dependency('c')}</dependencies></project>`;
  const { findings } = await scan({ 'pom.xml': pom }, await start({ advisories: [of('b', '1.1'), of('c', '1.2')] }));
  expect(findings.map(({ fix }) => fix?.edits.map(({ text }) => text))).toEqual([['1.2'], ['1.2']]);
});

test('an override never takes another version of the package back', async () => {
  const lock = `{ "packages": {
    "node_modules/old": { "version": "1.0.0", "dependencies": { "minimist": "0.0.8" } },
    "node_modules/old/node_modules/minimist": { "version": "0.0.8" },
    "node_modules/minimist": { "version": "1.2.8" } } }`;
  const { findings } = await scan({ 'package-lock.json': lock }, await start());
  expect(findings[0]?.related[0]?.text).toBe('to raise it, run: npm pkg set "overrides.minimist=1.2.8" && npm install');
});

test('packages for development are neither asked about nor reported', async () => {
  const double = await start();
  const { findings, status } = await scan({ 'package.json': '{ "devDependencies": { "lodash": "4.17.15" } }' }, double);
  expect([findings, status, double.requests]).toEqual([[], 'ok', []]);
});

test('the service answers in pages', async () => {
  const double = await start({ pageSize: 1 });
  const { findings } = await scan(lodash, double);
  expect(findings).toHaveLength(2);
  expect(double.requests.slice(0, 2)).toEqual(['POST /v1/querybatch 1', 'POST /v1/querybatch 1']);
});

test('a thousand queries at once and no more', async () => {
  const double = await start();
  const packages = Array.from({ length: 2001 }, (_, index) => `"node_modules/p${index}": { "version": "1.0.0" }`);
  const { status } = await scan({ 'package-lock.json': `{ "packages": { ${packages.join(',')} } }` }, double);
  expect([status, double.requests]).toEqual(['ok', ['POST /v1/querybatch 1000', 'POST /v1/querybatch 1000', 'POST /v1/querybatch 1']]);
  expect(double.refused).toEqual([]);
});

test('it waits as long as it is asked to, and longer each time when it is not', async () => {
  const double = await start();
  double.troubles.push({ status: 429, headers: { 'retry-after': '7' } }, { status: 503 }, { status: 500 });
  const waits: number[] = [];
  const wait = (milliseconds: number): Promise<void> => Promise.resolve(void waits.push(milliseconds));
  const { findings, status } = await scan(lodash, double, { wait });
  expect([status, findings.length, waits]).toEqual(['ok', 2, [7000, 2000, 4000]]);
});

test.each([
  ['an HTML page', [{ status: 200, body: '<!doctype html><title>Sign in</title>' }], /answered with no JSON but an HTML page/],
  ['something else', [{ status: 200, body: 'OK' }], /answered with no JSON$/],
  ['too few results', [{ status: 200, body: '{"results":[]}' }], /answered 0 of 1 queries/],
  ['another shape', [{ status: 200, body: '[]' }], /answered 0 of 1 queries/],
  ['a refusal', [{ status: 403 }], /refused the request \(403\)/],
  ['errors without end', Array.from({ length: 4 }, () => ({ status: 502, body: '<html>' })), /answered 502, 4 times/],
  ['pages without end', Array.from({ length: 60 }, () => ({ status: 200, body: '{"results":[{"next_page_token":"again"}]}' })), /more than 50 pages/],
  [
    'an advisory that is none',
    [
      { status: 200, body: '{"results":[{"vulns":[{"id":"X-1"}]}]}' },
      { status: 200, body: '{"no":"id"}' },
    ],
    /no advisory \(X-1\)/,
  ],
])('a service that answers with %s has failed, and is never clean', async (_, troubles, why) => {
  const double = await start();
  double.troubles.push(...troubles);
  const result = await scan(lodash, double);
  expect(result).toMatchObject({ status: 'failed', findings: [], files: [{ path: 'package-lock.json', status: 'failed' }] });
  expect(result.why).toMatch(why);
});

test('a service that is not there has failed', async () => {
  const double = await start();
  await double.close();
  running.splice(0);
  const result = await scan(lodash, double);
  expect([result.status, result.why]).toEqual(['failed', `${new URL(double.url).host} cannot be reached (ECONNREFUSED)`]);
});

test('a folder of advisories answers without the network', async () => {
  const double = await start();
  const folder = temporary();
  mkdirSync(join(folder, 'npm'));
  for (const advisory of publicAdvisories()) writeFileSync(join(folder, 'npm', `${(advisory as { id: string }).id}.json`), JSON.stringify(advisory));
  expect(lines(await scan(lodash, double, { databaseFolder: folder }))).toEqual(lines(await scan(lodash, double)));
  expect(double.requests.filter((request) => request.startsWith('POST'))).toHaveLength(2);
  const missing = await scan(lodash, double, { databaseFolder: join(folder, 'gone') });
  expect([missing.status, missing.why]).toEqual(['failed', `there is no folder ${join(folder, 'gone')} with an OSV database`]);
});

test('details are kept from run to run, and read again when the advisory changes', async () => {
  const double = await start();
  const cacheFolder = join(temporary(), 'cache');
  const details = (): number => double.requests.filter((request) => request.startsWith('GET')).length;
  await scan(lodash, double, { cacheFolder });
  await scan(lodash, double, { cacheFolder });
  expect(details()).toBe(2);
  for (const id of ['GHSA-35jh-r3h4-6jhm', 'GHSA-29mw-wpgm-hmr9'])
    writeFileSync(join(cacheFolder, `${id}.json`), '{"modified":"1970-01-01T00:00:00Z"}');
  expect((await scan(lodash, double, { cacheFolder })).findings).toHaveLength(2);
  expect(details()).toBe(4);
});

const service = `service: shop
provider: { name: aws, runtime: nodejs22.x }
functions:
  checkout: { handler: index.handler }
`;

test('each package names the functions that ship it; other folders are not theirs', async () => {
  const files = {
    'shop/serverless.yml': service.replace('index', 'src/index'),
    'shop/src/index.js': '',
    'shop/package.json': lodash['package.json'].replace('^', ''),
    'tools/package.json': lodash['package.json'].replace('^', ''),
  };
  const { findings } = await scan(files, await start(), { functionsOf: functionsByFolder(dialects) });
  const ships = findings.map(({ place, related }) => [place.path, related.some(({ text }) => text === 'ships with checkout')]);
  expect(ships).toEqual([
    ['shop/package.json', true],
    ['shop/package.json', true],
    ['tools/package.json', false],
    ['tools/package.json', false],
  ]);
});

test('a function deployed from packages that nothing pins', async () => {
  const files = {
    'shop/serverless.yml': service.replace('index', 'src/index'),
    'shop/src/index.js': '',
    'shop/package.json': '{ "dependencies": { "axios": "^1.0.0" } }',
    'other/requirements.txt': 'flask\n',
  };
  const open = await scan(files, await start(), { functionsOf: functionsByFolder(dialects) });
  expect(lines(open)).toEqual(['shop/package.json:1 low checkout is deployed from packages that nothing pins: axios']);
  const locked = { ...files, 'shop/package-lock.json': '{ "packages": { "node_modules/axios": { "version": "1.7.9" } } }' };
  expect(lines(await scan(locked, await start(), { functionsOf: functionsByFolder(dialects) }))).toEqual([]);
});

test('a lock file that is broken is named as failed, beside what the others hold', async () => {
  const result = await scan({ ...lodash, 'fn/package-lock.json': '{ "packages": {' }, await start());
  expect(result.findings).toHaveLength(2);
  expect(result.files).toEqual([
    { path: 'package-lock.json', status: 'findings' },
    { path: 'fn/package-lock.json', status: 'failed', why: expect.stringContaining('read in part') as unknown },
  ]);
  expect(result.notices).toMatchObject([{ level: 'error', path: 'fn/package-lock.json' }]);
});

test('a lock file that cannot be opened has failed, and is named', async () => {
  const double = await start();
  const tree = memoryTree(lodash);
  const result = await osvScanner({ url: double.url, ...still }).scan({ ...tree, paths: [...tree.paths, 'poetry.lock'] });
  expect(result.files).toContainEqual({ path: 'poetry.lock', status: 'failed', why: 'it could not be opened' });
  expect(result.notices).toEqual([{ level: 'error', path: 'poetry.lock', message: 'its packages are not checked: it could not be opened' }]);
});

test('a repository without packages is none of its business', async () => {
  expect(await scan({ 'template.yaml': 'Resources: {}' }, await start())).toMatchObject({ status: 'not-applicable', findings: [] });
});

test('a rule that is off, and one whose severity is another', async () => {
  const id = 'dependencies/vulnerable-package';
  const double = await start();
  expect((await scan(lodash, double, { severities: { [id]: 'off' } })).findings).toEqual([]);
  expect(double.requests).toEqual([]);
  expect((await scan(lodash, double, { severities: { [id]: 'note' } })).findings.map(({ severity }) => severity)).toEqual(['note', 'note']);
});

test('one version that is installed twice is one finding', async () => {
  const lock = `{ "packages": {
    "node_modules/a/node_modules/lodash": { "version": "4.17.15" },
    "node_modules/lodash": { "version": "4.17.15" } } }`;
  const { findings } = await scan({ 'package.json': lodash['package.json'], 'package-lock.json': lock }, await start());
  expect(findings.map(({ place }) => place.path)).toEqual(['package.json', 'package.json']);
  expect(findings[0]?.related.map(({ place, text }) => [place.startLine, text])).toContainEqual([2, 'named here too']);
});

test.each([
  ['shop', 'shop/code', false],
  ['shop/code', 'shop/code', true],
  ['shop', 'shop/target/shop.jar', true],
  ['shop/code/inner', 'shop/code', false],
])('the packages of %s ship with code of %s: %s', async (manifest, code, ships) => {
  const template = `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Pay:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: ${code}, Handler: index.handler, Runtime: nodejs22.x }
`;
  const files = {
    'template.yaml': template,
    [code.endsWith('.jar') ? code : `${code}/index.js`]: '',
    [`${manifest}/package.json`]: '{ "dependencies": { "axios": "^1.0.0" } }',
  };
  const { findings } = await scan(files, await start(), { functionsOf: functionsByFolder(dialects) });
  expect(findings).toHaveLength(ships ? 1 : 0);
});

test('the machine says where advisories come from', () => {
  expect(osvPlaces({})).toEqual({ url: 'https://api.osv.dev', databaseFolder: undefined, cacheFolder: undefined });
  const set = { FAASGATE_OSV_URL: 'https://osv.example', FAASGATE_OSV_DATABASE: '/osv', FAASGATE_OSV_CACHE: '/cache' };
  expect(osvPlaces(set)).toEqual({ url: 'https://osv.example', databaseFolder: '/osv', cacheFolder: '/cache' });
});
