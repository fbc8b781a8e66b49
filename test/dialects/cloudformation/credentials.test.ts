/** Access keys, permission sets, and policies that are text inside of text. */
import { expect, it } from 'vitest';
import { read } from './reading.ts';

it('reads access keys with whose they are and whether they can be used', () => {
  const { credentials, identities } = read(`Resources:
  Person: { Type: AWS::IAM::User }
  Key: { Type: AWS::IAM::AccessKey, Properties: { UserName: !Ref Person } }
  Old: { Type: AWS::IAM::AccessKey, Properties: { UserName: !Ref Person, Status: Inactive } }
`).nouns;
  const person = identities.find(({ address }) => address === 'Person')!;
  expect(
    credentials.map(({ address, holder, active }) => [address, holder.to === person.key, active.state, active.state === 'unknown' || active.value]),
  ).toEqual([
    ['Key', true, 'absent', true],
    ['Old', true, 'known', false],
  ]);
});

it('reads a permission set as what people hold', () => {
  const [set] = read(`Resources:
  Developers:
    Type: AWS::SSO::PermissionSet
    Properties:
      Name: developers
      ManagedPolicies: [arn:aws:iam::aws:policy/ReadOnlyAccess]
      InlinePolicy: '{ "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" }] }'
`).nouns.identities;
  expect(set?.identityKind).toBe('group');
  expect(set?.managedPolicies.map((policy) => policy.state === 'known' && policy.value)).toEqual(['arn:aws:iam::aws:policy/ReadOnlyAccess']);
  expect(set?.statements).toHaveLength(1);
});

it('finds the role that an ARN names where only the account is not known', () => {
  const { functions, identities } = read(`Resources:
  Worker: { Type: AWS::IAM::Role, Properties: { RoleName: worker } }
  Fn: { Type: AWS::Lambda::Function, Properties: { Role: !Sub 'arn:aws:iam::\${AWS::AccountId}:role/worker' } }
  Other: { Type: AWS::Lambda::Function, Properties: { Role: !Sub 'arn:aws:iam::123456789012:role/\${AWS::Region}' } }
`).nouns;
  expect(functions.map(({ identity }) => identity.to === identities[0]!.key)).toEqual([true, false]);
});

it('writes no reference into a policy that is a text', () => {
  const [grant] = read(`Resources:
  Readers:
    Type: AWS::Logs::ResourcePolicy
    Properties:
      PolicyName: readers
      PolicyDocument: |
        { "Statement": [{ "Effect": "Allow", "Principal": "*", "Action": "logs:GetLogEvents", "Resource": "*" }] }
`).nouns.grants;
  const { value } = grant!.statements[0]!.principals[0]!;
  expect(value.slot?.('{account}')).toBeUndefined();
  expect(value.slot?.('123456789012')).toHaveLength(1);
});
