/** Which conditions hold a statement for everybody to somebody. */
import { describe, expect, test } from 'vitest';
import type { Condition, Elements, Statement } from '../../src/model/access.ts';
import { known, unknown, type Value } from '../../src/model/value.ts';
import { covering, isBound, isBoundByDenial, matchesAction } from '../../src/rules/statement.ts';
import { SourceFile } from '../../src/source/file.ts';
import { span } from '../../src/source/span.ts';

const at = span(new SourceFile('policy.json', '{}'), 0, 2);

function elements(...texts: string[]): Elements {
  return { items: texts.map((text) => known(text, at)), partial: false, at };
}

function condition(operator: string, key: string, ...values: (string | Value<string>)[]): Condition {
  return { operator, key: key.toLowerCase(), values: values.map((value) => (typeof value === 'string' ? known(value, at) : value)), at };
}

function statement(effect: 'allow' | 'deny', actions: readonly string[], ...conditions: Condition[]): Statement {
  return {
    effect: known(effect, at),
    actions: elements(...actions),
    notActions: elements(),
    resources: elements('*'),
    notResources: elements(),
    principals: [{ type: 'any', value: known('*', at) }],
    notPrincipals: [],
    principalsPartial: false,
    conditions,
    conditionsPartial: false,
    at,
  };
}

const parameter = unknown<string>('it is a parameter', at);

describe('a condition that holds callers to somebody', () => {
  test.each([
    ['an organization', condition('StringEquals', 'aws:PrincipalOrgID', 'o-9fq2m4ztk1')],
    ['a topic', condition('ArnLike', 'aws:SourceArn', 'arn:aws:sns:eu-west-1:111122223333:orders')],
    ['all topics of one account', condition('ArnLike', 'aws:SourceArn', 'arn:aws:sns:*:111122223333:*')],
    ['a bucket, which has no account in its ARN', condition('ArnLike', 'aws:SourceArn', 'arn:aws:s3:::uploads')],
    ['one API of whatever account', condition('ArnLike', 'aws:SourceArn', 'arn:aws:execute-api:eu-west-1:*:a1b2c3d4e5/*/GET/quotes')],
    ['a parameter', condition('StringEquals', 'aws:SourceAccount', parameter)],
    ['an office', condition('IpAddress', 'aws:SourceIp', '203.0.113.0/24')],
    ['a VPC endpoint', condition('StringEquals', 'aws:sourceVpce', 'vpce-0f81a6d3e95b7c214')],
    ['a tag of the caller', condition('StringEquals', 'aws:PrincipalTag/team', 'billing')],
    ['a skill', condition('StringEquals', 'lambda:EventSourceToken', 'amzn1.ask.skill.1')],
  ])('%s', (_, only) => {
    expect(isBound(statement('allow', ['sqs:SendMessage'], only))).toBe('yes');
  });
});

describe('a condition that anybody meets', () => {
  test.each([
    ['TLS', condition('Bool', 'aws:SecureTransport', 'true')],
    ['any source', condition('StringLike', 'aws:SourceArn', '*')],
    ['any bucket', condition('ArnLike', 'aws:SourceArn', 'arn:aws:s3:::*')],
    ['any topic of any account', condition('ArnLike', 'aws:SourceArn', 'arn:aws:sns:*:*:*')],
    ['any topic, in short', condition('ArnLike', 'aws:SourceArn', 'arn:aws:sns:*')],
    ['a role of that name in any account', condition('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/deploy')],
    ['one value of two that fits all', condition('StringLike', 'aws:PrincipalOrgID', 'o-9fq2m4ztk1', '*')],
    ['every address', condition('IpAddress', 'aws:SourceIp', '0.0.0.0/0')],
    ['everybody but one', condition('StringNotEquals', 'aws:SourceAccount', '111122223333')],
    ['an account, where there is one at all', condition('StringEqualsIfExists', 'aws:SourceAccount', '111122223333')],
    ['all values, of which there may be none', condition('ForAllValues:StringEquals', 'aws:PrincipalOrgPaths', 'o-1/r-1/')],
    ['a forgeable header', condition('StringEquals', 'aws:Referer', 'https://riverbend-insurance.com')],
    ['a key that only has to be there', condition('Null', 'aws:SourceArn', 'false')],
  ])('%s', (_, only) => {
    expect(isBound(statement('allow', ['sqs:SendMessage'], only))).toBe('no');
  });
});

test('what cannot be read is not judged', () => {
  expect(isBound({ ...statement('allow', ['sqs:SendMessage']), conditionsPartial: true })).toBe('unknown');
});

test('a Deny for everybody else binds as well, if it covers what is allowed', () => {
  const open = statement('allow', ['s3:GetObject']);
  const others = condition('StringNotEquals', 'aws:SourceVpce', 'vpce-0f81a6d3e95b7c214');
  expect(isBoundByDenial(open, [open, statement('deny', ['s3:*'], others)])).toBe(true);
  expect(isBoundByDenial(open, [open, statement('deny', ['s3:PutObject'], others)])).toBe(false);
  expect(isBoundByDenial(open, [open, statement('deny', ['s3:*'], condition('Bool', 'aws:SecureTransport', 'false'))])).toBe(false);
});

test('actions are compared with their wildcards and without regard to case', () => {
  expect(matchesAction('S3:Get*', 's3:GetObject')).toBe(true);
  expect(matchesAction('*', 'sqs:SendMessage')).toBe(true);
  expect(matchesAction('s3:*Object', 's3:GetObjectAcl')).toBe(false);
  expect(matchesAction('s3:GetObject?', 's3:GetObject')).toBe(false);
  expect(matchesAction(`${'*a'.repeat(200)}b`, 'a'.repeat(4000))).toBe(false);
  expect(covering(statement('allow', ['sqs:Get*', 'sqs:Send*']), ['sqs:SendMessage'])).toMatchObject({ value: 'sqs:Send*' });
});
