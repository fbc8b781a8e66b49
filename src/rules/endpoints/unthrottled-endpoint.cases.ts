/** Examples of stages without a throttle. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a deployment that makes its stage in passing',
      file: 'template.yaml',
      severity: 'medium',
      text: `
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: tides
  Tides:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: GET
      AuthorizationType: NONE
  «Live»:
    Type: AWS::ApiGateway::Deployment
    DependsOn: Tides
    Properties:
      RestApiId: !Ref Api
      StageName: live
`,
      fixed: `
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: tides
  Tides:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: GET
      AuthorizationType: NONE
  Live:
    Type: AWS::ApiGateway::Deployment
    DependsOn: Tides
    Properties:
      RestApiId: !Ref Api
      StageName: live
      StageDescription:
        ThrottlingRateLimit: 100
        ThrottlingBurstLimit: 200
`,
    },
    {
      name: 'a stage of an API that everybody may call, which another rule says first',
      file: 'template.yaml',
      severity: 'low',
      text: `
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: tides
  Tides:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: POST
      AuthorizationType: NONE
      Integration: { Type: HTTP_PROXY, IntegrationHttpMethod: POST, Uri: https://tides.example.org/ }
  «Live»:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Api
      DeploymentId: !Ref Deployment
      StageName: live
  Deployment:
    Type: AWS::ApiGateway::Deployment
    DependsOn: Tides
    Properties:
      RestApiId: !Ref Api
`,
      fixed: `
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: tides
  Tides:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: POST
      AuthorizationType: NONE
      Integration: { Type: HTTP_PROXY, IntegrationHttpMethod: POST, Uri: https://tides.example.org/ }
  Live:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Api
      DeploymentId: !Ref Deployment
      StageName: live
      MethodSettings:
        - HttpMethod: '*'
          ResourcePath: /*
          ThrottlingRateLimit: 100
          ThrottlingBurstLimit: 200
  Deployment:
    Type: AWS::ApiGateway::Deployment
    DependsOn: Tides
    Properties:
      RestApiId: !Ref Api
`,
    },
    {
      name: 'a usage plan that counts by the month only',
      file: 'main.tf',
      text: `
resource "aws_api_gateway_rest_api" "tides" {
  name = "tides"
}

resource "aws_api_gateway_deployment" "tides" {
  rest_api_id = aws_api_gateway_rest_api.tides.id
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = aws_api_gateway_rest_api.tides.id
  deployment_id = aws_api_gateway_deployment.tides.id
  stage_name    = "live"
}

«resource "aws_api_gateway_usage_plan" "harbours"» {
  name = "harbours"

  api_stages {
    api_id = aws_api_gateway_rest_api.tides.id
    stage  = aws_api_gateway_stage.live.stage_name
  }

  quota_settings {
    limit  = 10000
    period = "MONTH"
  }
}
`,
      fixed: `
resource "aws_api_gateway_rest_api" "tides" {
  name = "tides"
}

resource "aws_api_gateway_deployment" "tides" {
  rest_api_id = aws_api_gateway_rest_api.tides.id
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = aws_api_gateway_rest_api.tides.id
  deployment_id = aws_api_gateway_deployment.tides.id
  stage_name    = "live"
}

resource "aws_api_gateway_usage_plan" "harbours" {
  name = "harbours"

  api_stages {
    api_id = aws_api_gateway_rest_api.tides.id
    stage  = aws_api_gateway_stage.live.stage_name
  }

  quota_settings {
    limit  = 10000
    period = "MONTH"
  }

  throttle_settings {
    rate_limit  = 100
    burst_limit = 200
  }
}
`,
    },
    {
      name: 'a throttle that is turned off, for callers who are known',
      file: 'main.tf',
      severity: 'low',
      text: `
resource "aws_api_gateway_rest_api" "tides" {
  name = "tides"
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = aws_api_gateway_rest_api.tides.id
  deployment_id = "d1"
  stage_name    = "live"
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.tides.id
  stage_name  = aws_api_gateway_stage.live.stage_name
  method_path = "*/*"

  settings {
    throttling_rate_limit  = «-1»
    throttling_burst_limit = -1
  }
}
`,
      fixed: `
