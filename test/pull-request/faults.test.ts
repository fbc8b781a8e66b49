/** Every write refused in every way, with findings and without: nothing is thrown, the log says what could not be written. */
import { expect, test } from 'vitest';
import type { Publication, WriteOutcome } from '../../src/pull-request/publication.ts';
import { publish, reviewIsMissing } from '../../src/pull-request/publish.ts';
import { GitHubDouble, type Fault } from '../github/double.ts';
import type { Pull } from '../github/state.ts';
import { Clock, connected, publicationOf } from './session.ts';

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

/** More than the annotations that a check run takes at once. */
const many = Array.from({ length: 55 }, (_, index) => (template('NONE')['template.yaml'] ?? '').split('\n').slice(index === 0 ? 0 : 3))
  .map((lines, index) => lines.join('\n').replace('Checkout:', `Checkout${index}:`))
  .join('');

const faults: readonly Fault[] = [403, 404, 422, 429, 502, 'time-out', 'done but 502'];
const every: Publication['options']['writes'] = ['review', 'summary', 'check-run', 'code-scanning', 'tracking-issue', 'fix-pull-request'];

interface World {
  readonly on: GitHubDouble;
  readonly pull: Pull;
  readonly publication: Publication;
}

/** A world in which every kind of write happens: comments to make, to close and to fold, a summary, an issue, a branch. */
async function world(findings: boolean): Promise<World> {
  const on = await GitHubDouble.start();
  on.pushBase(template('AWS_IAM'));
  const pull = on.openPull(template('NONE'));
  await publish(await publicationOf(on, pull, {}, { writes: ['review'] }), connected(on, new Clock()));
  on.push(pull, findings ? { ...template('AWS_IAM'), 'other/template.yaml': many } : template('AWS_IAM'));
  const publication = await publicationOf(on, pull, {}, { writes: every, resolveThreads: true });
  return { on, pull, publication: { ...publication, ...(findings ? { fixes: await fixesOf(publication) } : {}) } };
}

async function fixesOf({ context }: Publication): Promise<NonNullable<Publication['fixes']>> {
  const before = context.source('template.yaml')?.file;
  if (!before) throw new Error('there is no template');
  return { changed: [{ before, after: before }], fixed: [] };
}

/** On the default branch as well, so that all kinds of writes are tried in one run. */
function onDefaultBranch(publication: Publication): Publication {
  return { ...publication, event: { ...publication.event, ref: 'refs/heads/main' } };
}

async function attempt(on: GitHubDouble, publication: Publication): Promise<{ readonly outcomes: readonly WriteOutcome[]; readonly clock: Clock }> {
  const clock = new Clock();
  return { outcomes: await publish(onDefaultBranch(publication), connected(on, clock)), clock };
}

/** The writes that a run makes when nothing fails: the rows of the matrix. */
async function recordedWrites({ on, publication }: World): Promise<{ readonly writes: readonly string[]; readonly usual: string }> {
  const trial = await GitHubDouble.start(on.state.copy());
  const { outcomes } = await attempt(trial, publication);
  expect(outcomes.filter(({ status }) => status === 'failed')).toEqual([]);
  expect(trial.violations).toEqual([]);
  const writes = [...new Set(trial.writes.map(({ name }) => name))];
  await trial.stop();
  return { writes, usual: saidOf(outcomes) };
}

/** What a log tells. */
function saidOf(outcomes: readonly WriteOutcome[]): string {
  return outcomes.map(({ kind, why }) => `${kind}: ${why ?? ''}`).join('\n');
}

/** What is wrong with how one cell of the matrix ends. */
async function cell(write: string, fault: Fault, usual: string, { on, publication }: World): Promise<readonly string[]> {
  const trial = await GitHubDouble.start(on.state.copy());
  trial.fail(write, fault);
  const { outcomes, clock } = await attempt(trial, publication);
  const spoilt = outcomes.filter(({ status }) => status === 'failed').map(({ kind }) => kind);
  const twice = duplicates(trial);
  await trial.stop();
  return [
    saidOf(outcomes) === usual ? 'the log says nothing' : '',
    outcomes.length === every.length ? '' : `${outcomes.length} outcomes`,
    spoilt.length > 1 ? `it spoilt ${spoilt.join(', ')}` : '',
    clock.passed > 300_000 ? `it waited ${clock.passed / 1000} s` : '',
    twice.length > 0 ? `twice: ${twice.join(', ')}` : '',
  ].filter((trouble) => trouble !== '');
}

