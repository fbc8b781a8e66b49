/** Templates as wholes: nested stacks, loops, includes, circles, conditions of resources, exports. */
import { describe, expect, it } from 'vitest';
import { cloudFormation } from '../../../src/dialects/cloudformation/dialect.ts';
import { textAt } from '../../../src/source/span.ts';
import { SourceFile } from '../../../src/source/file.ts';
import { memoryTree } from '../../../src/source/memory.ts';
import { offerKey } from '../../../src/model/noun.ts';
import { placed, plain, properties, read, readRoot } from './reading.ts';

describe('a nested stack from a path that is none where its parent lies', () => {
  const parent = `Resources:\n  Failures:\n    Type: AWS::CloudFormation::Stack\n    Properties: { TemplateURL: ../../shared/templates/dlq.yaml }\n`;
  const nested = `Resources:\n  Queue: { Type: AWS::SQS::Queue }\n`;
  const stores = (files: Readonly<Record<string, string>>) =>
    readRoot(memoryTree({ 'orders/src/template.yaml': parent, ...files }), 'orders/src/template.yaml').nouns.stores.map(({ address }) => address);

  it('is the only file of the project that ends so, or the only one near the parent', () => {
    expect(stores({ 'orders/build/shared/templates/dlq.yaml': nested })).toEqual(['Failures/Queue']);
    expect(stores({ 'shop/shared/templates/dlq.yaml': nested })).toEqual(['Failures/Queue']);
    expect(stores({ 'orders/x/shared/templates/dlq.yaml': nested, 'shop/shared/templates/dlq.yaml': nested })).toEqual(['Failures/Queue']);
  });

  it('is not read where several may be meant', () => {
    expect(stores({ 'a/shared/templates/dlq.yaml': nested, 'b/shared/templates/dlq.yaml': nested })).toEqual([]);
  });
});

describe('a nested stack from a path in the repository', () => {
  const parent = `Parameters:
  Runtime:
    Type: String
    Default: python3.8
Resources:
  Workers:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: ./nested/workers.yaml
      Parameters:
        Runtime: !Ref Runtime
        Mode: Active
  Caller:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          QUEUE: !GetAtt Workers.Outputs.QueueUrl
          MODE: !GetAtt Workers.Outputs.Mode
`;
  const nested = `Parameters:
  Runtime: { Type: String, Default: python3.13 }
  Mode: { Type: String }
Resources:
  Queue: { Type: AWS::SQS::Queue }
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: !Ref Runtime
      TracingConfig: { Mode: !Ref Mode }
      Environment: { Variables: { Q: !Ref Queue } }
Outputs:
  QueueUrl: { Value: !Ref Queue }
  Mode: { Value: !Ref Mode }
`;
  const unit = read(parent, { 'nested/workers.yaml': nested });
  const worker = unit.nouns.functions.find(({ address }) => address === 'Workers/Worker')!;

  it('is read in the same unit, its addresses behind the name of the stack', () => {
    expect(worker.key).toBe('template.yaml#Workers/Worker');
    expect(unit.files).toContain('nested/workers.yaml');
    expect(unit.nouns.stores.map(({ address }) => address)).toEqual(['Workers/Queue']);
    expect(worker.environment[0]!.value).toMatchObject({ pattern: [{ reference: { address: 'Workers/Queue' } }] });
  });

  it('gets its parameters from its parent, with every step of the way', () => {
    expect(worker.runtime).toMatchObject({ state: 'known', value: 'python3.8' });
    expect(placed(worker.runtime)).toEqual(['python3.8', '!Ref Runtime', '!Ref Runtime']);
    expect(worker.runtime.at.file.path).toBe('template.yaml');
    expect(worker.runtime.via.map(({ file }) => file.path)).toEqual(['nested/workers.yaml', 'template.yaml']);
    expect(worker.tracing).toMatchObject({ state: 'known', value: 'active' });
  });

  it('gives its outputs to its parent', () => {
    const [queue, mode] = unit.nouns.functions.find(({ address }) => address === 'Caller')!.environment;
    expect(queue!.value).toMatchObject({ pattern: [{ reference: { address: 'Workers/Queue' } }] });
    expect(mode!.value).toMatchObject({ state: 'known', value: 'Active' });
  });

  it('is told of where it lies elsewhere', () => {
    const remote = parent.replace('./nested/workers.yaml', 'https://example.com/workers.yaml');
    expect(read(remote).notices).toMatchObject([{ level: 'info', line: 6, message: expect.stringContaining('Workers') }]);
    expect(read(parent.replace('./nested', '../..')).notices).toMatchObject([{ level: 'info' }]);
  });

  it('does not nest itself for ever', () => {
    const self = 'Resources:\n  Me:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: template.yaml\n';
    expect(read(self).notices).toMatchObject([{ level: 'warning', message: expect.stringContaining('nests itself') }]);
    const a = self.replace('template.yaml', 'b.yaml');
    expect(read(a, { 'b.yaml': self }).notices).toMatchObject([{ level: 'warning' }]);
  });

  it('asks its sibling and itself for outputs in a circle without end', () => {
    const circle = `Resources:
  A:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: part.yaml, Parameters: { In: !GetAtt B.Outputs.Out } }
  B:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: part.yaml, Parameters: { In: !GetAtt A.Outputs.Out } }
  R:
    Type: Custom::R
    Properties: { Value: !GetAtt A.Outputs.Out }
`;
    const part =
      'Parameters: { In: { Type: String } }\nResources: { T: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref In } } }\nOutputs: { Out: { Value: !Ref In } }\n';
    expect(read(circle, { 'part.yaml': part }).nouns.stores).toHaveLength(2);
  });
});

