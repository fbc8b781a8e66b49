/** The orders of versions: the examples of each ecosystem's own specification. */
import { expect, test } from 'vitest';
import { isCompatibleStep, versionOrder } from '../../src/packages/versions/order.ts';
import type { Ecosystem } from '../../src/packages/ecosystem.ts';

/** In ascending order. */
const rising: Readonly<Record<Ecosystem, readonly string[]>> = {
  npm: [
    '0.9.0',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.0.1',
    '1.10.0',
    '2.0.0',
  ],
  PyPI: ['1.0.dev456', '1.0a1', '1.0a2.dev456', '1.0b1.dev456', '1.0rc1', '1.0', '1.0+abc.5', '1.0.post456', '1.1.dev1', '1.10', '1!0.1'],
  Maven: ['1-alpha-1', '1-beta', '1-m1', '1-rc1', '1-SNAPSHOT', '1', '1-sp', '1-foo', '1-1', '1.1', '1.1.1', '1.10', '20231013'],
  Go: ['0.0.0-20190101000000-abcdefabcdef', '0.1.0', '1.2.3-pre', '1.2.3', '1.2.4-0.20200101000000-abcdefabcdef', '1.2.4', '2.0.0'],
  NuGet: ['1.0.0-alpha', '1.0.0-alpha.2', '1.0.0-alpha.10', '1.0.0-beta', '1.0.0', '1.0.0.1', '1.0.1', '1.10', '12.0.3', '13.0.1'],
};

test.each(Object.keys(rising) as Ecosystem[])('%s: every version stands where its specification puts it', (ecosystem) => {
  const order = versionOrder(ecosystem);
  const versions = rising[ecosystem];
  for (const [i, a] of versions.entries()) {
    expect(order.isVersion(a)).toBe(true);
    for (const [j, b] of versions.entries()) expect([a, b, Math.sign(order.compare(a, b))]).toEqual([a, b, Math.sign(i - j)]);
  }
});

test.each([
  ['Maven', '1', '1.0.0'],
  ['Maven', '1.0', '1-ga'],
  ['Maven', '1.0.0.RELEASE', '1.0.0'],
  ['Maven', '1.0-rc', '1.0-cr'],
  ['Maven', '1-a1', '1-alpha-1'],
  ['Maven', '4.1.0.Final', '4.1'],
  ['NuGet', '1.0', '1.0.0.0'],
  ['NuGet', '1.0.0-RC', '1.0.0-rc'],
  ['NuGet', '1.0.0+build', '1.0.0'],
  ['PyPI', '1.0', '1.0.0'],
  ['Go', '2.0.0+incompatible', '2.0.0'],
] as const)('%s: %s is %s', (ecosystem, a, b) => {
  expect(versionOrder(ecosystem).compare(a, b)).toBe(0);
});

test.each([
  ['npm', 'latest'],
  ['npm', '1.x'],
  ['PyPI', 'not a version'],
  ['Maven', '${log4j.version}'],
  ['Maven', '[1.0,2.0)'],
  ['NuGet', '12.*'],
  ['NuGet', '$(JsonVersion)'],
  ['npm', `1.0.${'9'.repeat(300)}`],
] as const)('%s: %s is no version', (ecosystem, text) => {
  expect(versionOrder(ecosystem).isVersion(text)).toBe(false);
});

test.each([
  ['npm', '4.17.15', '4.17.21', true],
  ['npm', '8.5.1', '9.0.0', false],
  ['npm', '0.4.1', '0.4.2', true],
  ['npm', '0.4.1', '0.5.0', false],
  ['Maven', '2.14.1', '2.17.1', true],
  ['PyPI', '5.3.1', '6.0', false],
] as const)('%s: from %s to %s may be compatible: %s', (ecosystem, from, to, compatible) => {
  expect(isCompatibleStep(ecosystem, from, to)).toBe(compatible);
});
