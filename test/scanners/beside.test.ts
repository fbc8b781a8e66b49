/** Scanners that run at once on the same files: what one of them asks of a file takes nothing from what another reads in it. */
import { expect, test } from 'vitest';
import { dialects } from '../../src/dialects/index.ts';
import { rules } from '../../src/rules/index.ts';
import { builtinScanner } from '../../src/scanners/builtin/builtin.ts';
import { functionsByFolder } from '../../src/scanners/osv/functions.ts';
import { osvScanner } from '../../src/scanners/osv/osv.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { scan as scanPackages, start, still } from './osv/scanning.ts';

const files = {
  'template.yaml': `
Transform: AWS::Serverless-2016-10-31
Resources:
  Greet:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: ., Handler: greet.handler, Runtime: nodejs22.x }
`,
  'greet.js': 'exports.handler = async (event) => {\n  console.log(JSON.stringify(event));\n};\n',
  'package.json': '{ "dependencies": { "lodash": "^4.17.15" } }\n',
};

test('code is read although packages are looked up before its grammar is there', async () => {
  const double = await start();
  const tree = memoryTree(files);
  const builtin = builtinScanner({ dialects, rules, today: '2026-11-22', clock: () => 0 });
  const packages = osvScanner({ url: double.url, ...still, functionsOf: functionsByFolder(dialects) });
  const [own, other] = await Promise.all([builtin.scan(tree), packages.scan(tree)]);
  expect(own.notices).toEqual([]);
  expect(own.findings.map(({ ruleId }) => ruleId)).toContain('logging/sensitive-data-logged');
  expect(other.findings.map(({ message }) => message)).toEqual([expect.stringContaining('Greet')]);
});

test('a look at packages alone names the functions all the same', async () => {
  const { findings } = await scanPackages(files, await start(), { functionsOf: functionsByFolder(dialects) });
  expect(findings.map(({ message }) => message)).toEqual([expect.stringContaining('Greet')]);
});
