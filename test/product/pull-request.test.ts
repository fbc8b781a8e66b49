/** The workflows that `init` writes, run for real on a pull request, against the double of GitHub. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { workflows } from '../../src/commands/workflows.ts';
import { GitHubDouble } from '../github/double.ts';
import type { Pull } from '../github/state.ts';
import { runWorkflow, type WorkflowRun } from './act.ts';

let double: GitHubDouble;
const runs: WorkflowRun[] = [];
beforeEach(async () => {
  double = await GitHubDouble.start();
});
afterEach(async () => {
  for (const run of runs.splice(0)) run.remove();
  await double.stop();
});

const open = (name: string): string =>
  "AWSTemplateFormatVersion: '2010-09-09'\nTransform: AWS::Serverless-2016-10-31\nResources:\n" +
  `  ${name}:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: hello.handler\n      Runtime: nodejs24.x\n      Tracing: Active\n` +
  '      FunctionUrlConfig:\n        AuthType: NONE\n';
const known = { 'old.yaml': open('Old') };
const repository = { full_name: 'octo/app', name: 'app', owner: { login: 'octo' }, default_branch: 'main', visibility: 'public', private: false };

/** As it is shipped, but with the action of this project, and with the exchange of artifacts replaced by a folder. */
function shipped(name: keyof typeof workflows): string {
  return (workflows[name] ?? '')
    .replaceAll(/uses: faasgate\/faasgate@.*/g, 'uses: ./.action')
    .replaceAll(/uses: actions\/upload-artifact@.*\n(?: {8}with:\n)(?: {10}.*\n)+/g, 'run: cp faasgate-report.json "$KEEP"\n')
    .replaceAll(
      /- uses: actions\/download-artifact@.*\n(?: {8}.*\n)*?(?= {6}- uses)/g,
      '- run: mkdir "$RUNNER_TEMP/faasgate"; cp "$KEEP/faasgate-report.json" "$RUNNER_TEMP/faasgate"\n',
    )
    .replaceAll('\n\n      - uses', '\n      - uses');
}

async function act(
  event: string,
  name: string,
  commit: string,
  payload: object,
  token: string,
  keep?: Readonly<Record<string, string>>,
): Promise<WorkflowRun> {
  const run = await runWorkflow({
    event,
    workflow: shipped(name).replace('  pull_request:', `  ${event === 'pull_request_target' ? event : 'pull_request'}:`),
    clone: { of: double.state.repository.folder, commit },
    payload,
    github: { url: double.url, token },
    quick: true,
    keep,
  });
  runs.push(run);
  return run;
}

function pullPayload(pull: Pull, baseSha: string): object {
  return {
    action: 'synchronize',
    number: pull.number,
    repository,
    pull_request: {
      number: pull.number,
      updated_at: '2026-11-22T12:00:00Z',
      base: { ref: pull.base, sha: baseSha, repo: { full_name: 'octo/app' } },
      head: { ref: pull.head, sha: pull.headSha, repo: { full_name: pull.headRepository } },
    },
  };
}

const readOnly = (): string => double.token('read');
const summaries = (pull: Pull): readonly string[] => (double.state.notes.get(pull.number) ?? []).map(({ body }) => body);

test('a pull request with a finding: red, its comment on the line, the summary, the check run and the upload', async () => {
  const base = double.pushBase(known);
  const pull = double.openPull({ ...known, 'new.yaml': open('New') });
  const run = await act('pull_request', 'faasgate.yml', pull.headSha, pullPayload(pull, base), double.token());
  expect(run.exitCode, run.log).toBe(1);
  expect(
    double.state.threads.map(({ path, line }) => [path, line]),
    run.log,
  ).toEqual([['new.yaml', 11]]);
  expect(summaries(pull)).toHaveLength(1);
  expect(double.state.checkRuns.map(({ conclusion }) => conclusion)).toEqual(['failure']);
  expect(double.writes.map(({ name }) => name)).toContain('POST /repos/{owner}/{repo}/code-scanning/sarifs');
  expect(double.violations).toEqual([]);
});

test('a clean one: green, and nothing but the good news', async () => {
  const base = double.pushBase(known);
  const pull = double.openPull({ ...known, 'README.md': 'hello' });
  const run = await act('pull_request', 'faasgate.yml', pull.headSha, pullPayload(pull, base), double.token());
  expect(run.exitCode, run.log).toBe(0);
  expect([double.state.threads.length, double.state.checkRuns.map(({ conclusion }) => conclusion)]).toEqual([0, ['success']]);
  expect(summaries(pull)).toEqual([expect.stringContaining('**faasgate: nothing new.**')]);
});

test('one from a fork: red with a token that only reads; the second workflow comments, and believes nothing', async () => {
  const base = double.pushBase(known);
  const pull = double.openPull({ ...known, 'new.yaml': open('New') }, { fork: true });
  const run = await act('pull_request', 'faasgate.yml', pull.headSha, pullPayload(pull, base), readOnly());
  expect(run.exitCode, run.log).toBe(1);
  expect([double.state.threads.length, summaries(pull).length]).toEqual([0, 0]);
  const report = run.kept('faasgate-report.json');
  const following = (changes: object = {}): object => ({
    action: 'completed',
    repository,
    workflow_run: {
      id: 5,
      event: 'pull_request',
      head_sha: pull.headSha,
      head_branch: 'change',
      head_repository: { full_name: 'someone/app' },
      ...changes,
    },
  });
  const forged = report.replace(pull.headSha, base);
  for (const [text, payload] of [
    [forged, following()],
    [report, following({ head_repository: { full_name: 'else/app' } })],
    ['{"version": 1}', following()],
    [report.replace('"foreign": {}', `"foreign": {}, "text": "<b>"`), following()],
  ] as const) {
    const refused = await act('workflow_run', 'faasgate-forks.yml', base, payload, double.token(), { 'faasgate-report.json': text });
    expect([refused.exitCode, double.writes.filter(({ name }) => /reviews|comments/.test(name)).length], refused.log).toEqual([0, 0]);
    expect(refused.log).toContain('is commented');
  }
  const second = await act('workflow_run', 'faasgate-forks.yml', base, following(), double.token(), { 'faasgate-report.json': report });
  expect(second.exitCode, second.log).toBe(0);
  expect(
    double.state.threads.map(({ path, line }) => [path, line]),
    second.log,
  ).toEqual([['new.yaml', 11]]);
  expect(summaries(pull)).toHaveLength(1);
  expect(double.violations).toEqual([]);
});

