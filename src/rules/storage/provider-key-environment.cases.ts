/** Examples of storage/provider-key-environment. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'the name of a variable says that it is sensitive',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  «Refund»:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: refund.handler
      Runtime: python3.13
      Environment:
        Variables:
          LEDGER_API_TOKEN: '{{resolve:secretsmanager:ledger}}'
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Refund:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: refund.handler
      Runtime: python3.13
      Environment:
        Variables:
          LEDGER_API_TOKEN: '{{resolve:secretsmanager:ledger}}'
      KmsKeyArn: !GetAtt RefundKey.Arn
  RefundKey:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: true
`,
      severity: 'low',
    },
    {
      name: 'a template with a key that nobody gave to the function',
      file: 'rates.template.json',
      text: `
{
  "Resources": {
    "RatesKey": {
      "Type": "AWS::KMS::Key",
      "Properties": { "EnableKeyRotation": true }
    },
    «"Rates"»: {
      "Type": "AWS::Lambda::Function",
      "Properties": {
        "Code": { "S3Bucket": "artifacts", "S3Key": "rates.zip" },
        "Handler": "rates.handler",
        "Role": "arn:aws:iam::111122223333:role/rates",
        "Runtime": "nodejs24.x",
        "Environment": {
          "Variables": { "MARGINS": "gold=0.2;silver=0.1" }
        }
      }
    }
  }
}
`,
      fixed: `
{
  "Resources": {
    "RatesKey": {
      "Type": "AWS::KMS::Key",
      "Properties": { "EnableKeyRotation": true }
    },
    "Rates": {
      "Type": "AWS::Lambda::Function",
      "Properties": {
        "Code": { "S3Bucket": "artifacts", "S3Key": "rates.zip" },
        "Handler": "rates.handler",
        "Role": "arn:aws:iam::111122223333:role/rates",
        "Runtime": "nodejs24.x",
        "Environment": {
          "Variables": { "MARGINS": "gold=0.2;silver=0.1" }
        },
        "KmsKeyArn": {
          "Fn::GetAtt": [
            "RatesKey",
            "Arn"
          ]
        }
      }
    }
  }
}
`,
      severity: 'note',
    },
    {
      name: 'a variable that the deployment hands over',
      file: 'main.tf',
      text: `
variable "partner_id" {
  type = string
}

«resource "aws_lambda_function" "partner"» {
  function_name = "partner"
  role          = "arn:aws:iam::111122223333:role/partner"
  filename      = "partner.zip"
  handler       = "app.handler"
  runtime       = "python3.13"

  environment {
    variables = {
      PARTNER = var.partner_id
    }
  }
}
`,
      fixed: `
variable "partner_id" {
  type = string
}

resource "aws_lambda_function" "partner" {
  function_name = "partner"
  role          = "arn:aws:iam::111122223333:role/partner"
  filename      = "partner.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
  kms_key_arn   = aws_kms_key.partner_environment.arn

  environment {
    variables = {
      PARTNER = var.partner_id
    }
  }
}

resource "aws_kms_key" "partner_environment" {
  description         = "Environment variables of partner"
  enable_key_rotation = true
}
`,
      severity: 'note',
    },
    {
      name: 'a service without a key',
      file: 'serverless.yml',
      text: `
service: quotes
provider:
  name: aws
  runtime: nodejs24.x
functions:
  «quote»:
    handler: quote.handler
    environment:
      DISCOUNTS: vip=20;staff=40
`,
      fixed: `
service: quotes
provider:
  name: aws
  runtime: nodejs24.x
functions:
  quote:
    handler: quote.handler
    environment:
      DISCOUNTS: vip=20;staff=40
    kmsKeyArn: !GetAtt QuoteLambdaFunctionKey.Arn
resources:
  Resources:
    QuoteLambdaFunctionKey:
      Type: AWS::KMS::Key
      Properties:
        EnableKeyRotation: true
`,
      severity: 'note',
    },
    {
      name: 'all functions of the service share the variable',
      file: 'serverless.yml',
      text: `
service: quotes
provider:
  name: aws
  runtime: nodejs24.x
  environment:
    LEDGER_API_TOKEN: \${ssm:/quotes/ledger}
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
  environment:
    LEDGER_API_TOKEN: \${ssm:/quotes/ledger}
functions:
  quote:
    handler: quote.handler
    kmsKeyArn: !GetAtt QuoteLambdaFunctionKey.Arn
  accept:
    handler: accept.handler
    kmsKeyArn: !GetAtt AcceptLambdaFunctionKey.Arn
resources:
  Resources:
    QuoteLambdaFunctionKey:
      Type: AWS::KMS::Key
      Properties:
        EnableKeyRotation: true
    AcceptLambdaFunctionKey:
      Type: AWS::KMS::Key
      Properties:
        EnableKeyRotation: true
`,
      severity: 'low',
    },
  ],
  safe: [
    {
      name: 'the function has a key of its own',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Refund:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: refund.handler
      Runtime: python3.13
      KmsKeyArn: !ImportValue shop-key
      Environment:
        Variables:
          LEDGER_API_TOKEN: '{{resolve:secretsmanager:ledger}}'
`,
      kind: 'fixed',
    },
    {
      name: 'every variable names a resource or turns a switch',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::SimpleTable
  List:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: list.handler
      Runtime: python3.13
      Environment:
        Variables:
          TABLE: !Ref Orders
          LOG_LEVEL: INFO
          DRY_RUN: 'false'
`,
      kind: 'near-miss',
    },
    {
      name: 'the key comes from elsewhere',
      file: 'main.tf',
      text: `
variable "key_arn" {
  type = string
}

resource "aws_lambda_function" "quote" {
  function_name = "quote"
  role          = "arn:aws:iam::111122223333:role/quote"
  filename      = "quote.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
  kms_key_arn   = var.key_arn

  environment {
    variables = {
      DISCOUNTS = "vip=20;staff=40"
    }
  }
}
`,
      kind: 'unknown',
    },
    {
      name: 'a function of Google Cloud with a key of its own',
      kind: 'near-miss',
      file: 'function.tf',
      text: `
resource "google_cloudfunctions2_function" "orders" {
  name         = "orders"
  location     = "europe-west1"
  kms_key_name = google_kms_crypto_key.functions.id

  service_config {
    environment_variables = {
      API_TOKEN = var.api_token
    }
  }
}
`,
    },
  ],
} satisfies Cases;
