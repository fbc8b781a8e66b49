/** The double refuses what GitHub refuses; tests that trust it would prove nothing otherwise. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { GitHubDouble } from './double.ts';
import type { Pull } from './state.ts';
import { applySuggestion, suggestionIn } from './suggestions.ts';

const lines = (changes: Readonly<Record<number, string>> = {}): string =>
  Array.from({ length: 40 }, (_, index) => `${changes[index + 1] ?? `line ${index + 1}`}\n`).join('');

let double: GitHubDouble;
let pull: Pull;
beforeEach(async () => {
  double = await GitHubDouble.start();
  double.pushBase({ 'a.txt': lines() });
  pull = double.openPull({ 'a.txt': lines({ 10: 'ten', 30: 'thirty' }) });
});
afterEach(() => {
  double.violations.length = 0;
  return double.stop();
});

async function call(
  method: string,
  path: string,
  body?: unknown,
  token = double.token(),
): Promise<{ readonly status: number; readonly body: unknown }> {
  const response = await fetch(`${double.url}/repos/octo/app${path}`, {
    method,
    headers: { authorization: `token ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

const review = (...comments: readonly object[]) => ({ commit_id: pull.headSha, event: 'COMMENT', body: 'x', comments });
const post = (...comments: readonly object[]) => call('POST', `/pulls/${pull.number}/reviews`, review(...comments));

describe('a review', () => {
  test.each([
    ['on a changed line', { path: 'a.txt', line: 10, side: 'RIGHT', body: 'x' }, 200],
    ['on a line beside it', { path: 'a.txt', line: 13, side: 'RIGHT', body: 'x' }, 200],
    ['on lines of one hunk', { path: 'a.txt', start_line: 8, start_side: 'RIGHT', line: 11, side: 'RIGHT', body: 'x' }, 200],
    ['on a line that is not shown', { path: 'a.txt', line: 14, side: 'RIGHT', body: 'x' }, 422],
    ['on lines of two hunks', { path: 'a.txt', start_line: 10, start_side: 'RIGHT', line: 30, side: 'RIGHT', body: 'x' }, 422],
    ['that ends before it starts', { path: 'a.txt', start_line: 11, start_side: 'RIGHT', line: 10, side: 'RIGHT', body: 'x' }, 422],
    ['on one line written as two', { path: 'a.txt', start_line: 10, start_side: 'RIGHT', line: 10, side: 'RIGHT', body: 'x' }, 422],
    ['on a file that is not changed', { path: 'b.txt', line: 1, side: 'RIGHT', body: 'x' }, 422],
    ['that is too long', { path: 'a.txt', line: 10, side: 'RIGHT', body: 'x'.repeat(65_537) }, 422],
  ])('%s', async (_, comment, status) => {
    expect((await post(comment)).status).toBe(status);
    expect(double.state.threads).toHaveLength(status === 200 ? 1 : 0);
  });

  test('with one wrong comment is refused whole, without naming it', async () => {
    const answer = await post({ path: 'a.txt', line: 10, side: 'RIGHT', body: 'x' }, { path: 'a.txt', line: 20, side: 'RIGHT', body: 'x' });
    expect(answer).toMatchObject({ status: 422, body: { errors: ['Line could not be resolved'] } });
    expect(double.state.threads).toEqual([]);
  });
});

test('threads follow their lines, and are outdated once these change', async () => {
  await post({ path: 'a.txt', line: 10, side: 'RIGHT', body: 'x' }, { path: 'a.txt', line: 30, side: 'RIGHT', body: 'y' });
  double.push(pull, { 'a.txt': `one more\n${lines({ 10: 'ten', 30: 'other' })}` });
  expect(double.state.threads.map(({ line }) => line)).toEqual([11, undefined]);
});

describe('what is not as GitHub describes it is noticed', () => {
  test.each([
    ['a request without what is required', 'POST', '/check-runs', { name: 'x' }, /required property 'head_sha'/],
    ['a word that is none of the possible ones', 'POST', '/pulls/1/reviews', { event: 'SHOUT', body: 'x' }, /allowed values/],
    [
      'more annotations than fit',
      'POST',
      '/check-runs',
      { name: 'x', head_sha: 'x', output: { title: 'x', summary: 'x', annotations: Array.from({ length: 51 }, () => annotation) } },
      /must NOT have more than 50 items/,
    ],
    ['a route that is not there', 'POST', '/nothing', {}, /has no route/],
  ])('%s', async (_, method, path, body, violation) => {
    await call(method, path, body);
    expect(double.violations.join('\n')).toMatch(violation);
  });
});

const annotation = { path: 'a.txt', start_line: 1, end_line: 1, annotation_level: 'notice', message: 'x' };

test('a token without the right is told so, one that is unknown as well', async () => {
  const readOnly = double.token('read');
  expect((await call('POST', `/pulls/${pull.number}/reviews`, review(), readOnly)).status).toBe(403);
  expect((await call('GET', `/pulls/${pull.number}`, undefined, readOnly)).status).toBe(200);
  expect((await call('GET', `/pulls/${pull.number}`, undefined, 'nonsense')).status).toBe(401);
});

test('git clones from the same address', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'clone-'));
  await promisify(execFile)('git', ['clone', '--quiet', '--depth', '1', `${double.url}/octo/app.git`, folder]);
  expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe(lines());
  rmSync(folder, { recursive: true, force: true });
});

describe('suggestions', () => {
  test('replace the lines of their comment', () => {
    expect(suggestionIn('text\n\n```suggestion\na\n\nb\n```\nmore')).toEqual(['a', '', 'b']);
    expect(suggestionIn('````suggestion\n```\n````')).toEqual(['```']);
    expect(suggestionIn('```diff\n+a\n```')).toBeUndefined();
    expect(applySuggestion('1\n2\n3\n', 2, 2, ['x', 'y'])).toBe('1\nx\ny\n3\n');
    expect(applySuggestion('1\r\n2\r\n3\r\n', 2, 3, [])).toBe('1\r\n');
  });
});
