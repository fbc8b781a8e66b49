/** What every output counts, so that all of them say the same numbers. */
import { isAtLeast, severities, type Severity } from '../finding/severity.ts';
import { isSuppressed } from './gate.ts';
import type { Report, Result } from './report.ts';

export interface Summary {
  /** Worst first: neither suppressed nor milder than what is reported. */
  readonly shown: readonly Result[];
  readonly suppressed: readonly Result[];
  /** Shown results whose suppression has run out. */
  readonly expired: readonly Result[];
  /** Milder than `reportSeverity`: counted and not shown. */
  readonly hidden: number;
  /** Of the shown ones. */
  readonly counts: Readonly<Record<Severity, { readonly new: number; readonly existing: number }>>;
  readonly fixable: { readonly safe: number; readonly review: number };
}

/** A finding that fails the gate is shown, however mild. */
export function summarise({ results, verdict }: Report): Summary {
  const blocking = new Set(verdict.blocking);
  const open = results.filter((result) => !isSuppressed(result));
  const visible = new Set(results.filter((result, index) => blocking.has(index) || isAtLeast(result.finding.severity, verdict.reportSeverity)));
  const shown = open.filter((result) => visible.has(result));
  const risk = (wanted: string) => shown.filter(({ finding }) => finding.fix?.risk === wanted).length;
  return {
    shown,
    suppressed: results.filter(isSuppressed),
    expired: shown.filter(({ suppression }) => suppression?.status === 'expired'),
    hidden: open.length - shown.length,
    counts: countBySeverity(shown),
    fixable: { safe: risk('safe'), review: risk('review') },
  };
}

function countBySeverity(results: readonly Result[]): Summary['counts'] {
  const counts: Record<Severity, { new: number; existing: number }> = {
    critical: { new: 0, existing: 0 },
    high: { new: 0, existing: 0 },
    medium: { new: 0, existing: 0 },
    low: { new: 0, existing: 0 },
    note: { new: 0, existing: 0 },
  };
  for (const { finding, state } of results) counts[finding.severity][state]++;
  return counts;
}

/** `2 critical, 5 high`; `no findings` for none. */
export function severityCounts(counts: Summary['counts'], which: 'new' | 'existing' | 'all' = 'all'): string {
  const number = (severity: Severity) => {
    const { new: fresh, existing } = counts[severity];
    return which === 'new' ? fresh : which === 'existing' ? existing : fresh + existing;
  };
  const parts = severities.filter((severity) => number(severity) > 0).map((severity) => `${number(severity)} ${severity}`);
  return parts.length === 0 ? 'no findings' : parts.join(', ');
}
