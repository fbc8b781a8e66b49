/** Tells GitHub what a run found. Each write stands alone: what fails is a sentence in its outcome, never an exception. */
import { GitHubError } from '../github/errors.ts';
import type { GitHub } from '../github/github.ts';
import { writeCheckRun } from './check-run.ts';
import { uploadResults } from './code-scanning.ts';
import { writeFixPullRequest } from './fix-pull-request.ts';
import type { Scope } from './marker.ts';
import type { Publication, WriteKind, WriteOutcome } from './publication.ts';
import { planReview, type ReviewCounts } from './review-plan.ts';
import { postReview } from './review.ts';
import { summaryText } from './summary-text.ts';
import { writeSummary } from './summary.ts';
import { writeTrackingIssue } from './tracking-issue.ts';

/** In the order in which they are written; does not reject. */
export async function publish(publication: Publication, github: GitHub): Promise<readonly WriteOutcome[]> {
  const { writes } = publication.options;
  const outcomes: WriteOutcome[] = [];
  const attempt = async (kind: WriteKind, write: () => Promise<WriteOutcome>): Promise<void> => {
    if (writes.includes(kind)) outcomes.push(await settled(kind, publication, write));
  };
  const { number } = publication.event.pull ?? {};
  let told: ReviewCounts | undefined;
  if (number === undefined) {
    for (const kind of ['review', 'summary'] as const) {
      if (writes.includes(kind)) outcomes.push({ kind, status: 'skipped', why: `there is no pull request to write the ${kind} to` });
    }
  } else {
    const scope = `pull/${number}`;
    await attempt('review', () =>
      whereCurrent('review', publication, number, github, async () => {
        const threads = await github.threads(number);
        const plan = planReview({ ...request(publication, scope), threads });
        const { headSha } = publication.event;
        const { resolveThreads } = publication.options;
        const { outcome, left } = await postReview(plan, { number, headSha, resolveThreads, known: threads }, github);
        told = { ...plan.told, elsewhere: [...plan.told.elsewhere, ...left.flatMap(({ results }) => results)] };
        return outcome;
      }),
    );
    await attempt('summary', () =>
      whereCurrent('summary', publication, number, github, async () => {
        const text = summaryOf(publication, told, outcomes);
        return await writeSummary(text, number, publication.options.id, scope, github);
      }),
    );
  }
  await attempt('check-run', () => writeCheckRun(publication, summaryOf(publication, told, outcomes), github));
  await attempt('code-scanning', () => uploadResults(publication, github));
  await attempt('tracking-issue', () => writeTrackingIssue(publication, 'repository', github));
  await attempt('fix-pull-request', () => writeFixPullRequest(publication, 'repository', github));
  return outcomes;
}

/** Whether findings must be shown by other means, because no review tells of them. */
export function reviewIsMissing(outcomes: readonly WriteOutcome[]): boolean {
  return !outcomes.some(({ kind, status }) => kind === 'review' && (status === 'done' || status === 'unchanged'));
}

function request({ report, context, diff, event, options }: Publication, scope: Scope) {
  const { id, maxComments, commentSeverity } = options;
  return { report, context, diff, headSha: event.headSha, scope, id, maxComments, commentSeverity };
}

function summaryOf({ report, context, event, options }: Publication, review: ReviewCounts | undefined, outcomes: readonly WriteOutcome[]): string {
  const failed = outcomes.find(({ kind, status }) => kind === 'review' && (status === 'failed' || status === 'skipped'));
  return summaryText({ report, context, headSha: event.headSha, id: options.id, isMerged: event.name === 'push', review, reviewFailed: failed?.why });
}

/** A run that was overtaken by a push says nothing: the next one knows better. */
async function whereCurrent(
  kind: WriteKind,
  { event }: Publication,
  number: number,
  github: GitHub,
  write: () => Promise<WriteOutcome>,
): Promise<WriteOutcome> {
  const { headSha, open } = await github.pull(number);
  if (!open) return { kind, status: 'skipped', why: 'the pull request is closed' };
  if (headSha !== event.headSha) {
    return { kind, status: 'skipped', why: `the pull request has moved on to ${headSha.slice(0, 7)}, which has a run of its own` };
  }
  return await write();
}

async function settled(kind: WriteKind, { event }: Publication, write: () => Promise<WriteOutcome>): Promise<WriteOutcome> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof GitHubError)) {
      return { kind, status: 'failed', why: `${kind}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'an error of its own'}` };
    }
    if (error.kind === 'forbidden' && event.pull?.isFork === true) {
      return {
        kind,
        status: 'skipped',
        why: `${error.message}; a pull request from a fork has a token that only reads: the second workflow writes for it`,
      };
    }
    return { kind, status: error.kind === 'not-enabled' ? 'skipped' : 'failed', why: error.message };
  }
}
