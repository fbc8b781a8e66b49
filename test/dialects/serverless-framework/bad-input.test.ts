/** Files that are broken, empty, strange or hostile: what can be read is read, the rest is said. */
import { expect, test } from 'vitest';
import { functionNamed, routes, service, services } from './service.ts';

const head = 'service: orders\nprovider: { name: aws }\n';

test('broken YAML is a notice with its line, and the rest is read', () => {
  const unit = service(`${head}functions:\n  take: { handler: take.handler, events: [{ http: GET a }] }\n  give:\n    handler: "unclosed\n`);
  expect(unit.notices.map(({ level, path }) => `${level} ${path}`)).toEqual(['warning serverless.yml']);
  expect(unit.notices[0]!.line).toBeGreaterThan(3);
  expect(routes(unit)).toEqual(['GET /a: unset (none)']);
});

test('broken YAML in an included file is a notice there', () => {
  const unit = service({
    'serverless.yml': `${head}resources: \${file(broken.yml)}\nfunctions: { take: { handler: take.handler } }\n`,
    'broken.yml': 'Resources:\n  A: {Type: AWS::SQS::Queue\n  B: ]\n',
  });
  expect(unit.notices.map(({ path }) => path)).toEqual(['broken.yml']);
  expect(unit.nouns.functions).toHaveLength(1);
});

test.each([
  ['an empty file', ''],
  ['a list', '- provider:\n- service:\n'],
  ['a text', 'provider: &a\n'],
])('%s is no service, and nothing is thrown', (_, text) => {
  for (const unit of services({ 'serverless.yml': text })) expect(unit.nouns.functions).toEqual([]);
});

test.each([
  ['functions: nothing'],
  ['functions: [1, 2]'],
  ['functions: { take: 1, give: [], last: }'],
  ['functions: { take: { handler: 1, events: 7, environment: [a], layers: x, role: [1], url: [] } }'],
  [
    'functions: { take: { events: [http, { http: }, { http: 1 }, { http: [] }, { httpApi: 7 }, { websocket: [] }, { alb: x }, { s3: 1 }, { sns: [] }, 7, [] ] } }',
  ],
  ['functions: { take: { events: [{ http: "" }, { httpApi: "" }, { http: { } }, { httpApi: { } }, { stream: { } }, { cloudFront: 7 }] } }'],
  ['resources: 7'],
  ['resources: [1, a, { Resources: 3 }, { Resources: { A: 1 } }]'],
  ['resources: { Resources: { A: { Type: 1, Properties: x } }, extensions: { B: 7, C: { Properties: 1 } } }'],
  ['custom: { customDomain: [1, { rest: 7 }], apiGatewayThrottling: x }'],
  ['stepFunctions: { stateMachines: { a: 1, b: { events: x } } }'],
  ['appSync: [1, { authentication: [] }]'],
  ['params: 7\nstages: []'],
])('settings of the wrong kind are passed over: %s', (rest) => {
  expect(() => service(`${head}${rest}\n`)).not.toThrow();
  expect(() =>
    service(
      `service: orders\nprovider:\n  name: aws\n  iam: x\n  logs: 7\n  environment: []\n  httpApi: 1\n  apiGateway: []\n  tracing: x\n${rest}\n`,
    ),
  ).not.toThrow();
});

test('a provider that is a mere name is AWS all the same', () => {
  const unit = service('service: orders\nprovider: aws\nfunctions:\n  take: { handler: take.handler, events: [{ http: GET a }] }\n');
  expect(routes(unit)).toEqual(['GET /a: unset (none)']);
  expect(unit.nouns.stages[0]!.accessLog.slot?.('on')?.[0]?.text).toContain('logs');
});

test('other providers are named and left', () => {
  const unit = service('service: orders\nprovider:\n  name: openwhisk\nfunctions: { take: { handler: take.handler } }\n');
  expect(unit.notices).toEqual([
    { level: 'info', message: 'not read: services of the provider openwhisk are not known', path: 'serverless.yml', line: 2 },
  ]);
});

test('a thousand functions with a thousand variables each end in time', { timeout: 20_000 }, () => {
  const variables = Array.from({ length: 40 }, (_, n) => `      V${n}: "\${self:custom.v${n}}-\${sls:stage}"`).join('\n');
  const functions = Array.from({ length: 400 }, (_, n) => `  f${n}:\n    handler: f.handler\n    environment:\n${variables}\n`).join('');
  const custom = Array.from({ length: 40 }, (_, n) => `  v${n}: value-${n}\n`).join('');
  const unit = service(`${head}custom:\n${custom}functions:\n${functions}`);
  expect(unit.nouns.functions).toHaveLength(400);
  expect(functionNamed(unit, 'f399').environment[39]!.value).toMatchObject({ state: 'known', value: 'value-39-dev' });
});

test('deep nesting of variables ends', () => {
  const deep = `${'${self:custom.'.repeat(500)}a${'}'.repeat(500)}`;
  expect(() => service(`${head}functions: { take: { handler: take.handler, environment: { A: '${deep}' } } }\n`)).not.toThrow();
  const open = '${'.repeat(20_000);
  expect(() => service(`${head}functions: { take: { handler: take.handler, environment: { A: '${open}' } } }\n`)).not.toThrow();
});
