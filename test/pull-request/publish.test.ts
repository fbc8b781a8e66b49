/** What stands on GitHub after a run, for each kind of thing that is written. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { VerifiedFix } from '../../src/finding/finding.ts';
import { isProposable } from '../../src/pull-request/fix-pull-request.ts';
import type { Publication, WriteOutcome } from '../../src/pull-request/publication.ts';
import { publish } from '../../src/pull-request/publish.ts';
import type { Result } from '../../src/report/report.ts';
import { GitHubDouble } from '../github/double.ts';
import { finding, place, report, scan } from '../report/samples.ts';
import { Clock, connected, publicationOf, publishPull } from './session.ts';

const template = (auth: string, tracing = 'Active'): Record<string, string> => ({
  'template.yaml': `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Checkout:
    Type: AWS::Serverless::Function
    Properties:
      Handler: checkout.handler
      Runtime: nodejs24.x
      Tracing: ${tracing}
      FunctionUrlConfig:
        AuthType: ${auth}
`,
});
const [open, shut] = [template('NONE'), template('AWS_IAM')];

let double: GitHubDouble;
beforeEach(async () => {
  double = await GitHubDouble.start();
  double.pushBase(shut);
});
afterEach(() => double.stop());

const statuses = (outcomes: readonly WriteOutcome[]): readonly string[] => outcomes.map(({ kind, status }) => `${kind} ${status}`);
const bodies = (): readonly string[] => double.state.threads.map(({ comments }) => comments[0]?.body ?? '');
const summaries = (number: number): readonly string[] => (double.state.notes.get(number) ?? []).map(({ body }) => body);

describe('a pull request', () => {
  test('gets one review, one summary, one check run and one analysis', async () => {
    const pull = double.openPull(open);
    const outcomes = await publishPull(double, pull, connected(double, new Clock()));
    expect(statuses(outcomes)).toEqual(['review done', 'summary done', 'check-run done', 'code-scanning done']);
    expect(bodies()).toEqual([expect.stringMatching(/Anyone .*`triggers\/public-invocation`[^]*```suggestion\n {8}AuthType: AWS_IAM\n```/)]);
    expect(double.state.checkRuns).toMatchObject([{ name: 'faasgate', headSha: pull.headSha, conclusion: 'failure' }]);
    expect(double.state.scanning.alerts(`refs/pull/${pull.number}/merge`)).toMatchObject([{ rule: 'triggers/public-invocation', state: 'open' }]);
  });

  test('that is clean from the beginning gets a green line and no review', async () => {
    const pull = double.openPull({ ...shut, 'README.md': 'hello' });
    const outcomes = await publishPull(double, pull, connected(double, new Clock()));
    expect(statuses(outcomes)).toEqual(['review unchanged', 'summary done', 'check-run done', 'code-scanning done']);
    expect(summaries(pull.number)).toEqual([expect.stringMatching(/\*\*faasgate: nothing new\.\*\*\n\nbuiltin ✓\n\n<sub>at [0-9a-f]{7}<\/sub>$/)]);
    expect(double.state.checkRuns[0]?.conclusion).toBe('success');
  });

  test('whose finding was there before gets no comment for it', async () => {
    double.pushBase(open);
    const pull = double.openPull({ ...open, 'README.md': 'hello' });
    await publishPull(double, pull, connected(double, new Clock()));
    expect(bodies()).toEqual([]);
    expect(summaries(pull.number)[0]).toContain('| critical | 0 | 1 | 0 |');
  });

  test('that repairs what was there before is told so', async () => {
    double.pushBase(open);
    const pull = double.openPull(shut);
    await publishPull(double, pull, connected(double, new Clock()));
    expect(summaries(pull.number)[0]).toContain('1 finding is fixed here.');
  });

  test('takes its suggestion with a click: the finding is gone and the comment says so', async () => {
    const pull = double.openPull(open);
    const github = connected(double, new Clock());
    await publishPull(double, pull, github);
    double.push(pull, double.withSuggestion(pull, 0) ?? {});
    await publishPull(double, pull, github);
    expect(bodies()[0]).toMatch(new RegExp(`\\n\\*\\*Fixed in ${pull.headSha.slice(0, 7)}\\*\\* · Anyone`));
    expect(double.state.threads[0]?.comments[0]?.minimised).toBe('RESOLVED');
    expect(double.state.threads[0]?.resolved).toBe(false);
  });

  test('has its fixed threads resolved where that is asked for and allowed', async () => {
    const pull = double.openPull(open);
    await publishPull(double, pull, connected(double, new Clock()));
    double.push(pull, shut);
    await publishPull(double, pull, connected(double, new Clock()), {}, { resolveThreads: true });
    expect(double.state.threads[0]?.resolved).toBe(true);
  });

  test('is told where resolving is not allowed, and the comment is folded all the same', async () => {
    const pull = double.openPull(open);
    const github = connected(double, new Clock(), double.token('write', { contents: 'read' }));
    await publishPull(double, pull, github);
    double.push(pull, shut);
    const [review] = await publishPull(double, pull, github, {}, { resolveThreads: true });
    expect(review).toMatchObject({ status: 'done', why: expect.stringContaining('could not be folded or resolved') });
    expect(double.state.threads[0]).toMatchObject({ resolved: false, comments: [{ minimised: 'RESOLVED' }] });
  });

  test('two jobs of one pull request leave each other alone', async () => {
    const pull = double.openPull(open);
    const github = connected(double, new Clock());
    for (const id of ['orders', 'payments', 'orders', 'payments']) await publishPull(double, pull, github, {}, { id, writes: ['review', 'summary'] });
    expect(bodies()).toHaveLength(2);
    expect(summaries(pull.number)).toEqual([expect.stringContaining('faasgate (orders)'), expect.stringContaining('faasgate (payments)')]);
  });

  test('a comment that somebody else copied is neither believed nor changed', async () => {
    const pull = double.openPull(open);
    const github = connected(double, new Clock());
    await publishPull(double, pull, github);
    const [body = ''] = bodies();
    double.state.threads[0]!.comments[0] = double.state.note('mallory', body);
    double.state.notes.set(pull.number, [double.state.note('mallory', summaries(pull.number)[0] ?? '')]);
    await publishPull(double, pull, github);
    expect(bodies()).toHaveLength(2);
    expect(double.state.notes.get(pull.number)?.map(({ author, edits }) => `${author} ${edits}`)).toEqual(['mallory 0', 'github-actions[bot] 0']);
  });

  test('that two runs have commented at once is left with one comment', async () => {
    const pull = double.openPull(open);
    const github = connected(double, new Clock());
    await publishPull(double, pull, github);
    const [thread] = double.state.threads;
    double.state.threads.push({ ...thread!, nodeId: 'T_twin', comments: [double.state.note('github-actions[bot]', bodies()[0] ?? '')] });
    await publishPull(double, pull, github);
    expect(bodies().map((body) => body.split('\n')[1]?.slice(0, 27))).toEqual(
      ['**Anyone on the internet can', '**Said in another comment**'].map((text) => text.slice(0, 27)),
    );
  });

  test("knows its own comments by their author where GitHub does not call them the viewer's", async () => {
    double.state.appsAuthorNothing = true;
    const pull = double.openPull(open);
    for (let run = 0; run < 2; run++) await publishPull(double, pull, connected(double, new Clock()));
    expect(bodies()).toHaveLength(1);
    expect(summaries(pull.number)).toHaveLength(1);
    double.state.threads[0]!.comments[0] = double.state.note('github-actions', bodies()[0] ?? '');
    await publishPull(double, pull, connected(double, new Clock()));
    expect(bodies()).toHaveLength(2);
  });

  test('with hundreds of comments keeps one summary', async () => {
    const pull = double.openPull(open);
    double.state.notes.set(
      pull.number,
      Array.from({ length: 250 }, (_, index) => double.state.note('someone', `comment ${index}`)),
    );
    const github = connected(double, new Clock());
    await publishPull(double, pull, github, {}, { writes: ['summary'] });
    await publishPull(double, pull, github, {}, { writes: ['summary'] });
    expect(summaries(pull.number)).toHaveLength(251);
  });

  test('a scanner that failed fixes nothing', async () => {
    const pull = double.openPull(open);
    const github = connected(double, new Clock());
    const publication = await publicationOf(double, pull);
    await publish(publication, github);
    double.push(pull, { ...open, 'README.md': 'more' });
    const blind = await publicationOf(double, pull);
    const scanners = blind.report.scanners.map((scanner) => ({ ...scanner, status: 'failed' as const, why: 'it broke' }));
    const outcomes = await publish({ ...blind, report: { ...blind.report, results: [], scanners } }, github);
    expect(bodies()[0]).not.toContain('Fixed');
    expect(outcomes.at(-1)).toMatchObject({ status: 'skipped', why: expect.stringContaining('would close its alerts') });
    expect(double.state.scanning.alerts(`refs/pull/${pull.number}/merge`)).toMatchObject([{ state: 'open' }]);
    expect(summaries(pull.number)[0]).toContain('builtin: ✗ failed, it broke');
  });

  test('a request to suppress is said in the comment, and counts nothing yet', async () => {
    const pull = double.openPull(open);
    const publication = await publicationOf(double, pull);
    const results = publication.report.results.map((result): Result => ({
      ...result,
      suppression: { kind: 'inline', reason: 'it is public', status: 'requested' },
    }));
    await publish({ ...publication, report: { ...publication.report, results } }, connected(double, new Clock()));
    expect(bodies()[0]).toContain('This pull request asks to suppress it: it is public. It counts once someone with write access approves it.');
    expect(summaries(pull.number)[0]).toContain('1 suppression is asked for by this pull request and not approved');
  });

  test('six alike are one comment, five are five', async () => {
    const many = (count: number): Record<string, string> =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`app${index}/template.yaml`, open['template.yaml'] ?? '']));
    await publishPull(double, double.openPull(many(5), { head: 'five' }), connected(double, new Clock()), {}, { writes: ['review'] });
    expect(bodies()).toHaveLength(5);
    await publishPull(double, double.openPull(many(6), { head: 'six' }), connected(double, new Clock()), {}, { writes: ['review'] });
    expect(bodies()).toHaveLength(6);
    expect(bodies()[5]).toMatch(/\*\*The same in 5 more places:\*\*\n\n- `app1\/template\.yaml:11`, `app2\/template\.yaml:11`/);
  });

  test('no more comments than asked for, the rest counted', async () => {
    const pull = double.openPull(template('NONE', 'PassThrough'));
    await publishPull(double, pull, connected(double, new Clock()), {}, { maxComments: 1, commentSeverity: 'low', writes: ['review', 'summary'] });
    expect(bodies()).toEqual([expect.stringContaining('critical')]);
    expect(summaries(pull.number)[0]).toMatch(/New findings without a comment, because there are so many: 1</);
  });

  test('low findings are in the summary and in the check run, and get no comment unless that is asked for', async () => {
    const pull = double.openPull(template('AWS_IAM', 'PassThrough'));
    const github = connected(double, new Clock());
    await publishPull(double, pull, github);
    expect(bodies()).toEqual([]);
    expect(summaries(pull.number)[0]).toMatch(/Milder ones without a comment: 1<[^]*`monitoring\/untraced-function` · `template\.yaml:9`/);
    expect(double.state.checkRuns[0]?.annotations).toMatchObject([{ path: 'template.yaml', start_line: 9, annotation_level: 'notice' }]);
    await publishPull(double, pull, github, {}, { commentSeverity: 'low' });
    expect(bodies()).toEqual([expect.stringContaining('· low · `monitoring/untraced-function`')]);
    // What is said already stays said.
    await publishPull(double, pull, github);
    expect(bodies()).toEqual([expect.not.stringContaining('Fixed')]);
    expect(summaries(pull.number)[0]).not.toContain('without a comment');
  });

  test.each([
    ['not asked for', {}, ['summary' as const]],
    ['refused', { 'pull-requests': 'read' as const, issues: 'write' as const }, ['review' as const, 'check-run' as const]],
  ])('where a review is %s the findings are listed', async (_, permissions, writes) => {
    const pull = double.openPull(open);
    await publishPull(double, pull, connected(double, new Clock(), double.token('write', permissions)), {}, { writes });
    expect(bodies()).toEqual([]);
    const [text] = writes.includes('summary' as never) ? summaries(pull.number) : [double.state.checkRuns[0]?.summary];
    expect(text).toMatch(/<summary>New findings: 1<[^]*- Anyone on the internet can invoke `Checkout`[^\n]* · `template\.yaml:11`\n/);
  });

  test('a review that GitHub rejects for one line is sent again without it, and the summary says what was left out', async () => {
    const pull = double.openPull(open);
    const publication = await publicationOf(double, pull);
    const path = 'template.yaml';
    const ours = [
      { path, status: 'added' as const, binary: false, hunks: [{ oldStart: 0, oldLines: 0, newStart: 1, newLines: 11, lines: allLines(open) }] },
    ];
    const [real] = publication.report.results;
    const far = finding({ ruleId: 'far/away', message: 'Something is wrong at the top', place: place(path, 2), evidence: 'far' });
    const [added] = report([far], open).results;
    const results = [real, added].filter((result) => result !== undefined);
    const outcomes = await publish({ ...publication, diff: ours, report: { ...publication.report, results } }, connected(double, new Clock()));
    expect(outcomes[0]).toMatchObject({ status: 'done', why: '1 comment stands on lines that GitHub does not show' });
    expect(bodies()).toEqual([expect.stringContaining('`triggers/public-invocation`')]);
    expect(summaries(pull.number)[0]).toMatch(/Not on the lines of this pull request: 1<[^]*Something is wrong at the top/);
  });
});

function allLines(files: Readonly<Record<string, string>>) {
  return (files['template.yaml'] ?? '')
    .trimEnd()
    .split('\n')
    .map((line) => ({ kind: 'added' as const, text: line }));
}

describe('code scanning', () => {
  const checkov = (status: 'ok' | 'failed', findings = 1) =>
    scan(
      status === 'failed'
        ? []
        : Array.from({ length: findings }, () => ({
            ruleId: 'checkov/CKV_AWS_116',
            severity: 'medium' as const,
            confidence: 'medium' as const,
            message: 'There is no dead letter queue',
            place: { path: 'template.yaml', startLine: 4, startColumn: 3, endLine: 4, endColumn: 11 },
            related: [],
            subject: {
              address: 'Checkout',
              label: 'Checkout',
              type: 'x',
              body: { path: 'template.yaml', startLine: 4, startColumn: 1, endLine: 9, endColumn: 1 },
              root: '',
            },
            detectedBy: [{ tool: 'checkov', ruleId: 'CKV_AWS_116' }],
            evidence: 'dlq',
            secret: false,
          })),
      { scanner: 'checkov', status, ...(status === 'failed' ? { why: 'it broke' } : {}) },
    );

  async function upload(
    others: readonly ReturnType<typeof checkov>[],
    files = open,
  ): Promise<{ readonly outcome: WriteOutcome | undefined; readonly ref: string }> {
    const pull = [...double.state.pulls.values()][0] ?? double.openPull(files);
    const publication: Publication = await publicationOf(double, pull, { others }, { writes: ['code-scanning'] });
    const [outcome] = await publish(publication, connected(double, new Clock()));
    return { outcome, ref: publication.event.ref };
  }

  test('results of a scanner that failed are carried over from the last analysis', async () => {
    const { ref } = await upload([checkov('ok')]);
    const { outcome } = await upload([checkov('failed')]);
    expect(outcome?.status).toBe('done');
    expect(
      double.state.scanning
        .alerts(ref)
        .map(({ rule, state }) => `${rule} ${state}`)
        .sort(),
    ).toEqual(['checkov/CKV_AWS_116 open', 'triggers/public-invocation open']);
    await upload([checkov('ok', 0)]);
    expect(double.state.scanning.alerts(ref).map(({ rule, state }) => `${rule} ${state}`)).toContain('checkov/CKV_AWS_116 fixed');
  });

  test('where it cannot be told whose they were, nothing is uploaded and no alert closes', async () => {
    const { ref } = await upload([checkov('ok')]);
    double.state.scanning.forgetsProperties = true;
    const { outcome } = await upload([checkov('failed')]);
    expect(outcome).toMatchObject({ status: 'skipped', why: expect.stringMatching(/checkov failed, and its results of last time cannot be told/) });
    expect(double.state.scanning.alerts(ref).map(({ state }) => state)).toEqual(['open', 'open']);
  });
});

describe('a sweep', () => {
  async function sweep(files: Record<string, string>, startedAt: string, more: Partial<Publication> = {}): Promise<readonly WriteOutcome[]> {
    const sha = double.pushBase(files);
    const pull = { number: 0, base: 'main', head: 'main', headRepository: 'octo/app', headSha: sha, title: '', body: '', open: true, author: '' };
    const { event, report, ...publication } = await publicationOf(double, pull, {}, { writes: ['tracking-issue', 'fix-pull-request'] });
    const { pull: _, ...onBranch } = event;
    const now = { ...report, startedAt, results: report.results.map((result) => ({ ...result, state: 'new' as const })), comparison: undefined };
    return await publish(
      { ...publication, report: now, event: { ...onBranch, name: 'schedule', ref: 'refs/heads/main' }, ...more },
      connected(double, new Clock()),
    );
  }
  const issues = () => [...double.state.issues.values()];

  test('opens one issue, keeps it current with its trend, closes it when clean, and opens it again', async () => {
    expect(statuses(await sweep(shut, '2026-11-01T00:00:00Z'))).toEqual(['tracking-issue unchanged', 'fix-pull-request unchanged']);
    expect(issues()).toEqual([]);
    await sweep(open, '2026-11-02T00:00:00Z');
    expect(issues()).toMatchObject([{ title: 'faasgate: 1 finding on main', open: true, labels: ['faasgate'] }]);
    await sweep(template('NONE', 'PassThrough'), '2026-11-09T00:00:00Z');
    expect(issues()).toMatchObject([
      {
        title: 'faasgate: 2 findings on main',
        body: expect.stringMatching(/\n\n\| \| 2026-11-09 \| since 2026-11-02 \|\n.*\n\| critical \| 1 \| ±0 \|\n\| lower \| 1 \| \+1 \|\n\n/),
      },
    ]);
    const before = double.writes.length;
    await sweep(template('NONE', 'PassThrough'), '2026-11-09T08:00:00Z');
    expect(double.writes.length).toBe(before);
    await sweep(shut, '2026-11-16T00:00:00Z');
    expect(issues()).toMatchObject([{ title: 'faasgate: nothing found on main', open: false }]);
    await sweep(open, '2026-11-23T00:00:00Z');
    expect(issues()).toMatchObject([{ open: true }]);
  });

  test('the trend compares with the last sweep on another day, for each job by itself', async () => {
    const options = (id: string): Publication['options'] => {
      return { id, maxComments: 25, commentSeverity: 'medium', resolveThreads: false, writes: ['tracking-issue'] };
    };
    const run = (files: Record<string, string>, day: string, id = 'scan') => sweep(files, `2026-11-${day}`, { options: options(id) });
    const tables = (): readonly string[] => issues().map(({ body }) => body.split('\n\n')[1]?.replaceAll('\n', ' ') ?? '');
    const both = template('NONE', 'PassThrough');
    await run(both, '02T04:00:00Z');
    expect(tables()).toEqual(['| | 2026-11-02 | |---|--:| | critical | 1 | | lower | 1 |']);
    await run(open, '09T04:00:00Z');
    expect(tables()).toEqual(['| | 2026-11-09 | since 2026-11-02 | |---|--:|--:| | critical | 1 | ±0 | | lower | 0 | −1 |']);
    // By hand on the same day: the week before is still what it is held against.
    await run(both, '09T15:00:00Z');
    expect(tables()).toEqual(['| | 2026-11-09 | since 2026-11-02 | |---|--:|--:| | critical | 1 | ±0 | | lower | 1 | ±0 |']);
    await run(open, '16T04:00:00Z', 'payments');
    expect(tables()[1]).toBe('| | 2026-11-16 | |---|--:| | critical | 1 |');
    await run(shut, '16T04:00:00Z');
    expect(issues().map(({ title, open: isOpen }) => `${title} ${isOpen}`)).toEqual([
      'faasgate: nothing found on main false',
      'faasgate (payments): 1 finding on main true',
    ]);
    expect(tables()[0]).toBe('The last sweep found nothing.');
    await run(open, '23T04:00:00Z');
    expect(tables()[0]).toBe('| | 2026-11-23 | since 2026-11-16 | |---|--:|--:| | critical | 1 | +1 |');
  });

  test('a sweep that did not see everything closes nothing', async () => {
    await sweep(open, '2026-11-02T00:00:00Z');
    const { report } = await publicationOf(double, double.openPull(shut));
    const blind = { ...report, scanners: report.scanners.map((scanner) => ({ ...scanner, status: 'failed' as const, why: 'it broke' })) };
    const [outcome] = await sweep(shut, '2026-11-09T00:00:00Z', { report: blind });
    expect(outcome).toMatchObject({ status: 'skipped', why: 'the sweep did not see everything, so the issue stays as it is' });
    expect(issues()).toMatchObject([{ open: true }]);
  });

  test('the fixes leave workflows alone', async () => {
    const publication = await publicationOf(double, double.openPull(open));
    const before = publication.context.source('template.yaml')!.file;
    const { SourceFile } = await import('../../src/source/file.ts');
    const workflow = new SourceFile('.github/workflows/deploy.yml', 'on: push\n');
    const changed = [{ before: workflow, after: new SourceFile(workflow.path, 'on: pull_request\n') }];
    const [, alone] = await sweep(open, '2026-11-02T00:00:00Z', { fixes: { changed, fixed: [] } });
    expect(alone).toMatchObject({ status: 'unchanged' });
    const after = new SourceFile('template.yaml', before.text.replace('NONE', 'AWS_IAM'));
    await sweep({ ...open, [workflow.path]: workflow.text }, '2026-11-09T00:00:00Z', {
      fixes: { changed: [...changed, { before, after }], fixed: [] },
    });
    expect(double.state.repository.files('refs/heads/faasgate/fixes')).toEqual({ ...shut, [workflow.path]: workflow.text });
  });

  test('an issue that somebody closed stays closed', async () => {
    await sweep(open, '2026-11-02T00:00:00Z');
    issues()[0]!.open = false;
    const [outcome] = await sweep(open, '2026-11-09T00:00:00Z');
    expect(outcome).toMatchObject({ status: 'skipped', why: 'somebody closed issue #1; open it again to have it kept up to date' });
  });

  test('a fix that would change a workflow as well is not proposed by half', () => {
    const fix = (...paths: readonly string[]): VerifiedFix => ({
      title: 'mend it',
      risk: 'safe',
      edits: paths.map((path) => ({ place: place(path, 1), text: 'x' })),
    });
    expect(isProposable(fix('a.yaml', 'b.yaml'), '')).toBe(true);
    expect(isProposable(fix('a.yaml', '.github/workflows/a.yml'), '')).toBe(false);
    expect(isProposable(fix('workflows/a.yml'), '.github')).toBe(false);
  });

  test('proposes the safe fixes on one branch, and lets commits of people be', async () => {
    const before = double.pushBase(open);
    expect(before).toBeDefined();
    const publication = await publicationOf(double, { ...double.openPull(open), number: 0 });
    const file = publication.context.source('template.yaml')!.file;
    const { SourceFile } = await import('../../src/source/file.ts');
    const after = new SourceFile('template.yaml', file.text.replace('NONE', 'AWS_IAM'));
    const fixes = { changed: [{ before: file, after }], fixed: publication.report.results.map(({ finding }) => finding) };
    await sweep(open, '2026-11-02T00:00:00Z', { fixes });
    const tip = double.state.repository.resolve('refs/heads/faasgate/fixes');
    expect(double.state.repository.files(tip ?? '')).toEqual(shut);
    const proposed = [...double.state.pulls.values()].filter(({ head }) => head === 'faasgate/fixes');
    expect(proposed).toMatchObject([{ base: 'main', title: expect.stringContaining('of faasgate') }]);
    await sweep({ ...open, 'README.md': 'more' }, '2026-11-09T00:00:00Z', { fixes });
    expect([...double.state.pulls.values()].filter(({ head }) => head === 'faasgate/fixes')).toHaveLength(1);
    const [own] = proposed;
    expect(await sweep(open, '2026-11-10T00:00:00Z', { fixes: { changed: [], fixed: [] } })).toMatchObject([{}, { status: 'done' }]);
    expect(own).toMatchObject({ open: false, title: 'Nothing left for faasgate to fix' });
    expect(await sweep(open, '2026-11-11T00:00:00Z', { fixes: { changed: [], fixed: [] } })).toMatchObject([{}, { status: 'unchanged' }]);
    double.state.repository.setRef('refs/heads/faasgate/fixes', double.state.repository.commit(shut, [tip ?? ''], 'my own'));
    const outcomes = await sweep(open, '2026-11-16T00:00:00Z', { fixes });
    expect(outcomes[1]).toMatchObject({ status: 'skipped', why: expect.stringContaining('somebody has committed to the branch faasgate/fixes') });
  });
});

test('a label counts for the person who set it', async () => {
  const pull = double.openPull(open);
  double.state.writers.add('maintainer');
  const label = (name: string, by: string) => double.state.labels.push({ number: pull.number, name, by, at: '2026-11-20T10:00:00Z', removed: false });
  label('faasgate-approved', 'maintainer');
  label('other', 'mallory');
  const labels = await connected(double, new Clock()).labels(pull.number);
  expect(labels.map(({ name, setBy, bySomeoneWhoMayWrite }) => ({ name, setBy, bySomeoneWhoMayWrite }))).toEqual([
    { name: 'faasgate-approved', setBy: 'maintainer', bySomeoneWhoMayWrite: true },
    { name: 'other', setBy: 'mallory', bySomeoneWhoMayWrite: false },
  ]);
});
