/** A pull request with the safe fixes, on one branch that is kept up to date. */
import type { Finding, VerifiedFix } from '../finding/finding.ts';
import type { GitHub } from '../github/github.ts';
import type { Report } from '../report/report.ts';
import type { OutputContext } from '../reporters/context.ts';
import { markdownCode, markdownText } from '../reporters/markdown-text.ts';
import { messageText } from '../reporters/markdown.ts';
import { shorten } from '../reporters/plain-text.ts';
import { encode } from '../source/file.ts';
import { readMarker, writeMarker, type Scope } from './marker.ts';
import type { Publication, WriteOutcome } from './publication.ts';

const mostListed = 100;
const mostFiles = 30;

/** @throws GitHubError */
export async function writeFixPullRequest(publication: Publication, scope: Scope, github: GitHub): Promise<WriteOutcome> {
  const { event, context, fixes, options, report } = publication;
  const outcome: Outcome = (status, why, url) => ({
    kind: 'fix-pull-request',
    status,
    ...(why === undefined ? {} : { why }),
    ...(url === undefined ? {} : { url }),
  });
  if (event.ref !== `refs/heads/${event.defaultBranch}`) return outcome('skipped', 'fixes are proposed for the default branch only');
  const changed = (fixes?.changed ?? []).filter(({ before }) => !isWorkflow(before.path)).slice(0, mostFiles);
  const branch = options.id === 'scan' ? 'faasgate/fixes' : `faasgate/fixes-${options.id.replace(/[^\w-]+/g, '-')}`;
  const trailer = `Faasgate-Fixes: ${options.id.replace(/[^\w-]+/g, '-')}`;
  const tip = await github.branch(branch);
  if (changed.length === 0)
    return sawEverything(report) && tip?.message.trimEnd().endsWith(trailer) ? await close(branch, scope, outcome, github) : outcome('unchanged');
  if (tip && !tip.message.trimEnd().endsWith(trailer)) {
    return outcome('skipped', `somebody has committed to the branch ${branch}; merge or delete it to have it kept up to date`);
  }
  const paths = new Set(changed.map(({ before }) => before.path));
  const fixed = (fixes?.fixed ?? []).filter(({ fix }) => fix?.edits.every(({ place }) => paths.has(place.path)));
  const title = `Fix ${fixed.length} ${fixed.length === 1 ? 'finding' : 'findings'} of faasgate`;
  const message = `${title}\n\n${trailer}`;
  const files = changed.map(({ after }) => ({ path: after.path, content: encode(after) }));
  await github.commitToBranch({ branch, parent: event.headSha, message, files, exists: tip !== undefined });
  const body = [writeMarker({ kind: 'fixes', id: options.id, state: 'open', keys: [], scanners: [] }, scope), bodyText(fixed, context)].join('\n');
  const open = await github.openPullFrom(branch);
  if (!open) {
    const { url } = await github.createPull({ branch, base: event.defaultBranch, title, body });
    return outcome('done', undefined, url);
  }
  if (open.body.replaceAll('\r\n', '\n').trimEnd() !== body.trimEnd()) await github.updatePull(open.number, { title, body });
  return outcome('done', undefined, open.url);
}

/** What runs with secrets is changed by people only, and half a fix is none. */
export function isProposable({ edits }: VerifiedFix, prefix: string): boolean {
  return edits.every(({ place }) => !isWorkflow(prefix === '' ? place.path : `${prefix}/${place.path}`));
}

function isWorkflow(path: string): boolean {
  return path.startsWith('.github/');
}

type Outcome = (status: WriteOutcome['status'], why?: string, url?: string) => WriteOutcome;

/** The findings went another way: what still proposes to fix them is out of date. */
async function close(branch: string, scope: Scope, outcome: Outcome, github: GitHub): Promise<WriteOutcome> {
  const open = await github.openPullFrom(branch);
  const marker = open && readMarker(open.body, scope);
  if (!open || marker?.kind !== 'fixes') return outcome('unchanged');
  const body = [writeMarker({ ...marker, state: 'closed' }, scope), 'Nothing is left that a safe fix would change.'].join('\n');
  await github.updatePull(open.number, { title: 'Nothing left for faasgate to fix', body, close: true });
  return outcome('done', undefined, open.url);
}

/** What was not looked at may still be in need of its fix. */
function sawEverything({ verdict, scanners }: Report): boolean {
  return verdict.outcome !== 'incomplete' && scanners.every(({ status }) => status !== 'failed');
}

function bodyText(fixed: readonly Finding[], context: OutputContext): string {
  const lines = fixed.slice(0, mostListed).map((finding) => {
    const { ruleId, place, fix } = finding;
    const todo = fix ? `: ${markdownText(shorten(context.redact(fix.title), 300))}` : '';
    return `- ${messageText(finding, context, 300)} (${markdownCode(ruleId)}, ${markdownCode(`${place.path}:${place.startLine}`)})${todo}`;
  });
  if (fixed.length > lines.length) lines.push(`- … and ${fixed.length - lines.length} more`);
  return `These fixes change no behaviour. Each was applied, read and scanned again: its finding is gone and none is new.\n\n${lines.join('\n')}`;
}
