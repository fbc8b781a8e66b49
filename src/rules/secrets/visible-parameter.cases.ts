/** Examples of secrets that parameters, outputs and the parameter store show. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'the console shows the password that is handed in',
      file: 'template.yaml',
      text: `
Parameters:
  «DbPassword»:
    Type: String
Resources:
  Db:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-postgresql
      MasterUsername: app
      MasterUserPassword: !Ref DbPassword
`,
      fixed: `
Parameters:
  DbPassword:
    Type: String
    NoEcho: true
Resources:
  Db:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-postgresql
      MasterUsername: app
      MasterUserPassword: !Ref DbPassword
`,
    },
    {
      name: 'plans and logs show the token that is handed in',
      file: 'main.tf',
      text: `
«variable "partner_api_token"» {
  type = string
}

resource "aws_secretsmanager_secret" "partner" {
  name = "partner"
}

resource "aws_secretsmanager_secret_version" "partner" {
  secret_id     = aws_secretsmanager_secret.partner.id
  secret_string = var.partner_api_token
}
`,
      fixed: `
variable "partner_api_token" {
  type      = string
  sensitive = true
}

resource "aws_secretsmanager_secret" "partner" {
  name = "partner"
}

resource "aws_secretsmanager_secret_version" "partner" {
  secret_id     = aws_secretsmanager_secret.partner.id
  secret_string = var.partner_api_token
}
`,
    },
    {
      name: 'an output shows the key that was made',
      file: 'template.json',
      text: `
{
  "Resources": {
    "Reader": { "Type": "AWS::IAM::User" },
    "ReaderKey": { "Type": "AWS::IAM::AccessKey", "Properties": { "UserName": { "Ref": "Reader" } } }
  },
  "Outputs": {
    "ReaderKeySecret": { "Value": «{ "Fn::GetAtt": ["ReaderKey", "SecretAccessKey"] }» }
  }
}
`,
      fixed: null,
    },
    {
      name: 'an output shows the key of a GraphQL API',
      file: 'template.yaml',
      text: `
Resources:
  Notes:
    Type: AWS::AppSync::GraphQLApi
    Properties:
      Name: notes
      AuthenticationType: API_KEY
  NotesKey:
    Type: AWS::AppSync::ApiKey
    Properties:
      ApiId: !GetAtt Notes.ApiId
Outputs:
  Key:
    Value: «!GetAtt NotesKey.ApiKey»
`,
      fixed: null,
      severity: 'low',
    },
    {
      name: 'the parameter store keeps a password as plain text',
      file: 'template.yaml',
      text: `
Parameters:
  Password:
    Type: String
    NoEcho: true
Resources:
  StoredPassword:
    Type: AWS::SSM::Parameter
    Properties:
      Name: /shop/prod/db-password
      Type: String
      Value: «!Ref Password»
`,
      fixed: null,
    },
    {
      name: 'an entry in clear whose value the deployment gives',
      file: 'main.tf',
      text: `
variable "db_password" {
  type      = string
  sensitive = true
}

resource "aws_ssm_parameter" "db_password" {
  name  = "/orders/db-password"
  type  = "String"
  value = «var.db_password»
}
`,
      fixed: `
variable "db_password" {
  type      = string
  sensitive = true
}

resource "aws_ssm_parameter" "db_password" {
  name  = "/orders/db-password"
  type  = "SecureString"
  value = var.db_password
}
`,
      severity: 'medium',
    },
    {
      name: 'a script stores a secret in clear',
      file: 'deploy.sh',
      text: `
aws ssm put-parameter --name /orders/db-password --type String --value «"$DB_PASSWORD"»
`,
      fixed: `
aws ssm put-parameter --name /orders/db-password --type SecureString --value "$DB_PASSWORD"
`,
    },
    {
      name: 'a password that is no secure parameter of Bicep',
      file: 'main.bicep',
      text: `
type name = string
param «adminPassword» name
`,
      fixed: `
type name = string
@secure()
param adminPassword name
`,
      severity: 'medium',
    },
    {
      name: 'a key that a function encrypts with is handed to it',
      file: 'main.tf',
      text: `
«variable "encryption_key"» {
  type = string
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
    }
  }
}
`,
      fixed: `
variable "encryption_key" {
  type      = string
  sensitive = true
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
    }
  }
}
`,
    },
    {
      name: 'a module of the registry stores a token in clear',
      file: 'main.tf',
      text: `
module "token" {
  source  = "terraform-aws-modules/ssm-parameter/aws"
  version = "1.1.2"
  name    = "/crm/api_token"
  type    = "String"
  value   = «var.crm_token»
}

variable "crm_token" {
  type      = string
  sensitive = true
}
`,
      fixed: `
module "token" {
  source  = "terraform-aws-modules/ssm-parameter/aws"
  version = "1.1.2"
  name    = "/crm/api_token"
  type    = "SecureString"
  value   = var.crm_token
}

variable "crm_token" {
  type      = string
  sensitive = true
}
`,
    },
    {
      name: 'an output with a key of an account',
      file: 'store.bicep',
      text: `resource st 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: 'stinvoices'
}

output connection string = «'DefaultEndpointsProtocol=https;AccountName=\${st.name};AccountKey=\${st.listKeys().keys[0].value}'»
`,
      fixed: null,
    },
  ],
  safe: [
    {
      name: 'whether the client gets a secret is none',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
Parameters:
  userpoolClientGenerateSecret:
    Type: String
Resources:
  Client:
    Type: AWS::Cognito::UserPoolClient
    Properties:
      UserPoolId: eu-west-1_Ab1Cd2Ef3
      GenerateSecret: !Ref userpoolClientGenerateSecret
`,
    },
    {
      name: 'names and addresses of secrets, and switches',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
Parameters:
  DbPasswordSecretArn:
    Type: String
  ApiKeyName:
    Type: String
  RequireApiKey:
    Type: String
    Default: 'true'
  DbPassword:
    Type: String
    Default: /shop/prod/db-password
Resources:
  Topic:
    Type: AWS::SNS::Topic
`,
    },
    {
      name: 'a parameter that is hidden, an output of an ARN',
      kind: 'fixed',
      file: 'template.yaml',
      text: `
Parameters:
  ApiToken:
    Type: String
    NoEcho: true
Resources:
  Stored:
    Type: AWS::SecretsManager::Secret
    Properties:
      SecretString: !Ref ApiToken
Outputs:
  SecretArn:
    Value: !Ref Stored
`,
    },
    {
      name: 'a parameter that is looked up by its name',
      kind: 'unknown',
      file: 'template.yaml',
      text: `
Parameters:
  LookedUpPassword:
    Type: AWS::SSM::Parameter::Value<String>
Resources:
  Topic:
    Type: AWS::SNS::Topic
`,
    },
    {
      name: 'lists, switches, tokens that name something, and types with hidden parts',
      kind: 'near-miss',
      file: 'main.bicep',
      text: `
type login = {
  user: string
  @secure()
  password: string
}

@secure()
type password = string

param adminPassword password
param registryCredentials login
param clientCredentials array
param needsSecret bool
param creationToken string
`,
    },
    {
      name: 'a key that settings of a key service take is the name of one',
      kind: 'near-miss',
      file: 'main.tf',
      text: `
variable "encryption_key" {
  description = "ARN of the key"
  type        = string
}

resource "aws_sqs_queue" "orders" {
  name              = "orders"
  kms_master_key_id = var.encryption_key == "" ? null : var.encryption_key
}
`,
    },
    {
      name: 'a parameter for the key of a function',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
Transform: AWS::Serverless-2016-10-31
Parameters:
  EncryptionKey: { Type: String }
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
      CodeUri: src/
      KmsKeyArn: !If [Own, !Ref EncryptionKey, !Ref AWS::NoValue]
Conditions:
  Own: !Not [!Equals [!Ref EncryptionKey, '']]
`,
    },
    {
      name: 'an output with a key that is marked as secret',
      kind: 'near-miss',
      file: 'store.bicep',
      text: `resource st 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: 'stinvoices'
}

@secure()
output key string = st.listKeys().keys[0].value
output blobEndpoint string = st.properties.primaryEndpoints.blob
`,
    },
  ],
} satisfies Cases;
