/** The table of AWS's actions, and what policies mean by their patterns. */
import { expect, test } from 'vitest';
import { actionsMatching, actionsOf, matches, readAction } from '../../src/platform/aws/actions.ts';
import { meansEveryResource } from '../../src/platform/aws/arn.ts';

test('an action is read back as it was written', () => {
  const get = actionsOf('dynamodb')?.find(({ name }) => name === 'GetItem');
  expect(get).toEqual({ service: 'dynamodb', name: 'GetItem', level: 'read', scope: 'resource' });
  expect(actionsOf('apigateway')?.map(({ name }) => name)).toContain('GET');
  expect(actionsOf('s3')?.find(({ name }) => name === 'PutBucketPolicy')?.level).toBe('permissions');
});

test('actions that know no resource are told', () => {
  const scope = (action: string): string | undefined => actionsMatching(readAction(action)!)?.[0]?.scope;
  expect(scope('xray:PutTraceSegments')).toBe('account');
  expect(scope('ecr:GetAuthorizationToken')).toBe('account');
  expect(scope('ssm:DescribeParameters')).toBe('account');
  expect(scope('sqs:SendMessage')).toBe('resource');
});

test('patterns match as IAM matches them, without regard to case', () => {
  const names = (pattern: string): readonly string[] | undefined => actionsMatching(readAction(pattern)!)?.map(({ name }) => name);
  expect(names('kms:generatedatakey*')).toHaveLength(4);
  expect(names('sqs:*Message')).toEqual(['DeleteMessage', 'ReceiveMessage', 'SendMessage']);
  expect(names('sqs:?endMessage')).toEqual(['SendMessage']);
  expect(names('nosuchservice:Get*')).toBeUndefined();
  expect(matches('a*b*c', 'aXXbYYc')).toBe(true);
  expect(matches('a*b*c', 'aXXbYY')).toBe(false);
  expect(matches('*a'.repeat(50), 'a'.repeat(3000) + 'b')).toBe(false);
});

test.each([
  ['*', 'sqs', true],
  ['arn:aws:sqs:*:*:*', 'sqs', true],
  ['arn:aws:s3:::*', 's3', true],
  ['arn:aws:s3:::*/*', 's3', true],
  ['arn:\u{1}:dynamodb:\u{1}:\u{1}:table/*', 'dynamodb', true],
  ['arn:aws:dynamodb:*:*:table/*/index/*', 'dynamodb', true],
  ['arn:aws:lambda:eu-west-1:123456789012:function:*', 'lambda', true],
  ['arn:aws:iam::123456789012:role/*', 'iam', true],
  ['arn:aws:dynamodb:*:*:table/*', 's3', false],
  ['arn:aws:dynamodb:*:*:table/orders-*', 'dynamodb', false],
  ['arn:aws:dynamodb:*:*:table/\u{1}', 'dynamodb', false],
  ['arn:aws:s3:::\u{1}/*', 's3', false],
  ['arn:aws:sqs:*:*:topic', 'sqs', false],
  ['\u{1}/*', 's3', false],
  ['\u{1}', 's3', false],
] as const)('%j for %s: every resource %s', (text, service, expected) => {
  expect(meansEveryResource(text, service)).toBe(expected);
});
