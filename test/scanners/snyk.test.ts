/** Snyk's real command line against a service on loopback: what is sent, what becomes of the answers, and what a change cannot do. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ScanRequest, ScanResult } from '../../src/scanners/scanner.ts';
import { snykVersion } from '../../src/scanners/snyk/install.ts';
import { snykScanner, type SnykOptions } from '../../src/scanners/snyk/snyk.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { Repository } from './repository.ts';
import { SnykService, type Advisory } from './snyk-service.ts';

const modules = resolve(import.meta.dirname, '../../node_modules');
const token = ['3f0b', 'token', 'of', 'nobody'].join('-');
let services: SnykService[] = [];
let repository: Repository;

beforeAll(() => {
  if (!existsSync(join(modules, 'snyk/dist/cli/index.js'))) throw new Error("Snyk's npm package is not here: npm ci");
});
beforeEach(() => {
  repository = new Repository();
  const installed = join(repository.folder, 'tools', `snyk-${snykVersion}`);
  mkdirSync(installed, { recursive: true });
  symlinkSync(modules, join(installed, 'node_modules'));
  writeFileSync(join(installed, 'complete'), snykVersion);
});
afterEach(() => {
  for (const service of services) service.stop();
  services = [];
  repository.remove();
});

async function start(...more: [Advisory[]?, ('answers' | 'refuses' | 'breaks' | 'says HTML' | 'is silent')?]): Promise<SnykService> {
  const service = await SnykService.start(more[0] ?? advisories, token, more[1]);
  services.push(service);
  return service;
}

function scan(
  files: Readonly<Record<string, string>>,
  service: SnykService | undefined,
  options: Partial<SnykOptions> = {},
  request?: ScanRequest,
): Promise<ScanResult> {
  const scanner = snykScanner({
    places: { path: '', folder: join(repository.folder, 'tools') },
    environment: service ? { SNYK_TOKEN: ` ${token}\n`, SNYK_API: service.url } : {},
    mayInstall: false,
    clock: () => performance.now(),
    timeout: 100_000,
    trusted: true,
    monitor: false,
    ...options,
  });
  return scanner.scan(memoryTree(files), request);
}

const advisories: Advisory[] = [
  {
    id: 'SNYK-JS-LODASH-590103',
    title: 'Prototype Pollution',
    severity: 'high',
    package: 'lodash',
    version: '4.17.15',
    cve: ['CVE-2020-8203'],
    ghsa: ['GHSA-p6mc-m468-83gw'],
    fixedIn: '4.17.20',
  },
  {
    id: 'SNYK-JS-MINIMIST-559764',
    title: 'Prototype Pollution',
    severity: 'medium',
    package: 'minimist',
    version: '0.0.8',
    cve: ['CVE-2020-7598'],
    fixedIn: '0.2.1',
  },
  { id: 'snyk:lic:npm:mkdirp:GPL-3.0', title: 'GPL-3.0 license', severity: 'high', package: 'mkdirp', version: '0.5.1', type: 'license' },
  {
    id: 'SNYK-PYTHON-URLLIB3-174323',
    title: 'CRLF injection',
    severity: 'medium',
    package: 'urllib3',
    version: '1.23',
    ghsa: ['GHSA-r64q-w8jr-g9qp'],
  },
];
const manifest = `{
  "name": "orders",
  "version": "1.0.0",
  "scripts": { "secret-script": "echo nobody may read this" },
  "dependencies": {
    "lodash": "4.17.15",
    "mkdirp": "0.5.1"
  }
}
`;
const lock = JSON.stringify({
  name: 'orders',
  version: '1.0.0',
  lockfileVersion: 3,
  packages: {
    '': { name: 'orders', version: '1.0.0', dependencies: { lodash: '4.17.15', mkdirp: '0.5.1' } },
    'node_modules/lodash': { version: '4.17.15' },
    'node_modules/mkdirp': { version: '0.5.1', dependencies: { minimist: '0.0.8' } },
    'node_modules/minimist': { version: '0.0.8' },
  },
});
const npm = { 'orders/package.json': manifest, 'orders/package-lock.json': lock };
const poetry = {
  'jobs/pyproject.toml': `[tool.poetry]
name = "jobs"
version = "0.1.0"
description = ""
authors = []

[tool.poetry.dependencies]
python = "^3.11"
requests = "2.19.0"
`,
  'jobs/poetry.lock': `[[package]]
name = "requests"
version = "2.19.0"
description = ""
category = "main"
optional = false
python-versions = "*"

[package.dependencies]
urllib3 = ">=1.21.1,<1.24"

[[package]]
name = "urllib3"
version = "1.23"
description = ""
category = "main"
optional = false
python-versions = "*"

[metadata]
lock-version = "1.1"
python-versions = "^3.11"
content-hash = "x"
`,
};
const policy = `version: v1.25.0
ignore:
  SNYK-JS-LODASH-590103:
    - '*':
        reason: we do not merge objects of others
        expires: 2999-03-01T00:00:00.000Z
patch: {}
`;

function brief({ findings }: ScanResult): readonly unknown[] {
  return findings
    .map(({ ruleId, severity, evidence, place, suppressedBy }) => [
      ruleId,
      severity,
      evidence,
      `${place.path}:${place.startLine}`,
      ...(suppressedBy ? [suppressedBy] : []),
    ])
    .sort((a, b) => (JSON.stringify(a[2]) < JSON.stringify(b[2]) ? -1 : 1));
}

test('each manifest is asked about by itself, and its findings are at the lines of the direct dependencies', async () => {
  const service = await start();
  // Snyk's reader of poetry's files asks Python for its version.
  const bin = join(repository.folder, 'bin');
  mkdirSync(bin);
  const python = execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim();
  symlinkSync(python, join(bin, 'python'));
  const result = await scan({ ...npm, ...poetry }, service, { places: { path: bin, folder: join(repository.folder, 'tools') } });
  expect(result.why).toBeUndefined();
  expect(result).toMatchObject({ status: 'ok', version: snykVersion });
  expect(brief(result)).toEqual([
    ['dependencies/vulnerable-package', 'high', 'lodash@4.17.15 CVE-2020-8203', 'orders/package.json:6'],
    ['dependencies/vulnerable-package', 'medium', 'minimist@0.0.8 CVE-2020-7598', 'orders/package.json:7'],
    ['dependencies/licence', 'low', 'mkdirp@0.5.1 snyk:lic:npm:mkdirp:GPL-3.0', 'orders/package.json:7'],
    ['dependencies/vulnerable-package', 'medium', 'urllib3@1.23 GHSA-r64q-w8jr-g9qp', 'jobs/pyproject.toml:9'],
  ]);
  const lodash = result.findings.find(({ evidence }) => evidence.startsWith('lodash'))!;
  expect(lodash.message).toBe('lodash 4.17.15 has a known vulnerability: Prototype Pollution (CVE-2020-8203); fixed in 4.17.20');
  expect(lodash.detectedBy).toEqual(['SNYK-JS-LODASH-590103', 'CVE-2020-8203', 'GHSA-p6mc-m468-83gw'].map((ruleId) => ({ tool: 'snyk', ruleId })));
  const locked = result.findings.map(({ evidence, related }) => [
    evidence.split('@')[0],
    ...related.map(({ place, text }) => `${place.path}:${place.startLine} ${text}`),
  ]);
  expect(Object.fromEntries(locked)).toEqual({
    lodash: 'orders/package-lock.json:1 lodash is locked here',
    minimist: 'orders/package-lock.json:1 mkdirp is locked here',
    mkdirp: 'orders/package-lock.json:1 mkdirp is locked here',
    urllib3: 'jobs/poetry.lock:2 requests is locked here',
  });
  expect(result.findings.find(({ evidence }) => evidence.startsWith('minimist'))!.message).toContain('brought in by mkdirp');
  expect(result.files).toEqual([
    { path: 'jobs/pyproject.toml', status: 'findings' },
    { path: 'orders/package.json', status: 'findings' },
  ]);
  expect(service.wrong).toEqual([]);
  expect(service.graphs.map(({ body }) => body!.depGraph.pkgManager.name).sort()).toEqual(['npm', 'poetry']);
  expect(JSON.stringify(service.received)).not.toContain('nobody may read this');
  expect(JSON.stringify({ ...result, secrets: [] })).not.toContain(token);
});

test('what the owners ignore is suppressed with their reason', async () => {
  const service = await start();
  const result = await scan({ ...npm, 'orders/.snyk': policy }, service);
  const ignored = result.findings.filter(({ suppressedBy }) => suppressedBy);
  expect(brief({ ...result, findings: ignored })).toEqual([
    [
      'dependencies/vulnerable-package',
      'high',
      'lodash@4.17.15 CVE-2020-8203',
      'orders/package.json:6',
      { tool: 'snyk', reason: 'we do not merge objects of others', until: '2999-03-01' },
    ],
  ]);
});

test('a change of others cannot bring a .snyk along; the one of the base commit holds', async () => {
  const service = await start();
  const files = { ...npm, 'orders/.snyk': policy, '.snyk': policy };
  const alone = await scan(files, service, { trusted: false });
  expect(alone.findings.filter(({ suppressedBy }) => suppressedBy)).toEqual([]);
  expect(alone.findings.some(({ evidence }) => evidence.startsWith('lodash'))).toBe(true);
  expect(service.graphs[0]!.query.get('ignorePolicy')).toBe('true');
  const other = policy.replaceAll('SNYK-JS-LODASH-590103', 'SNYK-JS-MINIMIST-559764');
  const withBase = await scan(files, service, { trusted: false, basePolicy: other });
  expect(withBase.findings.filter(({ suppressedBy }) => suppressedBy).map(({ evidence }) => evidence)).toEqual(['minimist@0.0.8 CVE-2020-7598']);
});

test('a manifest that cannot be read is told and never clean; the others are tested all the same', async () => {
  const service = await start();
  const result = await scan({ ...npm, 'broken/package.json': manifest, 'broken/package-lock.json': '{ "name": ' }, service);
  expect(result).toMatchObject({
    status: 'failed',
    why: expect.stringMatching(/^1 of 2 manifests could not be tested, first broken\/package\.json: /),
  });
  expect(result.why).not.toContain('/tmp');
  expect(result.files!.map(({ path, status }) => [path, status])).toEqual([
    ['broken/package.json', 'failed'],
    ['orders/package.json', 'findings'],
  ]);
  expect(result.notices).toContainEqual(expect.objectContaining({ level: 'error', path: 'broken/package.json' }));
  expect(result.findings.length).toBe(3);
});

test.each([
  ['refuses', 'Snyk does not take the token'],
  ['says HTML', ''],
  ['breaks', ''],
] as const)('a service that %s is a failure', async (behaviour, why) => {
  const result = await scan(npm, await start(advisories, behaviour));
  expect(result).toMatchObject({ status: 'failed', findings: [], why: expect.stringContaining(why) });
});

test('a service that says nothing is waited for no longer than asked', async () => {
  const result = await scan(npm, await start(advisories, 'is silent'), { timeout: 5000 });
  expect(result).toMatchObject({ status: 'failed', why: expect.stringContaining('it did not end within 5 s') });
});

test('a Snyk that ends with 0 and says nothing has failed', async () => {
  const path = repository.program('bin/snyk', 'process.exit(0)');
  const result = await scan(npm, await start(), { places: { path, folder: repository.folder } });
  expect(result).toMatchObject({ status: 'failed', why: 'orders/package.json: it said nothing' });
});

test('a Snyk on the PATH that is its npm package leaves out what it lacks the means to read, and says so', async () => {
  const service = await start();
  const path = repository.program('bin/snyk', `require(${JSON.stringify(join(modules, 'snyk/dist/cli/index.js'))});`);
  const python = repository.program('bin/python3', 'process.exit(0)');
  const places = { path: [path, python].join(delimiter), folder: repository.folder };
  const result = await scan({ ...npm, 'requirements.txt': 'requests==2.19.0\n' }, service, { places, trusted: true });
  expect(result.status).toBe('ok');
  expect(result.files).toEqual([
    { path: 'orders/package.json', status: 'findings' },
    { path: 'requirements.txt', status: 'skipped', why: "the npm package of Snyk lacks what reads it; Snyk's own binary can" },
  ]);
});

test('without a token, a program or a manifest it is one sentence, and nobody is asked', async () => {
  const service = await start();
  expect(await scan(npm, undefined)).toMatchObject({ status: 'skipped', why: 'no SNYK_TOKEN' });
  const nowhere = { path: '', folder: join(repository.folder, 'nowhere') };
  expect(await scan(npm, service, { places: nowhere })).toMatchObject({ status: 'skipped', why: 'not installed' });
  expect(await scan(npm, service, { places: nowhere, mayInstall: true })).toMatchObject({
    status: 'failed',
    why: 'it could not be installed: npm is not here',
  });
  expect(await scan({ 'README.md': '' }, service)).toMatchObject({ status: 'not-applicable' });
  expect(await scan(npm, service, {}, { changed: new Set(['README.md']) })).toMatchObject({ status: 'not-applicable' });
  expect(service.received).toEqual([]);
});

test('build tools run nothing of what others changed; what stays unread is told', async () => {
  const service = await start();
  const marker = join(repository.folder, 'marker');
  const path = repository.program('bin/mvn', `require('fs').writeFileSync(${JSON.stringify(marker)}, '')`);
  const places = { path, folder: join(repository.folder, 'tools') };
  const files = { 'pom.xml': '<project/>', 'requirements.txt': 'requests==2.19.0\n', 'web/package.json': manifest };
  const result = await scan(files, service, { places, trusted: false });
  expect(result.files).toEqual([
    { path: 'pom.xml', status: 'skipped', why: 'it takes mvn, which may run code of the project: not for changes of others' },
    { path: 'requirements.txt', status: 'skipped', why: "the npm package of Snyk lacks what reads it; Snyk's own binary can" },
    { path: 'web/package.json', status: 'skipped', why: 'it has no lock file' },
  ]);
  expect(result.notices.filter(({ path: about }) => about !== undefined).length).toBe(3);
  expect(existsSync(marker)).toBe(false);
  await scan(files, service, { places, trusted: true });
  expect(existsSync(marker)).toBe(true);
});

const goModule = {
  'jobs/go.mod': 'module example.org/jobs\n\ngo 1.21\n\nrequire example.org/queue v1.2.0\n\nreplace example.org/queue v1.2.0 => ./queue\n',
  'jobs/main.go': 'package main\n\nimport "example.org/queue"\n\nfunc main() { queue.Drain() }\n',
  'jobs/queue/go.mod': 'module example.org/queue\n\ngo 1.21\n',
  'jobs/queue/queue.go': 'package queue\n\n// Drain does nothing.\nfunc Drain() {}\n',
};

test('the real Go is asked for the graph of a module where the code is trusted, and for nothing where it is not or there is none', async () => {
  const go = (process.env['PATH'] ?? '').split(delimiter).find((folder) => existsSync(join(folder, 'go')));
  if (go === undefined) throw new Error('Go is not here: the tools of the tests need it as well');
  const service = await start([
    {
      id: 'SNYK-GOLANG-EXAMPLEORGQUEUE-1',
      title: 'Denial of Service',
      severity: 'high',
      package: 'example.org/queue',
      version: '1.2.0',
      cve: ['CVE-2026-1'],
      fixedIn: '1.2.1',
    },
  ]);
  const places = { path: go, folder: join(repository.folder, 'tools') };
  const trusted = await scan(goModule, service, { places, trusted: true });
  expect(trusted.files?.find(({ path }) => path === 'jobs/go.mod')).toEqual({ path: 'jobs/go.mod', status: 'findings' });
  expect(brief(trusted)).toEqual([['dependencies/vulnerable-package', 'high', 'example.org/queue@1.2.0 CVE-2026-1', 'jobs/go.mod:5']]);
  expect(service.graphs.some(({ body }) => body?.depGraph.pkgs.some(({ id }) => id === 'example.org/queue@1.2.0'))).toBe(true);
  const asked = service.graphs.length;
  const others = await scan(goModule, service, { places, trusted: false });
  expect(others.files?.[0]).toEqual({
    path: 'jobs/go.mod',
    status: 'skipped',
    why: 'it takes go, which may run code of the project: not for changes of others',
  });
  const none = await scan(goModule, service, { trusted: true });
  expect(none.files?.[0]).toEqual({ path: 'jobs/go.mod', status: 'skipped', why: 'it takes go, which is not installed' });
  expect([others.status, none.status, service.graphs.length]).toEqual(['ok', 'ok', asked]);
});

test('projects are left with Snyk only where that is asked for', async () => {
  const service = await start();
  await scan(npm, service);
  expect(service.received.filter(({ path }) => path.includes('monitor'))).toEqual([]);
  const result = await scan(npm, service, { monitor: true });
  expect(result.status).toBe('ok');
  expect(service.received.filter(({ method, path }) => method === 'PUT' && path === '/v1/monitor/npm/graph').length).toBe(1);
  expect(service.wrong).toEqual([]);
});
