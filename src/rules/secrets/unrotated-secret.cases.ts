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
    {
      name: 'a key and a vault of Azure',
      file: 'vault.tf',
      text: `
«resource "azurerm_key_vault" "orders"» {
  name                = "kv-orders"
  resource_group_name = "rg-orders"
  sku_name            = "standard"
}

«resource "azurerm_key_vault_key" "orders"» {
  name         = "orders"
  key_vault_id = azurerm_key_vault.orders.id
  key_type     = "RSA"
  key_opts     = ["wrapKey", "unwrapKey"]
}
`,
      fixed: `
resource "azurerm_key_vault" "orders" {
  name                     = "kv-orders"
  resource_group_name      = "rg-orders"
  sku_name                 = "standard"
  purge_protection_enabled = true
}

resource "azurerm_key_vault_key" "orders" {
  name         = "orders"
  key_vault_id = azurerm_key_vault.orders.id
  key_type     = "RSA"
  key_opts     = ["wrapKey", "unwrapKey"]

  rotation_policy {
    automatic {
      time_after_creation = "P365D"
    }
  }
}
`,
    },
    {
      name: 'a key and a vault in Bicep',
      file: 'vault.bicep',
      text: `
resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-orders'
  properties: {
    enablePurgeProtection: «false»
  }
}

«resource key 'Microsoft.KeyVault/vaults/keys@2024-11-01'» = {
  parent: vault
  name: 'orders'
  properties: {
    kty: 'RSA'
  }
}
`,
      fixed: `
resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-orders'
  properties: {
    enablePurgeProtection: true
  }
}

resource key 'Microsoft.KeyVault/vaults/keys@2024-11-01' = {
  parent: vault
  name: 'orders'
  properties: {
    kty: 'RSA'
    rotationPolicy: {
      lifetimeActions: [
        {
          trigger: {
            timeAfterCreate: 'P365D'
          }
          action: {
            type: 'rotate'
          }
        }
      ]
    }
  }
}
`,
    },
  ],
  safe: [
    {
      name: 'vaults that are protected, there already, or left to whoever deploys',
      file: 'vault.bicep',
      text: `
param keep bool

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-orders'
  properties: {
    enablePurgeProtection: true
  }
}

resource other 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-scans'
  properties: {
    enablePurgeProtection: keep ? true : null
  }
}

resource elsewhere 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: 'kv-shared'
}

resource key 'Microsoft.KeyVault/vaults/keys@2024-11-01' = {
  parent: vault
  name: 'orders'
  properties: {
    attributes: {
      exp: 1830297600
    }
  }
}
`,
      kind: 'near-miss',
    },
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
