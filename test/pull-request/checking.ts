/** Runs a pull request's check on a real repository, as the action does before it tells anybody. */
import type { EventContext } from '../../src/github/event.ts';
import { planRun } from '../../src/pull-request/plan.ts';
import type { Report, Result } from '../../src/report/report.ts';
import { run } from '../../src/run.ts';

export interface Check {
  readonly report: Report;
  /** `new triggers/public-invocation Hello`, in order. */
  readonly states: readonly string[];
  readonly exitCode: number;
  readonly notices: readonly string[];
}

export function pullEvent(head: string, base: string, more: Partial<EventContext> = {}): EventContext {
  return {
    name: 'pull_request',
    owner: 'octo',
    repo: 'app',
    headSha: head,
    baseSha: base,
    ref: 'refs/pull/7/head',
    defaultBranch: 'main',
    pull: { number: 7, baseRef: 'main', baseSha: base, headRef: 'change', headRepository: 'octo/app', isFork: false },
    ...more,
  };
}

export async function check(folder: string, event: EventContext | undefined, approvedBy?: string): Promise<Check> {
  const { comparison, notices } = planRun(event, folder);
  const { report } = await run({
    path: folder,
    overrides: {},
    category: 'scan',
    now: new Date('2026-11-22T12:00:00Z'),
    clock: () => 0,
    comparison,
    approvedBy: () => Promise.resolve(approvedBy),
  });
  return {
    report,
    states: [
      ...report.results.map((result) => line(stateOf(result), result)),
      ...(report.comparison?.fixed ?? []).map((result) => line('fixed', result)),
    ].sort(),
    exitCode: report.verdict.exitCode,
    notices: [...notices, ...report.notices].map(({ path, message }) => (path === undefined ? message : `${path}: ${message}`)),
  };
}

function stateOf({ state, suppression }: Result): string {
  return suppression === undefined ? state : suppression.status;
}

function line(state: string, { finding }: Result): string {
  return `${state} ${finding.ruleId.split('/')[1] ?? ''} ${finding.subject.address}`;
}
