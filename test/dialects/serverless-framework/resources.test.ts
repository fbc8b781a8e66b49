/** The resources of a service, spread over files and lists, and how they meet what the framework makes up. */
import { expect, test } from 'vitest';
import { find, functionNamed, said, service, services } from './service.ts';

const head = 'service: orders\nprovider: { name: aws }\n';

test.each([
  ['in place', 'resources: { Resources: { A: { Type: AWS::SQS::Queue }, B: { Type: AWS::SNS::Topic } } }'],
  ['in one file', 'resources: ${file(all.yml)}'],
  ['in a list of files', 'resources:\n  - ${file(a.yml)}\n  - ${file(b.json)}'],
  ['in a file for the section', 'resources:\n  Resources: ${file(section.yml)}'],
  ['in a file for each resource', 'resources:\n  Resources:\n    A: ${file(one.yml)}\n    B: { Type: AWS::SNS::Topic }'],
  ['behind a table', 'resources: ${self:custom.parts}\ncustom:\n  parts:\n    - ${file(a.yml)}\n    - ${file(b.json)}'],
])('resources %s', (_, resources) => {
  const unit = service({
    'serverless.yml': `${head}${resources}\n`,
    'all.yml': 'Resources:\n  A: { Type: AWS::SQS::Queue }\n  B: { Type: AWS::SNS::Topic }\n',
    'a.yml': 'Resources:\n  A: { Type: AWS::SQS::Queue }\n',
    'b.json': '{ "Resources": { "B": { "Type": "AWS::SNS::Topic" } } }',
    'section.yml': 'A: { Type: AWS::SQS::Queue }\nB: { Type: AWS::SNS::Topic }\n',
    'one.yml': 'Type: AWS::SQS::Queue\n',
  });
  expect(unit.nouns.stores.map((store) => `${store.storeKind} ${store.label}`)).toEqual(['queue A', 'topic B']);
  expect(unit.notices).toEqual([]);
});

test('parts of one resource are merged, the later one counts', () => {
  const unit = service({
    'serverless.yml': `${head}resources:\n  - Resources: { A: { Type: AWS::SQS::Queue, Properties: { QueueName: first, SqsManagedSseEnabled: false } } }\n  - \${file(more.yml)}\n`,
    'more.yml': 'Resources:\n  A: { Properties: { QueueName: second } }\n',
  });
  const [queue] = unit.nouns.stores;
  expect([said(queue!.name), said(queue!.encryption)]).toEqual(['second', 'none']);
});

test('extensions change the service’s own resources', () => {
  const unit = service(`${head}resources:
  Resources: { A: { Type: AWS::SQS::Queue } }
  extensions: { A: { Properties: { SqsManagedSseEnabled: false } } }
`);
  expect(said(unit.nouns.stores[0]!.encryption)).toBe('none');
});

test('variables and intrinsic functions work together in resources', () => {
  const unit = service(`service: orders
provider: { name: aws, stage: prod }
custom: { name: "orders-\${sls:stage}" }
resources:
  Parameters: { Owner: { Type: String, Default: shop } }
  Resources:
    Table:
      Type: AWS::DynamoDB::Table
      Properties: { TableName: "\${self:custom.name}" }
    Queue:
      Type: AWS::SQS::Queue
      Properties: { QueueName: !Sub '\${self:custom.name}-\${Owner}' }
`);
  expect(unit.nouns.stores.map((store) => said(store.name))).toEqual(['orders-prod', 'orders-prod-shop']);
  expect(unit.nouns.parameters.map((parameter) => parameter.label)).toEqual(['Owner']);
});

