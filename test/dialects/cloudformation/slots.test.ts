/** What a slot writes, and that the template then says what was asked for. */
import { describe, expect, it } from 'vitest';
import type { Nouns } from '../../../src/model/application.ts';
import { after, read } from './reading.ts';

const withDefault = `Parameters:
  DbPassword:
    Type: String
    Default: correct-horse
    AllowedValues:
      - correct-horse
      - battery-staple
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs22.x
      Environment:
        Variables:
          PASSWORD: !Ref DbPassword
`;

function variable(nouns: Nouns) {
  return nouns.functions[0]!.environment[0]!.value;
}

describe('a parameter that is referred to plainly', () => {
  it('loses its default and is hidden when its user is emptied', () => {
    const text = after(withDefault, variable(read(withDefault).nouns).slot?.(''));
    expect(text).toBe(withDefault.replace('    Default: correct-horse\n', '    NoEcho: true\n'));
    const { nouns } = read(text);
    expect(nouns.parameters[0]!.hidden).toMatchObject({ state: 'known', value: true });
    expect(variable(nouns)).toMatchObject({ state: 'unknown', why: 'the parameter DbPassword has no default' });
  });

  it('loses its default through its own slot in the same way', () => {
    const { nouns } = read(withDefault);
    expect(after(withDefault, nouns.parameters[0]!.default.slot?.(''))).toBe(after(withDefault, variable(nouns).slot?.('')));
  });

  it('gets another default, which joins the allowed values', () => {
    const text = after(withDefault, variable(read(withDefault).nouns).slot?.('other'));
    expect(variable(read(text).nouns)).toMatchObject({ state: 'known', value: 'other' });
    expect(text).toContain('      - battery-staple\n      - other\n');
  });

  it('keeps what hides it already', () => {
    const shown = withDefault.replace('    Type: String\n', '    Type: String\n    NoEcho: false\n');
    const text = after(shown, variable(read(shown).nouns).slot?.(''));
    expect(text).not.toContain('Default:');
    expect(text).toContain('NoEcho: true');
  });

  it('is hidden by itself', () => {
    const text = after(withDefault, read(withDefault).nouns.parameters[0]!.hidden.slot?.(true));
    expect(read(text).nouns.parameters[0]).toMatchObject({ hidden: { state: 'known', value: true }, default: { value: 'correct-horse' } });
  });

  it('is changed in JSON as well', () => {
    const json = `{
  "Parameters": { "Db": { "Type": "String", "Default": "x-y-z" } },
  "Resources": { "Fn": { "Type": "AWS::Lambda::Function", "Properties": { "Environment": { "Variables": { "P": { "Ref": "Db" } } } } } }
}`;
    const text = after(json, variable(read(json, {}, 't.json').nouns).slot?.(''), {}, 't.json');
    expect(JSON.parse(text)).toMatchObject({ Parameters: { Db: { Type: 'String', NoEcho: true } } });
  });
});

it('replaces an expression that puts a text together', () => {
  const text = `Parameters: { V: { Type: String, Default: '16' } }
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: !Sub nodejs\${V}.x
`;
  const { runtime } = read(text).nouns.functions[0]!;
  expect(runtime).toMatchObject({ state: 'known', value: 'nodejs16.x' });
  expect(after(text, runtime.slot?.('nodejs24.x'))).toContain('Runtime: nodejs24.x\n');
});

it('writes into a mapping entry that was left out', () => {
  const text = `Conditions: { Off: !Equals [a, b] }
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs22.x
      TracingConfig: !If [Off, { Mode: Active }, !Ref AWS::NoValue]
`;
  const { tracing } = read(text).nouns.functions[0]!;
  expect(tracing).toMatchObject({ state: 'absent', value: 'pass-through' });
  const fixed = after(text, tracing.slot?.('active'));
  expect(fixed.match(/TracingConfig/g)).toHaveLength(1);
  expect(read(fixed).nouns.functions[0]!.tracing).toMatchObject({ state: 'known', value: 'active' });
});

it('adds Properties to a resource that has none', () => {
  const text = 'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n  Other:\n    Type: AWS::SNS::Topic\n';
  const { encryption } = read(text).nouns.stores[0]!;
  expect(encryption).toMatchObject({ state: 'absent', value: 'none' });
  expect(after(text, encryption.slot?.('provider'))).toBe(
    'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      KmsMasterKeyId: alias/aws/sns\n  Other:\n    Type: AWS::SNS::Topic\n',
  );
});

