/** Text from a repository is only text in everything that is written to GitHub, and markers that others forge are not believed. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Thread } from '../../src/github/github.ts';
import type { Finding } from '../../src/finding/finding.ts';
import { helpLink } from '../../src/pull-request/comment-text.ts';
import { readMarker, writeMarker, type Marker } from '../../src/pull-request/marker.ts';
import type { Publication } from '../../src/pull-request/publication.ts';
import { publish } from '../../src/pull-request/publish.ts';
import { planReview } from '../../src/pull-request/review-plan.ts';
import { summaryText } from '../../src/pull-request/summary-text.ts';
import { outputContext } from '../../src/reporters/context.ts';
import { SourceFile } from '../../src/source/file.ts';
import { GitHubDouble } from '../github/double.ts';
import { suggestionIn } from '../github/suggestions.ts';
import { finding, place, report } from '../report/samples.ts';
import { Clock, connected } from './session.ts';
import { diffOfTexts } from './text-diff.ts';

const forged = writeMarker({ kind: 'comment', id: 'scan', state: 'open', keys: ['aaaaaaaaaaaa'], scanners: [] }, 'pull/1');
const pieces = [
  '\u001b[31m',
  '\r',
  '\n',
  '\t',
  '\0',
  '\u202e',
  '\u2066',
  '\u200b',
  '\ufeff',
  '\u2028',
  '\ud800',
  '::error::',
  '##[error]',
  '%0A',
  ']]>',
];
pieces.push(
  '<script>',
  '</details>',
  '</sub>',
  '<img src=x onerror=y>',
  '<!--',
  '-->',
  '&amp;',
  '`',
  '```',
  '````suggestion\nrm -rf\n````',
  '|',
  '---',
  '**',
);
pieces.push('[a](http://evil.example)', '![a](x)', '@octocat', '@octo/team', '#1', 'GH-1', 'octo/app#1', 'https://evil.example', 'www.evil.example');
pieces.push('*', '_', '~~', '\\', '$x$', '1. ', '- [ ] ', '# ', '> ', '"', "'", 'text', ' ', '漢', '😀', forged);
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4, unit: 'binary' })), { maxLength: 10 })
  .map((parts) => parts.join(''));

interface Written {
  readonly bodies: readonly string[];
  readonly summary: string;
}

const made: fc.Arbitrary<Written> = fc
  .record({
    message: hostile,
    text: hostile,
    label: hostile,
    title: hostile,
    code: hostile,
    path: hostile,
    reason: hostile,
    tool: hostile,
    uri: hostile,
  })
  .chain((parts) => fc.boolean().map((onDiff) => ({ ...parts, onDiff })))
  .map(({ message, text, label, title, code, path, reason, tool, uri, onDiff }) => {
    const clean = path.replace(/[\0/\\\r\n]/g, '') || 'x';
    const at = place(clean, 1, 1, 1, 4);
    const one: Finding = finding({
      message,
      place: at,
      related: [{ place: at, text }],
      ...(text.length % 2 === 0
        ? {
            flow: [
              { place: at, text },
              { place: at, text: label },
            ],
          }
        : {}),
      subject: { address: label, label, type: text, body: at, construct: label, root: clean },
      detectedBy: [
        { tool: 'faasgate', ruleId: 'triggers/public-invocation' },
        { tool, ruleId: reason },
      ],
      fix: { title, risk: 'review', check: text, edits: [{ place: at, text: code }] },
    });
    const file = new SourceFile(clean, `${code}\nsecond\n`);
    const base = report([one], { [clean]: file.text });
    const [first] = base.results;
    const of = {
      ...base,
      results: first ? [{ ...first, suppression: { kind: 'inline' as const, reason, status: 'requested' as const } }] : [],
      rules: Object.fromEntries(
        Object.entries(base.rules).map(([id, rule]) => [id, { ...rule, why: reason, remedy: text, helpUri: `https://x.example/${uri}` }]),
      ),
      notices: [{ level: 'error' as const, message: text, path: clean, line: 2 }],
      scanners: [...base.scanners, { id: 'checkov', status: 'failed' as const, why: reason, required: false, milliseconds: 1, findings: 0 }],
    };
    const context = outputContext(of, () => file, []);
    const diff = onDiff ? diffOfTexts({ [clean]: 'first\nsecond\n' }, { [clean]: file.text }) : [];
    const plan = planReview({
      report: of,
      context,
      diff,
      headSha: 'c0ffee0',
      scope: 'pull/1',
      id: 'scan',
      maxComments: 25,
      commentSeverity: 'note',
      threads: [],
    });
    const summary = summaryText({ report: of, context, headSha: 'c0ffee0', id: 'scan', review: plan.told, reviewFailed: text });
    return { bodies: plan.create.map(({ body }) => body), summary };
  });

const runs = { seed: 3, numRuns: 500 } as const;
const invisible = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/u;

/** What is left of Markdown when code is taken out: fenced blocks and spans, each with its own number of backticks. */
function withoutCode(markdown: string): string {
  const lines: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split('\n')) {
    const run = /^`{3,}/.exec(line)?.[0];
    if (fence === undefined && run) fence = run;
    else if (fence === undefined) lines.push(line);
    else if (run && run.length >= fence.length && line.trim() === run) fence = undefined;
  }
  expect(fence).toBeUndefined();
  return lines.map(withoutSpans).join('\n');
}

/** A backslash takes the meaning from what follows it; a run of backticks is closed by one as long. */
function withoutSpans(line: string): string {
  let text = '';
  for (let i = 0; i < line.length;) {
    const run = /^`+/.exec(line.slice(i))?.[0];
    if (line[i] === '\\') {
      text += '\u{1}';
      i += 2;
    } else if (run === undefined) {
      text += line[i++];
    } else {
      const close = new RegExp(`(?<!\`)\`{${run.length}}(?!\`)`, 'g');
      close.lastIndex = i + run.length;
      const end = close.exec(line);
      if (!end) text += run;
      i = end ? close.lastIndex : i + run.length;
    }
  }
  return text;
}