test('pull_request_target: the base is scanned, with a word on what that means, and the head of a fork is refused', async () => {
  const base = double.pushBase(known);
  const pull = double.openPull({ ...known, 'new.yaml': open('New') }, { fork: true });
  const payload = pullPayload(pull, base);
  const refused = await act('pull_request_target', 'faasgate.yml', pull.headSha, payload, double.token());
  expect(refused.exitCode, refused.log).toBe(1);
  expect(refused.log).toMatch(/pull_request_target/);
  expect(double.writes).toEqual([]);
  const scanned = await act('pull_request_target', 'faasgate.yml', base, payload, double.token());
  expect(scanned.log).toContain('run on pull_request to gate it');
  expect(scanned.log).not.toContain('new.yaml');
  expect(double.state.threads).toEqual([]);
});

test('a merge group, a push and a schedule', async () => {
  const base = double.pushBase(known);
  const head = double.pushBase({ ...known, 'new.yaml': open('New') });
  const ref = `refs/heads/gh-readonly-queue/main/pr-1-${base}`;
  const group = {
    action: 'checks_requested',
    repository,
    merge_group: { base_sha: base, base_ref: 'refs/heads/main', head_sha: head, head_ref: ref },
  };
  const queued = await act('merge_group', 'faasgate.yml', head, group, double.token());
  expect(queued.exitCode, queued.log).toBe(1);
  const pushed = await act('push', 'faasgate.yml', head, { before: base, after: head, ref: 'refs/heads/main', repository }, double.token());
  expect(pushed.exitCode, pushed.log).toBe(1);
  const same = await act('push', 'faasgate.yml', head, { before: head, after: head, ref: 'refs/heads/main', repository }, double.token());
  expect(same.exitCode, same.log).toBe(0);
  const swept = await act('schedule', 'faasgate-sweep.yml', head, { repository }, double.token());
  expect(swept.exitCode, swept.log).toBe(0);
  expect(
    [...double.state.issues.values()].map(({ open: isOpen }) => isOpen),
    swept.log,
  ).toEqual([true]);
  const clean = double.pushBase({ 'README.md': 'hello', 'old.yaml': open('Old').replace(/ {6}FunctionUrlConfig[^]*/, ''), 'faasgate.yml': noAdvice });
  const byHand = await act('workflow_dispatch', 'faasgate-sweep.yml', clean, { repository }, double.token());
  expect(byHand.exitCode, byHand.log).toBe(0);
  expect(
    [...double.state.issues.values()].map(({ open: isOpen }) => isOpen),
    byHand.log,
  ).toEqual([false]);
  expect(double.violations).toEqual([]);
});

/** Advice on every function is no matter of these stories. */
const noAdvice = 'rules:\n  hardening/unlimited-concurrency: off\n  monitoring/unwatched-function: off\n  logging/unbounded-retention: off\n';

test('a folder of the repository: comments, upload and sweep name the paths of the repository, and fixes are proposed there', async () => {
  const config = noAdvice;
  const untraced = open('Old').replace('      Tracing: Active\n', '');
  const base = double.pushBase({ 'services/a/faasgate.yml': config, 'services/a/old.yaml': untraced });
  const pull = double.openPull({ 'services/a/faasgate.yml': config, 'services/a/old.yaml': untraced, 'services/a/new.yaml': open('New') });
  const inFolder = (name: string, more: string): string =>
    shipped(name).replace('uses: ./.action\n        with:\n', `uses: ./.action\n        with:\n          path: services/a\n${more}`);
  const request = {
    clone: { of: double.state.repository.folder, commit: pull.headSha },
    github: { url: double.url, token: double.token() },
    quick: true,
  };
  runs.push(await runWorkflow({ ...request, event: 'pull_request', workflow: inFolder('faasgate.yml', ''), payload: pullPayload(pull, base) }));
  expect(
    double.state.threads.map(({ path, line }) => [path, line]),
    runs[0]?.log,
  ).toEqual([['services/a/new.yaml', 11]]);
  const sweep = inFolder('faasgate-sweep.yml', '').replace('fix-pull-request: false', 'fix-pull-request: true');
  const clone = { of: double.state.repository.folder, commit: base };
  runs.push(await runWorkflow({ ...request, clone, event: 'schedule', workflow: sweep, payload: { repository } }));
  const branch = double.state.repository.files('refs/heads/faasgate/fixes');
  expect(Object.keys(branch), runs[1]?.log).toEqual(['services/a/faasgate.yml', 'services/a/old.yaml']);
  // The one fix is safe; the other one has to be looked at, and is left to people.
  expect(branch['services/a/old.yaml']).toMatch(/AuthType: NONE\n {6}Tracing: Active/);
  expect([...double.state.issues.values()].map(({ body }) => body.includes('services/a/old.yaml'))).toEqual([true]);
  expect(double.violations).toEqual([]);
});
