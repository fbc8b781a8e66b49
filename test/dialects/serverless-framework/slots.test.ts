/** What is written when a setting is changed: read again, it is what was asked for. */
import { expect, test } from 'vitest';
import { effective, type Slot } from '../../../src/model/value.ts';
import type { Unit } from '../../../src/dialects/dialect.ts';
import { find, functionNamed, said, service, treeOf, variable, written, type Files } from './service.ts';

/** The only file after the change. */
function after<T>(text: string, slot: (unit: Unit) => Slot<T> | undefined, to: NoInfer<T>): string | undefined {
  return written(text, slot, to)?.['serverless.yml'];
}

const authentication = (unit: Unit) => unit.nouns.endpoints[0]!.authentication.slot;
const head = 'service: orders\nprovider:\n  name: aws\n';
const events = (event: string) => `${head}functions:\n  take:\n    handler: take.handler\n    events:\n${event}`;

test.each([
  [
    'the short form of a REST route',
    events('      - http: GET orders\n'),
    events('      - http:\n          method: GET\n          path: orders\n          authorizer: aws_iam\n'),
  ],
  [
    'the long form of a REST route',
    events('      - http:\n          method: get\n          path: orders\n          cors: true\n'),
    events('      - http:\n          method: get\n          path: orders\n          cors: true\n          authorizer: aws_iam\n'),
  ],
  [
    'a REST route in braces',
    events('      - http: { method: get, path: orders }\n'),
    events('      - http: { method: get, path: orders, authorizer: aws_iam }\n'),
  ],
  [
    'a REST route whose authorizer is turned off',
    events('      - http: { method: get, path: orders, authorizer: false }\n'),
    events('      - http: { method: get, path: orders, authorizer: aws_iam }\n'),
  ],
  [
    'the short form of an HTTP route',
    events('      - httpApi: GET /orders # all of them\n'),
    events('      - httpApi: # all of them\n          method: GET\n          path: /orders\n          authorizer:\n            type: aws_iam\n'),
  ],
  [
    'the long form of an HTTP route',
    events('      - httpApi:\n          method: GET\n          path: /orders\n'),
    events('      - httpApi:\n          method: GET\n          path: /orders\n          authorizer:\n            type: aws_iam\n'),
  ],
  [
    'an HTTP route for everything',
    events("      - httpApi: '*'\n"),
    events("      - httpApi:\n          path: '*'\n          authorizer:\n            type: 'aws_iam'\n"),
  ],
  [
    'a function URL',
    `${head}functions:\n  take:\n    handler: take.handler\n    url: true\n`,
    `${head}functions:\n  take:\n    handler: take.handler\n    url:\n      authorizer: aws_iam\n`,
  ],
  [
    'a function URL with settings',
    `${head}functions:\n  take:\n    handler: take.handler\n    url:\n      cors: true\n`,
    `${head}functions:\n  take:\n    handler: take.handler\n    url:\n      cors: true\n      authorizer: aws_iam\n`,
  ],
])('IAM for %s', (_, before, expected) => {
  const changed = after(before, authentication, 'iam');
  expect(changed).toBe(expected);
  expect(effective(service(changed!).nouns.endpoints[0]!.authentication)).toBe('iam');
});

test('a route takes the authorizer that its service declares', () => {
  const http = `${head}  httpApi: { authorizers: { customers: { type: jwt, identitySource: $request.header.Authorization, issuerUrl: https://login.example, audience: orders } } }
functions:
  take:
    handler: take.handler
    events:
      - httpApi: { method: GET, path: /orders }
`;
  const changed = after(http, authentication, 'jwt');
  expect(changed).toContain('- httpApi: { method: GET, path: /orders, authorizer: { name: customers } }');
  expect(effective(service(changed!).nouns.endpoints[0]!.authentication)).toBe('jwt');
  expect(after(http, authentication, 'custom')).toBeUndefined();
});

test('a REST route takes the authorizer of a sibling', () => {
  const rest = events(`      - http: { method: get, path: open }
      - http: { method: get, path: closed, authorizer: { name: pool, type: COGNITO_USER_POOLS, arn: !GetAtt Pool.Arn } }
`);
  const changed = after(rest, authentication, 'cognito');
  expect(changed).toContain('path: open, authorizer: { name: pool, type: COGNITO_USER_POOLS, arn: !GetAtt Pool.Arn } }');
  expect(after(rest, authentication, 'custom')).toBeUndefined();
});

