/** Checkov, the real one: what it finds is named, placed and judged; what a repository does to steer it does nothing. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { practices } from '../../src/rules/practice.ts';
import { judgedChecks, judgementOf } from '../../src/platform/checkov/severities.ts';
import { checkovScanner, type CheckovOptions } from '../../src/scanners/checkov/checkov.ts';
import { checkovVersion } from '../../src/scanners/checkov/install.ts';
import type { ScanRequest, ScanResult } from '../../src/scanners/scanner.ts';
import { openFolder } from '../../src/source/folder.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { Repository, toolsFolder } from './repository.ts';

const real = { path: '', folder: toolsFolder };

beforeAll(() => {
  if (!existsSync(join(toolsFolder, `checkov-${checkovVersion}`, 'complete'))) throw new Error('Checkov is not here: node scripts/tools.ts');
});

let repository: Repository | undefined;
afterEach(() => repository?.remove());

function scan(
  files: Repository | Readonly<Record<string, string>>,
  options: Partial<CheckovOptions> = {},
  request?: ScanRequest,
): Promise<ScanResult> {
  const tree = files instanceof Repository ? openFolder(files.folder) : memoryTree(files);
  const scanner = checkovScanner({ places: real, mayInstall: false, clock: () => performance.now(), timeout: 110_000, ...options });
  return scanner.scan(tree, request);
}

/** `id subject path:line "text"`, of those with one of the ids. */
function shown({ findings }: ScanResult, files: Readonly<Record<string, string>>, ...ids: readonly string[]): readonly string[] {
  return findings
    .filter(({ detectedBy }) => ids.includes(detectedBy[0]!.ruleId))
    .map(({ detectedBy, subject, place: { path, startLine, startColumn, endLine, endColumn } }) => {
      const line = files[path]!.split('\n')[startLine - 1]!;
      const text = line.slice(startColumn - 1, endLine === startLine ? endColumn - 1 : undefined);
      return `${detectedBy[0]!.ruleId} ${subject.address} ${path}:${startLine} ${text}`;
    })
    .sort();
}

const template = `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Reports:
    Type: AWS::S3::Bucket
    # checkov:skip=CKV_AWS_18:nobody reads these logs
    Properties:
      BucketName: reports
  Admin:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { Service: lambda.amazonaws.com }
            Action: sts:AssumeRole
      Policies:
        - PolicyName: everything
          PolicyDocument:
            Statement:
              - Effect: Allow
                Action: '*'
                Resource: '*'
  Old:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.6
      Handler: app.handler
      CodeUri: .
`;
const cdk = JSON.stringify(
  {
    Resources: {
      Queue4A7E3555: {
        Type: 'AWS::SQS::Queue',
        Properties: { VisibilityTimeout: 30 },
        Metadata: { 'aws:cdk:path': 'Shop/Queue/Resource', checkov: { skip: [{ id: 'CKV_AWS_27', comment: 'holds nothing' }] } },
      },
      Table8235A42E: { Type: 'AWS::DynamoDB::Table', Properties: { SSESpecification: { SSEEnabled: false } } },
    },
  },
  undefined,
  1,
);
const root = `module "one" {
  source = "./store"
  count  = 2
}
module "two" {
  source = "./store"
}
data "aws_iam_policy_document" "all" {
  statement {
    sid       = "All"
    actions   = ["*"]
    resources = ["*"]
  }
}
resource "aws_security_group" "ssh" {
  description = "ssh"
  ingress {
    description = "ssh"
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`;
const store = `resource "aws_s3_bucket" "reports" {
  #checkov:skip=CKV_AWS_144:one region is enough
  bucket = "reports"
}
resource "aws_lambda_function" "worker" {
  count         = 2
  function_name = "worker"
  tracing_config {
    mode = "PassThrough"
  }
}
`;
const service = `service: orders
provider:
  name: aws
  runtime: nodejs22.x
functions:
  create:
    handler: src/create.handler
resources:
  Resources:
    Orders:
      Type: AWS::SQS::Queue
      Properties:
        QueueName: orders
`;
const bicep = `resource store 'Microsoft.Storage/storageAccounts@2022-09-01' = {
  name: 'orders'
  location: 'westeurope'
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: { supportsHttpsTrafficOnly: false }
}
`;
const arm = JSON.stringify(
  {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources: [
      { type: 'Microsoft.Storage/storageAccounts', apiVersion: '2022-09-01', name: 'orders', properties: { supportsHttpsTrafficOnly: false } },
    ],
  },
  undefined,
  1,
);
const files = {
  'app/template.yaml': template,
  'cdk.out/Shop.template.json': cdk,
  'infra/main.tf': root,
  'infra/store/main.tf': store,
  'orders/serverless.yml': service,
  'azure/main.bicep': bicep,
  'azure/template.json': arm,
  // Would end Checkov, and with it the whole run.
  'app/merged.json': '{ "Resources": { "A": { "Type": { "$merge": [] } }, "B": { "Type": "AWS::S3::Bucket" } } }',
  'app/broken.yaml': 'Resources:\n  A:\n   Type: AWS::S3::Bucket\n bad: [\n',
};

