/** Examples of triggers/public-invocation. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a function URL asks for nothing',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Checkout:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: checkout/
      Handler: app.handler
      Runtime: python3.13
      FunctionUrlConfig:
        AuthType: «NONE»
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Checkout:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: checkout/
      Handler: app.handler
      Runtime: python3.13
      FunctionUrlConfig:
        AuthType: AWS_IAM
`,
      severity: 'critical',
    },
    {
      name: 'a URL and the permission that belongs to it are one way in',
      file: 'url.template.json',
      text: `
{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Resources": {
    "Render": {
      "Type": "AWS::Lambda::Function",
      "Properties": {
        "Code": { "S3Bucket": "artifacts", "S3Key": "render.zip" },
        "Handler": "index.handler",
        "Role": "arn:aws:iam::111122223333:role/render",
        "Runtime": "nodejs24.x"
      }
    },
    "RenderUrl": {
      "Type": "AWS::Lambda::Url",
      "Properties": {
        "AuthType": «"NONE"»,
        "TargetFunctionArn": { "Fn::GetAtt": ["Render", "Arn"] }
      }
    },
    "RenderUrlPermission": {
      "Type": "AWS::Lambda::Permission",
      "Properties": {
        "Action": "lambda:InvokeFunctionUrl",
        "FunctionName": { "Ref": "Render" },
        "FunctionUrlAuthType": "NONE",
        "Principal": "*"
      }
    }
  }
}
`,
      fixed: `
{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Resources": {
    "Render": {
      "Type": "AWS::Lambda::Function",
      "Properties": {
        "Code": { "S3Bucket": "artifacts", "S3Key": "render.zip" },
        "Handler": "index.handler",
        "Role": "arn:aws:iam::111122223333:role/render",
        "Runtime": "nodejs24.x"
      }
    },
    "RenderUrl": {
      "Type": "AWS::Lambda::Url",
      "Properties": {
        "AuthType": "AWS_IAM",
        "TargetFunctionArn": { "Fn::GetAtt": ["Render", "Arn"] }
      }
    },
    "RenderUrlPermission": {
      "Type": "AWS::Lambda::Permission",
      "Properties": {
        "Action": "lambda:InvokeFunctionUrl",
        "FunctionName": { "Ref": "Render" },
        "FunctionUrlAuthType": "NONE",
        "Principal": "*"
      }
    }
  }
}
`,
    },
    {
      name: 'a permission names everybody',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  ExportPermission:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: ledger-export
      Action: lambda:InvokeFunction
      Principal: «'*'»
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  ExportPermission:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: ledger-export
      Action: lambda:InvokeFunction
      Principal: '*'
      SourceAccount: !Ref AWS::AccountId
`,
    },
    {
      name: 'a permission lets everybody through the URL of a function of another stack',
      file: 'permission.template.json',
      text: `
{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Resources": {
    "UrlPermission": {
      "Type": "AWS::Lambda::Permission",
      "Properties": {
        "Action": "lambda:InvokeFunctionUrl",
        "FunctionName": "quotes",
        "FunctionUrlAuthType": "NONE",
        "Principal": «"*"»
      }
    }
  }
}
`,
      fixed: `
{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Resources": {
    "UrlPermission": {
      "Type": "AWS::Lambda::Permission",
      "Properties": {
        "Action": "lambda:InvokeFunctionUrl",
        "FunctionName": "quotes",
        "FunctionUrlAuthType": "NONE",
        "Principal": {
          "Ref": "AWS::AccountId"
        }
      }
    }
  }
}
`,
    },
    {
      name: 'a URL whose type stands in a local',
      file: 'main.tf',
      text: `
locals {
  authorization = «"NONE"»
}

resource "aws_lambda_function" "quotes" {
  function_name = "quotes"
  role          = "arn:aws:iam::111122223333:role/quotes"
  filename      = "quotes.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
}

resource "aws_lambda_function_url" "quotes" {
  function_name      = aws_lambda_function.quotes.function_name
  authorization_type = local.authorization
}
`,
      fixed: `
locals {
  authorization = "AWS_IAM"
}

resource "aws_lambda_function" "quotes" {
  function_name = "quotes"
  role          = "arn:aws:iam::111122223333:role/quotes"
  filename      = "quotes.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
}

resource "aws_lambda_function_url" "quotes" {
  function_name      = aws_lambda_function.quotes.function_name
  authorization_type = local.authorization
}
`,
    },
    {
      name: 'a URL in one word',
      file: 'serverless.yml',
      text: `
service: quotes
provider:
  name: aws
  runtime: nodejs24.x
functions:
  quote:
    handler: src/quote.handler
    «url: true»
`,
      fixed: `
service: quotes
provider:
  name: aws
  runtime: nodejs24.x
functions:
  quote:
    handler: src/quote.handler
    url:
      authorizer: aws_iam
`,
    },
  ],
  safe: [
    {
      name: 'a parameter decides, and its value is not known',
      kind: 'unknown',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Parameters:
  UrlAuth:
    Type: String
Resources:
  Checkout:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: checkout/
      Handler: app.handler
      Runtime: python3.13
      FunctionUrlConfig:
        AuthType: !Ref UrlAuth
`,
    },
    {
      name: 'everybody, but only on behalf of one organization',
      kind: 'near-miss',
      file: 'main.tf',
      text: `
resource "aws_lambda_permission" "partners" {
  action           = "lambda:InvokeFunction"
  function_name    = "quotes"
  principal        = "*"
  principal_org_id = "o-9fq2m4ztk1"
}
`,
    },
    {
      name: 'the permission of a URL that asks for credentials now',
      kind: 'near-miss',
      file: 'main.tf',
      text: `
resource "aws_lambda_function" "quotes" {
  function_name = "quotes"
  role          = "arn:aws:iam::111122223333:role/quotes"
  filename      = "quotes.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
}

resource "aws_lambda_function_url" "quotes" {
  function_name      = aws_lambda_function.quotes.function_name
  authorization_type = "AWS_IAM"
}

resource "aws_lambda_permission" "quotes" {
  action                 = "lambda:InvokeFunctionUrl"
  function_name          = aws_lambda_function.quotes.function_name
  principal              = "*"
  function_url_auth_type = "NONE"
}
`,
    },
    {
      name: 'a service with its source',
      kind: 'fixed',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 day)
      Targets:
        - Id: export
          Arn: arn:aws:lambda:eu-west-3:111122223333:function:ledger-export
  ExportPermission:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: ledger-export
      Action: lambda:InvokeFunction
      Principal: events.amazonaws.com
      SourceArn: !GetAtt Nightly.Arn
`,
    },
  ],
} satisfies Cases;
