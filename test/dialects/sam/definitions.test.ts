/** APIs with an OpenAPI definition: inline, included, in a file, or out of reach. */
import { expect, test } from 'vitest';
import { readSam, told } from './reading.ts';

const definition = `openapi: 3.0.1
paths:
  /orders:
    post:
      x-amazon-apigateway-integration:
        type: aws_proxy
        uri: { 'Fn::Sub': 'arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Orders.Arn}/invocations' }
    get:
      security: [{ NONE: [] }]
      x-amazon-apigateway-integration: { type: http_proxy, uri: 'https://orders.example' }
`;

const indented = (text: string, by: number): string => text.replace(/^(?=.)/gm, ' '.repeat(by));

const api = (more: string, events = ''): string => `
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: v1
${more}
  Orders:
    Type: AWS::Serverless::Function
${events}`;

const summary = (text: string, files: Readonly<Record<string, string>> = {}) =>
  readSam(text, files).endpoints.map(
    ({ label, authentication, target }) => `${label}: ${told(authentication)} → ${target.to?.split('#')[1] ?? 'elsewhere'}`,
  );

test('routes come from an inline definition', () => {
  expect(summary(api(`      DefinitionBody:\n${indented(definition, 8)}`))).toEqual([
    'POST /orders: absent none at «post» → Orders',
    'GET /orders: known none at «{ NONE: [] }» → elsewhere',
  ]);
});

test('the default authorizer of the API guards them, but for those that say NONE', () => {
  const text = api(`      Auth: { DefaultAuthorizer: AWS_IAM }\n      DefinitionBody:\n${indented(definition, 8)}`);
  expect(summary(text)).toEqual([
    'POST /orders: known iam at «AWS_IAM» via «post» → Orders',
    'GET /orders: known none at «{ NONE: [] }» → elsewhere',
  ]);
});

test('an included file and a named file are read where they are in the repository', () => {
  const included = api(`      DefinitionBody:\n        Fn::Transform: { Name: AWS::Include, Parameters: { Location: ./api/openapi.yaml } }`);
  const files = { 'api/openapi.yaml': definition };
  expect(summary(included, files)[0]).toBe('POST /orders: absent none at «post» → Orders');
  expect(summary(api('      DefinitionUri: api/openapi.yaml'), files)[0]).toBe('POST /orders: absent none at «post» → Orders');
  expect(readSam(included, files).endpoints[0]?.at.file.path).toBe('api/openapi.yaml');
});

test('a definition that lies elsewhere leaves the routes of events, with unknown authentication', () => {
  const events = `    Properties:
      Events:
        Get:
          Type: Api
          Properties: { RestApiId: !Ref Api, Path: /orders, Method: get }
`;
  for (const uri of ['s3://bucket/openapi.yaml', 'missing.yaml', '../../etc/passwd', '{ Bucket: a, Key: b }']) {
    const { apis, endpoints } = readSam(api(`      DefinitionUri: ${uri}`, events));
    expect(apis[0]?.routesPartial).toBe(true);
    expect(endpoints.map(({ label, authentication }) => [label, authentication.state])).toEqual([['GET /orders', 'unknown']]);
  }
});

test('events add nothing to the definition of a REST API, and replace the routes of an HTTP API', () => {
  const event = (type: string, id: string): string => `    Properties:
      Events:
        Create:
          Type: ${type}
          Properties: { ${id}: !Ref Api, Path: /orders, Method: post }
        More:
          Type: ${type}
          Properties: { ${id}: !Ref Api, Path: /more, Method: get }
`;
  const rest = api(`      DefinitionBody:\n${indented(definition, 8)}`, event('Api', 'RestApiId'));
  expect(readSam(rest).endpoints.map(({ label }) => label)).toEqual(['POST /orders', 'GET /orders']);
  const http = rest.replace('Serverless::Api', 'Serverless::HttpApi').replaceAll('Type: Api', 'Type: HttpApi').replaceAll('RestApiId', 'ApiId');
  expect(readSam(http).endpoints.map(({ label, type }) => [label, type])).toEqual([
    ['GET /orders', 'AWS::Serverless::HttpApi'],
    ['POST /orders', 'AWS::Serverless::Function'],
    ['GET /more', 'AWS::Serverless::Function'],
  ]);
});
