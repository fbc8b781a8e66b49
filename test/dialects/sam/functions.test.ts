/** Functions, with the role and the URL that SAM makes for them. */
import { expect, test } from 'vitest';
import { added, readSam, told } from './reading.ts';

test('code is looked for below the template', () => {
  const { functions } = readSam(
    `
Resources:
  Folder:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: ./src/orders/ }
  File:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: build/orders.zip }
  Image:
    Type: AWS::Serverless::Function
    Properties: { PackageType: Image }
    Metadata: { DockerContext: ./src/orders, Dockerfile: Dockerfile }
  Elsewhere:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: s3://bucket/key }
  Above:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: ../../etc }
  Missing:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: nowhere }
`,
    { 'src/orders/app.py': '', 'build/orders.zip': '' },
  );
  expect(functions.map(({ codeRoot }) => codeRoot)).toEqual(['src/orders', 'build/orders.zip', 'src/orders', undefined, undefined, undefined]);
});

test('failed events go to a queue, or where the invocation settings say', () => {
  const { functions } = readSam(`
Resources:
  Queue:
    Type: AWS::SQS::Queue
  A:
    Type: AWS::Serverless::Function
    Properties:
      DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Queue.Arn }
  B:
    Type: AWS::Serverless::Function
    Properties:
      EventInvokeConfig:
        DestinationConfig:
          OnFailure: { Type: SQS, Destination: !GetAtt Queue.Arn }
  C:
    Type: AWS::Serverless::Function
`);
  expect(functions.map(({ failureTarget }) => failureTarget.state)).toEqual(['unknown', 'unknown', 'absent']);
});

test('a function without a role gets one with its policies, which Lambda may become', () => {
  const { functions, identities } = readSam(`
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Tracing: Active
      VpcConfig: { SubnetIds: [subnet-1] }
      PermissionsBoundary: arn:aws:iam::1:policy/limit
      Policies:
        - AmazonDynamoDBFullAccess
        - Statement:
            - Effect: Allow
              Action: s3:GetObject
              Resource: '*'
`);
  const [role] = identities;
  expect(functions[0]?.identity.to).toBe(role?.key);
  expect(role?.label).toBe('OrdersRole');
  expect(told(role?.boundary)).toContain('known');
  expect(role?.trust.flatMap(({ principals }) => principals.map(({ value }) => value.state === 'known' && value.value))).toEqual([
    'lambda.amazonaws.com',
  ]);
  expect(role?.statements.map(({ actions }) => actions.items.map(told))).toEqual([['known s3:GetObject at «s3:GetObject»']]);
  expect(role?.managedPolicies.map((policy) => (policy.state === 'known' ? policy.value.split('/').at(-1) : policy.state))).toEqual([
    'AmazonDynamoDBFullAccess',
    'AWSLambdaBasicExecutionRole',
    'AWSXrayWriteOnlyAccess',
    'AWSLambdaVPCAccessExecutionRole',
  ]);
});

test('a function that names its role has no other', () => {
  const { functions, identities } = readSam(`
Resources:
  Runner:
    Type: AWS::IAM::Role
    Properties: { AssumeRolePolicyDocument: {} }
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Role: !GetAtt Runner.Arn
      Policies: AdministratorAccess
`);
  expect(identities.map(({ label }) => label)).toEqual(['Runner']);
  expect(functions[0]?.identity.to).toBe(identities[0]?.key);
});

test('a URL is an endpoint, open or asking for signatures', () => {
  const template = `
Resources:
  Open:
    Type: AWS::Serverless::Function
    Properties:
      FunctionUrlConfig:
        AuthType: NONE
        Cors:
          AllowOrigins: ['*']
  Signed:
    Type: AWS::Serverless::Function
    Properties:
      FunctionUrlConfig: { AuthType: AWS_IAM }
  Without:
    Type: AWS::Serverless::Function
`;
  const reading = readSam(template);
  expect(reading.endpoints.map(({ apiKind, label, authentication, origins }) => [apiKind, label, told(authentication), origins.map(told)])).toEqual([
    ['function-url', 'Open', 'known none at «NONE»', ["known * at «'*'»"]],
    ['function-url', 'Signed', 'known iam at «AWS_IAM»', []],
  ]);
  expect(added(template, reading.after(reading.endpoints[0]?.authentication.slot?.('iam')))).toEqual(['        AuthType: AWS_IAM']);
});

test('a URL from Globals belongs to each function, and its authentication to Globals', () => {
  const { endpoints } = readSam(`
Globals:
  Function:
    FunctionUrlConfig: { AuthType: NONE }
Resources:
  A:
    Type: AWS::Serverless::Function
  B:
    Type: AWS::Serverless::Function
`);
  expect(endpoints.map(({ authentication }) => told(authentication))).toEqual(['known none at «NONE» via «A»', 'known none at «NONE» via «B»']);
});

test('a layer, a nested application that is elsewhere and a broken resource are passed over', () => {
  const { functions } = readSam(`
Resources:
  Layer:
    Type: AWS::Serverless::LayerVersion
    Properties: { ContentUri: layer }
  Nested:
    Type: AWS::Serverless::Application
    Properties: { Location: { ApplicationId: arn:aws:serverlessrepo:us-east-1:1:applications/x, SemanticVersion: 1.0.0 } }
  Broken:
    Type: AWS::Serverless::Function
    Properties: oh
  Worse:
    Type: AWS::Serverless::Function
    Properties: { Events: [1], Policies: { A: { B: [ { Statement: 3 } ] } }, Environment: 7, FunctionUrlConfig: text, Layers: { a: 1 } }
`);
  expect(functions.map(({ label }) => label)).toEqual(['Broken', 'Worse']);
});
