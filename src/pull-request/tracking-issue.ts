/** The issue that a scheduled sweep keeps: opened with the first finding, updated, closed when clean. */
import { severities, type Severity } from '../finding/severity.ts';
import type { GitHub, Issue } from '../github/github.ts';
import type { Report } from '../report/report.ts';
import { summarise } from '../report/summary.ts';
import { markdownReport } from '../reporters/markdown.ts';
import { readMarker, writeMarker, type Counted, type Marker, type Scope } from './marker.ts';
import type { Publication, WriteOutcome } from './publication.ts';

const label = 'faasgate';

/** GitHub takes 65,536 characters; the marker and the trend need some. */
const mostBytes = 60_000;

/** @throws GitHubError */
export async function writeTrackingIssue(publication: Publication, scope: Scope, github: GitHub): Promise<WriteOutcome> {
  const { report, options, event } = publication;
  const known = await findIssue(options.id, scope, github);
  const clean = isClean(report);
  if (!known && clean) return { kind: 'tracking-issue', status: 'unchanged' };
  if (known && !known.issue.open && known.marker.state === 'open') {
    const why = `somebody closed issue #${known.issue.number}; open it again to have it kept up to date`;
    return { kind: 'tracking-issue', status: 'skipped', why, url: known.issue.url };
  }
  const blind = report.verdict.outcome === 'incomplete' || report.scanners.some(({ status }) => status === 'failed');
  if (clean && blind) {
    return { kind: 'tracking-issue', status: 'skipped', why: 'the sweep did not see everything, so the issue stays as it is' };
  }
  const counts = counted(report);
  const before = known?.marker.counts?.day === counts.day ? known.marker.before : known?.marker.counts;
  const marker: Marker = {
    kind: 'issue',
    id: options.id,
    state: clean ? 'closed' : 'open',
    keys: [],
    scanners: [],
    counts,
    ...(before ? { before } : {}),
  };
  const page = markdownReport(report, publication.context, { budget: mostBytes, of: 'branch' });
  const body = [writeMarker(marker, scope), clean ? 'The last sweep found nothing.' : table(counts, before), page].join('\n\n');
  const title = titleOf(report, options.id, event.defaultBranch);
  if (!known) {
    const { url } = await github.createIssue({ title, body, labels: [label] });
    return { kind: 'tracking-issue', status: 'done', url };
  }
  const same = known.issue.body.replaceAll('\r\n', '\n').trimEnd() === body.trimEnd() && known.issue.open === !clean;
  if (same) return { kind: 'tracking-issue', status: 'unchanged', url: known.issue.url };
  await github.updateIssue(known.issue.number, { title, body, open: !clean });
  return { kind: 'tracking-issue', status: 'done', url: known.issue.url };
}

async function findIssue(id: string, scope: Scope, github: GitHub): Promise<{ readonly issue: Issue; readonly marker: Marker } | undefined> {
  for (const issue of await github.issues(label)) {
    const marker = issue.isOurs ? readMarker(issue.body, scope) : undefined;
    if (marker?.kind === 'issue' && marker.id === id) return { issue, marker };
  }
  return undefined;
}

function isClean(report: Report): boolean {
  return summarise(report).shown.length === 0;
}

function counted(report: Report): Counted {
  const { counts } = summarise(report);
  const bySeverity = Object.fromEntries(severities.map((severity) => [severity, counts[severity].new + counts[severity].existing]));
  return { day: report.startedAt.slice(0, 10), bySeverity: bySeverity as Counted['bySeverity'] };
}

function titleOf(report: Report, id: string, branch: string): string {
  const count = summarise(report).shown.length;
  const name = id === 'scan' ? 'faasgate' : `faasgate (${id})`;
  return count === 0 ? `${name}: nothing found on ${branch}` : `${name}: ${count} ${count === 1 ? 'finding' : 'findings'} on ${branch}`;
}

/** The trend is a column: what has become more since the sweep before, and what fewer. */
function table(now: Counted, before: Counted | undefined): string {
  const count = ({ bySeverity }: Counted, of: readonly Severity[]): number => of.reduce((sum, severity) => sum + (bySeverity[severity] ?? 0), 0);
  const row = (name: string, of: readonly Severity[]): string => {
    const [open, last] = [count(now, of), before && count(before, of)];
    if (open === 0 && !last) return '';
    return `| ${name} | ${open} |${last === undefined ? '' : ` ${signed(open - last)} |`}`;
  };
  const rows = [...(['critical', 'high', 'medium'] as const).map((severity) => row(severity, [severity])), row('lower', ['low', 'note'])];
  const head = before ? [`| | ${now.day} | since ${before.day} |`, '|---|--:|--:|'] : [`| | ${now.day} |`, '|---|--:|'];
  return [...head, ...rows.filter((line) => line !== '')].join('\n');
}

function signed(change: number): string {
  return change === 0 ? '±0' : change > 0 ? `+${change}` : `−${-change}`;
}
