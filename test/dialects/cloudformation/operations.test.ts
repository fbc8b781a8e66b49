/** Functions, triggers, secrets, keys, logs, alarms, trails, texts. */
import { describe, expect, it } from 'vitest';
import { textAt } from '../../../src/source/span.ts';
import { read } from './reading.ts';

it('reads a function with everything that belongs to it', () => {
  const { functions } = read(
    `Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: work
      Runtime: python3.13
      Handler: app.handler
      Code: src/work
      Role: !GetAtt Role.Arn
      KmsKeyArn: !Ref KeyArn
      TracingConfig: { Mode: Active }
      ReservedConcurrentExecutions: 3
      Layers: [arn:aws:lambda:eu-west-1:123456789012:layer:tools:1]
      CodeSigningConfigArn: !Ref Signing
      LoggingConfig: { LogGroup: !Ref Logs }
      Environment: { Variables: { A: x, B: !Ref Table, C: !Ref AWS::NoValue } }
  Retry:
    Type: AWS::Lambda::EventInvokeConfig
    Properties: { FunctionName: !Ref Fn, Qualifier: $LATEST, DestinationConfig: { OnFailure: { Destination: !GetAtt Dead.Arn } } }
  Role: { Type: AWS::IAM::Role }
  Logs: { Type: AWS::Logs::LogGroup }
  Picture:
    Type: AWS::Lambda::Function
    Properties: { Code: { ImageUri: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/i:1 }, PackageType: Image }
  Inline:
    Type: AWS::Lambda::Function
    Properties: { Runtime: nodejs22.x, Code: { ZipFile: 'exports.handler = 1' }, Environment: !Ref Somewhere }
`,
    { 'src/work/app.py': '' },
  ).nouns;
  const [work, picture, inline] = functions;
  expect(work).toMatchObject({
    name: { value: 'work' },
    codeRoot: 'src/work',
    identity: { to: 'template.yaml#Role' },
    logGroup: { to: 'template.yaml#Logs' },
    tracing: { value: 'active' },
    reservedConcurrency: { value: 3 },
    failureTarget: { state: 'unknown', pattern: [{ reference: { address: 'Dead', attribute: 'Arn' } }] },
    environmentPartial: false,
  });
  expect(work!.environment.map(({ name, at }) => [name, textAt(at)])).toEqual([
    ['A', 'A'],
    ['B', 'B'],
  ]);
  expect(picture).toMatchObject({ packaging: { value: 'image' }, runtime: { state: 'absent' } });
  expect(inline).toMatchObject({ inlineCode: { value: 'exports.handler = 1' }, environmentPartial: true, packaging: { value: 'zip' } });
});

