/** The sticky summary: the verdict first, then the numbers, what to do first, and what was not looked at. */
import type { Severity } from '../finding/severity.ts';
import type { Report, Result, ScannerStatus } from '../report/report.ts';
import { summarise, type Summary } from '../report/summary.ts';
import type { OutputContext } from '../reporters/context.ts';
import { doFirst, fixableText, messageText, notScanned } from '../reporters/markdown.ts';
import { markdownCode, markdownText } from '../reporters/markdown-text.ts';
import { shorten } from '../reporters/plain-text.ts';
import type { ReviewCounts } from './review-plan.ts';

export interface SummaryRequest {
  readonly report: Report;
  readonly context: OutputContext;
  readonly headSha: string;
  /** Named where it is not the only run. */
  readonly id: string;
  /** What is pushed is merged already. */
  readonly isMerged?: boolean | undefined;
  /** What the review says of the findings; undefined where there is none. */
  readonly review?: ReviewCounts | undefined;
  /** Why the review could not be posted: a sentence without full stop. */
  readonly reviewFailed?: string | undefined;
}

/** GitHub takes 65,536 characters; it is not said whether bytes or characters count, so bytes are kept below it. */
const mostBytes = 60_000;
const mostListed = 30;
const longestText = 300;
const mostNotes = 10;

export function summaryText(request: SummaryRequest): string {
  const { report, context } = request;
  const summary = summarise(report);
  const fresh = summary.shown.filter(({ state }) => state === 'new');
  const lost = report.notices.filter(({ level }) => level !== 'info');
  const sections = [
    headline(request, fresh.length),
    fresh.length > 0 || summary.shown.length > 0 ? table(summary, report) : fixedSentence(report),
    doFirst(report, fresh, context),
    asides(report, summary),
    comparisonNotes(report, context),
    request.review === undefined ? listed('New findings', fresh, context) : '',
    listed('Not on the lines of this pull request', request.review?.elsewhere ?? [], context),
    listed('New findings without a comment, because there are so many', request.review?.cut ?? [], context),
    listed('Milder ones without a comment', request.review?.mild ?? [], context),
    request.reviewFailed === undefined ? '' : `The comments could not be posted: ${markdownText(context.redact(request.reviewFailed))}.`,
    scannersLine(report.scanners, context),
    notCompared(report),
    notScanned(lost, context),
    `<sub>${request.id === 'scan' ? '' : `${markdownText(request.id)} · `}at ${request.headSha.slice(0, 7)}</sub>`,
  ];
  return within(mostBytes, sections);
}

/** As many sections as there is room for; the first and the last always. */
function within(room: number, sections: readonly string[]): string {
  const wanted = sections.filter((section) => section !== '');
  const last = wanted.at(-1) ?? '';
  let left = room - Buffer.byteLength(last);
  const kept: string[] = [];
  for (const section of wanted.slice(0, -1)) {
    const bytes = Buffer.byteLength(section) + 2;
    if (bytes > left) continue;
    left -= bytes;
    kept.push(section);
  }
  return [...kept, last].join('\n\n');
}

function headline({ report, context, id, isMerged = false }: SummaryRequest, fresh: number): string {
  const { verdict } = report;
  const name = id === 'scan' ? 'faasgate' : `faasgate (${markdownText(id)})`;
  const blocking = verdict.blocking.length;
  if (verdict.outcome === 'failed') {
    const known = blocking > 0 && verdict.blocking.every((index) => report.results[index]?.state === 'new');
    const verb = isMerged ? (blocking === 1 ? 'fails' : 'fail') : blocking === 1 ? 'blocks' : 'block';
    return `### ${name}: ${blocking} ${known ? 'new ' : ''}${blocking === 1 ? 'finding' : 'findings'} ${verb} this ${isMerged ? 'push' : 'merge'}`;
  }
  if (verdict.outcome === 'incomplete') return `### ${name} could not do its work: ${markdownText(context.redact(verdict.reason))}`;
  if (fresh === 0) return `**${name}: nothing new.**`;
  const which = fresh === 1 ? 'finding, which does' : 'findings, which do';
  return `### ${name}: ${fresh} new ${which} not ${isMerged ? 'fail this push' : 'block this merge'}`;
}

