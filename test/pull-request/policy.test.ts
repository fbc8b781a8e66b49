/** A pull request can make the policy stricter and never looser, whatever it edits. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { baselineOf, writeBaseline } from '../../src/report/baseline.ts';
import { ScratchRepository } from '../git/scratch-repository.ts';
import { check, pullEvent } from './checking.ts';

let repository: ScratchRepository;
beforeEach(() => {
  repository = new ScratchRepository();
});
afterEach(() => repository.remove());

const open = (name: string): string =>
  "AWSTemplateFormatVersion: '2010-09-09'\nTransform: AWS::Serverless-2016-10-31\nResources:\n" +
  `  ${name}:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: hello.handler\n      Runtime: nodejs24.x\n      Tracing: Active\n` +
  '      FunctionUrlConfig:\n        AuthType: NONE\n';
const rule = 'triggers/public-invocation';
const suppressions = `suppressions:\n  - rule: ${rule}\n    reason: The page is public.\n`;

test.each<[string, string | undefined, string]>([
  ['fail-severity none', undefined, 'fail-severity: none\n'],
  ['a rule switched off', undefined, `rules:\n  ${rule}: off\n`],
  ['a milder severity', 'rules: {}\n', `rules:\n  ${rule}: low\n`],
  ['its file excluded', undefined, "exclude: ['new.yaml']\n"],
  ['everything excluded, where something was', "exclude: ['docs/**']\n", "exclude: ['docs/**', '**']\n"],
  ['a way around an exclusion', "exclude: ['*.yaml', '!new.yaml']\n", "exclude: ['*.yaml']\n"],
  ['files too large to read', undefined, 'max-file-size: 0.0001\n'],
  ['a gate that lets the practice pass', undefined, 'gate:\n  practices:\n    invoke-open: none\n'],
  ['a gate that lets the scanner pass', undefined, 'gate:\n  scanners:\n    builtin: none\n'],
  ['a suppression', undefined, suppressions],
  ['a suppression in a policy that was stricter', 'fail-severity: low\n', `fail-severity: none\n${suppressions}`],
])('looser changes nothing until it is merged: %s', async (_, before, after) => {
  const base = repository.commit({ 'template.yaml': open('Old').replace('NONE', 'AWS_IAM'), 'faasgate.yml': before ?? '# nothing\n' });
  const change = repository.commit({ 'new.yaml': open('New'), 'faasgate.yml': after });
  const { exitCode, notices } = await check(repository.folder, pullEvent(change, base));
  expect({ exitCode, told: notices.some((one) => /until this is merged|label faasgate\/approve/.test(one)) }).toEqual({ exitCode: 1, told: true });
  const merged = await check(repository.folder, { ...pullEvent(change, base), name: 'push', pull: undefined });
  expect(merged.exitCode).not.toBe(1);
});

test.each<[string, string, string, number]>([
  ['fail-severity', 'fail-severity: none\n', 'fail-severity: high\n', 1],
  ['a rule switched on again', `rules:\n  ${rule}: off\n`, '# nothing\n', 1],
  ['the configuration deleted', 'fail-severity: none\n', '', 1],
  ['an exclusion taken away', "exclude: ['new.yaml']\n", 'exclude: []\n', 1],
  ['a suppression taken away', suppressions, '# nothing\n', 1],
  ['a stricter gate for the practice', 'fail-severity: none\n', 'fail-severity: none\ngate:\n  practices:\n    invoke-open: critical\n', 1],
  ['known findings fail too', '# nothing\n', 'gate:\n  only-new: false\n', 1],
  ['nothing changed', 'fail-severity: none\n', 'fail-severity: none\n', 0],
])('stricter counts at once: %s', async (_, before, after, expected) => {
  const base = repository.commit({ 'template.yaml': open('Old'), 'faasgate.yml': before });
  const change = repository.commit({ 'new.yaml': open('New'), 'faasgate.yml': after === '' ? undefined : after });
  const { exitCode, notices } = await check(repository.folder, pullEvent(change, base));
  expect({ exitCode, told: notices.filter((one) => one.includes('until this is merged')) }).toEqual({ exitCode: expected, told: [] });
});

test('what the base branch has got since is in force, and is not taken for a change', async () => {
  repository.commit({ 'template.yaml': open('Old') });
  repository.git('checkout', '-q', '-b', 'change');
  const change = repository.commit({ 'new.yaml': open('New') });
  repository.git('checkout', '-q', 'main');
  const base = repository.commit({ 'faasgate.yml': suppressions });
  repository.git('checkout', '-q', 'change');
  const { exitCode, notices, states } = await check(repository.folder, pullEvent(change, base));
  expect({
    exitCode,
    states: states.filter((one) => one.includes('public-invocation')),
    notices: notices.filter((one) => one.includes('merged')),
  }).toEqual({
    exitCode: 0,
    states: ['accepted public-invocation NewUrl', 'accepted public-invocation OldUrl'],
    notices: [],
  });
});

const ignored = open('New').replace('        AuthType', `        # faasgate:ignore ${rule} reason="public"\n        AuthType`);

test('a suppression in the files is asked for, and counts once somebody who may has approved it', async () => {
  const base = repository.commit({ 'template.yaml': open('Old') });
  const change = repository.commit({ 'new.yaml': ignored });
  const asked = await check(repository.folder, pullEvent(change, base));
  expect(asked).toMatchObject({ exitCode: 1, states: expect.arrayContaining(['requested public-invocation NewUrl']) });
  expect(asked.notices.filter((one) => one.startsWith('new.yaml: the suppression of'))).toHaveLength(1);
  const approved = await check(repository.folder, pullEvent(change, base), 'octocat');
  expect(approved).toMatchObject({ exitCode: 0, states: expect.arrayContaining(['accepted public-invocation NewUrl']) });
  expect(approved.report.results.find(({ suppression }) => suppression)?.suppression?.approvedBy).toBe('octocat');
});

test('a suppression that is merged moves along with what it speaks of, and is not lent to anything else', async () => {
  const base = repository.commit({ 'template.yaml': ignored });
  const moved = repository.commit({ 'template.yaml': undefined, 'infra/app.yaml': `# moved\n${ignored}` });
  expect(await check(repository.folder, pullEvent(moved, base))).toMatchObject({
    exitCode: 0,
    states: expect.arrayContaining(['accepted public-invocation NewUrl']),
  });
  const lent = repository.commit({ 'infra/app.yaml': ignored.replace('New:', 'Other:') });
  expect(await check(repository.folder, pullEvent(lent, base))).toMatchObject({
    exitCode: 1,
    states: expect.arrayContaining(['requested public-invocation OtherUrl']),
  });
});

test('the baseline of the base counts: what a pull request adds to it does not, and what it takes out is gone', async () => {
  const config = 'baseline: known.json\n';
  const empty = writeBaseline({ version: 1, findings: [] });
  const base = repository.commit({ 'template.yaml': open('Old').replace('NONE', 'AWS_IAM'), 'faasgate.yml': config, 'known.json': empty });
  const first = repository.commit({ 'new.yaml': open('New') });
  const { report } = await check(repository.folder, pullEvent(first, base));
  const change = repository.commit({ 'known.json': writeBaseline(baselineOf(report.results)) });
  const { exitCode, notices } = await check(repository.folder, pullEvent(change, base));
  expect({ exitCode, told: notices.some((one) => /^known\.json: \d+ of the findings that are added/.test(one)) }).toEqual({
    exitCode: 1,
    told: true,
  });
  expect((await check(repository.folder, { ...pullEvent(change, base), name: 'push', pull: undefined })).exitCode).toBe(0);
});

test('a configuration of the base that cannot be read keeps nobody from mending it, and loosens nothing', async () => {
  const base = repository.commit({ 'template.yaml': open('Old'), 'faasgate.yml': 'fail-severity: [\n' });
  const change = repository.commit({ 'faasgate.yml': 'fail-severity: none\n', 'new.yaml': open('New') });
  const { exitCode, notices } = await check(repository.folder, pullEvent(change, base));
  expect({ exitCode, told: notices.some((one) => one.startsWith("the base's configuration cannot be used")) }).toEqual({ exitCode: 1, told: true });
});