describe('Fn::ForEach', () => {
  const loops = `Transform: AWS::LanguageExtensions
Parameters:
  Names: { Type: CommaDelimitedList, Default: 'Orders,Refunds' }
Resources:
  Fn::ForEach::Queues:
    - Name
    - !Ref Names
    - Queue\${Name}:
        Type: AWS::SQS::Queue
        Properties:
          QueueName: !Sub '\${Name}-in'
          Fn::ForEach::Flags:
            - Flag
            - [FifoQueue, SqsManagedSseEnabled]
            - \${Flag}: false
Outputs:
  Fn::ForEach::Outs:
    - Name
    - !Ref Names
    - Url\${Name}:
        Value: !Ref
          Fn::Sub: Queue\${Name}
`;
  const { nouns } = read(loops);

  it('makes a resource for each item', () => {
    expect(nouns.stores.map(({ address }) => address)).toEqual(['QueueOrders', 'QueueRefunds']);
    expect(nouns.stores.map(({ name }) => name)).toMatchObject([{ value: 'Orders-in' }, { value: 'Refunds-in' }]);
    expect(textAt(nouns.stores[1]!.at)).toBe('Queue${Name}');
  });

  it('makes properties, and outputs', () => {
    expect(nouns.stores[0]!.encryption).toMatchObject({ state: 'known', value: 'none' });
    expect(nouns.outputs.map(({ label }) => label)).toEqual(['UrlOrders', 'UrlRefunds']);
    expect(nouns.outputs[0]!.value).toMatchObject({ pattern: [{ reference: { address: 'QueueOrders' } }] });
  });

  it('takes characters out of names that cannot hold them', () => {
    const dashed =
      "Resources:\n  Fn::ForEach::T:\n    - N\n    - ['a-b', c.d]\n    - Topic&{N}: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref N } }\n";
    expect(read(dashed).nouns.stores.map(({ address }) => address)).toEqual(['Topicab', 'Topiccd']);
  });

  it('leaves out what it cannot know', () => {
    const unknown = loops.replace("Default: 'Orders,Refunds'", 'Description: none');
    expect(read(unknown).nouns.stores).toEqual([]);
  });
});

describe('AWS::Include', () => {
  const including = (location: string): string => `Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Fn::Transform: { Name: AWS::Include, Parameters: { Location: ${location} } }
      Handler: index.handler
`;

  it('reads a file of the repository', () => {
    const unit = read(including('parts/fn.yaml'), { 'parts/fn.yaml': 'Runtime: python3.8\nRole: !GetAtt Role.Arn\n' });
    const [found] = unit.nouns.functions;
    expect(found!.runtime).toMatchObject({ state: 'known', value: 'python3.8' });
    expect(found!.runtime.at.file.path).toBe('parts/fn.yaml');
    expect(found!.handler).toMatchObject({ value: 'index.handler' });
    expect(unit.files).toContain('parts/fn.yaml');
  });

  it('makes the rest unknown where it lies elsewhere', () => {
    const unit = read(including('s3://bucket/fn.yaml'));
    expect(unit.nouns.functions[0]!.runtime).toMatchObject({ state: 'unknown' });
    expect(unit.notices).toMatchObject([{ level: 'info', line: 5 }]);
  });

  it('does not include itself for ever', () => {
    const circle = 'Fn::Transform: { Name: AWS::Include, Parameters: { Location: parts/fn.yaml } }\nRuntime: python3.8\n';
    expect(read(including('parts/fn.yaml'), { 'parts/fn.yaml': circle }).nouns.functions[0]!.runtime).toMatchObject({ value: 'python3.8' });
  });
});

