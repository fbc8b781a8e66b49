/** Examples of trust in everybody, and in whole accounts. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'everybody may send mail in the name of a domain',
      file: 'mail.tf',
      text: `
resource "aws_sesv2_email_identity" "shop" {
  email_identity = "harbour-books.com"
}

resource "aws_sesv2_email_identity_policy" "shop" {
  email_identity = aws_sesv2_email_identity.shop.email_identity
  policy_name    = "send"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = «"*"» }
      Action    = "ses:SendEmail"
      Resource  = aws_sesv2_email_identity.shop.arn
    }]
  })
}
`,
      fixed: `
resource "aws_sesv2_email_identity" "shop" {
  email_identity = "harbour-books.com"
}

resource "aws_sesv2_email_identity_policy" "shop" {
  email_identity = aws_sesv2_email_identity.shop.email_identity
  policy_name    = "send"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = data.aws_caller_identity.current.account_id }
      Action    = "ses:SendEmail"
      Resource  = aws_sesv2_email_identity.shop.arn
    }]
  })
}

data "aws_caller_identity" "current" {}
`,
    },
    {
      name: 'anybody with an AWS account can become the role, external id or not',
      file: 'template.yaml',
      severity: 'critical',
      text: `
Resources:
  ArchiveReader:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Action: sts:AssumeRole
            Principal:
              AWS: «'*'»
            Condition:
              StringEquals:
                sts:ExternalId: archive
`,
      fixed: `
Resources:
  ArchiveReader:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Action: sts:AssumeRole
            Principal:
              AWS: !Ref AWS::AccountId
            Condition:
              StringEquals:
                sts:ExternalId: archive
`,
    },
    {
      name: 'a vendor’s account is trusted as a whole',
      file: 'main.tf',
      severity: 'high',
      text: `
locals {
  vendor_account_id = "464622532012"
}

data "aws_iam_policy_document" "vendor_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = [«"arn:aws:iam::\${local.vendor_account_id}:root"»]
    }
  }
}

resource "aws_iam_role" "cost_reader" {
  name               = "cost-reader"
  assume_role_policy = data.aws_iam_policy_document.vendor_trust.json
}
`,
      fixed: `
locals {
  vendor_account_id = "464622532012"
}

data "aws_iam_policy_document" "vendor_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::\${local.vendor_account_id}:root"]
    }

    condition {
      test     = "StringEquals"
      variable = "sts:ExternalId"
      values   = ["cost-reader-external-id"]
    }
  }
}

resource "aws_iam_role" "cost_reader" {
  name               = "cost-reader"
  assume_role_policy = data.aws_iam_policy_document.vendor_trust.json
}
`,
    },
    {
      name: 'two accounts are trusted by their numbers',
      file: 'roles/backup/trust-policy.json',
      severity: 'high',
      text: `
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": [«"arn:aws:iam::208537641190:root"», "571903348264"] },
      "Action": "sts:AssumeRole"
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
      "Principal": { "AWS": ["arn:aws:iam::208537641190:root", "571903348264"] },
      "Action": "sts:AssumeRole",
      "Condition": {
        "StringEquals": {
          "sts:ExternalId": "trust-policy-external-id"
        }
      }
    }
  ]
}
`,
    },
    {
      name: 'everybody may use a key',
      file: 'cdk.out/Data.template.json',
      severity: 'critical',
      text: `
{
 "Resources": {
  "Key961B73FD": {
   "Type": "AWS::KMS::Key",
   "Properties": {
    "KeyPolicy": {
     "Statement": [
      { "Effect": "Allow", "Principal": { "AWS": «"*"» }, "Action": "kms:Decrypt", "Resource": "*" }
     ]
    }
   }
  }
 }
}
`,
      fixed: `
{
 "Resources": {
  "Key961B73FD": {
   "Type": "AWS::KMS::Key",
   "Properties": {
    "KeyPolicy": {
     "Statement": [
      { "Effect": "Allow", "Principal": { "AWS": {"Ref": "AWS::AccountId"} }, "Action": "kms:Decrypt", "Resource": "*" }
     ]
    }
   }
  }
 }
}
`,
    },
    {
      name: 'a secret of Google Cloud that everybody can read',
      file: 'secrets.tf',
      text: `
resource "google_secret_manager_secret" "stripe" {
  secret_id = "stripe"

  replication {
    auto {}
  }
}

resource "google_secret_manager_secret_iam_member" "stripe" {
  secret_id = google_secret_manager_secret.stripe.id
  role      = "roles/secretmanager.secretAccessor"
  member    = «"allAuthenticatedUsers"»
}
`,
      fixed: `
resource "google_secret_manager_secret" "stripe" {
  secret_id = "stripe"

  replication {
    auto {}
  }
}

resource "google_secret_manager_secret_iam_member" "stripe" {
  secret_id = google_secret_manager_secret.stripe.id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.stripe_caller.member
}

resource "google_service_account" "stripe_caller" {
  account_id = "stripe-caller"
}
`,
      severity: 'critical',
    },
    {
      name: 'a script makes a role for everybody',
      file: 'deploy.sh',
      text: `
aws iam create-role --role-name partner \\
  --assume-role-policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":«"*"»},"Action":"sts:AssumeRole"}]}'
`,
      fixed: `
aws iam create-role --role-name partner \\
  --assume-role-policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"'"$(aws sts get-caller-identity --query Account --output text)"'"},"Action":"sts:AssumeRole"}]}'
`,
    },
    {
      name: 'a module of the registry makes a role for everybody',
      file: 'main.tf',
      text: `
module "partner" {
  source            = "terraform-aws-modules/iam/aws//modules/iam-assumable-role"
  version           = "5.52.2"
  create_role       = true
  role_name         = "partner"
  role_requires_mfa = false
  trusted_role_arns = [«"*"»]
}
`,
      fixed: null,
    },
  ],
  safe: [
    {
      name: 'everybody, held to named roles of the own organization',
      kind: 'near-miss',
      file: 'main.tf',
      text: `
variable "org_id" {
  type = string
}

resource "aws_iam_role" "reader" {
  name = "reader"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "*" }
      Condition = { StringEquals = { "aws:PrincipalOrgID" = var.org_id } }
    }]
  })
}
`,
    },
    {
      name: 'a partner’s account that must send the external id',
      kind: 'fixed',
      file: 'trust.json',
      text: `
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::208537641190:root" },
      "Action": "sts:AssumeRole",
      "Condition": { "StringEquals": { "sts:ExternalId": "vault-copy-8c1e" } }
    }
  ]
}
`,
    },
    {
      name: 'the own account, and a role of another by name',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
Resources:
  Reader:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Action: sts:AssumeRole
            Principal:
              AWS:
                - !Sub arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root
                - arn:aws:iam::208537641190:role/copy-runner
`,
    },
    {
      name: 'whose account it is, is handed in',
      kind: 'unknown',
      file: 'template.yaml',
      text: `
Parameters:
  TrustedAccount:
    Type: String
Resources:
  Reader:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Action: sts:AssumeRole
            Principal: { AWS: !Ref TrustedAccount }
`,
    },
    {
      name: 'a Deny for everybody outside the organization',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
Parameters:
  OrgId:
    Type: String
Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Statement:
          - Effect: Allow
            Principal: { AWS: !Sub 'arn:aws:iam::\${AWS::AccountId}:root' }
            Action: kms:*
            Resource: '*'
          - Effect: Deny
            Principal: '*'
            Action: kms:*
            Resource: '*'
            Condition:
              StringNotEquals: { 'aws:PrincipalOrgID': !Ref OrgId }
`,
    },
    {
      name: 'everybody with a condition',
      file: 'secrets.tf',
      text: `
resource "google_kms_crypto_key_iam_member" "tokens" {
  crypto_key_id = "projects/acme/locations/global/keyRings/a/cryptoKeys/tokens"
  role          = "roles/cloudkms.publicKeyViewer"
  member        = "allAuthenticatedUsers"

  condition {
    title      = "until release"
    expression = "request.time < timestamp('2026-12-01T00:00:00Z')"
  }
}
`,
      kind: 'near-miss',
    },
    {
      name: 'members that are handed in',
      file: 'secrets.tf',
      text: `
variable "readers" {
  type = list(string)
}

resource "google_secret_manager_secret_iam_binding" "stripe" {
  secret_id = "projects/acme/secrets/stripe"
  role      = "roles/secretmanager.secretAccessor"
  members   = var.readers
}
`,
      kind: 'unknown',
    },
    {
      name: 'roles of a module for services and for one role of a partner’s',
      kind: 'near-miss',
      file: 'main.tf',
      text: `
module "jobs" {
  source  = "terraform-aws-modules/iam/aws//modules/iam-role"
  version = "6.2.1"
  name    = "jobs"

  trust_policy_permissions = {
    Lambda = {
      actions    = ["sts:AssumeRole"]
      principals = [{ type = "Service", identifiers = ["lambda.amazonaws.com"] }]
    }
    Partner = {
      principals = [{ type = "AWS", identifiers = ["arn:aws:iam::444455556666:root"] }]
      condition  = [{ test = "StringEquals", variable = "sts:ExternalId", values = ["7f3a"] }]
    }
  }
}

module "sync" {
  source            = "terraform-aws-modules/iam/aws//modules/iam-assumable-role"
  version           = "5.52.2"
  create_role       = true
  role_name         = "sync"
  role_requires_mfa = false
  trusted_role_arns = ["arn:aws:iam::444455556666:role/sync"]
}
`,
    },
  ],
} satisfies Cases;