describe('the log of a stage', () => {
  const stage = (type: string, extra = ''): string => `Resources:\n  Live:\n    Type: ${type}\n    Properties:\n      StageName: live\n${extra}`;

  it.each(['AWS::ApiGateway::Stage', 'AWS::ApiGatewayV2::Stage'])('is turned on for %s with a group to write to', (type) => {
    const text = stage(type);
    const fixed = after(text, read(text).nouns.stages[0]!.accessLog.slot?.('on'));
    const { nouns } = read(fixed);
    expect(nouns.stages[0]!.accessLog).toMatchObject({ state: 'known', value: 'on' });
    expect(fixed).toContain('DestinationArn: !GetAtt LiveAccessLogs.Arn');
    expect(nouns.logGroups).toMatchObject([{ address: 'LiveAccessLogs', retentionDays: { value: 90 } }]);
  });

  it('is turned on in a stage that its deployment describes', () => {
    const text = stage('AWS::ApiGateway::Deployment');
    const fixed = after(text, read(text).nouns.stages[0]!.accessLog.slot?.('on'));
    expect(read(fixed).nouns.stages[0]!.accessLog).toMatchObject({ state: 'known', value: 'on' });
  });

  it('completes a setting that names no destination', () => {
    const text = stage('AWS::ApiGateway::Stage', '      AccessLogSetting:\n        Format: $context.requestId\n');
    const fixed = after(text, read(text).nouns.stages[0]!.accessLog.slot?.('on'));
    expect(fixed.match(/AccessLogSetting/g)).toHaveLength(1);
    expect(read(fixed).nouns.stages[0]!.accessLog).toMatchObject({ state: 'known', value: 'on' });
  });
});

describe('the authentication of a route', () => {
  const route = (authorizers: string): string => `Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: { Name: a, ProtocolType: HTTP }
${authorizers}  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref Api
      RouteKey: GET /
`;
  const authorizer = (id: string): string =>
    `  ${id}:\n    Type: AWS::ApiGatewayV2::Authorizer\n    Properties: { ApiId: !Ref Api, AuthorizerType: JWT }\n`;

  it('becomes IAM', () => {
    const text = route('');
    const fixed = after(text, read(text).nouns.endpoints[0]!.authentication.slot?.('iam'));
    expect(fixed).toContain('AuthorizationType: AWS_IAM');
    expect(read(fixed).nouns.endpoints[0]!.authentication).toMatchObject({ state: 'known', value: 'iam' });
  });

  it('becomes what the API has its one authorizer for', () => {
    const text = route(authorizer('People'));
    const fixed = after(text, read(text).nouns.endpoints[0]!.authentication.slot?.('jwt'));
    expect(fixed).toContain('      AuthorizationType: JWT\n      AuthorizerId: !Ref People\n');
  });

  it('becomes nothing that the API does not have, or has twice', () => {
    expect(read(route('')).nouns.endpoints[0]!.authentication.slot?.('jwt')).toBeUndefined();
    expect(read(route(authorizer('A') + authorizer('B'))).nouns.endpoints[0]!.authentication.slot?.('jwt')).toBeUndefined();
    expect(read(route(authorizer('A'))).nouns.endpoints[0]!.authentication.slot?.('none')).toBeUndefined();
  });
});

describe('the guards of a bucket', () => {
  it('are all written where none is', () => {
    const text = 'Resources:\n  Files:\n    Type: AWS::S3::Bucket\n';
    const fixed = after(text, read(text).nouns.stores[0]!.guards?.all.slot?.(true));
    expect(read(fixed).nouns.stores[0]!.guards?.all).toMatchObject({ state: 'known', value: true });
  });

  it('are completed where some are off or left out', () => {
    const text = `Resources:
  Files:
    Type: AWS::S3::Bucket
    Properties:
      PublicAccessBlockConfiguration:
        BlockPublicAcls: true # legacy
        IgnorePublicAcls: false
`;
    const { guards } = read(text).nouns.stores[0]!;
    expect(guards?.all).toMatchObject({ state: 'known', value: false });
    expect(guards?.blockPolicies).toMatchObject({ state: 'absent', value: false });
    const fixed = after(text, guards?.all.slot?.(true));
    expect(fixed).toContain('BlockPublicAcls: true # legacy\n        IgnorePublicAcls: true\n');
    expect(read(fixed).nouns.stores[0]!.guards?.all).toMatchObject({ state: 'known', value: true });
  });
});

it('puts the source of its events on a permission', () => {
  const text = `Resources:
  Topic:
    Type: AWS::SNS::Topic
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: worker
      Action: lambda:InvokeFunction
      Principal: sns.amazonaws.com
`;
  const statement = read(text).nouns.grants[0]!.statements[0]!;
  const fixed = after(text, statement.addCondition?.({ operator: 'ArnLike', key: 'aws:SourceArn', values: [{ address: 'Topic', suffix: '' }] }));
  expect(fixed).toContain('      SourceArn: !Ref Topic\n');
  expect(read(fixed).nouns.grants[0]!.statements[0]!.conditions).toMatchObject([{ key: 'aws:sourcearn' }]);
  expect(statement.addCondition?.({ operator: 'Bool', key: 'aws:SecureTransport', values: ['true'] })).toBeUndefined();
});

it('turns the log of a state machine on with a group to write to', () => {
  const text = 'Resources:\n  Flow:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      RoleArn: x\n';
  const fixed = after(text, read(text).nouns.orchestrations[0]!.logLevel.slot?.('error'));
  expect(read(fixed).nouns.orchestrations[0]!.logLevel).toMatchObject({ state: 'known', value: 'error' });
  expect(read(fixed).nouns.logGroups).toHaveLength(1);
});