describe('names that lead in circles', () => {
  it('leaves conditions that ask each other unknown', () => {
    const text = `Conditions:
  A: !Not [!Condition B]
  B: !Not [!Condition A]
Resources:
  R: { Type: Custom::R, Properties: { Value: !If [A, x, y] } }
`;
    expect(plain(properties(text, {}, 't.yaml', 'Value'))).toBe('?');
  });

  it.each([
    ['a parameter brings it about', '!Equals [!Ref Stage, prod]', 1],
    ['a condition of a parameter brings it about', '!And [!Condition IsProd, !Condition IsProd]', 1],
    ['nothing can', '!Equals [a, b]', 0],
  ])('reads a resource that is not there by default where %s', (_, condition, expected) => {
    const text = `Parameters:
  Stage: { Type: String, Default: dev }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  Wanted: ${condition}
Resources:
  Queue: { Type: AWS::SQS::Queue, Condition: Wanted }
`;
    expect(read(text).nouns.stores).toHaveLength(expected);
  });

  it('reads resources that refer to each other', () => {
    const text = `Resources:
  A: { Type: AWS::SQS::Queue, Properties: { QueueName: !GetAtt B.QueueName } }
  B: { Type: AWS::SQS::Queue, Properties: { QueueName: !GetAtt A.QueueName } }
`;
    expect(read(text).nouns.stores).toHaveLength(2);
  });

  it('follows aliases that name each other no further than it must', () => {
    const text = `Resources:
  A: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref B } }
  B: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref A } }
  P: { Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref A, Principal: '*', Action: lambda:* } }
`;
    expect(read(text).nouns.grants).toHaveLength(1);
  });
});

describe('what a template offers and needs', () => {
  const unit = read(`Resources:
  Work:
    Type: AWS::Lambda::Function
    Properties: { FunctionName: work, Role: arn:aws:iam::123456789012:role/shared-worker }
  Files: { Type: AWS::S3::Bucket }
  Other:
    Type: AWS::Lambda::Permission
    Properties: { FunctionName: work, Action: lambda:InvokeFunction, Principal: s3.amazonaws.com, SourceArn: !ImportValue in-bucket }
Outputs:
  Bucket: { Value: !GetAtt Files.Arn, Export: { Name: files-arn } }
`);

  it('are names in the cloud and exports', () => {
    expect([...unit.offers]).toEqual([
      ['work', 'template.yaml#Work'],
      ['files-arn', 'template.yaml#Files'],
    ]);
    expect([...unit.needs]).toEqual(['shared-worker', 'in-bucket']);
  });

  it('links by the name that is written', () => {
    expect(unit.nouns.functions[0]!.identity.to).toBe(offerKey('shared-worker'));
    expect(unit.nouns.grants[0]!.on.to).toBe('template.yaml#Work');
    const imported = read('Resources:\n  Fn: { Type: AWS::Lambda::Function, Properties: { Role: !ImportValue worker-role } }\n');
    expect(imported.nouns.functions[0]!.identity.to).toBe(offerKey('worker-role'));
  });
});

