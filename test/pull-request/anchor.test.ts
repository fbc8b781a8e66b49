/** Where the comment stands when the finding's own line is not in the diff: on the change that made it, with the real line named. */
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/finding/finding.ts';
import { planReview, type ReviewPlan } from '../../src/pull-request/review-plan.ts';
import type { Report } from '../../src/report/report.ts';
import { outputContext } from '../../src/reporters/context.ts';
import { SourceFile } from '../../src/source/file.ts';
import { anchorError } from '../github/state.ts';
import { finding, place, report } from '../report/samples.ts';
import { diffOfTexts } from './text-diff.ts';

type Texts = Readonly<Record<string, string>>;

function planned(before: Texts, after: Texts, one: Finding, changes: Partial<Report> = {}): ReviewPlan {
  const sources = new Map(Object.entries(after).map(([path, text]) => [path, new SourceFile(path, text)]));
  const of = { ...report([one], after), ...changes };
  const diff = diffOfTexts(before, after);
  const plan = planReview({
    report: of,
    context: outputContext(of, (path) => sources.get(path), []),
    diff,
    headSha: 'c0ffee0000',
    scope: 'pull/1',
    id: 'scan',
    maxComments: 25,
    commentSeverity: 'medium',
    threads: [],
  });
  for (const { path, line, startLine } of plan.create) expect(anchorError(diff, { path, start: startLine, line })).toBeUndefined();
  return plan;
}

const lines = (count: number, name = 'line'): string[] => Array.from({ length: count }, (_, index) => `${name} ${index + 1}`);
const text = (...parts: readonly string[]): string => `${parts.join('\n')}\n`;

/** Forty lines; the resource is on 10 to 30, and its finding is told at 10. */
const plain = lines(40);
const without = (...gone: readonly number[]): string => text(...plain.filter((_, index) => !gone.includes(index + 1)));
const withLine = (line: number, content: string): string => text(...plain.slice(0, line - 1), content, ...plain.slice(line));
const body = { path: 'main.tf', startLine: 10, startColumn: 1, endLine: 30, endColumn: 2 };
const subject = { address: 'module.shop.aws_api_gateway_stage.live["eu"]', label: 'live', type: 'aws_api_gateway_stage', body, root: '.' };
const far = (changes: Partial<Finding> = {}): Finding => finding({ place: place('main.tf', 10), subject, ...changes });
const removed = (...more: readonly string[]): string => text('resource "a" "b" {', ...more, '}');

describe.each<[string, Texts, Texts, Finding, string]>([
  ['a setting that is taken out of the resource', { 'main.tf': text(...plain) }, { 'main.tf': without(25, 26) }, far(), 'main.tf:24'],
  ['the last setting of the file', { 'main.tf': text(...plain.slice(0, 30)) }, { 'main.tf': text(...plain.slice(0, 27)) }, far(), 'main.tf:27'],
  ['a setting that is changed', { 'main.tf': text(...plain) }, { 'main.tf': withLine(20, 'changed') }, far(), 'main.tf:20'],
  [
    'a change in the resource goes before one that is nearer, above it',
    { 'main.tf': text(...plain) },
    { 'main.tf': text('x', ...plain.slice(1, 27), 'y', ...plain.slice(28)) },
    far(),
    'main.tf:28',
  ],
  [
    'the default of the variable that feeds it, in another file',
    { 'main.tf': text(...plain), 'variables.tf': text('a', 'b', 'c'), 'other.tf': 'x\n' },
    { 'main.tf': text(...plain), 'variables.tf': text('a', 'B', 'c'), 'other.tf': 'y\n' },
    far({ related: [{ place: place('variables.tf', 2), text: 'used here' }] }),
    'variables.tf:2',
  ],
  [
    'a step of its way',
    { 'main.tf': text(...plain), 'code.js': text('a', 'b', 'c') },
    { 'main.tf': text(...plain), 'code.js': text('a', 'b', 'C') },
    far({ flow: [{ place: place('code.js', 3), text: 'goes out' }] }),
    'code.js:3',
  ],
  [
    'a block of the same file that spoke of the resource and is gone, before a nearer change',
    { 'main.tf': text('x', ...plain, '# stage', 'for = aws_api_gateway_stage.live.name', 'end') },
    { 'main.tf': text('y', ...plain, '# stage', 'end') },
    far({ subject: { ...subject, body: { ...body, startLine: 11, endLine: 20 } }, place: place('main.tf', 11) }),
    'main.tf:42',
  ],
  [
    'a block of another file of the root that spoke of the resource and is gone',
    { 'main.tf': text(...plain), 'logs.tf': removed('stage = aws_api_gateway_stage.live.name'), 'b.tf': 'x\n' },
    { 'main.tf': text(...plain), 'logs.tf': removed(), 'b.tf': 'y\n' },
    far(),
    'logs.tf:1',
  ],
  [
    'the only file of the root that was changed',
    { 'main.tf': text(...plain), 'terraform.tf': removed('x = 1'), 'README.md': 'a\n' },
    { 'main.tf': text(...plain), 'terraform.tf': removed('x = 2'), 'README.md': 'b\n' },
    far(),
    'terraform.tf:2',
  ],
])('%s', (_, before, after, one, where) => {
  test('has the comment, which names the line of the finding', () => {
    const { create, told } = planned(before, after, one);
    expect(create.map(({ path, line }) => `${path}:${line}`)).toEqual([where]);
    expect(create[0]?.body).toContain(`\`main.tf:${one.place.startLine}\``);
    expect(told.elsewhere).toEqual([]);
  });
});

