/** Ways in: REST, HTTP, WebSocket and GraphQL APIs, function URLs, listeners. */
import { describe, expect, it } from 'vitest';
import type { Endpoint } from '../../../src/model/endpoint.ts';
import { textAt } from '../../../src/source/span.ts';
import { read } from './reading.ts';

const say = ({ method, path, authentication, target, purpose }: Endpoint): string =>
  [text(method), text(path), authentication.state === 'unknown' ? '?' : authentication.value, target.to?.split('#')[1] ?? '-', purpose].join(' ');

function text(value: Endpoint['method']): string {
  return value.state === 'unknown' ? '?' : String(value.value);
}

describe('a REST API', () => {
  const api = (properties: string): string => `Resources:
  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: shop${properties} } }
  Orders: { Type: AWS::ApiGateway::Resource, Properties: { RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: orders } }
  Order: { Type: AWS::ApiGateway::Resource, Properties: { RestApiId: !Ref Api, ParentId: !Ref Orders, PathPart: '{id}' } }
  Fn: { Type: AWS::Lambda::Function }
  People: { Type: AWS::ApiGateway::Authorizer, Properties: { RestApiId: !Ref Api, Type: COGNITO_USER_POOLS } }
  GetRoot:
    Type: AWS::ApiGateway::Method
    Properties: { RestApiId: !Ref Api, ResourceId: !GetAtt Api.RootResourceId, HttpMethod: GET, AuthorizationType: NONE, Integration: { Type: MOCK } }
  GetOrder:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !Ref Order
      HttpMethod: GET
      AuthorizationType: COGNITO_USER_POOLS
      AuthorizerId: !Ref People
      ApiKeyRequired: true
      Integration:
        Type: AWS_PROXY
        Uri: !Sub arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Fn.Arn}/invocations
  Preflight:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !Ref Order
      HttpMethod: OPTIONS
      Integration:
        Type: MOCK
        IntegrationResponses:
          - ResponseParameters: { method.response.header.Access-Control-Allow-Origin: "'*'" }
`;

  it('has its methods at the paths of their resources', () => {
    expect(read(api('')).nouns.endpoints.map(say)).toEqual([
      'GET / none - mock',
      'GET /orders/{id} cognito Fn route',
      'OPTIONS /orders/{id} none - preflight',
    ]);
  });

  it('asks for keys, and answers to origins', () => {
    const [, order, preflight] = read(api('')).nouns.endpoints;
    expect(order!.keyRequired).toMatchObject({ value: true });
    expect(preflight!.origins).toMatchObject([{ value: '*' }]);
  });

  it('takes an authorizer that it declares', () => {
    expect(read(api('')).nouns.endpoints[0]!.authentication.slot?.('cognito')).toHaveLength(2);
  });

  const condition = (operator: string, key: string, value: string): string => `, Condition: { ${operator}: { ${key}: ${value} } }`;
  const policy = (...statements: readonly string[]): string =>
    `, Policy: { Statement: [${statements.map((s) => `{ ${s}, Action: 'execute-api:Invoke', Resource: '*' }`).join(', ')}] }`;
  const all = "Effect: Allow, Principal: '*'";
  it.each([
    ['nothing', '', 'no'],
    ['a private endpoint', ', EndpointConfiguration: { Types: [PRIVATE] }', 'yes'],
    ['a public one', ', EndpointConfiguration: { Types: [REGIONAL] }', 'no'],
    ['a policy for all', policy(all), 'no'],
    ['a policy for a network', policy(all + condition('IpAddress', 'aws:SourceIp', '10.0.0.0/8')), 'yes'],
    ['a policy for every network', policy(all + condition('IpAddress', 'aws:SourceIp', '0.0.0.0/0')), 'no'],
    ['a policy for an account', policy("Effect: Allow, Principal: { AWS: '123456789012' }"), 'yes'],
    ['a policy that denies the rest', policy(all, `Effect: Deny, Principal: '*'${condition('StringNotEquals', 'aws:SourceVpce', 'vpce-1')}`), 'yes'],
    ['a policy of elsewhere', ', Policy: !Ref Somewhere', 'unknown'],
  ])('is restricted by %s', (_, properties, expected) => {
    expect(read(api(properties)).nouns.endpoints[1]!.restricted).toBe(expected);
  });

  it('has the routes of its definition', () => {
    const { endpoints, apis } = read(`Resources:
  Fn: { Type: AWS::Lambda::Function }
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        openapi: 3.0.1
        paths:
          /items:
            post:
              x-amazon-apigateway-integration: { type: aws_proxy, uri: !Sub 'arn:aws:apigateway:x:lambda:path/2015-03-31/functions/\${Fn.Arn}/invocations' }
            get:
              security: [{ sigv4: [] }]
        components: { securitySchemes: { sigv4: { type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4 } } }
`).nouns;
    expect(endpoints.map(say)).toEqual(['POST /items none Fn route', 'GET /items iam - route']);
    expect(textAt(endpoints[0]!.at)).toBe('post');
    expect(apis[0]).toMatchObject({ routesPartial: false });
  });

  it('is in part unknown where its definition lies elsewhere', () => {
    const { apis } = read('Resources:\n  Api: { Type: AWS::ApiGateway::RestApi, Properties: { BodyS3Location: { Bucket: b, Key: k } } }\n').nouns;
    expect(apis[0]).toMatchObject({ routesPartial: true });
  });

  it('has stages with logs, traces and limits', () => {
    const { stages } = read(`Resources:
  Api: { Type: AWS::ApiGateway::RestApi }
  Live:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Api
      StageName: live
      TracingEnabled: true
      AccessLogSetting: { DestinationArn: !GetAtt Logs.Arn }
      MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', ThrottlingRateLimit: 5, DataTraceEnabled: true }]
  Test:
    Type: AWS::ApiGateway::Stage
    Properties: { RestApiId: !Ref Api, StageName: test }
  Old:
    Type: AWS::ApiGateway::Deployment
    Properties: { RestApiId: !Ref Api, StageName: old, StageDescription: { TracingEnabled: true, DataTraceEnabled: true } }
  Unnamed:
    Type: AWS::ApiGateway::Deployment
    Properties: { RestApiId: !Ref Api }
  Plan:
    Type: AWS::ApiGateway::UsagePlan
    Properties: { Throttle: { RateLimit: 7 }, ApiStages: [{ ApiId: !Ref Api, Stage: !Ref Test }] }
`).nouns;
    expect(stages).toMatchObject([
      {
        address: 'Live',
        accessLog: { value: 'on' },
        tracing: { value: 'active' },
        throttle: { value: 5 },
        dataTrace: { value: true },
        api: { to: 'template.yaml#Api' },
      },
      {
        address: 'Test',
        accessLog: { state: 'absent', value: 'off' },
        tracing: { value: 'pass-through' },
        throttle: { value: 7 },
        dataTrace: { value: false },
      },
      { address: 'Old', accessLog: { value: 'off' }, tracing: { value: 'active' }, throttle: { state: 'absent' }, dataTrace: { value: true } },
    ]);
  });
});

