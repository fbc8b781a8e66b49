/** Examples of roles that several functions share. */
import type { Cases } from '../rule.ts';

const trust = `AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { Service: lambda.amazonaws.com }
            Action: sts:AssumeRole`;

export default {
  vulnerable: [
    {
      name: 'the function that reads can delete, too',
      file: 'template.yaml',
      severity: 'low',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  ListInvoicesRole:
    Type: AWS::IAM::Role
    Properties:
      ${trust}
      Policies:
        - PolicyName: invoices
          PolicyDocument:
            Statement:
              - Effect: Allow
                Action: [s3:GetObject, s3:DeleteObject]
                Resource: arn:aws:s3:::invoices/*
  ListInvoices:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: invoices.list
      CodeUri: src/
      Role: !GetAtt ListInvoicesRole.Arn
  PurgeInvoices:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: invoices.purge
      CodeUri: src/
      Role: «!GetAtt ListInvoicesRole.Arn»
`,
      fixed: null,
    },
    {
      name: 'the statements of the whole service',
      file: 'serverless.yml',
      severity: 'medium',
      text: `
service: library
provider:
  name: aws
  runtime: nodejs22.x
  iam:
    «role»:
      statements:
        - Effect: Allow
          Action: dynamodb:PutItem
          Resource: arn:aws:dynamodb:eu-west-1:123456789012:table/loans
        - Effect: Allow
          Action: sns:Publish
          Resource: arn:aws:sns:eu-west-1:123456789012:overdue
functions:
  lend:
    handler: lend.handler
  remind:
    handler: remind.handler
`,
      fixed: null,
    },
    {
      name: 'a module makes each function with the same role',
      file: 'main.tf',
      severity: 'medium',
      text: `
«resource "aws_iam_role" "functions"» {
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy" "functions" {
  role = aws_iam_role.functions.id
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "ses:SendEmail"]
      Resource = ["arn:aws:sqs:eu-west-1:123456789012:mails", "arn:aws:ses:eu-west-1:123456789012:identity/example.com"]
    }]
  })
}

module "collect" {
  source  = "./function"
  handler = "collect.handler"
  role    = aws_iam_role.functions.arn
}

module "send" {
  source  = "./function"
  handler = "send.handler"
  role    = aws_iam_role.functions.arn
}
`,
      files: {
        'function/main.tf': `
variable "handler" {}
variable "role" {}

resource "aws_lambda_function" "this" {
  function_name = split(".", var.handler)[0]
  runtime       = "python3.13"
  handler       = var.handler
  filename      = "code.zip"
  role          = var.role
}
`,
      },
      fixed: null,
    },
    {
      name: 'one account of Google Cloud for functions of different work',
      file: 'functions.tf',
      text: `
resource "google_service_account" "functions" {
  account_id = "functions"
}

resource "google_project_iam_member" "publish" {
  project = "acme-prod"
  role    = "roles/pubsub.publisher"
  member  = google_service_account.functions.member
}

resource "google_storage_bucket_iam_member" "archive" {
  bucket = "acme-archive"
  role   = "roles/storage.objectCreator"
  member = google_service_account.functions.member
}

resource "google_cloud_run_v2_service" "intake" {
  name     = "intake"
  location = "europe-west1"

  template {
    service_account = google_service_account.functions.email

    containers {
      image = "europe-docker.pkg.dev/acme/intake/app:1"
    }
  }
}

resource "google_cloud_run_v2_service" "archive" {
  name     = "archive"
  location = "europe-west1"

  template {
    service_account = «google_service_account.functions.email»

    containers {
      image = "europe-docker.pkg.dev/acme/archive/app:1"
    }
  }
}
`,
      fixed: null,
      severity: 'medium',
    },
    {
      name: 'functions of Google Cloud that name no account',
      file: 'functions.tf',
      text: `
resource "google_cloudfunctions2_function" "intake" {
  name     = "intake"
  location = "europe-west1"

  build_config {
    runtime     = "python313"
    entry_point = "intake"
  }
}

«resource "google_cloudfunctions2_function" "refund"» {
  name     = "refund"
  location = "europe-west1"

  build_config {
    runtime     = "python313"
    entry_point = "refund"
  }
}
`,
      fixed: null,
      severity: 'low',
    },
    {
      name: 'two functions of plain CloudFormation',
      file: 'stack.yaml',
      text: `
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }]
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
      Policies:
        - PolicyName: data
          PolicyDocument:
            Statement:
              - Effect: Allow
                Action: dynamodb:PutItem
                Resource: !Sub 'arn:aws:dynamodb:*:\${AWS::AccountId}:table/orders'
              - Effect: Allow
                Action: sqs:SendMessage
                Resource: !Sub 'arn:aws:sqs:*:\${AWS::AccountId}:refunds'
  Place:
    Type: AWS::Lambda::Function
    Properties: { Role: !GetAtt Role.Arn, Handler: place.handler, Runtime: python3.13, Code: { S3Bucket: code, S3Key: place.zip } }
  Refund:
    Type: AWS::Lambda::Function
    Properties: { Role: «!GetAtt Role.Arn», Handler: refund.handler, Runtime: python3.13, Code: { S3Bucket: code, S3Key: refund.zip } }
`,
      fixed: null,
    },
  ],
  safe: [
    {
      name: 'nothing but logs and traces is shared',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
Resources:
  BasicRole:
    Type: AWS::IAM::Role
    Properties:
      ${trust}
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
        - arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess
      Policies:
        - PolicyName: logs
          PolicyDocument:
            Statement:
              - Effect: Allow
                Action: [logs:CreateLogStream, logs:PutLogEvents, ec2:CreateNetworkInterface]
                Resource: '*'
  One:
    Type: AWS::Lambda::Function
    Properties: { Runtime: python3.13, Handler: one.handler, Role: !GetAtt BasicRole.Arn, Code: { ZipFile: 'pass' } }
  Two:
    Type: AWS::Lambda::Function
    Properties: { Runtime: python3.13, Handler: two.handler, Role: !GetAtt BasicRole.Arn, Code: { ZipFile: 'pass' } }
`,
    },
    {
      name: 'a single function, and one with a role of its own',
      kind: 'near-miss',
      file: 'serverless.yml',
      text: `
service: library
plugins: [serverless-iam-roles-per-function]
provider:
  name: aws
  runtime: nodejs22.x
  iam:
    role:
      statements:
        - Effect: Allow
          Action: [dynamodb:PutItem, sns:Publish]
          Resource: '*'
functions:
  lend:
    handler: lend.handler
  remind:
    handler: remind.handler
    iamRoleStatements:
      - Effect: Allow
        Action: sns:Publish
        Resource: arn:aws:sns:eu-west-1:123456789012:overdue
`,
    },
    {
      name: 'the same code in two places',
      kind: 'near-miss',
      file: 'main.tf',
      text: `
resource "aws_iam_role" "resize" {
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
  inline_policy {
    policy = jsonencode({
      Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = "arn:aws:s3:::pictures/*" }]
    })
  }
}

data "archive_file" "resize" {
  type        = "zip"
  source_dir  = "\${path.module}/resize"
  output_path = "resize.zip"
}

resource "aws_lambda_function" "resize" {
  for_each      = toset(["small", "large"])
  function_name = "resize-\${each.key}"
  runtime       = "python3.13"
  handler       = "resize.handler"
  filename      = data.archive_file.resize.output_path
  role          = aws_iam_role.resize.arn
}
`,
      files: { 'resize/resize.py': 'def handler(event, context): pass\n' },
    },
    {
      name: 'a role that is made elsewhere',
      kind: 'unknown',
      file: 'template.yaml',
      text: `
Transform: AWS::Serverless-2016-10-31
Parameters:
  RoleArn:
    Type: String
Globals:
  Function:
    Role: !Ref RoleArn
Resources:
  One:
    Type: AWS::Serverless::Function
    Properties: { Runtime: python3.13, Handler: one.handler, CodeUri: src/ }
  Two:
    Type: AWS::Serverless::Function
    Properties: { Runtime: python3.13, Handler: two.handler, CodeUri: src/ }
`,
    },
    {
      name: 'SAM makes a role for each',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  One:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: one.handler
      CodeUri: src/
      Policies: [{ DynamoDBCrudPolicy: { TableName: orders } }, { SQSSendMessagePolicy: { QueueName: jobs } }]
  Two:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: two.handler
      CodeUri: src/
      Policies: [{ DynamoDBCrudPolicy: { TableName: orders } }, { SQSSendMessagePolicy: { QueueName: jobs } }]
`,
    },
    {
      name: 'an account for each',
      file: 'functions.tf',
      text: `
locals {
  functions = toset(["intake", "refund"])
}

resource "google_service_account" "fn" {
  for_each   = local.functions
  account_id = "fn-\${each.key}"
}

resource "google_project_iam_member" "publish" {
  for_each = local.functions
  project  = "acme-prod"
  role     = "roles/pubsub.publisher"
  member   = google_service_account.fn[each.key].member
}

resource "google_project_iam_member" "read" {
  for_each = local.functions
  project  = "acme-prod"
  role     = "roles/datastore.viewer"
  member   = google_service_account.fn[each.key].member
}

resource "google_cloudfunctions2_function" "fn" {
  for_each = local.functions
  name     = each.key
  location = "europe-west1"

  service_config {
    service_account_email = google_service_account.fn[each.key].email
  }
}
`,
      kind: 'fixed',
    },
    {
      name: 'what they share may do no more than each of them has to',
      file: 'functions.tf',
      text: `
resource "google_service_account" "functions" {
  account_id = "functions"
}

resource "google_project_iam_member" "logs" {
  project = "acme-prod"
  role    = "roles/logging.logWriter"
  member  = google_service_account.functions.member
}

resource "google_project_iam_member" "publish" {
  project = "acme-prod"
  role    = "roles/pubsub.publisher"
  member  = google_service_account.functions.member
}

resource "google_cloudfunctions2_function" "intake" {
  name     = "intake"
  location = "europe-west1"

  service_config {
    service_account_email = google_service_account.functions.email
  }
}

resource "google_cloudfunctions2_function" "refund" {
  name     = "refund"
  location = "europe-west1"

  service_config {
    service_account_email = google_service_account.functions.email
  }
}
`,
      kind: 'near-miss',
    },
    {
      name: 'accounts that are handed in',
      file: 'functions.tf',
      text: `
variable "account" {
  type = string
}

resource "google_cloudfunctions2_function" "intake" {
  name     = "intake"
  location = "europe-west1"

  service_config {
    service_account_email = var.account
  }
}

resource "google_cloudfunctions2_function" "refund" {
  name     = "refund"
  location = "europe-west1"

  service_config {
    service_account_email = var.account
  }
}
`,
      kind: 'unknown',
    },
  ],
} satisfies Cases;
