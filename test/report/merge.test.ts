/** One defect, one finding, in whatever order the tools came back. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/finding/finding.ts';
import { mergeFindings } from '../../src/report/merge.ts';
import { finding, place } from './samples.ts';

const ours = finding({ severity: 'high' });
const theirs = finding({
  severity: 'critical',
  message: 'Function URL without authentication',
  detectedBy: [{ tool: 'checkov', ruleId: 'CKV_AWS_258' }],
});

test('two tools at one place and resource make one finding that names both; ours speaks', () => {
  const [merged, ...more] = mergeFindings([theirs, ours]);
  expect(more).toEqual([]);
  expect(merged).toMatchObject({ message: ours.message, severity: 'critical', detectedBy: [...ours.detectedBy, ...theirs.detectedBy] });
});

const use = (address: string): Finding => finding({ subject: { ...ours.subject, address } });

test('a module that is used twice says one sentence once', () => {
  expect(mergeFindings([use('module.b.x'), use('module.a.x')]).map(({ subject }) => subject.address)).toEqual(['module.a.x']);
});

test('other evidence, another rule and another place stay apart', () => {
  const others = [
    finding({ evidence: 'other', message: 'Something else' }),
    finding({ ruleId: 'triggers/open-event' }),
    finding({ place: place('template.yaml', 6) }),
  ];
  expect(mergeFindings([finding(), ...others])).toHaveLength(4);
});

test('the safe fix is kept, whoever brings it', () => {
  const edits = [{ place: ours.place, text: 'AWS_IAM' }];
  const review = { title: 'ask for credentials', risk: 'review', check: 'callers', edits } as const;
  const safe = { title: 'ask for credentials', risk: 'safe', edits } as const;
  expect(
    mergeFindings([
      { ...ours, fix: review },
      { ...theirs, fix: safe },
    ])[0]?.fix,
  ).toBe(safe);
});

test('worst first, then by path and line', () => {
  const made = [
    finding({ severity: 'low', place: place('a.yaml', 1) }),
    finding({ severity: 'high', place: place('b.yaml', 2) }),
    finding({ severity: 'high', place: place('a.yaml', 10) }),
    finding({ severity: 'high', place: place('a.yaml', 9) }),
  ];
  expect(mergeFindings(made).map(({ place: { path, startLine } }) => `${path}:${startLine}`)).toEqual([
    'a.yaml:9',
    'a.yaml:10',
    'b.yaml:2',
    'a.yaml:1',
  ]);
});

const tools = (list: readonly Finding[]) => new Set(list.flatMap(({ ruleId, detectedBy }) => detectedBy.map(({ tool }) => `${ruleId} ${tool}`)));

describe('merging', () => {
  const some: fc.Arbitrary<Finding> = fc
    .record({
      ruleId: fc.constantFrom('a/x', 'a/y'),
      severity: fc.constantFrom('critical', 'high', 'note'),
      message: fc.constantFrom('one', 'two'),
      evidence: fc.constantFrom('', 'e'),
      line: fc.constantFrom(1, 2),
      address: fc.constantFrom('A', 'B'),
      tool: fc.constantFrom('faasgate', 'checkov', 'snyk'),
      secret: fc.boolean(),
    })
    .map(({ line, address, tool, ...rest }) =>
      finding({ ...rest, place: place('t.yaml', line), subject: { ...ours.subject, address }, detectedBy: [{ tool, ruleId: `${tool}-1` }] }),
    );

  test('depends on no order', () => {
    fc.assert(
      fc.property(fc.array(some, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (findings, keys) => {
        const shuffled = findings.map((one) => ({ one, key: keys.next().value ?? 0 })).sort((a, b) => a.key - b.key);
        expect(mergeFindings(shuffled.map(({ one }) => one))).toEqual(mergeFindings(findings));
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  test('changes nothing the second time, and loses no tool', () => {
    fc.assert(
      fc.property(fc.array(some, { maxLength: 12 }), (findings) => {
        const once = mergeFindings(findings);
        expect(mergeFindings(once)).toEqual(once);
        expect(tools(once)).toEqual(tools(findings));
      }),
      { seed: 12, numRuns: 300 },
    );
  });
});
