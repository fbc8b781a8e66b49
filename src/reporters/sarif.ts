/** The report as SARIF 2.1.0: one run, within the limits of GitHub code scanning whatever was found. */
import { gzipSync } from 'node:zlib';
import type * as sarif from 'sarif';
import { isSuppressed } from '../report/gate.ts';
import { compareText } from '../report/merge.ts';
import type { Report, Result, ScannerStatus } from '../report/report.ts';
import { fileNotices } from './scanner-lines.ts';
import { summarise } from '../report/summary.ts';
import type { Notice } from '../source/file-tree.ts';
import type { OutputContext } from './context.ts';
import { escapeInJson, plainLine, shorten } from './plain-text.ts';
import { sarifExtensions } from './sarif-extensions.ts';
import { physicalLocation, relativeUri, sarifResult } from './sarif-results.ts';
import { sarifRule } from './sarif-rules.ts';

export interface SarifOptions {
  /** For code scanning, which shows suppressed results as open alerts and takes two alike on a line for one: both are left out. */
  readonly forUpload?: boolean | undefined;
  /** Results that are kept at most, the worst ones. */
  readonly maxResults?: number | undefined;
  readonly repository?: { readonly uri: string; readonly revision?: string | undefined; readonly branch?: string | undefined } | undefined;
}

/** GitHub refuses files with more results, and shows this many: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning */
const mostResults = 25_000;
const mostShown = 5_000;
/** GitHub refuses larger files, compressed. */
const mostBytes = 10_000_000;
/** Compresses worse than what uploads use, so it never promises too much. */
const fastest = 1;
const mostNotifications = 20_000;
const longestNotification = 1_000;

const schema = 'https://json.schemastore.org/sarif-2.1.0.json';

export function sarifReport(report: Report, context: OutputContext, options: SarifOptions = {}): string {
  const candidates = resultsToWrite(report, options);
  let most = Math.min(options.maxResults ?? (options.forUpload ? mostShown : mostResults), mostResults);
  for (;;) {
    const text = write(sarifLog(report, candidates, most, context, options));
    const bytes = text.length <= mostBytes / 4 ? 0 : gzipSync(text, { level: fastest }).length;
    const kept = Math.min(most, candidates.length);
    if (bytes <= mostBytes || kept === 0) return text;
    most = Math.floor(kept * Math.min(0.9, (0.95 * mostBytes) / bytes));
  }
}

/** Worst first; suppressed ones last, so that they are the first to go. */
function resultsToWrite(report: Report, { forUpload = false }: SarifOptions): readonly Result[] {
  const { shown, suppressed } = summarise(report);
  return forUpload ? onePerLine(shown) : [...shown, ...suppressed];
}

/** Alerts of one rule on one line share their fingerprint: the worst speaks and points to the others. */
function onePerLine(results: readonly Result[]): readonly Result[] {
  const groups = new Map<string, Result[]>();
  for (const result of results) {
    const { finding, fingerprints } = result;
    const key = [finding.ruleId, finding.place.path, fingerprints.primaryLocationLineHash || finding.place.startLine].join('\0');
    const group = groups.get(key);
    if (group) group.push(result);
    else groups.set(key, [result]);
  }
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (!first || others.length === 0) return first ?? [];
    const { finding } = first;
    const related = [...finding.related, ...others.map((other) => ({ place: other.finding.place, text: other.finding.message }))];
    return { ...first, finding: { ...finding, message: `${finding.message} (and ${others.length} more like this on this line)`, related } };
  });
}

function sarifLog(report: Report, candidates: readonly Result[], most: number, context: OutputContext, options: SarifOptions): sarif.Log {
  const kept = candidates.slice(0, most);
  const rules = [...new Set(kept.map(({ finding }) => finding.ruleId))].sort(compareText).flatMap((id) => report.rules[id] ?? []);
  const ruleIndex = new Map(rules.map(({ id }, index) => [id, index]));
  const { name, version } = report.tool;
  const left = candidates.slice(most).filter((result) => !isSuppressed(result)).length;
  const { repository } = options;
  const extensions = sarifExtensions(report, kept);
  return {
    $schema: schema,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name,
            version,
            ...(/^\d+\.\d+\.\d+/.test(version) ? { semanticVersion: version } : {}),
            rules: rules.map(sarifRule),
          },
          ...(extensions.length > 0 ? { extensions } : {}),
        },
        automationDetails: { id: report.category === '' ? `${name}/` : `${name}/${plainLine(report.category)}/` },
        invocations: [invocation(report, left, candidates.length, context)],
        ...(repository ? { versionControlProvenance: [provenance(repository)] } : {}),
        columnKind: 'utf16CodeUnits',
        results: kept.map((result) => sarifResult(result, ruleIndex.get(result.finding.ruleId) ?? -1, context)),
        properties: { outcome: report.verdict.outcome, coverage: report.coverage },
      },
    ],
  };
}

