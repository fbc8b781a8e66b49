/** The action after a run on a fork's pull request: reads what that left, believes none of it, looks again, and comments. */
import { lstatSync, readFileSync } from 'node:fs';
import type { EventContext } from '../github/event.ts';
import { mostReportBytes, pullOfReport, readForkReport } from '../pull-request/fork-report.ts';
import { planForkHead } from '../pull-request/plan.ts';
import type { WriteOutcome } from '../pull-request/publication.ts';
import type { Notice } from '../source/file-tree.ts';
import { run } from '../run.ts';
import { inWorkspace, publisherFor, runRequest, tell, type CheckRequest } from './check.ts';

/** What was written, or a sentence on why nothing is. @throws ConfigurationError */
export async function commentOnFork(event: EventContext, path: string, request: CheckRequest): Promise<readonly WriteOutcome[] | string> {
  const text = readBounded(inWorkspace(request, path));
  if (text === undefined) return `nothing to comment: the report ${path} is not there, is no plain file, or is too large`;
  const report = readForkReport(text, event);
  if (typeof report === 'string') return `nothing is commented: the report ${path} is not used, ${report}`;
  const publisher = publisherFor(request, event);
  if (!publisher) return 'nothing is commented: there is no token to write with';
  const pull = pullOfReport(report, event, await publisher.pull(report.pull));
  if (typeof pull === 'string') return `nothing is commented: ${pull}`;
  const plan = planForkHead(pull, inWorkspace(request, request.path ?? '.'));
  if (typeof plan === 'string') return `nothing is commented: ${plan}`;
  const looked = await run({ ...runRequest({ ...request, scanners: 'builtin' }, plan, pull), path: inWorkspace(request, request.path ?? '.') });
  const again = { ...looked.report, notices: [...looked.report.notices, ...elsewhere(report.foreign)] };
  return await tell({ outcome: looked, report: again, event: pull, plan, problems: [] }, request);
}

/** Other scanners want files on a disk, and a fork's never are where there are secrets. */
function elsewhere(foreign: Readonly<Record<string, number>>): readonly Notice[] {
  return Object.entries(foreign).map(([scanner, count]) => ({
    level: 'info',
    message: `${scanner} found ${count}: see the run on the fork's own commit`,
  }));
}

/** No link is followed: the artifact was made by the fork's run. */
function readBounded(path: string): string | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats?.isFile() && stats.size <= mostReportBytes ? readFileSync(path, 'utf8') : undefined;
}
