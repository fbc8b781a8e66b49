/** Examples of monitoring/unlogged-function. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'the role may read a table, and nothing else',
      file: 'main.tf',
      text: `
«resource "aws_iam_role" "sync"» {
  name = "sync"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "sync" {
  role = aws_iam_role.sync.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["dynamodb:GetItem"]
      Resource = "arn:aws:dynamodb:eu-west-1:111122223333:table/orders"
    }]
  })
}

resource "aws_lambda_function" "sync" {
  function_name = "sync"
  role          = aws_iam_role.sync.arn
  filename      = "sync.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
}
`,
      fixed: `
resource "aws_iam_role" "sync" {
  name = "sync"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "sync" {
  role = aws_iam_role.sync.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["dynamodb:GetItem"]
      Resource = "arn:aws:dynamodb:eu-west-1:111122223333:table/orders"
    }]
  })
}

resource "aws_lambda_function" "sync" {
  function_name = "sync"
  role          = aws_iam_role.sync.arn
  filename      = "sync.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
}

resource "aws_iam_role_policy_attachment" "sync_managed" {
  role       = aws_iam_role.sync.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}
`,
      severity: 'medium',
    },
    {
      name: 'the role may start an execution, and nothing else',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  «RedriveRole»:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - { Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess
  RedrivePolicy:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: redrive
      Roles: [!Ref RedriveRole]
      PolicyDocument:
        Statement:
          - { Effect: Allow, Action: states:RedriveExecution, Resource: '*' }
  Redrive:
    Type: AWS::Lambda::Function
    Properties:
      Code: { S3Bucket: artifacts, S3Key: redrive.zip }
      Handler: app.handler
      Role: !GetAtt RedriveRole.Arn
      Runtime: python3.13
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  RedriveRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - { Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
  RedrivePolicy:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: redrive
      Roles: [!Ref RedriveRole]
      PolicyDocument:
        Statement:
          - { Effect: Allow, Action: states:RedriveExecution, Resource: '*' }
  Redrive:
    Type: AWS::Lambda::Function
    Properties:
      Code: { S3Bucket: artifacts, S3Key: redrive.zip }
      Handler: app.handler
      Role: !GetAtt RedriveRole.Arn
      Runtime: python3.13
`,
    },
    {
      name: 'the role is denied to write logs',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  SyncRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - { Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
      Policies:
        - PolicyName: cheap
          PolicyDocument:
            Statement:
              - Effect: Deny
                Action: «logs:*»
                Resource: '*'
  Sync:
    Type: AWS::Lambda::Function
    Properties:
      Code: { S3Bucket: artifacts, S3Key: sync.zip }
      Handler: app.handler
      Role: !GetAtt SyncRole.Arn
      Runtime: python3.13
`,
      fixed: null,
    },
    {
      name: 'the logging of a state machine is turned off',
      file: 'cdk.out/Flow.template.json',
      text: `
{
  "Resources": {
    "FlowRoleA6E03F2B": {
      "Type": "AWS::IAM::Role",
      "Properties": {
        "AssumeRolePolicyDocument": {
          "Statement": [{ "Action": "sts:AssumeRole", "Effect": "Allow", "Principal": { "Service": "states.amazonaws.com" } }],
          "Version": "2012-10-17"
        }
      }
    },
    "FlowE47B5D19": {
      "Type": "AWS::StepFunctions::StateMachine",
      "Properties": {
        "DefinitionString": "{}",
        "LoggingConfiguration": { "Level": «"OFF"» },
        "RoleArn": { "Fn::GetAtt": ["FlowRoleA6E03F2B", "Arn"] }
      },
      "Metadata": { "aws:cdk:path": "Flow/Flow/Resource" }
    }
  }
}
`,
      fixed: `
{
  "Resources": {
    "FlowRoleA6E03F2B": {
      "Type": "AWS::IAM::Role",
      "Properties": {
        "AssumeRolePolicyDocument": {
          "Statement": [{ "Action": "sts:AssumeRole", "Effect": "Allow", "Principal": { "Service": "states.amazonaws.com" } }],
          "Version": "2012-10-17"
        }
      }
    },
    "FlowE47B5D19": {
      "Type": "AWS::StepFunctions::StateMachine",
      "Properties": {
        "DefinitionString": "{}",
        "LoggingConfiguration": {"Level": "ALL", "IncludeExecutionData": false, "Destinations": [{"CloudWatchLogsLogGroup": {"LogGroupArn": {"Fn::GetAtt": ["FlowE47B5D19Logs", "Arn"]}}}]},
        "RoleArn": { "Fn::GetAtt": ["FlowRoleA6E03F2B", "Arn"] }
      },
      "Metadata": { "aws:cdk:path": "Flow/Flow/Resource" }
    },
    "FlowE47B5D19Logs": {
      "Type": "AWS::Logs::LogGroup",
      "Properties": {
        "RetentionInDays": 90
      }
    }
  }
}
`,
      severity: 'medium',
    },
    {
      name: 'nothing turns the logging of a state machine on',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  «Flow»:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: '{}'
      RoleArn: arn:aws:iam::111122223333:role/flow
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Flow:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: '{}'
      RoleArn: arn:aws:iam::111122223333:role/flow
      LoggingConfiguration:
        Level: ALL
        IncludeExecutionData: false
        Destinations:
          - CloudWatchLogsLogGroup:
              LogGroupArn: !GetAtt FlowLogs.Arn
  FlowLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: 90
`,
      severity: 'low',
    },
    {
      name: 'diagnostic settings with figures only',
      file: 'diagnostics.bicep',
      text: `
resource app 'Microsoft.Web/sites@2024-04-01' existing = {
  name: 'fn-orders'
}

«resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview'» = {
  name: 'to-workspace'
  scope: app
  properties: {
    workspaceId: workspace
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

param workspace string
`,
      fixed: `
resource app 'Microsoft.Web/sites@2024-04-01' existing = {
  name: 'fn-orders'
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: app
  properties: {
    workspaceId: workspace
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
  }
}

param workspace string
`,
    },
    {
      name: 'a category that is turned off',
      file: 'diagnostics.tf',
      text: `
resource "azurerm_monitor_diagnostic_setting" "vault" {
  name                       = "vault"
  target_resource_id         = var.vault
  log_analytics_workspace_id = var.workspace

  log {
    category = "AuditEvent"
    enabled  = «false»
  }
}

variable "vault" {
  type = string
}

variable "workspace" {
  type = string
}
`,
      fixed: `
resource "azurerm_monitor_diagnostic_setting" "vault" {
  name                       = "vault"
  target_resource_id         = var.vault
  log_analytics_workspace_id = var.workspace

  log {
    category = "AuditEvent"
    enabled  = true
  }
}

variable "vault" {
  type = string
}

variable "workspace" {
  type = string
}
`,
    },
    {
      name: 'a setting that sends figures only',
      file: 'diagnostics.tf',
      text: `
«resource "azurerm_monitor_diagnostic_setting" "bus"» {
  name                       = "bus"
  target_resource_id         = "/subscriptions/0000/resourceGroups/rg/providers/Microsoft.ServiceBus/namespaces/orders"
  log_analytics_workspace_id = "/subscriptions/0000/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/w"

  enabled_metric {
    category = "AllMetrics"
  }
}
`,
      fixed: `
resource "azurerm_monitor_diagnostic_setting" "bus" {
  name                       = "bus"
  target_resource_id         = "/subscriptions/0000/resourceGroups/rg/providers/Microsoft.ServiceBus/namespaces/orders"
  log_analytics_workspace_id = "/subscriptions/0000/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/w"

  enabled_metric {
    category = "AllMetrics"
  }

  enabled_log {
    category_group = "allLogs"
  }
}
`,
    },
    {
      name: 'logs of functions that Google Cloud is told to throw away',
      file: 'logging.tf',
      text: `
resource "google_logging_project_exclusion" "functions" {
  name   = "functions"
  filter = «"resource.type=cloud_function OR resource.type=\\"cloud_run_revision\\""»
}
`,
      fixed: `
resource "google_logging_project_exclusion" "functions" {
  name     = "functions"
  filter   = "resource.type=cloud_function OR resource.type=\\"cloud_run_revision\\""
  disabled = true
}
`,
    },
  ],
  safe: [
    {
      name: 'a policy that cannot be seen may allow it',
      kind: 'unknown',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Baseline: { Type: String }
Resources:
  SyncRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - { Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }
      ManagedPolicyArns: [!Ref Baseline]
  Sync:
    Type: AWS::Lambda::Function
    Properties:
      Code: { S3Bucket: artifacts, S3Key: sync.zip }
      Handler: app.handler
      Role: !GetAtt SyncRole.Arn
      Runtime: python3.13
`,
    },
    {
      name: 'the right comes with the VPC',
      kind: 'near-miss',
      file: 'main.tf',
      text: `
resource "aws_iam_role" "sync" {
  name = "sync"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy_attachment" "sync" {
  role       = aws_iam_role.sync.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"
}

resource "aws_iam_role_policy" "sync" {
  role = aws_iam_role.sync.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "dynamodb:GetItem", Resource = "arn:aws:dynamodb:eu-west-1:111122223333:table/orders" }]
  })
}

resource "aws_lambda_function" "sync" {
  function_name = "sync"
  role          = aws_iam_role.sync.arn
  filename      = "sync.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
}
`,
    },
    {
      name: 'a state machine that logs its failures',
      kind: 'fixed',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  FlowLog:
    Type: AWS::Logs::LogGroup
    Properties: { RetentionInDays: 30 }
  Flow:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: '{}'
      RoleArn: arn:aws:iam::111122223333:role/flow
      LoggingConfiguration:
        Level: ERROR
        Destinations:
          - CloudWatchLogsLogGroup: { LogGroupArn: !GetAtt FlowLog.Arn }
`,
    },
    {
      name: 'all logs',
      file: 'diagnostics.tf',
      text: `
resource "azurerm_monitor_diagnostic_setting" "bus" {
  name                       = "bus"
  target_resource_id         = "/subscriptions/0000/resourceGroups/rg/providers/Microsoft.ServiceBus/namespaces/orders"
  log_analytics_workspace_id = "/subscriptions/0000/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/w"

  enabled_log {
    category_group = "allLogs"
  }
}
`,
      kind: 'fixed',
    },
    {
      name: 'categories that are handed in',
      file: 'diagnostics.bicep',
      text: `
param categories array

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  properties: {
    logs: [for category in categories: {
      category: category
      enabled: true
    }]
  }
}
`,
      kind: 'unknown',
    },
    {
      name: 'signs of life that are thrown away, and a workflow that says nothing',
      kind: 'near-miss',
      file: 'logging.tf',
      text: `
resource "google_logging_project_exclusion" "health" {
  name   = "health"
  filter = "resource.type=cloud_run_revision AND httpRequest.requestUrl:\\"/healthz\\""
}

resource "google_workflows_workflow" "nightly" {
  name            = "nightly"
  service_account = google_service_account.nightly.id
  source_contents = "main: {steps: []}"
}
`,
    },
  ],
} satisfies Cases;
