/** What a comment says of real findings: true of this one, and nothing twice. */
import { expect, test } from 'vitest';
import { dialects } from '../../src/dialects/index.ts';
import type { Finding } from '../../src/finding/finding.ts';
import { planReview, type ReviewPlan } from '../../src/pull-request/review-plan.ts';
import { summaryText } from '../../src/pull-request/summary-text.ts';
import { reportedRule } from '../../src/report/rules.ts';
import { outputContext } from '../../src/reporters/context.ts';
import { rules } from '../../src/rules/index.ts';
import { scanBuiltin } from '../../src/scanners/builtin/builtin.ts';
import { SourceFile } from '../../src/source/file.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { suggestionIn } from '../github/suggestions.ts';
import { finding, place, report } from '../report/samples.ts';
import { diffOfTexts } from './text-diff.ts';

type Texts = Readonly<Record<string, string>>;

function reviewOf(before: Texts, after: Texts, findings = scanned(after)): ReviewPlan {
  const sources = new Map(Object.entries(after).map(([path, text]) => [path, new SourceFile(path, text)]));
  const sample = report(findings, after);
  const known = rules.map((rule) => [rule.id, reportedRule(rule, '0.1.0')] as const);
  const of = { ...sample, rules: { ...sample.rules, ...Object.fromEntries(known) } };
  return planReview({
    report: of,
    context: outputContext(of, (path) => sources.get(path), []),
    diff: diffOfTexts(before, after),
    headSha: 'c0ffee0000',
    scope: 'pull/1',
    id: 'scan',
    maxComments: 25,
    commentSeverity: 'medium',
    threads: [],
  });
}

function scanned(files: Texts): readonly Finding[] {
  return scanBuiltin(memoryTree(files), { dialects, rules, today: '2026-11-22', clock: () => 0 }).findings;
}

const guests = (action: string, policy = '', resource = 'arn:aws:dynamodb:eu-west-1:111122223333:table/songs'): Texts => ({
  'template.yaml': `Resources:
  Visitors:
    Type: AWS::Cognito::IdentityPool
    Properties:
      AllowUnauthenticatedIdentities: true
      IdentityPoolName: visitors
  VisitorRoles:
    Type: AWS::Cognito::IdentityPoolRoleAttachment
    Properties:
      IdentityPoolId: !Ref Visitors
      Roles: { unauthenticated: !GetAtt Guest.Arn }
  Guest:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Action: sts:AssumeRoleWithWebIdentity
            Principal: { Federated: cognito-identity.amazonaws.com }
            Condition: { StringEquals: { cognito-identity.amazonaws.com:aud: !Ref Visitors } }${policy}
      Policies:
        - PolicyName: songs
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: ${action}
                Resource: ${resource}
`,
});

test('what guests may do is told once, with a reason of its own, where one click ends it', () => {
  const after = guests('dynamodb:*');
  const { create } = reviewOf({}, after);
  const said = create.filter(({ body }) => body.includes('dynamodb'));
  expect(said.map(({ line }) => line)).toEqual([5]);
  const body = said[0]?.body ?? '';
  expect(body).toContain('It shows at `template.yaml:28`; the fix goes here.');
  expect(suggestionIn(body)).toEqual(['      AllowUnauthenticatedIdentities: false']);
  expect(body).toContain('strangers can do today');
  expect(body).not.toMatch(/answer|kept under/);
});

test('guests with everything, by a statement or by a policy of AWS, are as bad as it gets, and told once', () => {
  const administrators = '\n      ManagedPolicyArns: [arn:aws:iam::aws:policy/AdministratorAccess]';
  for (const [files, line] of [
    [guests('"*"', '', '"*"'), 28],
    [guests('dynamodb:GetItem', administrators), 22],
  ] as const) {
    const there = scanned(files).filter(({ place: { startLine } }) => startLine === line);
    expect(there.map(({ ruleId, severity }) => `${severity} ${ruleId}`)).toEqual(['critical endpoints/weak-authorizer']);
  }
});