test('a WebSocket API takes a function as authorizer, and nothing else', () => {
  const socket = events('      - websocket: $connect\n      - websocket: { route: old, authorizer: guard }\n');
  expect(after(socket, authentication, 'custom')).toContain('- websocket:\n          route: $connect\n          authorizer: guard\n');
  expect(after(socket, authentication, 'iam')).toBeUndefined();
});

const accessLog = (unit: Unit) => unit.nouns.stages[0]!.accessLog.slot;

test.each([
  ['no logs', `${head}`, `${head}  logs:\n    httpApi: true\n`, 'httpApi: GET /a'],
  ['logs of another kind', `${head}  logs:\n    restApi: true\n`, `${head}  logs:\n    restApi: true\n    httpApi: true\n`, 'httpApi: GET /a'],
  ['logs turned off', `${head}  logs:\n    httpApi: false\n`, `${head}  logs:\n    httpApi: true\n`, 'httpApi: GET /a'],
  ['no logs of a REST API', `${head}`, `${head}  logs:\n    restApi:\n      accessLogging: true\n      fullExecutionData: false\n`, 'http: GET a'],
  [
    'access logs turned off',
    `${head}  logs: { restApi: { accessLogging: false } }\n`,
    `${head}  logs: { restApi: { accessLogging: true } }\n`,
    'http: GET a',
  ],
])('access logs where there are %s', (_, before, expected, event) => {
  const rest = `functions: { take: { handler: take.handler, events: [{ ${event} }] } }\n`;
  const changed = after(before + rest, accessLog, 'on');
  expect(changed).toBe(expected + rest);
  expect(effective(service(changed!).nouns.stages[0]!.accessLog)).toBe('on');
});

test('turning access logs on does not log whole requests', () => {
  const changed = after(events('      - http: GET orders\n'), accessLog, 'on');
  expect(effective(service(changed!).nouns.stages[0]!.dataTrace)).toBe(false);
});

test('whole requests are left out of logs that are on', () => {
  const on = `${head}  logs:\n    restApi: true\nfunctions: { take: { handler: take.handler, events: [{ http: GET a }] } }\n`;
  const changed = after(on, (unit) => unit.nouns.stages[0]!.dataTrace.slot, false);
  expect(changed).toContain('    restApi:\n      fullExecutionData: false\n');
  expect(said(service(changed!).nouns.stages[0]!.accessLog)).toBe('on');
});

test('settings of a function are written at their literal, or added to the function', () => {
  const text = `${head}  runtime: nodejs16.x\nfunctions:\n  take:\n    handler: take.handler\n`;
  const runtime = (unit: Unit) => functionNamed(unit, 'take').runtime.slot;
  expect(after(text, runtime, 'nodejs24.x')).toBe(text.replace('nodejs16.x', 'nodejs24.x'));
  expect(after(text, (unit) => functionNamed(unit, 'take').tracing.slot, 'active')).toBe(`${text}    tracing: true\n`);
  expect(after(text, (unit) => functionNamed(unit, 'take').reservedConcurrency.slot, 5)).toBe(`${text}    reservedConcurrency: 5\n`);
  expect(after(text, (unit) => functionNamed(unit, 'take').environmentKey.slot, 'arn:aws:kms:x')).toBe(`${text}    kmsKeyArn: arn:aws:kms:x\n`);
  expect(after(text, (unit) => unit.nouns.logGroups[0]!.retentionDays.slot, 30)).toBe(`${text}    logRetentionInDays: 30\n`);
});

test('a value from another file is changed there', () => {
  const files: Files = {
    'serverless.yml': `${head}  environment: \${file(config.yml):environment}\nfunctions: { take: { handler: take.handler } }\n`,
    'config.yml': "environment:\n  MODE: 'open'\n",
  };
  const changed = written(files, (unit) => variable(unit, 'take', 'MODE').slot, 'closed');
  expect(changed).toEqual({ ...files, 'config.yml': "environment:\n  MODE: 'closed'\n" });
});

test('a value that is put together is replaced where it is used', () => {
  const text = `${head}functions:\n  take:\n    handler: take.handler\n    environment:\n      URL: https://\${self:custom.host}/\ncustom: { host: a.example }\n`;
  expect(after(text, (unit) => variable(unit, 'take', 'URL').slot, 'none')).toBe(text.replace('https://${self:custom.host}/', 'none'));
});

