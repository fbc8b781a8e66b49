/** CVSS: the vectors that FIRST publishes as examples, with their scores. */
import { expect, test } from 'vitest';
import { scoreOf, severityOf } from '../../../src/scanners/osv/cvss/severity.ts';

test.each([
  // https://www.first.org/cvss/v2/guide, section 3.3
  ['AV:N/AC:L/Au:N/C:N/I:N/A:C', 7.8],
  ['AV:N/AC:L/Au:N/C:C/I:C/A:C', 10],
  ['AV:L/AC:H/Au:N/C:C/I:C/A:C', 6.2],
  // https://www.first.org/cvss/v3-1/examples
  ['CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N', 6.4],
  ['CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N', 3.1],
  ['CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H', 9.9],
  ['CVSS:3.1/AV:L/AC:L/PR:H/UI:N/S:U/C:L/I:L/A:L', 4.2],
  ['CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N', 7.5],
  ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', 10],
  ['CVSS:3.1/AV:L/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N', 0],
  // https://www.first.org/cvss/v4-0/examples
  ['CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 7.3],
  ['CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 7.7],
  ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:L/VA:L/SC:N/SI:N/SA:N', 8.8],
  ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H', 10],
  ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N', 0],
] as const)('%s scores %d', (vector, score) => {
  expect(scoreOf(vector)).toBe(score);
});

test.each([
  '',
  'CVSS:3.1/AV:N',
  'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:S/VI:H/VA:H/SC:N/SI:N/SA:N',
  'AV:Q/AC:L/Au:N/C:N/I:N/A:C',
  'CVSS:9.0/AV:N',
  'high',
])('"%s" has no score', (vector) => {
  expect(scoreOf(vector)).toBeUndefined();
});

test('the newest readable version of CVSS speaks, then the word of the database', () => {
  const v3 = { type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H' };
  const v4 = { type: 'CVSS_V4', score: 'CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N' };
  expect(severityOf([v3, v4], 'LOW')).toBe('high');
  expect(severityOf([v3, { type: 'CVSS_V4', score: 'nonsense' }], 'LOW')).toBe('critical');
  expect(severityOf([], 'MODERATE')).toBe('medium');
  expect(severityOf([], undefined)).toBe('medium');
});
