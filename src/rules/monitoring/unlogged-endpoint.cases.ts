/** Examples of monitoring/unlogged-endpoint. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'the stage of an HTTP API',
      file: 'http.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  ApiId: { Type: String }
Resources:
  «Stage»:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: !Ref ApiId
      StageName: live
      AutoDeploy: true
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  ApiId: { Type: String }
Resources:
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: !Ref ApiId
      StageName: live
      AutoDeploy: true
      AccessLogSettings:
        DestinationArn: !GetAtt StageAccessLogs.Arn
        Format: '{"requestId":"$context.requestId","ip":"$context.identity.sourceIp","requestTime":"$context.requestTime","httpMethod":"$context.httpMethod","path":"$context.path","status":"$context.status","responseLength":"$context.responseLength"}'
  StageAccessLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: 90
`,
      severity: 'medium',
    },
    {
      name: 'the stage of a REST API',
      file: 'stage.tf',
      text: `
«resource "aws_api_gateway_stage" "live"» {
  rest_api_id   = "a1b2c3d4e5"
  deployment_id = "d1"
  stage_name    = "live"
}
`,
      fixed: `
resource "aws_api_gateway_stage" "live" {
  rest_api_id   = "a1b2c3d4e5"
  deployment_id = "d1"
  stage_name    = "live"

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.live_access.arn
    format = jsonencode({
      requestId      = "$context.requestId"
      ip             = "$context.identity.sourceIp"
      requestTime    = "$context.requestTime"
      httpMethod     = "$context.httpMethod"
      path           = "$context.path"
      status         = "$context.status"
      responseLength = "$context.responseLength"
    })
  }
}

resource "aws_cloudwatch_log_group" "live_access" {
  name              = "/aws/apigateway/live-access"
  retention_in_days = 90
}
`,
      severity: 'medium',
    },
    {
      name: 'a GraphQL API without logs',
      file: 'api.yaml',
      text: `
Resources:
  «Crm»:
    Type: AWS::AppSync::GraphQLApi
    Properties:
      Name: crm
      AuthenticationType: AWS_IAM
      XrayEnabled: true
`,
      fixed: `
Resources:
  Crm:
    Type: AWS::AppSync::GraphQLApi
    Properties:
      Name: crm
      AuthenticationType: AWS_IAM
      XrayEnabled: true
      LogConfig:
        FieldLogLevel: ERROR
        ExcludeVerboseContent: true
        CloudWatchLogsRoleArn: !GetAtt CrmLogsRole.Arn
  CrmLogsRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: appsync.amazonaws.com
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSAppSyncPushToCloudWatchLogs
`,
    },
    {
      name: 'a GraphQL API of Terraform without logs',
      file: 'main.tf',
      text: `
«resource "aws_appsync_graphql_api" "crm"» {
  name                = "crm"
  authentication_type = "AWS_IAM"
  xray_enabled        = true
}
`,
      fixed: `
resource "aws_appsync_graphql_api" "crm" {
  name                = "crm"
  authentication_type = "AWS_IAM"
  xray_enabled        = true

  log_config {
    cloudwatch_logs_role_arn = aws_iam_role.crm_logs.arn
    exclude_verbose_content  = true
    field_log_level          = "ERROR"
  }
}

resource "aws_iam_role" "crm_logs" {
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "appsync.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}

resource "aws_iam_role_policy_attachment" "crm_logs" {
  role       = aws_iam_role.crm_logs.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSAppSyncPushToCloudWatchLogs"
}
`,
    },
  ],
  safe: [
    {
      name: 'where the log goes is a parameter',
      kind: 'unknown',
      file: 'http.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  ApiId: { Type: String }
  LogGroup: { Type: String }
Resources:
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: !Ref ApiId
      StageName: live
      AutoDeploy: true
      AccessLogSettings:
        DestinationArn: !Ref LogGroup
        Format: $context.requestId $context.status
`,
    },
    {
      name: 'the log of a SAM API',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Globals:
  Api:
    AccessLogSetting:
      DestinationArn: !GetAtt AccessLog.Arn
      Format: $context.requestId $context.status
Resources:
  AccessLog:
    Type: AWS::Logs::LogGroup
    Properties: { RetentionInDays: 60 }
  Recommend:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: recommend.handler
      Runtime: python3.13
      Events:
        Get:
          Type: Api
          Properties: { Path: /recommend, Method: get }
`,
    },
  ],
} satisfies Cases;
