/** The action: inputs in, annotations, summary, SARIF, outputs and an exit code out. */
import { randomUUID } from 'node:crypto';
import { isAbsolute, join } from 'node:path';
import * as core from '@actions/core';
import { overridesFrom } from './commands/options.ts';
import { withProblems, writeOutputs, type OutputFile } from './commands/outputs.ts';
import { ConfigurationError } from './config/errors.ts';
import type { inputs, outputs } from './config/schema.ts';
import type { Report } from './report/report.ts';
import { summarise } from './report/summary.ts';
import { annotations } from './reporters/annotations.ts';
import { jsonReport } from './reporters/json.ts';
import { markdownReport } from './reporters/markdown.ts';
import { sarifReport } from './reporters/sarif.ts';
import { terminalReport } from './reporters/terminal.ts';
import { run, type RunOutcome } from './run.ts';

try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = fail(error);
}

async function main(): Promise<number> {
  const workspace = process.env['GITHUB_WORKSPACE'] ?? process.cwd();
  const inWorkspace = (path: string): string => (isAbsolute(path) ? path : join(workspace, path));
  const config = input('config');
  const outcome = await run({
    path: inWorkspace(input('path') ?? '.'),
    config: config === undefined ? undefined : inWorkspace(config),
    overrides: overridesFrom({
      failSeverity: input('fail-severity'),
      reportSeverity: input('report-severity'),
      scanners: input('scanners'),
      baseline: input('baseline'),
      importSarif: sarifInputs()?.map(inWorkspace),
    }),
    category: input('id') ?? 'scan',
    now: new Date(),
    clock: () => performance.now(),
  });
  // The verdict stands. Nothing below can turn it green.
  process.exitCode = outcome.report.verdict.exitCode;
  const sarifPath = input('sarif-file') ?? 'faasgate.sarif';
  const problems = [...writeOutputs(outputFiles(outcome, inWorkspace, sarifPath)), ...(await writeSummary(outcome))];
  const report = withProblems(outcome.report, problems);
  process.stdout.write(withoutCommands(terminalReport(report, outcome.context, { color: false })));
  process.stdout.write(annotations(report, outcome.context));
  for (const problem of problems) core.error(problem);
  setOutputs(report, sarifPath);
  return report.verdict.exitCode;
}

function outputFiles({ report, context }: RunOutcome, inWorkspace: (path: string) => string, sarifPath: string): readonly OutputFile[] {
  const jsonPath = input('json-file');
  return [
    { path: inWorkspace(sarifPath), content: () => sarifReport(report, context) },
    ...(jsonPath === undefined ? [] : [{ path: inWorkspace(jsonPath), content: () => jsonReport(report, context) }]),
  ];
}

/** Returns a sentence when the summary cannot be written; a runner without one is none. */
async function writeSummary({ report, context }: RunOutcome): Promise<readonly string[]> {
  if (!process.env['GITHUB_STEP_SUMMARY']) return [];
  try {
    await core.summary.addRaw(markdownReport(report, context), true).write();
    return [];
  } catch (error) {
    return [`the job summary could not be written (${error instanceof Error ? error.message : 'unknown'})`];
  }
}

function setOutputs(report: Report, sarifPath: string): void {
  const { shown, counts } = summarise(report);
  const values: Readonly<Record<keyof typeof outputs, string | number>> = {
    outcome: report.verdict.outcome,
    'exit-code': report.verdict.exitCode,
    findings: shown.length,
    new: shown.filter(({ state }) => state === 'new').length,
    blocking: report.verdict.blocking.length,
    critical: counts.critical.new + counts.critical.existing,
    high: counts.high.new + counts.high.existing,
    'sarif-file': sarifPath,
  };
  for (const [name, value] of Object.entries(values)) core.setOutput(name, value);
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