function invocation(report: Report, left: number, all: number, context: OutputContext): sarif.Invocation {
  const { scanners, verdict, startedAt } = report;
  const failed = scanners.some(({ status }) => status === 'failed');
  return {
    executionSuccessful: !failed && verdict.outcome !== 'incomplete',
    startTimeUtc: startedAt,
    exitCode: verdict.exitCode,
    exitCodeDescription: plainLine(context.redact(verdict.reason)),
    toolExecutionNotifications: notifications(report, left, all, context),
  };
}

/** Everything that was not scanned, did not run, or is not in this file. */
function notifications(report: Report, left: number, all: number, context: OutputContext): sarif.Notification[] {
  const { notices, scanners, verdict } = report;
  const { hidden } = summarise(report);
  const first: Notice[] = [];
  if (left > 0)
    first.push({ level: 'warning', message: `${left} of ${all} results are not in this file, the least severe ones: code scanning takes no more` });
  if (hidden > 0)
    first.push({
      level: 'info',
      message: `${hidden} ${hidden === 1 ? 'result is' : 'results are'} milder than ${verdict.reportSeverity} and not in this file`,
    });
  for (const scanner of scanners) first.push(...statusNotices(scanner));
  const rest = notices.length - mostNotifications;
  if (rest > 0) first.push({ level: 'warning', message: `${rest} more notices are not in this file` });
  return [...first, ...notices.slice(0, mostNotifications)].map((notice) => notification(notice, context));
}

/** Of a scanner, and of each file that it did not come to terms with. */
function statusNotices({ id, status, why, files = [] }: ScannerStatus): readonly Notice[] {
  const reason = why === undefined ? '' : `: ${why}`;
  const whole: Notice[] = [];
  if (status === 'failed') whole.push({ level: 'error', message: `the scanner ${id} failed${reason}` });
  if (status === 'skipped') whole.push({ level: 'warning', message: `the scanner ${id} was not run${reason}` });
  return [...whole, ...fileNotices(id, files)];
}

function notification({ level, message, path, line }: Notice, context: OutputContext): sarif.Notification {
  const text = shorten(plainLine(context.redact(message)), longestNotification);
  const location = (): sarif.Location => {
    if (line !== undefined && line >= 1) {
      const { artifactLocation } = physicalLocation({ path: path ?? '', startLine: line, startColumn: 1, endLine: line, endColumn: 1 });
      return { physicalLocation: { artifactLocation: artifactLocation ?? {}, region: { startLine: line } } };
    }
    return { physicalLocation: { artifactLocation: { uri: relativeUri(path ?? '') } } };
  };
  return {
    level: level === 'info' ? 'note' : level,
    message: { text: text.trim() === '' ? '(no text)' : text },
    ...(path === undefined ? {} : { locations: [location()] }),
  };
}

function provenance({ uri, revision, branch }: NonNullable<SarifOptions['repository']>): sarif.VersionControlDetails {
  return { repositoryUri: uri, ...(revision === undefined ? {} : { revisionId: revision }), ...(branch === undefined ? {} : { branch }) };
}

/** One result a line, so that two files can be compared. */
function write(log: sarif.Log): string {
  const [run] = log.runs;
  if (!run) return `${escapeInJson(JSON.stringify(log))}\n`;
  const results = (run.results ?? []).map((result) => `\n${JSON.stringify(result)}`).join(',');
  const rest = JSON.stringify({ ...log, runs: [{ ...run, results: [] }] });
  const slot = rest.lastIndexOf('"results":[]') + '"results":['.length;
  return `${escapeInJson(rest.slice(0, slot) + results + rest.slice(slot))}\n`;
}
