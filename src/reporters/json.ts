/** The report as JSON: the data that every other output is made from, without secrets. */
import type { Report, Result } from '../report/report.ts';
import type { OutputContext } from './context.ts';
import { escapeInJson } from './plain-text.ts';

/** Keys of these values name files and rules, or are hashes: nothing in them is text from a file's inside. */
const exact = new Set(['path', 'root', 'ruleId', 'id', 'semantic', 'primaryLocationLineHash', 'helpUri']);

export function jsonReport(report: Report, context: OutputContext): string {
  const plain: Report = { ...report, results: report.results.map((result) => withShowableFix(result, context)) };
  const json = JSON.stringify(plain, (key, value: unknown) => (typeof value === 'string' && !exact.has(key) ? context.redact(value) : value), 1);
  return `${escapeInJson(json)}\n`;
}

function withShowableFix(result: Result, context: OutputContext): Result {
  const { finding } = result;
  if (!finding.fix || context.showableFix(finding.fix)) return result;
  const { fix: _, ...rest } = finding;
  return { ...result, finding: rest };
}
