terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

data "aws_caller_identity" "current" {}

locals {
  managed = "arn:aws:iam::aws:policy"

  logged = {
    access = "/orders/access"
    create = "/aws/lambda/create-order"
    get    = "/aws/lambda/get-order"
    work   = "/aws/lambda/process-order"
  }
}

module "create" {
  source = "./modules/function"

  name        = "create-order"
  runtime     = "nodejs22.x"
  handler     = "create.handler"
  folder      = "${path.module}/src/create"
  key         = aws_kms_key.orders.arn
  policy      = data.aws_iam_policy_document.send.json
  environment = { QUEUE_URL = aws_sqs_queue.incoming.url, CURRENCY = "EUR" }
}

module "get" {
  source = "./modules/function"

  name    = "get-order"
  runtime = "nodejs22.x"
  handler = "get.handler"
  folder  = "${path.module}/src/get"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["dynamodb:GetItem", "dynamodb:Query"]
      Resource = [aws_dynamodb_table.orders.arn, "${aws_dynamodb_table.orders.arn}/index/*"]
    }]
  })
  environment = {
    TABLE_NAME = aws_dynamodb_table.orders.name
  }
}

module "process" {
  source = "./modules/function"

  name        = "process-order"
  runtime     = "python3.13"
  handler     = "process.handler"
  folder      = "${path.module}/src/process"
  concurrency = 5
  managed     = ["${local.managed}/service-role/AWSLambdaSQSQueueExecutionRole"]
  policy = templatefile("${path.module}/process.tftpl", {
    table  = aws_dynamodb_table.orders.arn
    secret = aws_secretsmanager_secret.payment.arn
    bucket = aws_s3_bucket.receipts.arn
  })
  environment = merge(
    { TABLE_NAME = aws_dynamodb_table.orders.name },
    {
      SECRET_ARN = aws_secretsmanager_secret.payment.arn
      RECEIPTS   = aws_s3_bucket.receipts.bucket
    },
  )
}

data "aws_iam_policy_document" "send" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.incoming.arn]
  }
}

resource "aws_cloudwatch_log_group" "logs" {
  for_each = local.logged

  name              = each.value
  retention_in_days = var.log_retention
}

resource "aws_lambda_event_source_mapping" "incoming" {
  event_source_arn = aws_sqs_queue.incoming.arn
  function_name    = module.process.arn
  batch_size       = 1
}