describe('which files are templates', () => {
  const file = (path: string, text: string): boolean => cloudFormation.wants(path) && cloudFormation.recognises(new SourceFile(path, text));
  const body = 'Resources:\n  B:\n    Type: AWS::S3::Bucket\n';

  it.each(['template.yaml', 'infra/main.yml', 'stack.template', 'x.cfn', 'serverless.template', 'package.yml'])('%s', (path) => {
    expect(file(path, body)).toBe(true);
  });

  it('JSON on one line', () => {
    expect(file('a.json', '{"Resources":{"B":{"Type":"AWS::S3::Bucket"}}}')).toBe(true);
    expect(file('a.json', '{"AWSTemplateFormatVersion":"2010-09-09","Resources":{}}')).toBe(true);
  });

  it.each([
    ['a service', 'serverless.yml', `service: x\nprovider:\n  name: aws\nresources:\n  ${body.replaceAll('\n', '\n  ')}`],
    ['an event', 'events/put.json', '{"Records":[{"eventSource":"aws:s3"}]}'],
    ['a lock file', 'package-lock.json', '{"AWS::S3::Bucket":{},"Resources":{"Type":"AWS::"}}'],
    ['other YAML', 'k8s.yaml', 'kind: Deployment\nspec:\n  Resources: 1\n'],
    ['code', 'index.ts', body],
  ])('not %s', (_, path, text) => {
    expect(file(path, text)).toBe(false);
  });

  it('one root for the stacks of a CDK output', () => {
    const stack = JSON.stringify({ Resources: { F: { Type: 'AWS::SNS::Topic' } } });
    const manifest = JSON.stringify({
      version: '36.0.0',
      artifacts: {
        One: { type: 'aws:cloudformation:stack', properties: { templateFile: 'One.template.json' } },
        Two: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Two.template.json' } },
      },
    });
    const files = memoryTree({
      'cdk.out/manifest.json': manifest,
      'cdk.out/One.template.json': stack,
      'cdk.out/Two.template.json': stack,
      'a.json': stack,
    });
    const roots = cloudFormation.roots(['a.json', 'cdk.out/One.template.json', 'cdk.out/Two.template.json'], files);
    expect(roots.map(({ path }) => path)).toEqual(['cdk.out', 'a.json']);
    expect(cloudFormation.read(roots[0]!, files).nouns.stores.map(({ key }) => key)).toEqual(['cdk.out#One/F', 'cdk.out#Two/F']);
  });
});

describe('broken and hostile templates', () => {
  it('reads what stands before and behind a mistake, and says where it is', () => {
    const text = 'Resources:\n  A:\n    Type: AWS::SNS::Topic\n  B:\n    Type: AWS::SQS::Queue\n    Properties: { QueueName: [a\n';
    const unit = read(text);
    expect(unit.nouns.stores.map(({ address }) => address)).toContain('A');
    expect(unit.notices[0]).toMatchObject({ path: 'template.yaml' });
    expect(unit.notices[0]!.line).toBeGreaterThan(4);
  });

  it.each(['', '\n', '[]', 'text', 'Resources: []', 'Resources: 3', 'Resources:\n  A:', 'Resources: { A: { Type: [x] } }'])(
    'takes %j for no template, without throwing',
    (text) => {
      expect(read(text).nouns.stores).toEqual([]);
    },
  );

  it.each([
    ['a function of an empty list', '!Sub []'],
    ['a choice from nothing', '!Select []'],
    ['a join of one', '!Join [a]'],
    ['a reference to a list', '!Ref [a, b]'],
    ['an attribute of nothing', '!GetAtt []'],
    ['a map of maps', '!FindInMap [{ a: b }, c]'],
    ['a condition of nothing', '!If [a]'],
    ['a text of a mapping', '!Sub { a: b }'],
  ])('works %s out to something unknown', (_, value) => {
    const text = `Resources:\n  R:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: ${value}\n`;
    expect(read(text).nouns.stores[0]!.name.state).not.toBe('known');
  });

  it('stops at loops in loops in loops', () => {
    const numbers = `[${Array.from({ length: 900 }, (_, index) => index).join(', ')}]`;
    const loop = (name: string, inner: string): string => `"Fn::ForEach::${name}": [${name}, ${numbers}, { ${inner} }]`;
    const resource = '"Q${A}${B}${C}": { Type: AWS::SQS::Queue }';
    const started = performance.now();
    const unit = read(`Resources: { ${loop('A', loop('B', loop('C', resource)))} }`);
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(unit.notices).toMatchObject([{ level: 'warning', message: expect.stringContaining('too much work') }]);
  });

  it('survives a template that nothing in the repository bounds', () => {
    const deep = `${'{"Fn::Join":["",['.repeat(3000)}"x"${']]}'.repeat(3000)}`;
    const unit = read(
      `{"Resources":{"A":{"Type":"AWS::SNS::Topic","Properties":{"TopicName":${deep}}},"B":{"Type":"AWS::SNS::Topic"}}}`,
      {},
      'deep.json',
    );
    expect(unit.nouns.stores.length + unit.notices.length).toBeGreaterThan(0);
  });
});

it('reads a root whose file is gone', () => {
  expect(readRoot(memoryTree({})).nouns.functions).toEqual([]);
});