describe('no comment, but a line in the summary', () => {
  test.each<[string, Texts, Texts, Finding]>([
    [
      'where several files of the root were changed and none speaks of it',
      { 'main.tf': text(...plain), 'a.tf': 'x\n', 'b.tf': 'x\n' },
      { 'main.tf': text(...plain), 'a.tf': 'y\n', 'b.tf': 'y\n' },
      far(),
    ],
    [
      'where only files of other roots were changed',
      { 'shop/main.tf': text(...plain), 'other/a.tf': 'x\n' },
      { 'shop/main.tf': text(...plain), 'other/a.tf': 'live\n' },
      far({ place: place('shop/main.tf', 10), subject: { ...subject, root: 'shop', body: { ...body, path: 'shop/main.tf' } } }),
    ],
    [
      'where the root is one file, and another one names the same',
      { 'a.yaml': text(...plain), 'b.yaml': 'x\n' },
      { 'a.yaml': text(...plain), 'b.yaml': 'live\n' },
      far({ place: place('a.yaml', 10), subject: { ...subject, root: 'a.yaml', body: { ...body, path: 'a.yaml' } } }),
    ],
  ])('%s', (_, before, after, one) => {
    const { create, told } = planned(before, after, one);
    expect([create, told.elsewhere.length]).toEqual([[], 1]);
  });

  test('where nobody looked at the base: a change elsewhere in the file is no reason', () => {
    const comparison = { head: 'head', base: 'base', fixed: [], notCompared: ['builtin'] };
    const [before, after] = [{ 'main.tf': text(...plain) }, { 'main.tf': without(25, 26) }];
    const { create, told } = planned(before, after, far(), { comparison });
    expect([create, told.elsewhere.length]).toEqual([[], 1]);
    const onIt = planned(before, { 'main.tf': withLine(10, 'changed') }, far(), { comparison });
    expect(onIt.create.map(({ line }) => line)).toEqual([10]);
  });
});

test('mild findings are listed in the summary; what fails the gate is commented, however mild', () => {
  const [before, after] = [{ 'main.tf': text(...plain) }, { 'main.tf': withLine(10, 'changed') }];
  const low = far({ severity: 'low' });
  const { create, told } = planned(before, after, low);
  expect([create, told.commented, told.mild.length]).toEqual([[], 0, 1]);
  const blocking = { verdict: { ...report([low], after).verdict, blocking: [0] } };
  expect(planned(before, after, low, blocking).create.map(({ line }) => line)).toEqual([10]);
});