test.each([
  { findings: true, least: 13 },
  { findings: false, least: 6 },
])('each write fails in each way; findings: $findings', async ({ findings, least }) => {
  const made = await world(findings);
  const { writes, usual } = await recordedWrites(made);
  expect(writes.length).toBeGreaterThanOrEqual(least);
  const wrong: string[] = [];
  for (const write of writes) {
    for (const fault of faults) wrong.push(...(await cell(write, fault, usual, made)).map((trouble) => `${write} × ${fault}: ${trouble}`));
  }
  expect(wrong).toEqual([]);
  await made.on.stop();
});

/** Comments that stand twice, whatever failed on the way. */
function duplicates({ state }: GitHubDouble): readonly string[] {
  const threads = state.threads.map(({ path, line, comments }) => `${path}:${line} ${comments[0]?.body.split('\n')[0]}`);
  const notes = [...state.notes.values()].flat().map(({ body }) => body.split('\n')[0] ?? '');
  const all = [...threads, ...notes];
  return all.filter((one, index) => all.indexOf(one) !== index);
}

test('a fork has a token that only reads: what can be written is, and the log says which workflow writes the rest', async () => {
  const on = await GitHubDouble.start();
  on.pushBase(template('AWS_IAM'));
  const pull = on.openPull(template('NONE'), { fork: true });
  const publication = await publicationOf(on, pull);
  const outcomes = await publish(publication, connected(on, new Clock(), on.token('read')));
  expect(outcomes.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
    'review skipped',
    'summary skipped',
    'check-run skipped',
    'code-scanning done',
  ]);
  expect(outcomes[0]?.why).toMatch(/permissions: pull-requests: write.*fork.*second workflow/);
  expect(reviewIsMissing(outcomes)).toBe(true);
  expect(on.state.scanning.alerts(`refs/pull/${pull.number}/merge`)).toHaveLength(1);
  await on.stop();
});

test('a repository without code scanning is told so in a sentence, and nothing else suffers', async () => {
  const on = await GitHubDouble.start();
  on.state.scanning.enabled = false;
  on.pushBase(template('AWS_IAM'));
  const outcomes = await publish(await publicationOf(on, on.openPull(template('NONE'))), connected(on, new Clock()));
  expect(outcomes.at(-1)).toMatchObject({
    kind: 'code-scanning',
    status: 'skipped',
    why: expect.stringMatching(/code scanning is off.*turn on GitHub Code Security/),
  });
  expect(outcomes.slice(0, 3).map(({ status }) => status)).toEqual(['done', 'done', 'done']);
  await on.stop();
});

test('a token that is none is told so', async () => {
  const on = await GitHubDouble.start();
  on.pushBase(template('AWS_IAM'));
  const outcomes = await publish(await publicationOf(on, on.openPull(template('NONE'))), connected(on, new Clock(), 'nonsense'));
  for (const { status, why } of outcomes)
    expect({ status, why }).toEqual({ status: 'failed', why: expect.stringMatching(/the token is missing, wrong or has run out/) });
  await on.stop();
});

test('a pull request that has moved on is left to its own run', async () => {
  const on = await GitHubDouble.start();
  on.pushBase(template('AWS_IAM'));
  const pull = on.openPull(template('NONE'));
  const publication = await publicationOf(on, pull);
  on.push(pull, template('AWS_IAM'));
  const outcomes = await publish(publication, connected(on, new Clock()));
  expect(outcomes.slice(0, 2).map(({ status }) => status)).toEqual(['skipped', 'skipped']);
  expect(on.state.threads).toEqual([]);
  await on.stop();
});

test('writes are a second apart, and a rate limit is waited out', async () => {
  const on = await GitHubDouble.start();
  on.pushBase(template('AWS_IAM'));
  const publication = await publicationOf(on, on.openPull(template('NONE')));
  on.fail('POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews', 429, 1);
  const clock = new Clock();
  const outcomes = await publish(publication, connected(on, clock));
  expect(outcomes.map(({ status }) => status)).toEqual(['done', 'done', 'done', 'done']);
  expect(clock.waits).toContain(2000);
  expect(clock.waits.filter((wait) => wait === 1000).length).toBeGreaterThanOrEqual(2);
  await on.stop();
});
