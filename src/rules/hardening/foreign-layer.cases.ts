/** Examples of hardening/foreign-layer. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a layer of an account that nobody knows',
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
      Layers:
        - «arn:aws:lambda:eu-west-1:999988887777:layer:pdf-tools:4»
`,
      fixed: null,
      severity: 'low',
    },
    {
      name: 'a layer of a vendor',
      file: 'main.tf',
      text: `
resource "aws_lambda_function" "sync" {
  function_name = "sync"
  role          = "arn:aws:iam::111122223333:role/sync"
  filename      = "sync.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
  layers        = [«"arn:aws:lambda:eu-west-1:464622532012:layer:Datadog-Extension:70"»]
}
`,
      fixed: null,
      severity: 'note',
    },
    {
      name: 'a layer of another account in plain CloudFormation',
      file: 'stack.yaml',
      text: `
Resources:
  Thumbnails:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::111122223333:role/thumbnails
      Handler: app.handler
      Runtime: python3.13
      Code: { S3Bucket: code, S3Key: thumbnails.zip }
      Layers:
        - «arn:aws:lambda:eu-west-1:444455556666:layer:pillow:7»
`,
      fixed: null,
    },
  ],
  safe: [
    {
      name: 'a layer of AWS, and one of the account itself',
      file: 'stack.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Sync:
    Type: AWS::Lambda::Function
    Properties:
      Code: { S3Bucket: artifacts, S3Key: app.zip }
      Handler: app.handler
      Runtime: python3.13
      Role: arn:aws:iam::111122223333:role/app
      Layers:
        - arn:aws:lambda:eu-west-1:017000801446:layer:AWSLambdaPowertoolsPythonV3-python313-x86_64:20
        - arn:aws:lambda:eu-west-1:111122223333:layer:shared:2
`,
      kind: 'near-miss',
    },
    {
      name: 'the layer is handed in',
      file: 'main.tf',
      text: `
variable "layer" {
  type = string
}

resource "aws_lambda_function" "sync" {
  function_name = "sync"
  role          = "arn:aws:iam::111122223333:role/sync"
  filename      = "sync.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
  layers        = [var.layer]
}
`,
      kind: 'unknown',
    },
  ],
} satisfies Cases;
