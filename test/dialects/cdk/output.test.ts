/** What the CDK's templates tell beyond CloudFormation's: constructs, code of functions, its own helpers. */
import { expect, test } from 'vitest';
import { isFrameworkConstruct } from '../../../src/dialects/cloudformation/cdk/constructs.ts';
import { cloudFormation } from '../../../src/dialects/cloudformation/dialect.ts';
import { memoryTree } from '../../../src/source/memory.ts';

const hash = 'c3a9'.repeat(16);

function readStack(resources: Readonly<Record<string, unknown>>, files: Readonly<Record<string, string>> = {}) {
  const tree = memoryTree({ 'cdk.out/Orders.template.json': JSON.stringify({ Resources: resources }, undefined, 1), ...files });
  return cloudFormation.read({ dialect: 'cloudformation', path: 'cdk.out', files: ['cdk.out/Orders.template.json'] }, tree).nouns;
}

const code = (Metadata: unknown, key = `${hash}.zip`) => ({
  Type: 'AWS::Lambda::Function',
  Properties: { Code: { S3Bucket: 'assets', S3Key: key } },
  Metadata,
});

test('the code of a function is its asset, by metadata or by hash', () => {
  const files = { [`cdk.out/asset.${hash}/index.js`]: '', 'src/orders/index.js': '' };
  const { functions } = readStack(
    {
      Staged: code({ 'aws:asset:path': `asset.${hash}`, 'aws:asset:property': 'Code' }),
      Plain: code({ 'aws:asset:path': '../src/orders', 'aws:asset:property': 'Code' }),
      Hashed: code(undefined),
      Absolute: code({ 'aws:asset:path': '/home/me/src', 'aws:asset:property': 'Code' }),
      Outside: code({ 'aws:asset:path': '../../src', 'aws:asset:property': 'Code' }),
      Unknown: code(undefined, 'orders.zip'),
    },
    files,
  );
  expect(functions.map(({ codeRoot }) => codeRoot)).toEqual([
    `cdk.out/asset.${hash}`,
    'src/orders',
    `cdk.out/asset.${hash}`,
    undefined,
    undefined,
    undefined,
  ]);
});

test('nouns know the construct that made them', () => {
  const { functions } = readStack({ Handler886CB40B: { ...code(undefined), Metadata: { 'aws:cdk:path': 'Orders/Api/Handler/Resource' } } });
  expect(functions.map(({ construct }) => construct)).toEqual(['Orders/Api/Handler']);
});

test('functions that the CDK adds for itself are marked', () => {
  const made = (path: string) => ({ ...code(undefined), Metadata: { 'aws:cdk:path': path } });
  const { functions } = readStack({
    Own: made('Orders/Handler/Resource'),
    Helper: made('Orders/Custom::S3AutoDeleteObjectsCustomResourceProvider/Handler'),
  });
  expect(functions.map(({ label, isFrameworks }) => [label, isFrameworks])).toEqual([
    ['Own', false],
    ['Helper', true],
  ]);
});

test('a nested stack is read where its parent deploys it, with what it is given', () => {
  const nested = {
    Parameters: { Name: { Type: 'String' } },
    Resources: { Inner: { Type: 'AWS::Lambda::Function', Properties: { Runtime: { Ref: 'Name' } } } },
  };
  const { functions } = readStack(
    {
      Nested: {
        Type: 'AWS::CloudFormation::Stack',
        Properties: { TemplateURL: { 'Fn::Sub': 'https://s3.${AWS::URLSuffix}/assets/x.json' }, Parameters: { Name: 'nodejs22.x' } },
        Metadata: { 'aws:asset:path': 'OrdersNested.nested.template.json', 'aws:asset:property': 'TemplateURL' },
      },
    },
    { 'cdk.out/OrdersNested.nested.template.json': JSON.stringify(nested) },
  );
  expect(functions.map(({ runtime }) => runtime.state === 'known' && runtime.value)).toEqual(['nodejs22.x']);
});

test('what the CDK adds for itself is told from what the author wrote', () => {
  const own = [
    'Orders/Custom::S3AutoDeleteObjectsCustomResourceProvider/Handler',
    'Orders/LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a/ServiceRole',
    'Orders/BucketNotificationsHandler050a0587b7544547bf325f094a3db834/Role',
    'Orders/AWS679f53fac002430cb0da5b7982bd2287',
    'Orders/Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C/ServiceRole',
    'Orders/Replicate/Provider/framework-onEvent',
    'Live/Orders/@aws-cdk--aws-eks.KubectlProvider/Handler',
    'Orders/CDKMetadata/Default',
  ];
  const authors = [
    'Orders/Handler',
    'Orders/LogRetention',
    'Orders/Api/Custom',
    'Orders/AwsProxy/Handler',
    'Custom::App/Handler',
    'framework-onEvent',
  ];
  expect(own.filter((path) => !isFrameworkConstruct(path))).toEqual([]);
  expect(authors.filter(isFrameworkConstruct)).toEqual([]);
});
