/** Stages, domains, stores and state machines: what SAM spells in its own way. */
import { expect, test } from 'vitest';
import { added, readSam, told } from './reading.ts';

test('stages of REST APIs', () => {
  const { stages } = readSam(`
Globals:
  Api:
    TracingEnabled: false
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      AccessLogSetting: { DestinationArn: !GetAtt Logs.Arn, Format: $context.requestId }
      MethodSettings:
        - { ResourcePath: '/*', HttpMethod: '*', ThrottlingRateLimit: 20, DataTraceEnabled: true }
  Logs:
    Type: AWS::Logs::LogGroup
`);
  const [stage] = stages;
  expect([stage?.address, told(stage?.name)]).toEqual(['ApiliveStage', 'known live at «live»']);
  expect([told(stage?.accessLog), told(stage?.tracing)]).toEqual(['known on at «!GetAtt Logs.Arn»', 'known pass-through at «false» via «Api»']);
  expect([told(stage?.throttle), told(stage?.dataTrace)]).toEqual(['known 20 at «20»', 'known true at «true»']);
});

test('turning access logs on adds a log group', () => {
  const template = `
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      StageName: live
  Orders:
    Type: AWS::Serverless::Function
`;
  const reading = readSam(template);
  const lines = added(template, reading.after(reading.stages[0]?.accessLog.slot?.('on')));
  expect(lines.slice(0, 2)).toEqual(['      AccessLogSettings:', '        DestinationArn: !GetAtt ApiAccessLogs.Arn']);
  expect(lines).toContain('    Type: AWS::Logs::LogGroup');
});

test('a usage plan throttles an API, within it or beside it', () => {
  const limits = (more: string): readonly string[] =>
    readSam(`
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
${more}`).stages.map(({ throttle }) => told(throttle));
  expect(limits('')).toEqual(['absent undefined at «Api»']);
  expect(limits('      Auth: { UsagePlan: { CreateUsagePlan: PER_API, Throttle: { RateLimit: 5 } } }\n')).toEqual(['known 5 at «5»']);
  const beside = `  Plan:
    Type: AWS::ApiGateway::UsagePlan
    Properties: { ApiStages: [{ ApiId: !Ref Api, Stage: !Ref ApiliveStage }], Throttle: { RateLimit: 7 } }
`;
  expect(limits(beside)).toEqual(['known 7 at «7»']);
});

test('an API that SAM makes is set up in Globals', () => {
  const template = `
Globals:
  Api:
    Cors: "'*'"
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Get: { Type: Api, Properties: { Path: /, Method: get } }
`;
  const reading = readSam(template);
  const [stage] = reading.stages;
  expect([stage?.address, told(stage?.tracing)]).toEqual(['ServerlessRestApiProdStage', 'absent pass-through at «Api»']);
  expect(added(template, reading.after(stage?.tracing.slot?.('active')))).toEqual(['    TracingEnabled: true']);
  expect(reading.apis.map(({ address, name }) => [address, name.state])).toEqual([['ServerlessRestApi', 'absent']]);
});

test('origins that browsers may call from', () => {
  const origins = (type: string, cors: string): readonly string[] =>
    readSam(`
Resources:
  Api:
    Type: AWS::Serverless::${type}
    Properties:
      StageName: live
      ${cors}
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Get: { Type: ${type}, Properties: { ${type === 'Api' ? 'RestApiId' : 'ApiId'}: !Ref Api, Path: /, Method: get } }
`).endpoints.flatMap((endpoint) => endpoint.origins.map(told));
  expect(origins('Api', `Cors: "'*'"`)).toEqual([`known * at «"'*'"»`]);
  expect(origins('Api', `Cors: { AllowOrigin: "'https://shop.example'" }`)).toEqual([`known https://shop.example at «"'https://shop.example'"»`]);
  expect(origins('Api', `Cors: { AllowMethods: "'GET'" }`)).toEqual([`absent * at «{ AllowMethods: "'GET'" }»`]);
  expect(origins('HttpApi', 'CorsConfiguration: true')).toEqual(['known * at «true»']);
  expect(origins('HttpApi', `CorsConfiguration: { AllowOrigins: ['https://a.example', '*'] }`)).toEqual([
    "known https://a.example at «'https://a.example'»",
    "known * at «'*'»",
  ]);
  expect(origins('HttpApi', 'Description: none')).toEqual([]);
});

test('the domain of an API ends TLS', () => {
  const { listeners } = readSam(`
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Domain: { DomainName: api.example.com, CertificateArn: arn, SecurityPolicy: TLS_1_0 }
`);
  expect(listeners.map(({ listenerKind, transport }) => [listenerKind, told(transport.oldestTls)])).toEqual([['domain', 'known 1.0 at «TLS_1_0»']]);
});

test('tables and state machines', () => {
  const { stores, orchestrations } = readSam(`
Globals:
  SimpleTable:
    SSESpecification: { SSEEnabled: true, SSEType: KMS, KMSMasterKeyId: !Ref Key }
Resources:
  Key:
    Type: AWS::KMS::Key
  Table:
    Type: AWS::Serverless::SimpleTable
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      Logging: { Level: ALL, IncludeExecutionData: true, Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn: !GetAtt Logs.Arn } }] }
      Tracing: { Enabled: true }
`);
  expect(stores.map(({ address, storeKind, encryption }) => [address, storeKind, told(encryption)])).toEqual([
    ['Table', 'table', 'known customer at «!Ref Key» via «Table»'],
  ]);
  expect(orchestrations.map(({ logLevel, tracing, logsData }) => [told(logLevel), told(tracing), told(logsData)])).toEqual([
    ['known all at «ALL»', 'known active at «true»', 'known true at «true»'],
  ]);
});
