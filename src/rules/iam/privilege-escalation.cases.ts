/** Examples of identities that can raise their own rights. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a role of Azure’s that may give roles',
      file: 'main.tf',
      text: `
resource "azurerm_role_definition" "operator" {
  name  = "Orders operator"
  scope = "/subscriptions/00000000-0000-0000-0000-000000000000"

  permissions {
    actions = ["Microsoft.Web/sites/read", «"Microsoft.Authorization/*/write"»]
  }
}
`,
      fixed: null,
    },
    {
      name: 'two roles take their resources from one parameter: a name for one of them would be wrong for the other',
      file: 'template.yaml',
      severity: 'medium',
      text: `
Parameters:
  Tuned: { Type: String, Default: '*' }
Resources:
  PublisherRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }]
      Policies:
        - PolicyName: publish
          PolicyDocument:
            Statement:
              - Effect: Allow
                Action: [lambda:PublishVersion, «lambda:UpdateFunctionConfiguration»]
                Resource: !Ref Tuned
  CleanerRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }]
      Policies:
        - PolicyName: clean
          PolicyDocument:
            Statement:
              - Effect: Allow
                Action: [lambda:DeleteAlias]
                Resource: !Ref Tuned
`,
      fixed: null,
    },
    {
      name: 'any role for a task of its own',
      file: 'template.yaml',
      severity: 'high',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  ReportTaskRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { Service: ecs-tasks.amazonaws.com }
            Action: sts:AssumeRole
  Launcher:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: launcher.handler
      CodeUri: src/
      Policies:
        - Statement:
            - Effect: Allow
              Action: ecs:RunTask
              Resource: !Sub arn:aws:ecs:*:\${AWS::AccountId}:task-definition/report-*
            - Effect: Allow
              Action: «iam:PassRole»
              Resource: '*'
`,
      fixed: `
Transform: AWS::Serverless-2016-10-31
Resources:
  ReportTaskRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { Service: ecs-tasks.amazonaws.com }
            Action: sts:AssumeRole
  Launcher:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: launcher.handler
      CodeUri: src/
      Policies:
        - Statement:
            - Effect: Allow
              Action: ecs:RunTask
              Resource: !Sub arn:aws:ecs:*:\${AWS::AccountId}:task-definition/report-*
            - Effect: Allow
              Action: iam:PassRole
              Resource: !GetAtt ReportTaskRole.Arn
              Condition:
                StringEquals:
                  iam:PassedToService: ecs-tasks.amazonaws.com
`,
    },
    {
      name: 'permissions in two policies of one role meet',
      file: 'main.tf',
      severity: 'high',
      text: `
resource "aws_iam_role" "deployer" {
  name = "deployer"
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

data "aws_iam_policy_document" "functions" {
  statement {
    actions   = ["lambda:CreateFunction", "lambda:InvokeFunction"]
    resources = ["arn:aws:lambda:*:*:function:preview-*"]
  }
}

data "aws_iam_policy_document" "roles" {
  statement {
    actions   = [«"iam:PassRole"»]
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "functions" {
  role   = aws_iam_role.deployer.id
  policy = data.aws_iam_policy_document.functions.json
}

resource "aws_iam_policy" "roles" {
  policy = data.aws_iam_policy_document.roles.json
}

resource "aws_iam_role_policy_attachment" "roles" {
  role       = aws_iam_role.deployer.name
  policy_arn = aws_iam_policy.roles.arn
}
`,
      fixed: `
resource "aws_iam_role" "deployer" {
  name = "deployer"
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

data "aws_iam_policy_document" "functions" {
  statement {
    actions   = ["lambda:CreateFunction", "lambda:InvokeFunction"]
    resources = ["arn:aws:lambda:*:*:function:preview-*"]
  }
}

data "aws_iam_policy_document" "roles" {
  statement {
    actions   = ["iam:PassRole"]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role_policy" "functions" {
  role   = aws_iam_role.deployer.id
  policy = data.aws_iam_policy_document.functions.json
}

resource "aws_iam_policy" "roles" {
  policy = data.aws_iam_policy_document.roles.json
}

resource "aws_iam_role_policy_attachment" "roles" {
  role       = aws_iam_role.deployer.name
  policy_arn = aws_iam_policy.roles.arn
}
`,
    },
    {
      name: 'a function that onboards users gives any role any policy',
      file: 'serverless.yml',
      severity: 'high',
      text: `
service: onboarding
provider:
  name: aws
  runtime: nodejs22.x
  iam:
    role:
      statements:
        - Effect: Allow
          Action:
            - «iam:AttachRolePolicy»
            - «iam:CreatePolicyVersion»
          Resource: '*'
functions:
  onboard:
    handler: onboard.handler
`,
      fixed: `
service: onboarding
provider:
  name: aws
  runtime: nodejs22.x
  iam:
    role:
      statements:
        - Effect: Allow
          Action:
            - iam:AttachRolePolicy
            - iam:CreatePolicyVersion
          Resource:
            - 'arn:aws:iam::*:role/onboard/*'
            - 'arn:aws:iam::*:policy/onboard/*'
functions:
  onboard:
    handler: onboard.handler
`,
    },
    {
      name: 'a role that may write its own policies',
      file: 'stack.json',
      severity: 'high',
      text: `
{
  "Resources": {
    "Tuner": {
      "Type": "AWS::IAM::Role",
      "Properties": {
        "RoleName": "tuner",
        "AssumeRolePolicyDocument": {
          "Statement": [{ "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "sts:AssumeRole" }]
        },
        "Policies": [{
          "PolicyName": "tune",
          "PolicyDocument": {
            "Statement": { "Effect": "Allow", "Action": [«"iam:PutRolePolicy"»], "Resource": "arn:aws:iam::123456789012:role/tun*" }
          }
        }]
      }
    }
  }
}
`,
      fixed: null,
    },
    {
      name: 'every role there is',
      file: 'policies/release-bot.json',
      severity: 'high',
      text: `
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": «"sts:AssumeRole"», "Resource": "arn:aws:iam::*:role/*" }
  ]
}
`,
      fixed: `
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::*:role/release-bot/*" }
  ]
}
`,
    },
    {
      name: 'the code of every function',
      file: 'policies/release-bot.json',
      severity: 'high',
      text: `
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": [«"lambda:UpdateFunctionCode"», "lambda:UpdateFunctionConfiguration"], "Resource": "*" }
  ]
}
`,
      fixed: `
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["lambda:UpdateFunctionCode", "lambda:UpdateFunctionConfiguration"], "Resource": "arn:aws:lambda:*:*:function:release-bot-*" }
  ]
}
`,
    },
    {
      name: 'any role for a service, with nothing that says which',
      file: 'policies/encoder.json',
      severity: 'medium',
      text: `
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": "mediaconvert:CreateJob", "Resource": "arn:aws:mediaconvert:eu-west-1:123456789012:queues/Default" },
    { "Effect": "Allow", "Action": «"iam:PassRole"», "Resource": "*" }
  ]
}
`,
      fixed: `
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": "mediaconvert:CreateJob", "Resource": "arn:aws:mediaconvert:eu-west-1:123456789012:queues/Default" },
    { "Effect": "Allow", "Action": "iam:PassRole", "Resource": "*", "Condition": { "StringEquals": { "iam:PassedToService": "mediaconvert.amazonaws.com" } } }
  ]
}
`,
    },
    {
      name: 'tokens of every account of the project',
      file: 'roles.tf',
      text: `
resource "google_service_account" "deployer" {
  account_id = "deployer"
}

resource "google_project_iam_member" "deployer" {
  project = "acme-prod"
  role    = «"roles/iam.serviceAccountTokenCreator"»
  member  = google_service_account.deployer.member
}
`,
      fixed: null,
      severity: 'medium',
    },
    {
      name: 'a script lets a role attach policies',
      file: 'deploy.sh',
      text: `
aws iam create-role --role-name orders --assume-role-policy-document file://trust.json
aws iam put-role-policy --role-name orders --policy-name setup \\
  --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":«"iam:AttachRolePolicy"»,"Resource":"*"}]}'
`,
      fixed: null,
    },
    {
      name: 'a custom role over the project that lists how to run code as another',
      file: 'deployer.tf',
      text: `
resource "google_service_account" "deployer" {
  account_id = "deployer"
}

resource "google_project_iam_custom_role" "deploy" {
  role_id     = "deploy"
  title       = "Deploy"
  permissions = ["run.services.update", «"iam.serviceAccounts.actAs"»]
}

resource "google_project_iam_member" "deployer" {
  project = "acme"
  role    = google_project_iam_custom_role.deploy.id
  member  = google_service_account.deployer.member
}
`,
      fixed: null,
      severity: 'medium',
    },
    {
      name: 'roles of one family are made and filled without a boundary',
      file: 'serverless.yml',
      text: `
service: vend
provider:
  name: aws
  runtime: python3.13
  iam:
    role:
      statements:
        - Effect: Allow
          Action: [iam:CreateRole, «iam:PutRolePolicy»]
          Resource: arn:aws:iam::111122223333:role/tenant-*
functions:
  vend: { handler: vend.handler }
`,
      fixed: null,
      severity: 'medium',
    },
  ],
  safe: [
    {
      name: 'a role of Azure’s that may read roles, and one that all is taken back from',
      kind: 'near-miss',
      file: 'main.tf',
      text: `
resource "azurerm_role_definition" "reader" {
  name  = "Orders reader"
  scope = "/subscriptions/00000000-0000-0000-0000-000000000000"

  permissions {
    actions = ["Microsoft.Authorization/*/read", "Microsoft.Authorization/locks/write"]
  }
}

resource "azurerm_role_definition" "keeper" {
  name  = "Orders keeper"
  scope = "/subscriptions/00000000-0000-0000-0000-000000000000"

  permissions {
    actions     = ["Microsoft.Authorization/*/write"]
    not_actions = ["Microsoft.Authorization/role*/write"]
  }
}
`,
    },
    {
      name: 'one role, for one service',
      kind: 'fixed',
      file: 'main.tf',
      text: `
data "aws_iam_policy_document" "launcher" {
  statement {
    actions   = ["ecs:RunTask"]
    resources = ["*"]
  }
  statement {
    actions   = ["iam:PassRole"]
    resources = ["arn:aws:iam::123456789012:role/report-task"]
  }
  statement {
    actions   = ["iam:PassRole"]
    resources = ["*"]
    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["scheduler.amazonaws.com"]
    }
  }
}

resource "aws_iam_policy" "launcher" {
  policy = data.aws_iam_policy_document.launcher.json
}
`,
    },
    {
      name: 'people who manage their own keys',
      kind: 'near-miss',
      file: 'policies/self-service.json',
      text: `
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ["iam:CreateAccessKey", "iam:UpdateLoginProfile"],
      "Resource": "arn:aws:iam::*:user/$\{aws:username}"
    }
  ]
}
`,
    },
    {
      name: 'a denial takes away what the statement gives',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
Resources:
  Operators:
    Type: AWS::IAM::Group
    Properties:
      Policies:
        - PolicyName: operate
          PolicyDocument:
            Statement:
              - Effect: Allow
                Action: [iam:PassRole, lambda:CreateFunction]
                Resource: '*'
              - Effect: Deny
                Action: iam:*
                Resource: '*'
`,
    },
    {
      name: 'new roles must carry a boundary',
      kind: 'near-miss',
      file: 'policies/team.json',
      text: `
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ["iam:AttachRolePolicy", "iam:PutRolePolicy"],
      "Resource": "*",
      "Condition": { "StringEquals": { "iam:PermissionsBoundary": "arn:aws:iam::123456789012:policy/team-boundary" } }
    }
  ]
}
`,
    },
    {
      name: 'a boundary of which nothing is known',
      kind: 'unknown',
      file: 'main.tf',
      text: `
