/** How bad wildcards are: what they cover, and how far they reach. */
import { expect, test } from 'vitest';
import { readAction } from '../../../src/platform/aws/actions.ts';
import { severityOfWildcard, severityOnAll } from '../../../src/rules/iam/breadth.ts';

test.each([
  ['*', 'high', 'medium'],
  ['dynamodb:*', 'high', 'medium'],
  ['s3:*', 'high', 'medium'],
  ['iam:*', 'high', 'medium'],
  ['polly:*', 'medium', undefined],
  ['execute-api:*', 'medium', undefined],
  ['logs:*', 'low', undefined],
  ['xray:*', undefined, undefined],
  ['nosuch:*', 'high', 'medium'],
  ['secretsmanager:Get*', 'high', undefined],
  ['ssm:Get*', 'high', undefined],
  ['iam:Put*', 'high', 'low'],
  ['s3:Put*', 'medium', 'low'],
  ['dynamodb:*Item', 'medium', undefined],
  ['lambda:Update*', 'medium', undefined],
  ['s3:GetObject*', 'medium', undefined],
  ['ec2:Describe*', undefined, undefined],
  ['s3:List*', undefined, undefined],
  ['iam:List*', undefined, undefined],
  ['iam:Get*', undefined, undefined],
  ['kms:GenerateDataKey*', undefined, undefined],
  ['kms:ReEncrypt*', undefined, undefined],
  ['sns:Publish*', undefined, undefined],
  ['s3:GetObject', undefined, undefined],
] as const)('%s: %s on everything, %s on named resources', (action, onAll, onNamed) => {
  const pattern = readAction(action)!;
  expect(severityOfWildcard(pattern, 'everything')).toBe(onAll);
  expect(severityOfWildcard(pattern, 'part')).toBe(onNamed);
});

test.each([
  ['dynamodb:GetItem', 'medium'],
  ['s3:GetObject', 'medium'],
  ['secretsmanager:GetSecretValue', 'medium'],
  ['kms:Decrypt', 'medium'],
  ['sqs:SendMessage', 'medium'],
  ['lambda:InvokeFunction', 'medium'],
  ['events:PutEvents', 'medium'],
  ['ses:SendEmail', 'medium'],
  ['iam:DeleteRolePolicy', 'medium'],
  ['iam:CreateRole', 'medium'],
  ['bedrock:InvokeModel', 'low'],
  ['logs:PutRetentionPolicy', 'low'],
  ['dynamodb:TagResource', 'low'],
  ['logs:CreateLogGroup', undefined],
  ['logs:PutLogEvents', undefined],
  ['ec2:CreateNetworkInterface', undefined],
  ['ec2:DescribeNetworkInterfaces', undefined],
  ['xray:PutTraceSegments', undefined],
  ['ecr:GetAuthorizationToken', undefined],
  ['cloudwatch:PutMetricData', undefined],
  ['s3:ListAllMyBuckets', undefined],
  ['s3:ListBucket', undefined],
  ['dynamodb:DescribeTable', undefined],
  ['textract:AnalyzeDocument', undefined],
  ['comprehend:DetectSentiment', undefined],
  ['translate:TranslateText', undefined],
  ['nosuch:DoThings', undefined],
] as const)('%s on every resource: %s', (action, severity) => {
  expect(severityOnAll(action)).toBe(severity);
});
