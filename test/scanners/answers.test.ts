/** What our own scanner knows of Checkov's findings: fixes that the real Checkov agrees with, and reasons why something is none. */
import { expect, test } from 'vitest';
import { answers } from '../../src/answers/index.ts';
import { dialects } from '../../src/dialects/index.ts';
import type { Finding, FixEdit } from '../../src/finding/finding.ts';
import { settleForeign } from '../../src/report/foreign.ts';
import { mergeFindings } from '../../src/report/merge.ts';
import { rules } from '../../src/rules/index.ts';
import { builtinScanner } from '../../src/scanners/builtin/builtin.ts';
import { checkovScanner } from '../../src/scanners/checkov/checkov.ts';
import { withEdits } from '../../src/source/edit.ts';
import type { FileTree } from '../../src/source/file-tree.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { toolsFolder } from './repository.ts';

const clock = (): number => performance.now();

async function scan(files: FileTree): Promise<readonly Finding[]> {
  const own = await builtinScanner({ dialects, rules, answers, today: '2026-11-22', clock }).scan(files);
  const theirs = await checkovScanner({ places: { path: '', folder: toolsFolder }, mayInstall: false, clock, timeout: 110_000 }).scan(files);
  expect([own.status, theirs.status, theirs.notices]).toEqual(['ok', 'ok', []]);
  return settleForeign(mergeFindings([...own.findings, ...theirs.findings]), {}, own.answers).findings;
}

const idOf = ({ ruleId }: Finding): string => ruleId.replace('checkov/', '');

function applied(files: FileTree, findings: readonly Finding[]): FileTree {
  // Two fixes may add the same parameter.
  const edits = new Map(findings.flatMap(({ fix }) => fix?.edits ?? []).map((edit) => [JSON.stringify(edit), edit]));
  const after = withEdits(
    files,
    [...edits.values()].map(({ place, text }: FixEdit) => {
      const file = files.read(place.path)!;
      const offset = (line: number, column: number): number => file.lineStarts[line - 1]! + column - 1;
      return { at: { file, start: offset(place.startLine, place.startColumn), end: offset(place.endLine, place.endColumn) }, text };
    }),
  );
  if (!after) throw new Error('fixes touch the same text');
  return after;
}

const template = `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Invoices:
    Type: AWS::S3::Bucket
  Drafts:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration: { Status: Suspended }
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
  Ledger:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      DBInstanceClass: db.t4g.small
      AllocatedStorage: '20'
      StorageEncrypted: true
      ManageMasterUserPassword: true
      AutoMinorVersionUpgrade: false
  Images:
    Type: AWS::ECR::Repository
  Log:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: 30
`;

const configuration = `resource "aws_s3_bucket" "invoices" {
  bucket = "invoices"
}

resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_db_instance" "ledger" {
  engine                      = "postgres"
  instance_class              = "db.t4g.small"
  allocated_storage           = 20
  storage_encrypted           = true
  manage_master_user_password = true
  auto_minor_version_upgrade  = false
  backup_retention_period     = 0
}

resource "aws_ecr_repository" "images" {
  name = "images"
}

resource "aws_cloudwatch_log_group" "log" {
  name              = "log"
  retention_in_days = 30
}

resource "google_storage_bucket" "invoices" {
  name                     = "invoices"
  location                 = "EU"
  public_access_prevention = "enforced"
}
`;

const cloudFormationIds = ['18', '21', '28', '163', '161'];
const terraformIds = ['18', '21', '28', '163', '161', '226', '293', '133', '338'];