test('statements of the shared role are narrowed in place, with references in the file’s own spelling', () => {
  const text = `${head}  iam:
    role:
      statements:
        - Effect: Allow
          Action:
            - dynamodb:*
          Resource: '*'
functions:
  take: { handler: take.handler }
resources:
  Resources:
    Table: { Type: AWS::DynamoDB::Table }
`;
  expect(after(text, (unit) => unit.nouns.identities[0]!.statements[0]!.actions.slot, ['dynamodb:GetItem'])).toContain(
    '            - dynamodb:GetItem\n          Resource',
  );
  expect(after(text, (unit) => unit.nouns.identities[0]!.statements[0]!.resources.slot, [{ address: 'Table', suffix: '' }])).toContain(
    'Resource: !GetAtt Table.Arn\n',
  );
  expect(after(text, (unit) => unit.nouns.identities[0]!.statements[0]!.resources.slot, [{ address: 'functions.take', suffix: '' }])).toContain(
    'Resource: !GetAtt TakeLambdaFunction.Arn\n',
  );
});

test('a topic that an event makes gets a key where the release knows that', () => {
  const text = events('      - sns: dispatch\n');
  const key = (unit: Unit) => find(unit.nouns.stores, 'SNSTopicDispatch').encryption.slot;
  const changed = after(text, key, 'provider');
  expect(changed).toContain('      - sns:\n          topicName: dispatch\n          kmsMasterKeyId: alias/aws/sns\n');
  expect(said(find(service(changed!).nouns.stores, 'SNSTopicDispatch').encryption)).toBe('provider');
  expect(after(text.replace('provider:', "frameworkVersion: '3'\nprovider:"), key, 'provider')).toBeUndefined();
});

test('origins are named in place of all', () => {
  const http = `${head}  httpApi:\n    cors: true\nfunctions: { take: { handler: take.handler, events: [{ httpApi: GET /a }] } }\n`;
  const changed = after(http, (unit) => unit.nouns.endpoints[0]!.origins[0]!.slot, 'https://shop.example');
  expect(changed).toContain('    cors:\n      allowedOrigins:\n        - https://shop.example\n');
});

test('the open function of another cloud is closed', () => {
  const text =
    'service: refunds\nprovider: { name: google }\nfunctions:\n  open:\n    handler: open\n    events: [{ http: path }]\n    allowUnauthenticated: true\n';
  expect(after(text, authentication, 'iam')).toBe(text.replace('allowUnauthenticated: true', 'allowUnauthenticated: false'));
});

test('resources of other files are changed there', () => {
  const files: Files = {
    'serverless.yml': `${head}resources:\n  - \${file(queue.yml)}\n  - Outputs: { Url: { Value: !Ref Queue } }\n`,
    'queue.yml': 'Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties:\n      SqsManagedSseEnabled: false\n',
  };
  const changed = written(files, (unit) => find(unit.nouns.stores, 'Queue').encryption.slot, 'provider');
  expect(changed!['queue.yml']).toContain('SqsManagedSseEnabled: true');
  expect(treeOf(changed!).paths).toEqual(['queue.yml', 'serverless.yml']);
});

test('a state machine logs to a log group of its own', () => {
  const machine = 'stepFunctions:\n  stateMachines:\n    work:\n      definition: { StartAt: A, States: {} }\n';
  const level = (unit: Unit) => unit.nouns.orchestrations[0]!.logLevel.slot;
  const changed = after(head + machine, level, 'all')!;
  expect(changed).toContain(
    '      loggingConfig:\n        level: ALL\n        includeExecutionData: false\n        destinations:\n          - !GetAtt WorkStepFunctionsStateMachineLogs.Arn\n',
  );
  expect(service(changed).nouns.logGroups.map(({ label }) => label)).toEqual(['WorkStepFunctionsStateMachineLogs']);
  expect(effective(service(changed).nouns.orchestrations[0]!.logLevel)).toBe('all');
});

test('a managed policy is attached where the role is written', () => {
  const policy = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
  const attach = (unit: Unit) => unit.nouns.identities[0]!.attach;
  const functions = 'functions: { take: { handler: take.handler } }\n';
  expect(after(head + functions, attach, policy)).toContain(`  iam:\n    role:\n      managedPolicies:\n        - ${policy}\n`);
  expect(after(`${head}  iam: { role: { managedPolicies: [arn:a] } }\n${functions}`, attach, policy)).toContain(
    `managedPolicies: [arn:a, ${policy}]`,
  );
});
