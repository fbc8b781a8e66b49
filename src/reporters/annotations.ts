/** Findings as workflow commands, which GitHub shows beside the lines of a pull request. */
import { remedyOf } from '../finding/reported-rule.ts';
import type { Severity } from '../finding/severity.ts';
import type { Report, Result } from '../report/report.ts';
import { summarise } from '../report/summary.ts';
import type { OutputContext } from './context.ts';
import { plainLine, shorten } from './plain-text.ts';

type Level = 'error' | 'warning' | 'notice';

/** GitHub shows ten of each level for one step: https://github.com/orgs/community/discussions/26680 */
const mostOfLevel = 10;

/** GitHub cuts longer ones. */
const longestMessage = 4096;

/** Worst first; what is beyond GitHub's limit is counted in the last notice. Only what is new is annotated. */
export function annotations(report: Report, context: OutputContext): string {
  const fresh = summarise(report).shown.filter(({ state }) => state === 'new');
  const shown = new Map<Level, Result[]>([
    ['error', []],
    ['warning', []],
    ['notice', []],
  ]);
  let left = 0;
  for (const result of fresh) {
    const level = levelOf(result.finding.severity);
    const list = shown.get(level);
    const room = level === 'notice' ? mostOfLevel - 1 : mostOfLevel;
    if (list && list.length < room) list.push(result);
    else left++;
  }
  const lines = [...shown].flatMap(([level, results]) => results.map((result) => command(level, result, report, context)));
  const what = left === 1 ? 'finding is' : 'findings are';
  if (left > 0) lines.push(`::notice title=faasgate::${left} more ${what} in the job summary and the SARIF file`);
  return lines.map((line) => `${line}\n`).join('');
}

function levelOf(severity: Severity): Level {
  if (severity === 'critical' || severity === 'high') return 'error';
  return severity === 'medium' ? 'warning' : 'notice';
}

function command(level: Level, { finding }: Result, report: Report, context: OutputContext): string {
  const { place, ruleId, severity } = finding;
  const properties: [string, string][] = [
    ['file', place.path],
    ['line', String(place.startLine)],
    ['endLine', String(place.endLine)],
  ];
  // Columns count only where an annotation stays on one line.
  if (place.startLine === place.endLine) properties.push(['col', String(place.startColumn)], ['endColumn', String(place.endColumn)]);
  properties.push(['title', `${severity}: ${ruleId}`]);
  const advice = context.showableFix(finding.fix)?.title ?? remedyOf(finding, report.rules);
  const sentence = plainLine(context.redact(finding.message));
  const text = advice === '' ? sentence : `${sentence}. To fix: ${plainLine(context.redact(advice))}`;
  const written = properties.map(([name, value]) => `${name}=${escapeProperty(value)}`).join(',');
  return `::${level} ${written}::${escapeData(shorten(text, longestMessage))}`;
}

/** As the runner reads them back: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(plainLine(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
