/** Policies in files of their own, and policies wherever they stand. */
import { describe, expect, test } from 'vitest';
import { iamPolicy } from '../../src/dialects/iam-policy/dialect.ts';
import { readPolicyDocument } from '../../src/dialects/iam-policy/policy-document.ts';
import { documentTree } from '../../src/evaluation/document-tree.ts';
import type { Opaque, Tree } from '../../src/evaluation/tree.ts';
import type { Statement } from '../../src/model/access.ts';
import type { Nouns } from '../../src/model/application.ts';
import type { Value } from '../../src/model/value.ts';
import { applyEdits, orderEdits, type Edit } from '../../src/source/edit.ts';
import { SourceFile } from '../../src/source/file.ts';
import type { FileTree } from '../../src/source/file-tree.ts';
import { textAt } from '../../src/source/span.ts';
import { readDocument } from '../../src/syntax/read-document.ts';

function file(content: unknown, path = 'a.json'): SourceFile {
  return new SourceFile(path, typeof content === 'string' ? content : JSON.stringify(content, undefined, 2));
}

function treeOf(source: SourceFile): FileTree {
  return { paths: [source.path], has: (path) => path === source.path, read: (path) => (path === source.path ? source : undefined) };
}

function nounsOf(content: unknown, path = 'a.json'): Nouns {
  const source = file(content, path);
  const [root] = iamPolicy.roots([path], treeOf(source));
  return iamPolicy.read(root!, treeOf(source)).nouns;
}

function policy(content: unknown, path?: string) {
  const source = file(content, path);
  const tree = documentTree(readDocument(source))!;
  return {
    source,
    tree,
    ...readPolicyDocument(tree, { head: tree.at, reference: ({ address, suffix }) => ({ 'Fn::Sub': `\${${address}.Arn}${suffix}` }) }),
  };
}

function only(content: unknown, path?: string): { source: SourceFile; statement: Statement } {
  const { source, statements } = policy(content, path);
  expect(statements).toHaveLength(1);
  return { source, statement: statements[0]! };
}

const show = (value: Value<unknown>) => (value.state === 'known' ? value.value : value.state);
const after = (source: SourceFile, edits: readonly Edit[] | undefined) => edits && applyEdits(source, orderEdits(edits)!).text;

const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };

