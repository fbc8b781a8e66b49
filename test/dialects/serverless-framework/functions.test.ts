/** Functions, the defaults they take from the provider section, and the roles they run as. */
import { expect, test } from 'vitest';
import { find, functionNamed, permissions, place, said, service, variable } from './service.ts';

test('functions take from the provider section what they leave out', () => {
  const unit = service({
    'serverless.yml': `
service: orders
provider:
  name: aws
  stage: prod
  runtime: nodejs22.x
  kmsKeyArn: arn:aws:kms:eu-west-1:123456789012:key/shared
  tracing: { lambda: true }
  layers: [arn:aws:lambda:eu-west-1:123456789012:layer:shared:1]
  environment: { NAME: provider, SHARED: yes-please }
  logRetentionInDays: 30
functions:
  take:
    handler: src/take.handler
    environment: { NAME: own }
  give:
    handler: handlers.give
    name: give-it
    runtime: python3.13
    tracing: PassThrough
    kmsKeyArn: arn:aws:kms:eu-west-1:123456789012:key/own
    layers: []
    reservedConcurrency: 2
    onError: arn:aws:sns:eu-west-1:123456789012:failed
    logRetentionInDays: 7
  drawn:
    image: drawn
    destinations: { onFailure: { type: sqs, arn: !GetAtt Failed.Arn } }
    disableLogs: true
resources:
  Resources:
    Failed: { Type: AWS::SQS::Queue }
`,
    'src/take.ts': '',
    'handlers.py': '',
  });
  const facts = unit.nouns.functions.map((f) => [
    said(f.name),
    said(f.runtime),
    said(f.packaging),
    said(f.tracing),
    said(f.environmentKey).split('/').at(-1),
    f.layers.length,
    said(f.reservedConcurrency),
    said(f.failureTarget),
    f.codeRoot,
  ]);
  expect(facts).toEqual([
    ['unset (orders-prod-take)', 'nodejs22.x', 'unset (zip)', 'active', 'shared', 1, 'unset', 'unset', 'src/take.ts'],
    ['give-it', 'python3.13', 'unset (zip)', 'pass-through', 'own', 0, '2', 'arn:aws:sns:eu-west-1:123456789012:failed', 'handlers.py'],
    ['unset (orders-prod-drawn)', 'unset', 'image', 'active', 'shared', 1, 'unset', 'Failed', undefined],
  ]);
  expect(unit.nouns.functions.map((f) => f.address)).toEqual(['functions.take', 'functions.give', 'functions.drawn']);
  expect(said(variable(unit, 'take', 'NAME'))).toBe('own');
  expect(said(variable(unit, 'give', 'NAME'))).toBe('provider');
  expect(unit.nouns.logGroups.map((group) => `${said(group.name)} ${said(group.retentionDays)}`)).toEqual([
    'unset (/aws/lambda/orders-prod-take) 30',
    '/aws/lambda/give-it 7',
  ]);
});

test('a shared literal is one place for every function', () => {
  const unit = service(`
service: orders
provider:
  name: aws
  runtime: nodejs16.x
functions:
  take: { handler: take.handler }
  give: { handler: give.handler }
`);
  expect(unit.nouns.functions.map((f) => place(f.runtime))).toEqual(['serverless.yml:4 nodejs16.x', 'serverless.yml:4 nodejs16.x']);
});

test.each([
  ['functions: ${file(functions.yml)}', ['take', 'give']],
  ['functions: ${file(functions.yml):some}', []],
  ['functions:\n  - ${file(functions.yml)}\n  - last: { handler: last.handler }', ['take', 'give', 'last']],
  ['functions:\n  take: ${file(functions.yml):take}', ['take']],
])('functions may be spread over files: %s', (functions, names) => {
  const unit = service({
    'serverless.yml': `service: orders\nprovider: { name: aws }\n${functions}\n`,
    'functions.yml': 'take: { handler: take.handler }\ngive: { handler: give.handler }\n',
  });
  expect(unit.nouns.functions.map((f) => f.label)).toEqual(names);
});

test('functions that stand in code are missed out loud', () => {
  const unit = service({ 'serverless.yml': 'service: orders\nprovider: { name: aws }\nfunctions: ${file(functions.js)}\n', 'functions.js': '' });
  expect(unit.nouns.functions).toEqual([]);
  expect(unit.notices.map(({ level, line }) => `${level} ${line}`)).toEqual(['warning 3']);
});

