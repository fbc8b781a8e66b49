/** A report of a folder told of the repository that the folder is in: every path gets its beginning. */
import type { Finding, Place } from '../finding/finding.ts';
import type { Report, Result } from './report.ts';

/** `prefix` without slashes around it; an empty one changes nothing. */
export function relocate(report: Report, prefix: string): Report {
  if (prefix === '') return report;
  const move = (path: string): string => `${prefix}/${path}`;
  const { comparison } = report;
  return {
    ...report,
    results: report.results.map((result) => movedResult(result, move)),
    notices: report.notices.map((notice) => (notice.path === undefined ? notice : { ...notice, path: move(notice.path) })),
    ...(comparison ? { comparison: { ...comparison, fixed: comparison.fixed.map((result) => movedResult(result, move)) } } : {}),
  };
}

function movedResult(result: Result, move: (path: string) => string): Result {
  const { finding, suppression } = result;
  return {
    ...result,
    finding: movedFinding(finding, move),
    suppression: suppression?.path === undefined ? suppression : { ...suppression, path: move(suppression.path) },
  };
}

function movedFinding(finding: Finding, move: (path: string) => string): Finding {
  const place = (at: Place): Place => ({ ...at, path: move(at.path) });
  const { subject, fix, flow } = finding;
  return {
    ...finding,
    place: place(finding.place),
    related: finding.related.map((one) => ({ ...one, place: place(one.place) })),
    ...(flow ? { flow: flow.map((one) => ({ ...one, place: place(one.place) })) } : {}),
    subject: { ...subject, body: place(subject.body), root: move(subject.root) },
    fix: fix && { ...fix, edits: fix.edits.map((edit) => ({ ...edit, place: place(edit.place) })) },
  };
}