test('results of every framework are named as our dialects name things and placed at what is wrong', async () => {
  const result = await scan(files);
  expect(result).toMatchObject({ status: 'ok', version: checkovVersion });
  const ids = ['CKV_AWS_363', 'CKV_AWS_111', 'CKV_AWS_24', 'CKV_AWS_21', 'CKV_AWS_27', 'CKV_AWS_119', 'CKV_AZURE_3'];
  expect(shown(result, files, ...ids)).toEqual([
    "CKV_AWS_111 Admin app/template.yaml:22 '*'",
    'CKV_AWS_111 data.aws_iam_policy_document.all infra/main.tf:11 ["*"]',
    'CKV_AWS_119 Table8235A42E cdk.out/Shop.template.json:24 false',
    'CKV_AWS_21 Reports app/template.yaml:4 Reports',
    'CKV_AWS_21 module.one.aws_s3_bucket.reports infra/store/main.tf:1 resource "aws_s3_bucket" "reports"',
    'CKV_AWS_21 module.two.aws_s3_bucket.reports infra/store/main.tf:1 resource "aws_s3_bucket" "reports"',
    'CKV_AWS_24 aws_security_group.ssh infra/main.tf:19 22',
    'CKV_AWS_27 Orders orders/serverless.yml:10 Orders',
    'CKV_AWS_27 Queue4A7E3555 cdk.out/Shop.template.json:3 "Queue4A7E3555"',
    'CKV_AWS_363 Old app/template.yaml:27 python3.6',
    'CKV_AZURE_3 orders azure/template.json:10 false',
    "CKV_AZURE_3 store azure/main.bicep:1 resource store 'Microsoft.Storage/storageAccounts@2022-09-01' = {",
  ]);
  const suppressed = result.findings
    .filter(({ suppressedBy }) => suppressedBy)
    .map(({ ruleId, subject, suppressedBy }) => [ruleId, subject.address, suppressedBy!.reason]);
  expect(suppressed.sort()).toEqual([
    ['checkov/CKV_AWS_144', 'module.one.aws_s3_bucket.reports', 'one region is enough'],
    ['checkov/CKV_AWS_144', 'module.two.aws_s3_bucket.reports', 'one region is enough'],
    ['checkov/CKV_AWS_18', 'Reports', 'nobody reads these logs'],
    ['checkov/CKV_AWS_27', 'Queue4A7E3555', 'holds nothing'],
  ]);
  expect(result.notices).toEqual([
    { level: 'warning', path: 'app/broken.yaml', message: 'not scanned by Checkov: it cannot read this file' },
    { level: 'warning', path: 'app/merged.json', message: 'not scanned by Checkov: a resource whose type is no text would end it' },
  ]);
  expect(result.files).toContainEqual({ path: 'app/broken.yaml', status: 'failed', why: 'not scanned by Checkov: it cannot read this file' });
  expect(result.files).toContainEqual({ path: 'infra/store/main.tf', status: 'findings' });
  expect(result.rules!.find(({ id }) => id === 'checkov/CKV_AWS_24')).toMatchObject({
    title: 'Ensure no security groups allow ingress from 0.0.0.0:0 to port 22',
    severity: 'high',
    helpUri: expect.stringContaining('CKV_AWS_24'),
  });
});

