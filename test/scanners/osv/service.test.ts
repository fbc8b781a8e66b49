/** The OSV service as the scanner asks it: batches, pages, rate limits, failures; and what stands in for it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { osvPlaces } from '../../../src/scanners/osv/environment.ts';
import { lines, lodash, scan, start, temporary } from './scanning.ts';
import { publicAdvisories } from './service.ts';

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

  const result = await scan(lodash, double);
  expect([result.status, result.why]).toEqual(['failed', `${new URL(double.url).host} cannot be reached (ECONNREFUSED)`]);
});

test('where nobody asked for it by name, a service that is not there is left out, without a second try', async () => {
  const double = await start();
  await double.close();
  const waits: number[] = [];

  const result = await scan(lodash, double, { isCasual: true, wait: (milliseconds) => Promise.resolve(void waits.push(milliseconds)) });
  expect([result.status, result.why, waits]).toEqual(['skipped', `${new URL(double.url).host} cannot be reached (ECONNREFUSED)`, []]);
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

test('the machine says where advisories come from', () => {
  expect(osvPlaces({})).toEqual({ url: 'https://api.osv.dev', databaseFolder: undefined, cacheFolder: undefined });
  const set = { FAASGATE_OSV_URL: 'https://osv.example', FAASGATE_OSV_DATABASE: '/osv', FAASGATE_OSV_CACHE: '/cache' };
  expect(osvPlaces(set)).toEqual({ url: 'https://osv.example', databaseFolder: '/osv', cacheFolder: '/cache' });
});
