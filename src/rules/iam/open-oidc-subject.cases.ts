/** Examples of trust in identity providers. */
import type { Cases } from '../rule.ts';

const github = 'token.actions.githubusercontent.com';

export default {
  vulnerable: [
    {
      name: 'the audience alone is the same for every repository',
      file: 'template.yaml',
      text: `
Resources:
  DeployRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Action: sts:AssumeRoleWithWebIdentity
            Principal:
              Federated: «!Sub arn:aws:iam::\${AWS::AccountId}:oidc-provider/${github}»
            Condition:
              StringEquals:
                ${github}:aud: sts.amazonaws.com
`,
      fixed: null,
    },
    {
      name: 'a subject that any repository meets, beside a role that pins its own',
      file: 'main.tf',
      text: `
resource "aws_iam_openid_connect_provider" "github" {
  url            = "https://${github}"
  client_id_list = ["sts.amazonaws.com"]
}

data "aws_iam_policy_document" "plan" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.github.arn]
    }
    condition {
      test     = "StringLike"
      variable = "${github}:sub"
      values   = [«"repo:*"»]
    }
  }
}

data "aws_iam_policy_document" "apply" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.github.arn]
    }
    condition {
      test     = "StringLike"
      variable = "${github}:sub"
      values   = ["repo:harbour/orders:ref:refs/heads/main"]
    }
  }
}

resource "aws_iam_role" "plan" {
  name               = "plan"
  assume_role_policy = data.aws_iam_policy_document.plan.json
}

resource "aws_iam_role" "apply" {
  name               = "apply"
  assume_role_policy = data.aws_iam_policy_document.apply.json
}
`,
      fixed: `
resource "aws_iam_openid_connect_provider" "github" {
  url            = "https://${github}"
  client_id_list = ["sts.amazonaws.com"]
}

data "aws_iam_policy_document" "plan" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.github.arn]
    }
    condition {
      test     = "StringLike"
      variable = "${github}:sub"
      values   = ["repo:harbour/orders:ref:refs/heads/main"]
    }
  }
}

data "aws_iam_policy_document" "apply" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.github.arn]
    }
    condition {
      test     = "StringLike"
      variable = "${github}:sub"
      values   = ["repo:harbour/orders:ref:refs/heads/main"]
    }
  }
}

resource "aws_iam_role" "plan" {
  name               = "plan"
  assume_role_policy = data.aws_iam_policy_document.plan.json
}

resource "aws_iam_role" "apply" {
  name               = "apply"
  assume_role_policy = data.aws_iam_policy_document.apply.json
}
`,
    },
    {
      name: 'users of any identity pool',
      file: 'template.json',
      text: `
{
  "Resources": {
    "Visitor": {
      "Type": "AWS::IAM::Role",
      "Properties": {
        "AssumeRolePolicyDocument": {
          "Statement": [
            {
              "Effect": "Allow",
              "Action": "sts:AssumeRoleWithWebIdentity",
              "Principal": { "Federated": «"cognito-identity.amazonaws.com"» },
              "Condition": { "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" } }
            }
          ]
        }
      }
    }
  }
}
`,
      fixed: null,
    },
    {
      name: 'a wildcard before the name of the owner',
      file: 'trust.json',
      text: `
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "sts:AssumeRoleWithWebIdentity",
      "Principal": { "Federated": "arn:aws:iam::123456789012:oidc-provider/${github}" },
      "Condition": { "StringLike": { "${github}:sub": [«"repo:*/orders:*"»] } }
    }
  ]
}
`,
      fixed: null,
    },
  ],
  safe: [
    {
      name: 'owner, repository and environment, the repository by a variable',
      kind: 'near-miss',
      file: 'main.tf',
      text: `
variable "repository" {
  type = string
}

resource "aws_iam_role" "deploy" {
  name = "deploy"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/${github}" }
      Condition = { StringLike = { "${github}:sub" = "repo:harbour/\${var.repository}:environment:*" } }
    }]
  })
}
`,
    },
    {
      name: 'a repository by the numbers of its owner and its own',
      kind: 'near-miss',
      file: 'trust.json',
      text: `
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "sts:AssumeRoleWithWebIdentity",
      "Principal": { "Federated": "arn:aws:iam::123456789012:oidc-provider/${github}" },
      "Condition": { "StringLike": { "${github}:sub": "repo:*@48151/*@1623:ref:refs/heads/main" } }
    }
  ]
}
`,
    },
    {
      name: 'the subject is handed in',
      kind: 'unknown',
      file: 'template.yaml',
      text: `
Parameters:
  Subject:
    Type: String
Resources:
  DeployRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Action: sts:AssumeRoleWithWebIdentity
            Principal: { Federated: arn:aws:iam::123456789012:oidc-provider/${github} }
            Condition:
              StringLike: { '${github}:sub': !Ref Subject }
`,
    },
  ],
} satisfies Cases;
