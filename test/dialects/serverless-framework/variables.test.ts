/** `${…}` variables: what they come to, and where the text stands that decides. */
import { expect, test } from 'vitest';
import { environment, place, said, service, variable } from './service.ts';

/** A service whose only function has the environment `variables`. */
function withEnvironment(variables: string, rest = '', files: Readonly<Record<string, string>> = {}) {
  const text = `service: orders\nprovider:\n  name: aws\n  region: eu-west-1\nfunctions:\n  take:\n    handler: take.handler\n    environment:\n${variables.replace(/^\n|\s+$/g, '')}\n${rest}`;
  return service({ 'serverless.yml': text, ...files });
}

test('references to the service itself are followed through each other', () => {
  const unit = withEnvironment(
    `
      SERVICE: \${self:service}
      TABLE: \${self:custom.table}
      CHAIN: \${self:custom.chain}
      ITEM: \${self:custom.list.1.id}
      INDEX: \${self:custom.list[0].id}
      TEXT: pre-\${self:custom.table}-post
      NOTHING: \${self:custom.nothing}`,
    'custom:\n  table: orders-table\n  chain: ${self:custom.hop}\n  hop: ${self:custom.table}\n  list:\n    - id: one\n    - id: two\n',
  );
  expect(environment(unit, 'take')).toEqual({
    SERVICE: 'orders',
    TABLE: 'orders-table',
    CHAIN: 'orders-table',
    ITEM: 'two',
    INDEX: 'one',
    TEXT: 'pre-orders-table-post',
    NOTHING: '?',
  });
});

test('a value that came through references stands at its literal, with every use on the way', () => {
  const unit = withEnvironment('      TABLE: ${self:custom.chain}', 'custom:\n  chain: ${self:custom.table}\n  table: orders-table\n');
  expect(place(variable(unit, 'take', 'TABLE'))).toBe(
    'serverless.yml:12 orders-table ← serverless.yml:9 ${self:custom.chain} ← serverless.yml:11 ${self:custom.table}',
  );
});

test('a text with variables in it stands where it is put together', () => {
  const unit = withEnvironment('      TABLE: "${self:custom.name}-table"', 'custom:\n  name: orders\n');
  expect(place(variable(unit, 'take', 'TABLE'))).toBe('serverless.yml:9 "${self:custom.name}-table"');
});

test.each([
  ["${opt:stage, 'prod'}", 'prod'],
  ['${opt:stage, "prod"}', 'prod'],
  ['${opt:stage, self:provider.stage}', 'dev'],
  ['${opt:stage, ${self:provider.stage}}', 'dev'],
  ['${opt:stage}', 'dev'],
  ['${sls:stage}', 'dev'],
  ['${opt:missing, env:MISSING, self:custom.missing, 7}', '7'],
  ["${opt:words, 'a, b'}", 'a, b'],
  ['${opt:flag, true}', 'true'],
  ["${env:SECRET, 'fallback'}", 'fallback'],
  ['${env:SECRET}', '?'],
  ['${opt:secret}', '?'],
  ["${param:owner, 'nobody'}", 'nobody'],
  ['${param:owner}', '?'],
  ['${aws:region}', 'eu-west-1'],
  ['${aws:accountId}', '?'],
  ['${sls:instanceId}', '?'],
  ["${strToBool(${opt:loud, 'TRUE'})}", 'true'],
  ['${strToBool(maybe)}', '?'],
  ['${ssm:/orders/password}', '?'],
  ['${ssm(eu-west-1, raw):/orders/password}', '?'],
  ['${cf:other-stack.Output}', '?'],
  ['${cf(eu-west-1):other-stack.Output}', '?'],
  ['${s3:bucket/key}', '?'],
  ['${git:sha1}', '?'],
  ['${terraform:outputs:url}', '?'],
  ['${vault:secret/orders}', '?'],
  ['${doppler:TOKEN}', '?'],
  ['${mine:thing:key}', '?'],
  ['arn:${aws:accountId}:table', 'arn:?:table'],
  // None of these is a variable of the framework.
  ['${AWS::Region}', '${AWS::Region}'],
  ['${Table}', '${Table}'],
  ['${iot:Connection.Thing.ThingName}', '${iot:Connection.Thing.ThingName}'],
  ['\\${self:service}', '\\${self:service}'],
  ['${unclosed', '${unclosed'],
  ['${}', '${}'],
])('%s comes to %s', (text, expected) => {
  expect(said(variable(withEnvironment(`      VALUE: '${text.replaceAll("'", "''")}'`), 'take', 'VALUE'))).toBe(expected);
});

