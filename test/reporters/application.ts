/** A small application with a finding of each kind, for the tests of outputs. */
import type { Finding } from '../../src/finding/finding.ts';
import type { Report } from '../../src/report/report.ts';
import { assembleReport } from '../../src/report/assemble.ts';
import { outputContext, type OutputContext } from '../../src/reporters/context.ts';
import { SourceFile } from '../../src/source/file.ts';
import { assemblyOptions, finding, placeOf, rule, scan } from '../report/samples.ts';

/** Never whole in a file. */
export const secret = ['sk', 'live', '51HqLyjWDarjtT1zdp7dc'].join('_');

export const files: Readonly<Record<string, string>> = {
  'template.yaml': `Resources:
  Checkout:
    Type: AWS::Serverless::Function
    Properties:
      FunctionUrlConfig:
        AuthType: NONE
      Environment:
        Variables:
          STRIPE_KEY: ${secret} # old
  Webhook:
    Type: AWS::Serverless::Function
    Properties:
      FunctionUrlConfig:
        # faasgate:ignore triggers/public-invocation reason="GitHub signs its calls" until=2027-01-01
        AuthType: NONE
`,
  'infra/my role.tf': `resource "aws_iam_role_policy" "checkout" {
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = "dynamodb:*"
      Resource = "*"
    }]
  })
}
`,
};

export const sources = new Map(Object.entries(files).map(([path, text]) => [path, new SourceFile(path, text)]));

export function source(path: string): SourceFile {
  const file = sources.get(path);
  if (!file) throw new Error(`there is no ${path}`);
  return file;
}

const template = source('template.yaml');
const role = source('infra/my role.tf');

function open(label: string, occurrence: number): Finding {
  const place = placeOf(template, 'NONE', occurrence);
  const body = placeOf(template, label);
  return finding({
    place,
    message: `Anyone on the internet can invoke ${label}`,
    subject: { address: label, label, type: 'AWS::Serverless::Function', body, root: 'template.yaml' },
    related: [{ place: placeOf(role, 'dynamodb:*'), text: 'reaches every table' }],
    fix: { title: 'ask callers for credentials', risk: 'review', check: 'callers must sign their requests', edits: [{ place, text: 'AWS_IAM' }] },
  });
}

export const findings: readonly Finding[] = [
  open('Checkout', 1),
  open('Webhook', 2),
  finding({
    ruleId: 'secrets/secret-in-environment',
    severity: 'high',
    message: 'Checkout holds a live key in STRIPE_KEY',
    evidence: 'STRIPE_KEY',
    place: placeOf(template, secret),
    secret: true,
    subject: {
      address: 'Checkout',
      label: 'Checkout',
      type: 'AWS::Serverless::Function',
      body: placeOf(template, 'Checkout'),
      construct: 'Shop/Checkout/Resource',
      root: 'template.yaml',
    },
    fix: { title: 'read it from a vault', risk: 'safe', edits: [{ place: placeOf(template, secret), text: "'{{resolve:secretsmanager:stripe}}'" }] },
  }),
  finding({
    ruleId: 'iam/wildcard-action',
    severity: 'medium',
    message: 'The policy allows every action of DynamoDB',
    evidence: 'dynamodb:*',
    place: placeOf(role, '"dynamodb:*"'),
    flow: [
      { place: placeOf(template, 'Checkout'), text: 'Checkout runs as' },
      { place: placeOf(role, '"checkout"'), text: 'this role' },
    ],
    subject: {
      address: 'aws_iam_role_policy.checkout',
      label: 'checkout',
      type: 'aws_iam_role_policy',
      body: { path: role.path, startLine: 1, startColumn: 1, endLine: 9, endColumn: 2 },
      root: 'infra',
    },
    detectedBy: [
      { tool: 'faasgate', ruleId: 'iam/wildcard-action' },
      { tool: 'checkov', ruleId: 'CKV_AWS_355' },
    ],
  }),
  finding({
    ruleId: 'monitoring/untraced-function',
    severity: 'low',
    message: 'Checkout records no traces',
    evidence: 'off',
    place: placeOf(template, 'Checkout'),
    confidence: 'medium',
  }),
];

export function report(more: readonly Finding[] = [], changes: Parameters<typeof assemblyOptions>[1] = {}): Report {
  const rules: Readonly<Record<string, Parameters<typeof rule>[1]>> = {
    'secrets/secret-in-environment': { severity: 'high', practice: 'secret-in-env', cwe: [798, 312] },
    'iam/wildcard-action': { severity: 'medium', practice: 'iam-wildcard', cwe: [250] },
    'monitoring/untraced-function': { severity: 'low', practice: 'no-logging', cwe: [778], confidence: 'medium' },
  };
  const scans = [
    scan([...findings, ...more], {
      secrets: [secret],
      milliseconds: 412,
      coverage: { applications: 2, files: 14, templates: { read: 2, partly: 0, unread: 1 } },
      notices: [
        { level: 'error', message: 'unreadable block', path: 'modules/legacy/main.tf', line: 40 },
        { level: 'warning', message: 'registry module terraform-aws-modules/lambda is remote' },
      ],
    }),
    scan([], { scanner: 'snyk', status: 'skipped', why: 'no SNYK_TOKEN', milliseconds: 0 }),
  ];
  return assembleReport(scans, assemblyOptions(files, { rule: (id) => rule(id, rules[id]), read: (path) => sources.get(path), ...changes }));
}

export function context(of: Report): OutputContext {
  return outputContext(of, (path) => sources.get(path), [secret]);
}