resource "aws_api_gateway_rest_api" "tides" {
  name = "tides"
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = aws_api_gateway_rest_api.tides.id
  deployment_id = "d1"
  stage_name    = "live"
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.tides.id
  stage_name  = aws_api_gateway_stage.live.stage_name
  method_path = "*/*"

  settings {
    throttling_rate_limit  = 100
    throttling_burst_limit = 200
  }
}
`,
    },
    {
      name: 'an HTTP API of SAM',
      file: 'template.yaml',
      severity: 'low',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  «Api»:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth:
        EnableIamAuthorizer: true
        DefaultAuthorizer: AWS_IAM
  Tides:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: tides.handler
      CodeUri: src/
      Events:
        All:
          Type: HttpApi
          Properties: { ApiId: !Ref Api, Path: /tides, Method: GET }
`,
      fixed: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth:
        EnableIamAuthorizer: true
        DefaultAuthorizer: AWS_IAM
      DefaultRouteSettings:
        ThrottlingRateLimit: 100
        ThrottlingBurstLimit: 200
  Tides:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: tides.handler
      CodeUri: src/
      Events:
        All:
          Type: HttpApi
          Properties: { ApiId: !Ref Api, Path: /tides, Method: GET }
`,
    },
    {
      name: 'an HTTP API of a service',
      file: 'serverless.yml',
      text: `
service: tides
«provider»:
  name: aws
  runtime: nodejs22.x
functions:
  today:
    handler: tides.today
    events:
      - httpApi:
          method: GET
          path: /tides
          authorizer: { type: aws_iam }
`,
      fixed: `
service: tides
provider:
  name: aws
  runtime: nodejs22.x
functions:
  today:
    handler: tides.today
    events:
      - httpApi:
          method: GET
          path: /tides
          authorizer: { type: aws_iam }
resources:
  extensions:
    HttpApiStage:
      Properties:
        DefaultRouteSettings:
          ThrottlingRateLimit: 100
          ThrottlingBurstLimit: 200
`,
    },
    {
      name: 'a REST API of a service, for which the framework has no setting',
      file: 'serverless.yml',
      text: `
service: tides
«provider»:
  name: aws
  runtime: nodejs22.x
functions:
  today:
    handler: tides.today
    events:
      - http: GET tides
`,
      fixed: null,
    },
    {
      name: 'a script takes the limits off',
      file: 'deploy.sh',
      text: `
aws apigateway update-stage --rest-api-id a1b2c3 --stage-name live \\
  --patch-operations 'op=replace,path=/*/*/throttling/rateLimit,value=«-1»'
`,
      fixed: `
aws apigateway update-stage --rest-api-id a1b2c3 --stage-name live \\
  --patch-operations 'op=replace,path=/*/*/throttling/rateLimit,value=100'
`,
    },
    {
      name: 'a way to sign in, which has to be open',
      file: 'template.yaml',
      severity: 'medium',
      text: `
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: { Name: accounts, ProtocolType: HTTP }
  SignIn:
    Type: AWS::ApiGatewayV2::Route
    Properties: { ApiId: !Ref Api, RouteKey: POST /login, Target: integrations/abc }
  «Live»:
    Type: AWS::ApiGatewayV2::Stage
    Properties: { ApiId: !Ref Api, StageName: $default, AutoDeploy: true }
`,
      fixed: `
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: { Name: accounts, ProtocolType: HTTP }
  SignIn:
    Type: AWS::ApiGatewayV2::Route
    Properties: { ApiId: !Ref Api, RouteKey: POST /login, Target: integrations/abc }
  Live:
    Type: AWS::ApiGatewayV2::Stage
    Properties: { ApiId: !Ref Api, StageName: $default, AutoDeploy: true, DefaultRouteSettings: { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 } }
`,
    },
    {
      name: 'a script limits what no stage has',
      file: 'limit.sh',
      text: `aws apigateway update-stage --rest-api-id abc123 \\
  --stage-name Prod \\
  --patch-operations op="replace",path="«/throttle/rateLimit»",value="100"
`,
      fixed: `aws apigateway update-stage --rest-api-id abc123 \\
  --stage-name Prod \\
  --patch-operations op="replace",path="/*/*/throttling/rateLimit",value="100"
