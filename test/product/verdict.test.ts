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
/** Advice on every function is no matter of these stories. */
const quiet = {
  'faasgate.yml': 'rules:\n  hardening/unlimited-concurrency: off\n  monitoring/unwatched-function: off\n  logging/unbounded-retention: off\n',
};
const moved = { ...shut, 'other/template.yaml': open['template.yaml'] ?? '' };
/** One finding that gates, one with a safe fix, and then neither of them nor any other. */
const untraced = { 'template.yaml': open['template.yaml']?.replace('      Tracing: Active\n', '') ?? '', ...quiet };
const watched = { ...shut, ...quiet };
/** Most of a cell is waiting for what does not answer. */
const atOnce = 6;
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

/** An event, the way the runner tells it. */
interface Occasion {
  readonly name: 'pull_request' | 'schedule';
  readonly sha: string;
  readonly ref: string;
  readonly payload: object;
  readonly inputs: Readonly<Record<string, string>>;
}

/** Not waited for in one go, because the double answers from this very process. */
async function runAction(double: GitHubDouble, { name, sha, ref, payload, inputs }: Occasion, folder: string): Promise<Ended> {
  const event = join(base, `event-${sha}.json`);
  writeFileSync(event, JSON.stringify(payload));
  const child = spawn(process.execPath, ['--import', join(project, 'test/product/quick-timers.mjs'), join(base, 'dist/action.js')], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      HOME: base,
      GITHUB_WORKSPACE: folder,
      GITHUB_EVENT_NAME: name,
      GITHUB_EVENT_PATH: event,
      GITHUB_REPOSITORY: 'octo/app',
      GITHUB_SHA: sha,
      GITHUB_REF: ref,
      GITHUB_API_URL: double.url,
      GITHUB_GRAPHQL_URL: `${double.url}/graphql`,
      INPUT_TOKEN: double.token(),
      ...inputs,
    },
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => void (log += chunk.toString('utf8')));
  const exitCode = await new Promise<number | null>((done) => child.on('close', done));
  return { exitCode, log };
}

const repository = { full_name: 'octo/app', fork: false, name: 'app', owner: { login: 'octo' }, default_branch: 'main' };

function onPull({ state }: GitHubDouble, pull: Pull): Occasion {
  const payload = {
    action: 'synchronize',
    number: pull.number,
    repository,
    pull_request: {
      number: pull.number,
      base: { ref: 'main', sha: state.repository.resolve('refs/heads/main'), repo: repository },
      head: { ref: pull.head, sha: pull.headSha, repo: repository },
    },
  };
  const inputs = { 'INPUT_RESOLVE-THREADS': 'true' };
  return { name: 'pull_request', sha: pull.headSha, ref: `refs/pull/${pull.number}/merge`, payload, inputs };
}

function onSchedule(sha: string): Occasion {
  return { name: 'schedule', sha, ref: 'refs/heads/main', payload: { repository }, inputs: { 'INPUT_FIX-PULL-REQUEST': 'true' } };
}

interface World {
  readonly double: GitHubDouble;
  readonly occasion: Occasion;
  readonly folder: string;
}

function checkout(double: GitHubDouble, sha: string, folder = mkdtempSync(join(tmpdir(), 'checkout-'))): string {
  const git = (...args: string[]): void => void execFileSync('git', args, { cwd: folder, stdio: 'ignore' });
  git('init', '--quiet');
  git('fetch', '--quiet', double.state.repository.folder, '+refs/*:refs/remotes/all/*');
  git('checkout', '--quiet', '--detach', sha);
  return folder;
}

/** A pull request with a comment from an earlier run, whose finding is gone; with `findings` there is another one. */
async function pullWorld(findings: boolean): Promise<World> {
  const double = await GitHubDouble.start();
  double.pushBase(shut);
  const pull = double.openPull(open);
  const folder = checkout(double, pull.headSha);
  await runAction(double, onPull(double, pull), folder);
  double.push(pull, findings ? moved : shut);
  checkout(double, pull.headSha, folder);
  return { double, occasion: onPull(double, pull), folder };
}

/** With `findings` the first sweep, which opens an issue and a pull request; without, the one that closes them. */
async function sweepWorld(findings: boolean): Promise<World> {
  const double = await GitHubDouble.start();
  const first = double.pushBase(untraced);
  const folder = checkout(double, first);
  if (findings) return { double, occasion: onSchedule(first), folder };
  await runAction(double, onSchedule(first), folder);
  const second = double.pushBase(watched);
  checkout(double, second, folder);
  return { double, occasion: onSchedule(second), folder };
}

test.each([
  { event: 'pull_request', findings: true, exitCode: 1, world: pullWorld, least: 6 },
  { event: 'pull_request', findings: false, exitCode: 0, world: pullWorld, least: 5 },
  { event: 'schedule', findings: true, exitCode: 1, world: sweepWorld, least: 7 },
  { event: 'schedule', findings: false, exitCode: 0, world: sweepWorld, least: 3 },
])(
  'whatever write fails however, the exit code on $event is $exitCode; findings: $findings',
  async ({ findings, exitCode, world, least }) => {
    const { double, occasion, folder } = await world(findings);
    const trial = await GitHubDouble.start(double.state.copy());
    const usual = await runAction(trial, occasion, folder);
    const writes = [...new Set(trial.writes.map(({ name }) => name))];
    await trial.stop();
    expect({ ...usual, writes }).toMatchObject({ exitCode, writes: expect.arrayContaining(['POST /repos/{owner}/{repo}/code-scanning/sarifs']) });
    expect(writes.length, writes.join('\n')).toBeGreaterThanOrEqual(least);
    const cells = writes.flatMap((write) => faults.map((fault) => ({ write, fault })));
    const wrong: string[] = [];
    for (let from = 0; from < cells.length; from += atOnce) {
      const ends = cells.slice(from, from + atOnce).map(async ({ write, fault }): Promise<readonly string[]> => {
        const cell = await GitHubDouble.start(double.state.copy());
        cell.fail(write, fault);
        const ended = await runAction(cell, occasion, folder);
        await cell.stop();
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

test.each<[string, (world: World) => Readonly<Record<string, string>>, RegExp]>([
  ['no token', () => ({ INPUT_TOKEN: '' }), /review: skipped: there is no token to write with/],
  ['a token that GitHub does not know', () => ({ INPUT_TOKEN: 'nonsense' }), /the token is missing, wrong or has run out; give the input `token`/],
  ['a token that only reads', ({ double }) => ({ INPUT_TOKEN: double.token('read') }), /give the job `permissions: pull-requests: write`/],
  [
    'a rate limit that is used up',
    ({ double }) => {
      double.fail(/./, 429);
      return {};
    },
    /GitHub's rate limit is used up/,
  ],
])('%s: the log says what to change, the findings are annotations, and the gate is red all the same', async (_, change, sentence) => {
  const world = await pullWorld(true);
  const { double, occasion, folder } = world;
  const { exitCode, log } = await runAction(double, { ...occasion, inputs: { ...occasion.inputs, ...change(world) } }, folder);
  expect(log).toMatch(sentence);
  expect(log).toMatch(/::error .*file=other\/template\.yaml/);
  expect(exitCode).toBe(1);
  await double.stop();
  rmSync(folder, { recursive: true, force: true });
});
