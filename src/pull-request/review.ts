/** Posts the review: one batch of new comments, and the old ones brought up to date. */
import type { GitHub, PullFile, Thread } from '../github/github.ts';
import { GitHubError } from '../github/errors.ts';
import type { PlannedComment, ReviewPlan, ThreadEdit } from './review-plan.ts';
import type { WriteOutcome } from './publication.ts';

/** Old comments that one run changes at most; the next run takes the rest. */
const mostEdits = 40;

export interface ReviewTarget {
  readonly number: number;
  readonly headSha: string;
  readonly resolveThreads: boolean;
  /** Threads that were there before. */
  readonly known: readonly Thread[];
}

export interface PostedReview {
  readonly outcome: WriteOutcome;
  /** Comments that GitHub would not take: their findings are to be said elsewhere. */
  readonly left: readonly PlannedComment[];
}

/** @throws GitHubError */
export async function postReview(plan: ReviewPlan, target: ReviewTarget, github: GitHub): Promise<PostedReview> {
  const edits = plan.edits.slice(0, mostEdits);
  if (plan.create.length === 0 && edits.length === 0) return { outcome: { kind: 'review', status: 'unchanged' }, left: [] };
  const posted = plan.create.length === 0 ? undefined : await postComments(plan.create, target, github);
  const notes = [posted?.note, await changeThreads(edits, target.resolveThreads, github)].filter((note) => note !== undefined);
  const outcome: WriteOutcome = {
    kind: 'review',
    status: 'done',
    ...(notes.length === 0 ? {} : { why: notes.join('; ') }),
    ...(posted?.url === undefined ? {} : { url: posted.url }),
  };
  return { outcome, left: posted?.left ?? [] };
}

interface Posted {
  readonly url?: string | undefined;
  readonly note?: string | undefined;
  readonly left?: readonly PlannedComment[] | undefined;
}

async function postComments(comments: readonly PlannedComment[], target: ReviewTarget, github: GitHub): Promise<Posted> {
  try {
    return await post(comments, target, github);
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    if (error.uncertain) return await afterUncertainty(error, comments, target, github);
    if (error.kind !== 'rejected') throw error;
    return await postProven(error, comments, target, github);
  }
}

async function post(comments: readonly PlannedComment[], { number, headSha }: ReviewTarget, github: GitHub): Promise<{ readonly url: string }> {
  return await github.createReview(number, { commit: headSha, body: reviewBody(comments.length), comments });
}

/** GitHub may have posted it and failed to say so: only where nothing of it is there it is posted again, once. */
async function afterUncertainty(error: GitHubError, comments: readonly PlannedComment[], target: ReviewTarget, github: GitHub): Promise<Posted> {
  const known = new Set(target.known.map(({ id }) => id));
  const threads = await github.threads(target.number);
  const there = new Set(threads.filter(({ id, comment }) => comment.isOurs && !known.has(id)).map(({ comment }) => firstLine(comment.body)));
  const missing = comments.filter(({ body }) => !there.has(firstLine(body)));
  if (missing.length === 0) return { note: 'GitHub reported a problem with the review, but its comments are there' };
  if (missing.length < comments.length) throw error;
  return await post(missing, target, github);
}

/** Our diff and GitHub's do not agree: only what stands on a line of GitHub's own is sent again. */
async function postProven(error: GitHubError, comments: readonly PlannedComment[], target: ReviewTarget, github: GitHub): Promise<Posted> {
  const files = new Map((await github.pullFiles(target.number)).map((file) => [file.path, shownRanges(file)]));
  const proven = comments.filter(({ path, startLine, line }) => files.get(path)?.some(({ start, end }) => start <= startLine && line <= end));
  if (proven.length === 0 || proven.length === comments.length) throw error;
  const { url } = await post(proven, target, github);
  const left = comments.filter((comment) => !proven.includes(comment));
  return { url, left, note: `${left.length} ${left.length === 1 ? 'comment stands' : 'comments stand'} on lines that GitHub does not show` };
}

/** A page that already says the findings needs no more than a sentence above them. */
function reviewBody(count: number): string {
  return `faasgate has ${count === 1 ? 'a comment' : `${count} comments`} on this change.`;
}

async function changeThreads(edits: readonly ThreadEdit[], resolveThreads: boolean, github: GitHub): Promise<string | undefined> {
  for (const { thread, body } of edits) await github.updateReviewComment(thread.comment.id, body);
  const idsThen = (then: ThreadEdit['then']): readonly string[] =>
    edits.filter((edit) => edit.then === then).map(({ thread }) => thread.comment.nodeId);
  const fixed = edits.filter(({ then, thread }) => then === 'resolved' && !thread.isResolved);
  const notes = [
    await folded(() => github.minimise(idsThen('resolved'), 'RESOLVED')),
    await folded(() => github.minimise(idsThen('outdated'), 'OUTDATED')),
    await folded(() => github.unminimise(idsThen('show'))),
    resolveThreads ? await folded(() => github.resolve(fixed.map(({ thread }) => thread.id))) : undefined,
  ];
  return notes.find((note) => note !== undefined);
}

/** Folding is a courtesy: the text says the same, so a refusal is only noted. */
async function folded(fold: () => Promise<number>): Promise<string | undefined> {
  try {
    const refusals = await fold();
    return refusals === 0 ? undefined : 'some comments are up to date but could not be folded or resolved: the token may not';
  } catch (error) {
    if (error instanceof GitHubError) return error.message;
    throw error;
  }
}

function firstLine(body: string): string {
  return body.split(/\r?\n/, 1)[0] ?? '';
}

function shownRanges({ patch = '' }: PullFile): readonly { readonly start: number; readonly end: number }[] {
  return [...patch.matchAll(/^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/gm)].map(([, start, lines = '1']) => {
    return { start: Number(start), end: Number(start) + Number(lines) - 1 };
  });
}
