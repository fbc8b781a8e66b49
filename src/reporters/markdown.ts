/** The report as Markdown, for the summary of a job: verdict first, then what to do first, then each finding. */
import { usedHere, type Finding, type VerifiedFix } from '../finding/finding.ts';
import { remedyOf } from '../finding/reported-rule.ts';
import { isAtLeast, severities } from '../finding/severity.ts';
import type { Report, Result, ScannerStatus } from '../report/report.ts';
import { summarise, type Summary } from '../report/summary.ts';
import type { Notice } from '../source/file-tree.ts';
import type { OutputContext } from './context.ts';
import { changedLines, type ChangedLines } from './fix-lines.ts';
import { htmlText, markdownCode, markdownFence, markdownSentence, markdownText } from './markdown-text.ts';
import { noticeLines } from './notice-lines.ts';
import { shorten } from './plain-text.ts';
import { relatedPlaces, withPlaces, type RelatedPlaces } from './related.ts';
import { fileNotices, scannerName, scannerWork } from './scanner-lines.ts';

export interface MarkdownOptions {
  /** Bytes that the text may take. GitHub refuses summaries of a step above 1 MiB. */
  readonly budget?: number | undefined;
  /** Of a run: its verdict, and what is new. Of a branch: everything in it, below a heading of somebody else's. */
  readonly of?: 'run' | 'branch' | undefined;
}

const summaryBudget = 1024 * 1024;
/** Kept for the lines that say what was left out. */
const reserve = 400;
const mostFirst = 3;
const mostNotices = 20;
const mostFixLines = 40;
const mostMild = 100;
const mostRelated = 5;
const mostPlaces = 20;
const longestLine = 300;

export function markdownReport(report: Report, context: OutputContext, { budget = summaryBudget, of = 'run' }: MarkdownOptions = {}): string {
  const summary = summarise(report);
  const fresh = of === 'branch' ? summary.shown : summary.shown.filter(({ state }) => state === 'new');
  const page = new Page(budget - reserve);
  if (of === 'run') {
    page.add(headline(report, fresh.length, context));
    if (summary.shown.length > 0) page.add(table(summary));
  }
  page.add(asides(report, summary));
  page.add(doFirst(report, fresh, context));
  page.add(report.scanners.map((scanner) => scannerText(scanner, context, of)).join(' · '));
  page.add(notScanned([...report.scanners.flatMap(({ id, files }) => fileNotices(id, files)), ...report.notices], context));
  const [grave, mild] = [fresh.filter(isGrave), fresh.filter((result) => !isGrave(result))];
  const advised = new Set<string>();
  const groups = alike(grave);
  const shown = page.addAll(groups.map((group) => () => findingSection(group, adviceOnce(group[0], report, advised), context)));
  const told = groups.slice(0, shown).reduce((sum, group) => sum + group.length, 0);
  const left = fresh.length - told - (page.add(mildSection(mild, context)) ? Math.min(mild.length, mostMild) : 0);
  return page.finish(left === 0 ? '' : `${left} more ${left === 1 ? 'finding is' : 'findings are'} in the SARIF file: this summary is full.`);
}

/** Sections with an empty line between, as many as there is room for. */
class Page {
  readonly #sections: string[] = [];
  #room: number;

  constructor(room: number) {
    this.#room = room;
  }