test('Checkov finds nothing any more where our fixes of its findings are in', { timeout: 240_000 }, async () => {
  const before = memoryTree({ 'sam/template.yaml': template, 'infra/main.tf': configuration });
  const found = await scan(before);
  const fixed = found.filter(({ ruleId, fix }) => ruleId.startsWith('checkov/') && fix);
  const idsIn = (folder: string) => new Set(fixed.filter(({ place }) => place.path.startsWith(folder)).map((one) => idOf(one)));
  expect([...idsIn('sam/')]).toEqual(expect.arrayContaining(cloudFormationIds.map((id) => `CKV_AWS_${id}`)));
  expect([...idsIn('infra/')]).toEqual(expect.arrayContaining([...terraformIds.map((id) => `CKV_AWS_${id}`), 'CKV_GCP_78', 'CKV_GCP_29']));
  for (const { fix } of fixed) expect(fix?.risk === 'safe' || fix?.check !== undefined).toBe(true);
  const after = await scan(applied(before, fixed));
  const left = new Set(after.map((one) => `${idOf(one)} ${one.subject.address}`));
  expect(fixed.map((one) => `${idOf(one)} ${one.subject.address}`).filter((one) => left.has(one))).toEqual([]);
  // And nothing else has come.
  const known = new Set(found.map((one) => `${idOf(one)} ${one.subject.address}`));
  expect([...left].filter((one) => !known.has(one) && one.startsWith('CKV'))).toEqual([]);
});

const functions = `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Globals:
  Function: { Runtime: nodejs24.x, CodeUri: ., Tracing: Active, ReservedConcurrentExecutions: 5 }
Resources:
  Read:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.read
      Environment: { Variables: { TABLE_NAME: orders } }
      Events: { Get: { Type: HttpApi, Properties: { Path: /o, Method: get } } }
  List:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.list
      Environment: { Variables: { TABLE_NAME: orders } }
  Nightly:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.nightly
      Environment: { Variables: { PARTNER: acme-7 } }
      Events: { Night: { Type: Schedule, Properties: { Schedule: rate(1 day) } } }
`;

test('a function that nobody sends events needs no queue for them: one note for all of a file, and our own finding for the other', async () => {
  const found = (await scan(memoryTree({ 'template.yaml': functions }))).filter(({ detectedBy }) =>
    detectedBy.some(({ ruleId }) => ruleId === 'CKV_AWS_116' || ruleId === 'CKV_AWS_173'),
  );
  expect(found.map(({ ruleId, severity, subject, related }) => [ruleId, severity, subject.address, related.map(({ text }) => text)]).sort()).toEqual([
    ['checkov/CKV_AWS_116', 'note', 'Read', ['List']],
    ['checkov/CKV_AWS_173', 'note', 'Read', ['List']],
    ['hardening/lost-failures', 'low', 'Nightly', []],
    ['storage/provider-key-environment', 'note', 'Nightly', []],
  ]);
  expect(found.find(({ ruleId }) => ruleId === 'checkov/CKV_AWS_116')?.message).toMatch(
    /\(but only events that nobody waits for .*; the same holds for 1 more\)$/,
  );
});

test('a key of a documentation opens nothing, unless another one stands beside it', async () => {
  const example = 'AKIAIOSFODNN7' + 'EXAMPLE';
  const real = 'AKIA' + 'Q3EGRTXKZ5WMPL7V';
  const of = (id: string, ...keys: readonly string[]): string => `  ${id}:
    Type: AWS::Lambda::Function
    Properties:
      Code: { ZipFile: 'exports.handler = async () => 1' }
      Handler: index.handler
      Role: arn:aws:iam::123456789012:role/r
      Runtime: nodejs24.x
      Environment: { Variables: { ${keys.map((key, index) => `KEY_${index}: ${key}`).join(', ')} } }
`;
  const text = `AWSTemplateFormatVersion: '2010-09-09'\nResources:\n${of('Printed', example)}${of('Both', example, real)}`;
  const found = await scan(memoryTree({ 'template.yaml': text }));
  const seen = found.filter(({ detectedBy }) => detectedBy.some(({ ruleId }) => ruleId === 'CKV_AWS_45'));
  expect(seen.map(({ ruleId, severity, subject }) => [ruleId, severity, subject.address]).sort()).toEqual([
    ['checkov/CKV_AWS_45', 'note', 'Printed'],
    ['secrets/secret-in-environment', 'critical', 'Both'],
  ]);
});
