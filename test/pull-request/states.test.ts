/** What is new, known and fixed while a pull request grows, moves and shrinks. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ScratchRepository } from '../git/scratch-repository.ts';
import { check, pullEvent } from './checking.ts';

let repository: ScratchRepository;
beforeEach(() => {
  repository = new ScratchRepository();
});
afterEach(() => repository.remove());

const head = "AWSTemplateFormatVersion: '2010-09-09'\nTransform: AWS::Serverless-2016-10-31\nResources:\n";
const open = (name: string, more = ''): string =>
  `  ${name}:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: hello.handler\n      Runtime: nodejs24.x\n      Tracing: Active\n` +
  `      FunctionUrlConfig:\n${more}        AuthType: NONE\n`;
const closed = (name: string): string => open(name).replace('NONE', 'AWS_IAM');
const template = (...functions: readonly string[]): string => head + functions.join('');
const invocation = (state: string, name: string): string => `${state} public-invocation ${name}Url`;
const only = (states: readonly string[]): readonly string[] => states.filter((one) => one.includes('public-invocation'));

test('push after push, the states are those of the code and of nothing else', async () => {
  const base = repository.commit({ 'template.yaml': template(open('Old'), closed('Quiet')) });
  repository.git('checkout', '-q', '-b', 'change');
  const steps: readonly (readonly [string, () => string, readonly string[], number])[] = [
    ['nothing', () => repository.commit(), [invocation('existing', 'Old')], 0],
    [
      'introduce two',
      () => repository.commit({ 'new.yaml': template(open('A'), open('B')) }),
      [invocation('existing', 'Old'), invocation('new', 'A'), invocation('new', 'B')],
      1,
    ],
    [
      'move the old one within its file',
      () => repository.commit({ 'template.yaml': template('  # moved\n', closed('Quiet'), open('Old')) }),
      [invocation('existing', 'Old'), invocation('new', 'A'), invocation('new', 'B')],
      1,
    ],
    [
      'fix half',
      () => repository.commit({ 'new.yaml': template(closed('A'), open('B')) }),
      [invocation('existing', 'Old'), invocation('new', 'B')],
      1,
    ],
    [
      'rename the old file',
      () => repository.commit({ 'template.yaml': undefined, 'infra/app.yaml': template(closed('Quiet'), open('Old')) }),
      [invocation('existing', 'Old'), invocation('new', 'B')],
      1,
    ],
    [
      'copy the old one: two alike are not one',
      () => repository.commit({ 'copy.yaml': template(open('Old')) }),
      [invocation('existing', 'Old'), invocation('new', 'B'), invocation('new', 'Old')],
      1,
    ],
    [
      'fix the copy and what was new',
      () => repository.commit({ 'copy.yaml': undefined, 'new.yaml': template(closed('A'), closed('B')) }),
      [invocation('existing', 'Old')],
      0,
    ],
    ['fix the old one', () => repository.commit({ 'infra/app.yaml': template(closed('Quiet'), closed('Old')) }), [invocation('fixed', 'Old')], 0],
    [
      'revert that, by force',
      () => {
        repository.git('reset', '-q', '--hard', 'HEAD~1');
        return repository.commit();
      },
      [invocation('existing', 'Old')],
      0,
    ],
  ];
  const seen: [string, readonly string[], number][] = [];
  for (const [name, push] of steps) {
    const { states, exitCode } = await check(repository.folder, pullEvent(push(), base));
    seen.push([name, only(states), exitCode]);
  }
  expect(seen).toEqual(steps.map(([name, , states, exitCode]) => [name, states, exitCode]));
});

test('a rebase upon a base that has moved compares with the new merge base', async () => {
  repository.commit({ 'template.yaml': template(closed('Quiet')) });
  repository.git('checkout', '-q', '-b', 'change');
  const before = repository.commit({ 'mine.yaml': template(open('Mine')) });
  repository.git('checkout', '-q', 'main');
  const base = repository.commit({ 'theirs.yaml': template(open('Theirs')) });
  repository.git('checkout', '-q', 'change');
  expect(only((await check(repository.folder, pullEvent(before, base))).states)).toEqual([invocation('new', 'Mine')]);
  repository.git('rebase', '-q', 'main');
  const after = repository.git('rev-parse', 'HEAD');
  expect(only((await check(repository.folder, pullEvent(after, base))).states)).toEqual([
    invocation('existing', 'Theirs'),
    invocation('new', 'Mine'),
  ]);
});

test('where the merge commit is checked out the head is scanned, and what earlier steps left in the folder with it', async () => {
  const first = repository.commit({ 'template.yaml': template(closed('Quiet')) });
  repository.git('checkout', '-q', '-b', 'change');
  const change = repository.commit({ 'mine.yaml': template(open('Mine')) });
  repository.git('checkout', '-q', '-b', 'merge', 'main');
  const base = repository.commit({ 'theirs.yaml': template(open('Theirs')) });
  repository.git('merge', '-q', '--no-ff', '-m', 'Merge', 'change');
  repository.write({ 'made/app.yaml': template(open('Made')) });
  const { states, report } = await check(repository.folder, pullEvent(change, base));
  expect(only(states)).toEqual([invocation('new', 'Made'), invocation('new', 'Mine')]);
  expect(report.comparison).toMatchObject({ head: change, base: first, notCompared: [] });
});

test('a folder of the repository is compared with the same folder', async () => {
  const base = repository.commit({ 'services/a/template.yaml': template(open('Old')), 'services/b/template.yaml': template(open('Elsewhere')) });
  repository.git('checkout', '-q', '-b', 'change');
  const change = repository.commit({ 'services/a/more.yaml': template(open('More')) });
  const { states } = await check(`${repository.folder}/services/a`, pullEvent(change, base));
  expect(only(states)).toEqual([invocation('existing', 'Old'), invocation('new', 'More')]);
});

test('a file that can no longer be read is not fixed', async () => {
  const base = repository.commit({ 'template.yaml': template(open('Old')), 'other.yaml': template(closed('Other')) });
  const change = repository.commit({ 'template.yaml': `${template(open('Old'))}  Broken: [\n` });
  const { report, notices } = await check(repository.folder, pullEvent(change, base));
  const told = notices.some((one) => /could not be looked for again/.test(one));
  expect({ fixed: report.comparison?.fixed.length, found: report.results.length > 0 || told }).toEqual({ fixed: 0, found: true });
});

test('a suppression that is taken away makes its finding new', async () => {
  const ignore = '        # faasgate:ignore triggers/public-invocation reason="the status page is public"\n';
  const base = repository.commit({ 'template.yaml': template(open('Old', ignore)) });
  expect(only((await check(repository.folder, pullEvent(base, base))).states)).toEqual([invocation('accepted', 'Old')]);
  const change = repository.commit({ 'template.yaml': template(open('Old')) });
  expect(await check(repository.folder, pullEvent(change, base))).toMatchObject({
    exitCode: 1,
    states: expect.arrayContaining([invocation('new', 'Old')]),
  });
});
