/** Examples of hardening/unsigned-code. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'unsigned code is only warned of',
      file: 'signing.tf',
      text: `
resource "aws_lambda_code_signing_config" "wallet" {
  allowed_publishers {
    signing_profile_version_arns = ["arn:aws:signer:eu-west-1:111122223333:/signing-profiles/wallet/abc"]
  }

  policies {
    untrusted_artifact_on_deployment = «"Warn"»
  }
}
`,
      fixed: `
resource "aws_lambda_code_signing_config" "wallet" {
  allowed_publishers {
    signing_profile_version_arns = ["arn:aws:signer:eu-west-1:111122223333:/signing-profiles/wallet/abc"]
  }

  policies {
    untrusted_artifact_on_deployment = "Enforce"
  }
}
`,
      severity: 'medium',
    },
    {
      name: 'a template that says nothing about unsigned code',
      file: 'signing.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  «Signing»:
    Type: AWS::Lambda::CodeSigningConfig
    Properties:
      AllowedPublishers:
        SigningProfileVersionArns:
          - arn:aws:signer:eu-west-1:111122223333:/signing-profiles/wallet/abc
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Signing:
    Type: AWS::Lambda::CodeSigningConfig
    Properties:
      AllowedPublishers:
        SigningProfileVersionArns:
          - arn:aws:signer:eu-west-1:111122223333:/signing-profiles/wallet/abc
      CodeSigningPolicies:
        UntrustedArtifactOnDeployment: Enforce
`,
      severity: 'medium',
    },
    {
      name: 'one of two functions takes anything',
      file: 'stack.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Pay:
    Type: AWS::Lambda::Function
    Properties:
      Code: { S3Bucket: artifacts, S3Key: app.zip }
      Handler: app.handler
      Runtime: python3.13
      Role: arn:aws:iam::111122223333:role/app
      CodeSigningConfigArn: arn:aws:lambda:eu-west-1:111122223333:code-signing-config:csc-1
  «Refund»:
    Type: AWS::Lambda::Function
    Properties:
      Code: { S3Bucket: artifacts, S3Key: app.zip }
      Handler: app.handler
      Runtime: python3.13
      Role: arn:aws:iam::111122223333:role/app
`,
      fixed: null,
      severity: 'low',
    },
  ],
  safe: [
    {
      name: 'unsigned code is refused',
      file: 'signing.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Signing:
    Type: AWS::Lambda::CodeSigningConfig
    Properties:
      AllowedPublishers:
        SigningProfileVersionArns:
          - arn:aws:signer:eu-west-1:111122223333:/signing-profiles/wallet/abc
      CodeSigningPolicies:
        UntrustedArtifactOnDeployment: Enforce
`,
      kind: 'fixed',
    },
    {
      name: 'nothing is signed here',
      file: 'main.tf',
      text: `
resource "aws_lambda_function" "sync" {
  function_name = "sync"
  role          = "arn:aws:iam::111122223333:role/sync"
  filename      = "sync.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
}
`,
      kind: 'near-miss',
    },
    {
      name: 'what happens is handed in',
      file: 'signing.tf',
      text: `
variable "policy" {
  type = string
}

resource "aws_lambda_code_signing_config" "wallet" {
  allowed_publishers {
    signing_profile_version_arns = ["arn:aws:signer:eu-west-1:111122223333:/signing-profiles/wallet/abc"]
  }

  policies {
    untrusted_artifact_on_deployment = var.policy
  }
}
`,
      kind: 'unknown',
    },
  ],
} satisfies Cases;