test('the stage of the provider counts where the command line names none', () => {
  const read = (stage: string) =>
    service(`
service: orders
provider:
  name: aws
  stage: ${stage}
  environment: { A: "\${sls:stage}", B: "\${opt:stage}", C: "\${self:provider.stage}", D: "\${opt:stage, self:provider.stage}" }
functions: { take: { handler: take.handler } }
`);
  expect(environment(read('prod'), 'take')).toEqual({ A: 'prod', B: 'prod', C: 'prod', D: 'prod' });
  expect(environment(read("${opt:stage, 'test'}"), 'take')).toEqual({ A: 'test', B: 'test', C: 'test', D: 'test' });
  expect(environment(read('${opt:stage}'), 'take')).toEqual({ A: 'dev', B: 'dev', C: 'dev', D: 'dev' });
  expect(environment(read('${env:STAGE}'), 'take')).toEqual({ A: '?', B: '?', C: '?', D: '?' });
});

test('tables by stage are read for the stage that is deployed', () => {
  const custom =
    'custom:\n  old: { dev: d, prod: p }\n  settings:\n    dev: { host: d.example }\n    prod: { host: p.example }\n  current: ${self:custom.settings.${sls:stage}}\n';
  const unit = withEnvironment('      OLD: ${self:custom.old.${opt:stage, self:provider.stage}}\n      HOST: ${self:custom.current.host}', custom);
  expect(environment(unit, 'take')).toEqual({ OLD: 'd', HOST: 'd.example' });
});

test('parameters of the stage go before those of every stage, in both notations', () => {
  const params = 'params:\n  default: { a: A, b: B }\n  dev: { b: dev-B }\n';
  expect(environment(withEnvironment('      A: ${param:a}\n      B: ${param:b}', params), 'take')).toEqual({ A: 'A', B: 'dev-B' });
  const stages = 'stages:\n  default: { params: { a: A, b: B } }\n  dev: { params: { b: dev-B } }\n';
  expect(environment(withEnvironment('      A: ${param:a}\n      B: ${param:b}', stages), 'take')).toEqual({ A: 'A', B: 'dev-B' });
});

test('files are read whole or in part, from the folder of the service', () => {
  const unit = service({
    'app/serverless.yml': `
service: orders
provider:
  name: aws
  environment: \${file(config/\${opt:stage, 'prod'}.yml):environment}
functions:
  take:
    handler: take.handler
    environment:
      HOST: \${file(./config/hosts.json):eu.0}
      SHARED: \${file(../shared/names.yml):queue}
      KEY: \${file(./config/public.pem)}
`,
    'app/config/prod.yml': 'environment:\n  NAME: ${self:service}-${file(config/hosts.json):suffix}\n',
    'app/config/hosts.json': '{ "eu": ["eu.example"], "suffix": "x" }',
    'app/config/public.pem': 'PUBLIC',
    'shared/names.yml': 'queue: orders-queue\n',
  });
  expect(environment(unit, 'take')).toEqual({ NAME: 'orders-x', HOST: 'eu.example', SHARED: 'orders-queue', KEY: 'PUBLIC' });
  expect(place(variable(unit, 'take', 'NAME'))).toContain('app/config/prod.yml:2 ${self:service}-');
  expect(place(variable(unit, 'take', 'HOST'))).toBe('app/config/hosts.json:1 "eu.example" ← app/serverless.yml:9 ${file(./config/hosts.json):eu.0}');
  const files = ['app/config/hosts.json', 'app/config/prod.yml', 'app/config/public.pem', 'app/serverless.yml', 'shared/names.yml'];
  expect([...unit.files].sort()).toEqual(files);
  expect(unit.notices).toEqual([]);
});

test('what a file is missing is said once, with the line, unless a default stands in', () => {
  const unit = withEnvironment(
    `
      A: \${file(./secrets.json):a}
      B: \${file(./secrets.json):b}
      C: \${file(./other.yml):c, 'default'}`,
  );
  expect(environment(unit, 'take')).toEqual({ A: '?', B: '?', C: 'default' });
  expect(unit.notices).toEqual([{ level: 'warning', message: '`./secrets.json` is not in the repository', path: 'serverless.yml', line: 9 }]);
});

