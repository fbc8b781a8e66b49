/** The action on its own event: scan and decide first, then write files, then tell GitHub. Nothing after the verdict changes it. */
import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { Finding } from '../finding/finding.ts';
import { applyFixes } from '../fix.ts';
import { nameOf, readEvent } from '../github/event-context.ts';
import type { EventContext } from '../github/event.ts';
import { connectPublisher, type Publisher } from '../publisher.ts';
import { approvedBy } from '../pull-request/approval.ts';
import { writeForkReport } from '../pull-request/fork-report.ts';
import { planRun, type Plan } from '../pull-request/plan.ts';
import { isProposable } from '../pull-request/fix-pull-request.ts';
import type { Fixes, Publication, WriteOutcome } from '../pull-request/publication.ts';
import { publicationOptions, type PublicationWords } from '../pull-request/writes.ts';
import { isSuppressed } from '../report/gate.ts';
import { mergeFindings } from '../report/merge.ts';
import type { Report } from '../report/report.ts';
import { jsonReport } from '../reporters/json.ts';
import { sarifReport } from '../reporters/sarif.ts';
import { run, type RunOutcome } from '../run.ts';
import type { RunRequest } from '../workspace.ts';
import { SourceFile } from '../source/file.ts';
import { overridesFrom, type WordedOptions } from './options.ts';
import { withProblems, writeOutputs, type OutputFile } from './outputs.ts';

/** The action's inputs and surroundings. */
export interface CheckRequest extends WordedOptions, PublicationWords {
  /** The workspace; other paths are relative to it. */
  readonly workspace: string;
  readonly path: string | undefined;
  readonly config: string | undefined;
  readonly token: string | undefined;
  readonly sarifFile: string;
  readonly jsonFile: string | undefined;
  readonly reportFile: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: Date;
  readonly clock: () => number;
  /** Tells people what takes long. */
  readonly progress?: ((sentence: string) => void) | undefined;
}

export interface Decided {
  readonly outcome: RunOutcome;
  /** With the verdict as it stands once the files are written. */
  readonly report: Report;
  readonly event: EventContext | undefined;
  readonly plan: Plan;
  /** Sentences on what could not be written or read. */
  readonly problems: readonly string[];
}

/** @throws ConfigurationError */
export async function check(request: CheckRequest): Promise<Decided> {
  const { event, problems } = readEvent(request.environment, (path) => readFileSync(path, 'utf8'));
  // A wrong word is told before anything is scanned.
  if (event) publicationOptions(event, request);
  const folder = inWorkspace(request, request.path ?? '.');
  const plan = planRun(event, folder, nameOf(request.environment));
  const outcome = await run(runRequest(request, plan, event));
  const report = { ...outcome.report, notices: [...plan.notices, ...outcome.report.notices] };
  const told = { ...outcome, report };
  const unwritten = writeOutputs(outputFiles(told, request, event));
  return { outcome: told, report: withProblems(report, unwritten), event, plan, problems: [...problems, ...unwritten] };
}

export function runRequest(request: CheckRequest, plan: Plan, event: EventContext | undefined): RunRequest {
  const publisher = event && publisherFor(request, event);
  return {
    path: inWorkspace(request, request.path ?? '.'),
    config: request.config === undefined ? undefined : inWorkspace(request, request.config),
    overrides: overridesFrom({ ...request, importSarif: request.importSarif?.map((path) => inWorkspace(request, path)) }),
    category: request.id ?? 'scan',
    now: request.now,
    clock: request.clock,
    progress: request.progress,
    isDefaultBranch: event !== undefined && event.pull === undefined && event.ref === `refs/heads/${event.defaultBranch}`,
    comparison: plan.comparison,
    prefix: plan.prefix,
    approvedBy: event && publisher ? () => approval(event, publisher) : undefined,
  };
}

/** Whatever goes wrong on the way to an approval, there is none then. */
async function approval(event: EventContext, publisher: Publisher): Promise<string | undefined> {
  try {
    return await approvedBy(event, (pull) => publisher.labels(pull));
  } catch {
    return undefined;
  }
}

/** Tells GitHub what was decided. Never throws, and never changes it. */
export async function tell({ outcome, report, event, plan }: Decided, request: CheckRequest): Promise<readonly WriteOutcome[]> {
  if (!event) return [];
  const publisher = publisherFor(request, event);
  const options = publicationOptions(event, request);
  if (!publisher) return options.writes.map((kind) => ({ kind, status: 'skipped', why: 'there is no token to write with' }));
  try {
    const wanted = new Set(report.results.filter(({ state }) => state === 'new').flatMap(({ finding }) => pathsOf(finding)));
    const fixes = options.writes.includes('fix-pull-request') ? await safeFixes(outcome, plan.prefix) : undefined;
    const publication: Publication = { report, context: outcome.context, event, diff: plan.diff(wanted), ...(fixes ? { fixes } : {}), options };
    return await publisher.publish(publication);
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'unknown';
    return options.writes.map((kind) => ({ kind, status: 'failed', why: `an error of faasgate's own (${why}); please report it` }));
  }
}

/** Every file that a comment could stand in. */
function pathsOf({ place, related, flow = [], subject, fix }: Finding): readonly string[] {
  return [place, subject.body, ...[...related, ...flow, ...(fix?.edits ?? [])].map((one) => one.place)].map(({ path }) => path);
}

/** Only what cannot change behaviour, and nothing that somebody has accepted. */
async function safeFixes({ report, workspace }: RunOutcome, prefix: string): Promise<Fixes> {
  const accepted = new Set(
    report.results.filter(isSuppressed).map(({ finding }) => `${finding.ruleId}\0${finding.subject.address}\0${finding.evidence}`),
  );
  const { changed, fixed } = await applyFixes({
    files: workspace.files,
    scan: async (files) =>
      mergeFindings((await Promise.all(workspace.scanners.map((scanner) => scanner.scan(files)))).flatMap(({ findings }) => findings)),
    wanted: ({ fix, ruleId, subject, evidence }) =>
      fix?.risk === 'safe' && isProposable(fix, prefix) && !accepted.has(`${ruleId}\0${subject.address}\0${evidence}`),
  });
  const moved = ({ path, text, encoding, bom }: SourceFile): SourceFile =>
    new SourceFile(prefix === '' ? path : `${prefix}/${path}`, text, encoding, bom);
  return { changed: changed.map(({ before, after }) => ({ before: moved(before), after: moved(after) })), fixed };
}

export function publisherFor({ token, environment }: CheckRequest, { owner, repo }: EventContext): Publisher | undefined {
  if (token === undefined) return undefined;
  const apiUrl = environment['GITHUB_API_URL'] ?? 'https://api.github.com';
  const graphqlUrl = environment['GITHUB_GRAPHQL_URL'] ?? `${apiUrl}/graphql`;
  return connectPublisher({ token, apiUrl, graphqlUrl, owner, repo });
}

function outputFiles({ report, context }: RunOutcome, request: CheckRequest, event: EventContext | undefined): readonly OutputFile[] {
  const forks = request.reportFile === undefined ? undefined : writeForkReport(report, event);
  const contents: readonly (readonly [string | undefined, () => string])[] = [
    [request.sarifFile, () => sarifReport(report, context)],
    [request.jsonFile, () => jsonReport(report, context)],
    [forks === undefined ? undefined : request.reportFile, () => forks ?? ''],
  ];
  return contents.flatMap(([path, content]) => (path === undefined ? [] : [{ path: inWorkspace(request, path), content }]));
}

export function inWorkspace({ workspace }: CheckRequest, path: string): string {
  return isAbsolute(path) ? path : join(workspace, path);
}
