/** `faasgate fix` with the OSV scanner: files are changed on its word, and on nothing less. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fix } from '../../../src/commands/fix.ts';
import { startOsv, type OsvDouble } from './service.ts';

let double: OsvDouble;
let folder: string;

beforeEach(async () => {
  double = await startOsv();
  folder = mkdtempSync(join(tmpdir(), 'osv-fix-'));
  writeFileSync(join(folder, 'requirements.txt'), 'PyYAML==5.3.1\nJinja2==3.1.2\n');
  vi.stubEnv('FAASGATE_OSV_URL', double.url);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await double.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(): Promise<{ readonly exitCode: number; readonly complaints: readonly string[]; readonly text: string }> {
  const complaints: string[] = [];
  const terminal = {
    print: () => undefined,
    complain: (text: string) => void complaints.push(text),
    color: false,
    width: 120,
    now: new Date(0),
    clock: () => 0,
  };
  const exitCode = await fix(folder, { scanners: 'osv', rule: 'dependencies/vulnerable-package' }, terminal);
  return { exitCode, complaints, text: readFileSync(join(folder, 'requirements.txt'), 'utf8') };
}

test('safe raises are written', async () => {
  expect(await run()).toEqual({ exitCode: 0, complaints: [], text: 'PyYAML==5.4\nJinja2==3.1.6\n' });
});

test('a service that fails has proved nothing: no file is changed, and the command says so', async () => {
  double.troubles.push(...Array.from({ length: 20 }, () => ({ status: 403, body: '{}' })));
  const { exitCode, complaints, text } = await run();
  expect(text).toBe('PyYAML==5.3.1\nJinja2==3.1.2\n');
  expect(exitCode).toBe(3);
  expect(complaints).toEqual([`faasgate: the scanner osv failed: ${new URL(double.url).host} refused the request (403)`]);
});
