/** The OSV scanner against a double of the service on loopback: what it reports, where, and how it is fixed. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dialects } from '../../../src/dialects/index.ts';
import { applyFixes } from '../../../src/fix.ts';
import { functionsByFolder } from '../../../src/scanners/osv/functions.ts';
import { osvScanner } from '../../../src/scanners/osv/osv.ts';
import { memoryTree } from '../../../src/source/memory.ts';
import { lines, lodash, scan, start, still, temporary } from './scanning.ts';

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

test('a lock file of a hundred thousand packages is read whole and asked about a thousand at a time', { timeout: 120_000 }, async () => {
  const packages = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`node_modules/p${index}`, { version: '1.0.0' }]));
  const double = await start();
  const files = {
    'package.json': lodash['package.json'],
    'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages: { ...packages, 'node_modules/lodash': { version: '4.17.15' } } }),
  };
  const result = await scan(files, double);
  expect(result.status).toBe('ok');
  expect(result.findings.map(({ evidence }) => evidence.split(' ')[0])).toEqual(['lodash@4.17.15', 'lodash@4.17.15']);
  expect(double.requests.filter((request) => request === 'POST /v1/querybatch 1000').length).toBe(100);
  expect(double.refused).toEqual([]);
});