describe('an HTTP API', () => {
  it('makes a route and a stage for everything where it has a target', () => {
    const { endpoints, stages } = read(`Resources:
  Fn: { Type: AWS::Lambda::Function }
  Api: { Type: AWS::ApiGatewayV2::Api, Properties: { Name: quick, ProtocolType: HTTP, Target: !GetAtt Fn.Arn, CorsConfiguration: { AllowOrigins: ['*'] } } }
`).nouns;
    expect(endpoints.map(say)).toEqual(['ANY $default none Fn route']);
    expect(endpoints[0]!.origins).toMatchObject([{ value: '*' }]);
    expect(stages).toMatchObject([{ accessLog: { state: 'absent', value: 'off' } }]);
  });
});

describe('a WebSocket API', () => {
  const route = (id: string, key: string, extra = ''): string =>
    `  ${id}: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Api, RouteKey: ${key}${extra} } }\n`;
  const api = 'Resources:\n  Api: { Type: AWS::ApiGatewayV2::Api, Properties: { Name: chat, ProtocolType: WEBSOCKET } }\n';

  it('asks who connects when he connects, and only then', () => {
    const { endpoints } = read(api + route('Connect', '$connect', ', AuthorizationType: NONE') + route('Send', 'send')).nouns;
    expect(endpoints.map(say)).toEqual(['ANY $connect none - route', 'ANY send ? - route']);
  });

  it('lets anybody connect where it has no route for it', () => {
    const { endpoints } = read(api + route('Send', 'send') + route('Other', '$default')).nouns;
    expect(endpoints.map(say)).toEqual(['ANY send none - route', 'ANY $default ? - route']);
  });
});

it('reads function URLs', () => {
  const { endpoints } = read(`Resources:
  Fn: { Type: AWS::Lambda::Function }
  Url: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !Ref Fn, AuthType: NONE, Cors: { AllowOrigins: [https://a.example] } } }
`).nouns;
  expect(endpoints).toMatchObject([{ apiKind: 'function-url', origins: [{ value: 'https://a.example' }] }]);
  expect(endpoints.map(say)).toEqual(['ANY / none Fn route']);
});

