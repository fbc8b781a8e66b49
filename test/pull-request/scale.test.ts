/** Five thousand new findings among forty thousand, in three thousand changed files: within every limit, and nothing important cut. */
import { expect, test } from 'vitest';
import type { Finding } from '../../src/finding/finding.ts';
import { severities } from '../../src/finding/severity.ts';
import type { Publication } from '../../src/pull-request/publication.ts';
import { publish } from '../../src/pull-request/publish.ts';
import type { Report } from '../../src/report/report.ts';
import { outputContext } from '../../src/reporters/context.ts';
import { SourceFile } from '../../src/source/file.ts';
import { GitHubDouble } from '../github/double.ts';
import { finding, place, report } from '../report/samples.ts';
import { Clock, connected, pullRequestWrites } from './session.ts';

const fileCount = 3_000;
const freshCount = 5_000;
const resultCount = 40_000;
const lines = (file: number, word: string): string => Array.from({ length: 14 }, (_, line) => `${word} ${line} of file ${file}`).join('\n');

const files = (word: string): Record<string, string> =>
  Object.fromEntries(Array.from({ length: fileCount }, (_, file) => [`stacks/${file}/template.yaml`, `${lines(file, word)}\n`]));

/** Two in five thousand are critical, and they come last. */
function made(index: number): Finding {
  const severity = index % 2_500 === 2_499 && index < freshCount ? 'critical' : (severities[1 + (index % 4)] ?? 'low');
  const file = index % fileCount;
  const ruleId = severity === 'critical' ? 'triggers/public-invocation' : `family/rule-${index % 60}`;
  const message = `Something ${'long '.repeat(30)}is wrong with resource number ${index}`;
  return finding({
    ruleId,
    severity,
    message,
    evidence: String(index),
    place: place(`stacks/${file}/template.yaml`, 1 + (Math.floor(index / fileCount) % 14)),
  });
}

async function world(all: readonly Finding[]): Promise<{ readonly double: GitHubDouble; readonly publication: Publication }> {
  const double = await GitHubDouble.start();
  double.pushBase(files('old'));
  const head = files('new');
  const pull = double.openPull(head);
  const sources = new Map(Object.entries(head).map(([path, text]) => [path, new SourceFile(path, text)]));
  const whole = report(all, {}, { read: (path) => sources.get(path) });
  const fresh = new Set(all.slice(0, freshCount).map(({ evidence }) => evidence));
  const results = whole.results.map((result) => ({
    ...result,
    state: fresh.has(result.finding.evidence) ? ('new' as const) : ('existing' as const),
  }));
  const blocking = results.flatMap(({ state, finding: { severity } }, index) =>
    state === 'new' && ['critical', 'high'].includes(severity) ? [index] : [],
  );
  const of: Report = {
    ...whole,
    results,
    verdict: { ...whole.verdict, blocking },
    comparison: { head: pull.headSha, base: 'base', fixed: [], notCompared: [] },
  };
  const publication: Publication = {
    report: of,
    context: outputContext(of, (path) => sources.get(path), []),
    event: {
      name: 'pull_request',
      owner: 'octo',
      repo: 'app',
      headSha: pull.headSha,
      ref: `refs/pull/${pull.number}/merge`,
      defaultBranch: 'main',
      pull: { number: pull.number, baseRef: 'main', baseSha: 'base', headRef: 'change', headRepository: 'octo/app', isFork: false },
    },
    diff: double.state.diff(pull),
    options: { id: 'scan', maxComments: 25, commentSeverity: 'note', resolveThreads: false, writes: [...pullRequestWrites, 'tracking-issue'] },
  };
  return { double, publication };
}

test('a few dozen writes, the worst first, and the rest counted', async () => {
  const { double, publication } = await world(Array.from({ length: resultCount }, (_, index) => made(index)));
  const clock = new Clock();
  const outcomes = await publish(publication, connected(double, clock));
  expect(outcomes.map(({ status }) => status)).toEqual(['done', 'done', 'done', 'done', 'done']);
  expect(double.violations).toEqual([]);
  expect(double.writes.length).toBeLessThanOrEqual(24);
  expect(clock.passed).toBeLessThan(120_000);

  const { threads, notes, checkRuns, scanning, issues } = double.state;
  expect(threads).toHaveLength(25);
  const bodies = threads.map(({ comments }) => comments[0]?.body ?? '');
  expect(bodies.filter((body) => body.includes('critical · `triggers/public-invocation`'))).toHaveLength(2);
  for (const body of bodies) expect(body.length).toBeLessThanOrEqual(65_536);
  const grouped = bodies.reduce((sum, body) => sum + Number(/The same in (\d+) more places/.exec(body)?.[1] ?? 0), 0);

  const [summary = { body: '' }] = [...notes.values()].flat();
  expect(summary.body.length).toBeLessThanOrEqual(65_536);
  const cut = Number(/New findings without a comment[^:]*: (\d+)/.exec(summary.body)?.[1]);
  expect(threads.length + grouped + cut).toBe(freshCount);
  expect(summary.body).toMatch(/### faasgate: \d+ new findings block this merge/);
  expect(summary.body).toMatch(/\| critical \| 2 \| 0 \| 0 \|/);

  expect(checkRuns[0]?.annotations).toHaveLength(400);
  expect(checkRuns[0]?.annotations.slice(0, 2).map((annotation) => annotation['title'])).toEqual(
    Array(2).fill('critical: triggers/public-invocation'),
  );
  expect(checkRuns[0]?.summary).toContain('4600 more findings have no annotation');
  const alerts = scanning.alerts(publication.event.ref);
  expect(alerts.length).toBeLessThanOrEqual(25_000);
  expect(alerts.filter(({ rule }) => rule === 'triggers/public-invocation')).toHaveLength(2);
  expect([...issues.values()][0]?.body.length).toBeLessThanOrEqual(65_536);

  const before = double.writes.length;
  await publish(
    { ...publication, options: { ...publication.options, writes: ['review', 'summary', 'tracking-issue'] } },
    connected(double, new Clock()),
  );
  expect(double.writes.slice(before)).toEqual([]);
  await double.stop();
});

test('five thousand of one rule are one comment, and stay one', async () => {
  const alike = Array.from({ length: freshCount }, (_, index) => ({ ...made(index), ruleId: 'family/rule', severity: 'high' as const }));
  const { double, publication } = await world(alike);
  const review: Publication = { ...publication, options: { ...publication.options, writes: ['review'] } };
  await publish(review, connected(double, new Clock()));
  expect(double.state.threads).toHaveLength(1);
  expect(double.state.threads[0]?.comments[0]?.body).toContain('The same in 4999 more places');
  const before = double.writes.length;
  expect(await publish(review, connected(double, new Clock()))).toEqual([{ kind: 'review', status: 'unchanged' }]);
  expect(double.writes.slice(before)).toEqual([]);
  await double.stop();
});
