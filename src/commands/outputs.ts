/** Writes the files of a run. A file that cannot be written is told; it never stops the others. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Report } from '../report/report.ts';

export interface OutputFile {
  readonly path: string;
  /** Made only when it is written. */
  content(): string;
}

/** Returns a sentence for each file that could not be written. */
export function writeOutputs(files: readonly OutputFile[]): readonly string[] {
  return files.flatMap(({ path, content }) => {
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content());
      return [];
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : error instanceof Error ? error.message : 'unknown';
      return [`${path} could not be written (${reason})`];
    }
  });
}

/** An output that is missing turns passed into "could not do the work", and nothing into passed. */
export function withProblems(report: Report, problems: readonly string[]): Report {
  const [first] = problems;
  if (first === undefined || report.verdict.exitCode !== 0) return report;
  return { ...report, verdict: { ...report.verdict, outcome: 'incomplete', exitCode: 3, reason: first } };
}
