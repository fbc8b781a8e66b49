/** From what the scanners found to the report: merge, order, fingerprint, suppress, mark, decide. */
import type { Finding } from '../finding/finding.ts';
import type { ReportedRule } from '../finding/reported-rule.ts';
import { redactor } from '../finding/redaction.ts';
import type { Coverage, ScanResult } from '../scanners/scanner.ts';
import { noCoverage } from '../scanners/scanner.ts';
import type { Notice } from '../source/file-tree.ts';
import type { SourceFile } from '../source/file.ts';
import { markExisting, type Baseline } from './baseline.ts';
import { compareWith, type Earlier } from './compare.ts';
import { fingerprintsOf } from './fingerprints.ts';
import { foreignRule, settleForeign, type RuleSettings } from './foreign.ts';
import { decide, type GateOptions } from './gate.ts';
import { compareFindings, compareText, mergeFindings } from './merge.ts';
import type { Comparison, Report, Result, ScannerStatus } from './report.ts';
import { suppress, type ConfiguredSuppression } from './suppress.ts';

export interface AssemblyOptions {
  readonly version: string;
  /** ISO 8601, UTC: the start of the run. Its day is the one that suppressions are held against. */
  readonly startedAt: string;
  readonly category: string;
  /** Reads a file of the scanned tree. */
  read(path: string): SourceFile | undefined;
  /** Files in whose comments and metadata suppressions count; those with findings do in any case. */
  readonly suppressionPaths?: readonly string[] | undefined;
  /** What outputs should know of a rule; undefined for one that is not known here. */
  rule(id: string): ReportedRule | undefined;
  /** Earlier names of rules to today's. */
  readonly formerly?: ReadonlyMap<string, string> | undefined;
  isRequired(scanner: string): boolean;
  /** What the configuration says of rules: foreign findings follow it. */
  readonly ruleSettings?: RuleSettings | undefined;
  readonly suppressions: readonly ConfiguredSuppression[];
  readonly configPath?: string | undefined;
  readonly baseline?: Baseline | undefined;
  readonly baselinePath?: string | undefined;
  /** What the tree of files could not give. */
  readonly notices?: readonly Notice[] | undefined;
  readonly gate: GateOptions;
  /** Another commit that this run is held against. */
  readonly earlier?: Earlier | undefined;
}

export function assembleReport(scans: readonly ScanResult[], options: AssemblyOptions): Report {
  const redact = redactor(scans.flatMap(({ secrets }) => secrets));
  const merged = mergeFindings(scans.flatMap((scan) => scan.findings.map((finding) => withoutSecrets(finding, redact))));
  const settled = settleForeign(
    merged,
    options.ruleSettings ?? {},
    scans.flatMap(({ answers = [] }) => answers),
  );
  const findings = [...settled.findings].sort(compareFindings);
  const scanners = scans.map((scan) => statusOf(scan, options));
  // What a scanner has not done covers nothing.
  const coverage = scans.map((scan) => (scan.status === 'ok' ? scan.coverage : noCoverage)).reduce(widest, noCoverage);
  const known = [...(options.notices ?? []), ...scans.flatMap((scan) => scan.notices)];
  const { results, notices, comparison } = mark(findings, scanners, known, options);
  return {
    tool: { name: 'faasgate', version: options.version },
    startedAt: options.startedAt,
    category: options.category,
    results,
    rules: rulesOf(findings, settled.remarks, scans, options),
    scanners,
    notices: orderNotices(
      [...known, ...settled.notices, ...notices].map((notice) => ({
        ...notice,
        message: redact(notice.message),
      })),
    ),
    coverage,
    verdict: decide(results, scanners, coverage, options.gate),
    ...(comparison ? { comparison } : {}),
  };
}

interface Marked {
  readonly results: readonly Result[];
  readonly notices: readonly Notice[];
  readonly comparison?: Comparison | undefined;
}

function mark(findings: readonly Finding[], scanners: readonly ScannerStatus[], known: readonly Notice[], options: AssemblyOptions): Marked {
  const fingerprints = fingerprintsOf(findings, (path) => options.read(path));
  const complete = scanners.every(({ status }) => status !== 'failed');
  const { suppressions, notices } = suppress(findings, {
    files: filesToSearch(findings, options),
    configured: options.suppressions,
    configPath: options.configPath,
    today: options.startedAt.slice(0, 10),
    complete,
    formerly: options.formerly,
  });
  const found = findings.flatMap((finding, index): Result[] => {
    const own = fingerprints[index];
    return own ? [{ finding, fingerprints: own, state: 'new', suppression: suppressions[index] }] : [];
  });
  const compared = options.earlier ? compareWith(found, options.earlier, scanners, known) : { results: found, notices: [], comparison: undefined };
  const told = [...notices, ...compared.notices];
  if (!options.baseline) return { ...compared, notices: told };
  const marked = markExisting(compared.results, options.baseline, options.baselinePath);
  return { results: marked.results, notices: complete ? [...told, ...marked.notices] : told, comparison: compared.comparison };
}