variable "boundary" {
  type = string
}

resource "aws_iam_role" "builder" {
  permissions_boundary = var.boundary
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Principal = { Service = "codebuild.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
  inline_policy {
    name = "build"
    policy = jsonencode({
      Statement = [{ Effect = "Allow", Action = ["iam:PassRole", "iam:AttachRolePolicy"], Resource = "*" }]
    })
  }
}
`,
    },
    {
      name: 'roles that come in at deployment',
      kind: 'unknown',
      file: 'template.yaml',
      text: `
Parameters:
  TaskRoleArn:
    Type: String
Resources:
  Launchers:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement:
          - Effect: Allow
            Action: [ecs:RunTask, iam:PassRole, sts:AssumeRole]
            Resource: !Ref TaskRoleArn
`,
    },
    {
      name: 'tokens of one account',
      file: 'roles.tf',
      text: `
resource "google_service_account" "deployer" {
  account_id = "deployer"
}

resource "google_service_account_iam_member" "deployer" {
  service_account_id = google_service_account.deployer.name
  role               = "roles/iam.serviceAccountTokenCreator"
  member             = google_service_account.deployer.member
}
`,
      kind: 'near-miss',
    },
    {
      name: 'the role is handed in',
      file: 'roles.tf',
      text: `
variable "role" {
  type = string
}

resource "google_service_account" "deployer" {
  account_id = "deployer"
}

resource "google_project_iam_member" "deployer" {
  project = "acme-prod"
  role    = var.role
  member  = google_service_account.deployer.member
}
`,
      kind: 'unknown',
    },
    {
      name: 'the same custom role on one account',
      kind: 'near-miss',
      file: 'deployer.tf',
      text: `
resource "google_service_account" "deployer" {
  account_id = "deployer"
}

resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_project_iam_custom_role" "deploy" {
  role_id     = "deploy"
  title       = "Deploy"
  permissions = ["run.services.update", "iam.serviceAccounts.actAs"]
}

