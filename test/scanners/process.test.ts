/** Foreign programs: whatever one does, what comes of it is data, and nothing of it stays behind. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readBounded, runProgram, withScratch, type ProgramRequest, type ProgramResult } from '../../src/scanners/process.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'process-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a program of our own that stands for a foreign one. */
function run(code: string, more: Partial<ProgramRequest> = {}): Promise<ProgramResult> {
  return withScratch('test', (scratch) => runProgram({ program: process.execPath, args: ['-e', code], scratch, timeout: 60_000, ...more }));
}

test('gives what was written and how it ended', async () => {
  expect(await run('console.log("out"); console.error("err"); process.exit(3)')).toEqual({
    kind: 'ended',
    exitCode: 3,
    stdout: 'out\n',
    stderr: 'err\n',
  });
});

test('it starts in an empty folder, with an empty home, and without the secrets of whoever starts it', async () => {
  vi.stubEnv('GITHUB_TOKEN', 'a token');
  vi.stubEnv('INPUT_TOKEN', 'a token');
  vi.stubEnv('BC_API_KEY', 'a key');
  try {
    const result = await run(`console.log(JSON.stringify({ names: Object.keys(process.env), here: require('fs').readdirSync('.'),
      home: require('fs').readdirSync(process.env.HOME), elsewhere: process.env.HOME !== ${JSON.stringify(process.env['HOME'])} }))`);
    const told = JSON.parse(result.kind === 'ended' ? result.stdout : '{}');
    expect(told).toMatchObject({ here: [], home: [], elsewhere: true });
    expect(told.names).toContain('PATH');
    expect(told.names.filter((name: string) => /TOKEN|KEY|GITHUB|INPUT/.test(name))).toEqual([]);
  } finally {
    vi.unstubAllEnvs();
  }
});

test('a shell never sees the arguments', async () => {
  const argument = `$(touch ${join(folder, 'marker')}); "x" 'y' \`id\` *`;
  const result = await run('', { args: ['-e', 'console.log(process.argv[1])', argument] });
  expect(result).toMatchObject({ stdout: `${argument}\n` });
  expect(existsSync(join(folder, 'marker'))).toBe(false);
});

test('one that hangs is ended in time, with what it has started', async () => {
  const pids = join(folder, 'pids');
  const child = `require('fs').appendFileSync(${JSON.stringify(pids)}, process.pid + '\\n'); setInterval(() => {}, 1e6)`;
  const hanging = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'ignore' }); ${child}`;
  expect(await run(hanging, { timeout: 4000 })).toEqual({ kind: 'stopped', why: 'it did not end within 4 s' });
  const started = readFileSync(pids, 'utf8').trim().split('\n').map(Number);
  expect(started.length).toBe(2);
  await vi.waitFor(() => expect(started.filter(isRunning)).toEqual([]));
});

/** A process that has ended and that nobody has asked about still has its number. */
function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

test('one that writes without end is ended', async () => {
  const endless =
    'const line = "x".repeat(65536); const write = () => { while (process.stdout.write(line)); process.stdout.once("drain", write); }; write()';
  expect(await run(endless, { maxOutput: 2 * 1024 * 1024 })).toEqual({ kind: 'stopped', why: 'it wrote more than 2 MB' });
});

test('one that is killed, and one that is not there, are sentences', async () => {
  expect(await run('process.kill(process.pid, "SIGKILL")')).toEqual({ kind: 'stopped', why: 'it was ended by SIGKILL' });
  expect(await run('', { program: join(folder, 'nothing') })).toEqual({ kind: 'stopped', why: 'the program was not found' });
});

test('its folders are gone when it has ended, even when what it is for throws', async () => {
  const seen: string[] = [];
  const work = withScratch('test', (scratch) => {
    seen.push(scratch.base);
    writeFileSync(join(scratch.work, 'left'), 'over');
    return Promise.reject(new Error('on purpose'));
  });
  await expect(work).rejects.toThrow('on purpose');
  expect(seen.filter((path) => existsSync(path))).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});

test('whoever is ended while a program runs ends it, and leaves no folder behind', async () => {
  const told = join(folder, 'told');
  const child = `require('fs').writeFileSync(${JSON.stringify(told)}, process.pid + ' ' + process.cwd()); setInterval(() => {}, 1e6)`;
  const script = join(folder, 'script.mjs');
  writeFileSync(
    script,
    `import { runProgram, withScratch } from ${JSON.stringify(resolve(import.meta.dirname, '../../src/scanners/process.ts'))};
await withScratch('test', (scratch) => runProgram({ program: process.execPath, args: ['-e', ${JSON.stringify(child)}], scratch, timeout: 60_000 }));`,
  );
  const starter = spawn(process.execPath, [script], { stdio: 'ignore' });
  const ended = new Promise<number | null>((done) => starter.once('exit', (exitCode) => done(exitCode)));
  await vi.waitFor(() => expect(existsSync(told) && readFileSync(told, 'utf8')).toMatch(/^\d+ ./), { timeout: 60_000 });
  const [pid = '', ...work] = readFileSync(told, 'utf8').split(' ');
  starter.kill('SIGTERM');
  expect(await ended).toBe(143);
  await vi.waitFor(() => expect(isRunning(Number(pid))).toBe(false));
  expect(existsSync(work.join(' '))).toBe(false);
});

test('results are read up to a limit', () => {
  const path = join(folder, 'results');
  writeFileSync(path, 'x'.repeat(3 * 1024 * 1024));
  expect(readBounded(path, 4 * 1024 * 1024)).toMatchObject({ text: expect.stringMatching(/^x+$/) });
  expect(readBounded(path, 2 * 1024 * 1024)).toEqual({ why: 'it wrote more than 2 MB of results' });
  expect(readBounded(join(folder, 'none'), 1)).toEqual({ why: 'it wrote no results' });
});