test('resources refer to functions by the ids that the framework gives', () => {
  const unit = service(`${head}functions:
  take-order: { handler: take.handler, environment: { QUEUE: !Ref Queue } }
resources:
  Resources:
    Queue: { Type: AWS::SQS::Queue }
    Permission:
      Type: AWS::Lambda::Permission
      Properties: { FunctionName: !GetAtt TakeDashorderLambdaFunction.Arn, Action: lambda:InvokeFunction, Principal: '*' }
    Alarm:
      Type: AWS::CloudWatch::Alarm
      Properties: { MetricName: Errors, Namespace: AWS/Lambda, Dimensions: [{ Name: FunctionName, Value: !Ref TakeDashorderLambdaFunction }] }
`);
  const key = functionNamed(unit, 'take-order').key;
  expect(unit.nouns.grants[0]!.on.to).toBe(key);
  expect(unit.nouns.alarms[0]!.dimensions[0]!.value.to).toBe(key);
  expect(functionNamed(unit, 'take-order').environment[0]!.value).toMatchObject({ pattern: [{ reference: { address: 'Queue' } }] });
});

test('a service offers what it exports and what its functions are called', () => {
  const unit = service(`${head}functions: { take: { handler: take.handler } }
resources:
  Resources: { Queue: { Type: AWS::SQS::Queue, Properties: { QueueName: incoming } } }
  Outputs: { Url: { Value: !GetAtt Queue.Arn, Export: { Name: "\${self:service}-queue" } } }
`);
  expect([...unit.offers.keys()].sort()).toEqual(['incoming', 'orders-dev-take', 'orders-queue']);
  expect(unit.offers.get('orders-queue')).toBe(find(unit.nouns.stores, 'Queue').key);
});

test('the services of a repository stay apart, those of a compose file included', () => {
  const units = services({
    'serverless-compose.yml': 'services:\n  a: { path: a }\n  b: { path: b }\n',
    'a/serverless.yml': head,
    'a/serverless.prod.yml': head,
    'b/serverless.json': '{ "service": "b", "provider": { "name": "aws" }, "functions": { "take": { "handler": "take.handler" } } }',
    'b/serverless-resources.yml': 'Resources:\n  A: { Type: AWS::SQS::Queue }\n',
    'c/serverless.ts': "export default { service: 'c', provider: { name: 'aws' }, functions: {} };\n",
    'd/serverless.js': 'module.exports = function handler() {};\n',
  });
  expect(units.map(({ root }) => root.path)).toEqual(['a/serverless.prod.yml', 'a/serverless.yml', 'b/serverless.json', 'c/serverless.ts']);
  expect(units[2]!.nouns.functions.map((f) => f.address)).toEqual(['functions.take']);
  expect(units[3]!.notices).toEqual([{ level: 'info', message: 'not read: it is code, and code is never executed', path: 'c/serverless.ts' }]);
});

test('services in JSON are changed in JSON', () => {
  const unit = service({
    'serverless.json':
      '{\n  "service": "b",\n  "provider": { "name": "aws", "runtime": "nodejs16.x" },\n  "functions": { "take": { "handler": "take.handler" } }\n}\n',
  });
  const edits = functionNamed(unit, 'take').tracing.slot?.('active');
  expect(edits?.map(({ text }) => text)).toEqual([', "tracing": true']);
});

test('an API and a role under the framework’s own names are the service’s, where it is told to use them', () => {
  const unit = service(`service: orders
provider: { name: aws, iam: { role: IamRoleLambdaExecution }, httpApi: { id: !Ref HttpApi } }
functions: { take: { handler: take.handler, events: [{ httpApi: GET /a }] } }
resources:
  Resources:
    HttpApi: { Type: AWS::ApiGatewayV2::Api, Properties: { Name: theirs, ProtocolType: HTTP } }
    IamRoleLambdaExecution:
      Type: AWS::IAM::Role
      Properties: { AssumeRolePolicyDocument: {}, ManagedPolicyArns: [arn:aws:iam::aws:policy/AdministratorAccess] }
`);
  expect(unit.nouns.apis.map((api) => said(api.name))).toEqual(['theirs']);
  expect(unit.nouns.endpoints[0]!.api.to).toBe(unit.nouns.apis[0]!.key);
  expect(unit.nouns.identities.map((role) => role.managedPolicies.map(said))).toEqual([['arn:aws:iam::aws:policy/AdministratorAccess']]);
  expect(functionNamed(unit, 'take').identity.to).toBe(unit.nouns.identities[0]!.key);
});