/** Low findings and notes in one row, as nobody counts them apart. */
function table({ counts }: Summary, { comparison }: Report): string {
  const count = (name: string, of: readonly Severity[]) => ({
    name,
    new: of.reduce((sum, severity) => sum + counts[severity].new, 0),
    existing: of.reduce((sum, severity) => sum + counts[severity].existing, 0),
    fixed: (comparison?.fixed ?? []).filter(({ finding }) => of.includes(finding.severity)).length,
  });
  const rows = [...(['critical', 'high', 'medium'] as const).map((severity) => count(severity, [severity])), count('lower', ['low', 'note'])];
  const shown = rows.filter((row) => row.new + row.existing + row.fixed > 0);
  if (shown.length === 0) return '';
  const lines = shown.map((row) => `| ${row.name} | ${row.new} | ${row.existing} |${comparison ? ` ${row.fixed} |` : ''}`);
  return [comparison ? '| | new | known | fixed here |' : '| | new | known |', `|---|--:|--:|${comparison ? '--:|' : ''}`, ...lines].join('\n');
}

function fixedSentence({ comparison }: Report): string {
  const count = comparison?.fixed.length ?? 0;
  return count === 0 ? '' : `${count} ${count === 1 ? 'finding is' : 'findings are'} fixed here.`;
}

function asides({ verdict, results }: Report, { suppressed, expired, hidden, fixable }: Summary): string {
  const requested = results.filter(({ suppression }) => suppression?.status === 'requested').length;
  const parts = [
    fixableText(fixable),
    requested > 0 ? `${requested} ${requested === 1 ? 'suppression is' : 'suppressions are'} asked for by this pull request and not approved` : '',
    suppressed.length > 0 ? `${suppressed.length} suppressed` : '',
    expired.length > 0 ? `${expired.length} with an expired suppression` : '',
    hidden > 0 ? `${hidden} milder than ${verdict.reportSeverity}` : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

function listed(title: string, results: readonly Result[], context: OutputContext): string {
  if (results.length === 0) return '';
  const lines = results.slice(0, mostListed).map(({ finding }) => {
    const { severity, ruleId, place } = finding;
    const where = markdownCode(shorten(`${place.path}:${place.startLine}`, longestText));
    return `- ${messageText(finding, context, longestText)} · ${severity} · ${markdownCode(ruleId)} · ${where}`;
  });
  if (results.length > lines.length) lines.push(`- … and ${results.length - lines.length} more, milder ones`);
  return `<details><summary>${title}: ${results.length}</summary>\n\n${lines.join('\n')}\n\n</details>`;
}

/** What a pull request may not decide for itself, and what it could not be held against. */
function comparisonNotes({ notices }: Report, context: OutputContext): string {
  const told = notices.filter(({ about }) => about === 'comparison');
  const lines = told.slice(0, mostNotes).map(({ path, line, message }) => {
    const where = path === undefined ? '' : `${markdownCode(shorten(line === undefined ? path : `${path}:${line}`, longestText))}: `;
    return `- ${where}${markdownText(shorten(context.redact(message), longestText))}`;
  });
  if (told.length > lines.length) lines.push(`- … and ${told.length - lines.length} more`);
  return lines.join('\n');
}

function scannersLine(scanners: readonly ScannerStatus[], context: OutputContext): string {
  const words = { ok: '✓', failed: '✗ failed', skipped: 'not run', 'not-applicable': 'nothing for it here' };
  const parts = scanners.map(({ id, status, why }) => {
    const reason = why === undefined || status === 'ok' ? '' : `, ${markdownText(shorten(context.redact(why), longestText))}`;
    return `${markdownText(id)}${status === 'ok' ? ' ' : ': '}${words[status]}${reason}`;
  });
  return parts.join(' · ');
}

function notCompared({ comparison }: Report): string {
  const names = comparison?.notCompared ?? [];
  if (names.length === 0) return '';
  return `Not compared with the base, so all of their findings count as new: ${names.map(markdownText).join(', ')}.`;
}
