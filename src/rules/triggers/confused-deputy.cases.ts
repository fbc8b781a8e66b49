/** Examples of triggers/confused-deputy. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'S3 may invoke on behalf of any bucket',
      file: 'scan.tf',
      text: `
resource "aws_lambda_permission" "uploads" {
  statement_id  = "AllowS3"
  action        = "lambda:InvokeFunction"
  function_name = "virus-scan"
  principal     = «"s3.amazonaws.com"»
}
`,
      fixed: `
resource "aws_lambda_permission" "uploads" {
  statement_id   = "AllowS3"
  action         = "lambda:InvokeFunction"
  function_name  = "virus-scan"
  principal      = "s3.amazonaws.com"
  source_account = data.aws_caller_identity.current.account_id
}

data "aws_caller_identity" "current" {}
`,
    },
    {
      name: 'the source names any API of any account',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: orders
      Action: lambda:InvokeFunction
      Principal: «apigateway.amazonaws.com»
      SourceArn: arn:aws:execute-api:*:*:*
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: orders
      Action: lambda:InvokeFunction
      Principal: apigateway.amazonaws.com
      SourceArn: arn:aws:execute-api:*:*:*
      SourceAccount: !Ref AWS::AccountId
`,
    },
    {
      name: 'any topic may write to the queue',
      file: 'queue.json',
      text: `
{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Resources": {
    "Jobs": { "Type": "AWS::SQS::Queue" },
    "JobsPolicy": {
      "Type": "AWS::SQS::QueuePolicy",
      "Properties": {
        "Queues": [{ "Ref": "Jobs" }],
        "PolicyDocument": {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Principal": { "Service": «"sns.amazonaws.com"» },
              "Action": "sqs:SendMessage",
              "Resource": { "Fn::GetAtt": ["Jobs", "Arn"] }
            }
          ]
        }
      }
    }
  }
}
`,
      fixed: `
{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Resources": {
    "Jobs": { "Type": "AWS::SQS::Queue" },
    "JobsPolicy": {
      "Type": "AWS::SQS::QueuePolicy",
      "Properties": {
        "Queues": [{ "Ref": "Jobs" }],
        "PolicyDocument": {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Principal": { "Service": "sns.amazonaws.com" },
              "Action": "sqs:SendMessage",
              "Resource": { "Fn::GetAtt": ["Jobs", "Arn"] },
              "Condition": {
                "StringEquals": {
                  "aws:SourceAccount": {
                    "Ref": "AWS::AccountId"
                  }
                }
              }
            }
          ]
        }
      }
    }
  }
}
`,
    },
    {
      name: 'the topic that the function listens to is known',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Orders:
    Type: AWS::SNS::Topic
    Properties:
      KmsMasterKeyId: alias/orders
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Code: { S3Bucket: artifacts, S3Key: bill.zip }
      Handler: app.handler
      Role: arn:aws:iam::111122223333:role/bill
      Runtime: python3.13
  Subscription:
    Type: AWS::SNS::Subscription
    Properties:
      TopicArn: !Ref Orders
      Protocol: lambda
      Endpoint: !GetAtt Bill.Arn
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Bill
      Action: lambda:InvokeFunction
      Principal: «sns.amazonaws.com»
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Orders:
    Type: AWS::SNS::Topic
    Properties:
      KmsMasterKeyId: alias/orders
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Code: { S3Bucket: artifacts, S3Key: bill.zip }
      Handler: app.handler
      Role: arn:aws:iam::111122223333:role/bill
      Runtime: python3.13
  Subscription:
    Type: AWS::SNS::Subscription
    Properties:
      TopicArn: !Ref Orders
      Protocol: lambda
      Endpoint: !GetAtt Bill.Arn
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Bill
      Action: lambda:InvokeFunction
      Principal: sns.amazonaws.com
      SourceArn: !Ref Orders
`,
    },
    {
      name: 'a script names a service and no source',
      file: 'deploy.sh',
      text: `
aws lambda add-permission --function-name orders --statement-id topic --action lambda:InvokeFunction --principal «sns.amazonaws.com»
`,
      fixed: `
aws lambda add-permission --function-name orders --statement-id topic --action lambda:InvokeFunction --principal sns.amazonaws.com --source-account "$(aws sts get-caller-identity --query Account --output text)"
`,
    },
    {
      name: 'a policy file of a queue names a service and no source',
      file: 'queue-policy.json',
      text: `
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "Service": «"events.amazonaws.com"» },
      "Action": "sqs:SendMessage",
      "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders"
    }
  ]
}
`,
      fixed: `
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "Service": "events.amazonaws.com" },
      "Action": "sqs:SendMessage",
      "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders",
      "Condition": {
        "StringEquals": {
          "aws:SourceAccount": "111122223333"
        }
      }
    }
  ]
}
`,
    },
  ],
  safe: [
    {
      name: 'the source is a parameter',
      kind: 'unknown',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  TopicArn:
    Type: String
Resources:
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: orders
      Action: lambda:InvokeFunction
      Principal: sns.amazonaws.com
      SourceArn: !Ref TopicArn
`,
    },
    {
      name: 'a skill is told by its token',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: greeter
      Action: lambda:InvokeFunction
      Principal: alexa-appkit.amazon.com
      EventSourceToken: amzn1.ask.skill.5d1c2f0e-7a34-4a52-9c8e-000000000000
`,
    },
    {
      name: 'a bucket is named, its account is not',
      kind: 'near-miss',
      file: 'scan.tf',
      text: `
resource "aws_s3_bucket" "uploads" {
  bucket = "applicant-uploads"
}

resource "aws_lambda_permission" "uploads" {
  action        = "lambda:InvokeFunction"
  function_name = "virus-scan"
  principal     = "s3.amazonaws.com"
  source_arn    = aws_s3_bucket.uploads.arn
}
`,
    },
    {
      name: 'a queue that takes messages of one topic',
      kind: 'fixed',
      file: 'queue.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Orders:
    Type: AWS::SNS::Topic
  Jobs:
    Type: AWS::SQS::Queue
  JobsPolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Jobs]
      PolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { Service: sns.amazonaws.com }
            Action: sqs:SendMessage
            Resource: !GetAtt Jobs.Arn
            Condition:
              ArnEquals: { aws:SourceArn: !Ref Orders }
`,
    },
  ],
} satisfies Cases;
