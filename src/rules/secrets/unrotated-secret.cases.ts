/** Examples of secrets/unrotated-secret. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a key that does not rotate, and one that says so',
      file: 'keys.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  «OrdersKey»:
    Type: AWS::KMS::Key
    Properties:
      Description: orders
  LogsKey:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: «false»
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  OrdersKey:
    Type: AWS::KMS::Key
    Properties:
      Description: orders
      EnableKeyRotation: true
  LogsKey:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: true
`,
    },
    {
      name: 'a key in Terraform',
      file: 'main.tf',
      text: `
«resource "aws_kms_key" "orders"» {
  description             = "orders"
  deletion_window_in_days = 14
}
`,
      fixed: `
resource "aws_kms_key" "orders" {
  description             = "orders"
  deletion_window_in_days = 14
  enable_key_rotation     = true
}
`,
    },
    {
      name: 'database credentials that nothing rotates',
      file: 'database.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  «DatabaseCredentials»:
    Type: AWS::SecretsManager::Secret
    Properties:
      GenerateSecretString:
        SecretStringTemplate: '{"username":"app"}'
        GenerateStringKey: password
`,
      fixed: null,
    },
    {
      name: 'a secret that is attached to a database',
      file: 'orders.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  «Login»:
    Type: AWS::SecretsManager::Secret
    Properties:
      GenerateSecretString:
        SecretStringTemplate: '{"username":"app"}'
        GenerateStringKey: password
  Attachment:
    Type: AWS::SecretsManager::SecretTargetAttachment
    Properties:
      SecretId: !Ref Login
      TargetId: orders
      TargetType: AWS::RDS::DBInstance
`,
      fixed: null,
    },
  ],
  safe: [
    {
      name: 'keys that sign cannot rotate by themselves',
      file: 'keys.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  SigningKey:
    Type: AWS::KMS::Key
    Properties:
      KeySpec: ECC_NIST_P256
      KeyUsage: SIGN_VERIFY
  Imported:
    Type: AWS::KMS::Key
    Properties:
      Origin: EXTERNAL
`,
      kind: 'near-miss',
    },
    {
      name: 'credentials with a schedule, and a secret of another kind',
      file: 'main.tf',
      text: `
resource "aws_secretsmanager_secret" "db_credentials" {
  name = "orders/db"
}

resource "aws_secretsmanager_secret_rotation" "db_credentials" {
  secret_id           = aws_secretsmanager_secret.db_credentials.id
  rotation_lambda_arn = "arn:aws:lambda:eu-west-1:111122223333:function:rotate"

  rotation_rules {
    automatically_after_days = 30
  }
}

resource "aws_secretsmanager_secret" "stripe" {
  name = "stripe/key"
}
`,
      kind: 'near-miss',
    },
    {
      name: 'whether it rotates is handed in',
      file: 'main.tf',
      text: `
variable "rotate" {
  type = bool
}

resource "aws_kms_key" "orders" {
  enable_key_rotation = var.rotate
}
`,
      kind: 'unknown',
    },
  ],
} satisfies Cases;
