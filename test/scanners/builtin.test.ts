/** The engine: units become applications, rules that break cost only themselves, and no fix leaves unverified. */
import { expect, test } from 'vitest';
import { dialects } from '../../src/dialects/index.ts';
import { defineRule, set, type Rule } from '../../src/rules/rule.ts';
import untracedFunction from '../../src/rules/monitoring/untraced-function.ts';
import { scanBuiltin } from '../../src/scanners/builtin/builtin.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { prepareGrammars } from '../../src/syntax/grammars.ts';

const template = (mode: string): string => `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Hello:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs24.x
      TracingConfig:
        Mode: ${mode}
`;

const describe = {
  title: 't',
  practice: 'no-logging',
  severity: 'low',
  confidence: 'high',
  cwe: [],
  why: 'w',
  remedy: 'r',
  references: [],
  since: '0.1.0',
  messages: { found: '{name} is there' },
} as const;

const scan = (files: Record<string, string>, rules: readonly Rule[]) =>
  scanBuiltin(memoryTree(files), { dialects, rules, today: '2026-11-22', clock: () => 0 });

test('a finding carries the fix that made it go away', () => {
  const { findings } = scan({ 'template.yaml': template('PassThrough') }, [untracedFunction]);
  expect(findings.map(({ ruleId, fix }) => [ruleId, fix?.edits.map(({ text }) => text)])).toEqual([['monitoring/untraced-function', ['Active']]]);
});

test('what belongs together is told once for each root, with one fix for all', () => {
  const two = `${template('PassThrough')}${template('PassThrough').split('Resources:\n')[1]?.replace('Hello', 'Bye') ?? ''}`;
  const { findings } = scan({ 'a/template.yaml': two, 'b/template.yaml': two }, [untracedFunction]);
  expect(findings.map(({ message, place, fix }) => [place.path, message, fix?.title, fix?.edits.length])).toEqual(
    ['a', 'b'].map((root) => [
      `${root}/template.yaml`,
      'Nobody can follow a request through Hello: the function records no traces (the same holds for Bye)',
      'turn tracing on, for each of the 2',
      2,
    ]),
  );
});

test.each([
  [
    'SAM',
    'template.yaml',
    'Transform: AWS::Serverless-2016-10-31\nResources:\n  Hello:\n    Type: AWS::Serverless::Function\n    Properties: { CodeUri: ./, Handler: app.handler, Runtime: python3.13 }\n',
  ],
  [
    'CloudFormation',
    'template.yaml',
    'Resources:\n  Hello:\n    Type: AWS::Lambda::Function\n    Properties: { Code: ., Handler: app.handler, Runtime: python3.13 }\n',
  ],
  [
    'Terraform',
    'main.tf',
    'data "archive_file" "code" {\n  type        = "zip"\n  source_dir  = path.module\n  output_path = "code.zip"\n}\n\nresource "aws_lambda_function" "hello" {\n  function_name = "hello"\n  role          = var.role\n  handler       = "app.handler"\n  runtime       = "python3.13"\n  filename      = data.archive_file.code.output_path\n}\n',
  ],
])('code that lies beside a template at the root of a repository is its own: %s', async (_, path, text) => {
  await prepareGrammars(['python']);
  const rule = defineRule({
    ...describe,
    id: 'test/runs',
    *check({ functions, code }) {
      for (const fn of functions) {
        const [start] = code.programOf(fn.key)?.files ?? [];
        if (start) yield { message: 'found', data: { name: start.file.path }, at: fn.at, subject: fn };
      }
    },
  });
  const handler = 'def handler(event, context):\n    return {}\n';
  const { findings } = scan({ [path]: text, 'app.py': handler, 'admin/app.py': handler }, [rule]);
  expect(findings.map(({ message }) => message)).toEqual(['app.py is there']);
});

test('a fix that does not make its finding go away is not shown', () => {
  const rule = defineRule({
    ...describe,
    id: 'test/stubborn',
    *check({ functions }) {
      for (const fn of functions) {
        yield {
          message: 'found',
          data: { name: fn.label },
          at: fn.tracing,
          subject: fn,
          fixes: [{ title: 'try', risk: 'safe', changes: [set(fn.tracing, 'active')] }],
        };
      }
    },
  });
  expect(scan({ 'template.yaml': template('PassThrough') }, [rule]).findings.map(({ fix }) => fix)).toEqual([undefined]);
});

test('a fix that brings another finding is not shown, and the next alternative is tried', () => {
  const rule = defineRule({
    ...describe,
    id: 'test/alternatives',
    *check({ functions }) {
      for (const fn of functions) {
        if (fn.tracing.state !== 'known' || fn.tracing.value === 'active') continue;
        const fixes = [
          { title: 'wrong', risk: 'safe' as const, changes: [set(fn.tracing, 'active'), set(fn.runtime, 'python2.7')] },
          { title: 'right', risk: 'safe' as const, changes: [set(fn.tracing, 'active')] },
        ];
        yield { message: 'found', data: { name: fn.label }, at: fn.tracing, subject: fn, fixes };
      }
    },
  });
  const runtimes = defineRule({
    ...describe,
    id: 'test/runtimes',
    *check({ functions }) {
      for (const fn of functions)
        if (fn.runtime.state === 'known' && fn.runtime.value === 'python2.7') yield { message: 'found', at: fn.runtime, subject: fn };
    },
  });
  const { findings } = scan({ 'template.yaml': template('PassThrough') }, [rule, runtimes]);
  expect(findings.map(({ ruleId, fix }) => [ruleId, fix?.title])).toEqual([['test/alternatives', 'right']]);
});

