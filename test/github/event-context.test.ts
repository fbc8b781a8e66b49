/** What the runner says of the event, and what is said where it says too little. */
import { expect, test } from 'vitest';
import { readEvent } from '../../src/github/event-context.ts';

const sha = (digit: string): string => digit.repeat(40);
const runner = {
  GITHUB_REPOSITORY: 'octo/app',
  GITHUB_EVENT_PATH: '/event.json',
  GITHUB_SHA: sha('c'),
  GITHUB_REF: 'refs/heads/main',
  GITHUB_RUN_ID: '9',
};
const repository = { full_name: 'octo/app', default_branch: 'trunk', private: true };
const pull = (from: object | null = { full_name: 'octo/app' }): object => ({
  number: 7,
  updated_at: '2026-11-22T12:00:00Z',
  base: { ref: 'trunk', sha: sha('b'), repo: { full_name: 'octo/app' } },
  head: { ref: 'change', sha: sha('a'), repo: from },
});

function read(name: string, payload: unknown, environment: Readonly<Record<string, string | undefined>> = runner): ReturnType<typeof readEvent> {
  return readEvent({ ...environment, GITHUB_EVENT_NAME: name }, () => (typeof payload === 'string' ? payload : JSON.stringify(payload)));
}

const common = { owner: 'octo', repo: 'app', visibility: 'private', defaultBranch: 'trunk', runUrl: 'https://github.com/octo/app/actions/runs/9' };

test.each<[string, object, object]>([
  [
    'pull_request',
    { action: 'labeled', label: { name: 'x' }, repository, pull_request: pull() },
    {
      action: 'labeled',
      label: 'x',
      headSha: sha('a'),
      baseSha: sha('b'),
      ref: 'refs/pull/7/head',
      pull: { number: 7, isFork: false, headRepository: 'octo/app' },
    },
  ],
  ['pull_request', { repository, pull_request: pull({ full_name: 'someone/app' }) }, { pull: { isFork: true, headRepository: 'someone/app' } }],
  ['pull_request', { repository, pull_request: pull(null) }, { pull: { isFork: true, headRepository: undefined } }],
  [
    'merge_group',
    {
      repository,
      merge_group: { head_sha: sha('a'), base_sha: sha('b'), head_ref: 'refs/heads/gh-readonly-queue/trunk/pr-7', base_ref: 'refs/heads/trunk' },
    },
    { headSha: sha('a'), baseSha: sha('b'), ref: 'refs/heads/gh-readonly-queue/trunk/pr-7' },
  ],
  ['push', { repository, before: sha('b'), after: sha('a') }, { headSha: sha('a'), baseSha: sha('b'), ref: 'refs/heads/main' }],
  ['push', { repository, before: sha('0'), after: sha('a') }, { headSha: sha('a'), baseSha: undefined }],
  ['schedule', { repository }, { name: 'schedule', headSha: sha('c'), ref: 'refs/heads/main' }],
  ['issue_comment', { repository }, { name: 'workflow_dispatch', headSha: sha('c') }],
  [
    'workflow_run',
    {
      repository,
      workflow_run: { id: 5, event: 'pull_request', head_sha: sha('a'), head_branch: 'change', head_repository: { full_name: 'someone/app' } },
    },
    { headSha: sha('a'), source: { id: 5, event: 'pull_request', headSha: sha('a'), headRepository: 'someone/app' } },
  ],
])('%s', (name, payload, expected) => {
  const { event, problems } = read(name, payload);
  expect(event).toMatchObject({ name: name === 'issue_comment' ? 'workflow_dispatch' : name, ...common, ...expected });
  expect(problems).toEqual([]);
});

test.each<[string, string, unknown, Readonly<Record<string, string | undefined>>, RegExp]>([
  ['no repository', 'pull_request', { pull_request: pull() }, { ...runner, GITHUB_REPOSITORY: undefined }, /GITHUB_REPOSITORY/],
  ['a broken file', 'pull_request', '{', runner, /GITHUB_EVENT_PATH/],
  ['no pull request in it', 'pull_request', { repository }, runner, /not as expected \(pull_request/],
  ['a commit that is an option', 'push', { repository, before: '--upload-pack=x', after: sha('a') }, runner, /not as expected \(before/],
  ['a repository that is a path', 'pull_request', { repository, pull_request: pull({ full_name: '../../x' }) }, runner, /head\.repo\.full_name/],
  ['no commit', 'schedule', { repository }, { ...runner, GITHUB_SHA: undefined }, /GITHUB_SHA/],
])('%s is a sentence and no event', (_, name, payload, environment, message) => {
  const { event, problems } = read(name, payload, environment);
  expect(event).toBeUndefined();
  expect(problems.join('\n')).toMatch(message);
});
