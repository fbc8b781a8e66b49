/** The bundle of the action on pull requests, with every write refused in every way: the exit code is right, and the log says what is missing. */
import { spawn } from 'node:child_process';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GitHubDouble, type Fault } from '../github/double.ts';
import type { Pull } from '../github/state.ts';

const project = resolve(import.meta.dirname, '../..');
const template = (auth: string): Record<string, string> => ({
  'template.yaml': `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Checkout:
    Type: AWS::Serverless::Function
    Properties:
      Handler: checkout.handler
      Runtime: nodejs24.x
      Tracing: Active
      FunctionUrlConfig:
        AuthType: ${auth}
`,
});
const [open, shut] = [template('NONE'), template('AWS_IAM')];
const moved = { ...shut, 'other/template.yaml': open['template.yaml'] ?? '' };
/** Most of a cell is waiting for what does not answer. */
const atOnce = 4;
const faults: readonly Fault[] = [403, 404, 422, 429, 502, 'time-out'];

let base: string;
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'verdict-'));
  cpSync(join(project, 'dist'), join(base, 'dist'), { recursive: true });
  cpSync(join(project, 'package.json'), join(base, 'package.json'));
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

interface Ended {
  readonly exitCode: number | null;
  readonly log: string;
}

/** Not waited for in one go, because the double answers from this very process. */
async function runAction(double: GitHubDouble, pull: Pull, folder: string): Promise<Ended> {
  const event = join(base, `event-${pull.headSha}.json`);
  writeFileSync(event, JSON.stringify(payload(double, pull)));
  const child = spawn(process.execPath, ['--import', join(project, 'test/product/quick-timers.mjs'), join(base, 'dist/action.js')], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      HOME: base,
      GITHUB_WORKSPACE: folder,
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: event,
      GITHUB_REPOSITORY: 'octo/app',
      GITHUB_SHA: pull.headSha,
      GITHUB_REF: `refs/pull/${pull.number}/merge`,
      GITHUB_API_URL: double.url,
      GITHUB_GRAPHQL_URL: `${double.url}/graphql`,
      INPUT_TOKEN: double.token(),
      'INPUT_RESOLVE-THREADS': 'true',
    },
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => void (log += chunk.toString('utf8')));
  const exitCode = await new Promise<number | null>((done) => child.on('close', done));
  return { exitCode, log };
}

function payload({ state }: GitHubDouble, pull: Pull): object {
  const repo = { full_name: 'octo/app', fork: false, name: 'app', owner: { login: 'octo' }, default_branch: 'main' };
  return {
    action: 'synchronize',
    number: pull.number,
    repository: repo,
    pull_request: {
      number: pull.number,
      base: { ref: 'main', sha: state.repository.resolve('refs/heads/main'), repo },
      head: { ref: pull.head, sha: pull.headSha, repo },
    },
  };
}

/** A pull request with a comment from an earlier run, whose finding is gone; with `findings` there is another one. */
async function world(findings: boolean) {
  const double = await GitHubDouble.start();
  double.pushBase(shut);
  const pull = double.openPull(open);
  const folder = mkdtempSync(join(tmpdir(), 'checkout-'));
  const git = (...args: string[]): void => void execFileSync('git', args, { cwd: folder, stdio: 'ignore' });
  git('clone', '--quiet', double.state.repository.folder, '.');
  git('fetch', '--quiet', 'origin', `refs/pull/${pull.number}/head`);
  git('checkout', '--quiet', '--detach', pull.headSha);
  await runAction(double, pull, folder);
  double.push(pull, findings ? moved : shut);
  git('fetch', '--quiet', 'origin', `refs/pull/${pull.number}/head`);
  git('checkout', '--quiet', '--detach', pull.headSha);
  return { double, pull, folder };
}

test.each([
  { findings: true, exitCode: 1 },
  { findings: false, exitCode: 0 },
])(
  'whatever write fails however, the exit code is $exitCode; findings: $findings',
  async ({ findings, exitCode }) => {
    const { double, pull, folder } = await world(findings);
    const trial = await GitHubDouble.start(double.state.copy());
    const usual = await runAction(trial, pull, folder);
    const writes = [...new Set(trial.writes.map(({ name }) => name))];
    await trial.stop({ keepRepository: true });
    expect({ ...usual, writes }).toMatchObject({ exitCode, writes: expect.arrayContaining(['POST /repos/{owner}/{repo}/code-scanning/sarifs']) });
    expect(writes.length).toBeGreaterThanOrEqual(findings ? 6 : 5);
    const cells = writes.flatMap((write) => faults.map((fault) => ({ write, fault })));
    const wrong: string[] = [];
    for (let from = 0; from < cells.length; from += atOnce) {
      const ends = cells.slice(from, from + atOnce).map(async ({ write, fault }): Promise<readonly string[]> => {
        const cell = await GitHubDouble.start(double.state.copy());
        cell.fail(write, fault);
        const ended = await runAction(cell, pull, folder);
        await cell.stop({ keepRepository: true });
        const exit = ended.exitCode === exitCode ? [] : [`${write} × ${fault}: exit ${ended.exitCode}`];
        return /could not|may not|cannot be/.test(ended.log) ? exit : [...exit, `${write} × ${fault}: the log says nothing`];
      });
      wrong.push(...(await Promise.all(ends)).flat());
    }
    expect(wrong).toEqual([]);
    await double.stop();
    rmSync(folder, { recursive: true, force: true });
  },
  600_000,
);
