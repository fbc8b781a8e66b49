/** Examples of access keys that do not expire. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a user whose key a function gets',
      file: 'template.yaml',
      severity: 'high',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Uploader:
    Type: AWS::IAM::User
  UploaderKey:
    Type: AWS::IAM::AccessKey
    Properties:
      UserName: !Ref Uploader
  Sign:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: sign.handler
      CodeUri: src/
      Environment:
        Variables:
          KEY_ID: !Ref UploaderKey
          SIGNING_SECRET: «!GetAtt UploaderKey.SecretAccessKey»
`,
      fixed: null,
    },
    {
      name: 'a key for whoever deploys',
      file: 'main.tf',
      severity: 'medium',
      text: `
resource "aws_iam_user" "deploy" {
  name = "deploy"
}

«resource "aws_iam_access_key" "deploy"» {
  user = aws_iam_user.deploy.name
}
`,
      fixed: null,
    },
    {
      name: 'a key from a parameter in the place of the role',
      file: 'serverless.yml',
      severity: 'medium',
      text: `
service: pictures
provider:
  name: aws
  runtime: nodejs22.x
functions:
  sign:
    handler: sign.handler
    environment:
      MY_AWS_ACCESS_KEY_ID: \${env:KEY_ID}
      MY_AWS_SECRET_ACCESS_KEY: «\${env:KEY_SECRET}»
`,
      fixed: null,
    },
    {
      name: 'a key of an account of Google Cloud',
      file: 'key.tf',
      text: `
resource "google_service_account" "uploader" {
  account_id = "uploader"
}

«resource "google_service_account_key" "uploader"» {
  service_account_id = google_service_account.uploader.name
}
`,
      fixed: null,
      severity: 'medium',
    },
    {
      name: 'such a key in the environment of a function',
      file: 'function.tf',
      text: `
resource "google_service_account_key" "uploader" {
  service_account_id = "uploader"
}

resource "google_cloudfunctions2_function" "upload" {
  name     = "upload"
  location = "europe-west1"

  service_config {
    environment_variables = {
      ACCOUNT = «google_service_account_key.uploader.private_key»
    }
  }
}
`,
      fixed: null,
      severity: 'high',
    },
    {
      name: 'commands that make keys which nobody takes away',
      file: 'setup.sh',
      severity: 'medium',
      text: `
«aws iam create-access-key --user-name deployer»
«gcloud iam service-accounts keys create key.json --iam-account=deployer@shop.iam.gserviceaccount.com»
«az ad sp create-for-rbac --name deployer»
`,
      fixed: null,
    },
    {
      name: 'a script makes a key',
      file: 'deploy.sh',
      text: `
aws iam create-user --user-name orders-app
«aws iam create-access-key --user-name orders-app»
`,
      fixed: null,
    },
    {
      name: 'a user and its key',
      file: 'stack.yaml',
      text: `
Resources:
  App:
    Type: AWS::IAM::User
  «AppKey»:
    Type: AWS::IAM::AccessKey
    Properties:
      UserName: !Ref App
`,
      fixed: null,
    },
    {
      name: 'the key of a database among the settings of an app',
      file: 'main.tf',
      severity: 'medium',
      text: `
resource "azurerm_cosmosdb_account" "orders" {
  name = "cosmos-orders"
}

resource "azurerm_linux_function_app" "orders" {
  name                       = "fn-orders"
  https_only                 = true
  storage_account_name       = azurerm_storage_account.host.name
  storage_account_access_key = azurerm_storage_account.host.primary_access_key
  site_config {}

  app_settings = {
    COSMOS_ENDPOINT = azurerm_cosmosdb_account.orders.endpoint
    COSMOS_KEY      = «azurerm_cosmosdb_account.orders.primary_key»
  }
}
`,
      fixed: null,
    },
    {
      name: 'a connection string with the key of an account',
      file: 'main.bicep',
      severity: 'medium',
      text: `
resource account 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: 'stscans'
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'fn-orders'
  kind: 'functionapp,linux'
  properties: {
    httpsOnly: true
    siteConfig: {
      appSettings: [
        {
          name: 'AzureWebJobsStorage'
          value: 'DefaultEndpointsProtocol=https;AccountName=\${account.name};AccountKey=\${account.listKeys().keys[0].value}'
        }
        {
          name: 'SCANS'
          value: «'DefaultEndpointsProtocol=https;AccountName=\${account.name};AccountKey=\${account.listKeys().keys[0].value}'»
        }
      ]
    }
  }
}
`,
      fixed: null,
    },
    {
      name: 'a connection string of Service Bus',
      file: 'azuredeploy.json',
      severity: 'medium',
      text: `
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.ServiceBus/namespaces",
      "apiVersion": "2024-01-01",
      "name": "sb-orders"
    },
    {
      "type": "Microsoft.ServiceBus/namespaces/authorizationRules",
      "apiVersion": "2024-01-01",
      "name": "sb-orders/send",
      "properties": { "rights": ["Send"] }
    },
    {
      "type": "Microsoft.Web/sites",
      "apiVersion": "2024-04-01",
      "name": "fn-orders",
      "kind": "functionapp",
      "properties": {
        "httpsOnly": true,
        "siteConfig": {
          "appSettings": [
            { "name": "ORDERS", "value": «"[listKeys(resourceId('Microsoft.ServiceBus/namespaces/authorizationRules', 'sb-orders', 'send'), '2024-01-01').primaryConnectionString]"» }
          ]
        }
      }
    }
  ]
}
`,
      fixed: null,
    },
  ],
  safe: [
    {
      name: 'connections by identity, by a vault, and what the host keeps its state in',
      kind: 'near-miss',
      file: 'main.tf',
      text: `
resource "azurerm_servicebus_namespace" "orders" {
  name = "sb-orders"
}

resource "azurerm_storage_account" "host" {
  name = "sthost"
}

resource "azurerm_application_insights" "orders" {
  name = "ai-orders"
}

resource "azurerm_windows_function_app" "orders" {
  name       = "fn-orders"
  https_only = true
  site_config {}

  app_settings = {
    AzureWebJobsStorage                      = azurerm_storage_account.host.primary_connection_string
    WEBSITE_CONTENTAZUREFILECONNECTIONSTRING = azurerm_storage_account.host.primary_connection_string
    APPLICATIONINSIGHTS_CONNECTION_STRING    = azurerm_application_insights.orders.connection_string
    ORDERS__fullyQualifiedNamespace          = azurerm_servicebus_namespace.orders.endpoint
    COSMOS_KEY                               = "@Microsoft.KeyVault(VaultName=kv-orders;SecretName=cosmos)"
  }
}
`,
    },
    {
      name: 'a certificate, and keys that are listed',
      kind: 'near-miss',
      file: 'setup.sh',
      text: `
az ad sp create-for-rbac --name deployer --create-cert
aws iam list-access-keys --user-name deployer
gcloud iam service-accounts keys list --iam-account=deployer@shop.iam.gserviceaccount.com
`,
    },
    {
      name: 'a key that is turned off',
      kind: 'near-miss',
      file: 'main.tf',
      text: `
resource "aws_iam_access_key" "old" {
  user   = "deploy"
  status = "Inactive"
}
`,
    },
    {
      name: 'the name of a secret that keeps the key of another service',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
Transform: AWS::Serverless-2016-10-31
Parameters:
  KeyArn:
    Type: String
  WasabiKey:
    Type: String
    NoEcho: true
Resources:
  Sign:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: sign.handler
      CodeUri: src/
      Environment:
        Variables:
          AWS_SECRET_KEY_ARN: !Ref KeyArn
          WASABI_SECRET_ACCESS_KEY: !Ref WasabiKey
`,
    },
    {
      name: 'a variable that may be anything',
      kind: 'unknown',
      file: 'main.tf',
      text: `
variable "signing_secret" {
  type      = string
  sensitive = true
}

resource "aws_lambda_function" "sign" {
  function_name = "sign"
  runtime       = "nodejs22.x"
  handler       = "sign.handler"
  filename      = "sign.zip"
  role          = "arn:aws:iam::123456789012:role/sign"
  environment {
    variables = { SIGNING_SECRET = var.signing_secret }
  }
}
`,
    },
    {
      name: 'an account without a key',
      file: 'account.tf',
      text: `
resource "google_service_account" "uploader" {
  account_id = "uploader"
}
`,
      kind: 'near-miss',
    },
  ],
} satisfies Cases;