test('functions without a role share one that holds the statements of the provider section', () => {
  const unit = service(`
service: orders
provider:
  name: aws
  iam:
    role:
      name: orders-role
      permissionsBoundary: arn:aws:iam::123456789012:policy/boundary
      managedPolicies: [arn:aws:iam::aws:policy/PowerUserAccess]
      statements:
        - Effect: Allow
          Action: s3:*
          Resource: '*'
functions:
  take: { handler: take.handler }
  give: { handler: give.handler }
  other: { handler: other.handler, role: arn:aws:iam::123456789012:role/other }
  named: { handler: named.handler, role: NamedRole }
resources:
  Resources:
    NamedRole:
      Type: AWS::IAM::Role
      Properties: { AssumeRolePolicyDocument: {} }
`);
  const shared = unit.nouns.identities[0]!;
  expect(shared.address).toBe('IamRoleLambdaExecution');
  expect([said(shared.name), said(shared.boundary)]).toEqual(['orders-role', 'arn:aws:iam::123456789012:policy/boundary']);
  expect(permissions(shared.statements)).toEqual(['allow s3:* on *']);
  expect(shared.managedPolicies.map(place)).toEqual(['serverless.yml:8 arn:aws:iam::aws:policy/PowerUserAccess']);
  expect(shared.trust[0]!.principals.map(({ value }) => said(value))).toEqual(['lambda.amazonaws.com']);
  const roles = unit.nouns.functions.map(({ identity }) => identity.to ?? said(identity.value));
  expect(roles.slice(0, 2)).toEqual([shared.key, shared.key]);
  expect(roles[2]).toMatch(/other$/);
  expect(roles[3]).toBe(find(unit.nouns.identities, 'NamedRole').key);
});

test.each([
  ['iam: { role: arn:aws:iam::123456789012:role/theirs }'],
  ['role: arn:aws:iam::123456789012:role/theirs'],
  ['iam: { role: !Sub "arn:aws:iam::${AWS::AccountId}:role/theirs" }'],
])('a role of somebody else’s is not made up: %s', (role) => {
  const unit = service(`service: orders\nprovider:\n  name: aws\n  ${role}\nfunctions: { take: { handler: take.handler } }\n`);
  expect(unit.nouns.identities).toEqual([]);
  expect(said(functionNamed(unit, 'take').identity.value)).toMatch(/role\/theirs$/);
});

test('older notations of statements are read', () => {
  const unit = service(`
service: orders
provider:
  name: aws
  iamManagedPolicies: [arn:aws:iam::aws:policy/ReadOnlyAccess]
  iamRoleStatements: [{ Effect: Allow, Action: [sqs:SendMessage], Resource: !GetAtt Queue.Arn }]
functions: { take: { handler: take.handler } }
`);
  const [shared] = unit.nouns.identities;
  expect(permissions(shared!.statements)).toEqual(['allow sqs:SendMessage on Queue']);
  expect(shared!.managedPolicies.map(said)).toEqual(['arn:aws:iam::aws:policy/ReadOnlyAccess']);
});

test('statements in another file keep their places there', () => {
  const unit = service({
    'serverless.yml':
      'service: orders\nprovider:\n  name: aws\n  iam: { role: { statements: "${file(iam.yml):statements}" } }\nfunctions: { take: { handler: take.handler } }\n',
    'iam.yml':
      'statements:\n  - Effect: Allow\n    Action:\n      - dynamodb:*\n    Resource: arn:aws:dynamodb:${self:custom.region}:*:table/orders\n',
  });
  const [statement] = unit.nouns.identities[0]!.statements;
  expect(place(statement!.actions.items[0]!)).toBe('iam.yml:4 dynamodb:* ← serverless.yml:4 "${file(iam.yml):statements}"');
  expect(statement!.resources.items.map(said)).toEqual(['arn:aws:dynamodb:?:*:table/orders']);
});

