/**
 * Manners towards GitHub: writes a second apart, waiting as long as it asks for, a bound to calls, writes and waiting.
 * The plugins of Octokit that do this wait on timers of their own and repeat what creates, which posts things twice.
 */
import { GitHubError, isRateLimit, refused, type Purpose, type Refusal } from './errors.ts';

export interface Pacing {
  /** Milliseconds since some moment. */
  readonly clock: () => number;
  /** Milliseconds since 1970: GitHub says by the wall clock when its limits end. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** `create` is never repeated unless GitHub certainly did nothing: a second try could do it twice. */
export type CallKind = 'read' | 'change' | 'create';

/** https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api (November 2026) */
const betweenWrites = 1000;
const mostCalls = 400;
const mostWrites = 90;
const mostTries = 3;
/** For one answer, and for all of a run: a job that waits costs money. */
const longestWait = 60_000;
const mostWaiting = 180_000;

export class Calls {
  readonly #pacing: Pacing;
  #calls = 0;
  #writes = 0;
  #waited = 0;
  #lastWrite: number | undefined;

  constructor(pacing: Pacing) {
    this.#pacing = pacing;
  }

  /** @throws GitHubError */
  async make<Answer>(kind: CallKind, purpose: Purpose, call: () => Promise<Answer>): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      await this.#admit(kind, purpose);
      try {
        return await this.#timed(kind, call);
      } catch (error) {
        const pause = this.#pauseAfter(error, kind, attempt);
        if (pause === undefined || this.#waited + pause > mostWaiting) throw translated(error, purpose);
        this.#waited += pause;
        await this.#pacing.wait(pause);
      }
    }
  }

  async #timed<Answer>(kind: CallKind, call: () => Promise<Answer>): Promise<Answer> {
    try {
      return await call();
    } finally {
      if (kind !== 'read') this.#lastWrite = this.#pacing.clock();
    }
  }

  async wait(milliseconds: number): Promise<void> {
    await this.#pacing.wait(milliseconds);
  }

  async #admit(kind: CallKind, { doing }: Purpose): Promise<void> {
    if (this.#calls >= mostCalls || (kind !== 'read' && this.#writes >= mostWrites)) {
      throw new GitHubError('budget', `could not ${doing}: this run has used up its calls to GitHub`);
    }
    this.#calls++;
    if (kind === 'read') return;
    this.#writes++;
    const since = this.#lastWrite === undefined ? betweenWrites : this.#pacing.clock() - this.#lastWrite;
    if (since < betweenWrites) await this.#pacing.wait(betweenWrites - since);
  }

  /** Milliseconds until the next try; undefined for none. */
  #pauseAfter(error: unknown, kind: CallKind, attempt: number): number | undefined {
    if (attempt >= mostTries) return undefined;
    const refusal = refusalOf(error);
    if (refusal && isRateLimit(refusal)) {
      const pause = this.#askedFor(refusal, attempt);
      return pause <= longestWait ? pause : undefined;
    }
    const passing = refusal === undefined ? !(error instanceof GitHubError) : refusal.status >= 500;
    return passing && kind !== 'create' ? attempt * attempt * 1000 : undefined;
  }

  #askedFor({ headers }: Refusal, attempt: number): number {
    const after = Number(headers['retry-after']);
    if (headers['retry-after'] !== undefined && Number.isFinite(after)) return Math.max(0, after) * 1000;
    const reset = Number(headers['x-ratelimit-reset']);
    if (headers['x-ratelimit-remaining'] === '0' && Number.isFinite(reset)) return Math.max(0, reset * 1000 - this.#pacing.now()) + 1000;
    return attempt * 10_000;
  }
}

/** What Octokit throws for an answer that is no success; undefined where there was no answer. */
function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof Error) || !('status' in error) || !('response' in error) || error.response === undefined) return undefined;
  const { status, response } = error as unknown as { status: number; response: { headers: Refusal['headers']; data?: unknown } };
  return { status, headers: response.headers, message: messageIn(response.data) };
}

function messageIn(data: unknown): string {
  if (typeof data !== 'object' || data === null || !('message' in data) || typeof data.message !== 'string') return '';
  return oneLine(data.message);
}

/** GitHub's words are untrusted as well: errors repeat what was sent. */
export function oneLine(text: string): string {
  return text
    .replace(/[^\u0020-\u007e]+/g, ' ')
    .trim()
    .slice(0, 300);
}

function translated(error: unknown, purpose: Purpose): GitHubError {
  if (error instanceof GitHubError) return error;
  const refusal = refusalOf(error);
  if (refusal) return refused(refusal, purpose);
  const text = error instanceof Error ? `${error.name} ${error.message} ${error.cause instanceof Error ? error.cause.message : ''}` : '';
  if (/time.?out|abort/i.test(text)) return new GitHubError('time-out', `could not ${purpose.doing}: GitHub did not answer in time`, true);
  return new GitHubError('unavailable', `could not ${purpose.doing}: GitHub cannot be reached`, true);
}
