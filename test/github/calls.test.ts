/** Manners: what is repeated and what never is, how long is waited, and that there is an end to it. */
import { describe, expect, test } from 'vitest';
import { Calls, type CallKind } from '../../src/github/calls.ts';
import { GitHubError } from '../../src/github/errors.ts';
import { Clock } from '../pull-request/session.ts';

const purpose = { doing: 'do it', needs: 'issues: write' };

/** As Octokit throws it. */
function answer(status: number, headers: Readonly<Record<string, string>> = {}, message = ''): Error {
  return Object.assign(new Error(message), { status, response: { headers, data: { message } } });
}

async function attempt(
  kind: CallKind,
  failures: readonly Error[],
): Promise<{ readonly tries: number; readonly waited: number; readonly error: unknown }> {
  const clock = new Clock();
  const left = [...failures];
  let tries = 0;
  let error: unknown;
  try {
    await new Calls(clock).make(kind, purpose, async () => {
      tries++;
      const failure = left.shift();
      if (failure) throw failure;
    });
  } catch (thrown) {
    error = thrown;
  }
  return { tries, waited: clock.passed, error };
}

describe('a call', () => {
  test.each<[string, CallKind, Error, number]>([
    ['that reads is repeated after 502', 'read', answer(502), 2],
    ['that changes is repeated after 502', 'change', answer(502), 2],
    ['that creates is not: it may have been done', 'create', answer(502), 1],
    ['that creates is repeated after a rate limit: it was not done', 'create', answer(429, { 'retry-after': '3' }), 2],
    ['is repeated after the secondary limit', 'create', answer(403, { 'retry-after': '3' }, 'You have exceeded a secondary rate limit'), 2],
    ['that may not is not repeated', 'read', answer(403, {}, 'Resource not accessible by integration'), 1],
    ['that is wrong is not repeated', 'change', answer(422), 1],
    ['that finds nothing is not repeated', 'read', answer(404), 1],
    ['that must wait for an hour is given up', 'read', answer(403, { 'retry-after': '3600' }), 1],
    ['that reaches nobody is repeated', 'read', new TypeError('fetch failed'), 2],
    ['that reaches nobody and creates is not repeated', 'create', new TypeError('fetch failed'), 1],
  ])('%s', async (_, kind, failure, tries) => {
    expect((await attempt(kind, [failure])).tries).toBe(tries);
  });

  test('is tried three times at most', async () => {
    const { tries, error } = await attempt('read', [answer(503), answer(503), answer(503), answer(503)]);
    expect(tries).toBe(3);
    expect(error).toMatchObject({ kind: 'server', uncertain: true });
  });

  test('waits as long as GitHub asks for', async () => {
    expect((await attempt('create', [answer(429, { 'retry-after': '17' })])).waited).toBe(17_000);
  });
});

test('waits for the end of the rate limit by the wall clock, and a second more', async () => {
  const { tries, waited } = await attempt('create', [answer(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '30' })]);
  expect([tries, waited]).toEqual([2, 31_000]);
});

test.each<[Error, string]>([
  [answer(401), 'could not do it: the token is missing, wrong or has run out; give the input `token`'],
  [
    answer(403, {}, 'Resource not accessible by integration'),
    'could not do it: the token may not; give the job `permissions: issues: write` (Resource not accessible by integration)',
  ],
  [answer(404), 'could not do it: GitHub knows nothing there, or the token may not see it; the job needs `permissions: issues: write`'],
  [answer(422, {}, 'Validation\n::error:: Failed'), 'could not do it: GitHub rejected it (Validation ::error:: Failed)'],
  [answer(413), 'could not do it: GitHub takes no request of this size'],
  [
    answer(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '9999999999' }),
    "could not do it: GitHub's rate limit is used up until 17:46 UTC; run the job again then",
  ],
  [
    answer(403, {}, 'Advanced Security must be enabled for this repository to use code scanning.'),
    'could not do it: code scanning is off for this repository; turn on GitHub Code Security in its settings',
  ],
  [new DOMException('The operation was aborted due to timeout', 'TimeoutError'), 'could not do it: GitHub did not answer in time'],
  [new TypeError('fetch failed'), 'could not do it: GitHub cannot be reached'],
])('says what to change: %s', async (failure, sentence) => {
  const { error } = await attempt('create', [failure, failure, failure]);
  expect(error).toBeInstanceOf(GitHubError);
  expect(error).toMatchObject({ message: sentence });
});

test('writes are a second apart, however many, and there is an end to them', async () => {
  const clock = new Clock();
  const calls = new Calls(clock);
  let made = 0;
  const writes = Array.from({ length: 200 }, () => async () => await calls.make('change', purpose, async () => void made++));
  let error: unknown;
  for (const write of writes) {
    try {
      await write();
    } catch (thrown) {
      error = thrown;
      break;
    }
  }
  expect(error).toMatchObject({ kind: 'budget' });
  expect(made).toBeGreaterThanOrEqual(60);
  expect(made).toBeLessThanOrEqual(100);
  expect(clock.passed).toBe((made - 1) * 1000);
});
