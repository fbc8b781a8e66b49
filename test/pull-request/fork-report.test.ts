/** What a fork's run leaves is believed in nothing. */
import { expect, test } from 'vitest';
import type { EventContext } from '../../src/github/event.ts';
import { pullOfReport, readForkReport, writeForkReport, type ClaimedPull, type ForkReport } from '../../src/pull-request/fork-report.ts';
import { publicationOptions } from '../../src/pull-request/writes.ts';
import { pullEvent } from './checking.ts';

const [head, base] = ['a'.repeat(40), 'b'.repeat(40)];
const plain = pullEvent(head, base);
const onFork: EventContext = { ...plain, pull: { ...plain.pull!, headRepository: 'someone/app', isFork: true } };
const source = { id: 5, event: 'pull_request', headSha: head, headBranch: 'change', headRepository: 'someone/app' };
const following: EventContext = { ...plain, name: 'workflow_run', pull: undefined, source };
const written = writeForkReport({ results: [] } as never, onFork) ?? '';
const report: ForkReport = { version: 1, pull: 7, headSha: head, headRepository: 'someone/app', foreign: {} };
const pull: ClaimedPull = { headSha: head, open: true, headRepository: 'someone/app', headRef: 'change', baseRef: 'main', baseSha: base };

test('what is written is read', () => {
  expect(readForkReport(written, following)).toEqual(report);
  expect(pullOfReport(report, following, pull)).toMatchObject({ headSha: head, baseSha: base, pull: { number: 7, isFork: true } });
});

test.each<[string, string, EventContext]>([
  ['no JSON', '{', following],
  ['another version', written.replace('"version": 1', '"version": 2'), following],
  ['more than is asked for', written.replace('"foreign": {}', '"foreign": {}, "text": "@everyone"'), following],
  ['a scanner with a name that says something', written.replace('"foreign": {}', '"foreign": {"<img src=x>": 1}'), following],
  ['too much', `${written}${' '.repeat(1024 * 1024)}`, following],
  ['another commit', written.replace(head, base), following],
  ['another repository', written.replace('someone/app', 'octo/app'), following],
  ['a run of another event', written, { ...following, source: { ...source, event: 'push' } }],
  ['a fork that is gone', written, { ...following, source: { ...source, headRepository: undefined } }],
  ['no run at all', written, plain],
])('%s is refused with a sentence', (_, text, event) => {
  expect(readForkReport(text, event)).toEqual(expect.stringMatching(/^(it|the) .+[^.]$/));
});

test.each<[string, Partial<ClaimedPull>]>([
  ['closed', { open: false }],
  ['moved on', { headSha: base }],
  ['of another repository', { headRepository: 'else/app' }],
  ['of a repository that is gone', { headRepository: undefined }],
])('a pull request that is %s is not commented', (_, changes) => {
  expect(pullOfReport(report, following, { ...pull, ...changes })).toEqual(expect.stringContaining('pull request 7'));
});

test.each<[string, EventContext, object, readonly string[]]>([
  ['a pull request', plain, {}, ['review', 'summary', 'check-run', 'code-scanning']],
  ['only the summary', plain, { comment: 'summary', checkRun: 'false' }, ['summary', 'code-scanning']],
  ['a fork, whose token only reads', onFork, {}, ['code-scanning']],
  ['nothing is to be uploaded', onFork, { upload: 'false' }, []],
  ['a run after a fork', following, {}, ['review', 'summary']],
  ['a base with the rights of the repository', { ...plain, name: 'pull_request_target' }, {}, []],
  ['a queue', { ...plain, name: 'merge_group' }, {}, ['check-run']],
  ['a push', { ...plain, name: 'push' }, { comment: 'off' }, ['check-run', 'code-scanning']],
  ['a schedule', { ...plain, name: 'schedule' }, {}, ['code-scanning', 'tracking-issue']],
  ['by hand, with fixes', { ...plain, name: 'workflow_dispatch' }, { fixPullRequest: 'true' }, ['code-scanning', 'fix-pull-request']],
])('what is written: %s', (_, event, words, expected) => {
  expect(publicationOptions(event, words).writes).toEqual(expected);
});

test.each([{ comment: 'loud' }, { maxComments: '-1' }, { commentSeverity: 'severe' }, { upload: 'maybe' }])(
  'a word that is none is a mistake of the user: %o',
  (words) => {
    expect(() => publicationOptions(plain, words)).toThrow(/expected/);
  },
);
