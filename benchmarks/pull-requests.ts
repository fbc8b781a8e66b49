/**
 * Turns each pair of a folder (`<pair>/good`, `<pair>/bad`) into a pull request from good to bad on the double of GitHub, publishes the
 * review, and tells how many of the new findings have their comment on the line and how many an applicable suggestion.
 *
 *     node benchmarks/pull-requests.ts FOLDER [--list]
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { GitHubDouble } from '../test/github/double.ts';
import { suggestionIn } from '../test/github/suggestions.ts';
import { Clock, connected, publicationOf, scanFiles } from '../test/pull-request/session.ts';
import type { Result } from '../src/report/report.ts';
import { memoryTree } from '../src/source/memory.ts';
import { keyOf, readMarker } from '../src/pull-request/marker.ts';
import { publish } from '../src/pull-request/publish.ts';

const [folder = '.', ...flags] = process.argv.slice(2);
const list = flags.includes('--list');
const totals = { pairs: 0, found: 0, commented: 0, onLine: 0, suggested: 0, held: 0 };

for (const name of readdirSync(folder).sort()) {
  if (statSync(join(folder, name)).isDirectory()) await pair(name);
}
const share = (part: number): string => `${part} (${((100 * part) / Math.max(1, totals.found)).toFixed(1)} %)`;
console.log(
  `${totals.pairs} pairs with new findings, ${totals.found} findings: ${share(totals.commented)} commented, ${share(totals.onLine)} on the finding's own lines, ` +
    `${share(totals.suggested)} with a suggestion, ${share(totals.held)} gone when it is applied`,
);

async function pair(name: string): Promise<void> {
  const double = await GitHubDouble.start();
  try {
    double.pushBase(filesIn(join(folder, name, 'good')));
    const pull = double.openPull(filesIn(join(folder, name, 'bad')));
    const publication = await publicationOf(double, pull, {}, { writes: ['review'] });
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
  const onLine = thread.path === place.path && (thread.start ?? 0) <= place.endLine && place.startLine <= (thread.line ?? 0);
  if (onLine) totals.onLine++;
  else if (list) console.log(`${where}: comment on ${thread.path}:${thread.line}`);
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

function filesIn(base: string): Record<string, string> {
  const entries = readdirSync(base, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries.map((entry) => join(entry.parentPath, entry.name)).map((path) => [relative(base, path), readFileSync(path, 'utf8')]),
  );
}
