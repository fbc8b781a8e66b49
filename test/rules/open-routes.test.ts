/** A fix for one rule must not break another: a route that asks for credentials must not be left open to pages of any site. */
import { expect, it } from 'vitest';
import { dialects } from '../../src/dialects/index.ts';
import anyOrigin from '../../src/rules/endpoints/any-origin.ts';
import unauthenticatedEndpoint from '../../src/rules/endpoints/unauthenticated-endpoint.ts';
import { scanBuiltin } from '../../src/scanners/builtin/builtin.ts';
import { memoryTree } from '../../src/source/memory.ts';

const service = `service: diary
provider:
  name: aws
  runtime: nodejs22.x
functions:
  write:
    handler: diary.write
    environment:
      SITE_ORIGIN: https://diary.example.org
    events:
      - http:
          method: post
          path: entries
          cors: true
`;

it('names the origin where it asks for credentials', () => {
  const rules = [anyOrigin, unauthenticatedEndpoint];
  const { findings } = scanBuiltin(memoryTree({ 'serverless.yml': service }), { dialects, rules, today: '2026-11-22', clock: () => 0 });
  expect(findings.map(({ ruleId }) => ruleId)).toEqual(['endpoints/unauthenticated-endpoint']);
  const texts = findings[0]?.fix?.edits.map(({ text }) => text).join('');
  expect(texts).toContain('authorizer: aws_iam');
  expect(texts).toContain('origin: https://diary.example.org');
});
