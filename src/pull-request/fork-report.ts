/** What the run on a fork's pull request leaves for the workflow that may write: names and numbers only, none of which is believed. */
import { z } from 'zod';
import { scannersOf } from '../report/gate.ts';
import type { Report } from '../report/report.ts';
import type { EventContext } from '../github/event.ts';

/** Larger artifacts are not read; in bytes. */
export const mostReportBytes = 1024 * 1024;
const mostResults = 5000;

const schema = z.strictObject({
  version: z.literal(1),
  pull: z.int().positive(),
  headSha: z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/),
  headRepository: z.string().regex(/^[\w.-]{1,100}\/[\w.-]{1,100}$/),
  /** Findings of scanners that cannot run again on files that are not checked out, by scanner. */
  foreign: z.record(z.string().regex(/^[a-z][a-z0-9-]{0,39}$/), z.int().min(1).max(mostResults)),
});

export type ForkReport = z.output<typeof schema>;

/** Undefined where there is no pull request to comment on. */
export function writeForkReport(report: Report, event: EventContext | undefined): string | undefined {
  if (!event?.pull?.headRepository) return undefined;
  const foreign: Record<string, number> = {};
  for (const result of report.results.slice(0, mostResults)) {
    for (const scanner of scannersOf(result)) if (scanner !== 'builtin') foreign[scanner] = (foreign[scanner] ?? 0) + 1;
  }
  const { number: pull, headRepository } = event.pull;
  return `${JSON.stringify({ version: 1, pull, headSha: event.headSha, headRepository, foreign } satisfies ForkReport, null, 2)}\n`;
}

/** The report, or a sentence on why it is none. What it says is compared with what GitHub says of the run that is followed. */
export function readForkReport(text: string, event: EventContext): ForkReport | string {
  if (Buffer.byteLength(text) > mostReportBytes) return 'it is too large';
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return 'it is no JSON';
  }
  const parsed = schema.safeParse(data);
  if (!parsed.success) return `it is not as expected (${parsed.error.issues[0]?.path.map(String).join('.') || 'the whole'})`;
  const { source } = event;
  if (!source) return 'the event names no run that it follows';
  if (source.event !== 'pull_request') return `the run that it follows was set off by ${source.event.slice(0, 40)}, not by pull_request`;
  if (parsed.data.headSha !== source.headSha) return 'it speaks of another commit than the run that it follows';
  if (parsed.data.headRepository.toLowerCase() !== source.headRepository?.toLowerCase())
    return 'it speaks of another repository than the run that it follows';
  return parsed.data;
}

/** What GitHub says of a pull request. */
export interface ClaimedPull {
  readonly headSha: string;
  readonly open: boolean;
  readonly headRepository?: string | undefined;
  readonly baseRef: string;
  readonly baseSha: string;
  readonly headRef: string;
}

/** The event as if the pull request itself had set it off; a sentence where GitHub says something else than the report. */
export function pullOfReport(report: ForkReport, event: EventContext, pull: ClaimedPull): EventContext | string {
  if (!pull.open) return `pull request ${report.pull} is not open any more`;
  if (pull.headSha !== report.headSha) return `pull request ${report.pull} has moved on, and its newest run will comment`;
  if (pull.headRepository?.toLowerCase() !== report.headRepository.toLowerCase()) return `pull request ${report.pull} comes from another repository`;
  const { baseRef, baseSha, headRef } = pull;
  return {
    ...event,
    headSha: pull.headSha,
    baseSha,
    ref: `refs/pull/${report.pull}/head`,
    pull: { number: report.pull, baseRef, baseSha, headRef, headRepository: pull.headRepository, isFork: true },
  };
}