test('a remedy that is not the point of a message gives way to its own', () => {
  const after = {
    'main.tf':
      'resource "aws_cognito_user_pool_client" "web" {\n  user_pool_id     = "eu-west-1_a1b2c3d4e"\n  write_attributes = ["custom:role"]\n}\n',
  };
  const body = reviewOf({}, after).create[0]?.body ?? '';
  expect(body).toContain('Whoever may write what the application decides by has every role.\n\nLet only your own code write attributes');
  expect(body).not.toContain('Admit no guests');
});

test('others of a group that say the same are listed by their places', () => {
  const text = Array.from({ length: 9 }, (_, index) => `line ${index + 1}`).join('\n');
  const alike = (line: number, message: string): Finding =>
    finding({ place: place('a.yaml', line), message, evidence: String(line), subject: { ...finding().subject, address: `A${line}` } });
  const findings = [1, 2, 3, 4, 5].map((line) => alike(line, 'It is open'));
  const { create } = reviewOf({}, { 'a.yaml': text }, [...findings, alike(6, 'It is ajar'), alike(7, 'It is ajar')]);
  expect(create).toHaveLength(1);
  expect(create[0]?.body).toContain('- `a.yaml:2`, `a.yaml:3`, `a.yaml:4`, `a.yaml:5`\n- It is ajar (`a.yaml:6`, `a.yaml:7`)\n\n<sub>');
});

test('of a long way its beginning and its end are told', () => {
  const flow = Array.from({ length: 12 }, (_, index) => ({ place: place('a.yaml', 1), text: `step ${index + 1}` }));
  const body = reviewOf({}, { 'a.yaml': 'a: 1\n' }, [finding({ place: place('a.yaml', 1), flow })]).create[0]?.body ?? '';
  expect(body).toContain('step 1 → step 2 → step 3 → step 4 → step 5 → step 6 → … → step 11 → step 12\n');
});

test('names are set apart from the words around them', () => {
  const message = 'The caller of lambda_handler reaches orders, which a server of lambda_handler orders, on nodejs18.x';
  const one = finding({ place: place('a.yaml', 1), message, terms: ['lambda_handler', 'orders', 'nodejs18.x'] });
  const body = reviewOf({}, { 'a.yaml': 'a: 1\n' }, [one]).create[0]?.body ?? '';
  expect(body).toContain('The caller of `lambda_handler` reaches orders, which a server of `lambda_handler` orders, on `nodejs18.x`');
});

test('what is only advice is not what to do first', () => {
  const mild = report([finding({ severity: 'low' })]);
  const summary = summaryText({ report: mild, context: outputContext(mild, () => undefined, []), headSha: 'c0ffee0', id: 'scan' });
  expect(summary).not.toContain('Do first');
  expect(summary).toContain('1 new finding, which does not block this merge');
});

test('what can be fixed is a sentence, whether or not any of it is safe', () => {
  const fix = (risk: 'safe' | 'review') => ({ title: 'mend it', risk, edits: [] });
  const said = (...risks: readonly ('safe' | 'review')[]): string => {
    const of = report(risks.map((risk, index) => finding({ fix: fix(risk), evidence: String(index), place: place('a.yaml', index + 1) })));
    return summaryText({ report: of, context: outputContext(of, () => undefined, []), headSha: 'c0ffee0', id: 'scan' });
  };
  expect(said('review')).toContain('\n1 can be fixed by `faasgate fix --review`\n');
  expect(said('safe', 'review')).toContain('\n1 can be fixed by `faasgate fix` · 1 by `faasgate fix --review`\n');
});

test('a push is merged already: nothing is said of a merge', () => {
  const said = (severity: Finding['severity']): string => {
    const of = report([finding({ severity })]);
    return summaryText({ report: of, context: outputContext(of, () => undefined, []), headSha: 'c0ffee0', id: 'scan', isMerged: true });
  };
  expect(said('critical')).toContain('### faasgate: 1 new finding fails this push\n');
  expect(said('low')).toContain('### faasgate: 1 new finding, which does not fail this push\n');
});