function filesToSearch(findings: readonly Finding[], options: AssemblyOptions): readonly SourceFile[] {
  const paths = new Set(options.suppressionPaths);
  for (const { place, subject } of findings) paths.add(place.path).add(subject.body.path);
  return [...paths].sort(compareText).flatMap((path) => options.read(path) ?? []);
}

/** What a fix writes stays as it is, because it would not apply without; outputs leave out a fix that writes a secret. */
function withoutSecrets(finding: Finding, redact: (text: string) => string): Finding {
  const { subject, fix } = finding;
  return {
    ...finding,
    message: redact(finding.message),
    ...(finding.terms && { terms: finding.terms.map(redact) }),
    evidence: redact(finding.evidence),
    related: finding.related.map(({ place, text }) => ({ place, text: redact(text) })),
    ...(finding.flow ? { flow: finding.flow.map(({ place, text }) => ({ place, text: redact(text) })) } : {}),
    subject: { ...subject, address: redact(subject.address), label: redact(subject.label) },
    ...(fix ? { fix: { ...fix, title: redact(fix.title), ...(fix.check === undefined ? {} : { check: redact(fix.check) }) } } : {}),
  };
}

function statusOf({ scanner, status, why, version, tools, files, findings, milliseconds }: ScanResult, options: AssemblyOptions): ScannerStatus {
  return {
    id: scanner,
    status,
    why,
    ...(version === undefined ? {} : { version }),
    ...(tools ? { tools } : {}),
    required: options.isRequired(scanner),
    milliseconds,
    findings: findings.length,
    ...(files ? { files } : {}),
  };
}

/** Scanners look at the same files: what the one that saw most has seen counts, not the sum. */
function widest(a: Coverage, b: Coverage): Coverage {
  return {
    applications: Math.max(a.applications, b.applications),
    files: Math.max(a.files, b.files),
    templates: countTemplates(b) > countTemplates(a) ? b.templates : a.templates,
  };
}

function countTemplates({ templates: { read, partly, unread } }: Coverage): number {
  return read + partly + unread;
}

function rulesOf(
  findings: readonly Finding[],
  remarks: ReadonlySet<string>,
  scans: readonly ScanResult[],
  options: AssemblyOptions,
): Record<string, ReportedRule> {
  const told = new Map(scans.flatMap(({ rules = [] }) => rules.map((rule) => [rule.id, rule] as const)));
  const named = new Set(findings.map(({ ruleId }) => ruleId));
  for (const { detectedBy } of findings) for (const { tool, ruleId } of detectedBy) if (told.has(`${tool}/${ruleId}`)) named.add(`${tool}/${ruleId}`);
  const ids = [...named].sort(compareText);
  const first = new Map([...findings].reverse().map((finding) => [finding.ruleId, finding]));
  return Object.fromEntries(
    ids.map((id) => [
      id,
      options.rule(id) ?? foreignRule(told.get(id) ?? unknownRule(id, first.get(id)), first.get(id), remarks.has(id), (own) => options.rule(own)),
    ]),
  );
}

/** A rule that only its findings tell of. */
function unknownRule(id: string, first: Finding | undefined): ReportedRule {
  return {
    id,
    title: id,
    practice: '',
    severity: first?.severity ?? 'medium',
    confidence: first?.confidence ?? 'medium',
    cwe: [],
    controls: {},
    why: first?.message ?? id,
    remedy: '',
    references: [],
    helpUri: '',
  };
}

function orderNotices(notices: readonly Notice[]): readonly Notice[] {
  const levels = ['error', 'warning', 'info'];
  const unique = new Map(notices.map((notice) => [JSON.stringify([notice.level, notice.path, notice.line, notice.message]), notice]));
  return [...unique.values()].sort(
    (a, b) =>
      levels.indexOf(a.level) - levels.indexOf(b.level) ||
      compareText(a.path ?? '', b.path ?? '') ||
      (a.line ?? 0) - (b.line ?? 0) ||
      compareText(a.message, b.message),
  );
}
