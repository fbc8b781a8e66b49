/** Examples of logging/unbounded-retention. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a log group without retention',
      file: 'logs.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  «AuditLogs»:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: /audit
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  AuditLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: /audit
      RetentionInDays: 90
`,
      severity: 'low',
    },
    {
      name: 'a retention of no days',
      file: 'main.tf',
      text: `
resource "aws_cloudwatch_log_group" "audit" {
  name              = "/audit"
  retention_in_days = «0»
}
`,
      fixed: `
resource "aws_cloudwatch_log_group" "audit" {
  name              = "/audit"
  retention_in_days = 90
}
`,
    },
    {
      name: 'a function that handles payments: its group would want a key as well, which is another finding',
      file: 'template.yaml',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  «Payments»:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: payments.handler
      Runtime: python3.13
`,
      fixed: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Payments:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: payments.handler
      Runtime: python3.13
      LoggingConfig:
        LogGroup: !Ref PaymentsLogs
  PaymentsLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: 90
`,
    },
    {
      name: 'a function whose group Lambda makes',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  «List»:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: list.handler
      Runtime: python3.13
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  List:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: list.handler
      Runtime: python3.13
      LoggingConfig:
        LogGroup: !Ref ListLogs
  ListLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: 90
`,
      severity: 'note',
    },
    {
      name: 'a function in Terraform whose group Lambda makes',
      file: 'main.tf',
      text: `
«resource "aws_lambda_function" "list"» {
  function_name = "list"
  role          = "arn:aws:iam::111122223333:role/list"
  filename      = "list.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
}
`,
      fixed: `
resource "aws_lambda_function" "list" {
  function_name = "list"
  role          = "arn:aws:iam::111122223333:role/list"
  filename      = "list.zip"
  handler       = "app.handler"
  runtime       = "python3.13"

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.list_logs.name
  }
}

resource "aws_cloudwatch_log_group" "list_logs" {
  name              = "/functions/list"
  retention_in_days = 90
}
`,
      severity: 'note',
    },
    {
      name: 'a group that the framework makes',
      file: 'serverless.yml',
      text: `
service: quotes
provider:
  name: aws
  runtime: nodejs24.x
functions:
  «quote»:
    handler: quote.handler
`,
      fixed: `
service: quotes
provider:
  name: aws
  runtime: nodejs24.x
functions:
  quote:
    handler: quote.handler
    logRetentionInDays: 90
`,
      severity: 'low',
    },
    {
      name: 'several functions whose groups Lambda makes are told once',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  «Pick»:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: pick.handler
      Runtime: python3.13
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: pack.handler
      Runtime: python3.13
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Pick:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: pick.handler
      Runtime: python3.13
      LoggingConfig:
        LogGroup: !Ref PickLogs
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: pack.handler
      Runtime: python3.13
      LoggingConfig:
        LogGroup: !Ref PackLogs
  PickLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: 90
  PackLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: 90
`,
      severity: 'note',
    },
    {
      name: 'a group that was forgotten beside one with a retention',
      file: 'logs.tf',
      text: `
resource "aws_cloudwatch_log_group" "orders" {
  name              = "/shop/orders"
  retention_in_days = 30
}

«resource "aws_cloudwatch_log_group" "returns"» {
  name = "/shop/returns"
}

«resource "aws_cloudwatch_log_group" "refunds"» {
  name = "/shop/refunds"
}
`,
      fixed: `
resource "aws_cloudwatch_log_group" "orders" {
  name              = "/shop/orders"
  retention_in_days = 30
}

resource "aws_cloudwatch_log_group" "returns" {
  name              = "/shop/returns"
  retention_in_days = 90
}

resource "aws_cloudwatch_log_group" "refunds" {
  name              = "/shop/refunds"
  retention_in_days = 90
}
`,
      severity: 'low',
    },
    {
      name: 'no group of the service has a retention',
      file: 'serverless.yml',
      text: `
service: quotes
provider:
  name: aws
  runtime: nodejs24.x
functions:
  «quote»:
    handler: quote.handler
  accept:
    handler: accept.handler
`,
      fixed: `
service: quotes
provider:
  name: aws
  runtime: nodejs24.x
functions:
  quote:
    handler: quote.handler
    logRetentionInDays: 90
  accept:
    handler: accept.handler
    logRetentionInDays: 90
`,
      severity: 'low',
    },
    {
      name: 'what all functions say of their logs stands in Globals, and each still gets a group of its own',
      file: 'template.yaml',
      text: `
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: python3.13
    LoggingConfig:
      LogFormat: JSON
Resources:
  «Recommend»:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: recommend.handler
  Similar:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: similar.handler
`,
      fixed: `
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: python3.13
    LoggingConfig:
      LogFormat: JSON
Resources:
  Recommend:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: recommend.handler
      LoggingConfig:
        LogGroup: !Ref RecommendLogs
  Similar:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: similar.handler
      LoggingConfig:
        LogGroup: !Ref SimilarLogs
  RecommendLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: 90
  SimilarLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: 90
`,
    },
    {
      name: 'the log group of a module keeps everything',
      file: 'main.tf',
      text: `
module "logs" {
  source            = "terraform-aws-modules/cloudwatch/aws//modules/log-group"
  version           = "5.7.1"
  name              = "/aws/lambda/pay"
  retention_in_days = «0»
}
`,
      fixed: `
module "logs" {
  source            = "terraform-aws-modules/cloudwatch/aws//modules/log-group"
  version           = "5.7.1"
  name              = "/aws/lambda/pay"
  retention_in_days = 90
}
`,
    },
  ],
  safe: [
    {
      name: 'a group named after its function',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  List:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: list.handler
      Runtime: python3.13
  ListLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: !Sub /aws/lambda/\${List}
      RetentionInDays: 30
`,
      kind: 'fixed',
    },
    {
      name: 'the service says how long',
      file: 'serverless.yml',
      text: `
service: quotes
provider:
  name: aws
  runtime: nodejs24.x
  logRetentionInDays: 14
functions:
  quote:
    handler: quote.handler
`,
      kind: 'near-miss',
    },
    {
      name: 'the number of days is handed in',
      file: 'main.tf',
      text: `
variable "days" {
  type = number
}

resource "aws_cloudwatch_log_group" "list" {
  name              = "/aws/lambda/list"
  retention_in_days = var.days
}

resource "aws_lambda_function" "list" {
  function_name = "list"
  role          = "arn:aws:iam::111122223333:role/list"
  filename      = "list.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
}
`,
      kind: 'unknown',
    },
  ],
} satisfies Cases;