describe('statements', () => {
  test.each([
    ['a document', { Version: '2012-10-17', Statement: [allow] }],
    ['a document with one statement', { Statement: allow }],
    ['a list of statements', [allow]],
    ['a statement', allow],
    ['text', JSON.stringify(JSON.stringify({ Statement: [allow] }))],
    ['YAML', 'Statement:\n  - Effect: Allow\n    Action: s3:GetObject\n    Resource: "*"\n'],
  ])('stand in %s', (name, content) => {
    const { statement } = only(content, name === 'YAML' ? 'a.yaml' : 'a.json');
    expect(show(statement.effect)).toBe('allow');
    expect([statement.actions, statement.resources].map(({ items }) => items.map(show))).toEqual([['s3:GetObject'], ['*']]);
  });

  test('hold every element with its place', () => {
    const { statement } = only({
      Sid: 'One',
      Effect: 'Deny',
      NotAction: ['iam:*', 'sts:*'],
      NotResource: 'arn:aws:s3:::a',
      NotPrincipal: { AWS: ['111122223333', '*'] },
      Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' }, 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': ['a/*', 'b/*'] } },
    });
    expect([statement.sid, show(statement.effect)]).toEqual(['One', 'deny']);
    expect(statement.notActions.items.map((item) => textAt(item.at))).toEqual(['"iam:*"', '"sts:*"']);
    expect(statement.notResources.items.map(show)).toEqual(['arn:aws:s3:::a']);
    expect(statement.actions).toMatchObject({ items: [], partial: false });
    expect(statement.notPrincipals.map(({ type, value }) => [type, show(value)])).toEqual([
      ['aws', '111122223333'],
      ['any', '*'],
    ]);
    expect(statement.conditions.map(({ operator, key, values, at }) => [operator, key, values.map(show), textAt(at).slice(0, 16)])).toEqual([
      ['StringEquals', 'aws:sourcevpce', ['vpce-1'], '"aws:SourceVpce"'],
      ['ForAnyValue:StringLike', 'aws:principalorgpaths', ['a/*', 'b/*'], '"aws:PrincipalOr'],
    ]);
  });

  test.each([
    ['everybody', '*', [['any', '*']], false],
    ['everybody with an account', { AWS: '*' }, [['any', '*']], false],
    [
      'roles',
      { AWS: ['arn:aws:iam::1:role/a', 'b'] },
      [
        ['aws', 'arn:aws:iam::1:role/a'],
        ['aws', 'b'],
      ],
      false,
    ],
    ['a service', { Service: 'lambda.amazonaws.com' }, [['service', 'lambda.amazonaws.com']], false],
    [
      'several kinds',
      { Federated: 'f', CanonicalUser: 'c' },
      [
        ['federated', 'f'],
        ['canonical', 'c'],
      ],
      false,
    ],
    ['a kind that does not exist', { Azure: 'x' }, [['unknown', 'x']], true],
    ['a text that is no asterisk', 'arn:aws:iam::1:root', [['unknown', 'arn:aws:iam::1:root']], true],
    ['a list', ['*'], [], true],
    ['nothing', {}, [], true],
  ])('principals: %s', (_, Principal, expected, partial) => {
    const { statement } = only({ ...allow, Principal });
    expect(statement.principals.map(({ type, value }) => [type, show(value)])).toEqual(expected);
    expect(statement.principalsPartial).toBe(partial);
  });

  test.each([
    ['an effect that is missing', { Action: 'a:*', Resource: '*' }, (statement: Statement) => show(statement.effect), 'absent'],
    ['an effect that is none', { ...allow, Effect: 'Maybe' }, (statement: Statement) => show(statement.effect), 'unknown'],
    ['an action that is a mapping', { ...allow, Action: { a: 1 } }, (statement: Statement) => statement.actions.partial, true],
    ['an action in a list in a list', { ...allow, Action: [['a:*'], 'b:*'] }, (statement: Statement) => statement.actions.partial, true],
    ['a condition that is a text', { ...allow, Condition: 'x' }, (statement: Statement) => statement.conditionsPartial, true],
    ['a condition without keys', { ...allow, Condition: { Bool: 'true' } }, (statement: Statement) => statement.conditionsPartial, true],
  ])('%s is never certain', (_, content, ask, expected) => expect(ask(only(content).statement)).toBe(expected));

  test.each([
    ['a number', 7],
    ['a text that is no JSON', '"hello"'],
    ['a mapping of something else', { a: 1 }],
    ['a list with something else', [allow, 'x']],
    ['statements that are a text', { Statement: 'x' }],
  ])('%s makes the policy partial', (_, content) => expect(policy(content).partial).toBe(true));

  test('nothing is a policy without statements', () => {
    expect(readPolicyDocument(undefined, { head: { file: file(''), start: 0, end: 0 } })).toEqual({ statements: [], partial: false });
  });

  test('what templates leave open is known as far as it is written', () => {
    const source = file({ Effect: 'Allow', Action: 's3:*', Resource: 'x' });
    const tree = documentTree(readDocument(source))!;
    const open: Opaque = { kind: 'opaque', why: 'it is made later', pattern: [{ reference: { address: 'Bucket' } }, '/*'], at: tree.at, via: [] };
    const entries = new Map(tree.kind === 'mapping' ? tree.entries : []);
    entries.set('Resource', { key: tree.at, value: open });
    entries.set('Action', { key: tree.at, value: { kind: 'opaque', why: 'it is a parameter', at: tree.at, via: [] } });
    const mapping: Tree = { kind: 'mapping', entries, at: tree.at, via: [] };
    const { statements } = readPolicyDocument(mapping, { head: tree.at });
    expect(statements[0]!.resources).toMatchObject({ partial: false, items: [{ state: 'unknown', pattern: open.pattern }] });
    expect(statements[0]!.actions).toMatchObject({ partial: true, items: [{ state: 'unknown' }] });
  });

  test('ten thousand of them are read in time', () => {
    const text = JSON.stringify({
      Statement: Array.from({ length: 10_000 }, (_, i) => ({
        ...allow,
        Sid: `S${i}`,
        Principal: { AWS: '*' },
        Condition: { Bool: { 'aws:SecureTransport': 'true' } },
      })),
    });
    const started = performance.now();
    expect(policy(text).statements).toHaveLength(10_000);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('changes', () => {
  test('one action stays a text, several become a list', () => {
    const { source, statement } = only('{"Effect": "Allow", "Action": "s3:*", "Resource": ["a", "b"]}');
    expect(after(source, statement.actions.slot!(['s3:GetObject']))).toBe('{"Effect": "Allow", "Action": "s3:GetObject", "Resource": ["a", "b"]}');
    expect(after(source, statement.actions.slot!(['s3:Get*', 's3:List*']))).toContain('"Action": ["s3:Get*", "s3:List*"]');
    expect(after(source, statement.resources.slot!(['c']))).toContain('"Resource": ["c"]');
    expect(after(source, statement.resources.slot!([{ address: 'Bucket', suffix: '/*' }, 'b']))).toContain(
      '"Resource": [{"Fn::Sub": "${Bucket.Arn}/*"}, "b"]',
    );
  });

  test('a list keeps the comments of the items that stay', () => {
    const { source, statement } = only('Effect: Allow\nAction:\n- s3:Get* # read\n- s3:* # all\nResource: "*"\n', 'a.yaml');
    expect(after(source, statement.actions.slot!(['s3:Get*', 's3:PutObject']))).toBe(
      'Effect: Allow\nAction:\n- s3:Get* # read\n- s3:PutObject # all\nResource: "*"\n',
    );
  });

  test('a list with one less or one more keeps the rest as it is written', () => {
    const { source, statement } = only('Effect: Allow\nAction: # all\n- a:B # b\n- c:D # d\n- e:F\nResource: "*"\n', 'a.yaml');
    expect(after(source, statement.actions.slot!(['a:B', 'e:F']))).toBe('Effect: Allow\nAction: # all\n- a:B # b\n- e:F\nResource: "*"\n');
    expect(after(source, statement.actions.slot!(['a:B', 'c:D', 'e:F', 'g:H']))).toBe(
      'Effect: Allow\nAction: # all\n- a:B # b\n- c:D # d\n- e:F\n- g:H\nResource: "*"\n',
    );
    expect(after(source, statement.actions.slot!(['e:F']))).toBe('Effect: Allow\nAction: # all\n- e:F\nResource: "*"\n');
  });

  test('an element that is missing is added', () => {
    const { source, statement } = only('{"Effect": "Allow", "Action": "s3:*"}');
    expect(after(source, statement.resources.slot!(['a']))).toBe('{"Effect": "Allow", "Action": "s3:*", "Resource": "a"}');
    expect(statement.notActions.slot).toBeUndefined();
  });

  const condition = { operator: 'StringEquals', key: 'aws:sourceaccount', values: ['111122223333'] };
  test.each([
    ['where there is none', '', ', "Condition": {"StringEquals": {"aws:SourceAccount": "111122223333"}}'],
    [
      'beside another operator',
      ', "Condition": {"Bool": {"a": "b"}}',
      ', "Condition": {"Bool": {"a": "b"}, "StringEquals": {"aws:SourceAccount": "111122223333"}}',
    ],
    [
      'beside another key',
      ', "Condition": {"stringEquals": {"a": "b"}}',
      ', "Condition": {"stringEquals": {"a": "b", "aws:SourceAccount": "111122223333"}}',
    ],
  ])('a condition is added %s', (_, before, expected) => {
    const { source, statement } = only(`{"Effect": "Allow", "Action": "s3:*", "Resource": "*"${before}}`);
    expect(after(source, statement.addCondition!(condition))).toBe(`{"Effect": "Allow", "Action": "s3:*", "Resource": "*"${expected}}`);
  });

  test('a condition on the same key is refused, because it would allow more', () => {
    const { statement } = only({ ...allow, Condition: { StringEquals: { 'AWS:SourceAccount': '1' } } });
    expect(statement.addCondition!(condition)).toBeUndefined();
  });

  test('the effect is written', () => {
    const { source, statement } = only('{"Effect": "Allow", "Action": "s3:*"}');
    expect(after(source, statement.effect.slot!('deny'))).toBe('{"Effect": "Deny", "Action": "s3:*"}');
  });
});

describe('policies as text inside a text', () => {
  const yaml = `Policy: |
    {
      "Statement": [
        {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
      ]
    }
Next: 1
`;

  function inner(text: string, path: string, key: string) {
    const source = new SourceFile(path, text);
    const tree = documentTree(readDocument(source))!;
    const { statements } = readPolicyDocument(tree.kind === 'mapping' ? tree.entries.get(key)!.value : tree, { head: tree.at });
    return { source, statement: statements[0]! };
  }

  test('are read at their own places and written there', () => {
    const { source, statement } = inner(yaml, 'a.yaml', 'Policy');
    expect(textAt(statement.actions.at)).toBe('"s3:*"');
    expect(after(source, statement.actions.slot!(['s3:GetObject']))).toBe(yaml.replace('s3:*', 's3:GetObject'));
    expect(textAt(statement.at)).toBe('{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}');
  });

  test('new lines are moved in like those around them', () => {
    const text = 'Policy: |\n    {\n      "Effect": "Allow",\n      "Action": "s3:*"\n    }\nNext: 1\n';
    const { source, statement } = inner(text, 'a.yaml', 'Policy');
    const changed = after(source, statement.addCondition!({ operator: 'Bool', key: 'aws:SecureTransport', values: ['true'] }))!;
    expect(changed).toContain('\n      "Condition": {\n        "Bool": {\n');
    const again = readDocument(new SourceFile('a.yaml', changed));
    expect(again.problems).toEqual([]);
    expect(inner(changed, 'a.yaml', 'Policy').statement.conditions).toHaveLength(1);
  });

  test('with escapes stand at the whole text and cannot be written', () => {
    const { statement } = inner(JSON.stringify({ Policy: JSON.stringify({ Statement: allow }) }), 'a.json', 'Policy');
    expect(textAt(statement.actions.at)).toMatch(/^"\{/);
    expect(statement.actions.slot!(['s3:GetObject'])).toBeUndefined();
  });

  test('with holes are known in part', () => {
    const text = 'Policy: |\n  {"Effect": "Allow", "Action": "s3:*",\n   "Resource": "${Bucket}/*"}\n';
    const source = new SourceFile('a.yaml', text);
    const tree = documentTree(readDocument(source))!;
    const { at } = tree.kind === 'mapping' ? tree.entries.get('Policy')!.value : tree;
    const pattern = ['{"Effect": "Allow", "Action": "s3:*",\n "Resource": "', { reference: { address: 'Bucket' } }, '/*"}\n'];
    const { statements } = readPolicyDocument({ kind: 'opaque', why: 'it is made later', pattern, at, via: [] }, { head: at });
    expect(statements[0]!.resources.items).toMatchObject([{ state: 'unknown', pattern: [{ reference: { address: 'Bucket' } }, '/*'] }]);
    expect(textAt(statements[0]!.actions.at)).toBe('"s3:*"');
    expect(textAt(statements[0]!.resources.at)).toBe('"Resource": "${Bucket}/*"}');
  });
});

describe('files of their own', () => {
  const identity = { Version: '2012-10-17', Statement: [allow] };
  const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] };
  const grant = (Action: string, Resource: string) => ({ Statement: [{ Effect: 'Allow', Principal: '*', Action, Resource }] });

  test('an identity policy is named like its file', () => {
    const { identities, grants } = nounsOf(identity, 'policies/reader.json');
    expect(grants).toEqual([]);
    expect(identities).toMatchObject([{ identityKind: 'policy', label: 'reader', trustPartial: true, statementsPartial: false }]);
    expect(textAt(identities[0]!.at)).toBe('"Version"');
  });

  test('a trust policy is a role whose rights stand elsewhere', () => {
    expect(nounsOf(trust).identities).toMatchObject([
      { identityKind: 'role', statements: [], statementsPartial: true, trust: [{ principals: [{ type: 'service' }] }] },
    ]);
  });

  test.each([
    ['s3:GetObject', 'arn:aws:s3:::b/*', 'bucket'],
    ['SQS:SendMessage', '*', 'queue'],
    ['sns:Publish', 'arn:aws:sns:eu-west-1:1:t', 'topic'],
    ['kms:*', '*', 'key'],
    ['logs:PutLogEvents', '*', 'log-group'],
    ['lambda:InvokeFunction', '*', 'function'],
    ['events:PutEvents', '*', 'event-bus'],
    ['secretsmanager:GetSecretValue', '*', 'secret'],
    ['*', 'arn:aws:s3:::b', 'bucket'],
    ['*', '*', 'unknown'],
  ])('a policy with principals for %s on %s is a grant on a %s', (action, resource, kind) => {
    expect(nounsOf(grant(action, resource))).toMatchObject({ identities: [], grants: [{ resourceKind: kind }] });
  });

  test.each([
    ['PolicyDocument', { PolicyName: 'p', PolicyDocument: identity }],
    ['Policy', { Policy: identity }],
    ['text', { Policy: JSON.stringify(identity) }],
    ['a version', { PolicyVersion: { Document: identity, VersionId: 'v1' } }],
    ['a role', { RoleName: 'r', AssumeRolePolicyDocument: trust }],
    ['a list', [identity]],
    ['a name', { reader: identity }],
    ['statements alone', [allow]],
    ['a statement alone', allow],
  ])('a policy under %s', (_, content) => expect(nounsOf(content).identities).toHaveLength(1));

  test('several policies of one file have keys of their own', () => {
    const { identities } = nounsOf([identity, identity]);
    expect(new Set(identities.map(({ key }) => key)).size).toBe(2);
  });

  test.each([
    ['a service control policy', 'scp/allow.json'],
    ['a boundary', 'iam/permissions-boundary.json'],
  ])('what %s allows it does not grant', (_, path) => {
    const content = {
      Statement: [
        { Effect: 'Allow', Action: '*', Resource: '*' },
        { Effect: 'Deny', Action: 'iam:*', Resource: '*' },
      ],
    };
    expect(nounsOf(content, path).identities).toMatchObject([{ statements: [{ effect: { value: 'deny' } }] }]);
  });

  test('the policy of a VPC endpoint opens nothing', () => {
    expect(nounsOf(grant('*', '*'), 'vpc-endpoint-policy.json')).toMatchObject({ grants: [], identities: [] });
  });

  test('placeholders are holes, variables of IAM are not', () => {
    const content = {
      Statement: {
        Effect: 'Allow',
        Action: 's3:*',
        Resource: ['arn:aws:s3:::${bucket}/*', 'arn:aws:s3:::home/${aws:username}/*', '<ARN>', '{{ arn }}'],
      },
    };
    const [reader] = nounsOf(content).identities;
    expect(reader!.statements[0]!.resources.items.map(show)).toEqual(['unknown', 'arn:aws:s3:::home/${aws:username}/*', 'unknown', 'unknown']);
    expect(reader!.statements[0]!.resources.items[0]).toMatchObject({ pattern: ['arn:aws:s3:::', {}, '/*'] });
  });

  test('a broken policy is read in part, with a notice', () => {
    const source = file('{"Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}');
    const unit = iamPolicy.read({ dialect: 'iam-policy', path: 'a.json', files: ['a.json'] }, treeOf(source));
    expect(unit.nouns.identities).toHaveLength(1);
    expect(unit.notices).toMatchObject([{ level: 'warning', path: 'a.json', line: 1 }]);
  });

  test.each([
    ['an identity policy', 'a.json', JSON.stringify(identity)],
    ['a policy in YAML', 'a.yaml', 'Version: "2012-10-17"\nStatement:\n  - Effect: Allow\n    Action: s3:*\n    Resource: "*"\n'],
    ['a policy as text', 'a.json', JSON.stringify({ Policy: JSON.stringify(identity) })],
  ])('%s is recognised', (_, path, text) => {
    expect(iamPolicy.wants(path) && iamPolicy.recognises(new SourceFile(path, text))).toBe(true);
  });

  test.each([
    [
      'a template',
      'template.json',
      JSON.stringify({ Resources: { R: { Type: 'AWS::IAM::Role', Properties: { Policies: [{ PolicyDocument: identity }] } } } }),
    ],
    [
      'a template in YAML',
      'template.yaml',
      'Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Statement:\n          - Effect: Allow\n            Action: sts:AssumeRole\n',
    ],
    ['a service', 'service.yml', 'service: a\nprovider:\n  name: aws\n  iamRoleStatements:\n    - Effect: Allow\n      Action: s3:*\n'],
    [
      'a Terraform plan',
      'tfplan.json',
      JSON.stringify({ terraform_version: '1.9', planned_values: { policy: JSON.stringify(identity), p: identity } }),
    ],
    [
      'a trail',
      'event.json',
      JSON.stringify({ Records: [{ eventVersion: '1.08', requestParameters: { policyDocument: JSON.stringify(identity) } }] }),
    ],
    ['a manifest of packages', 'package.json', '{"name": "Effect", "Action": 1}'],
  ])('%s is not', (_, path, text) => expect(iamPolicy.wants(path) && iamPolicy.recognises(new SourceFile(path, text))).toBe(false));

  test.each([
    ['an answer that holds policies deep inside', { Records: [{ request: { detail: { policy: identity } } }] }],
    ['the answer of an authorizer', { principalId: 'user', policyDocument: identity }],
    ['a flow of state', { StartAt: 'A', States: { A: { Effect: 'Allow', Action: 'x' } } }],
    ['a list of texts', ['Effect', 'Allow', 'Action']],
  ])('%s gives nothing', (_, content) => expect(nounsOf(content)).toMatchObject({ identities: [], grants: [] }));
});
