variable "name" {
  type = string
}

variable "runtime" {
  type = string
}

variable "handler" {
  type = string
}

variable "folder" {
  type = string
}

variable "policy" {
  type = string
}

variable "managed" {
  type    = list(string)
  default = []
}

variable "key" {
  type    = string
  default = null
}

variable "concurrency" {
  type    = number
  default = null
}

variable "environment" {
  type    = map(string)
  default = {}
}

data "archive_file" "code" {
  type        = "zip"
  source_dir  = var.folder
  output_path = "${path.module}/${var.name}.zip"
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_lambda_function" "this" {
  function_name                  = var.name
  runtime                        = var.runtime
  handler                        = var.handler
  filename                       = data.archive_file.code.output_path
  source_code_hash               = data.archive_file.code.output_base64sha256
  role                           = aws_iam_role.this.arn
  kms_key_arn                    = var.key
  reserved_concurrent_executions = var.concurrency

  tracing_config {
    mode = "Active"
  }

  environment {
    variables = var.environment
  }
}

resource "aws_iam_role" "this" {
  name               = var.name
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "own" {
  role   = aws_iam_role.this.id
  policy = var.policy
}

resource "aws_iam_role_policy_attachment" "managed" {
  for_each = toset(concat([
    "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
    "arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess",
  ], var.managed))

  role       = aws_iam_role.this.name
  policy_arn = each.value
}

output "arn" {
  value = aws_lambda_function.this.arn
}

output "invoke_arn" {
  value = aws_lambda_function.this.invoke_arn
}

output "name" {
  value = aws_lambda_function.this.function_name
}