`,
    },
    {
      name: 'settings for all methods of a stage leave the throttle out',
      file: 'main.tf',
      text: `
resource "aws_api_gateway_rest_api" "quotes" {
  name = "quotes"
}

resource "aws_api_gateway_deployment" "live" {
  rest_api_id = aws_api_gateway_rest_api.quotes.id
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = aws_api_gateway_rest_api.quotes.id
  deployment_id = aws_api_gateway_deployment.live.id
  stage_name    = "live"
}

«resource "aws_api_gateway_method_settings" "all"» {
  rest_api_id = aws_api_gateway_rest_api.quotes.id
  stage_name  = aws_api_gateway_stage.live.stage_name
  method_path = "*/*"

  settings {
    metrics_enabled = true
    logging_level   = "ERROR"
  }
}
`,
      fixed: `
resource "aws_api_gateway_rest_api" "quotes" {
  name = "quotes"
}

resource "aws_api_gateway_deployment" "live" {
  rest_api_id = aws_api_gateway_rest_api.quotes.id
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = aws_api_gateway_rest_api.quotes.id
  deployment_id = aws_api_gateway_deployment.live.id
  stage_name    = "live"
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.quotes.id
  stage_name  = aws_api_gateway_stage.live.stage_name
  method_path = "*/*"

  settings {
    metrics_enabled        = true
    logging_level          = "ERROR"
    throttling_rate_limit  = 100
    throttling_burst_limit = 200
  }
}
`,
    },
  ],
  safe: [
    {
      name: 'a firewall counts requests',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: tides
  Live:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Api
      DeploymentId: d1
      StageName: live
  Wall:
    Type: AWS::WAFv2::WebACL
    Properties:
      DefaultAction: { Allow: {} }
      Scope: REGIONAL
      VisibilityConfig: { CloudWatchMetricsEnabled: true, MetricName: wall, SampledRequestsEnabled: true }
      Rules:
        - Name: rate
          Priority: 1
          Action: { Block: {} }
          Statement:
            RateBasedStatement: { AggregateKeyType: IP, Limit: 500 }
          VisibilityConfig: { CloudWatchMetricsEnabled: true, MetricName: rate, SampledRequestsEnabled: true }
  WallForApi:
    Type: AWS::WAFv2::WebACLAssociation
    Properties:
      ResourceArn: !Sub arn:aws:apigateway:\${AWS::Region}::/restapis/\${Api}/stages/live
      WebACLArn: !GetAtt Wall.Arn
`,
    },
    {
      name: 'an API of a private network',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: tides
      EndpointConfiguration: { Types: [PRIVATE] }
  Live:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Api
      DeploymentId: d1
      StageName: live
`,
    },
    {
      name: 'the limits of single methods',
      kind: 'near-miss',
      file: 'main.tf',
      text: `
resource "aws_apigatewayv2_api" "tides" {
  name          = "tides"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "live" {
  api_id = aws_apigatewayv2_api.tides.id
  name   = "live"

  route_settings {
    route_key              = "GET /tides"
    throttling_burst_limit = 20
    throttling_rate_limit  = 10
  }
}
`,
    },
    {
      name: 'the limit is handed in',
      kind: 'unknown',
      file: 'main.tf',
      text: `
variable "limit" {
  type = number
}

resource "aws_apigatewayv2_api" "tides" {
  name          = "tides"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "live" {
  api_id = aws_apigatewayv2_api.tides.id
  name   = "live"

  default_route_settings {
    throttling_burst_limit = 20
    throttling_rate_limit  = var.limit
  }
}
`,
    },
    {
      name: 'the firewall is looked after elsewhere',
      kind: 'unknown',
      file: 'main.tf',
      text: `
variable "wall" {
  type = string
}

resource "aws_api_gateway_rest_api" "tides" {
  name = "tides"
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = aws_api_gateway_rest_api.tides.id
  deployment_id = "d1"
  stage_name    = "live"
}

resource "aws_wafv2_web_acl_association" "live" {
  resource_arn = aws_api_gateway_stage.live.arn
  web_acl_arn  = var.wall
}
`,
    },
  ],
} satisfies Cases;
