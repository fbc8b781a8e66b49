/** A folder's report told as the repository's: no path is forgotten. */
import { expect, test } from 'vitest';
import { relocate } from '../../src/report/relocate.ts';
import { finding, report } from './samples.ts';

test('every path gets the beginning of the folder, and nothing else changes', () => {
  const place = { path: 'template.yaml', startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };
  const sample = finding({
    place,
    related: [{ place, text: 'also here' }],
    flow: [{ place, text: 'from here' }],
    fix: { title: 'mend it', risk: 'safe', edits: [{ place, text: 'x' }] },
  });
  const one = report([sample]);
  const [result] = one.results;
  const told = {
    ...one,
    notices: [{ level: 'info', path: 'template.yaml', message: 'm' } as const],
    comparison: { head: 'h', base: 'b', fixed: [result!], notCompared: [] },
  };
  const moved = JSON.stringify(relocate(told, 'services/a'));
  expect(moved.match(/"path":"[^"]*"/g)?.filter((text) => !text.startsWith('"path":"services/a/'))).toEqual([]);
  expect(JSON.parse(moved.replaceAll('services/a/', ''))).toEqual(JSON.parse(JSON.stringify(told)));
  expect(relocate(told, '')).toBe(told);
});
