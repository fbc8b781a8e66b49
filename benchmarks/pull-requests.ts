/**
 * Turns each pair of a folder (`<pair>/good`, `<pair>/bad`) into a pull request from good to bad on the double of GitHub, publishes the
 * review, and tells where the comments on the new findings stand and how many have an applicable suggestion.
 *
 * A comment can only stand on what GitHub shows of a change, and a setting that was taken away leaves no line. So four are told apart:
 *
 * - own lines: the comment takes in a line that the finding is reported at;
 * - block: it stands within the resource that has the defect, or within the block that the finding's line opens;
 * - reason: it stands on what feeds the defect, a line that the finding or its fix names: the default of a variable, a step of a flow;
 * - elsewhere: on another line of the diff.
 *
 * Findings of every severity are commented here; how many are by default is told too.
 *
 *     node benchmarks/pull-requests.ts FOLDER [--list] [--only=TEXT]
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { GitHubDouble } from '../test/github/double.ts';
import { suggestionIn } from '../test/github/suggestions.ts';
import { Clock, connected, publicationOf, scanFiles } from '../test/pull-request/session.ts';
import type { Finding, Place } from '../src/finding/finding.ts';
import { isAtLeast } from '../src/finding/severity.ts';
import type { Result } from '../src/report/report.ts';
import { memoryTree } from '../src/source/memory.ts';
import { keyOf, readMarker } from '../src/pull-request/marker.ts';
import { publish } from '../src/pull-request/publish.ts';

const [folder = '.', ...flags] = process.argv.slice(2);
const list = flags.includes('--list');
const only = flags.find((flag) => flag.startsWith('--only='))?.slice(7) ?? '';
const totals = { pairs: 0, found: 0, byDefault: 0, commented: 0, 'own lines': 0, block: 0, reason: 0, elsewhere: 0, suggested: 0, held: 0 };

for (const name of readdirSync(folder).sort()) {
  if (name.includes(only) && statSync(join(folder, name)).isDirectory()) await pair(name);
}
const share = (part: number): string => `${part} (${((100 * part) / Math.max(1, totals.found)).toFixed(1)} %)`;
const onLine = totals['own lines'] + totals.block;
console.log(`${totals.pairs} pairs with new findings, ${totals.found} findings, ${share(totals.byDefault)} of them commented by default
commented     ${share(totals.commented)}
on the line   ${share(onLine)}: ${totals['own lines']} on the finding's own lines, ${totals.block} within its block
on its reason ${share(totals.reason)}
elsewhere     ${share(totals.elsewhere)}
suggestion    ${share(totals.suggested)}, ${share(totals.held)} gone when it is applied`);

async function pair(name: string): Promise<void> {
  const double = await GitHubDouble.start();
  try {
    double.pushBase(filesIn(join(folder, name, 'good')));
    const pull = double.openPull(filesIn(join(folder, name, 'bad')));
    const publication = await publicationOf(double, pull, {}, { writes: ['review'], commentSeverity: 'note' });
    const fresh = publication.report.results.filter(({ state, suppression }) => state === 'new' && suppression?.status !== 'accepted');
    if (fresh.length === 0) return;
    const outcomes = await publish(publication, connected(double, new Clock()));
    totals.pairs++;
    for (const result of fresh) await judge(double, pull, name, result);
    for (const trouble of [...double.violations, ...outcomes.filter(({ status }) => status !== 'done').map(({ why }) => why)])
      console.log(`${name}: ${trouble}`);
  } finally {
    await double.stop();
  }
}

async function judge(
  double: GitHubDouble,
  pull: Parameters<GitHubDouble['push']>[0],
  name: string,
  { finding, fingerprints }: Result,
): Promise<void> {
  totals.found++;
  if (isAtLeast(finding.severity, 'medium')) totals.byDefault++;
  const key = keyOf(fingerprints.semantic);
  const index = double.state.threads.findIndex(({ comments }) => readMarker(comments[0]?.body ?? '', `pull/${pull.number}`)?.keys.includes(key));
  const thread = double.state.threads[index];
  const { place } = finding;
  const where = `${name}: ${finding.ruleId} ${place.path}:${place.startLine}`;
  if (!thread) {
    if (list) console.log(`${where}: no comment`);
    return;
  }
  totals.commented++;
  const text = double.state.repository.files(pull.headSha)[place.path] ?? '';
  const standing = standingOf(finding, { path: thread.path, startLine: thread.start ?? 0, endLine: thread.line ?? 0 }, text);
  totals[standing]++;
  if (list && standing !== 'own lines') console.log(`${where}: ${standing}, comment on ${thread.path}:${thread.line}`);
  if (!suggestionIn(thread.comments[0]?.body ?? '')) {
    if (list) console.log(`${where}: no suggestion (${finding.fix ? 'has a fix' : 'no fix'})`);
    return;
  }
  totals.suggested++;
  const after = await scanFiles(memoryTree(double.withSuggestion(pull, index) ?? {}));
  const still = after.findings.some(
    ({ ruleId, subject, evidence }) => ruleId === finding.ruleId && subject.address === finding.subject.address && evidence === finding.evidence,
  );
  const broken = after.notices.some(({ level }) => level === 'error');
  if (!still && !broken) totals.held++;
  else console.log(`${where}: the suggestion ${broken ? 'breaks the file' : 'does not remove it'}`);
}

type Lines = Pick<Place, 'path' | 'startLine' | 'endLine'>;

function standingOf(
  { place, subject, related, flow = [], fix }: Finding,
  comment: Lines,
  text: string,
): 'own lines' | 'block' | 'reason' | 'elsewhere' {
  const meets = (place: Lines): boolean => comment.path === place.path && comment.startLine <= place.endLine && place.startLine <= comment.endLine;
  if (meets(place)) return 'own lines';
  if (meets(subject.body) || meets({ ...place, endLine: endOfBlock(text, place.startLine) })) return 'block';
  return [...related, ...flow, ...(fix?.edits ?? [])].some((one) => meets(one.place)) ? 'reason' : 'elsewhere';
}

/** The last line that is further in than this one, with what closes it. */
function endOfBlock(text: string, line: number): number {
  const lines = text.split(/\r?\n/);
  const depth = (index: number): number => /^\s*/.exec(lines[index] ?? '')?.[0].length ?? 0;
  let end = line;
  while (end < lines.length && (lines[end]?.trim() === '' || depth(end) > depth(line - 1))) end++;
  return /^\s*[}\])]/.test(lines[end] ?? '') ? end + 1 : end;
}

function filesIn(base: string): Record<string, string> {
  const entries = readdirSync(base, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries.map((entry) => join(entry.parentPath, entry.name)).map((path) => [relative(base, path), readFileSync(path, 'utf8')]),
  );
}
