/** The baseline: what is listed is known, in as many copies as are listed; it only shrinks. */
import { expect, test } from 'vitest';
import { ConfigurationError } from '../../src/config/errors.ts';
import { baselineOf, markExisting, readBaseline, shrinkBaseline, writeBaseline } from '../../src/report/baseline.ts';
import { finding, place, report } from './samples.ts';

const at = (path: string, line: number, evidence = 'open') =>
  finding({ place: place(path, line), evidence, message: `${evidence} in ${path}:${line}` });
const states = (from: {
  readonly results: readonly {
    readonly state: string;
    readonly finding: { readonly place: { readonly path: string; readonly startLine: number } };
  }[];
}) =>
  Object.fromEntries(
    from.results.map(
      ({
        state,
        finding: {
          place: { path, startLine },
        },
      }) => [`${path}:${startLine}`, state],
    ),
  );

test('what the baseline lists does not fail the gate, wherever its line has moved', () => {
  const baseline = baselineOf(report([at('a.yaml', 5)]).results);
  const later = report([at('a.yaml', 90), at('a.yaml', 3, 'other')], {}, { baseline });
  expect(states(later)).toEqual({ 'a.yaml:90': 'existing', 'a.yaml:3': 'new' });
  expect(later.verdict).toMatchObject({ exitCode: 1, blocking: [later.results.findIndex(({ state }) => state === 'new')] });
  expect(report([at('a.yaml', 90)], {}, { baseline }).verdict.exitCode).toBe(0);
});

test('one copy more than are listed is new, and it is the one in the new file', () => {
  const baseline = baselineOf(report([at('m.yaml', 1), at('z.yaml', 1)]).results);
  expect(states(report([at('a.yaml', 1), at('m.yaml', 1), at('z.yaml', 1)], {}, { baseline }))).toEqual({
    'a.yaml:1': 'new',
    'm.yaml:1': 'existing',
    'z.yaml:1': 'existing',
  });
});

test('a file that was renamed is still known', () => {
  const baseline = baselineOf(report([at('old/a.yaml', 1)]).results);
  expect(states(report([at('new/b.yaml', 7)], {}, { baseline }))).toEqual({ 'new/b.yaml:7': 'existing' });
});

test('what is gone is told, and shrinking drops it and adds nothing', () => {
  const baseline = baselineOf(report([at('a.yaml', 1), at('a.yaml', 2), at('b.yaml', 1, 'other')]).results);
  const now = report([at('a.yaml', 1), at('c.yaml', 1, 'third')], {}, { baseline, baselinePath: 'known.json' });
  expect(now.notices).toMatchObject([
    { level: 'info', path: 'known.json', message: expect.stringContaining('2 of the findings in the baseline are gone') },
  ]);
  expect(shrinkBaseline(baseline, now.results).findings).toMatchObject([{ path: 'a.yaml', count: 1 }]);
});

test('suppressed findings are not listed: they would be known when the suppression ends', () => {
  const suppressions = [{ rule: 'triggers/*', reason: 'accepted' }];
  expect(baselineOf(report([at('a.yaml', 1)], {}, { suppressions }).results).findings).toEqual([]);
});

test('written, read and written again it is the same text, without lines', () => {
  const text = writeBaseline(baselineOf(report([at('b.yaml', 1), at('a.yaml', 12), at('a.yaml', 13)]).results));
  expect(writeBaseline(readBaseline('b.json', text))).toBe(text);
  expect(text.split('\n')).toHaveLength(8);
  expect(text).not.toMatch(/line/i);
  expect(writeBaseline({ version: 1, findings: [] })).toBe('{\n  "version": 1,\n  "findings": []\n}\n');
});

test.each([
  ['{', 'expected JSON'],
  ['[]', 'the file'],
  ['{"version":2,"findings":[]}', 'version'],
  ['{"version":1,"findings":[{"rule":"a/b","key":"xyz","count":1}]}', 'findings.0.key: expected 32 hexadecimal digits'],
  ['{"version":1,"findings":[{"rule":"a/b","key":"0123456789abcdef0123456789abcdef","count":0}]}', 'findings.0.count'],
])('%s is refused with file and key', (text, told) => {
  expect(() => readBaseline('known.json', text)).toThrow(ConfigurationError);
  expect(() => readBaseline('known.json', text)).toThrow(`known.json: ${told}`);
});

test('tens of thousands of copies are marked in no time', () => {
  const many = report(Array.from({ length: 20_000 }, (_, i) => at(`${i % 500}.yaml`, 1 + Math.floor(i / 500))));
  const started = performance.now();
  const { results } = markExisting(many.results, baselineOf(many.results));
  expect(results.every(({ state }) => state === 'existing')).toBe(true);
  expect(performance.now() - started).toBeLessThan(3_000);
});