describe('triggers', () => {
  const resources = `Resources:
  Fn: { Type: AWS::Lambda::Function }
  Queue: { Type: AWS::SQS::Queue }
  Stream: { Type: AWS::Kinesis::Stream }
  Table: { Type: AWS::DynamoDB::Table }
  Bucket: { Type: AWS::S3::Bucket, Properties: { NotificationConfiguration: { LambdaConfigurations: [{ Event: 's3:ObjectCreated:*', Function: !GetAtt Fn.Arn }], QueueConfigurations: [{ Queue: !GetAtt Queue.Arn }] } } }
  FromQueue: { Type: AWS::Lambda::EventSourceMapping, Properties: { EventSourceArn: !GetAtt Queue.Arn, FunctionName: !Ref Fn } }
  FromTable: { Type: AWS::Lambda::EventSourceMapping, Properties: { EventSourceArn: !GetAtt Table.StreamArn, FunctionName: !GetAtt Fn.Arn } }
  FromElsewhere: { Type: AWS::Lambda::EventSourceMapping, Properties: { EventSourceArn: 'arn:aws:kinesis:eu-west-1:123456789012:stream/s', FunctionName: !Ref Fn } }
  Topic: { Type: AWS::SNS::Topic, Properties: { Subscription: [{ Protocol: lambda, Endpoint: !GetAtt Fn.Arn }, { Protocol: email, Endpoint: a@b.example }] } }
  Subscription: { Type: AWS::SNS::Subscription, Properties: { Protocol: sqs, TopicArn: !Ref Topic, Endpoint: !GetAtt Queue.Arn } }
  Nightly: { Type: AWS::Events::Rule, Properties: { ScheduleExpression: rate(1 day), Targets: [{ Arn: !GetAtt Fn.Arn, Id: a }] } }
  Matching: { Type: AWS::Events::Rule, Properties: { EventBusName: !Ref Bus, EventPattern: {}, Targets: [{ Arn: !GetAtt Fn.Arn, Id: a }] } }
  Bus: { Type: AWS::Events::EventBus, Properties: { Name: b } }
  Schedule: { Type: AWS::Scheduler::Schedule, Properties: { Target: { Arn: !GetAtt Fn.Arn } } }
  Filter: { Type: AWS::Logs::SubscriptionFilter, Properties: { LogGroupName: /a/b, DestinationArn: !GetAtt Fn.Arn } }
  Pool: { Type: AWS::Cognito::UserPool, Properties: { LambdaConfig: { PreSignUp: !GetAtt Fn.Arn } } }
  Thing: { Type: AWS::IoT::TopicRule, Properties: { TopicRulePayload: { Actions: [{ Lambda: { FunctionArn: !GetAtt Fn.Arn } }] } } }
  Pipe: { Type: AWS::Pipes::Pipe, Properties: { RoleArn: r, Source: !GetAtt Queue.Arn, Target: !GetAtt Fn.Arn } }
`;
  it.each([
    'Bucket/LambdaConfigurations/0 bucket Bucket → Fn',
    'Bucket/QueueConfigurations/0 bucket Bucket → Queue',
    'FromQueue queue Queue → Fn',
    'FromTable table Table → Fn',
    'FromElsewhere stream - → Fn',
    'Topic/Subscription/0 topic Topic → Fn',
    'Subscription topic Topic → Queue',
    'Nightly/Targets/0 schedule Nightly → Fn',
    'Matching/Targets/0 event-bus Bus → Fn',
    'Schedule schedule Schedule → Fn',
    'Filter log - → Fn',
    'Pool/LambdaConfig/PreSignUp identity-pool Pool → Fn',
    'Thing/Actions/0 iot Thing → Fn',
    'Pipe/Target queue Queue → Fn',
  ])('%s', (expected) => {
    const name = (key: string | undefined): string => (key?.includes('#') ? key.split('#')[1]! : '-');
    const found = read(resources).nouns.triggers.map(
      ({ address, triggerKind, source, target }) => `${address} ${triggerKind} ${name(source.to)} → ${name(target.to)}`,
    );
    expect(found).toContain(expected);
  });
});

it('reads secrets, with rotation that stands beside them', () => {
  const password = ['correct', 'horse'].join('-');
  const { secrets } = read(`Resources:
  Written: { Type: AWS::SecretsManager::Secret, Properties: { SecretString: ${password}, KmsKeyId: !Ref Key } }
  Made: { Type: AWS::SecretsManager::Secret, Properties: { GenerateSecretString: {} } }
  Attachment: { Type: AWS::SecretsManager::SecretTargetAttachment, Properties: { SecretId: !Ref Made, TargetId: db, TargetType: 'AWS::RDS::DBInstance' } }
  Rotation: { Type: AWS::SecretsManager::RotationSchedule, Properties: { SecretId: !Ref Attachment } }
  Clear: { Type: AWS::SSM::Parameter, Properties: { Type: String, Value: ${password} } }
`).nouns;
  expect(secrets).toMatchObject([
    {
      address: 'Written',
      secretKind: 'vault',
      content: { value: password },
      generated: { value: false },
      rotation: { value: false },
      encryption: { value: 'customer' },
    },
    { address: 'Made', content: { state: 'absent' }, generated: { value: true }, rotation: { value: true }, encryption: { value: 'provider' } },
    { address: 'Clear', secretKind: 'parameter', content: { value: password }, encryption: { value: 'none' } },
  ]);
});