test('on a pull request only what a changed file takes part in is looked at', async () => {
  const result = await scan(files, {}, { changed: new Set(['infra/store/main.tf', 'README.md']) });
  expect(result.paths).toEqual(['infra/main.tf', 'infra/store/main.tf']);
  expect(result.findings.length).toBeGreaterThan(0);
  expect(await scan(files, {}, { changed: new Set(['README.md']) })).toMatchObject({ status: 'not-applicable', findings: [] });
});

test("a repository's own settings of Checkov run no code, hide nothing, and turn nothing off", async () => {
  repository = new Repository({ 'template.yaml': template, 'nested/template.yaml': template });
  const marker = join(repository.folder, 'marker');
  const settings = `external-checks-dir:\n  - ${join(repository.folder, 'checks')}\ncheck:\n  - CKV_AWS_363\nsoft-fail: true\n`;
  for (const folder of ['.', 'nested']) {
    repository.put(`${folder}/.checkov.yaml`, settings);
    repository.put(`${folder}/.checkov.yml`, `${settings}\n# Resources: Type: AWS::S3::Bucket\n`);
  }
  repository.put('checks/__init__.py', '');
  repository.put('checks/taken.py', `open(${JSON.stringify(marker)}, 'w').write('taken over')\n`);
  const result = await scan(repository);
  expect(existsSync(marker)).toBe(false);
  expect(result.paths).toEqual(['nested/template.yaml', 'template.yaml']);
  expect(new Set(result.findings.map(({ ruleId }) => ruleId)).size).toBeGreaterThan(10);
  // The trap is a real one: started as people start it, Checkov walks into it.
  execFileSync(join(toolsFolder, `checkov-${checkovVersion}`, 'bin', 'python'), ['-m', 'checkov.main', '-d', '.', '--skip-download', '--soft-fail'], {
    cwd: repository.folder,
    stdio: 'ignore',
  });
  expect(existsSync(marker)).toBe(true);
});

test('no text of the files comes along', async () => {
  const key = 'AKIA' + 'Q3EGRTXKZ5WMPL7V';
  const password = ['winter', 'Harbour', '4217'].join('-');
  const result = await scan({
    'template.yaml': template.replace(
      '      CodeUri: .\n',
      `      CodeUri: .\n      Environment:\n        Variables:\n          AWS_ACCESS_KEY_ID: ${key}\n          DB: ${password}\n`,
    ),
    'main.tf': `provider "aws" {\n  access_key = "${key}"\n  secret_key = "${password}AAAAAAAAAAAAAAAAAAAAA"\n}\n`,
  });
  expect(result.findings.map(({ ruleId }) => ruleId)).toEqual(expect.arrayContaining(['checkov/CKV_AWS_41', 'checkov/CKV_AWS_45']));
  expect(result.findings.filter(({ ruleId }) => /_4[15]$/.test(ruleId)).every(({ secret }) => secret)).toBe(true);
  expect(result.secrets).toEqual(expect.arrayContaining([key, `${password}AAAAAAAAAAAAAAAAAAAAA`]));
  const written = JSON.stringify({ ...result, secrets: [] });
  expect([key, password].filter((text) => written.includes(text))).toEqual([]);
});

/** A program that says it is the right Checkov and then does as `code` says, with `output` for the folder of results. */
function pretender(code: string): CheckovOptions['places'] {
  repository = new Repository();
  const path = repository.program(
    'bin/checkov',
    `if (process.argv.includes('--version')) { console.log('${checkovVersion}'); process.exit(0); }
const fs = require('fs');
const output = process.argv.find((word) => word.startsWith('--output-file-path=')).slice('--output-file-path='.length);
fs.mkdirSync(output);
const results = output + '/results_json.json';
${code}`,
  );
  return { path, folder: join(repository.folder, 'tools') };
}

