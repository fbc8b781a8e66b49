/** Why a finding that a comment tells of is not among the new ones any more. */
import { isSuppressed } from '../report/gate.ts';
import type { Report } from '../report/report.ts';
import { keyOf, type Marker } from './marker.ts';

/** A heading; undefined where nobody looked, which is no news: not scanned is not fixed. */
export function whyGone(
  marker: Marker,
  path: string,
  { report, headSha }: { readonly report: Report; readonly headSha: string },
): string | undefined {
  const keys = new Set(marker.keys);
  const still = report.results.filter(({ fingerprints }) => keys.has(keyOf(fingerprints.semantic)));
  if (still.some(isSuppressed)) return 'Suppressed';
  if (still.some(({ state }) => state === 'existing')) return 'On the base branch as well by now';
  if (still.length > 0) return 'Milder than what is reported';
  const blind = report.scanners.some(({ id, status }) => marker.scanners.includes(id) && (status === 'failed' || status === 'skipped'));
  const unread = report.notices.some((notice) => notice.path === path && notice.level === 'error');
  if (blind || unread || report.coverage.applications + report.coverage.files === 0) return undefined;
  return `Fixed in ${headSha.slice(0, 7)}`;
}