it('reads keys, logs, alarms, trails and machines', () => {
  const { keys, logGroups, alarms, trails, orchestrations } = read(`Resources:
  Plain: { Type: AWS::KMS::Key }
  Signing: { Type: AWS::KMS::Key, Properties: { KeySpec: RSA_2048, EnableKeyRotation: true } }
  Logs: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: /a, RetentionInDays: '14', KmsKeyId: !GetAtt Plain.Arn } }
  Errors:
    Type: AWS::CloudWatch::Alarm
    Properties: { Namespace: AWS/Lambda, MetricName: Errors, Dimensions: [{ Name: FunctionName, Value: !Ref Fn }], AlarmActions: [!Ref Topic], ActionsEnabled: false }
  Fn: { Type: AWS::Lambda::Function }
  Trail:
    Type: AWS::CloudTrail::Trail
    Properties: { IsLogging: true, IsMultiRegionTrail: true, AdvancedEventSelectors: [{ FieldSelectors: [{ Field: resources.type, Equals: ['AWS::Lambda::Function'] }] }] }
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties: { RoleArn: !GetAtt R.Arn, LoggingConfiguration: { Level: ERROR, IncludeExecutionData: true, Destinations: [a] }, TracingConfiguration: { Enabled: true } }
  Pipe: { Type: AWS::Pipes::Pipe, Properties: { RoleArn: r, LogConfiguration: { Level: INFO, IncludeExecutionData: [ALL] } } }
`).nouns;
  expect(keys).toMatchObject([
    { rotation: { state: 'absent', value: false }, symmetric: { value: true } },
    { rotation: { value: true }, symmetric: { value: false } },
  ]);
  expect(logGroups).toMatchObject([{ retentionDays: { value: 14 }, encryption: { value: 'customer' } }]);
  expect(alarms).toMatchObject([
    { metric: { value: 'Errors' }, dimensions: [{ name: 'FunctionName', value: { to: 'template.yaml#Fn' } }], actionsEnabled: { value: false } },
  ]);
  expect(trails).toMatchObject([
    { logging: { value: true }, allRegions: { value: true }, validated: { value: false }, functionData: { value: true } },
  ]);
  expect(orchestrations).toMatchObject([
    { logLevel: { value: 'error' }, tracing: { value: 'active' }, logsData: { value: true } },
    { logLevel: { value: 'all' }, tracing: { state: 'absent' }, logsData: { value: true } },
  ]);
});

describe('texts', () => {
  const { texts } = read(`Parameters:
  Password: { Type: String, Default: from-a-parameter }
Resources:
  Fn: { Type: AWS::Lambda::Function, Properties: { Code: { ZipFile: code-is-read-elsewhere }, Environment: { Variables: { TOKEN: in-the-environment } } } }
  Build: { Type: AWS::CodeBuild::Project, Properties: { Environment: { EnvironmentVariables: [{ Name: KEY, Value: in-the-build }] } } }
  Task: { Type: AWS::ECS::TaskDefinition, Properties: { ContainerDefinitions: [{ Name: app, Environment: [{ Name: DB, Value: !Sub 'postgres://app:secret@\${Host}/db' }] }] } }
  Host: { Type: AWS::EC2::Instance, Properties: { UserData: { 'Fn::Base64': !Sub 'export PASSWORD=in-the-script' }, Tags: [{ Key: note, Value: in-a-tag }] } }
  Db: { Type: AWS::RDS::DBInstance, Properties: { MasterUserPassword: !Ref Password } }
Outputs:
  Leak: { Value: in-an-output }
`).nouns;
  it.each([
    ['parameter', 'Password', 'from-a-parameter'],
    ['environment', 'TOKEN', 'in-the-environment'],
    ['build', 'KEY', 'in-the-build'],
    ['container', 'DB', 'postgres://app:secret@/db'],
    ['user-data', 'UserData', 'export PASSWORD=in-the-script'],
    ['tag', 'note', 'in-a-tag'],
    ['property', 'MasterUserPassword', 'from-a-parameter'],
    ['output', 'Leak', 'in-an-output'],
  ])('%s %s', (role, name, expected) => {
    const found = texts.filter((literal) => literal.role === role && literal.name === name);
    expect(
      found.map(({ value }) => (value.state === 'unknown' ? value.pattern?.filter((part) => typeof part === 'string').join('') : value.value)),
    ).toEqual([expected]);
  });

  it('are no code, and no words of the template itself', () => {
    expect(texts.map(({ name }) => name)).not.toContain('ZipFile');
    expect(texts.map(({ name }) => name)).not.toContain('Type');
  });
});