test.each([
  ['hangs', 'setInterval(() => {}, 1e6)', /^it did not end within 3 s$/],
  [
    'crashes',
    'console.error("Traceback (most recent call last):\\nTypeError: unhashable type \'x\'"); process.exit(2)',
    /^Checkov crashed \(TypeError\)$/,
  ],
  ['crashes after it has written', 'fs.writeFileSync(results, "[]"); process.exit(2)', /^Checkov ended with 2$/],
  ['is killed', 'process.kill(process.pid, "SIGKILL")', /^it was ended by SIGKILL$/],
  ['writes no results', '', /^it wrote no results$/],
  ['writes what is no JSON', 'fs.writeFileSync(results, "<html>")', /^what it wrote is no JSON$/],
  ['writes JSON of another shape', 'fs.writeFileSync(results, "{\\"results\\":{}}")', /^what it wrote has another shape/],
  ['writes 200 MB', 'fs.ftruncateSync(fs.openSync(results, "w"), 200 * 1024 * 1024)', /^it wrote more than 192 MB of results$/],
])('a Checkov that %s has failed, and is never clean', async (_, code, why) => {
  const result = await scan({ 'template.yaml': template }, { places: pretender(code), timeout: 3000 });
  expect(result).toMatchObject({ status: 'failed', findings: [], why: expect.stringMatching(why) });
});

test('one file that Checkov crashes over does not hide what it finds in the others, and is named', async () => {
  const code = `const folder = process.argv.find((word) => word.startsWith('--directory=')).slice('--directory='.length);
const found = fs.readdirSync(folder);
if (found.includes('c.yaml')) { console.error("TypeError: unhashable type: 'dict'"); process.exit(2); }
const record = (name) => ({ check_id: 'CKV_AWS_21', check_name: 'Ensure versioning', check_result: { result: 'FAILED', evaluated_keys: [] },
  file_abs_path: folder + '/' + name, file_line_range: [4, 8], resource: 'AWS::S3::Bucket.Reports' });
fs.writeFileSync(results, JSON.stringify({ check_type: 'cloudformation', results: { failed_checks: found.map(record) } }));`;
  const templates = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [`${name}.yaml`, template]));
  const result = await scan(templates, { places: pretender(code) });
  expect(result).toMatchObject({ status: 'failed', why: 'Checkov crashed (TypeError) over c.yaml' });
  expect(result.findings.map(({ place }) => place.path).sort()).toEqual(['a.yaml', 'b.yaml', 'd.yaml', 'e.yaml']);
  expect(result.files!.filter(({ status }) => status === 'failed').map(({ path }) => path)).toEqual(['c.yaml']);
});

test('nothing matched is a result', async () => {
  const code =
    'fs.writeFileSync(results, JSON.stringify({ passed: 0, failed: 0, skipped: 0, parsing_errors: 0, resource_count: 0, checkov_version: "x" }))';
  expect(await scan({ 'template.yaml': template }, { places: pretender(code) })).toMatchObject({ status: 'ok', findings: [] });
});

test('where it is not installed it is skipped, and where it was asked for and cannot be installed it has failed', async () => {
  repository = new Repository();
  const places = { path: repository.folder, folder: join(repository.folder, 'tools') };
  expect(await scan({ 'template.yaml': template }, { places })).toMatchObject({ status: 'skipped', why: 'not installed' });
  expect(await scan({ 'template.yaml': template }, { places, mayInstall: true })).toMatchObject({
    status: 'failed',
    why: 'it could not be installed: there is neither uv nor Python here',
  });
  expect(await scan({ 'README.md': 'nothing' }, { places, mayInstall: true })).toMatchObject({ status: 'not-applicable' });
});

test('a program of that name in the scanned folder, or of another version, is not taken', async () => {
  const places = pretender('fs.writeFileSync(results, "[]")');
  expect(await scan({ 'template.yaml': template }, { places: { ...places, scanned: repository!.folder } })).toMatchObject({
    status: 'skipped',
    why: 'not installed',
  });
  repository!.program('bin/checkov', "console.log('2.0.1')");
  expect(await scan({ 'template.yaml': template }, { places })).toMatchObject({
    status: 'skipped',
    why: `version 2.0.1 is installed, ${checkovVersion} is needed`,
  });
});

test('every judgement names a practice of ours, or none', () => {
  const unknown = judgedChecks().filter(
    (id) => !/^CKV2?_[A-Z]+_\d+$/.test(id) || (judgementOf(id).practice !== '' && !(judgementOf(id).practice in practices)),
  );
  expect(unknown).toEqual([]);
  expect(judgementOf('CKV_AWS_45')).toEqual({ severity: 'critical', practice: 'secret-in-env' });
  expect(judgementOf('CKV_NOBODY_1')).toEqual({ severity: 'medium', practice: '' });
});
