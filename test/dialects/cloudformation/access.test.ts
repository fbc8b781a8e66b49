/** Who may do what: roles with their policies, permissions, resource policies. */
import { describe, expect, it } from 'vitest';
import { textAt } from '../../../src/source/span.ts';
import { read } from './reading.ts';

const statement = (action: string): string => `{ Statement: [{ Effect: Allow, Action: '${action}', Resource: '*' }] }`;

describe('an identity', () => {
  const { identities } = read(`Resources:
  Worker:
    Type: AWS::IAM::Role
    Properties:
      RoleName: worker
      AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: 'sts:AssumeRole' }] }
      ManagedPolicyArns: [arn:aws:iam::aws:policy/ReadOnlyAccess, !Ref Shared]
      PermissionsBoundary: arn:aws:iam::aws:policy/Boundary
      Policies:
        - { PolicyName: own, PolicyDocument: ${statement('s3:GetObject')} }
  Inline:
    Type: AWS::IAM::Policy
    Properties: { PolicyName: more, Roles: [!Ref Worker], PolicyDocument: ${statement('sqs:SendMessage')} }
  ByName:
    Type: AWS::IAM::RolePolicy
    Properties: { PolicyName: named, RoleName: worker, PolicyDocument: ${statement('sns:Publish')} }
  Shared:
    Type: AWS::IAM::ManagedPolicy
    Properties: { PolicyDocument: ${statement('logs:PutLogEvents')} }
  Loose:
    Type: AWS::IAM::ManagedPolicy
    Properties: { Roles: [somebody-elses], PolicyDocument: ${statement('ec2:*')} }
  Person:
    Type: AWS::IAM::User
    Properties: { UserName: person, Policies: !Ref AWS::NoValue }
`).nouns;
  const actions = (address: string): readonly unknown[] =>
    identities
      .find((identity) => identity.address === address)!
      .statements.map(
        ({
          actions: {
            items: [first],
          },
        }) => first?.state === 'known' && first.value,
      );

  it('has the statements of every policy that hangs on it', () => {
    expect(actions('Worker').toSorted()).toEqual(['logs:PutLogEvents', 's3:GetObject', 'sns:Publish', 'sqs:SendMessage']);
  });

  it('keeps policies of others by name only, with trust and boundary', () => {
    const worker = identities[0]!;
    expect(worker.managedPolicies).toMatchObject([{ value: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }]);
    expect(worker.boundary).toMatchObject({ value: 'arn:aws:iam::aws:policy/Boundary' });
    expect(worker.trust[0]!.principals).toMatchObject([{ type: 'service', value: { value: 'lambda.amazonaws.com' } }]);
  });

  it('is a policy by itself where nothing here holds it', () => {
    expect(identities.map(({ address, identityKind }) => [address, identityKind])).toEqual([
      ['Worker', 'role'],
      ['Person', 'user'],
      ['Loose', 'policy'],
    ]);
    expect(actions('Loose')).toEqual(['ec2:*']);
  });
});