  add(section: string): boolean {
    if (section === '') return true;
    const bytes = Buffer.byteLength(section) + 2;
    if (bytes > this.#room) return false;
    this.#room -= bytes;
    this.#sections.push(section);
    return true;
  }

  /** How many there was room for. */
  addAll(sections: readonly (() => string)[]): number {
    const full = sections.findIndex((section) => !this.add(section()));
    return full < 0 ? sections.length : full;
  }

  finish(last: string): string {
    return `${[...this.#sections, ...(last === '' ? [] : [last])].join('\n\n')}\n`;
  }
}

function headline({ verdict }: Report, fresh: number, context: OutputContext): string {
  if (verdict.outcome === 'passed' && fresh === 0) return '**faasgate: nothing new.**';
  const word = { passed: 'passed', failed: 'failed', incomplete: 'could not do its work' }[verdict.outcome];
  return `### faasgate ${word}: ${markdownText(context.redact(verdict.reason))}`;
}

function table({ counts }: Summary): string {
  const rows = severities.filter((severity) => counts[severity].new + counts[severity].existing > 0);
  const lines = rows.map((severity) => `| ${severity} | ${counts[severity].new} | ${counts[severity].existing} |`);
  return ['| | new | known |', '|---|--:|--:|', ...lines].join('\n');
}

function asides({ verdict }: Report, { suppressed, expired, hidden, fixable }: Summary): string {
  const parts = [
    fixableText(fixable),
    suppressed.length > 0 ? `${suppressed.length} suppressed` : '',
    expired.length > 0 ? `${expired.length} with an expired suppression` : '',
    hidden > 0 ? `${hidden} milder than ${verdict.reportSeverity}` : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

export function fixableText({ safe, review }: Summary['fixable']): string {
  const more = review === 0 ? '' : `${review} ${safe > 0 ? '' : 'can be fixed '}by \`faasgate fix --review\``;
  return [safe > 0 ? `${safe} can be fixed by \`faasgate fix\`` : '', more].filter((text) => text !== '').join(' · ');
}

/** What blocks, or else the worst, one of each rule; low findings and notes come first for nobody. */
export function doFirst({ results, verdict, rules }: Report, fresh: readonly Result[], context: OutputContext): string {
  const blocking = verdict.blocking.flatMap((index) => results[index] ?? []);
  const byRule = new Map<string, Result>();
  for (const result of blocking.length > 0 ? blocking : fresh.filter(isGrave)) {
    if (!byRule.has(result.finding.ruleId)) byRule.set(result.finding.ruleId, result);
  }
  const lines = [...byRule.values()].slice(0, mostFirst).map(({ finding }, index) => {
    const advice = context.showableFix(finding.fix)?.title ?? remedyOf(finding, rules);
    const todo = advice === '' ? '' : `. ${markdownText(asSentence(context.redact(advice)))}`;
    return `${index + 1}. ${messageText(finding, context)} (${markdownCode(`${finding.place.path}:${finding.place.startLine}`)})${todo}`;
  });
  return lines.length === 0 ? '' : `**Do first**\n\n${lines.join('\n')}`;
}

/** With the names in it as code. */
export function messageText({ message, subject, terms = [] }: Finding, context: OutputContext, longest = Infinity): string {
  return markdownSentence(shorten(context.redact(message), longest), [subject.label, ...terms]);
}

/** `turn tracing on` becomes a sentence. */
export function asSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}

function scannerText(scanner: ScannerStatus, context: OutputContext, of: 'run' | 'branch'): string {
  const { id, status, why } = scanner;
  const reason = why === undefined ? '' : `: ${markdownText(context.redact(why))}`;
  // How long it took would make each text another one.
  if (status === 'ok') return `${markdownText(scannerName(scanner))} ✓${of === 'run' ? ` ${scannerWork(scanner)}` : ''}`;
  if (status === 'failed') return `🔴 **${markdownText(id)} not run**: it failed${reason}`;
  return `${markdownText(id)} ${status === 'skipped' ? 'not run' : 'nothing for it here'}${reason}`;
}

export function notScanned(notices: readonly Notice[], context: OutputContext): string {
  const lost = notices.filter(({ level }) => level !== 'info');
  const told = notices.filter(({ level }) => level === 'info');
  return [noticeSection('Not scanned', lost, context), noticeSection('Notes', told, context)].filter((text) => text !== '').join('\n\n');
}

function noticeSection(title: string, notices: readonly Notice[], context: OutputContext): string {
  const lines = noticeLines(notices);
  if (lines.length === 0) return '';
  const shown = lines.slice(0, mostNotices).map(({ places, more, message }) => {
    const where = places.map(markdownCode).join(', ') + (more > 0 ? ` and ${more} more` : '');
    return `- ${where}${where === '' ? '' : ': '}${markdownText(context.redact(message))}`;
  });
  if (lines.length > shown.length) shown.push(`- … and ${lines.length - shown.length} more`);
  return `**${title}**\n\n${shown.join('\n')}`;
}

function isGrave({ finding }: Result): boolean {
  return isAtLeast(finding.severity, 'medium');
}

/** What to do is said once for each rule. */
function adviceOnce({ finding }: Result, { rules }: Report, advised: Set<string>): string {
  const advice = remedyOf(finding, rules);
  const key = `${finding.ruleId} ${advice}`;
  if (finding.fix || advised.has(key)) return '';
  advised.add(key);
  return advice;
}

type Group = readonly [Result, ...Result[]];

/** What says the same sentence is told once, with all its places. */
function alike(results: readonly Result[]): readonly Group[] {
  const groups = new Map<string, [Result, ...Result[]]>();
  for (const result of results) {
    const { ruleId, severity, message } = result.finding;
    const key = JSON.stringify([ruleId, severity, message]);
    const group = groups.get(key);
    if (group) group.push(result);
    else groups.set(key, [result]);
  }
  return [...groups.values()];
}

function findingSection(group: Group, advice: string, context: OutputContext): string {
  const [{ finding }, ...more] = group;
  const { severity, ruleId } = finding;
  const detections = group.flatMap((one) => one.finding.detectedBy).filter((other) => `${other.tool}/${other.ruleId}` !== ruleId);
  const also = [...new Set(detections.map((other) => other.ruleId).filter((id) => id !== ruleId))];
  const others = also.length === 0 ? '' : ` · also ${also.map(markdownCode).join(', ')}`;
  const places = group.slice(0, mostPlaces).map(({ finding: { place } }) => markdownCode(`${place.path}:${place.startLine}`));
  if (group.length > places.length) places.push(`${group.length - places.length} more places`);
  const lines = [
    `**${messageText(finding, context)}** · ${severity} · ${markdownCode(ruleId)} · ${places.join(', ')}${others}`,
    ...(more.length > 0
      ? []
      : relatedPlaces(finding)
          .slice(0, mostRelated)
          .map((one) => `- ${relatedText(one, context)}`)),
  ];
  return [lines.join('\n'), markdownText(advice), ...fixSections(group, context)].filter((part) => part !== '').join('\n\n');
}

/** Fixes of one name are one section. */
function fixSections(group: Group, context: OutputContext): readonly string[] {
  const byName = new Map<string, VerifiedFix[]>();
  for (const { finding } of group) {
    const { fix } = finding;
    const name = JSON.stringify([fix?.title, fix?.risk, fix?.check]);
    if (fix) byName.set(name, [...(byName.get(name) ?? []), fix]);
  }
  return [...byName.values()].map((fixes) => fixSection(fixes, context));
}

export function relatedText({ text, places }: RelatedPlaces, context: OutputContext): string {
  const all = places.slice(0, mostRelated).map(({ path, startLine }) => markdownCode(shorten(`${path}:${startLine}`, longestLine)));
  const more = places.length > all.length ? [`${places.length - all.length} more places`] : [];
  return withPlaces(text === usedHere ? text : markdownText(shorten(context.redact(text), longestLine)), [...all, ...more]);
}

/** Low findings and notes are listed, folded. */
function mildSection(mild: readonly Result[], context: OutputContext): string {
  if (mild.length === 0) return '';
  const lines = mild.slice(0, mostMild).map(({ finding }) => {
    const { severity, ruleId, place } = finding;
    return `- ${messageText(finding, context)} · ${severity} · ${markdownCode(ruleId)} · ${markdownCode(`${place.path}:${place.startLine}`)}`;
  });
  const title = mild.length === 1 ? '1 low finding or note' : `${mild.length} low findings and notes`;
  return `<details><summary>${title}</summary>\n\n${lines.join('\n')}\n\n</details>`;
}

/** Several only where they have one name and ask for the same look before. */
export function fixSection(fixes: readonly (VerifiedFix | undefined)[], context: OutputContext): string {
  const showable = fixes.flatMap((one) => context.showableFix(one) ?? []);
  const [fix] = showable;
  if (!fix) return '';
  const lines = alikeChanges(showable.flatMap((one) => changedLines(one, context))).flatMap(({ where, text }) => [`@@ ${where} @@`, ...text]);
  const shown = lines.slice(0, mostFixLines);
  if (lines.length > shown.length) shown.push(`… ${lines.length - shown.length} more lines`);
  const title = `${fix.risk === 'safe' ? 'Fix' : 'Fix to review'}: ${context.redact(fix.title)}`;
  const check =
    fix.risk === 'review' && fix.check !== undefined ? `\n\nBefore applying it: ${markdownText(withoutStop(context.redact(fix.check)))}.` : '';
  return `<details><summary>${htmlText(title)}</summary>\n\n${markdownFence('diff', shown)}${check}\n\n</details>`;
}

/** The same change in several places of a file is shown once. */
function alikeChanges(changes: readonly ChangedLines[]): readonly { readonly where: string; readonly text: readonly string[] }[] {
  const found = new Map<string, { where: string; readonly text: readonly string[] }>();
  for (const { path, removed, added, line } of changes) {
    const text = [...removed.map((one) => `-${shorten(one, longestLine)}`), ...added.map((one) => `+${shorten(one, longestLine)}`)];
    const key = JSON.stringify([path, text]);
    const before = found.get(key);
    if (before) before.where += `, ${line}`;
    else found.set(key, { where: `${path}:${line}`, text });
  }
  return [...found.values()];
}

export function withoutStop(text: string): string {
  return text.replace(/[.\s]+$/, '');
}