it.each([
  ['API_KEY', 'key'],
  ['AWS_IAM', 'iam'],
  ['AMAZON_COGNITO_USER_POOLS', 'cognito'],
  ['OPENID_CONNECT', 'jwt'],
  ['AWS_LAMBDA', 'custom'],
])('reads a GraphQL API with %s', (written, expected) => {
  const { endpoints, stages } = read(
    `Resources:\n  Graph: { Type: AWS::AppSync::GraphQLApi, Properties: { Name: g, AuthenticationType: ${written}, XrayEnabled: true } }\n`,
  ).nouns;
  expect(endpoints).toMatchObject([{ apiKind: 'graphql', authentication: { value: expected } }]);
  expect(stages).toMatchObject([{ accessLog: { value: 'off' }, tracing: { value: 'active' } }]);
});

describe('a listener', () => {
  const listener = (type: string, properties: string, more = '') =>
    read(`Resources:\n${more}  L: { Type: '${type}', Properties: { ${properties} } }\n`).nouns.listeners;
  const certificate = ', ViewerCertificate: { AcmCertificateArn: arn';
  const behaviour = (policy: string): string => `DistributionConfig: { DefaultCacheBehavior: { ViewerProtocolPolicy: ${policy} }`;

  it.each([
    ['AWS::ApiGateway::DomainName', 'SecurityPolicy: TLS_1_0', ['refused', '1.0']],
    ['AWS::ApiGateway::DomainName', 'SecurityPolicy: SecurityPolicy_TLS13_1_3_2025_09', ['refused', '1.3']],
    ['AWS::ApiGateway::DomainName', 'DomainName: a', ['refused', undefined]],
    ['AWS::ApiGatewayV2::DomainName', 'DomainNameConfigurations: [{ CertificateArn: a }]', ['refused', '1.2']],
    ['AWS::CloudFront::Distribution', `${behaviour('allow-all')} }`, ['allowed', undefined]],
    [
      'AWS::CloudFront::Distribution',
      `${behaviour('redirect-to-https')}${certificate}, MinimumProtocolVersion: TLSv1.2_2021 } }`,
      ['redirected', '1.2'],
    ],
    ['AWS::CloudFront::Distribution', `${behaviour('https-only')}${certificate}, MinimumProtocolVersion: TLSv1.1_2016 } }`, ['refused', '1.1']],
    ['AWS::CloudFront::Distribution', `${behaviour('https-only')}${certificate} } }`, ['refused', '1.0']],
    [
      'AWS::CloudFront::Distribution',
      `${behaviour('https-only')}, ViewerCertificate: { CloudFrontDefaultCertificate: true, MinimumProtocolVersion: TLSv1 } }`,
      ['refused', undefined],
    ],
    ['AWS::ElasticLoadBalancingV2::Listener', 'Protocol: HTTP, DefaultActions: [{ Type: forward }]', ['allowed', undefined]],
    [
      'AWS::ElasticLoadBalancingV2::Listener',
      'Protocol: HTTP, DefaultActions: [{ Type: redirect, RedirectConfig: { Protocol: HTTPS, StatusCode: HTTP_301 } }]',
      ['redirected', undefined],
    ],
    ['AWS::ElasticLoadBalancingV2::Listener', 'Protocol: HTTPS', ['refused', '1.0']],
    ['AWS::ElasticLoadBalancingV2::Listener', 'Protocol: HTTPS, SslPolicy: ELBSecurityPolicy-TLS13-1-2-2021-06', ['refused', '1.2']],
    ['AWS::ElasticLoadBalancingV2::Listener', 'Protocol: HTTPS, SslPolicy: ELBSecurityPolicy-TLS-1-1-2017-01', ['refused', '1.1']],
    ['AWS::ElasticLoadBalancingV2::Listener', 'Protocol: HTTPS, SslPolicy: ELBSecurityPolicy-FS-1-2-Res-2020-10', ['refused', '1.2']],
  ] as const)('%s { %s }', (type, properties, expected) => {
    const [found] = listener(type, properties);
    const { plaintext, oldestTls } = found!.transport;
    expect([plaintext.state !== 'unknown' && plaintext.value, oldestTls.state !== 'unknown' && oldestTls.value]).toEqual(expected);
  });

  it('of TCP ends no TLS', () => {
    expect(listener('AWS::ElasticLoadBalancingV2::Listener', 'Protocol: TCP')).toEqual([]);
  });

  it('of an internal balancer is another matter', () => {
    const [found] = listener(
      'AWS::ElasticLoadBalancingV2::Listener',
      'Protocol: HTTP, LoadBalancerArn: !Ref B',
      '  B: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Scheme: internal } }\n',
    );
    expect(found!.transport.plaintext.state).toBe('unknown');
  });

  it('has a behaviour of its own for each path', () => {
    const found = listener(
      'AWS::CloudFront::Distribution',
      `${behaviour('https-only')}, CacheBehaviors: [{ PathPattern: a, ViewerProtocolPolicy: allow-all }] }`,
    );
    expect(found.map(({ address }) => address)).toEqual(['L', 'L/CacheBehaviors/0']);
    expect(found[1]!.transport.plaintext).toMatchObject({ value: 'allowed' });
  });
});
