/** Examples of logging/provider-key-only. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a name that says that the log is sensitive',
      file: 'logs.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  «PayrollLogs»:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: 30
`,
      fixed: null,
    },
    {
      name: 'one of two groups has a key',
      file: 'main.tf',
      text: `
resource "aws_kms_key" "logs" {
  enable_key_rotation = true
}

resource "aws_cloudwatch_log_group" "orders" {
  name              = "/orders"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.logs.arn
}

«resource "aws_cloudwatch_log_group" "refunds"» {
  name              = "/refunds"
  retention_in_days = 30
}
`,
      fixed: `
resource "aws_kms_key" "logs" {
  enable_key_rotation = true
}

resource "aws_cloudwatch_log_group" "orders" {
  name              = "/orders"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.logs.arn
}

resource "aws_cloudwatch_log_group" "refunds" {
  name              = "/refunds"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.logs.arn
}
`,
    },
  ],
  safe: [
    {
      name: 'a log of nothing in particular',
      file: 'logs.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  HealthCheckLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: 30
`,
      kind: 'near-miss',
    },
    {
      name: 'the key is handed in',
      file: 'main.tf',
      text: `
variable "key" {
  type    = string
}

resource "aws_cloudwatch_log_group" "payroll" {
  name              = "/payroll"
  retention_in_days = 30
  kms_key_id        = var.key
}
`,
      kind: 'unknown',
    },
  ],
} satisfies Cases;
