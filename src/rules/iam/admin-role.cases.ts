/** Examples of identities with policies for administrators. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a function runs as administrator',
      file: 'template.yaml',
      severity: 'critical',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  ChatOps:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: chatops.handler
      CodeUri: src/
      Policies: «AdministratorAccess»
`,
      fixed: `
Transform: AWS::Serverless-2016-10-31
Resources:
  ChatOps:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: chatops.handler
      CodeUri: src/
      Policies: AWSLambdaBasicExecutionRole
`,
    },
    {
      name: 'a role that has what a function needs, and everything else',
      file: 'template.yaml',
      severity: 'critical',
      text: `
Resources:
  MailRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { Service: lambda.amazonaws.com }
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
        - «arn:aws:iam::aws:policy/AdministratorAccess»
`,
      fixed: `
Resources:
  MailRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { Service: lambda.amazonaws.com }
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
`,
    },
    {
      name: 'an attachment beside that of the execution policy',
      file: 'main.tf',
      severity: 'critical',
      text: `
resource "aws_iam_role" "mail" {
  name               = "mail"
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}

resource "aws_iam_role_policy_attachment" "basic" {
  role       = aws_iam_role.mail.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_role_policy_attachment" "admin" {
  role       = aws_iam_role.mail.name
  policy_arn = «"arn:aws:iam::aws:policy/AdministratorAccess"»
}
`,
      fixed: null,
    },
    {
      name: 'the role of every function of a service is a power user’s',
      file: 'serverless.yml',
      severity: 'critical',
      text: `
service: digest
provider:
  name: aws
  runtime: nodejs22.x
  iam:
    role:
      managedPolicies:
        - «arn:aws:iam::aws:policy/PowerUserAccess»
functions:
  send:
    handler: send.handler
`,
      fixed: `
service: digest
provider:
  name: aws
  runtime: nodejs22.x
  iam:
    role:
      managedPolicies:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
functions:
  send:
    handler: send.handler
`,
    },
    {
      name: 'a data source finds the policy by its name',
      file: 'main.tf',
      severity: 'critical',
      text: `
data "aws_iam_policy" "ingest" {
  name = «"AdministratorAccess"»
}

resource "aws_iam_role" "ingest" {
  name = "ingest"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "ingest" {
  role       = aws_iam_role.ingest.name
  policy_arn = data.aws_iam_policy.ingest.arn
}
`,
      fixed: `
data "aws_iam_policy" "ingest" {
  name = "AdministratorAccess"
}

resource "aws_iam_role" "ingest" {
  name = "ingest"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "ingest" {
  role       = aws_iam_role.ingest.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}
`,
    },
    {
      name: 'a synthesized user may do anything',
      file: 'cdk.out/Pipeline.template.json',
      severity: 'high',
      text: `
{
 "Resources": {
  "Deployer4F1B": {
   "Type": "AWS::IAM::User",
   "Properties": {
    "ManagedPolicyArns": [«"arn:aws:iam::aws:policy/AdministratorAccess"»]
   }
  }
 }
}
`,
      fixed: null,
    },
    {
      name: 'everything in DynamoDB, where reading would do',
      file: 'template.json',
      severity: 'medium',
      text: `
{
  "Resources": {
    "ReportRole": {
      "Type": "AWS::IAM::Role",
      "Properties": {
        "AssumeRolePolicyDocument": {
          "Statement": [{ "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "Service": "lambda.amazonaws.com" } }]
        },
        "ManagedPolicyArns": [«"arn:aws-us-gov:iam::aws:policy/AmazonDynamoDBFullAccess"»]
      }
    }
  }
}
`,
      fixed: `
{
  "Resources": {
    "ReportRole": {
      "Type": "AWS::IAM::Role",
      "Properties": {
        "AssumeRolePolicyDocument": {
          "Statement": [{ "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "Service": "lambda.amazonaws.com" } }]
        },
        "ManagedPolicyArns": ["arn:aws-us-gov:iam::aws:policy/AmazonDynamoDBReadOnlyAccess"]
      }
    }
  }
}
`,
    },
    {
      name: 'an account of Google Cloud that may change everything of the project',
      file: 'roles.tf',
      text: `
resource "google_service_account" "billing" {
  account_id = "fn-billing"
}

resource "google_project_iam_member" "billing" {
  project = var.project
  role    = «"roles/editor"»
  member  = google_service_account.billing.member
}

resource "google_cloudfunctions2_function" "billing" {
  name     = "billing"
  location = "europe-west1"

  build_config {
    runtime     = "python313"
    entry_point = "main"
  }

  service_config {
    service_account_email = google_service_account.billing.email
  }
}

variable "project" {
  type = string
}
`,
      fixed: `
resource "google_service_account" "billing" {
  account_id = "fn-billing"
}

resource "google_project_iam_member" "billing" {
  project = var.project
  role    = "roles/logging.logWriter"
  member  = google_service_account.billing.member
}

resource "google_cloudfunctions2_function" "billing" {
  name     = "billing"
  location = "europe-west1"

  build_config {
    runtime     = "python313"
    entry_point = "main"
  }

  service_config {
    service_account_email = google_service_account.billing.email
  }
}

variable "project" {
  type = string
}
`,
      severity: 'critical',
    },
    {
      name: 'a whole policy of a project',
      file: 'policy.tf',
      text: `
resource "google_service_account" "worker" {
  account_id = "worker"
}

data "google_iam_policy" "project" {
  binding {
    role    = «"roles/owner"»
    members = ["serviceAccount:\${google_service_account.worker.email}"]
  }
}

resource "google_project_iam_policy" "project" {
  project     = "acme-prod"
  policy_data = data.google_iam_policy.project.policy_data
}
`,
      fixed: `
resource "google_service_account" "worker" {
  account_id = "worker"
}

data "google_iam_policy" "project" {
  binding {
    role    = "roles/logging.logWriter"
    members = ["serviceAccount:\${google_service_account.worker.email}"]
  }
}

resource "google_project_iam_policy" "project" {
  project     = "acme-prod"
  policy_data = data.google_iam_policy.project.policy_data
}
`,
    },
    {
      name: 'an app of Azure that may change everything of its subscription',
      file: 'main.tf',
      text: `
data "azurerm_subscription" "current" {}

resource "azurerm_linux_function_app" "export" {
  name                = "fn-export"
  resource_group_name = "rg-export"
  location            = "westeurope"
  service_plan_id     = var.plan

  identity {
    type = "SystemAssigned"
  }

  site_config {}
}

resource "azurerm_role_assignment" "export" {
  scope                = data.azurerm_subscription.current.id
  role_definition_name = «"Contributor"»
  principal_id         = azurerm_linux_function_app.export.identity[0].principal_id
}

variable "plan" {
  type = string
}
`,
      fixed: `
data "azurerm_subscription" "current" {}

resource "azurerm_linux_function_app" "export" {
  name                = "fn-export"
  resource_group_name = "rg-export"
  location            = "westeurope"
  service_plan_id     = var.plan

  identity {
    type = "SystemAssigned"
  }

  site_config {}
}

resource "azurerm_role_assignment" "export" {
  scope                = data.azurerm_subscription.current.id
  role_definition_name = "Reader"
  principal_id         = azurerm_linux_function_app.export.identity[0].principal_id
}

variable "plan" {
  type = string
}
`,
      severity: 'critical',
    },
    {
      name: 'by the id of a role, over a resource group',
      file: 'main.bicep',
      text: `
resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'fn-export'
  location: resourceGroup().location
  kind: 'functionapp,linux'
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    httpsOnly: true
  }
}

resource owner 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, app.id)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', «'8e3af657-a8ff-443c-a75c-2fe8c4bcb635'»)
    principalId: app.identity.principalId
    principalType: 'ServicePrincipal'
  }
}
`,
      fixed: `
resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'fn-export'
  location: resourceGroup().location
  kind: 'functionapp,linux'
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    httpsOnly: true
  }
}

resource owner 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, app.id)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
    principalId: app.identity.principalId
    principalType: 'ServicePrincipal'
  }
}
`,
      severity: 'critical',
    },
    {
      name: 'a script attaches the policy of administrators',
      file: 'deploy.sh',
      text: `
aws iam attach-role-policy --role-name orders --policy-arn «arn:aws:iam::aws:policy/AdministratorAccess»
`,
      fixed: null,
    },
    {
      name: 'a module of the registry makes an administrator of a service',
      file: 'main.tf',
      text: `
module "jobs" {
  source  = "terraform-aws-modules/iam/aws//modules/iam-role"
  version = "6.2.1"
  name    = "jobs"

  trust_policy_permissions = {
    Lambda = {
      principals = [{ type = "Service", identifiers = ["lambda.amazonaws.com"] }]
    }
  }

  policies = {
    admin = «"arn:aws:iam::aws:policy/AdministratorAccess"»
  }
}
`,
      fixed: `
module "jobs" {
  source  = "terraform-aws-modules/iam/aws//modules/iam-role"
  version = "6.2.1"
  name    = "jobs"

  trust_policy_permissions = {
    Lambda = {
      principals = [{ type = "Service", identifiers = ["lambda.amazonaws.com"] }]
    }
  }

  policies = {
    admin = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
  }
}
`,
    },
  ],
  safe: [
    {
      name: 'a policy of the account’s own, whatever it is called',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { Service: lambda.amazonaws.com }
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - arn:aws:iam::123456789012:policy/AdministratorAccess
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
        - arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess
`,
    },
    {
      name: 'the policy is handed in',
      kind: 'unknown',
      file: 'main.tf',
      text: `
variable "policy_arn" {
  type = string
}

resource "aws_iam_role" "worker" {
  name = "worker"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "worker" {
  role       = aws_iam_role.worker.name
  policy_arn = var.policy_arn
}
`,
    },
    {
      name: 'a policy template of SAM names one table',
      kind: 'fixed',
      file: 'template.yaml',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::SimpleTable
  Read:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: read.handler
      CodeUri: src/
      Policies:
        - DynamoDBReadPolicy:
            TableName: !Ref Orders
`,
    },
    {
      name: 'a role on one resource',
      file: 'main.tf',
      text: `
resource "google_service_account" "reports" {
  account_id = "fn-reports"
}

resource "google_storage_bucket" "reports" {
  name     = "acme-reports"
  location = "EU"
}

resource "google_storage_bucket_iam_member" "reports" {
  bucket = google_storage_bucket.reports.name
  role   = "roles/storage.objectUser"
  member = google_service_account.reports.member
}
`,
      kind: 'near-miss',
    },
    {
      name: 'a person, not a function',
      file: 'people.tf',
      text: `
resource "google_project_iam_member" "admin" {
  project = "acme-prod"
  role    = "roles/owner"
  member  = "group:platform@example.org"
}
`,
      kind: 'near-miss',
    },
    {
      name: 'which role it is, is handed in',
      file: 'main.bicep',
      text: `
param roleId string

resource id 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-export'
  location: resourceGroup().location
}

resource assignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, id.id)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleId)
    principalId: id.properties.principalId
    principalType: 'ServicePrincipal'
  }
}
`,
      kind: 'unknown',
    },
    {
      name: 'the role of guests: that people use it who have not signed in is worse, and told instead',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
Resources:
  Visitors:
    Type: AWS::Cognito::IdentityPool
    Properties:
      AllowUnauthenticatedIdentities: true
  VisitorRoles:
    Type: AWS::Cognito::IdentityPoolRoleAttachment
    Properties:
      IdentityPoolId: !Ref Visitors
      Roles: { unauthenticated: !GetAtt Guest.Arn }
  Guest:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [] }
      ManagedPolicyArns: [arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess]
`,
    },
  ],
} satisfies Cases;
