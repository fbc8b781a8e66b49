/** Hands the results to code scanning, without closing an alert that nobody looked for. */
import { GitHubError } from '../github/errors.ts';
import type { GitHub } from '../github/github.ts';
import { sarifReport } from '../reporters/sarif.ts';
import { carryForward, toolOf } from './carry-forward.ts';
import type { Publication, WriteOutcome } from './publication.ts';

/** @throws GitHubError */
export async function uploadResults(publication: Publication, github: GitHub): Promise<WriteOutcome> {
  const { report, context, event } = publication;
  const skip = (why: string): WriteOutcome => ({ kind: 'code-scanning', status: 'skipped', why });
  let sarif = sarifReport(report, context, { forUpload: true });
  const blind = report.scanners.filter(({ status }) => status === 'failed' || status === 'skipped');
  if (blind.some(({ id }) => id === 'builtin') || report.coverage.applications + report.coverage.files === 0) {
    return skip('nothing was uploaded to code scanning: nothing was scanned, and an empty upload would close its alerts');
  }
  if (blind.length > 0) {
    const previous = await previousOf(publication, github);
    if (previous !== undefined) {
      const carried = carryForward(sarif, previous, new Set(blind.map(({ id }) => toolOf(id))));
      const failed = blind.filter(({ status }) => status === 'failed').map(({ id }) => id);
      if (carried === undefined && failed.length > 0) {
        return skip(
          `nothing was uploaded to code scanning: ${failed.join(', ')} failed, and its results of last time cannot be told from the others`,
        );
      }
      sarif = carried ?? sarif;
    }
  }
  const id = await github.uploadSarif({ commit: event.headSha, ref: event.ref, sarif, startedAt: report.startedAt });
  const { status, errors } = await github.sarifOutcome(id);
  if (status === 'failed') {
    const why = errors.length === 0 ? 'GitHub does not say why' : errors.slice(0, 3).join('; ');
    return { kind: 'code-scanning', status: 'failed', why: `code scanning rejected the results: ${why}` };
  }
  return { kind: 'code-scanning', status: 'done', ...(status === 'pending' ? { why: 'code scanning has not read the results yet' } : {}) };
}

/** Of the same ref, or else of the branch that the pull request is for: its alerts are what GitHub compares with. */
async function previousOf({ report, event }: Publication, github: GitHub): Promise<unknown> {
  const category = report.category === '' ? report.tool.name : `${report.tool.name}/${report.category}`;
  const refs = [event.ref, ...(event.pull ? [`refs/heads/${event.pull.baseRef}`] : [])];
  for (const ref of refs) {
    for (const name of [`${category}/`, category]) {
      const found = await readable(() => github.previousAnalysis({ tool: report.tool.name, ref, category: name }));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** A repository that never had an upload answers 404. */
async function readable(read: () => Promise<unknown>): Promise<unknown> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof GitHubError && error.kind === 'not-found') return undefined;
    throw error;
  }
}
