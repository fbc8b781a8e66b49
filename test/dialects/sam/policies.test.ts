/** Every form of `Policies`. */
import { expect, test } from 'vitest';
import type { Statement } from '../../../src/model/access.ts';
import { textOf } from '../../../src/model/value.ts';
import { policyTemplates } from '../../../src/dialects/cloudformation/sam/policy-templates.ts';
import { added, readSam, told } from './reading.ts';

function readPolicies(policies: string, more = '') {
  const template = `
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Policies:${policies}
${more}`;
  const reading = readSam(template);
  const role = reading.identities.find(({ label }) => label === 'OrdersRole')!;
  return { template, reading, role };
}

const sentence = ({ actions, resources }: Statement): string =>
  `${actions.items.map((action) => textOf(action)).join(' ')} on ${resources.items.map((resource) => textOf(resource, '{}')).join(' ')}`;

test('one managed policy, and the slot that replaces it', () => {
  const { template, reading, role } = readPolicies(' AdministratorAccess');
  expect(told(role.managedPolicies[0])).toBe('known AdministratorAccess at «AdministratorAccess»');
  expect(added(template, reading.after(role.managedPolicies[0]?.slot?.('ReadOnlyAccess')))).toEqual(['      Policies: ReadOnlyAccess']);
});

test('one document that is not in a list', () => {
  const { role } = readPolicies(`
        Version: '2012-10-17'
        Statement: { Effect: Allow, Action: 'dynamodb:*', Resource: '*' }`);
  expect(role.statements.map(sentence)).toEqual(['dynamodb:* on *']);
});

test('a policy template stands for its statements, at its name', () => {
  const { role } = readPolicies(`
        - DynamoDBReadPolicy: { TableName: !Ref Table }
        - S3ReadPolicy: { BucketName: '*' }
        - VPCAccessPolicy: {}
  Table:
    Type: AWS::Serverless::SimpleTable`);
  expect(role.statements.map(sentence)).toEqual([
    'dynamodb:GetItem dynamodb:Scan dynamodb:Query dynamodb:BatchGetItem dynamodb:DescribeTable on arn:{}:dynamodb:{}:{}:table/{} arn:{}:dynamodb:{}:{}:table/{}/index/*',
    's3:GetObject s3:ListBucket s3:GetBucketLocation s3:GetObjectVersion s3:GetLifecycleConfiguration on arn:{}:s3:::* arn:{}:s3:::*/*',
    'ec2:CreateNetworkInterface ec2:DeleteNetworkInterface ec2:DescribeNetworkInterfaces ec2:DetachNetworkInterface on *',
  ]);
  expect(role.statements.map(({ effect }) => told(effect))).toEqual([
    'known allow at «DynamoDBReadPolicy»',
    'known allow at «S3ReadPolicy»',
    'known allow at «VPCAccessPolicy»',
  ]);
  const [table] = role.statements[0]!.resources.items;
  expect(table?.state === 'unknown' && table.pattern?.at(-1)).toEqual({ reference: { address: 'Table' } });
});

test('every policy template has actions of one service per statement, and resources', () => {
  const all = Object.entries(policyTemplates);
  expect(all.length).toBeGreaterThan(75);
  for (const [name, statements] of all) {
    for (const { actions, resources } of statements) {
      expect(
        actions.every((action) => /^[a-z0-9-]+:[A-Za-z*]+$/.test(action)),
        name,
      ).toBe(true);
      expect(resources.length, name).toBeGreaterThan(0);
    }
  }
});

test('what cannot be known makes the role partly known, and nothing else', () => {
  const { role } = readPolicies(
    `
        - !If [IsLive, AmazonS3FullAccess, !Ref AWS::NoValue]
        - NoSuchPolicy: {}
        - AWSLambdaExecute`,
    `
Conditions:
  IsLive: !Equals [!Ref AWS::Region, eu-west-1]`,
  );
  expect(role.statementsPartial).toBe(true);
  const names = role.managedPolicies.map((policy) => policy.state === 'known' && policy.value);
  expect(names, 'the branches of a condition are both deployed somewhere').toEqual([
    'AmazonS3FullAccess',
    'AWSLambdaExecute',
    'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
  ]);
});

test('a managed policy of the same template gives its statements', () => {
  const { role } = readPolicies(`
        - !Ref Reading
  Reading:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement: { Effect: Allow, Action: 'sqs:ReceiveMessage', Resource: '*' }`);
  expect(role.statements.map(sentence)).toEqual(['sqs:ReceiveMessage on *']);
});

test('a connector adds to the role of its source', () => {
  const { reading } = readPolicies(
    ' []',
    `
  Table:
    Type: AWS::DynamoDB::Table
  OrdersToTable:
    Type: AWS::Serverless::Connector
    Properties:
      Source: { Id: Orders }
      Destination: { Id: Table }
      Permissions: [Write]
  Other:
    Type: AWS::Serverless::Function
    Connectors:
      Queue:
        Properties:
          Destination: [{ Id: Incoming }]
          Permissions: [Read]
  Incoming:
    Type: AWS::SQS::Queue`,
  );
  expect(reading.identities.map(({ label, statements }) => [label, statements.map(sentence)])).toEqual([
    [
      'OrdersRole',
      [
        'dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem dynamodb:BatchWriteItem dynamodb:PartiQLDelete dynamodb:PartiQLInsert dynamodb:PartiQLUpdate on {} {}/index/*',
      ],
    ],
    ['OtherRole', ['sqs:ReceiveMessage sqs:GetQueueAttributes on {}']],
  ]);
});

test('what SAM lets a role do for dead letters and destinations stands at the setting that asks for it', () => {
  const { reading } = readPolicies(
    `
        []
      DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Dead.Arn }
      EventInvokeConfig:
        DestinationConfig:
          OnSuccess: { Type: EventBridge, Destination: arn:aws:events:eu-west-1:1:event-bus/done }`,
    `
  Dead:
    Type: AWS::SQS::Queue`,
  );
  expect(reading.identities[0]?.statements.map(sentence)).toEqual([
    'sqs:SendMessage on {}',
    'events:PutEvents on arn:aws:events:eu-west-1:1:event-bus/done',
  ]);
});

test('a state machine has a role of its own as well', () => {
  const { identities, orchestrations } = readSam(`
Resources:
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      Policies:
        - LambdaInvokePolicy: { FunctionName: orders }
`);
  expect(orchestrations[0]?.identity.to).toBe(identities[0]?.key);
  expect(identities[0]?.statements.map(sentence)).toEqual(['lambda:InvokeFunction on arn:{}:lambda:{}:{}:function:orders*']);
  expect(identities[0]?.trust[0]?.principals.map(({ value }) => value.state === 'known' && value.value)).toEqual(['states.amazonaws.com']);
});