test('statements at a function give it a role of its own', () => {
  const unit = service(`
service: orders
plugins: [serverless-iam-roles-per-function]
provider:
  name: aws
  iam: { role: { statements: [{ Effect: Allow, Action: kms:Decrypt, Resource: '*' }] } }
functions:
  old:
    handler: old.handler
    iamRoleStatementsName: old-role
    iamRoleStatements: [{ Effect: Allow, Action: s3:GetObject, Resource: '*' }]
  inherits:
    handler: inherits.handler
    iamRoleStatementsInherit: true
    iamRoleStatements: [{ Effect: Allow, Action: s3:PutObject, Resource: '*' }]
  new:
    handler: new.handler
    iam:
      inheritStatements: true
      role:
        managedPolicies: [arn:aws:iam::aws:policy/ReadOnlyAccess]
        statements: [{ Effect: Allow, Action: s3:ListBucket, Resource: '*' }]
  shares: { handler: shares.handler }
`);
  const roles = unit.nouns.identities.map((role) => `${role.address}: ${permissions(role.statements).join('; ')}`);
  expect(roles).toEqual([
    'OldIamRoleLambdaExecution: allow s3:GetObject on *',
    'InheritsIamRoleLambdaExecution: allow kms:Decrypt on *; allow s3:PutObject on *',
    'NewIamRoleLambdaExecution: allow kms:Decrypt on *; allow s3:ListBucket on *',
    'IamRoleLambdaExecution: allow kms:Decrypt on *',
  ]);
  expect(said(unit.nouns.identities[0]!.name)).toBe('old-role');
  expect(functionNamed(unit, 'old').identity.to).toBe(unit.nouns.identities[0]!.key);
  expect(functionNamed(unit, 'shares').identity.to).toBe(unit.nouns.identities[3]!.key);
});

test('a role for each function, without statements of their own', () => {
  const unit = service(`
service: orders
provider:
  name: aws
  iam: { role: { mode: perFunction, statements: [{ Effect: Allow, Action: kms:Decrypt, Resource: '*' }] } }
functions:
  take: { handler: take.handler }
  give: { handler: give.handler, iam: { inheritStatements: false } }
`);
  const roles = unit.nouns.identities.map((role) => `${role.address}: ${permissions(role.statements).join('; ')}`);
  expect(roles).toEqual(['TakeIamRoleLambdaExecution: allow kms:Decrypt on *', 'GiveIamRoleLambdaExecution: ']);
});

test('what extensions say of a function and of its role counts', () => {
  const unit = service(`
service: orders
provider: { name: aws }
functions: { take-order: { handler: take.handler } }
resources:
  extensions:
    TakeDashorderLambdaFunction:
      Properties:
        KmsKeyArn: arn:aws:kms:eu-west-1:123456789012:key/extended
        TracingConfig: { Mode: Active }
        CodeSigningConfigArn: arn:aws:lambda:eu-west-1:123456789012:code-signing-config:csc-1
    IamRoleLambdaExecution:
      Properties: { ManagedPolicyArns: [arn:aws:iam::aws:policy/AdministratorAccess] }
`);
  const f = functionNamed(unit, 'take-order');
  expect([said(f.environmentKey), said(f.tracing), said(f.codeSigning)].map((text) => text.split(/[/:]/).at(-1))).toEqual([
    'extended',
    'active',
    'csc-1',
  ]);
  expect(unit.nouns.identities[0]!.managedPolicies.map(said)).toEqual(['arn:aws:iam::aws:policy/AdministratorAccess']);
});

test('functions of other clouds are read with their environment', () => {
  const unit = service(`
service: refunds
provider:
  name: google
  runtime: nodejs22
  environment: { HOST: db.example }
functions:
  open: { handler: open, allowUnauthenticated: true, events: [{ http: path }] }
  closed: { handler: closed, events: [{ http: path }] }
  event: { handler: event, events: [{ event: { eventType: x, resource: y } }] }
`);
  expect(unit.nouns.functions.map((f) => `${f.provider} ${f.label} ${said(f.runtime)} ${said(f.environment[0]!.value)}`)).toEqual([
    'gcp open nodejs22 db.example',
    'gcp closed nodejs22 db.example',
    'gcp event nodejs22 db.example',
  ]);
  expect(unit.nouns.endpoints.map((endpoint) => `${endpoint.label}: ${said(endpoint.authentication)}`)).toEqual([
    'open: none',
    'closed: unset (iam)',
  ]);
  expect(unit.nouns.identities).toEqual([]);
});

test.each([
  ['{ http: true, methods: [GET], authLevel: anonymous }', 'none'],
  ['{ http: , x-azure-settings: { methods: [post], authLevel: anonymous } }', 'none'],
  ['{ http: true, x-azure-settings: { authLevel: function } }', 'key'],
  ['{ http: true }', 'unset (key)'],
])('HTTP triggers of Azure: %s', (event, expected) => {
  const unit = service(`service: refunds\nprovider: { name: azure }\nfunctions: { take: { handler: take.handler, events: [${event}] } }\n`);
  expect(unit.nouns.endpoints.map((endpoint) => said(endpoint.authentication))).toEqual([expected]);
});
