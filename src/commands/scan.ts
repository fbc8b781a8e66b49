/** `faasgate scan`: runs, writes what was asked for, prints the report, and returns the exit code. */
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigurationError } from '../config/errors.ts';
import { baselineOf, writeBaseline } from '../report/baseline.ts';
import { jsonReport } from '../reporters/json.ts';
import { markdownReport } from '../reporters/markdown.ts';
import { sarifReport } from '../reporters/sarif.ts';
import { terminalReport } from '../reporters/terminal.ts';
import { planAgainst } from '../pull-request/plan.ts';
import { run, type RunOutcome } from '../run.ts';
import { overridesFrom, type WordedOptions } from './options.ts';
import { withProblems, writeOutputs, type OutputFile } from './outputs.ts';
import type { Terminal } from './terminal.ts';

export interface ScanOptions extends WordedOptions {
  readonly config?: string;
  readonly sarif?: string;
  readonly json?: string;
  readonly markdown?: string;
  readonly writeBaseline?: string;
  readonly id?: string;
  /** What is new is decided against the merge base with this commit. */
  readonly base?: string;
  readonly all?: boolean;
  /** A folder in which results are kept from run to run. */
  readonly cache?: string;
}

/** @throws ConfigurationError */
export async function scan(path: string, options: ScanOptions, terminal: Terminal): Promise<number> {
  const outcome = await run({
    path,
    config: options.config,
    overrides: overridesFrom(options),
    category: options.id ?? 'scan',
    now: terminal.now,
    clock: terminal.clock,
    progress: terminal.progress,
    cache: options.cache,
    comparison: options.base === undefined ? undefined : planAgainst(options.base, folderOf(path)).comparison,
  });
  const problems = writeOutputs(outputFiles(outcome, options));
  const report = withProblems(outcome.report, problems);
  terminal.print(terminalReport(report, outcome.context, { color: terminal.color, width: terminal.width, all: options.all }));
  for (const problem of problems) terminal.complain(`faasgate: ${problem}`);
  return report.verdict.exitCode;
}

function folderOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new ConfigurationError(`${path}: no such file or folder`);
  return stats.isDirectory() ? path : dirname(path);
}

function outputFiles({ report, context }: RunOutcome, options: ScanOptions): readonly OutputFile[] {
  const contents: readonly (readonly [string | undefined, () => string])[] = [
    [options.sarif, () => sarifReport(report, context)],
    [options.json, () => jsonReport(report, context)],
    [options.markdown, () => markdownReport(report, context)],
    [options.writeBaseline, () => writeBaseline(baselineOf(report.results))],
  ];
  return contents.flatMap(([path, content]) => (path === undefined ? [] : [{ path, content }]));
}