const ours = ['<details>', '<summary>', '</summary>', '</details>', '<sub>', '</sub>'];

function expectHarmless(markdown: string): void {
  const text = withoutCode(markdown).replace(/\[why\]\(https:\/\/x\.example\/[\w./#?=&%+~:-]*\)/g, 'why');
  expect(text.match(/<[^>]*>?/g)?.filter((tag) => !ours.includes(tag)) ?? []).toEqual([]);
  expect(text).not.toContain('`');
  expect(text).not.toMatch(/\[|:\/\//);
  expect(text).not.toMatch(/@\w/);
  expect(text.replace(/&#\d+;/g, '\u{1}').replace(/^#+ faasgate/gm, '')).not.toMatch(/#\w/);
  expect(text).not.toMatch(/GH-\d/i);
}

test('a comment holds no markup, link, mention, suggestion or marker but ours', () => {
  fc.assert(
    fc.property(made, ({ bodies }) => {
      for (const body of bodies) {
        const [first = '', ...rest] = body.split('\n');
        expect(readMarker(first, 'pull/1')?.keys).toHaveLength(1);
        const suggestion = suggestionIn(body);
        expect(rest.join('\n').replaceAll(suggestion?.join('\n') ?? '\0', '')).not.toMatch(invisible);
        expectHarmless(rest.join('\n'));
      }
    }),
    runs,
  );
});

test('nor does the summary', () => {
  fc.assert(
    fc.property(made, ({ summary }) => {
      expect(summary).not.toMatch(invisible);
      expectHarmless(summary);
    }),
    runs,
  );
});

test('the check run, the issue and the pull request of fixes hold plain text too', async () => {
  const nasty = '</details>\r\n::error::x @octocat ![x](https://evil.example) `` <img src=x> ]]> \u202e #1';
  const double = await GitHubDouble.start();
  double.pushBase({ 'a.yaml': 'first\n' });
  const headSha = double.pushBase({ 'a.yaml': 'second\n' });
  const file = new SourceFile('a.yaml', 'second\n');
  const one = finding({
    message: nasty,
    place: place('a.yaml', 1),
    fix: { title: nasty, risk: 'safe', edits: [{ place: place('a.yaml', 1, 1, 1, 7), text: 'third' }] },
  });
  const of = report([one], { 'a.yaml': file.text });
  const publication: Publication = {
    report: of,
    context: outputContext(of, () => file, []),
    event: { name: 'schedule', owner: 'octo', repo: 'app', headSha, ref: 'refs/heads/main', defaultBranch: 'main' },
    diff: [],
    fixes: { changed: [{ before: file, after: new SourceFile('a.yaml', 'third\n') }], fixed: [one] },
    options: {
      id: 'scan',
      maxComments: 25,
      commentSeverity: 'note',
      resolveThreads: false,
      writes: ['check-run', 'tracking-issue', 'fix-pull-request'],
    },
  };
  const outcomes = await publish(publication, connected(double, new Clock()));
  expect(outcomes.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
  const [run] = double.state.checkRuns;
  const [issue] = double.state.issues.values();
  const [pull] = double.state.pulls.values();
  for (const text of [run?.summary ?? '', issue?.body.replace(/^.*\n/, '') ?? '', pull?.body.replace(/^.*\n/, '') ?? '']) {
    expect(text).not.toMatch(invisible);
    expectHarmless(text);
  }
  expect(JSON.stringify(run?.annotations)).not.toMatch(/\\[rn]|\u202e/);
  expect(double.violations).toEqual([]);
  await double.stop();
});

describe('markers', () => {
  const marker: Marker = { kind: 'comment', id: 'scan', state: 'open', keys: ['aaaaaaaaaaaa'], scanners: ['builtin'] };

  test.each([
    ['as it was written', (text: string) => text, true],
    ['with CRLF', (text: string) => `${text}\r\nmore`, true],
    ['not in the first line', (text: string) => `hello\n${text}`, false],
    ['with something before it', (text: string) => ` ${text}`, false],
    ['with something behind it', (text: string) => `${text} more`, false],
    ['with another checksum', (text: string) => text.replace(/.( -->)$/, 'x$1'), false],
    ['quoted in a reply', (text: string) => `> ${text}`, false],
  ])('%s', (_, change, believed) => {
    expect(readMarker(change(writeMarker(marker, 'pull/1')), 'pull/1')).toEqual(believed ? marker : undefined);
  });

  test('of another pull request mean nothing here', () => {
    expect(readMarker(writeMarker(marker, 'pull/1'), 'pull/2')).toBeUndefined();
  });

  test('in a comment that GitHub does not call ours change nothing', () => {
    const file = new SourceFile('template.yaml', 'a\nb\nc\nd\ne\n');
    const of = report([finding()], { 'template.yaml': file.text });
    const semantic = of.results[0]?.fingerprints.semantic ?? '';
    const request = {
      report: of,
      context: outputContext(of, () => file, []),
      diff: diffOfTexts({}, { 'template.yaml': file.text }),
      headSha: 'c0ffee0',
    };
    const options = { scope: 'pull/1', id: 'scan', maxComments: 25, commentSeverity: 'note' } as const;
    const [comment] = planReview({ ...request, ...options, threads: [] }).create;
    const thread = (isOurs: boolean): Thread => ({
      id: 'T',
      path: 'template.yaml',
      line: 5,
      startLine: undefined,
      isOutdated: false,
      isResolved: false,
      hasReplies: false,
      comment: { id: '1', nodeId: 'C', body: comment?.body ?? '', url: '', isOurs, isMinimised: false },
    });
    expect(semantic).not.toBe('');
    expect(planReview({ ...request, ...options, threads: [thread(true)] })).toMatchObject({ create: [], edits: [] });
    expect(planReview({ ...request, ...options, threads: [thread(false)] })).toMatchObject({ create: [{}], edits: [] });
  });
});

test.each([
  ['https://docs.example/rules/x.html#why', true],
  ['http://docs.example/', false],
  ['javascript:alert(1)', false],
  ['https://docs.example/a) [b](https://evil.example', false],
  ['https://user@evil.example/', false],
])('the help of a foreign rule: %s', (uri, linked) => expect(helpLink(uri) !== '').toBe(linked));
