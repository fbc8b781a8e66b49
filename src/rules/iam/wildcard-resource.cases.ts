/** Examples of permissions that hold for every resource. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a function reads objects of every bucket',
      file: 'template.yaml',
      severity: 'medium',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Invoices:
    Type: AWS::S3::Bucket
  Mailer:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: mailer.handler
      CodeUri: src/
      Policies:
        - Statement:
            - Effect: Allow
              Action: [s3:GetObject, s3:PutObject]
              Resource: «'*'»
`,
      fixed: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Invoices:
    Type: AWS::S3::Bucket
  Mailer:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: mailer.handler
      CodeUri: src/
      Policies:
        - Statement:
            - Effect: Allow
              Action: [s3:GetObject, s3:PutObject]
              Resource: !Sub \${Invoices.Arn}/*
`,
    },
    {
      name: 'a pattern that names no queue means them all',
      file: 'serverless.yml',
      severity: 'medium',
      text: `
service: jobs
provider:
  name: aws
  runtime: nodejs22.x
  iam:
    role:
      statements:
        - Effect: Allow
          Action: sqs:SendMessage
          Resource: «arn:aws:sqs:*:*:*»
functions:
  submit:
    handler: submit.handler
resources:
  Resources:
    Jobs:
      Type: AWS::SQS::Queue
`,
      fixed: `
service: jobs
provider:
  name: aws
  runtime: nodejs22.x
  iam:
    role:
      statements:
        - Effect: Allow
          Action: sqs:SendMessage
          Resource: !GetAtt Jobs.Arn
functions:
  submit:
    handler: submit.handler
resources:
  Resources:
    Jobs:
      Type: AWS::SQS::Queue
`,
    },
    {
      name: 'a policy in Terraform reads every table',
      file: 'main.tf',
      severity: 'medium',
      text: `
resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  hash_key     = "id"
  billing_mode = "PAY_PER_REQUEST"

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_iam_policy" "reader" {
  name = "reader"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["dynamodb:GetItem", "dynamodb:PutItem"]
      Resource = «"*"»
    }]
  })
}
`,
      fixed: `
resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  hash_key     = "id"
  billing_mode = "PAY_PER_REQUEST"

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_iam_policy" "reader" {
  name = "reader"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["dynamodb:GetItem", "dynamodb:PutItem"]
      Resource = aws_dynamodb_table.orders.arn
    }]
  })
}
`,
    },
    {
      name: 'events for the bus that every account has',
      file: 'serverless.yml',
      severity: 'medium',
      text: `
service: orders
provider:
  name: aws
  runtime: nodejs22.x
  iam:
    role:
      statements:
        - Effect: Allow
          Action: events:PutEvents
          Resource: «'*'»
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
      statements:
        - Effect: Allow
          Action: events:PutEvents
          Resource: !Sub arn:aws:events:*:\${AWS::AccountId}:event-bus/default
functions:
  place:
    handler: place.handler
`,
    },
    {
      name: 'events of a build, whose commands say nowhere which bus they go to',
      file: 'template.yaml',
      severity: 'medium',
      text: `
Resources:
  BuildRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Principal:
              Service: codebuild.amazonaws.com
            Action: sts:AssumeRole
      Policies:
        - PolicyName: Announce
          PolicyDocument:
            Statement:
              - Effect: Allow
                Action: events:PutEvents
                Resource: «'*'»
`,
      fixed: null,
    },
    {
      name: 'the state machine that the function starts calls it, so that neither can be made first',
      file: 'template.yaml',
      severity: 'medium',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: flow.asl.json
      DefinitionSubstitutions:
        Step: !GetAtt Step.Arn
  Step:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: step.handler
      CodeUri: src/
      Policies:
        - Statement:
            - Effect: Allow
              Action: states:StartExecution
              Resource: «'*'»
`,
      fixed: null,
    },
    {
      name: 'publishing to every topic, where no topic is in sight, may mean text messages',
      file: 'template.json',
      severity: 'low',
      text: `
{
  "Resources": {
    "Notify": {
      "Type": "AWS::IAM::ManagedPolicy",
      "Properties": {
        "PolicyDocument": {
          "Statement": [{ "Effect": "Allow", "Action": "sns:Publish", "Resource": «"*"» }]
        }
      }
    }
  }
}
`,
      fixed: null,
    },
    {
      name: 'a script gives a role every table',
      file: 'deploy.sh',
      text: `
aws iam put-role-policy --role-name orders --policy-name data \\
  --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:PutItem","Resource":«"*"»}]}'
`,
      fixed: null,
    },
    {
      name: 'a policy file names every table',
      file: 'orders-policy.json',
      text: `
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ["dynamodb:PutItem", "dynamodb:DeleteItem"],
      "Resource": «"*"»
    }
  ]
}
`,
      fixed: null,
    },
    {
      name: 'a role for secrets over the whole project of Google Cloud',
      file: 'orders.tf',
      text: `
resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_project_iam_member" "orders" {
  project = "acme"
  role    = «"roles/secretmanager.secretAccessor"»
  member  = google_service_account.orders.member
}

resource "google_cloudfunctions2_function" "orders" {
  name     = "orders"
  location = "europe-west1"

  service_config {
    service_account_email = google_service_account.orders.email
  }
}
`,
      fixed: null,
      severity: 'medium',
    },
    {
      name: 'a role for objects over the project, where the bucket stands beside it',
      file: 'orders.tf',
      text: `
resource "google_storage_bucket" "scans" {
  name                        = "acme-scans"
  location                    = "EU"
  uniform_bucket_level_access = true
}

resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_project_iam_binding" "orders" {
  project = "acme"
  role    = «"roles/storage.objectViewer"»
  members = [google_service_account.orders.member]
}

resource "google_cloud_run_v2_service" "orders" {
  name     = "orders"
  location = "europe-west1"

  template {
    service_account = google_service_account.orders.email
    containers {
      image = "europe-docker.pkg.dev/acme/orders/app:1.4"
    }
  }
}
`,
      fixed: null,
      severity: 'low',
    },
  ],
  safe: [
    {
      name: 'a stack with the default parameters has no such policy, and with others the bucket has a name',
      kind: 'unknown',
      file: 'template.yaml',
      text: `
Parameters:
  ArchiveBucket: { Type: String, Default: '' }
Conditions:
  HasArchive: !Not [!Equals [!Ref ArchiveBucket, '']]
Resources:
  Reader:
    Type: AWS::IAM::ManagedPolicy
    Condition: HasArchive
    Properties:
      PolicyDocument:
        Statement:
          - Effect: Allow
            Action: [s3:GetObject]
            Resource:
              - !Sub arn:\${AWS::Partition}:s3:::\${ArchiveBucket}/*
              - !If [HasArchive, !Sub 'arn:aws:s3:::\${ArchiveBucket}', '*']
`,
    },
    {
      name: 'actions that know no resource',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
Resources:
  Telemetry:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement:
          - Effect: Allow
            Action: [xray:PutTraceSegments, ecr:GetAuthorizationToken, cloudwatch:PutMetricData, s3:ListAllMyBuckets]
            Resource: '*'
          - Effect: Allow
            Action: [logs:CreateLogGroup, logs:CreateLogStream, logs:PutLogEvents, ec2:CreateNetworkInterface, ec2:DeleteNetworkInterface]
            Resource: '*'
`,
    },
    {
      name: 'a condition picks the resources',
      kind: 'near-miss',
      file: 'policies/operator.json',
      text: `
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "lambda:InvokeFunction",
      "Resource": "*",
      "Condition": { "StringEquals": { "aws:ResourceTag/team": "orders" } }
    },
    {
      "Effect": "Allow",
      "Action": "iam:PassRole",
      "Resource": "*",
      "Condition": { "StringEquals": { "iam:PassedToService": "scheduler.amazonaws.com" } }
    }
  ]
}
`,
    },
    {
      name: 'all objects of one bucket',
      kind: 'fixed',
      file: 'main.tf',
      text: `
variable "bucket_arn" {
  type = string
}

data "aws_iam_policy_document" "reader" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["\${var.bucket_arn}/*"]
  }
}

resource "aws_iam_policy" "reader" {
  name   = "reader"
  policy = data.aws_iam_policy_document.reader.json
}
`,
    },
    {
      name: 'the resource is handed in',
      kind: 'unknown',
      file: 'template.yaml',
      text: `
Parameters:
  QueueArn:
    Type: String
Resources:
  Sender:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement:
          - Effect: Allow
            Action: sqs:SendMessage
            Resource: !Ref QueueArn
`,
    },
    {
      name: 'roles on the secret and on the bucket, and one that is for projects only',
      kind: 'near-miss',
      file: 'orders.tf',
      text: `
resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_secret_manager_secret_iam_member" "orders" {
  secret_id = google_secret_manager_secret.token.id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.orders.member
}

resource "google_project_iam_member" "orders" {
  project = "acme"
  role    = "roles/datastore.user"
  member  = google_service_account.orders.member
}

resource "google_cloudfunctions2_function" "orders" {
  name     = "orders"
  location = "europe-west1"

  service_config {
    service_account_email = google_service_account.orders.email
  }
}
`,
    },
  ],
} satisfies Cases;
