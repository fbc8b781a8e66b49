/** What a runner may find: a sentence on what to change, and a gate that is never open. */
import { rmSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConfigurationError } from '../../src/config/errors.ts';
import { planAgainst, planRun } from '../../src/pull-request/plan.ts';
import { gitIn, ScratchRepository } from '../git/scratch-repository.ts';
import { check, pullEvent } from './checking.ts';

let repository: ScratchRepository;
beforeEach(() => {
  repository = new ScratchRepository();
});
afterEach(() => repository.remove());

const open = (name: string): string =>
  "AWSTemplateFormatVersion: '2010-09-09'\nTransform: AWS::Serverless-2016-10-31\nResources:\n" +
  `  ${name}:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: hello.handler\n      Runtime: nodejs24.x\n      Tracing: Active\n` +
  '      FunctionUrlConfig:\n        AuthType: NONE\n';
const nothingHere = '0'.repeat(39) + '1';

/** A pull request that adds one finding to one; `main` has moved on since. */
function history(): { readonly base: string; readonly head: string; readonly merge: string } {
  repository.commit({ 'old.yaml': open('Old') }, 'first');
  for (let index = 0; index < 5; index++) repository.commit({ [`docs/${index}.md`]: 'x' });
  repository.git('checkout', '-q', '-b', 'change');
  for (let index = 0; index < 3; index++) repository.commit({ [`mine/${index}.md`]: 'x' });
  const head = repository.commit({ 'new.yaml': open('New') });
  repository.git('checkout', '-q', 'main');
  const base = repository.commit({ 'docs/more.md': 'x' });
  repository.git('checkout', '-q', '-b', 'merged');
  repository.git('merge', '-q', '--no-ff', '-m', 'merge', 'change');
  repository.git('update-ref', 'refs/pull/7/merge', 'HEAD');
  return { base, head, merge: repository.git('rev-parse', 'HEAD') };
}

const invocations = (states: readonly string[]): readonly string[] => states.filter((one) => one.includes('public-invocation'));

test.each([1, 2, 5])('a clone of depth %i deepens itself', async (depth) => {
  const { base, head } = history();
  repository.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  const clone = repository.clone('clone', '--depth', String(depth), '--branch', 'merged');
  const { states, exitCode, notices } = await check(clone, pullEvent(head, base));
  expect({ states: invocations(states), exitCode, told: notices.filter((one) => one.includes('counts as new')) }).toEqual({
    states: ['existing public-invocation OldUrl', 'new public-invocation NewUrl'],
    exitCode: 1,
    told: [],
  });
});

test('a shallow clone that cannot: everything counts as new, and fetch-depth is named', async () => {
  const { base, head } = history();
  const clone = repository.clone('clone', '--depth', '1', '--branch', 'merged');
  renameSync(repository.folder, `${repository.folder}-gone`);
  const { states, exitCode, notices } = await check(clone, pullEvent(head, base));
  expect({ states: invocations(states), exitCode }).toEqual({
    states: ['new public-invocation NewUrl', 'new public-invocation OldUrl'],
    exitCode: 1,
  });
  expect(notices.filter((one) => /everything counts as new: .*`fetch-depth: 0`/.test(one))).toHaveLength(1);
});

test('a base branch that is deleted: its commit is fetched by its id, or everything counts as new', async () => {
  const { base, head } = history();
  const { exitCode, notices } = await check(repository.folder, pullEvent(head, nothingHere));
  expect({ exitCode, told: notices.some((one) => /the base branch main \(0{10}\) is not in this clone/.test(one)) }).toEqual({
    exitCode: 1,
    told: true,
  });
  repository.git('branch', '-q', '-D', 'main');
  expect(invocations((await check(repository.folder, pullEvent(head, base))).states)).toContain('existing public-invocation OldUrl');
});

test('no common ancestor: everything counts as new, by the policy of the base', async () => {
  const base = repository.commit({ 'old.yaml': open('Old'), 'faasgate.yml': 'fail-severity: none\n' });
  repository.git('checkout', '-q', '--orphan', 'alien');
  const head = repository.commit({ 'new.yaml': open('New') });
  const { states, exitCode, notices } = await check(repository.folder, pullEvent(head, base));
  expect({ states: invocations(states), exitCode }).toEqual({
    states: ['new public-invocation NewUrl', 'new public-invocation OldUrl'],
    exitCode: 0,
  });
  expect(notices.some((one) => one.includes('no common ancestor with the base branch main'))).toBe(true);
});

test('a detached head and an empty pull request are no trouble', async () => {
  const base = repository.commit({ 'old.yaml': open('Old') });
  repository.git('checkout', '-q', '--detach');
  const { states, exitCode } = await check(repository.folder, pullEvent(base, base));
  expect({ states: invocations(states), exitCode }).toEqual({ states: ['existing public-invocation OldUrl'], exitCode: 0 });
});

test('a folder that is no repository, and an event that cannot be read, are judged by the strictest policy', async () => {
  repository.commit({ 'new.yaml': open('New'), 'faasgate.yml': 'fail-severity: none\n' });
  rmSync(join(repository.folder, '.git'), { recursive: true });
  const { exitCode, notices } = await check(repository.folder, pullEvent(nothingHere, nothingHere));
  expect({ exitCode, told: notices.some((one) => one.includes('this folder is no git repository')) }).toEqual({ exitCode: 1, told: true });
  expect(planRun(undefined, repository.folder, 'pull_request').comparison?.policy).toEqual({ from: undefined, fork: undefined, head: undefined });
});

