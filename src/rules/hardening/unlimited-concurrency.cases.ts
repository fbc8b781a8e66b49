/** Examples of hardening/unlimited-concurrency. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a function behind an API',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  «Pay»:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: python3.13
      Events:
        Call:
          Type: HttpApi
          Properties:
            Path: /pay
            Method: post
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Pay:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: python3.13
      Events:
        Call:
          Type: HttpApi
          Properties:
            Path: /pay
            Method: post
      ReservedConcurrentExecutions: 100
`,
      severity: 'low',
    },
    {
      name: 'a function that nobody outside calls',
      file: 'main.tf',
      text: `
«resource "aws_lambda_function" "sync"» {
  function_name = "sync"
  role          = "arn:aws:iam::111122223333:role/sync"
  filename      = "sync.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
}
`,
      fixed: `
resource "aws_lambda_function" "sync" {
  function_name                  = "sync"
  role                           = "arn:aws:iam::111122223333:role/sync"
  filename                       = "sync.zip"
  handler                        = "app.handler"
  runtime                        = "python3.13"
  reserved_concurrent_executions = 100
}
`,
      severity: 'note',
    },
    {
      name: 'a function of a service',
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
    reservedConcurrency: 100
`,
      severity: 'note',
    },
    {
      name: 'several functions that nobody outside calls are told once',
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
      ReservedConcurrentExecutions: 100
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: pack.handler
      Runtime: python3.13
      ReservedConcurrentExecutions: 100
`,
      severity: 'note',
    },
    {
      name: 'a function of plain CloudFormation behind an open API',
      file: 'stack.yaml',
      text: `
Resources:
  «Orders»:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::111122223333:role/orders
      Handler: app.handler
      Runtime: nodejs22.x
      Code: { S3Bucket: code, S3Key: orders.zip }
  Url:
    Type: AWS::Lambda::Url
    Properties: { TargetFunctionArn: !Ref Orders, AuthType: NONE }
`,
      fixed: `
Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::111122223333:role/orders
      Handler: app.handler
      Runtime: nodejs22.x
      Code: { S3Bucket: code, S3Key: orders.zip }
      ReservedConcurrentExecutions: 100
  Url:
    Type: AWS::Lambda::Url
    Properties: { TargetFunctionArn: !Ref Orders, AuthType: NONE }
`,
    },
  ],
  safe: [
    {
      name: 'a function of another cloud, where none takes from the others',
      file: 'serverless.yml',
      text: `
service: quotes
provider:
  name: google
  runtime: nodejs24
  project: quotes
functions:
  quote:
    handler: quote
    events:
      - http: path
`,
      kind: 'near-miss',
    },
    {
      name: 'the function has a concurrency of its own',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Pay:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: python3.13
      ReservedConcurrentExecutions: 20
`,
      kind: 'fixed',
    },
    {
      name: 'a function that is turned off',
      file: 'main.tf',
      text: `
resource "aws_lambda_function" "sync" {
  function_name = "sync"
  role          = "arn:aws:iam::111122223333:role/sync"
  filename      = "sync.zip"
  handler       = "app.handler"
  runtime       = "python3.13"

  reserved_concurrent_executions = 0
}
`,
      kind: 'near-miss',
    },
    {
      name: 'how much is reserved is handed in',
      file: 'main.tf',
      text: `
variable "reserved" {
  type = number
}

resource "aws_lambda_function" "sync" {
  function_name = "sync"
  role          = "arn:aws:iam::111122223333:role/sync"
  filename      = "sync.zip"
  handler       = "app.handler"
  runtime       = "python3.13"

  reserved_concurrent_executions = var.reserved
}
`,
      kind: 'unknown',
    },
  ],
} satisfies Cases;
