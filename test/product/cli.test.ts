/** The command line as a user has it: what it prints, what it writes, how it ends. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { Scratch } from './bundle.ts';

let scratch: Scratch;
afterEach(() => scratch.remove());

const open = `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      Handler: hello.handler
      Runtime: nodejs24.x
      Tracing: Active
      FunctionUrlConfig:
        AuthType: NONE
`;
const closed = open.replace('NONE', 'AWS_IAM');
const password = ['winter', 'Harbour', '4217'].join('-');
const withSecret = closed.replace('      Tracing', `      Environment:\n        Variables:\n          DB_PASSWORD: ${password}\n      Tracing`);

test('a finding at or above the threshold is exit 1, with its line', () => {
  scratch = new Scratch({ 'template.yaml': open });
  const { exitCode, stdout } = scratch.run('scan', '.');
  expect(exitCode).toBe(1);
  expect(stdout).toContain('template.yaml');
  expect(stdout).toContain('triggers/public-invocation');
  expect(stdout).toMatch(/11 │ +AuthType: NONE/);
  expect(stdout).toMatch(/FAILED .*exit 1/);
  expect(stdout).not.toMatch(/\u001b\[/);
});

test('nothing above the threshold is exit 0', () => {
  scratch = new Scratch({ 'template.yaml': closed });
  expect(scratch.run('scan', '.').exitCode).toBe(0);
});

test.each([
  ['fail-severity none', ['--fail-severity', 'none'], 0],
  ['a severity that does not exist', ['--fail-severity', 'severe'], 2],
  ['an option that does not exist', ['--no-such-option'], 2],
  ['a scanner that does not exist', ['--scanners', 'nobody'], 2],
  ['a configuration that does not exist', ['--config', 'nowhere.yml'], 2],
  ['a baseline that does not exist', ['--baseline', 'nowhere.json'], 2],
])('%s', (_, args, exitCode) => {
  scratch = new Scratch({ 'template.yaml': open });
  const run = scratch.run('scan', '.', ...args);
  expect({ exitCode: run.exitCode, trace: /^\s+at /m.test(run.stderr) }).toEqual({ exitCode, trace: false });
  if (exitCode === 2) expect(run.stderr.trim()).not.toBe('');
});

const imported = (uri: string): string =>
  JSON.stringify({
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Checkov', version: '3.3.30' } },
        results: [
          {
            ruleId: 'CKV_AWS_258',
            message: { text: 'open' },
            locations: [{ physicalLocation: { artifactLocation: { uri }, region: { startLine: 4, endLine: 11 } } }],
          },
        ],
      },
    ],
  });

test('what another tool has written to a SARIF file is the same finding, from the command line and from the configuration', () => {
  scratch = new Scratch({ 'template.yaml': open, 'checkov.sarif': imported('template.yaml') });
  expect(scratch.run('scan', '.', '--import-sarif', 'checkov.sarif').stdout).toMatch(/triggers\/public-invocation +also CKV_AWS_258/);
  scratch.remove();
  scratch = new Scratch({ 'template.yaml': open, 'checkov.sarif': imported('template.yaml'), 'faasgate.yml': 'sarif-inputs: [checkov.sarif]\n' });
  expect(scratch.run('scan', '.').stdout).toMatch(/triggers\/public-invocation +also CKV_AWS_258/);
});

test('a SARIF file that cannot be read is not run, and never passes', () => {
  scratch = new Scratch({ 'template.yaml': closed, 'broken.sarif': '<html>' });
  const run = scratch.run('scan', '.', '--import-sarif', 'broken.sarif');
  expect(run.exitCode).toBe(3);
  expect(run.stdout).toContain('not run: sarif-file failed: broken.sarif: it is not JSON');
});

test('the configuration names SARIF files of its own folder only', () => {
  scratch = new Scratch({ 'template.yaml': closed, 'faasgate.yml': 'sarif-inputs: [../secret.sarif]\n' });
  expect(scratch.run('scan', '.')).toMatchObject({ exitCode: 2, stderr: 'faasgate: sarif-inputs: ../secret.sarif is not in the scanned folder\n' });
});

test('no such folder, and nothing to scan, are sentences with their exit codes', () => {
  scratch = new Scratch({ 'README.md': 'nothing' });
  const nowhere = scratch.run('scan', 'nowhere');
  expect(nowhere).toMatchObject({ exitCode: 2, stderr: 'faasgate: nowhere: no such file or folder\n' });
  const nothing = scratch.run('scan', '.');
  expect(nothing.exitCode).toBe(3);
  expect(nothing.stdout).toContain('nothing to scan');
});

test('an unknown key of the configuration names file, line and the likely key', () => {
  scratch = new Scratch({ 'template.yaml': closed, 'faasgate.yml': 'scanners: auto\nfail-severty: low\n' });
  expect(scratch.run('scan', '.')).toMatchObject({
    exitCode: 2,
    stderr: 'faasgate: faasgate.yml:2: unknown key "fail-severty"; did you mean "fail-severity"?\n',
  });
});

test('the configuration counts, and the command line wins over it', () => {
  scratch = new Scratch({ 'template.yaml': open, 'faasgate.yml': 'fail-severity: none\n' });
  expect(scratch.run('scan', '.').exitCode).toBe(0);
  expect(scratch.run('scan', '.', '--fail-severity', 'critical').exitCode).toBe(1);
});

test('a SARIF file that cannot be written is told, and passed becomes 3', () => {
  scratch = new Scratch({ 'template.yaml': closed, occupied: 'a file' });
  const run = scratch.run('scan', '.', '--sarif', 'occupied/out.sarif');
  expect(run.exitCode).toBe(3);
  expect(run.stderr).toContain('occupied/out.sarif could not be written');
});

test('writes SARIF, JSON and Markdown', () => {
  scratch = new Scratch({ 'template.yaml': open });
  scratch.run('scan', '.', '--sarif', 'out/a.sarif', '--json', 'out/a.json', '--markdown', 'out/a.md');
  const sarif = JSON.parse(readFileSync(join(scratch.app, 'out/a.sarif'), 'utf8'));
  expect(sarif.runs[0].results[0]).toMatchObject({
    ruleId: 'triggers/public-invocation',
    level: 'error',
    locations: [{ physicalLocation: { artifactLocation: { uri: 'template.yaml' }, region: { startLine: 11 } } }],
  });
  expect(JSON.parse(readFileSync(join(scratch.app, 'out/a.json'), 'utf8')).verdict.exitCode).toBe(1);
  expect(readFileSync(join(scratch.app, 'out/a.md'), 'utf8')).toContain('triggers/public-invocation');
});

test('a secret appears in no output', () => {
  scratch = new Scratch({ 'template.yaml': withSecret });
  const { stdout, stderr } = scratch.run(
    'scan',
    '.',
    '--all',
    '--sarif',
    'o.sarif',
    '--json',
    'o.json',
    '--markdown',
    'o.md',
    '--write-baseline',
    'o.baseline',
  );
  const files = ['o.sarif', 'o.json', 'o.md', 'o.baseline'].map((name) => readFileSync(join(scratch.app, name), 'utf8'));
  expect(stdout).toContain('secrets/secret-in-environment');
  expect([stdout, stderr, ...files].filter((text) => text.includes(password))).toEqual([]);
});

test('fix applies what cannot break, and more with --review; a dry run prints a patch that git takes', () => {
  scratch = new Scratch({ 'template.yaml': open.replace('      Tracing: Active\n', '') });
  execFileSync('git', ['init', '-q'], { cwd: scratch.app });
  const patch = scratch.run('fix', '.', '--review', '--dry-run');
  expect(patch.exitCode).toBe(0);
  expect(readFileSync(join(scratch.app, 'template.yaml'), 'utf8')).toContain('AuthType: NONE');
  writeFileSync(join(scratch.base, 'fix.patch'), patch.stdout);
  execFileSync('git', ['apply', '--check', join(scratch.base, 'fix.patch')], { cwd: scratch.app });
  scratch.run('fix', '.');
  expect(readFileSync(join(scratch.app, 'template.yaml'), 'utf8')).toMatch(/AuthType: NONE[^]*Tracing: Active|Tracing: Active[^]*AuthType: NONE/);
  scratch.run('fix', '.', '--review', '--rule', 'triggers/public-invocation');
  expect(readFileSync(join(scratch.app, 'template.yaml'), 'utf8')).toContain('AuthType: AWS_IAM');
  expect(scratch.run('scan', '.').exitCode).toBe(0);
});

test('a baseline makes what is known pass, and nothing else', () => {
  scratch = new Scratch({ 'template.yaml': open });
  scratch.run('scan', '.', '--write-baseline', 'faasgate-baseline.json');
  expect(scratch.run('scan', '.', '--baseline', 'faasgate-baseline.json').exitCode).toBe(0);
  scratch.put('other.yaml', open.replace('Hello', 'Other'));
  expect(scratch.run('scan', '.', '--baseline', 'faasgate-baseline.json').exitCode).toBe(1);
});

test('a suppression with a reason passes; without one it does not', () => {
  scratch = new Scratch({
    'template.yaml': open.replace(
      '        AuthType',
      '        # faasgate:ignore triggers/public-invocation reason="public status page"\n        AuthType',
    ),
  });
  expect(scratch.run('scan', '.').exitCode).toBe(0);
  scratch.put('template.yaml', open.replace('        AuthType', '        # faasgate:ignore triggers/public-invocation\n        AuthType'));
  const run = scratch.run('scan', '.');
  expect(run.exitCode).toBe(1);
  expect(run.stdout).toMatch(/template\.yaml:11.*reason/);
});

test('one broken template is named with its line, and the rest is scanned', () => {
  scratch = new Scratch({ 'good/template.yaml': open, 'bad/template.yaml': "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  A: [\n" });
  const { stdout, exitCode } = scratch.run('scan', '.');
  expect(exitCode).toBe(1);
  expect(stdout).toContain('triggers/public-invocation');
  expect(stdout).toMatch(/bad\/template\.yaml:\d+/);
});

const nested = '['.repeat(100_000);
const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...'bcdefghij'.split('').map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(', ')}]`),
].join('\n');

test.each<[string, Readonly<Record<string, string | Uint8Array>>]>([
  ['a 50 MB template', { 'big.yaml': `AWSTemplateFormatVersion: x\nResources:\n${'#'.repeat(50 * 1024 * 1024)}` }],
  ['100,000 nested brackets in YAML', { 'deep.yaml': `AWSTemplateFormatVersion: x\nResources: ${nested}` }],
  ['100,000 nested brackets in JSON', { 'deep.json': `{"AWSTemplateFormatVersion": "x", "Resources": ${nested}` }],
  ['100,000 nested brackets in HCL', { 'deep.tf': `resource "aws_sqs_queue" "q" {\n  name = ${nested}\n}` }],
  ['an alias bomb', { 'bomb.yaml': `AWSTemplateFormatVersion: x\n${bomb}\nResources:\n  A: *j\n` }],
  ['broken JSON', { 'broken.json': '{"AWSTemplateFormatVersion": "x", "Resources": {"A": ' }],
  ['broken HCL', { 'broken.tf': 'resource "aws_sqs_queue" {{{ "' }],
  ['binary in a template', { 'binary.yaml': Uint8Array.from([0x41, 0, 1, 2, 3]) }],
])('%s ends in a sentence, and the rest is scanned', (_, files) => {
  scratch = new Scratch({ 'ok/template.yaml': open, ...files });
  const [name] = Object.keys(files);
  const { exitCode, stdout, stderr } = scratch.run('scan', '.');
  expect(exitCode).toBe(1);
  expect(stdout).toContain('triggers/public-invocation');
  expect(stdout).toContain(name);
  expect(stdout + stderr).not.toMatch(/^\s+at .*\.js:\d+/m);
});

test('cyclic references, modules and files end', () => {
  scratch = new Scratch({
    'ok/template.yaml': open,
    'cfn/template.yaml':
      "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  A:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: !Sub '${B}'\n  B:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: !Ref A\n",
    'tf/main.tf': 'module "a" {\n  source = "./a"\n}\nlocals {\n  x = local.y\n  y = local.x\n}\n',
    'tf/a/main.tf': 'module "b" {\n  source = "../../tf"\n}\n',
    'sls/serverless.yml':
      'service: s\nprovider:\n  name: aws\ncustom:\n  a: ${self:custom.b}\n  b: ${self:custom.a}\n  c: ${file(serverless.yml):custom.c}\n',
  });
  expect(scratch.run('scan', '.').exitCode).toBe(1);
});

test('a link out of the tree is not followed', () => {
  scratch = new Scratch({ 'template.yaml': closed });
  mkdirSync(join(scratch.base, 'outside'));
  writeFileSync(join(scratch.base, 'outside/template.yaml'), open);
  symlinkSync(join(scratch.base, 'outside'), join(scratch.app, 'link'));
  const { exitCode, stdout } = scratch.run('scan', '.');
  expect({ exitCode, told: stdout.includes('link leads out of the scanned folder') }).toEqual({ exitCode: 0, told: true });
});

test.each([
  ['UTF-16', (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])],
  ['a byte order mark', (text: string) => Buffer.from(`\ufeff${text}`)],
  ['CRLF', (text: string) => Buffer.from(text.replaceAll('\n', '\r\n'))],
])('%s is read, and fixes keep it', (_, encode) => {
  scratch = new Scratch({ 'template.yaml': encode(open) });
  expect(scratch.run('scan', '.').exitCode).toBe(1);
  scratch.run('fix', '.', '--review');
  expect(readFileSync(join(scratch.app, 'template.yaml')).equals(encode(closed))).toBe(true);
});

test('piped output is the same report twice, in lines of 120 columns at most', () => {
  scratch = new Scratch({ 'template.yaml': open });
  const [first, second] = [scratch.run('scan', '.', '--all'), scratch.run('scan', '.', '--all')];
  const steady = (text: string): string => text.replaceAll(/\d+(\.\d+)? m?s/g, '');
  expect(steady(first.stdout)).toBe(steady(second.stdout));
  expect(first.stdout.split('\n').filter((line) => line.length > 120)).toEqual([]);
});

test('rules, explain and help say what they should', () => {
  scratch = new Scratch();
  expect(scratch.run('rules').stdout).toContain('iam/wildcard-action');
  expect(scratch.run('explain', 'iam/wildcard-action').stdout).toContain('What to do:');
  expect(scratch.run('explain', 'iam/wildcards')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('iam/wildcard-action') });
  expect(scratch.run('--help')).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Exit codes') });
});

test('init writes a workflow and a configuration, and touches nothing that is there', () => {
  scratch = new Scratch({ 'faasgate.yml': '# mine\n', 'template.yaml': closed });
  const { exitCode, stdout } = scratch.run('init');
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'wrote .github/workflows/faasgate.yml\nleft faasgate.yml as it is\n' });
  expect(readFileSync(join(scratch.app, 'faasgate.yml'), 'utf8')).toBe('# mine\n');
  expect(scratch.run('scan', '.').exitCode).toBe(0);
});

test('the bundle runs on every Node that it says it does', () => {
  scratch = new Scratch({ 'template.yaml': open });
  const nodes = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'node'))
    .filter((path) => existsSync(path));
  const majors = new Set<string>();
  for (const node of [process.execPath, ...nodes]) {
    majors.add(execFileSync(node, ['-p', 'process.versions.node.split(".")[0]'], { encoding: 'utf8' }).trim());
    expect(scratch.runWith(node, 'scan', '.').exitCode).toBe(1);
  }
  expect(majors).toContain('24');
});
