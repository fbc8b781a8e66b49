/** Examples of triggers/open-trigger. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a condition that everybody meets',
      file: 'queue.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Jobs:
    Type: AWS::SQS::Queue
  JobsPolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Jobs]
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Sid: Publish
            Effect: Allow
            Principal: «'*'»
            Action: sqs:SendMessage
            Resource: !GetAtt Jobs.Arn
            Condition:
              StringLike:
                aws:SourceArn: '*'
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Jobs:
    Type: AWS::SQS::Queue
  JobsPolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Jobs]
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Sid: Publish
            Effect: Allow
            Principal: '*'
            Action: sqs:SendMessage
            Resource: !GetAtt Jobs.Arn
            Condition:
              StringLike:
                aws:SourceArn: '*'
              StringEquals:
                aws:SourceAccount: !Ref AWS::AccountId
`,
    },
    {
      name: 'a topic of its own file that anybody may publish to and subscribe to',
      file: 'policies/feed.json',
      text: `
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Feed",
      "Effect": "Allow",
      "Principal": { "AWS": «"*"» },
      "Action": ["SNS:Publish", "SNS:Subscribe"],
      "Resource": "arn:aws:sns:us-east-1:111122223333:feed"
    }
  ]
}
`,
      fixed: `
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Feed",
      "Effect": "Allow",
      "Principal": { "AWS": "*" },
      "Action": ["SNS:Publish", "SNS:Subscribe"],
      "Resource": "arn:aws:sns:us-east-1:111122223333:feed",
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
    {
      name: 'any account may put events on the bus',
      file: 'bus.tf',
      text: `
resource "aws_cloudwatch_event_bus" "fleet" {
  name = "fleet"
}

data "aws_iam_policy_document" "fleet" {
  statement {
    sid       = "Depots"
    actions   = ["events:PutEvents"]
    resources = [aws_cloudwatch_event_bus.fleet.arn]

    principals {
      type        = "AWS"
      identifiers = [«"*"»]
    }
  }
}

resource "aws_cloudwatch_event_bus_policy" "fleet" {
  event_bus_name = aws_cloudwatch_event_bus.fleet.name
  policy         = data.aws_iam_policy_document.fleet.json
}
`,
      fixed: `
resource "aws_cloudwatch_event_bus" "fleet" {
  name = "fleet"
}

data "aws_iam_policy_document" "fleet" {
  statement {
    sid       = "Depots"
    actions   = ["events:PutEvents"]
    resources = [aws_cloudwatch_event_bus.fleet.arn]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

resource "aws_cloudwatch_event_bus_policy" "fleet" {
  event_bus_name = aws_cloudwatch_event_bus.fleet.name
  policy         = data.aws_iam_policy_document.fleet.json
}

data "aws_caller_identity" "current" {}
`,
    },
    {
      name: 'TLS is asked for, and nothing else',
      file: 'serverless.yml',
      text: `
service: alerts
provider:
  name: aws
  runtime: python3.13
functions:
  page:
    handler: page.handler
resources:
  Resources:
    Alerts:
      Type: AWS::SNS::Topic
    AlertsPolicy:
      Type: AWS::SNS::TopicPolicy
      Properties:
        Topics:
          - !Ref Alerts
        PolicyDocument:
          Version: '2012-10-17'
          Statement:
            - Effect: Allow
              Principal: «"*"»
              Action: sns:Publish
              Resource: !Ref Alerts
              Condition:
                Bool:
                  aws:SecureTransport: true
`,
      fixed: `
service: alerts
provider:
  name: aws
  runtime: python3.13
functions:
  page:
    handler: page.handler
resources:
  Resources:
    Alerts:
      Type: AWS::SNS::Topic
    AlertsPolicy:
      Type: AWS::SNS::TopicPolicy
      Properties:
        Topics:
          - !Ref Alerts
        PolicyDocument:
          Version: '2012-10-17'
          Statement:
            - Effect: Allow
              Principal: "*"
              Action: sns:Publish
              Resource: !Ref Alerts
              Condition:
                Bool:
                  aws:SecureTransport: true
                StringEquals:
                  aws:SourceAccount: !Ref AWS::AccountId
`,
    },
    {
      name: 'a function that may write into the bucket that wakes it',
      file: 'main.tf',
      severity: 'medium',
      text: `
resource "aws_s3_bucket" "photos" {
  bucket = "club-photos"
}

resource "aws_iam_role" "shrink" {
  name               = "shrink"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_iam_role_policy" "shrink" {
  role = aws_iam_role.shrink.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["s3:GetObject", «"s3:PutObject"»], Resource = "\${aws_s3_bucket.photos.arn}/*" }
    ]
  })
}

resource "aws_lambda_function" "shrink" {
  function_name = "shrink"
  role          = aws_iam_role.shrink.arn
}

resource "aws_s3_bucket_notification" "photos" {
  bucket = aws_s3_bucket.photos.id

  lambda_function {
    lambda_function_arn = aws_lambda_function.shrink.arn
    events              = ["s3:ObjectCreated:*"]
  }
}
`,
      fixed: null,
    },
    {
      name: 'a topic of Google Cloud that everybody may publish to',
      file: 'topic.tf',
      text: `
resource "google_pubsub_topic" "orders" {
  name = "orders"
}

resource "google_service_account" "shop" {
  account_id = "shop"
}

resource "google_pubsub_topic_iam_binding" "orders" {
  topic   = google_pubsub_topic.orders.id
  role    = "roles/pubsub.publisher"
  members = [google_service_account.shop.member, «"allAuthenticatedUsers"»]
}
`,
      fixed: `
resource "google_pubsub_topic" "orders" {
  name = "orders"
}

resource "google_service_account" "shop" {
  account_id = "shop"
}

resource "google_pubsub_topic_iam_binding" "orders" {
  topic   = google_pubsub_topic.orders.id
  role    = "roles/pubsub.publisher"
  members = [google_service_account.shop.member]
}
`,
    },
    {
      name: 'a push without a token',
      file: 'push.tf',
      text: `
resource "google_cloud_run_v2_service" "intake" {
  name     = "intake"
  location = "europe-west1"

  template {
    containers {
      image = "europe-docker.pkg.dev/acme/intake/app:1"
    }
  }
}

resource "google_pubsub_topic" "orders" {
  name = "orders"
}

resource "google_pubsub_subscription" "intake" {
  name  = "intake"
  topic = google_pubsub_topic.orders.id

  «push_config {
    push_endpoint = google_cloud_run_v2_service.intake.uri
  }»
}
`,
      fixed: null,
      severity: 'medium',
    },
    {
      name: 'a function writes to the bucket that wakes it, named by its ARN',
      file: 'serverless.yml',
      text: `
service: thumbnails
provider:
  name: aws
  runtime: nodejs22.x
  iam:
    role:
      statements:
        - Effect: Allow
          Action: «s3:PutObject»
          Resource: arn:aws:s3:::photos-in/thumbnails/*
functions:
  resize:
    handler: resize.handler
    events:
      - s3: { bucket: photos-in, event: 's3:ObjectCreated:*' }
`,
      fixed: null,
    },
    {
      name: 'a script lets everybody put events',
      file: 'deploy.sh',
      text: `
aws events put-permission --event-bus-name orders --statement-id all --action events:PutEvents --principal «'*'»
`,
      fixed: `
aws events put-permission --event-bus-name orders --statement-id all --action events:PutEvents --principal "$(aws sts get-caller-identity --query Account --output text)"
`,
    },
    {
      name: 'everybody may send to the queue of a module',
      file: 'main.tf',
      text: `
module "jobs" {
  source              = "terraform-aws-modules/sqs/aws"
  version             = "4.3.0"
  name                = "jobs"
  create_queue_policy = true

  queue_policy_statements = {
    anyone = {
      actions    = ["sqs:SendMessage"]
      principals = [{ type = "AWS", identifiers = [«"*"»] }]
    }
  }
}
`,
      fixed: null,
    },
    {
      name: 'deliveries of Pub/Sub and of a schedule without a token',
      file: 'cron.sh',
      severity: 'medium',
      text: `#!/usr/bin/env bash
gcloud pubsub subscriptions create uploads-push --topic uploads --push-endpoint «https://ingest-abc-ew.a.run.app/push»
gcloud scheduler jobs create http nightly --schedule "0 3 * * *" --uri «https://purge-abc-ew.a.run.app/»
`,
      fixed: null,
    },
    {
      name: 'a schedule that calls a function without a token',
      file: 'main.tf',
      severity: 'medium',
      text: `resource "google_cloud_scheduler_job" "nightly" {
  name     = "nightly"
  schedule = "0 3 * * *"
  region   = "europe-west4"
  «http_target {
    http_method = "POST"
    uri         = "https://purge-abc-ew.a.run.app/"
  }»
}
`,
      fixed: null,
    },
    {
      name: 'a policy of a queue in a file of its own, whose account its name tells',
      file: 'queue-policy.json',
      text: `
{
  "Version": "2008-10-17",
  "Statement": {
    "Sid": "Send",
    "Effect": "Allow",
    "Principal": { "AWS": «"*"» },
    "Action": "sqs:SendMessage",
    "Resource": "arn:aws:sqs:eu-west-1:111122223333:imports"
  }
}
`,
      fixed: `
{
  "Version": "2008-10-17",
  "Statement": {
    "Sid": "Send",
    "Effect": "Allow",
    "Principal": { "AWS": "*" },
    "Action": "sqs:SendMessage",
    "Resource": "arn:aws:sqs:eu-west-1:111122223333:imports",
    "Condition": {
      "StringEquals": {
        "aws:SourceAccount": "111122223333"
      }
    }
  }
}
`,
    },
  ],
  safe: [
    {
      name: 'the function writes where only another prefix wakes it',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
Resources:
  Photos:
    Type: AWS::S3::Bucket
    Properties:
      NotificationConfiguration:
        LambdaConfigurations:
          - Event: s3:ObjectCreated:*
            Filter: { S3Key: { Rules: [{ Name: prefix, Value: raw/ }] } }
            Function: !GetAtt Shrink.Arn
  Shrink:
    Type: AWS::Lambda::Function
    Properties:
      Code: { S3Bucket: artifacts, S3Key: shrink.zip }
      Handler: app.handler
      Role: !GetAtt Role.Arn
      Runtime: python3.13
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [] }
      Policies:
        - PolicyName: photos
          PolicyDocument:
            Statement:
              - { Effect: Allow, Action: s3:PutObject, Resource: !Sub '\${Photos.Arn}/small/*' }
`,
    },
    {
      name: 'who may send is a parameter',
      kind: 'unknown',
      file: 'queue.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Sender:
    Type: String
Resources:
  Jobs:
    Type: AWS::SQS::Queue
  JobsPolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Jobs]
      PolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { AWS: !Ref Sender }
            Action: sqs:SendMessage
            Resource: !GetAtt Jobs.Arn
`,
    },
    {
      name: 'everybody, but only messages of one topic',
      kind: 'near-miss',
      file: 'queue.tf',
      text: `
resource "aws_sns_topic" "orders" {
  name = "orders"
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_sqs_queue_policy" "jobs" {
  queue_url = aws_sqs_queue.jobs.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.jobs.arn
      Condition = { ArnEquals = { "aws:SourceArn" = aws_sns_topic.orders.arn } }
    }]
  })
}
`,
    },
    {
      name: 'everybody is denied to come without TLS',
      kind: 'near-miss',
      file: 'topic.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Alerts:
    Type: AWS::SNS::Topic
  AlertsPolicy:
    Type: AWS::SNS::TopicPolicy
    Properties:
      Topics: [!Ref Alerts]
      PolicyDocument:
        Statement:
          - Effect: Deny
            Principal: '*'
            Action: sns:Publish
            Resource: !Ref Alerts
            Condition: { Bool: { aws:SecureTransport: false } }
`,
    },
    {
      name: 'a push with a token',
      file: 'push.tf',
      text: `
resource "google_pubsub_subscription" "intake" {
  name  = "intake"
  topic = "projects/acme/topics/orders"

  push_config {
    push_endpoint = "https://intake.example.org/events"

    oidc_token {
      service_account_email = "push@acme.iam.gserviceaccount.com"
    }
  }
}
`,
      kind: 'fixed',
    },
    {
      name: 'everybody may look at the topic',
      file: 'topic.tf',
      text: `
resource "google_pubsub_topic_iam_member" "orders" {
  topic  = "orders"
  role   = "roles/pubsub.viewer"
  member = "allAuthenticatedUsers"
}
`,
      kind: 'near-miss',
    },
    {
      name: 'whoever may publish is handed in',
      file: 'topic.tf',
      text: `
variable "publishers" {
  type = set(string)
}

resource "google_pubsub_topic_iam_member" "orders" {
  for_each = var.publishers
  topic    = "orders"
  role     = "roles/pubsub.publisher"
  member   = each.value
}
`,
      kind: 'unknown',
    },
    {
      name: 'a function writes to a bucket of almost the same name',
      file: 'serverless.yml',
      kind: 'near-miss',
      text: `
service: thumbnails
provider:
  name: aws
  runtime: nodejs22.x
  iam:
    role:
      statements:
        - Effect: Allow
          Action: s3:PutObject
          Resource: arn:aws:s3:::photos-in-small/*
functions:
  resize:
    handler: resize.handler
    events:
      - s3: { bucket: photos-in, event: 's3:ObjectCreated:*' }
`,
    },
    {
      name: 'the topic and the queue of modules, for one sender each',
      kind: 'near-miss',
      file: 'main.tf',
      text: `
module "jobs" {
  source              = "terraform-aws-modules/sqs/aws"
  version             = "4.3.0"
  name                = "jobs"
  create_queue_policy = true

  queue_policy_statements = {
    sns = {
      actions    = ["sqs:SendMessage"]
      principals = [{ type = "Service", identifiers = ["sns.amazonaws.com"] }]
      condition  = { source = { test = "ArnEquals", variable = "aws:SourceArn", values = ["arn:aws:sns:eu-west-1:111122223333:jobs"] } }
    }
  }
}

module "news" {
  source  = "terraform-aws-modules/sns/aws"
  version = "6.1.0"
  name    = "news"

  topic_policy_statements = {
    pub = {
      actions    = ["sns:Publish"]
      principals = [{ type = "AWS", identifiers = ["*"] }]
      conditions = [{ test = "StringEquals", variable = "aws:SourceAccount", values = ["111122223333"] }]
    }
  }
}
`,
    },
    {
      name: "deliveries with a token, and one to another's hook",
      kind: 'near-miss',
      file: 'cron.sh',
      text: `#!/usr/bin/env bash
gcloud pubsub subscriptions create uploads-push --topic uploads --push-endpoint https://ingest-abc-ew.a.run.app/push --push-auth-service-account "$PUSHER"
gcloud scheduler jobs create http nightly --schedule "0 3 * * *" --uri https://purge-abc-ew.a.run.app/ --oidc-service-account-email "$CRON"
gcloud scheduler jobs create http tell --schedule "0 3 * * *" --uri https://hooks.example.nl/nightly
`,
    },
  ],
} satisfies Cases;
