/** Examples of identities with policies for administrators. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a function runs as administrator',
      file: 'template.yaml',
      severity: 'critical',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  ChatOps:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: chatops.handler
      CodeUri: src/
      Policies: «AdministratorAccess»
`,
      fixed: `
Transform: AWS::Serverless-2016-10-31
Resources:
  ChatOps:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: chatops.handler
      CodeUri: src/
      Policies: AWSLambdaBasicExecutionRole
`,
    },
    {
      name: 'the role of every function of a service is a power user’s',
      file: 'serverless.yml',
      severity: 'critical',
      text: `
service: digest
provider:
  name: aws
  runtime: nodejs22.x
  iam:
    role:
      managedPolicies:
        - «arn:aws:iam::aws:policy/PowerUserAccess»
functions:
  send:
    handler: send.handler
`,
      fixed: `
service: digest
provider:
  name: aws
  runtime: nodejs22.x
  iam:
    role:
      managedPolicies:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
functions:
  send:
    handler: send.handler
`,
    },
    {
      name: 'a data source finds the policy by its name',
      file: 'main.tf',
      severity: 'critical',
      text: `
data "aws_iam_policy" "ingest" {
  name = «"AdministratorAccess"»
}

resource "aws_iam_role" "ingest" {
  name = "ingest"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "ingest" {
  role       = aws_iam_role.ingest.name
  policy_arn = data.aws_iam_policy.ingest.arn
}
`,
      fixed: `
data "aws_iam_policy" "ingest" {
  name = "AdministratorAccess"
}

resource "aws_iam_role" "ingest" {
  name = "ingest"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "ingest" {
  role       = aws_iam_role.ingest.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}
`,
    },
    {
      name: 'a synthesized user may do anything',
      file: 'cdk.out/Pipeline.template.json',
      severity: 'high',
      text: `
{
 "Resources": {
  "Deployer4F1B": {
   "Type": "AWS::IAM::User",
   "Properties": {
    "ManagedPolicyArns": [«"arn:aws:iam::aws:policy/AdministratorAccess"»]
   }
  }
 }
}
`,
      fixed: null,
    },
    {
      name: 'everything in DynamoDB, where reading would do',
      file: 'template.json',
      severity: 'medium',
      text: `
{
  "Resources": {
    "ReportRole": {
      "Type": "AWS::IAM::Role",
      "Properties": {
        "AssumeRolePolicyDocument": {
          "Statement": [{ "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "Service": "lambda.amazonaws.com" } }]
        },
        "ManagedPolicyArns": [«"arn:aws-us-gov:iam::aws:policy/AmazonDynamoDBFullAccess"»]
      }
    }
  }
}
`,
      fixed: `
{
  "Resources": {
    "ReportRole": {
      "Type": "AWS::IAM::Role",
      "Properties": {
        "AssumeRolePolicyDocument": {
          "Statement": [{ "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "Service": "lambda.amazonaws.com" } }]
        },
        "ManagedPolicyArns": ["arn:aws-us-gov:iam::aws:policy/AmazonDynamoDBReadOnlyAccess"]
      }
    }
  }
}
`,
    },
  ],
  safe: [
    {
      name: 'a policy of the account’s own, whatever it is called',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { Service: lambda.amazonaws.com }
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - arn:aws:iam::123456789012:policy/AdministratorAccess
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
        - arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess
`,
    },
    {
      name: 'the policy is handed in',
      kind: 'unknown',
      file: 'main.tf',
      text: `
variable "policy_arn" {
  type = string
}

resource "aws_iam_role" "worker" {
  name = "worker"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "worker" {
  role       = aws_iam_role.worker.name
  policy_arn = var.policy_arn
}
`,
    },
    {
      name: 'a policy template of SAM names one table',
      kind: 'fixed',
      file: 'template.yaml',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::SimpleTable
  Read:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: read.handler
      CodeUri: src/
      Policies:
        - DynamoDBReadPolicy:
            TableName: !Ref Orders
`,
    },
  ],
} satisfies Cases;
