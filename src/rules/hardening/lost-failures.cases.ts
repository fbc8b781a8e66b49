/** Examples of hardening/lost-failures. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a subscriber of a topic',
      file: 'consumer.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  «Consumer»:
    Type: AWS::Lambda::Function
    Properties:
      Code: { S3Bucket: artifacts, S3Key: app.zip }
      Handler: app.handler
      Runtime: python3.13
      Role: !GetAtt Role.Arn
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: { Service: lambda.amazonaws.com }
            Action: sts:AssumeRole
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      KmsMasterKeyId: alias/aws/sns
      Subscription:
        - Protocol: lambda
          Endpoint: !GetAtt Consumer.Arn
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Consumer:
    Type: AWS::Lambda::Function
    Properties:
      Code: { S3Bucket: artifacts, S3Key: app.zip }
      Handler: app.handler
      Runtime: python3.13
      Role: !GetAtt Role.Arn
      DeadLetterConfig:
        TargetArn: !GetAtt ConsumerFailures.Arn
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: { Service: lambda.amazonaws.com }
            Action: sts:AssumeRole
      Policies:
        - PolicyName: SendFailures
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: sqs:SendMessage
                Resource: !GetAtt ConsumerFailures.Arn
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      KmsMasterKeyId: alias/aws/sns
      Subscription:
        - Protocol: lambda
          Endpoint: !GetAtt Consumer.Arn
  ConsumerFailures:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: 1209600
`,
      severity: 'low',
    },
    {
      name: 'a SAM function that runs by a schedule',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  «Nightly»:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: python3.13
      Events:
        Night:
          Type: Schedule
          Properties:
            Schedule: cron(0 2 * * ? *)
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Nightly:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: python3.13
      Events:
        Night:
          Type: Schedule
          Properties:
            Schedule: cron(0 2 * * ? *)
      DeadLetterQueue:
        Type: SQS
        TargetArn: !GetAtt NightlyFailures.Arn
  NightlyFailures:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: 1209600
`,
    },
    {
      name: 'a function that a bucket notifies',
      file: 'main.tf',
      text: `
resource "aws_iam_role" "resize" {
  name = "resize"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

«resource "aws_lambda_function" "resize"» {
  function_name = "resize"
  role          = aws_iam_role.resize.arn
  filename      = "resize.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
}

resource "aws_s3_bucket_notification" "uploads" {
  bucket = "acme-uploads"

  lambda_function {
    lambda_function_arn = aws_lambda_function.resize.arn
    events              = ["s3:ObjectCreated:*"]
  }
}
`,
      fixed: `
resource "aws_iam_role" "resize" {
  name = "resize"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_lambda_function" "resize" {
  function_name = "resize"
  role          = aws_iam_role.resize.arn
  filename      = "resize.zip"
  handler       = "app.handler"
  runtime       = "python3.13"

  dead_letter_config {
    target_arn = aws_sqs_queue.resize_failures.arn
  }
}

resource "aws_s3_bucket_notification" "uploads" {
  bucket = "acme-uploads"

  lambda_function {
    lambda_function_arn = aws_lambda_function.resize.arn
    events              = ["s3:ObjectCreated:*"]
  }
}

resource "aws_sqs_queue" "resize_failures" {
  name                      = "resize-failures"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}

resource "aws_iam_role_policy" "resize_failures" {
  name = "send-failures"
  role = aws_iam_role.resize.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "sqs:SendMessage"
      Resource = aws_sqs_queue.resize_failures.arn
    }]
  })
}
`,
    },
    {
      name: 'a function of a service that runs by a schedule',
      file: 'serverless.yml',
      text: `
service: reports
provider:
  name: aws
  runtime: nodejs24.x
functions:
  «nightly»:
    handler: nightly.handler
    events:
      - schedule: rate(1 day)
`,
      fixed: `
service: reports
provider:
  name: aws
  runtime: nodejs24.x
functions:
  nightly:
    handler: nightly.handler
    events:
      - schedule: rate(1 day)
    destinations:
      onFailure:
        type: sqs
        arn: !GetAtt NightlyLambdaFunctionFailures.Arn
resources:
  Resources:
    NightlyLambdaFunctionFailures:
      Type: AWS::SQS::Queue
      Properties:
        MessageRetentionPeriod: 1209600
`,
    },
    {
      name: 'a stream without a destination for failures',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Project:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: python3.13
      Events:
        «Changes»:
          Type: Kinesis
          Properties:
            Stream: arn:aws:kinesis:eu-west-1:111122223333:stream/orders
            StartingPosition: LATEST
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Project:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: python3.13
      Events:
        Changes:
          Type: Kinesis
          Properties:
            Stream: arn:aws:kinesis:eu-west-1:111122223333:stream/orders
            StartingPosition: LATEST
            DestinationConfig:
              OnFailure:
                Type: SQS
                Destination: !GetAtt ProjectChangesFailures.Arn
  ProjectChangesFailures:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: 1209600
`,
      severity: 'low',
    },
    {
      name: 'a poller of a stream in Terraform',
      file: 'main.tf',
      text: `
resource "aws_lambda_function" "project" {
  function_name = "project"
  role          = "arn:aws:iam::111122223333:role/project"
  filename      = "project.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
}

«resource "aws_lambda_event_source_mapping" "orders"» {
  event_source_arn  = "arn:aws:kinesis:eu-west-1:111122223333:stream/orders"
  function_name     = aws_lambda_function.project.arn
  starting_position = "LATEST"
}
`,
      fixed: `
resource "aws_lambda_function" "project" {
  function_name = "project"
  role          = "arn:aws:iam::111122223333:role/project"
  filename      = "project.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn  = "arn:aws:kinesis:eu-west-1:111122223333:stream/orders"
  function_name     = aws_lambda_function.project.arn
  starting_position = "LATEST"

  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.orders_failures.arn
    }
  }
}

resource "aws_sqs_queue" "orders_failures" {
  name                      = "orders-failures"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}
`,
    },
    {
      name: 'a queue without a dead-letter queue',
      file: 'main.tf',
      text: `
«resource "aws_sqs_queue" "orders"» {
  name = "orders"
}

resource "aws_lambda_function" "work" {
  function_name = "work"
  role          = "arn:aws:iam::111122223333:role/work"
  filename      = "work.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = aws_sqs_queue.orders.arn
  function_name    = aws_lambda_function.work.arn
}
`,
      fixed: `
resource "aws_sqs_queue" "orders" {
  name = "orders"
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.orders_failures.arn
    maxReceiveCount     = 5
  })
}

resource "aws_lambda_function" "work" {
  function_name = "work"
  role          = "arn:aws:iam::111122223333:role/work"
  filename      = "work.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = aws_sqs_queue.orders.arn
  function_name    = aws_lambda_function.work.arn
}

resource "aws_sqs_queue" "orders_failures" {
  name                      = "orders-failures"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}
`,
      severity: 'note',
    },
    {
      name: 'a queue of a template without a dead-letter queue',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Work:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: python3.13
      Events:
        Orders:
          Type: SQS
          Properties:
            Queue: !GetAtt Orders.Arn
  «Orders»:
    Type: AWS::SQS::Queue
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Work:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: python3.13
      Events:
        Orders:
          Type: SQS
          Properties:
            Queue: !GetAtt Orders.Arn
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt OrdersFailures.Arn
        maxReceiveCount: 5
  OrdersFailures:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: 1209600
`,
      severity: 'note',
    },
    {
      name: 'messages that Google Cloud pushes to a service',
      file: 'orders.tf',
      text: `
resource "google_cloud_run_v2_service" "orders" {
  name     = "orders"
  location = "europe-west1"
}

«resource "google_pubsub_subscription" "orders"» {
  name  = "orders"
  topic = "orders"

  push_config {
    push_endpoint = google_cloud_run_v2_service.orders.uri
    oidc_token {
      service_account_email = "caller@acme.iam.gserviceaccount.com"
    }
  }
}
`,
      fixed: null,
    },
  ],
  safe: [
    {
      name: 'the function has a destination for failures',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Failures:
    Type: AWS::SQS::Queue
  Nightly:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: python3.13
      EventInvokeConfig:
        DestinationConfig:
          OnFailure:
            Type: SQS
            Destination: !GetAtt Failures.Arn
      Events:
        Night:
          Type: Schedule
          Properties:
            Schedule: rate(1 day)
`,
      kind: 'fixed',
    },
    {
      name: 'callers of an API get the failure themselves',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  List:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: python3.13
      Events:
        Call:
          Type: HttpApi
`,
      kind: 'near-miss',
    },
    {
      name: 'a queue that already holds failures',
      file: 'main.tf',
      text: `
resource "aws_sqs_queue" "failures" {
  name = "failures"
}

resource "aws_sqs_queue" "orders" {
  name = "orders"

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.failures.arn
    maxReceiveCount     = 3
  })
}

resource "aws_lambda_function" "work" {
  function_name = "work"
  role          = "arn:aws:iam::111122223333:role/work"
  filename      = "work.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
}

resource "aws_lambda_event_source_mapping" "failures" {
  event_source_arn = aws_sqs_queue.failures.arn
  function_name    = aws_lambda_function.work.arn
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = aws_sqs_queue.orders.arn
  function_name    = aws_lambda_function.work.arn
}
`,
      kind: 'near-miss',
    },
    {
      name: 'the queue stands elsewhere',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Work:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: python3.13
      Events:
        Orders:
          Type: SQS
          Properties:
            Queue: !ImportValue orders-queue
`,
      kind: 'unknown',
    },
    {
      name: 'a function of Google Cloud whose events come back',
      kind: 'near-miss',
      file: 'function.tf',
      text: `
resource "google_pubsub_topic" "orders" {
  name = "orders"
}

resource "google_cloudfunctions2_function" "archive" {
  name     = "archive"
  location = "europe-west1"

  event_trigger {
    event_type   = "google.cloud.pubsub.topic.v1.messagePublished"
    pubsub_topic = google_pubsub_topic.orders.id
    retry_policy = "RETRY_POLICY_RETRY"
  }
}
`,
    },
    {
      name: 'a service that Eventarc, a schedule and a subscription with a topic for dead letters call',
      kind: 'near-miss',
      file: 'orders.tf',
      text: `
resource "google_cloud_run_v2_service" "orders" {
  name     = "orders"
  location = "europe-west1"
}

resource "google_eventarc_trigger" "scans" {
  name     = "scans"
  location = "europe-west1"

  matching_criteria {
    attribute = "type"
    value     = "google.cloud.storage.object.v1.finalized"
  }

  destination {
    cloud_run_service {
      service = google_cloud_run_v2_service.orders.name
      region  = "europe-west1"
    }
  }
}

resource "google_cloud_scheduler_job" "nightly" {
  name     = "nightly"
  schedule = "0 3 * * *"

  http_target {
    uri = google_cloud_run_v2_service.orders.uri
    oidc_token {
      service_account_email = "caller@acme.iam.gserviceaccount.com"
    }
  }
}

resource "google_pubsub_subscription" "orders" {
  name  = "orders"
  topic = "orders"

  push_config {
    push_endpoint = google_cloud_run_v2_service.orders.uri
    oidc_token {
      service_account_email = "caller@acme.iam.gserviceaccount.com"
    }
  }

  dead_letter_policy {
    dead_letter_topic = google_pubsub_topic.dead.id
  }
}
`,
    },
  ],
} satisfies Cases;
