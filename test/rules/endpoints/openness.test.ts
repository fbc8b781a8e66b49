/** For whom a route is, by what it is called. */
import { expect, test } from 'vitest';
import { known } from '../../../src/model/value.ts';
import { audienceOf } from '../../../src/rules/endpoints/openness.ts';
import { SourceFile } from '../../../src/source/file.ts';
import { span } from '../../../src/source/span.ts';

const at = span(new SourceFile('template.yaml', ''), 0, 0);

function audience(route: string): string {
  const [method = '', path = ''] = route.split(' ');
  return audienceOf({ apiKind: 'http', method: known(method, at), path: known(path, at) });
}

test.each([
  'GET /health',
  'GET /api/v1/health',
  'GET /',
  'GET /favicon.ico',
  'POST /login',
  'POST /auth/login',
  'POST /users/register',
  'GET /oauth2/callback',
  'GET /.well-known/{proxy+}',
  'GET /public/{proxy+}',
  'GET /docs',
])('%s is for everybody', (route) => {
  expect(audience(route)).toBe('everybody');
});

test.each(['POST /webhook', 'POST /webhooks/stripe', 'POST /slack/events', 'POST /v1/hooks/{id}'])('%s is for one sender', (route) => {
  expect(audience(route)).toBe('provider');
});

test.each([
  'GET /orders',
  'POST /',
  'ANY /{proxy+}',
  'ANY $default',
  'GET /status/{orderId}',
  'GET /users/{id}/status',
  'GET /docs/{id}',
  'POST /orders/{id}/verify',
  'POST /users',
  'GET /{id}',
  'POST /health/records',
])('%s is for callers who are known', (route) => {
  expect(audience(route)).toBe('callers');
});
