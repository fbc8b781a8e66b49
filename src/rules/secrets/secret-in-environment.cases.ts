/** Examples of credentials in templates. The values are put together here so that no scanner takes this file for a leak. */
import type { Cases } from '../rule.ts';

const live = `${'pf'}_live_7Qm2xT9vLr4KcW8sZb1NyH6dJe3UaG5o`;
const webhook = `${'whsec'}_Yt4Rk0pV9sEw2LzX7uQbM1hCn8GdA3fJ`;
const password = `${'Gr4nite'}-Oars_0417`;

export default {
  vulnerable: [
    {
      name: 'a provider’s live key stands in a function’s environment',
      file: 'template.yaml',
      severity: 'critical',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  ChargeSession:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: charge.handler
      CodeUri: src/
      Environment:
        Variables:
          PAYFLOW_API_KEY: «${live}»
          CURRENCY: EUR
`,
      fixed: `
Transform: AWS::Serverless-2016-10-31
Resources:
  ChargeSession:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: charge.handler
      CodeUri: src/
      Environment:
        Variables:
          PAYFLOW_API_KEY: charge-session/payflow-api-key
          CURRENCY: EUR
`,
    },
    {
      name: 'a parameter’s default is the password that a function gets',
      file: 'mailer.yml',
      severity: 'critical',
      text: `
Parameters:
  SmtpPassword:
    Type: String
    Default: «${password}»
Resources:
  Mailer:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Handler: mailer.handler
      Role: arn:aws:iam::123456789012:role/mailer
      Code: { S3Bucket: code, S3Key: mailer.zip }
      Environment:
        Variables:
          SMTP_PASSWORD: !Ref SmtpPassword
`,
      fixed: `
Parameters:
  SmtpPassword:
    Type: String
    NoEcho: true
Resources:
  Mailer:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Handler: mailer.handler
      Role: arn:aws:iam::123456789012:role/mailer
      Code: { S3Bucket: code, S3Key: mailer.zip }
      Environment:
        Variables:
          SMTP_PASSWORD: !Ref SmtpPassword
`,
    },
    {
      name: 'the default of a variable reaches a function through locals',
      file: 'main.tf',
      severity: 'critical',
      text: `
variable "webhook_secret" {
  type      = string
  sensitive = true
  default   = «"${webhook}"»
}

locals {
  environment = merge({ STAGE = "prod" }, { WEBHOOK_SECRET = var.webhook_secret })
}

resource "aws_lambda_function" "carrier" {
  function_name = "carrier"
  runtime       = "nodejs22.x"
  handler       = "carrier.handler"
  filename      = "carrier.zip"
  role          = "arn:aws:iam::123456789012:role/carrier"

  environment {
    variables = local.environment
  }
}
`,
      fixed: `
variable "webhook_secret" {
  type      = string
  sensitive = true
}

locals {
  environment = merge({ STAGE = "prod" }, { WEBHOOK_SECRET = var.webhook_secret })
}

resource "aws_lambda_function" "carrier" {
  function_name = "carrier"
  runtime       = "nodejs22.x"
  handler       = "carrier.handler"
  filename      = "carrier.zip"
  role          = "arn:aws:iam::123456789012:role/carrier"

  environment {
    variables = local.environment
  }
}
`,
    },
    {
      name: 'the password of every function stands in an included file',
      file: 'serverless.yml',
      severity: 'critical',
      files: {
        'config/prod.yml': `
environment:
  DB_HOST: db.internal
  DB_PASSWORD: «'${password}'»
`,
      },
      text: `
service: appointments
provider:
  name: aws
  runtime: nodejs22.x
  environment: \${file(config/prod.yml):environment}
functions:
  remind:
    handler: remind.handler
`,
      fixed: {
        'config/prod.yml': `
environment:
  DB_HOST: db.internal
  DB_PASSWORD: 'remind/db-password'
`,
      },
    },
    {
      name: 'a database is made with a password that anybody can read',
      file: 'template.json',
      severity: 'critical',
      text: `
{
  "Resources": {
    "Bookings": {
      "Type": "AWS::RDS::DBCluster",
      "Properties": {
        "Engine": "aurora-postgresql",
        "MasterUsername": "bookings",
        "MasterUserPassword": «"${password}"»
      }
    }
  }
}
`,
      fixed: `
{
  "Resources": {
    "Bookings": {
      "Type": "AWS::RDS::DBCluster",
      "Properties": {
        "Engine": "aurora-postgresql",
        "MasterUsername": "bookings",
        "MasterUserPassword": "{{resolve:secretsmanager:bookings/master-user-password}}"
      }
    }
  }
}
`,
    },
    {
      name: 'an option of Elastic Beanstalk and a header of CloudFront',
      file: 'web.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Web:
    Type: AWS::ElasticBeanstalk::Environment
    Properties:
      ApplicationName: web
      OptionSettings:
        - Namespace: aws:elasticbeanstalk:application:environment
          OptionName: DB_PASSWORD
          Value: «Copper7Meadow_Fox»
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Web:
    Type: AWS::ElasticBeanstalk::Environment
    Properties:
      ApplicationName: web
      OptionSettings:
        - Namespace: aws:elasticbeanstalk:application:environment
          OptionName: DB_PASSWORD
          Value: '{{resolve:secretsmanager:web/db-password}}'
`,
    },
    {
      name: 'a variable of a command',
      file: 'main.tf',
      text: `
resource "null_resource" "seed" {
  provisioner "local-exec" {
    command     = "psql -f seed.sql"
    environment = { PGPASSWORD = «"Quiet9Harbor_Stone"» }
  }
}
`,
      fixed: null,
    },
    {
      name: 'a script hands a secret over',
      file: 'deploy.sh',
      text: `
aws lambda update-function-configuration --function-name orders --environment 'Variables={DB_PASSWORD=«${password}»}'
`,
      fixed: `
aws lambda update-function-configuration --function-name orders --environment 'Variables={DB_PASSWORD=orders/db-password}'
`,
    },
    {
      name: 'what a module from a registry is given',
      file: 'service.tf',
      text: `
module "orders" {
  source  = "GoogleCloudPlatform/cloud-run/google"
  version = "~> 0.21"

  service_name = "orders"
  project_id   = "acme"
  location     = "europe-west1"
  image        = "europe-docker.pkg.dev/acme/orders/app:1.4"
  env_vars = [
    { name = "DB_PASSWORD", value = «"Tr0ub4dor-and-3"» },
  ]
}
`,
      fixed: `
module "orders" {
  source  = "GoogleCloudPlatform/cloud-run/google"
  version = "~> 0.21"

  service_name = "orders"
  project_id   = "acme"
  location     = "europe-west1"
  image        = "europe-docker.pkg.dev/acme/orders/app:1.4"
  env_vars = [
    { name = "DB_PASSWORD", value = "orders-db-password" },
  ]
}
`,
    },
    {
      name: 'a password among the settings of an app on Azure, with a vault beside it',
      file: 'main.bicep',
      text: `
resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: 'kv-roster'
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-roster'
  location: 'westeurope'
  kind: 'functionapp'
  properties: {
    httpsOnly: true
    siteConfig: {
      appSettings: [
        { name: 'DB_PASSWORD', value: «'${password}'» }
      ]
    }
  }
}
`,
      fixed: `
resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: 'kv-roster'
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-roster'
  location: 'westeurope'
  kind: 'functionapp'
  properties: {
    httpsOnly: true
    siteConfig: {
      appSettings: [
        { name: 'DB_PASSWORD', value: '@Microsoft.KeyVault(VaultName=\${vault.name};SecretName=app-db-password)' }
      ]
    }
  }
}
`,
    },
    {
      name: 'a password in settings that are merged, with no vault in sight',
      file: 'main.tf',
      text: `
locals {
  database = {
    PGUSER     = "roster_app"
    PGPASSWORD = «"${password}"»
  }
}

resource "azurerm_linux_function_app" "roster" {
  name                = "func-roster"
  resource_group_name = "rg-roster"
  location            = "westeurope"
  https_only          = true
  app_settings        = merge({ LEVEL = "high" }, local.database)
  site_config {}
}
`,
      fixed: `
locals {
  database = {
    PGUSER     = "roster_app"
    PGPASSWORD = "@Microsoft.KeyVault(VaultName=\${var.key_vault_name};SecretName=roster-pgpassword)"
  }
}

resource "azurerm_linux_function_app" "roster" {
  name                = "func-roster"
  resource_group_name = "rg-roster"
  location            = "westeurope"
  https_only          = true
  app_settings        = merge({ LEVEL = "high" }, local.database)
  site_config {}
}

variable "key_vault_name" {
  description = "Name of the key vault that holds the secrets of the app"
  type        = string
}
`,
    },
    {
      name: 'a machine exports a key when it starts',
      file: 'host.yaml',
      severity: 'critical',
      text: `
Resources:
  Host:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: «|
          #!/bin/bash
          export WEBHOOK_KEY='${webhook}'
          systemctl start hooks»
`,
      fixed: `
Resources:
  Host:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: |
          #!/bin/bash
          export WEBHOOK_KEY=$(aws secretsmanager get-secret-value --secret-id host/webhook-key --query SecretString --output text)
          systemctl start hooks
`,
    },
    {
      name: 'a job of Cloud Run',
      file: 'deploy.sh',
      text: `#!/usr/bin/env bash
gcloud run jobs deploy export --image "$IMAGE" --region europe-west4 --set-env-vars "MODE=full,SFTP_PASSWORD=«Bever_Dam-7720»"
`,
      fixed: `#!/usr/bin/env bash
gcloud run jobs deploy export --image "$IMAGE" --region europe-west4 --set-env-vars "MODE=full,SFTP_PASSWORD=export-sftp-password"
`,
    },
  ],
  safe: [
    {
      name: 'names, paths and addresses of secrets',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
Resources:
  Poster:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Handler: poster.main
      Role: arn:aws:iam::123456789012:role/poster
      Code: { S3Bucket: code, S3Key: poster.zip }
      Environment:
        Variables:
          DB_SECRET_NAME: prod/ledger/aurora
          DB_SECRET: ledger-aurora
          API_KEY: /ledger/prod/partner-api-key
          TOKEN_URL: https://login.example.org/oauth2/token
          TOKEN_TTL: 3600
          AWS_CA_BUNDLE: /etc/pki/tls-ca-bundle.pem
          PARTITION_KEY: customerId
`,
    },
    {
      name: 'the value is read from Secrets Manager at deployment',
      kind: 'fixed',
      file: 'template.yaml',
      text: `
Resources:
  Bookings:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-postgresql
      MasterUsername: bookings
      MasterUserPassword: '{{resolve:secretsmanager:bookings/admin:SecretString:password}}'
`,
    },
    {
      name: 'a default that somebody must replace',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
Parameters:
  ApiToken:
    Type: String
    NoEcho: true
    Default: <your-token>
Resources:
  Topic:
    Type: AWS::SNS::Topic
`,
    },
    {
      name: 'the value is handed in',
      kind: 'unknown',
      file: 'main.tf',
      text: `
variable "db_password" {
  type      = string
  sensitive = true
}

resource "aws_lambda_function" "reader" {
  function_name = "reader"
  runtime       = "nodejs22.x"
  handler       = "reader.handler"
  filename      = "reader.zip"
  role          = "arn:aws:iam::123456789012:role/reader"

  environment {
    variables = {
      DB_PASSWORD = var.db_password
    }
  }
}
`,
    },
    {
      name: 'what is put in later: names of the setting, generated values, references to private settings',
      kind: 'near-miss',
      file: 'main.bicep',
      text: `
resource app 'Microsoft.Web/sites@2023-12-01' = {
  name: 'app-orders'
  location: 'westeurope'
  kind: 'functionapp'
  properties: {
    httpsOnly: true
    siteConfig: {
      appSettings: [
        { name: 'FUNCTION_KEY', value: 'FUNCTION-KEY' }
        { name: 'ADMIN_PASSWORD', value: 'GEN-PASSWORD' }
        { name: 'DB_PASSWORD', value: 'PrivateSettingsRef:DbPassword' }
      ]
    }
  }
}
`,
    },
    {
      name: 'keys that a test hands over so that something stands there',
      kind: 'near-miss',
      file: 'providers.tf',
      text: `
provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  access_key                  = "mock_access_key"
  secret_key                  = "mock_secret_key"
}

resource "aws_sqs_queue" "in" {
  name = "in"
}
`,
    },
    {
      name: 'a build names the vault that holds the token',
      kind: 'near-miss',
      file: 'build.yaml',
      text: `
Resources:
  Build:
    Type: AWS::CodeBuild::Project
    Properties:
      ServiceRole: arn:aws:iam::111122223333:role/build
      Artifacts: { Type: NO_ARTIFACTS }
      Source: { Type: NO_SOURCE, BuildSpec: buildspec.yml }
      Environment:
        Type: ARM_LAMBDA_CONTAINER
        ComputeType: BUILD_LAMBDA_1GB
        Image: aws/codebuild/amazonlinux-aarch64-lambda-standard:nodejs22
        EnvironmentVariables:
          - { Name: NPM_TOKEN, Value: 'ci/npm:token', Type: SECRETS_MANAGER }
          - { Name: DEPLOY_PASSWORD, Value: ci-deploy-password, Type: PARAMETER_STORE }
`,
    },
    {
      name: 'keys of KMS by their numbers',
      kind: 'near-miss',
      file: 'main.tf',
      text: `
variable "encryption_key" {
  default = "0a1b2c3d-1111-4222-8333-444455556666"
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
  filename      = "orders.zip"
  handler       = "app.handler"
  runtime       = "python3.13"

  environment {
    variables = {
      ENCRYPTION_KEY = var.encryption_key
      KMS_MASTER_KEY = "mrk-1234abcd12ab34cd56ef1234567890ab"
    }
  }
}
`,
    },
  ],
} satisfies Cases;