test('a fix may leave what it says it leaves, and never its own finding', () => {
  const turningOn = (leaves: readonly string[], to: 'active' | 'pass-through'): Rule =>
    defineRule({
      ...describe,
      id: 'test/off',
      *check({ functions }) {
        for (const fn of functions) {
          if (fn.tracing.state !== 'known' || fn.tracing.value === 'active') continue;
          const fixes = [{ title: 'turn on', risk: 'safe' as const, leaves, changes: [set(fn.tracing, to)] }];
          yield { message: 'found', data: { name: fn.label }, at: fn.tracing, subject: fn, fixes };
        }
      },
    });
  const on = defineRule({
    ...describe,
    id: 'test/on',
    *check({ functions }) {
      for (const fn of functions)
        if (fn.tracing.state === 'known' && fn.tracing.value === 'active') yield { message: 'found', at: fn.tracing, subject: fn };
    },
  });
  const titles = (rules: readonly Rule[]): unknown =>
    scan({ 'template.yaml': template('PassThrough') }, rules).findings.map(({ ruleId, fix }) => [ruleId, fix?.title]);
  expect(titles([turningOn([], 'active'), on])).toEqual([['test/off', undefined]]);
  expect(titles([turningOn(['test/on'], 'active'), on])).toEqual([['test/off', 'turn on']]);
  expect(titles([turningOn(['test/off'], 'pass-through')])).toEqual([['test/off', undefined]]);
});

test('one fix that fails costs none of the others, and few trials', () => {
  const names = Array.from({ length: 32 }, (_, index) => `F${index}`);
  const text = `Resources:\n${names.map((name) => template('PassThrough').split('Resources:\n')[1]?.replace('Hello', name)).join('')}`;
  let runs = 0;
  const rule = defineRule({
    ...describe,
    id: 'test/one-fails',
    *check({ functions }) {
      if (functions.length > 0) runs++;
      for (const fn of functions) {
        const isActive = fn.tracing.state === 'known' && fn.tracing.value === 'active';
        if (isActive && fn.label !== 'F13') continue;
        const fixes = [{ title: 'turn on', risk: 'safe' as const, changes: [set(fn.tracing, 'active')] }];
        yield { message: 'found', data: { name: fn.label }, at: fn.tracing, subject: fn, fixes };
      }
    },
  });
  const { findings } = scan({ 'template.yaml': text }, [rule]);
  expect(findings.filter(({ fix }) => !fix).map(({ subject }) => subject.address)).toEqual(['F13']);
  // Found, all tried together, all but the faulty one, the faulty one.
  expect(runs).toBe(4);
});

test('a rule that throws costs its own findings and is told', () => {
  const broken = defineRule({
    ...describe,
    id: 'test/broken',
    // oxlint-disable-next-line require-yield
    *check() {
      throw new Error('a mistake\nwith a second line');
    },
  });
  const { findings, notices } = scan({ 'template.yaml': template('PassThrough') }, [broken, untracedFunction]);
  expect(findings.map(({ ruleId }) => ruleId)).toEqual(['monitoring/untraced-function']);
  expect(notices).toEqual([
    { level: 'error', path: 'template.yaml', message: "test/broken could not be checked: an error of faasgate's own (a mistake); please report it" },
  ]);
});

test('one text that many functions share is one finding', () => {
  const files = {
    'template.yaml': `Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Tracing: PassThrough
Resources:
  A:
    Type: AWS::Serverless::Function
    Properties: { Runtime: nodejs24.x, Handler: a.handler, CodeUri: a/ }
  B:
    Type: AWS::Serverless::Function
    Properties: { Runtime: nodejs24.x, Handler: b.handler, CodeUri: b/ }
`,
  };
  const { findings } = scan(files, [untracedFunction]);
  expect(findings.map(({ place }) => place.startLine)).toEqual([4]);
});

test('templates are counted by how far they could be read', () => {
  const { coverage } = scan(
    { 'a/template.yaml': template('Active'), 'b/template.yaml': `${template('Active')}  Broken: [\n`, 'c.txt': 'no template' },
    [],
  );
  const { read, partly, unread } = coverage.templates;
  expect({ all: read + partly + unread, read }).toEqual({ all: 2, read: 1 });
});

test('stacks that import from each other are one application; strangers stay apart', () => {
  const files = {
    'shop/base.yaml':
      "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Q:\n    Type: AWS::SQS::Queue\nOutputs:\n  Q:\n    Value: !GetAtt Q.Arn\n    Export:\n      Name: shop-queue\n",
    'shop/app.yaml':
      "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  M:\n    Type: AWS::Lambda::EventSourceMapping\n    Properties:\n      EventSourceArn: !ImportValue shop-queue\n      FunctionName: f\n",
    'other/app.yaml': "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Q:\n    Type: AWS::SQS::Queue\n",
  };
  expect(scan(files, []).coverage).toMatchObject({ applications: 2, files: 3 });
});

test('packages of others that were unpacked into the repository are passed over, and told once', () => {
  const files = {
    'template.yaml': template('PassThrough'),
    'layer/python/botocore/a.yaml': template('PassThrough'),
    'layer/python/botocore/b.yaml': '',
    'layer/python/botocore/c.yaml': '',
  };
  const { findings, notices } = scan(files, [untracedFunction]);
  expect(findings.map(({ place }) => place.path)).toEqual(['template.yaml']);
  expect(notices).toEqual([
    { level: 'info', path: 'layer/python/botocore/a.yaml', message: 'not scanned: this and 2 more files belong to packages that were unpacked here' },
  ]);
});