resource "google_service_account_iam_member" "deployer" {
  service_account_id = google_service_account.orders.name
  role               = google_project_iam_custom_role.deploy.id
  member             = google_service_account.deployer.member
}
`,
    },
    {
      name: 'an account that a service of Google works with',
      kind: 'near-miss',
      file: 'push.tf',
      text: `
resource "google_project_service_identity" "pubsub" {
  provider = google-beta
  project  = "acme"
  service  = "pubsub.googleapis.com"
}

resource "google_project_iam_member" "pubsub" {
  project = "acme"
  role    = "roles/iam.serviceAccountTokenCreator"
  member  = "serviceAccount:\${google_project_service_identity.pubsub.email}"
}
`,
    },
    {
      name: 'roles of one family that must carry a boundary, and others that only get what is listed',
      kind: 'near-miss',
      file: 'serverless.yml',
      text: `
service: vend
provider:
  name: aws
  runtime: python3.13
  iam:
    role:
      statements:
        - Effect: Allow
          Action: [iam:CreateRole, iam:PutRolePolicy]
          Resource: arn:aws:iam::111122223333:role/tenant-*
          Condition: { StringEquals: { iam:PermissionsBoundary: 'arn:aws:iam::111122223333:policy/tenant' } }
        - Effect: Allow
          Action: iam:CreateRole
          Resource: arn:aws:iam::111122223333:role/batch-*
        - Effect: Allow
          Action: iam:PutRolePolicy
          Resource: arn:aws:iam::111122223333:role/nightly
functions:
  vend: { handler: vend.handler }
`,
    },
  ],
} satisfies Cases;
