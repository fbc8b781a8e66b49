resource "aws_sqs_queue" "incoming" {
  name                       = "incoming-orders"
  kms_master_key_id          = aws_kms_key.orders.id
  visibility_timeout_seconds = 60
}

resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.orders.arn
  }
}

resource "random_password" "payment" {
  length = 40
}

resource "aws_secretsmanager_secret" "payment" {
  name       = "orders/payment"
  kms_key_id = aws_kms_key.orders.arn
}

resource "aws_secretsmanager_secret_version" "payment" {
  secret_id     = aws_secretsmanager_secret.payment.id
  secret_string = random_password.payment.result
}

resource "aws_kms_key" "orders" {
  description         = "Everything that orders keep"
  enable_key_rotation = true
  policy              = data.aws_iam_policy_document.key.json
}

data "aws_iam_policy_document" "key" {
  statement {
    sid       = "Administration"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${data.aws_caller_identity.current.account_id}:root"]
    }
  }
}

resource "aws_s3_bucket" "receipts" {
  bucket = "order-receipts"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "receipts" {
  bucket = aws_s3_bucket.receipts.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.orders.arn
    }
  }
}

resource "aws_s3_bucket_public_access_block" "receipts" {
  bucket = aws_s3_bucket.receipts.id

  block_public_acls       = true
  ignore_public_acls      = true
  block_public_policy     = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "receipts" {
  bucket = aws_s3_bucket.receipts.id
  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": {
        "Sid": "EncryptedTransportOnly",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": ["${aws_s3_bucket.receipts.arn}", "${aws_s3_bucket.receipts.arn}/*"],
        "Condition": { "Bool": { "aws:SecureTransport": "false" } }
      }
    }
  EOT
}
