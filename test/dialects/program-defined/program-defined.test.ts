/** Applications that only a program could tell are named, and nothing is said of those whose output is there. */
import { expect, it } from 'vitest';
import { dialects } from '../../../src/dialects/index.ts';
import { rules } from '../../../src/rules/index.ts';
import { builtinScanner } from '../../../src/scanners/builtin/builtin.ts';
import { memoryTree } from '../../../src/source/memory.ts';

const builtin = builtinScanner({ dialects, rules, today: '2026-11-01', clock: () => 0 });

function scan(files: Readonly<Record<string, string>>): ReturnType<typeof builtin.scan> {
  return builtin.scan(memoryTree(files), {});
}

const programs: readonly (readonly [path: string, text: string, told: RegExp])[] = [
  ['infra/cdk.json', '{ "app": "npx ts-node bin/app.ts" }', /run "cdk synth" before the scan/],
  ['infra/cdktf.json', '{ "language": "typescript", "app": "npx ts-node main.ts" }', /run "cdktf synth" before the scan/],
  ['serverless.ts', "const service: AWS = { service: 'orders', provider: { name: 'aws' } };\nmodule.exports = service;\n", /only serverless.yml/],
  ['sst.config.ts', 'export default $config({ app() {}, async run() {} });\n', /SST makes the resources/],
  ['Pulumi.yaml', 'name: orders\nruntime: nodejs\n', /defined for Pulumi/],
];

it.each(programs)('%s is named with what to do', async (path, text, told) => {
  const { notices, findings } = await scan({ [path]: text });
  expect(notices).toEqual([{ level: 'warning', path, message: expect.stringMatching(told) as string }]);
  expect(findings).toEqual([]);
});

it('a repository of nothing but such programs is not taken for one that was scanned', async () => {
  const { coverage } = await scan({ 'cdk.json': '{ "app": "cdk.py" }', 'Pulumi.yaml': 'name: a\nruntime: go\n' });
  expect(coverage).toMatchObject({ applications: 0, files: 0 });
});

const template = '{ "Resources": { "Queue": { "Type": "AWS::SQS::Queue" } } }';

it.each([
  ['cdk.out', '{ "app": "node app.js" }'],
  ['build/templates', '{ "app": "node app.js", "output": "build/templates" }'],
])('an application of the CDK is read in %s', async (folder, text) => {
  const { notices, coverage } = await scan({ 'infra/cdk.json': text, [`infra/${folder}/Orders.template.json`]: template });
  expect(notices).toEqual([]);
  expect(coverage).toMatchObject({ applications: 1, files: 2 });
});

it.each([
  ['src/serverless.js', "export const title = 'a page about serverless';\n"],
  ['cdk.json', '{ "context": {} }'],
  ['Pulumi.yaml', 'name: nothing else\n'],
])('%s that defines no application is passed over: %s', async (path, text) => {
  expect((await scan({ [path]: text })).notices).toEqual([]);
});
