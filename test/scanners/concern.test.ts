/** Rules are spared applications that have nothing of what they look at, and asked wherever that is not certain. */
import { expect, test } from 'vitest';
import { dialects } from '../../src/dialects/index.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { scanBuiltin } from '../../src/scanners/builtin/builtin.ts';
import { memoryTree } from '../../src/source/memory.ts';

const template = `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Hello:
    Type: AWS::Lambda::Function
    Properties: { Runtime: nodejs24.x }
`;

function ruleOf(check: Rule<'found'>['check']): Rule<'found'> {
  return {
    id: 'monitoring/untraced-function',
    title: 't',
    practice: 'no-logging',
    severity: 'low',
    confidence: 'high',
    cwe: [],
    why: 'w',
    remedy: 'r',
    references: [],
    since: '0.1.0',
    messages: { found: 'it is there' },
    check,
  };
}

/** How often `check` is asked: once to learn what it looks at, and once more where that is there. */
function timesAsked(check: Rule<'found'>['check'], days = ['2026-11-22']): readonly number[] {
  let times = 0;
  const rule = ruleOf((application, context) => {
    times++;
    return check(application, context);
  });
  return days.map((today) => {
    times = 0;
    scanBuiltin(memoryTree({ 'template.yaml': template }), { dialects, rules: [rule], today, clock: () => 0 });
    return times;
  });
}

const found = 'found' as const;

test('a rule about stores is spared an application without any', () => {
  expect(timesAsked(({ stores }) => stores.map((subject) => ({ message: found, at: subject.at, subject })))).toEqual([1]);
});

test.each<[string, Rule<'found'>['check']]>([
  ['about what is there', ({ functions }) => functions.map((subject) => ({ message: found, at: subject.at, subject }))],
  [
    'about one of several kinds',
    ({ stores, functions }) => [...stores, ...functions].map((subject) => ({ message: found, at: subject.at, subject })),
  ],
  [
    'that asks for nouns by their keys',
    ({ stores, find }) => (find('template.yaml#Hello') ? [] : stores.map((subject) => ({ message: found, at: subject.at, subject }))),
  ],
  ['that asks for roots', ({ stores, roots }) => (roots.length > 1 ? stores.map((subject) => ({ message: found, at: subject.at, subject })) : [])],
  ['that asks for the code of functions', ({ code }) => code.handlers.flatMap(() => [])],
])('a rule %s is asked', (_, check) => {
  expect(timesAsked(check)).toEqual([2]);
});

test('a rule is asked that looks at other things on other days', () => {
  const check: Rule<'found'>['check'] = (application, { today }) =>
    (today > '2026-12-31' ? application.functions : application.stores).map((subject) => ({ message: found, at: subject.at, subject }));
  expect(timesAsked(check, ['2026-11-22', '2027-01-01', '2027-01-01'])).toEqual([1, 2, 1]);
});

test('a rule that fails on nothing is asked, and its error is told', () => {
  const fails: Rule<'found'>['check'] = ({ functions }) => {
    if (functions.length === 0) throw new Error('nothing to look at');
    return functions.map((subject) => ({ message: found, at: subject.at, subject }));
  };
  expect(timesAsked(fails)).toEqual([2]);
});