describe('a permission of a function', () => {
  const { grants } = read(`Resources:
  Fn: { Type: AWS::Lambda::Function, Properties: { FunctionName: work } }
  Live: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Fn, Name: live, FunctionVersion: '1' } }
  Anyone:
    Type: AWS::Lambda::Permission
    Properties: { FunctionName: !Ref Live, Action: lambda:InvokeFunctionUrl, Principal: '*', FunctionUrlAuthType: NONE }
  Account:
    Type: AWS::Lambda::Permission
    Properties: { FunctionName: arn:aws:lambda:eu-west-1:123456789012:function:work, Action: lambda:InvokeFunction, Principal: '210987654321', PrincipalOrgID: o-1 }
  Service:
    Type: AWS::Lambda::Permission
    Properties: { FunctionName: work, Action: lambda:InvokeFunction, Principal: !Sub 'events.\${AWS::URLSuffix}' , SourceArn: !GetAtt Rule.Arn, SourceAccount: !Ref AWS::AccountId }
  Topic:
    Type: AWS::Lambda::Permission
    Properties: { FunctionName: !GetAtt Fn.Arn, Action: lambda:InvokeFunction, Principal: sns.amazonaws.com }
`).nouns;
  const byAddress = (address: string) => grants.find((grant) => grant.address === address)!;

  it('is on the function, by alias, ARN, name or reference', () => {
    expect(grants.map(({ on }) => on.to)).toEqual(Array.from({ length: 4 }, () => 'template.yaml#Fn'));
  });

  it('says to whom, in principals', () => {
    expect(grants.map(({ statements: [only] }) => only!.principals[0]!.type)).toEqual(['any', 'aws', 'service', 'service']);
  });

  it('says under which conditions, in context keys', () => {
    const keys = (address: string): readonly string[] =>
      byAddress(address).statements[0]!.conditions.map(({ operator, key }) => `${operator} ${key}`);
    expect(keys('Anyone')).toEqual(['StringEquals lambda:functionurlauthtype']);
    expect(keys('Account')).toEqual(['StringEquals aws:principalorgid']);
    expect(keys('Service')).toEqual(['ArnLike aws:sourcearn', 'StringEquals aws:sourceaccount']);
    expect(keys('Topic')).toEqual([]);
  });

  it('places its principal', () => {
    expect(textAt(byAddress('Anyone').statements[0]!.principals[0]!.value.at)).toBe("'*'");
  });
});

describe('a policy on a resource', () => {
  const open = "{ Statement: { Effect: Allow, Principal: '*', Action: 'x:*', Resource: '*' } }";
  const cases: readonly (readonly [string, string, string, string?])[] = [
    ['AWS::S3::BucketPolicy', `Bucket: !Ref On, PolicyDocument: ${open}`, 'bucket', 'On'],
    ['AWS::SQS::QueuePolicy', `Queues: [!Ref On], PolicyDocument: ${open}`, 'queue', 'On'],
    ['AWS::SNS::TopicPolicy', `Topics: [!Ref On], PolicyDocument: ${open}`, 'topic', 'On'],
    ['AWS::SecretsManager::ResourcePolicy', `SecretId: !Ref On, ResourcePolicy: ${open}`, 'secret', 'On'],
    [
      'AWS::Events::EventBusPolicy',
      "EventBusName: !Ref On, Statement: { Effect: Allow, Principal: '*', Action: 'events:PutEvents', Resource: '*' }",
      'event-bus',
      'On',
    ],
    ['AWS::Events::EventBusPolicy', "EventBusName: !Ref On, StatementId: a, Principal: '*', Action: 'events:PutEvents'", 'event-bus', 'On'],
    ['AWS::KMS::Key', `KeyPolicy: ${open}`, 'key', 'P'],
    ['AWS::ECR::Repository', `RepositoryPolicyText: ${open}`, 'registry', 'P'],
    ['AWS::EFS::FileSystem', `FileSystemPolicy: ${open}`, 'file-system', 'P'],
    ['AWS::OpenSearchService::Domain', `AccessPolicies: ${open}`, 'search', 'P'],
    ['AWS::Elasticsearch::Domain', `AccessPolicies: ${open}`, 'search', 'P'],
    ['AWS::DynamoDB::Table', `ResourcePolicy: { PolicyDocument: ${open} }`, 'table', 'P'],
    ['AWS::ApiGateway::RestApi', `Policy: ${open}`, 'api', 'P'],
    ['AWS::S3::AccessPoint', `Bucket: !Ref On, Policy: ${open}`, 'bucket', 'On'],
  ];
  it.each(cases)('%s { %s }', (type, properties, kind, on) => {
    const { grants } = read(`Resources:\n  On: { Type: 'Custom::On' }\n  P:\n    Type: ${type}\n    Properties: { ${properties} }\n`).nouns;
    expect(grants).toHaveLength(1);
    expect(grants[0]).toMatchObject({ resourceKind: kind, on: { to: `template.yaml#${on}` } });
    expect(grants[0]!.statements[0]!.principals[0]).toMatchObject({ type: 'any' });
  });
});
