/** A pull request on the double, scanned for real at its head and its merge base, and published. */
import { dialects } from '../../src/dialects/index.ts';
import { connect } from '../../src/github/client.ts';
import type { GitHub } from '../../src/github/github.ts';
import type { Publication, WriteKind, WriteOutcome } from '../../src/pull-request/publication.ts';
import { publish } from '../../src/pull-request/publish.ts';
import { assembleReport, type AssemblyOptions } from '../../src/report/assemble.ts';
import { baselineOf, markExisting } from '../../src/report/baseline.ts';
import type { Report, Result } from '../../src/report/report.ts';
import { reportedRule } from '../../src/report/rules.ts';
import { outputContext } from '../../src/reporters/context.ts';
import { rules as allRules } from '../../src/rules/index.ts';
import { builtinScanner } from '../../src/scanners/builtin/builtin.ts';
import type { ScanResult } from '../../src/scanners/scanner.ts';
import type { FileTree } from '../../src/source/file-tree.ts';
import { memoryTree } from '../../src/source/memory.ts';
import type { GitHubDouble } from '../github/double.ts';
import type { Pull } from '../github/state.ts';

export const pullRequestWrites: readonly WriteKind[] = ['review', 'summary', 'check-run', 'code-scanning'];

/** Waits are counted and take no time. */
export class Clock {
  passed = 0;
  readonly waits: number[] = [];
  readonly clock = (): number => this.passed;
  /** It stands at the beginning of 1970 at first. */
  readonly now = (): number => this.passed;
  readonly wait = async (milliseconds: number): Promise<void> => {
    this.waits.push(milliseconds);
    this.passed += milliseconds;
  };
}

export function connected(double: GitHubDouble, { clock, now, wait }: Clock, token = double.token()): GitHub {
  const { url, deadline } = double;
  return connect({ token, apiUrl: url, graphqlUrl: `${url}/graphql`, owner: 'octo', repo: 'app', clock, now, wait, deadline });
}

/** What the stories speak of: advice on every function would only stand beside it. */
const rules = allRules.filter(({ id }) => !/^(?:hardening|logging)\/|unwatched-function$/.test(id));

export async function scanFiles(files: FileTree): Promise<ScanResult> {
  return await builtinScanner({ dialects, rules, today: '2026-11-20', clock: () => 0 }).scan(files);
}

interface ScanOptions {
  readonly changes?: Partial<AssemblyOptions> | undefined;
  readonly others?: readonly ScanResult[] | undefined;
}

function reportOn(files: FileTree, scans: readonly ScanResult[], changes: Partial<AssemblyOptions>): Report {
  return assembleReport(scans, {
    version: '0.1.0',
    startedAt: '2026-11-20T10:00:00.000Z',
    category: 'scan',
    read: (path) => files.read(path),
    suppressionPaths: scans.flatMap(({ paths }) => paths),
    rule: (id) => rules.filter((rule) => rule.id === id).map((rule) => reportedRule(rule, '0.1.0'))[0],
    isRequired: (id) => id === 'builtin',
    suppressions: [],
    gate: { failSeverity: 'high', reportSeverity: 'note' },
    ...changes,
  });
}

/** What the run makes of a pull request, all but the writing. */
export async function publicationOf(
  double: GitHubDouble,
  pull: Pull,
  { changes = {}, others = [] }: ScanOptions = {},
  options: Partial<Publication['options']> = {},
): Promise<Publication> {
  const { repository } = double.state;
  const base = repository.mergeBase(`refs/heads/${pull.base}`, pull.headSha);
  const [before, after] = [memoryTree(repository.files(base)), memoryTree(repository.files(pull.headSha))];
  const [baseScan, headScan] = [await scanFiles(before), await scanFiles(after)];
  const baseReport = reportOn(before, [baseScan], {});
  const scans = [headScan, ...others];
  const unmarked = reportOn(after, scans, changes);
  const marked = reportOn(after, scans, {
    ...changes,
    baseline: baselineOf(baseReport.results.map((result) => ({ ...result, suppression: undefined }))),
  });
  const fixed = markExisting(baseReport.results, baselineOf(unmarked.results.map((result): Result => ({ ...result, suppression: undefined }))));
  const report: Report = {
    ...marked,
    notices: marked.notices.filter(({ message }) => !message.includes('baseline')),
    comparison: { head: pull.headSha, base, fixed: fixed.results.filter(({ state }) => state === 'new'), notCompared: [] },
  };
  return {
    report,
    context: outputContext(
      report,
      (path) => after.read(path),
      scans.flatMap(({ secrets }) => secrets),
    ),
    event: {
      name: 'pull_request',
      owner: 'octo',
      repo: 'app',
      headSha: pull.headSha,
      ref: `refs/pull/${pull.number}/merge`,
      defaultBranch: 'main',
      pull: {
        number: pull.number,
        baseRef: pull.base,
        baseSha: base,
        headRef: pull.head,
        headRepository: pull.headRepository,
        isFork: pull.headRepository !== 'octo/app',
      },
    },
    diff: double.state.diff(pull),
    options: { id: 'scan', maxComments: 25, commentSeverity: 'medium', resolveThreads: false, writes: pullRequestWrites, ...options },
  };
}

export async function publishPull(
  double: GitHubDouble,
  pull: Pull,
  github: GitHub,
  scanOptions: ScanOptions = {},
  options: Partial<Publication['options']> = {},
): Promise<readonly WriteOutcome[]> {
  return await publish(await publicationOf(double, pull, scanOptions, options), github);
}
