/** Which scanners run, as a user has it: what is said of those that do not, and how the run ends. */
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { checkovVersion } from '../../src/scanners/checkov/install.ts';
import { Scratch } from './bundle.ts';

let scratch: Scratch;
afterEach(() => scratch.remove());

const template = `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: orders
      SqsManagedSseEnabled: true
`;
const manifest = '{ "name": "orders", "dependencies": { "lodash": "4.17.15" } }\n';
const lock = JSON.stringify({
  name: 'orders',
  lockfileVersion: 3,
  packages: { '': { name: 'orders', dependencies: { lodash: '4.17.15' } }, 'node_modules/lodash': { version: '4.17.15' } },
});

/** A machine with nothing on it, and no way out of it. */
const bare = { PATH: '/nonexistent', HTTPS_PROXY: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9' };
/** One with the Checkov that the tests install. */
const withCheckov = (): Record<string, string> => {
  const tools = join(scratch.base, 'tools');
  mkdirSync(tools);
  const name = `checkov-${checkovVersion}`;
  symlinkSync(join(resolve(import.meta.dirname, '../../.tools'), name), join(tools, name));
  return { ...bare, FAASGATE_TOOLS: tools };
};

test('a machine with no Python, no Snyk and no network: our own results, one sentence for each scanner that did not run, exit 0', () => {
  scratch = new Scratch({ 'template.yaml': template, 'package.json': manifest, 'package-lock.json': lock });
  const { exitCode, stdout, stderr } = scratch.runIn(bare, 'scan', '.');
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const header = stdout.split('\n\n')[0]!.replaceAll('\n', ' ');
  expect(header).toMatch(/builtin \d+\.\d s/);
  expect(header).toContain('checkov not run (not installed)');
  expect(header).toContain('snyk not run (no SNYK_TOKEN)');
});

test('a scanner that is asked for and cannot be had is exit 3, unless it is optional', () => {
  scratch = new Scratch({ 'template.yaml': template, 'package.json': manifest, 'package-lock.json': lock });
  const asked = scratch.runIn(bare, 'scan', '.', '--scanners', 'builtin,checkov');
  expect(asked.exitCode).toBe(3);
  expect(asked.stdout).toContain('the scanner checkov is required and failed: it could not be installed: there is neither uv nor Python here');
  expect(scratch.runIn(bare, 'scan', '.', '--scanners', 'builtin,snyk').exitCode).toBe(3);
  scratch.put('faasgate.yml', 'scanners: [builtin, checkov, snyk]\noptional-scanners: [checkov, snyk]\n');
  expect(scratch.runIn(bare, 'scan', '.').exitCode).toBe(0);
});

test('doctor says what is there and what would run', () => {
  scratch = new Scratch({ 'template.yaml': template });
  const nothing = scratch.runIn(bare, 'doctor');
  expect(nothing.exitCode).toBe(0);
  expect(nothing.stdout).toMatch(/^checkov +not there +not installed, and cannot be installed: there is neither uv nor Python here$/m);
  expect(nothing.stdout).toMatch(/^snyk +not there +not installed; there is no SNYK_TOKEN$/m);
  const asked = scratch.runIn(bare, 'doctor', '--scanners', 'builtin,checkov');
  expect(asked.exitCode).toBe(3);
  expect(asked.stdout).toContain('asked for, and cannot run: checkov');
  const there = scratch.runIn(withCheckov(), 'doctor', '--scanners', 'builtin,checkov');
  expect(there.exitCode).toBe(0);
  expect(there.stdout).toMatch(new RegExp(`^checkov +ready +version ${checkovVersion}, installed in `, 'm'));
  expect(there.stdout).toContain('would run: builtin, checkov');
});

test('an installed Checkov runs beside our own rules; a key that is planted appears in no output', () => {
  const key = 'AKIA' + 'Q3EGRTXKZ5WMPL7V';
  const planted = `  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs24.x
      Handler: app.handler
      Role: arn:aws:iam::123456789012:role/worker
      Code: { S3Bucket: code, S3Key: worker.zip }
      Environment:
        Variables:
          AWS_ACCESS_KEY_ID: ${key}
`;
  scratch = new Scratch({ 'template.yaml': template + planted });
  const places = withCheckov();
  for (const scanners of ['auto', 'checkov']) {
    const outputs = ['o.sarif', 'o.json', 'o.md'];
    const run = scratch.runIn(places, 'scan', '.', '--all', '--scanners', scanners, '--sarif', 'o.sarif', '--json', 'o.json', '--markdown', 'o.md');
    expect(run.stdout).toMatch(/checkov \d+\.\d+\.\d+ \d+\.\d s/);
    expect(run.stdout).toContain('CKV_AWS_45');
    const written = outputs.map((name) => readFileSync(join(scratch.app, name), 'utf8'));
    expect([run.stdout, run.stderr, ...written].filter((text) => text.includes(key))).toEqual([]);
  }
});

test('a Checkov that the repository brings along is not started, even where the PATH leads to it', () => {
  scratch = new Scratch({ 'template.yaml': template });
  const marker = join(scratch.app, 'taken-over');
  scratch.put('node_modules/.bin/checkov', `#!/bin/sh\ntouch '${marker}'\n`);
  chmodSync(join(scratch.app, 'node_modules/.bin/checkov'), 0o755);
  const path = [join(scratch.app, 'node_modules/.bin'), '/nonexistent'].join(delimiter);
  expect(scratch.runIn({ ...bare, PATH: path }, 'scan', '.').stdout).toContain('checkov not run (not installed)');
  expect(existsSync(marker)).toBe(false);
});
