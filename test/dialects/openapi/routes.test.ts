/** Routes and their authentication, as API Gateway imports them from OpenAPI and Swagger definitions. */
import { expect, test } from 'vitest';
import { openApiRoutes } from '../../../src/dialects/openapi/routes.ts';
import { documentTree } from '../../../src/evaluation/document-tree.ts';
import type { Authentication } from '../../../src/model/endpoint.ts';
import { withEdits } from '../../../src/source/edit.ts';
import { SourceFile } from '../../../src/source/file.ts';
import { memoryTree } from '../../../src/source/memory.ts';
import { readDocument } from '../../../src/syntax/read-document.ts';
import { added, told } from '../sam/reading.ts';

function read(text: string, kind: 'rest' | 'http' = 'rest') {
  const file = new SourceFile('openapi.yaml', text);
  const tree = documentTree(readDocument(file))!;
  return { file, definition: openApiRoutes(tree, kind) };
}

const swagger = `
swagger: '2.0'
security:
  - users: []
paths:
  /a:
    get: { security: [{ users: [] }] }
    post: { security: [{ decider: [] }] }
    put: { security: [{ sigv4: [] }] }
    delete: { x-amazon-apigateway-auth: { type: aws_iam } }
    patch: { security: [{ key: [] }] }
    head: { summary: a }
    x-amazon-apigateway-any-method: { security: [] }
    parameters: [{ name: id, in: query }]
  /b:
    get: { security: [{ password: [] }] }
    post: { security: [{ nowhere: [] }, { users: [] }] }
    put: { security: [{ key: [] }, { users: [] }] }
securityDefinitions:
  users:
    type: apiKey
    x-amazon-apigateway-authtype: cognito_user_pools
    x-amazon-apigateway-authorizer: { type: cognito_user_pools, providerARNs: [arn] }
  decider: { type: apiKey, x-amazon-apigateway-authtype: custom, x-amazon-apigateway-authorizer: { type: token } }
  sigv4: { type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4 }
  key: { type: apiKey, name: x-api-key, in: header }
  password: { type: basic }
`;

test('every kind of requirement', () => {
  const routes = read(swagger).definition.routes.map(({ method, path, authentication, keyRequired }) => [
    `${method} ${path}`,
    authentication.state === 'unknown' ? 'unknown' : authentication.value,
    keyRequired.state === 'unknown' || keyRequired.value,
  ]);
  expect(routes).toEqual([
    ['GET /a', 'cognito', false],
    ['POST /a', 'custom', false],
    ['PUT /a', 'iam', false],
    ['DELETE /a', 'iam', false],
    ['PATCH /a', 'none', true],
    ['HEAD /a', 'none', false],
    ['ANY /a', 'none', false],
    ['GET /b', 'unknown', false],
    ['POST /b', 'unknown', false],
    ['PUT /b', 'cognito', true],
  ]);
});

test('a requirement at the root counts for nothing in REST APIs, and is not known to count in HTTP APIs', () => {
  const text = `openapi: 3.0.1\nsecurity: [{ users: [] }]\npaths: { /a: { get: {} } }\n`;
  expect(told(read(text).definition.routes[0]?.authentication)).toBe('absent none at «get»');
  expect(read(text, 'http').definition.routes[0]?.authentication.state).toBe('unknown');
});

test('tokens of HTTP APIs', () => {
  const text = `
openapi: 3.0.1
paths: { /a: { get: { security: [{ tokens: [read] }] } } }
components:
  securitySchemes:
    tokens: { type: oauth2, x-amazon-apigateway-authorizer: { type: jwt, jwtConfiguration: { issuer: 'https://id.example' } } }
`;
  expect(told(read(text, 'http').definition.routes[0]?.authentication)).toBe('known jwt at «{ tokens: [read] }»');
});

test('mocks, preflight requests and the origins they answer with', () => {
  const text = `
openapi: 3.0.1
paths:
  /a:
    get: { x-amazon-apigateway-integration: { type: mock } }
    options:
      x-amazon-apigateway-integration:
        type: mock
        responses: { default: { responseParameters: { method.response.header.Access-Control-Allow-Origin: "'*'" } } }
`;
  expect(read(text).definition.routes.map(({ method, purpose, origins }) => [method, purpose, origins.map(told)])).toEqual([
    ['GET', 'mock', []],
    ['OPTIONS', 'preflight', [`known * at «"'*'"»`]],
  ]);
});

test('references within the definition are followed', () => {
  const text = `
openapi: 3.0.1
paths:
  /a: { get: { x-amazon-apigateway-integration: { $ref: '#/components/x-amazon-apigateway-integrations/orders~1all' } } }
components: { x-amazon-apigateway-integrations: { 'orders/all': { type: aws_proxy, uri: arn:orders } } }
`;
  expect(read(text).definition.routes.map(({ target }) => target?.kind === 'scalar' && target.value)).toEqual(['arn:orders']);
});

test('what an integration with a service calls', () => {
  const text = `
openapi: 3.0.1
paths: { /a: { post: { x-amazon-apigateway-integration: { type: aws_proxy, integrationSubtype: SQS-SendMessage, requestParameters: { QueueUrl: 'https://sqs/orders' } } } } }
`;
  expect(read(text, 'http').definition.routes.map(({ target }) => target?.kind === 'scalar' && target.value)).toEqual(['https://sqs/orders']);
});

test('a definition that is none is partly read', () => {
  for (const text of ['text', '[1]', 'paths: 3', 'paths: { /a: 3 }', 'paths: { /a: { get: 7 } }']) {
    const { definition } = read(text);
    expect([definition.partial, definition.routes.length], text).toEqual([true, 0]);
  }
});

test('asking for authentication writes what the definition declares', () => {
  const ask = (to: Authentication, route: string): readonly string[] => {
    const { file, definition } = read(swagger);
    const found = definition.routes.find(({ method, path }) => `${method} ${path}` === route);
    const edits = found?.authentication.slot?.(to);
    const tree = edits && withEdits(memoryTree({ 'openapi.yaml': file.text }), edits);
    return added(swagger, tree?.read('openapi.yaml')?.text);
  };
  expect(ask('iam', 'HEAD /a')).toEqual(['    head: { summary: a, security: [{ sigv4: [] }] }']);
  expect(ask('cognito', 'ANY /a')).toEqual(['    x-amazon-apigateway-any-method: { security: [{ users: [] }] }']);
  expect(ask('custom', 'PATCH /a')).toEqual(['    patch: { security: [{ key: [] }, { decider: [] }] }']);
  expect(ask('jwt', 'HEAD /a')).toEqual(['no change']);
});

test('IAM can be asked for without a scheme', () => {
  const text = `openapi: 3.0.1\npaths:\n  /a:\n    get:\n      summary: a\n`;
  const { file, definition } = read(text);
  const edits = definition.routes[0]?.authentication.slot?.('iam') ?? [];
  expect(added(text, withEdits(memoryTree({ 'openapi.yaml': file.text }), edits)?.read('openapi.yaml')?.text)).toEqual([
    '      x-amazon-apigateway-auth:',
    '        type: AWS_IAM',
  ]);
});
