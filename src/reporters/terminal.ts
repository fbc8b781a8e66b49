/** The report for a person at a terminal, or reading a log. */
import picocolors from 'picocolors';
import { remedyOf } from '../finding/reported-rule.ts';
import { isAtLeast } from '../finding/severity.ts';
import type { Report, Result, ScannerStatus } from '../report/report.ts';
import { daysAgo } from '../report/suppress.ts';
import { severityCounts, summarise, type Summary } from '../report/summary.ts';
import type { Notice } from '../source/file-tree.ts';
import type { OutputContext } from './context.ts';
import { noticeLines } from './notice-lines.ts';
import { displayWidth, plainLine } from './plain-text.ts';
import { fileNotices, scannerName, scannerWork } from './scanner-lines.ts';
import { colorOf, findingLines, wrap, type Colors } from './terminal-finding.ts';

export interface TerminalOptions {
  readonly color: boolean;
  /** Columns; frames are cut to it. */
  readonly width?: number | undefined;
  /** Lists low findings, known and suppressed ones, and every notice. */
  readonly all?: boolean | undefined;
}

/** Findings of one rule in one file that are shown in full; the rest are counted with their lines. */
const mostAlike = 5;
const mostNotices = 10;

export function terminalReport(report: Report, context: OutputContext, { color, width = 120, all = false }: TerminalOptions): string {
  const colors = picocolors.createColors(color);
  const columns = Math.max(60, Math.min(width, color ? width : 120));
  const summary = summarise(report);
  const listed = listedResults(report, summary, all);
  const lines = [
    ...wrap(header(report), columns),
    ...failedScanners(report, columns, colors, context),
    '',
    ...fileSections(report, listed, context, { colors, width: columns, all }),
    ...wrap(summaryLine(report, summary, listed.length, all), columns),
    ...noticeSections([...report.scanners.flatMap(({ id, files }) => fileNotices(id, files)), ...report.notices], context, {
      colors,
      width: columns,
      all,
    }),
    ...verdictLine(report, columns, colors, context),
  ];
  return `${lines.join('\n')}\n`;
}

/** Everything that is new and at least medium, and whatever fails the gate; with `all` the rest too. */
function listedResults({ results, verdict }: Report, { shown, suppressed }: Summary, all: boolean): readonly Result[] {
  const blocking = new Set(verdict.blocking.map((index) => results[index]));
  const wanted = all
    ? new Set([...shown, ...suppressed])
    : new Set(shown.filter((result) => blocking.has(result) || (result.state === 'new' && isAtLeast(result.finding.severity, 'medium'))));
  return results.filter((result) => wanted.has(result));
}

function header({ tool, coverage, scanners }: Report): string {
  const looked = `${counted(coverage.applications, 'application')}, ${counted(coverage.files, 'file')}`;
  const ran = scanners.filter(({ status }) => status === 'ok').map((scanner) => `${scannerName(scanner)} ${scannerWork(scanner)}`);
  const rest = scanners.filter(({ status }) => status === 'skipped' || status === 'not-applicable').map(missing);
  return plainLine([`${tool.name} ${tool.version}`, looked, ran.join(', '), ...rest].filter((part) => part !== '').join(' · '));
}

function missing({ id, status, why }: ScannerStatus): string {
  return `${id} ${status === 'skipped' ? 'not run' : 'nothing for it here'}${why === undefined ? '' : ` (${why})`}`;
}

/** Nobody may take for clean what was not looked at: these stand by themselves, in red. */
function failedScanners({ scanners }: Report, width: number, colors: Colors, context: OutputContext): readonly string[] {
  const failed = scanners.filter(({ status }) => status === 'failed');
  return failed.flatMap(({ id, why }) => {
    const reason = why === undefined ? '' : `: ${plainLine(context.redact(why))}`;
    return wrap(`not run: ${plainLine(id)} failed${reason}`, width).map((line) => colors.red(line));
  });
}

interface Style {
  readonly colors: Colors;
  readonly width: number;
  readonly all: boolean;
}

/** Files in the order of their worst finding, and within a file the same order as in the report. */
function fileSections(report: Report, listed: readonly Result[], context: OutputContext, style: Style): readonly string[] {
  const files = new Map<string, Result[]>();
  for (const result of listed) {
    const { path } = result.finding.place;
    const list = files.get(path);
    if (list) list.push(result);
    else files.set(path, [result]);
  }
  const advised = new Set<string>();
  const lines: string[] = [];
  for (const [path, results] of files) {
    lines.push(style.colors.bold(style.colors.underline(plainLine(path))));
    for (const block of fileBlocks(report, results, context, style, advised)) lines.push(...block, '');
  }
  return lines;
}