test('code is never run, and no path leaves the repository', () => {
  const unit = withEnvironment(
    '      A: ${file(./secrets.js):a}\n      B: ${file(../../etc/passwd)}\n      C: ${file(/etc/passwd)}\n      D: ${file(~/.aws/credentials)}',
    '',
    { 'secrets.js': 'module.exports = { a: "never" };' },
  );
  expect(environment(unit, 'take')).toEqual({ A: '?', B: '?', C: '?', D: '?' });
  expect(unit.notices.map(({ message, line }) => `${line} ${message}`)).toEqual([
    '9 `./secrets.js` is not read: it is code, and code is never executed',
    '10 `../../etc/passwd` is not read: it lies outside of the repository',
    '11 `/etc/passwd` is not read: it lies outside of the repository',
    '12 `~/.aws/credentials` is not read: it lies outside of the repository',
  ]);
});

test('circles end', () => {
  const unit = withEnvironment(
    `
      SELF: \${self:custom.self}
      PAIR: \${self:custom.one}
      TEXT: x\${self:custom.text}
      HOLDER: \${self:custom.holder.inner.inner.name}
      FILE: \${file(loop.yml):again}
      STAGE: \${self:custom.\${self:custom.self}}`,
    'custom:\n  self: ${self:custom.self}\n  one: ${self:custom.two}\n  two: ${self:custom.one}\n  text: a${self:custom.text}\n  holder:\n    name: n\n    inner: ${self:custom.holder}\n',
    { 'loop.yml': 'again: ${file(loop.yml):again}\n' },
  );
  expect(environment(unit, 'take')).toEqual({ SELF: '?', PAIR: '?', TEXT: 'xa?', HOLDER: '?', FILE: '?', STAGE: '?' });
});

test('references that multiply are not followed for ever', () => {
  const level = (n: number) => `  l${n}: { a: "\${self:custom.l${n + 1}}", b: "\${self:custom.l${n + 1}}" }\n`;
  const text = (n: number) => `  t${n}: "\${self:custom.t${n + 1}}\${self:custom.t${n + 1}}"\n`;
  const chain = (n: number) => `  c${n}: { next: "\${self:custom.c${n + 1}}" }\n`;
  const levels = Array.from({ length: 40 }, (_, n) => level(n) + text(n)).join('');
  const chains = Array.from({ length: 3000 }, (_, n) => chain(n)).join('');
  const circle = '  m1: { x: "${self:custom.m2}", y: "${self:custom.m2}" }\n  m2: { x: "${self:custom.m1}", y: "${self:custom.m1}" }\n';
  const unit = withEnvironment(
    '      TREE: ${self:custom.l0}\n      TEXT: ${self:custom.t0}\n      CHAIN: ${self:custom.c0}\n      CIRCLE: ${self:custom.m1}\n      FINE: ${self:service}',
    `custom:\n${levels}  l40: { a: end }\n  t40: ha\n${chains}${circle}`,
  );
  expect(environment(unit, 'take')).toEqual({ TREE: '?', TEXT: '?', CHAIN: '?', CIRCLE: '?', FINE: 'orders' });
});

test('variables stand inside intrinsic functions and around references', () => {
  const unit = withEnvironment(
    `
      SUB: !Sub '\${AWS::Region}-\${self:service}-\${Table}'
      JOIN: { 'Fn::Join': ['-', ['\${self:service}', { Ref: Table }]] }
      REF: !Ref '\${self:custom.logicalId}'`,
    'custom:\n  logicalId: Table\nresources:\n  Resources:\n    Table: { Type: AWS::DynamoDB::Table }\n',
  );
  expect(environment(unit, 'take')).toEqual({ SUB: '?-orders-Table', JOIN: 'orders-Table', REF: 'Table' });
});

test('texts of the stages that are not read are offered as well', () => {
  const secret = `${'Pr0d'}Secret!`;
  const unit = withEnvironment(
    '      TABLE: ${self:custom.${sls:stage}.table}\n      PASSWORD: ${file(config.${sls:stage}.yml):password}',
    'custom:\n  dev: { table: t-dev }\n  prod: { table: t-prod }\n',
    { 'config.dev.yml': 'password: ${env:PASSWORD}\n', 'config.prod.yml': `password: ${secret}\n` },
  );
  const texts = unit.nouns.texts.map(({ name, value, ownerLabel }) => `${ownerLabel} ${name}=${said(value)} ${value.at.file.path}`);
  expect(texts).toContain('take TABLE=t-dev serverless.yml');
  expect(texts).toContain('take TABLE=t-prod serverless.yml');
  expect(texts).toContain(`take PASSWORD=${secret} config.prod.yml`);
  expect(texts).toHaveLength(4);
  expect(environment(unit, 'take')).toEqual({ TABLE: 't-dev', PASSWORD: '?' });
});
