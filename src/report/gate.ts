/** The gate: whether this run passes, decided from plain data before anything is written. */
import { isAtLeast, stricterThreshold, type Severity } from '../finding/severity.ts';
import type { Coverage } from '../scanners/scanner.ts';
import type { Result, ScannerStatus, Verdict } from './report.ts';

export interface GateOptions {
  /** The mildest severity that fails the gate. */
  readonly failSeverity: Severity | 'none';
  /** The mildest severity that is shown. */
  readonly reportSeverity: Severity;
  /** Findings that the baseline knows do not fail the gate. True unless said otherwise. */
  readonly onlyNew?: boolean | undefined;
  /** Other thresholds for some findings. */
  readonly overrides?: GateOverrides | undefined;
}

interface GateOverrides {
  /** By the scanner that found it. With several the strictest counts. */
  readonly scanners: Readonly<Record<string, Severity | 'none'>>;
  /** By the practice of its rule: wins over scanners. */
  readonly practices: Readonly<Record<string, Severity | 'none'>>;
  practiceOf(ruleId: string): string | undefined;
}

/** Findings come first: a run that found what fails the gate has failed, whatever else went wrong. Not having looked never passes. */
export function decide(
  results: readonly Result[],
  scanners: readonly ScannerStatus[],
  coverage: Coverage,
  { failSeverity, reportSeverity, onlyNew = true, overrides }: GateOptions,
): Verdict {
  const blocking = results.flatMap((result, index) => (blocks(result, thresholdOf(result, failSeverity, overrides), onlyNew) ? [index] : []));
  const base = { failSeverity, reportSeverity, blocking };
  if (blocking.length > 0)
    return { outcome: 'failed', exitCode: 1, reason: failure(blocking.length, overrides ? undefined : failSeverity, onlyNew), ...base };
  const gap = missedWork(scanners, coverage);
  if (gap !== undefined) return { outcome: 'incomplete', exitCode: 3, reason: gap, ...base };
  return { outcome: 'passed', exitCode: 0, reason: success(failSeverity, onlyNew), ...base };
}

/** Whether a finding is suppressed now: an expired suppression suppresses nothing. */
export function isSuppressed({ suppression }: Result): boolean {
  return suppression?.status === 'accepted';
}

/** Notes are advice and never gate. */
function blocks(result: Result, failSeverity: Severity | 'none', onlyNew: boolean): boolean {
  const { severity } = result.finding;
  if (failSeverity === 'none' || severity === 'note' || isSuppressed(result)) return false;
  return isAtLeast(severity, failSeverity) && (result.state === 'new' || !onlyNew);
}

function success(failSeverity: Severity | 'none', onlyNew: boolean): string {
  if (failSeverity === 'none') return 'no finding fails this run (fail-severity none)';
  return `no ${onlyNew ? 'new ' : ''}finding at or above ${failSeverity}`;
}

function failure(count: number, failSeverity: Severity | 'none' | undefined, onlyNew: boolean): string {
  const what = `${count} ${onlyNew ? 'new ' : ''}${count === 1 ? 'finding' : 'findings'}`;
  return failSeverity === undefined ? `${what} at or above what the gate allows` : `${what} at or above ${failSeverity}`;
}

/** Our own analyser is the scanner `builtin` and calls itself by our name. */
export function scannersOf({ finding }: Result): readonly string[] {
  return finding.detectedBy.map(({ tool }) => (tool === 'faasgate' ? 'builtin' : tool));
}

function thresholdOf(result: Result, failSeverity: Severity | 'none', overrides: GateOverrides | undefined): Severity | 'none' {
  if (!overrides) return failSeverity;
  const practice = overrides.practiceOf(result.finding.ruleId);
  const ofPractice = practice === undefined ? undefined : overrides.practices[practice];
  if (ofPractice !== undefined) return ofPractice;
  return scannersOf(result)
    .map((scanner) => overrides.scanners[scanner] ?? failSeverity)
    .reduce(stricterThreshold, 'none');
}

function missedWork(scanners: readonly ScannerStatus[], { applications, files, templates }: Coverage): string | undefined {
  const missing = scanners.find(({ required, status }) => required && (status === 'failed' || status === 'skipped'));
  if (missing) {
    const why = missing.why === undefined ? '' : `: ${missing.why}`;
    return `the scanner ${missing.id} is required and ${missing.status === 'failed' ? 'failed' : 'did not run'}${why}`;
  }
  if (applications > 0) return undefined;
  if (files === 0) return 'nothing to scan: no serverless application was found here';
  if (templates.read + templates.partly === 0 && templates.unread > 0) return `nothing could be scanned: ${unreadable(templates.unread)}`;
  return undefined;
}

function unreadable(count: number): string {
  return count === 1 ? 'the only template cannot be read' : `none of the ${count} templates can be read`;
}
