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
    {
      name: 'a pool of Google Cloud that asks nothing of a token',
      file: 'pool.tf',
      text: `
resource "google_iam_workload_identity_pool" "ci" {
  workload_identity_pool_id = "ci"
}

«resource "google_iam_workload_identity_pool_provider" "github"» {
  workload_identity_pool_id          = google_iam_workload_identity_pool.ci.workload_identity_pool_id
  workload_identity_pool_provider_id = "github"

  attribute_mapping = {
    "google.subject" = "assertion.sub"
  }

  oidc {
    issuer_uri = "https://token.actions.githubusercontent.com"
  }
}
`,
      fixed: `
resource "google_iam_workload_identity_pool" "ci" {
  workload_identity_pool_id = "ci"
}

resource "google_iam_workload_identity_pool_provider" "github" {
  workload_identity_pool_id          = google_iam_workload_identity_pool.ci.workload_identity_pool_id
  workload_identity_pool_provider_id = "github"
  attribute_condition                = "assertion.repository_owner == \\"YOUR-ORGANIZATION_\\""

  attribute_mapping = {
    "google.subject" = "assertion.sub"
  }

  oidc {
    issuer_uri = "https://token.actions.githubusercontent.com"
  }
}
`,
    },
    {
      name: 'a subject of Azure that any repository has',
      file: 'identity.tf',
      text: `
resource "azurerm_user_assigned_identity" "deploy" {
  name                = "id-deploy"
  location            = "westeurope"
  resource_group_name = "rg-deploy"
}

resource "azurerm_federated_identity_credential" "deploy" {
  name                = "github"
  resource_group_name = "rg-deploy"
  parent_id           = azurerm_user_assigned_identity.deploy.id
  audience            = ["api://AzureADTokenExchange"]
  issuer              = "https://token.actions.githubusercontent.com"
  subject             = «"repo:*"»
}
`,
      fixed: null,
    },
    {
      name: 'a script makes a role for every repository',
      file: 'deploy.sh',
      text: `
aws iam create-role --role-name deploy --assume-role-policy-document '{
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Principal": { "Federated": «"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"» },
    "Action": "sts:AssumeRoleWithWebIdentity",
    "Condition": { "StringEquals": { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } }
  }]
}'
`,
      fixed: null,
    },
    {
      name: 'a flexible credential that any repository meets',
      file: 'id.bicep',
      text: `resource deployer 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-deployer'
  location: resourceGroup().location
}

resource github 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2025-01-31-preview' = {
  parent: deployer
  name: 'github'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    audiences: ['api://AzureADTokenExchange']
    claimsMatchingExpression: {
      languageVersion: 1
      value: «'claims[\\'sub\\'] matches \\'repo:*\\''»
    }
  }
}
`,
      fixed: null,
    },
    {
      name: 'every project of gitlab.com, while the bindings name one',
      file: 'main.tf',
      severity: 'medium',
      text: `resource "google_iam_workload_identity_pool" "ci" {
  workload_identity_pool_id = "gitlab"
}

«resource "google_iam_workload_identity_pool_provider" "gitlab"» {
  workload_identity_pool_id          = google_iam_workload_identity_pool.ci.workload_identity_pool_id
  workload_identity_pool_provider_id = "gitlab"
  attribute_mapping = {
    "google.subject"         = "assertion.sub"
    "attribute.project_path" = "assertion.project_path"
  }
  oidc {
    issuer_uri = "https://gitlab.com"
  }
}

resource "google_service_account_iam_member" "ci" {
  service_account_id = google_service_account.ci.name
  role               = "roles/iam.workloadIdentityUser"
  member             = "principalSet://iam.googleapis.com/\${google_iam_workload_identity_pool.ci.name}/attribute.project_path/waterschap/claims"
}
`,
      fixed: `resource "google_iam_workload_identity_pool" "ci" {
  workload_identity_pool_id = "gitlab"
}

resource "google_iam_workload_identity_pool_provider" "gitlab" {
  workload_identity_pool_id          = google_iam_workload_identity_pool.ci.workload_identity_pool_id
  workload_identity_pool_provider_id = "gitlab"
  attribute_condition                = "assertion.namespace_path == \\"YOUR-ORGANIZATION_\\""
  attribute_mapping = {
    "google.subject"         = "assertion.sub"
    "attribute.project_path" = "assertion.project_path"
  }
  oidc {
    issuer_uri = "https://gitlab.com"
  }
}

resource "google_service_account_iam_member" "ci" {
  service_account_id = google_service_account.ci.name
  role               = "roles/iam.workloadIdentityUser"
  member             = "principalSet://iam.googleapis.com/\${google_iam_workload_identity_pool.ci.name}/attribute.project_path/waterschap/claims"
}
`,
    },
    {
      name: 'a module of the registry makes a role for every repository',
      file: 'main.tf',
      text: `
module "ci" {
  source   = "terraform-aws-modules/iam/aws//modules/iam-github-oidc-role"
  version  = "5.52.2"
  name     = "ci"
  subjects = [«"*"»]
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
    {
      name: 'one owner only',
      file: 'pool.tf',
      text: `
resource "google_iam_workload_identity_pool_provider" "github" {
  workload_identity_pool_id          = "ci"
  workload_identity_pool_provider_id = "github"
  attribute_condition                = "assertion.repository_owner_id == '4711'"

  oidc {
    issuer_uri = "https://token.actions.githubusercontent.com"
  }
}
`,
      kind: 'fixed',
    },
    {
      name: 'one branch of one repository',
      file: 'identity.bicep',
      text: `
resource deploy 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-deploy'
  location: resourceGroup().location

  resource github 'federatedIdentityCredentials' = {
    name: 'github'
    properties: {
      issuer: 'https://token.actions.githubusercontent.com'
      subject: 'repo:acme/orders:ref:refs/heads/main'
      audiences: ['api://AzureADTokenExchange']
    }
  }
}
`,
      kind: 'near-miss',
    },
    {
      name: 'a condition that is handed in',
      file: 'pool.tf',
      text: `
variable "condition" {
  type = string
}

resource "google_iam_workload_identity_pool_provider" "gitlab" {
  workload_identity_pool_id          = "ci"
  workload_identity_pool_provider_id = "gitlab"
  attribute_condition                = var.condition

  oidc {
    issuer_uri = "https://gitlab.com"
  }
}
`,
      kind: 'unknown',
    },
    {
      name: 'a flexible credential for the repositories of one owner',
      kind: 'near-miss',
      file: 'id.bicep',
      text: `resource deployer 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-deployer'
  location: resourceGroup().location
}

resource github 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2025-01-31-preview' = {
  parent: deployer
  name: 'github'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    audiences: ['api://AzureADTokenExchange']
    claimsMatchingExpression: {
      languageVersion: 1
      value: 'claims[\\'sub\\'] matches \\'repo:waterschap/*:ref:refs/heads/main\\''
    }
  }
}
`,
    },
    {
      name: 'the role of a module is for one branch of one repository',
      kind: 'near-miss',
      file: 'main.tf',
      text: `
module "ci" {
  source   = "terraform-aws-modules/iam/aws//modules/iam-github-oidc-role"
  version  = "5.52.2"
  name     = "ci"
  subjects = ["acme/shop:ref:refs/heads/main"]
}
`,
    },
  ],
} satisfies Cases;