test('a merge group is held against its own base, with its policy', async () => {
  const base = repository.commit({ 'old.yaml': open('Old') });
  const head = repository.commit({ 'new.yaml': open('New'), 'faasgate.yml': 'fail-severity: none\n' });
  const event = pullEvent(head, base, { name: 'merge_group', pull: undefined, ref: 'refs/heads/gh-readonly-queue/main/pr-7-x' });
  const { states, exitCode } = await check(repository.folder, event);
  expect({ states: invocations(states), exitCode }).toEqual({
    states: ['existing public-invocation OldUrl', 'new public-invocation NewUrl'],
    exitCode: 1,
  });
});

test('a push is held against what it replaced, also by force; a new branch against the default one', async () => {
  const first = repository.commit({ 'old.yaml': open('Old') });
  const before = repository.commit({ 'gone.yaml': open('Gone') });
  repository.git('reset', '-q', '--hard', first);
  const after = repository.commit({ 'new.yaml': open('New') });
  const push = (more: object): Parameters<typeof check>[1] => ({
    ...pullEvent(after, before),
    name: 'push',
    pull: undefined,
    ref: 'refs/heads/change',
    ...more,
  });
  expect(invocations((await check(repository.folder, push({}))).states)).toEqual([
    'existing public-invocation OldUrl',
    'fixed public-invocation GoneUrl',
    'new public-invocation NewUrl',
  ]);
  repository.git('update-ref', 'refs/remotes/origin/main', first);
  expect(invocations((await check(repository.folder, push({ baseSha: undefined }))).states)).toEqual([
    'existing public-invocation OldUrl',
    'new public-invocation NewUrl',
  ]);
  const unknown = await check(repository.folder, push({ baseSha: nothingHere }));
  expect({ exitCode: unknown.exitCode, told: unknown.notices.some((one) => one.startsWith('everything counts as new')) }).toEqual({
    exitCode: 1,
    told: true,
  });
});

test('a template that is left in Git LFS is neither clean nor fixed, and what to set is said', async () => {
  const base = repository.commit({ 'old.yaml': open('Old'), 'other.yaml': open('Other').replace('NONE', 'AWS_IAM') });
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 300\n`;
  const head = repository.commit({ 'old.yaml': pointer, 'new.yaml': open('New') });
  const { states, exitCode, notices } = await check(repository.folder, pullEvent(head, base));
  expect({ states: invocations(states), exitCode }).toEqual({ states: ['new public-invocation NewUrl'], exitCode: 1 });
  expect(notices.some((one) => one.startsWith('old.yaml: ') && one.includes('`lfs: true`'))).toBe(true);
  expect(notices.some((one) => one.includes('could not be looked for again'))).toBe(true);
});

test('a submodule is named, and what is beside it is gated', async () => {
  const vendored = new ScratchRepository('vendored');
  try {
    vendored.commit({ 'template.yaml': open('Vendored') });
    const base = repository.commit({ 'old.yaml': open('Old') });
    gitIn(repository.folder, 'submodule', '--quiet', 'add', `file://${vendored.folder}`, 'vendored');
    const head = repository.commit({ 'new.yaml': open('New') });
    const { states, exitCode, notices } = await check(repository.folder, pullEvent(head, base));
    expect({ states: invocations(states), exitCode }).toEqual({
      states: ['existing public-invocation OldUrl', 'new public-invocation NewUrl'],
      exitCode: 1,
    });
    expect(notices.filter((one) => one.startsWith('vendored: '))).toHaveLength(1);
  } finally {
    vendored.remove();
  }
});

test('a schedule scans everything', async () => {
  const head = repository.commit({ 'old.yaml': open('Old') });
  const { states, report } = await check(repository.folder, { ...pullEvent(head, head), name: 'schedule', pull: undefined, baseSha: undefined });
  expect({ states: invocations(states), comparison: report.comparison }).toEqual({ states: ['new public-invocation OldUrl'], comparison: undefined });
});

test("pull_request_target scans the base, says what that means, and refuses a fork's head", async () => {
  const base = repository.commit({ 'old.yaml': open('Old') });
  repository.git('checkout', '-q', '-b', 'change');
  const head = repository.commit({ 'new.yaml': open('New') });
  const event = pullEvent(head, base, { name: 'pull_request_target' });
  expect(() => planRun(event, repository.folder)).toThrow(ConfigurationError);
  repository.git('checkout', '-q', 'main');
  const { states, notices } = await check(repository.folder, event);
  expect(invocations(states)).toEqual(['new public-invocation OldUrl']);
  expect(notices.some((one) => one.includes('run on pull_request to gate it'))).toBe(true);
});

test('a checkout without some files calls nothing fixed in them', async () => {
  const base = repository.commit({ 'a/old.yaml': open('Old'), 'b/other.yaml': open('Other') });
  const head = repository.commit({ 'b/new.yaml': open('New') });
  gitIn(repository.folder, 'sparse-checkout', 'set', 'b');
  const { states, notices } = await check(repository.folder, pullEvent(head, base));
  expect(invocations(states)).toEqual(['existing public-invocation OtherUrl', 'new public-invocation NewUrl']);
  expect(notices.some((one) => one.includes('a/old.yaml is in the commit but not checked out'))).toBe(true);
});

test.each([
  ['a commit that nobody knows', 'origin/nowhere', /git knows no commit "origin\/nowhere"/],
  ['an option', '--output=x', /git knows no commit/],
])('--base with %s is a mistake of the user', (_, ref, message) => {
  repository.commit({ 'a.md': 'a' });
  expect(() => planAgainst(ref, repository.folder)).toThrow(message);
});