/** What to do is said once for each rule. */
function fileBlocks(report: Report, results: readonly Result[], context: OutputContext, style: Style, advised: Set<string>): string[][] {
  const seen = new Map<string, number>();
  const rest = new Map<string, number[]>();
  const blocks = new Map<Result, string[]>();
  const lastShown = new Map<string, string[]>();
  for (const result of results) {
    const { ruleId, place } = result.finding;
    const count = (seen.get(ruleId) ?? 0) + 1;
    seen.set(ruleId, count);
    if (count > mostAlike && !style.all) {
      rest.set(ruleId, [...(rest.get(ruleId) ?? []), place.startLine]);
      continue;
    }
    const remedy = context.showableFix(result.finding.fix) ? '' : remedyOf(result.finding, report.rules);
    const key = `${ruleId} ${remedy}`;
    const advice = advised.has(key) ? '' : remedy;
    advised.add(key);
    const block = [...findingLines(result, context, { colors: style.colors, width: style.width, advice })];
    blocks.set(result, block);
    lastShown.set(ruleId, block);
  }
  for (const [ruleId, lines] of rest) lastShown.get(ruleId)?.push(`    … and ${lines.length} more like this: ${lineList(lines)}`);
  return [...blocks.values()];
}

function lineList(lines: readonly number[]): string {
  const shown = lines.slice(0, 10).join(', ');
  return `${lines.length === 1 ? 'line' : 'lines'} ${shown}${lines.length > 10 ? ', …' : ''}`;
}

function summaryLine(report: Report, summary: Summary, listed: number, all: boolean): string {
  const { safe, review } = summary.fixable;
  const fixes = [
    safe > 0 ? `${safe} fixable: faasgate fix` : '',
    review > 0 ? `${review} ${safe > 0 ? 'more ' : 'fixable '}with faasgate fix --review` : '',
  ];
  const fixable = fixes.filter((text) => text !== '').join(', ');
  const known = severityCounts(summary.counts, 'existing');
  const today = report.startedAt.slice(0, 10);
  const expired = summary.expired.map(({ suppression }) => daysAgo(suppression?.until ?? today, today));
  const lapsed = new Set(expired).size === 1 ? `${expired.length} expired ${expired[0]}` : `${expired.length} expired`;
  const accepted = [summary.suppressed.length > 0 ? `${summary.suppressed.length} suppressed` : '', expired.length > 0 ? lapsed : ''];
  const unlisted = summary.shown.length - listed;
  const fresh = severityCounts(summary.counts, 'new');
  const counts = known === 'no findings' ? fresh : `${fresh === 'no findings' ? 'nothing new' : fresh} · known: ${known}`;
  return [
    counts + (fixable === '' ? '' : ` (${fixable})`),
    accepted.filter((text) => text !== '').join(', '),
    summary.hidden > 0 ? `${summary.hidden} milder than ${report.verdict.reportSeverity}` : '',
    unlisted > 0 && !all ? `${unlisted} not listed (--all)` : '',
  ]
    .filter((text) => text !== '')
    .join(' · ');
}

function noticeSections(notices: readonly Notice[], context: OutputContext, style: Style): readonly string[] {
  const lost = notices.filter(({ level }) => level !== 'info');
  const told = notices.filter(({ level }) => level === 'info');
  return [...labelled('not scanned', lost, context, style), ...labelled('note', told, context, style)];
}

function labelled(label: string, notices: readonly Notice[], context: OutputContext, { width, all, colors }: Style): readonly string[] {
  const lines = noticeLines(notices, all);
  const texts = lines.slice(0, all ? lines.length : mostNotices).map(({ places, more, message }) => {
    const where = places.join(', ') + (more > 0 ? ` and ${more} more` : '');
    const between = where === '' ? '' : places.length + more > 1 ? ': ' : ' ';
    return plainLine(context.redact(where + between + message));
  });
  if (lines.length > texts.length) texts.push(`… and ${lines.length - texts.length} more (--all)`);
  const margin = label.length + 2;
  return texts.flatMap((text, index) =>
    wrap(text, width - margin).map((line, part) => (index + part === 0 ? `${colors.yellow(`${label}:`)} ${line}` : ' '.repeat(margin) + line)),
  );
}

function verdictLine({ verdict }: Report, width: number, colors: Colors, context: OutputContext): readonly string[] {
  const word = { passed: 'PASSED', failed: 'FAILED', incomplete: 'INCOMPLETE' }[verdict.outcome];
  const color = verdict.outcome === 'passed' ? colors.green : colorOf(colors, verdict.outcome === 'failed' ? 'critical' : 'medium');
  const reason = plainLine(context.redact(verdict.reason));
  const end = `exit ${verdict.exitCode}`;
  const gap = width - word.length - 2 - displayWidth(reason) - end.length;
  if (gap >= 2) return [`${colors.bold(color(word))}  ${reason}${' '.repeat(gap)}${end}`];
  return [`${colors.bold(color(word))}  ${wrap(reason, width - word.length - 2).join(`\n${' '.repeat(word.length + 2)}`)}`, end];
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
