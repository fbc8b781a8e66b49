/** Policies that are not as they should be: right answers, or silence, and an end to the work. */
import { expect, test } from 'vitest';
import { dialects } from '../../../src/dialects/index.ts';
import type { Rule } from '../../../src/rules/rule.ts';
import { rules } from '../../../src/rules/index.ts';
import { scanBuiltin } from '../../../src/scanners/builtin/builtin.ts';
import { memoryTree } from '../../../src/source/memory.ts';

const iam: readonly Rule[] = rules.filter(({ id }) => id.startsWith('iam/') || id === 'logging/open-log-access');

function found(files: Readonly<Record<string, string>>): readonly string[] {
  const { findings } = scanBuiltin(memoryTree(files), { dialects, rules: iam, today: '2026-11-22', clock: () => 0 });
  return findings.map(({ ruleId, place }) => `${ruleId} ${place.path}:${place.startLine}`).sort();
}

function policy(statements: unknown, rest: object = { Version: '2012-10-17' }): Readonly<Record<string, string>> {
  return { 'policy.json': JSON.stringify({ ...rest, Statement: statements }) };
}

function role(properties: object): Readonly<Record<string, string>> {
  return { 'stack.json': JSON.stringify({ Resources: { Role: { Type: 'AWS::IAM::Role', Properties: properties } } }) };
}

const allow = (Action: unknown, Resource: unknown = '*') => ({ Effect: 'Allow', Action, Resource });

test.each([
  ['one text in the place of lists', policy(allow('sts:AssumeRole'))],
  ['a version that nobody knows', policy([allow(['sts:AssumeRole'])], { Version: '2099-01-01' })],
  ['no version at all', policy([allow(['sts:AssumeRole'])], {})],
  ['other cases of letters', policy([allow(['STS:assumerole'])])],
  ['actions among which some are none', policy([allow([null, 3, '', ':', 'sts:', 'sts:AssumeRole', {}])])],
])('%s: the escalation is found', (_, files) => {
  expect(found(files)).toEqual(['iam/privilege-escalation policy.json:1']);
});

test.each([
  ['no statement', { 'policy.json': '{ "Version": "2012-10-17", "Effect": "Allow", "Action": "x" }' }],
  ['an empty list', policy([])],
  ['a text as statement', policy('Effect Allow Action *')],
  ['an effect that is none', policy([{ Effect: 'Perhaps', Action: '*', Resource: '*' }])],
  ['no resource, which is an error and allows nothing', policy([{ Effect: 'Allow', Action: 'sts:AssumeRole' }])],
  ['an action without service', policy([allow(['AssumeRole', '**:', ':x'])])],
])('%s: silence', (_, files) => {
  expect(found(files)).toEqual([]);
});

test.each([
  ['a star', '*', 1],
  ['a star in a list', { AWS: ['*'] }, 1],
  ['a star among others', { AWS: ['arn:aws:iam::123456789012:role/a', '*'], Service: 'lambda.amazonaws.com' }, 1],
  ['nobody', {}, 0],
  ['nothing', null, 0],
  ['a number', 42, 0],
  ['lists in lists', { AWS: [['*']] }, 0],
  ['a kind that nobody knows', { Martian: '*' }, 0],
  ['a service', { Service: ['lambda.amazonaws.com'] }, 0],
])('a trust in %s', (_, Principal, count) => {
  const files = role({ AssumeRolePolicyDocument: { Statement: { Effect: 'Allow', Principal, Action: 'sts:AssumeRole' } } });
  expect(found(files).filter((one) => one.startsWith('iam/open-trust'))).toHaveLength(count);
});

test('roles and policies that name each other in a circle', () => {
  const document = { Statement: [allow('iam:PutRolePolicy', { 'Fn::GetAtt': ['B', 'Arn'] })] };
  const trusts = (who: string) => ({
    Statement: [{ Effect: 'Allow', Principal: { AWS: { 'Fn::GetAtt': [who, 'Arn'] } }, Action: 'sts:AssumeRole' }],
  });
  const Resources = {
    A: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trusts('B'), ManagedPolicyArns: [{ Ref: 'P' }] } },
    B: {
      Type: 'AWS::IAM::Role',
      Properties: { AssumeRolePolicyDocument: trusts('A'), ManagedPolicyArns: [{ Ref: 'P' }], PermissionsBoundary: { Ref: 'Q' } },
    },
    P: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document, Roles: [{ Ref: 'A' }, { Ref: 'B' }] } },
    Q: {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: { PolicyDocument: { Statement: [allow('iam:CreateAccessKey')] }, Roles: [{ Ref: 'Q' }, { Ref: 'B' }] },
    },
  };
  // The boundary is a policy like another: what it leaves of the rest is not worked out.
  expect(found({ 'stack.json': JSON.stringify({ Resources }) })).toEqual(['iam/wildcard-resource stack.json:1']);
});

test('ten thousand statements in one policy', () => {
  const statements = Array.from({ length: 10_000 }, (_, index) => ({ ...allow(`s3:GetObject`, `arn:aws:s3:::bucket-${index}/*`), Sid: `S${index}` }));
  const last = [
    allow('iam:PassRole'),
    { Effect: 'Deny', Action: 'iam:CreateAccessKey', Resource: '*' },
    allow(['lambda:CreateFunction', 'iam:CreateAccessKey']),
  ];
  const rulesFound = found(policy([...statements, ...last])).map((one) => one.split(' ')[0]);
  expect(rulesFound).toEqual(['iam/privilege-escalation', 'iam/wildcard-resource']);
});

test('ten thousand statements that are each a defect', () => {
  const statements = Array.from({ length: 10_000 }, (_, index) => ({ ...allow(['iam:PassRole', 'logs:GetLogEvents']), Sid: `S${index}` }));
  expect(found(policy(statements)).filter((one) => one.startsWith('iam/privilege-escalation'))).toHaveLength(1);
});
