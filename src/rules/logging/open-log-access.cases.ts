/** Examples of logs that are open to more than those who need them. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a function that reads every log',
      file: 'template.yaml',
      severity: 'medium',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Checkout:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: checkout
      Runtime: python3.13
      Handler: checkout.handler
      CodeUri: src/
      Policies:
        - Statement:
            - Effect: Allow
              Action: [logs:FilterLogEvents, logs:GetLogEvents]
              Resource: «'*'»
`,
      fixed: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Checkout:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: checkout
      Runtime: python3.13
      Handler: checkout.handler
      CodeUri: src/
      Policies:
        - Statement:
            - Effect: Allow
              Action: [logs:FilterLogEvents, logs:GetLogEvents]
              Resource: !Sub arn:aws:logs:*:\${AWS::AccountId}:log-group:/aws/lambda/checkout:*
`,
    },
    {
      name: 'developers query what all applications log',
      file: 'main.tf',
      severity: 'medium',
      text: `
resource "aws_cloudwatch_log_group" "orders" {
  name = "/orders"
}

resource "aws_iam_group" "developers" {
  name = "developers"
}

resource "aws_iam_group_policy" "developers" {
  group = aws_iam_group.developers.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:Get*", "logs:StartQuery"]
      Resource = «"arn:aws:logs:*:*:log-group:*"»
    }]
  })
}
`,
      fixed: `
resource "aws_cloudwatch_log_group" "orders" {
  name = "/orders"
}

resource "aws_iam_group" "developers" {
  name = "developers"
}

resource "aws_iam_group_policy" "developers" {
  group = aws_iam_group.developers.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:Get*", "logs:StartQuery"]
      Resource = "\${aws_cloudwatch_log_group.orders.arn}:*"
    }]
  })
}
`,
    },
    {
      name: 'a policy of the logs that lets everybody read',
      file: 'template.yaml',
      severity: 'high',
      text: `
Resources:
  AuditReaders:
    Type: AWS::Logs::ResourcePolicy
    Properties:
      PolicyName: audit-readers
      PolicyDocument: |
        {
          "Version": "2012-10-17",
          "Statement": [
            { "Effect": "Allow", "Principal": { "AWS": "123456789012" }, "Action": "logs:PutLogEvents", "Resource": "*" },
            { "Effect": "Allow", "Principal": «"*"», "Action": "logs:GetLogEvents", "Resource": "*" }
          ]
        }
`,
      fixed: null,
    },
    {
      name: 'a policy in a file whose ARNs tell the account',
      file: 'policies/audit-readers.json',
      severity: 'high',
      text: `
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": «"*"»,
      "Action": ["logs:FilterLogEvents", "logs:StartQuery"],
      "Resource": "arn:aws:logs:eu-west-1:123456789012:log-group:/audit/*"
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
      "Principal": {
        "AWS": "123456789012"
      },
      "Action": ["logs:FilterLogEvents", "logs:StartQuery"],
      "Resource": "arn:aws:logs:eu-west-1:123456789012:log-group:/audit/*"
    }
  ]
}
`,
    },
    {
      name: 'a destination that takes logs from everybody',
      file: 'main.tf',
      severity: 'medium',
      text: `
data "aws_caller_identity" "current" {}

resource "aws_cloudwatch_log_destination_policy" "central" {
  destination_name = "central"
  access_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = «"*"» }
      Action    = "logs:PutSubscriptionFilter"
      Resource  = "arn:aws:logs:eu-west-1:123456789012:destination:central"
    }]
  })
}
`,
      fixed: `
data "aws_caller_identity" "current" {}

resource "aws_cloudwatch_log_destination_policy" "central" {
  destination_name = "central"
  access_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = data.aws_caller_identity.current.account_id }
      Action    = "logs:PutSubscriptionFilter"
      Resource  = "arn:aws:logs:eu-west-1:123456789012:destination:central"
    }]
  })
}
`,
    },
    {
      name: 'a policy of AWS for people who read logs, on a function',
      file: 'serverless.yml',
      severity: 'low',
      text: `
service: orders
provider:
  name: aws
  runtime: nodejs22.x
  iam:
    role:
      managedPolicies:
        - «arn:aws:iam::aws:policy/CloudWatchLogsReadOnlyAccess»
functions:
  place:
    handler: place.handler
`,
      fixed: `
service: orders
provider:
  name: aws
  runtime: nodejs22.x
  iam:
    role:
      managedPolicies:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
functions:
  place:
    handler: place.handler
`,
    },
    {
      name: 'logs of a project for everybody with an account',
      file: 'logs.tf',
      text: `
resource "google_project_iam_binding" "logs" {
  project = "acme-prod"
  role    = "roles/logging.viewer"
  members = ["group:operations@example.org", «"allAuthenticatedUsers"»]
}
`,
      fixed: `
resource "google_project_iam_binding" "logs" {
  project = "acme-prod"
  role    = "roles/logging.viewer"
  members = ["group:operations@example.org"]
}
`,
      severity: 'critical',
    },
    {
      name: 'logs of a project for a whole company',
      file: 'logs.tf',
      text: `
resource "google_project_iam_member" "logs" {
  project = "acme-prod"
  role    = "roles/logging.privateLogViewer"
  member  = «"domain:example.org"»
}
`,
      fixed: null,
      severity: 'medium',
    },
    {
      name: 'a script lets a group read all logs',
      file: 'deploy.sh',
      text: `
aws iam put-role-policy --role-name orders --policy-name logs \\
  --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["logs:FilterLogEvents","logs:GetLogEvents"],"Resource":«"*"»}]}'
`,
      fixed: null,
    },
  ],
  safe: [
    {
      name: 'writing, and reading what groups are called',
      kind: 'near-miss',
      file: 'policies/writer.json',
      text: `
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogGroups", "logs:DescribeLogStreams"],
      "Resource": "*"
    }
  ]
}
`,
    },
    {
      name: 'an organization reads',
      kind: 'near-miss',
      file: 'main.tf',
      text: `
resource "aws_cloudwatch_log_resource_policy" "audit" {
  policy_name = "audit"
  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "logs:GetLogEvents"
      Resource  = "*"
      Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-1234567890" } }
    }]
  })
}
`,
    },
    {
      name: 'a denial for all but the auditors',
      kind: 'near-miss',
      file: 'policies/no-logs.json',
      text: `
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Deny",
      "Action": ["logs:GetLogEvents", "logs:FilterLogEvents", "logs:StartQuery"],
      "Resource": "*",
      "Condition": { "ArnNotEquals": { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/auditors" } }
    }
  ]
}
`,
    },
    {
      name: 'groups that come in at deployment',
      kind: 'unknown',
      file: 'template.yaml',
      text: `
Parameters:
  GroupArn:
    Type: String
Resources:
  Readers:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement:
          - Effect: Allow
            Action: logs:GetLogEvents
            Resource: !Ref GroupArn
`,
    },
    {
      name: 'everybody in the company may write logs',
      file: 'logs.tf',
      text: `
resource "google_project_iam_member" "logs" {
  project = "acme-prod"
  role    = "roles/logging.logWriter"
  member  = "domain:example.org"
}
`,
      kind: 'near-miss',
    },
    {
      name: 'those who operate it',
      file: 'logs.tf',
      text: `
resource "google_project_iam_member" "logs" {
  project = "acme-prod"
  role    = "roles/logging.viewer"
  member  = "group:operations@example.org"
}
`,
      kind: 'fixed',
    },
    {
      name: 'readers that are handed in',
      file: 'logs.tf',
      text: `
variable "reader" {
  type = string
}

resource "google_project_iam_member" "logs" {
  project = "acme-prod"
  role    = "roles/logging.viewer"
  member  = var.reader
}
`,
      kind: 'unknown',
    },
  ],
} satisfies Cases;
