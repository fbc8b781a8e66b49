/** Examples of permissions that say what they leave out. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'everything but users and organizations',
      file: 'policies/telemetry.json',
      severity: 'high',
      text: `
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "NotAction": «["iam:*", "organizations:*"]»,
      "Resource": "*"
    }
  ]
}
`,
      fixed: null,
    },
    {
      name: 'every object but those of one bucket',
      file: 'template.yaml',
      severity: 'high',
      text: `
Resources:
  ReaderRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { Service: lambda.amazonaws.com }
            Action: sts:AssumeRole
      Policies:
        - PolicyName: read
          PolicyDocument:
            Statement:
              - Effect: Allow
                Action: s3:GetObject
                NotResource: «arn:aws:s3:::payroll/*»
`,
      fixed: null,
    },
    {
      name: 'everybody but one account',
      file: 'main.tf',
      severity: 'high',
      text: `
resource "aws_iam_role" "reader" {
  name = "reader"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect       = "Allow"
      Action       = "sts:AssumeRole"
      NotPrincipal = { AWS = «"arn:aws:iam::123456789012:root"» }
    }]
  })
}
`,
      fixed: null,
    },
    {
      name: 'all of one bucket but deleting',
      file: 'serverless.yml',
      severity: 'medium',
      text: `
service: files
provider:
  name: aws
  runtime: nodejs22.x
  iam:
    role:
      statements:
        - Effect: Allow
          NotAction: «s3:DeleteObject»
          Resource: arn:aws:s3:::team-files/*
functions:
  list:
    handler: list.handler
`,
      fixed: null,
    },
    {
      name: 'a script allows all but what it names',
      file: 'deploy.sh',
      text: `
aws iam put-role-policy --role-name orders --policy-name data \\
  --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotAction":«"iam:*"»,"Resource":"*"}]}'
`,
      fixed: null,
    },
  ],
  safe: [
    {
      name: 'a Deny of everything else is a guard rail',
      kind: 'near-miss',
      file: 'scp/region.json',
      text: `
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Deny",
      "NotAction": ["iam:*", "sts:*"],
      "Resource": "*",
      "Condition": { "StringNotEquals": { "aws:RequestedRegion": "eu-west-1" } }
    }
  ]
}
`,
    },
    {
      name: 'text messages go to what is no topic',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
Resources:
  SendText:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement:
          - Effect: Allow
            Action: sns:Publish
            NotResource: arn:aws:sns:*:*:*
`,
    },
    {
      name: 'whether it allows or denies is handed in',
      kind: 'unknown',
      file: 'template.yaml',
      text: `
Parameters:
  Effect:
    Type: String
Resources:
  Guard:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement:
          - Effect: !Ref Effect
            NotAction: iam:*
            Resource: '*'
`,
    },
  ],
} satisfies Cases;
