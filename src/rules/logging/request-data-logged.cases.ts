/** Examples of logging/request-data-logged. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'bodies are traced for one method',
      file: 'stage.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: abc123
      StageName: prod
      MethodSettings:
        - HttpMethod: '*'
          ResourcePath: /*
          LoggingLevel: ERROR
        - HttpMethod: POST
          ResourcePath: /payments
          LoggingLevel: INFO
          DataTraceEnabled: «true»
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: abc123
      StageName: prod
      MethodSettings:
        - HttpMethod: '*'
          ResourcePath: /*
          LoggingLevel: ERROR
        - HttpMethod: POST
          ResourcePath: /payments
          LoggingLevel: INFO
          DataTraceEnabled: false
`,
    },
    {
      name: 'bodies are traced for all methods',
      file: 'main.tf',
      text: `
resource "aws_api_gateway_rest_api" "clinic" {
  name = "clinic"
}

resource "aws_api_gateway_stage" "prod" {
  rest_api_id   = aws_api_gateway_rest_api.clinic.id
  deployment_id = "abc123"
  stage_name    = "prod"
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.clinic.id
  stage_name  = aws_api_gateway_stage.prod.stage_name
  method_path = "*/*"

  settings {
    logging_level      = "INFO"
    data_trace_enabled = «true»
  }
}
`,
      fixed: `
resource "aws_api_gateway_rest_api" "clinic" {
  name = "clinic"
}

