/** The action: inputs in, verdict, annotations, summary, outputs and an exit code out. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as core from '@actions/core';
import { check, tell, type CheckRequest } from './commands/check.ts';
import { commentOnFork } from './commands/comment-on-fork.ts';
import { withProblems } from './commands/outputs.ts';
import { ConfigurationError } from './config/errors.ts';
import type { inputs, outputs } from './config/schema.ts';
import { readEvent } from './github/event-context.ts';
import type { WriteOutcome } from './pull-request/publication.ts';
import type { Report } from './report/report.ts';
import { summarise } from './report/summary.ts';
import { annotations } from './reporters/annotations.ts';
import { markdownText } from './reporters/markdown-text.ts';
import { markdownReport } from './reporters/markdown.ts';
import { terminalReport } from './reporters/terminal.ts';
import { compileSparingly } from './v8-flags.ts';

compileSparingly();

/** Undefined until there is a verdict; whatever goes wrong after that, it stands. */
let decided: number | undefined;
try {
  process.exitCode = await main();
} catch (error) {
  const code = fail(error);
  process.exitCode = decided ?? code;
}

async function main(): Promise<number> {
  const request = requestOf();
  const { event } = readEvent(request.environment, (path) => readFileSync(path, 'utf8'));
  if (event?.name === 'workflow_run' && request.reportFile !== undefined) {
    const outcomes = await commentOnFork(event, request.reportFile, request);
    if (typeof outcomes === 'string') core.notice(outcomes);
    else tellOutcomes(outcomes);
    return 0;
  }
  const result = await check(request);
  const { outcome } = result;
  decided = result.report.verdict.exitCode;
  process.exitCode = decided;
  const unwritten = await summarised(markdownReport(result.report, outcome.context));
  const report = withProblems(result.report, unwritten);
  decided = report.verdict.exitCode;
  process.stdout.write(withoutCommands(terminalReport(report, outcome.context, { color: false })));
  for (const problem of [...result.problems, ...unwritten]) core.error(problem);
  setOutputs(report, request.sarifFile);
  const outcomes = await tell({ ...result, report }, request);
  // Shown beside the lines all the same where no check run has done it.
  if (!outcomes.some(({ kind, status }) => kind === 'check-run' && status === 'done')) process.stdout.write(annotations(report, outcome.context));
  tellOutcomes(outcomes);
  await summarised(writesTable(outcomes));
  return decided;
}

function requestOf(): CheckRequest {
  return {
    workspace: process.env['GITHUB_WORKSPACE'] ?? process.cwd(),
    path: input('path'),
    config: input('config'),
    failSeverity: input('fail-severity'),
    reportSeverity: input('report-severity'),
    scanners: input('scanners'),
    baseline: input('baseline'),
    importSarif: sarifInputs(),
    id: input('id'),
    token: input('token'),
    comment: input('comment'),
    maxComments: input('max-comments'),
    commentSeverity: input('comment-severity'),
    resolveThreads: input('resolve-threads'),
    checkRun: input('check-run'),
    upload: input('upload'),
    trackingIssue: input('tracking-issue'),
    fixPullRequest: input('fix-pull-request'),
    sarifFile: input('sarif-file') ?? 'faasgate.sarif',
    jsonFile: input('json-file'),
    reportFile: input('report-file'),
    environment: process.env,
    now: new Date(),
    clock: () => performance.now(),
    progress: (sentence) => core.info(sentence),
  };
}

/** Returns a sentence when the summary cannot be written; a runner without one is none. */
async function summarised(text: string): Promise<readonly string[]> {
  if (!process.env['GITHUB_STEP_SUMMARY'] || text === '') return [];
  try {
    await core.summary.addRaw(text, true).write();
    return [];
  } catch (error) {
    return [`the job summary could not be written (${error instanceof Error ? error.message : 'unknown'})`];
  }
}

/** What came of each write, where not all of them went well. */
function writesTable(outcomes: readonly WriteOutcome[]): string {
  if (outcomes.every(({ status }) => status === 'done' || status === 'unchanged')) return '';
  const lines = outcomes.map(({ kind, status, why }) => `| ${kind} | ${status} | ${why === undefined ? '' : markdownText(why)} |`);
  return `\n| told to GitHub | | |\n|---|---|---|\n${lines.join('\n')}\n`;
}

function setOutputs(report: Report, sarifPath: string): void {
  const { shown, counts } = summarise(report);
  const values: Readonly<Record<keyof typeof outputs, string | number>> = {
    outcome: report.verdict.outcome,
    'exit-code': report.verdict.exitCode,
    findings: shown.length,
    new: shown.filter(({ state }) => state === 'new').length,
    fixed: report.comparison?.fixed.length ?? 0,
    blocking: report.verdict.blocking.length,
    critical: counts.critical.new + counts.critical.existing,
    high: counts.high.new + counts.high.existing,
    'sarif-file': sarifPath,
  };
  for (const [name, value] of Object.entries(values)) core.setOutput(name, value);
}

/** What could not be told changes nothing: it is said here, and the verdict is what it is. */
function tellOutcomes(outcomes: readonly WriteOutcome[]): void {
  for (const { kind, status, why, url } of outcomes) {
    const text = [kind, status, ...(why === undefined ? [] : [why]), ...(url === undefined ? [] : [url])].join(': ');
    if (status === 'failed') core.warning(text);
    else core.info(text);
  }
}

/** Names and code of the scanned files must not be read as workflow commands. */
function withoutCommands(text: string): string {
  const token = randomUUID();
  return `::stop-commands::${token}\n${text}\n::${token}::\n`;
}

function sarifInputs(): readonly string[] | undefined {
  return input('sarif-inputs')
    ?.split(/[\n,]/)
    .map((path) => path.trim())
    .filter((path) => path !== '');
}

/** An input that is given; an empty one is not. */
function input(name: keyof typeof inputs): string | undefined {
  return core.getInput(name) || undefined;
}

function fail(error: unknown): number {
  core.error(error instanceof Error ? error.message : String(error));
  if (error instanceof ConfigurationError) return 2;
  if (error instanceof Error && error.stack) core.debug(error.stack);
  return 3;
}
