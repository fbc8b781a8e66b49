/** What GitHub refuses, as a sentence that says what to change. */

export type FailureKind =
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'rejected'
  | 'too-large'
  | 'rate-limit'
  | 'server'
  | 'time-out'
  | 'unavailable'
  | 'budget'
  | 'not-enabled';

/** What a call is for: the sentences name it, and what it takes. */
export interface Purpose {
  /** `post the review`. */
  readonly doing: string;
  /** The permission that it takes: `pull-requests: write`. */
  readonly needs: string;
}

/** The message is written to be shown, without full stop. */
export class GitHubError extends Error {
  readonly kind: FailureKind;
  /** GitHub may have done it all the same. */
  readonly uncertain: boolean;

  constructor(kind: FailureKind, message: string, uncertain = false) {
    super(message);
    this.kind = kind;
    this.uncertain = uncertain;
  }
}

/** An answer that was no success; what it says is untrusted text of at most one line. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

export function refused({ status, message, headers }: Refusal, { doing, needs }: Purpose): GitHubError {
  const could = `could not ${doing}`;
  const told = message === '' ? '' : ` (${message})`;
  if (status === 401) return new GitHubError('unauthorized', `${could}: the token is missing, wrong or has run out; give the input \`token\``);
  if (isRateLimit({ status, message, headers }))
    return new GitHubError('rate-limit', `${could}: GitHub's rate limit is used up${resetText(headers)}`);
  if (status === 403 && /advanced security|code security|code scanning is not enabled/i.test(message)) {
    return new GitHubError('not-enabled', `${could}: code scanning is off for this repository; turn on GitHub Code Security in its settings`);
  }
  if (status === 403) return new GitHubError('forbidden', `${could}: the token may not; give the job \`permissions: ${needs}\`${told}`);
  if (status === 404) {
    return new GitHubError('not-found', `${could}: GitHub knows nothing there, or the token may not see it; the job needs \`permissions: ${needs}\``);
  }
  if (status === 413) return new GitHubError('too-large', `${could}: GitHub takes no request of this size`);
  if (status === 406) return new GitHubError('too-large', `${could}: GitHub does not serve a diff of this size`);
  if (status >= 500) return new GitHubError('server', `${could}: GitHub has a problem of its own (${status}); run the job again later`, true);
  return new GitHubError('rejected', `${could}: GitHub rejected it${told || ` (${status})`}`);
}

/** The primary limit answers 403 or 429 with nothing remaining, the secondary one with `retry-after` or in words. */
export function isRateLimit({ status, message, headers }: Refusal): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  return (
    headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0' || /secondary rate limit|rate limit exceeded/i.test(message)
  );
}

function resetText(headers: Refusal['headers']): string {
  const seconds = Number(headers['x-ratelimit-reset']);
  if (!Number.isFinite(seconds) || seconds <= 0) return '; run the job again later';
  return ` until ${new Date(seconds * 1000).toISOString().slice(11, 16)} UTC; run the job again then`;
}