resource "aws_api_gateway_stage" "prod" {
  rest_api_id   = aws_api_gateway_rest_api.clinic.id
  deployment_id = "abc123"
  stage_name    = "prod"
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.clinic.id
  stage_name  = aws_api_gateway_stage.prod.stage_name
  method_path = "*/*"

  settings {
    logging_level      = "INFO"
    data_trace_enabled = false
  }
}
`,
    },
    {
      name: 'the access log of a SAM API holds the key of the caller',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      AccessLogSetting:
        DestinationArn: arn:aws:logs:eu-west-1:111122223333:log-group:api
        Format: «'{"id":"$context.requestId","key":"$context.identity.apiKey","status":"$context.status"}'»
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      AccessLogSetting:
        DestinationArn: arn:aws:logs:eu-west-1:111122223333:log-group:api
        Format: '{"id":"$context.requestId","status":"$context.status"}'
`,
    },
    {
      name: 'the framework logs bodies unless told otherwise',
      file: 'serverless.yml',
      text: `
service: clinic
provider:
  name: aws
  runtime: nodejs24.x
  logs:
    restApi:
      level: INFO
      fullExecutionData: «true»
functions:
  visits:
    handler: visits.handler
    events:
      - http:
          path: visits
          method: get
`,
      fixed: `
service: clinic
provider:
  name: aws
  runtime: nodejs24.x
  logs:
    restApi:
      level: INFO
      fullExecutionData: false
functions:
  visits:
    handler: visits.handler
    events:
      - http:
          path: visits
          method: get
`,
    },
    {
      name: 'a state machine logs the data of its steps',
      file: 'flow.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Flow:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::111122223333:role/flow
      DefinitionString: '{}'
      LoggingConfiguration:
        Level: ERROR
        IncludeExecutionData: «true»
        Destinations:
          - CloudWatchLogsLogGroup:
              LogGroupArn: arn:aws:logs:eu-west-1:111122223333:log-group:flow:*
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Flow:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::111122223333:role/flow
      DefinitionString: '{}'
      LoggingConfiguration:
        Level: ERROR
        IncludeExecutionData: false
        Destinations:
          - CloudWatchLogsLogGroup:
              LogGroupArn: arn:aws:logs:eu-west-1:111122223333:log-group:flow:*
`,
      severity: 'low',
    },
    {
      name: 'a log line with the header that callers prove themselves with',
      file: 'http.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: abc123
      StageName: $default
      AccessLogSettings:
        DestinationArn: arn:aws:logs:eu-west-1:111122223333:log-group:api
        Format: «$context.requestId $context.authorizer.token $context.status»
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: abc123
      StageName: $default
      AccessLogSettings:
        DestinationArn: arn:aws:logs:eu-west-1:111122223333:log-group:api
        Format: $context.requestId $context.status
`,
    },
    {
      name: 'a format that is encoded from an object',
      file: 'main.tf',
      text: `
resource "aws_api_gateway_stage" "prod" {
  rest_api_id   = "abc123"
  deployment_id = "def456"
  stage_name    = "prod"

  access_log_settings {
    destination_arn = "arn:aws:logs:eu-west-1:111122223333:log-group:api"
    format = jsonencode(«{
      id     = "$context.requestId"
      key    = "$context.identity.apiKey"
      status = "$context.status"
    }»)
  }
}
`,
      fixed: `
resource "aws_api_gateway_stage" "prod" {
  rest_api_id   = "abc123"
  deployment_id = "def456"
  stage_name    = "prod"

  access_log_settings {
    destination_arn = "arn:aws:logs:eu-west-1:111122223333:log-group:api"
    format = jsonencode({
      id     = "$context.requestId"
      status = "$context.status"
    })
  }
}
`,
    },
    {
      name: 'a GraphQL API that logs every field with its content',
      file: 'graph.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Graph:
    Type: AWS::AppSync::GraphQLApi
    Properties:
      Name: orders
      AuthenticationType: AWS_IAM
      LogConfig:
        CloudWatchLogsRoleArn: arn:aws:iam::111122223333:role/graph-logs
        FieldLogLevel: ALL
        ExcludeVerboseContent: «false»
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Graph:
    Type: AWS::AppSync::GraphQLApi
    Properties:
      Name: orders
      AuthenticationType: AWS_IAM
      LogConfig:
        CloudWatchLogsRoleArn: arn:aws:iam::111122223333:role/graph-logs
        FieldLogLevel: ALL
        ExcludeVerboseContent: true
`,
      severity: 'medium',
    },
    {
      name: 'a script turns the data trace on',
      file: 'deploy.sh',
      text: `
aws apigateway update-stage --rest-api-id a1b2c3 --stage-name live \\
  --patch-operations 'op=replace,path=/*/*/logging/dataTrace,value=«true»'
`,
      fixed: `
aws apigateway update-stage --rest-api-id a1b2c3 --stage-name live \\
  --patch-operations 'op=replace,path=/*/*/logging/dataTrace,value=false'
`,
    },
  ],
  safe: [
    {
      name: 'the id of a key is no key, and errors are no bodies',
      file: 'stage.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: abc123
      StageName: prod
      AccessLogSetting:
        DestinationArn: arn:aws:logs:eu-west-1:111122223333:log-group:api
        Format: '{"key":"$context.identity.apiKeyId","who":"$context.authorizer.principalId","error":"$context.authorizer.error"}'
      MethodSettings:
        - HttpMethod: '*'
          ResourcePath: /*
          LoggingLevel: INFO
          DataTraceEnabled: false
`,
      kind: 'near-miss',
    },
    {
      name: 'data of steps that are not logged',
      file: 'flow.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Flow:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::111122223333:role/flow
      DefinitionString: '{}'
      LoggingConfiguration:
        Level: 'OFF'
        IncludeExecutionData: true
`,
      kind: 'near-miss',
    },
    {
      name: 'whether bodies are traced is handed in',
      file: 'stage.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Trace:
    Type: String
Resources:
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: abc123
      StageName: prod
      MethodSettings:
        - HttpMethod: '*'
          ResourcePath: /*
          DataTraceEnabled: !Ref Trace
`,
      kind: 'unknown',
    },
    {
      name: 'a GraphQL API that leaves the content out',
      file: 'main.tf',
      text: `
resource "aws_appsync_graphql_api" "orders" {
  name                = "orders"
  authentication_type = "AWS_IAM"

  log_config {
    cloudwatch_logs_role_arn = "arn:aws:iam::111122223333:role/graph-logs"
    field_log_level          = "ALL"
    exclude_verbose_content  = true
  }
}
`,
      kind: 'near-miss',
    },
    {
      name: 'access logs without an execution log hold no requests',
      kind: 'near-miss',
      file: 'serverless.yml',
      text: `
service: quotes
provider:
  name: aws
  runtime: nodejs22.x
  logs:
    restApi: { accessLogging: true, executionLogging: false, format: '$context.requestId $context.status' }
functions:
  get:
    handler: get.handler
    events:
      - http: { method: get, path: q, authorizer: aws_iam }
`,
    },
  ],
} satisfies Cases;
