/** Examples of routes that ask nobody who he is. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a method says NONE',
      file: 'refunds.yaml',
      severity: 'high',
      text: `
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: refunds
  Refunds:
    Type: AWS::ApiGateway::Resource
    Properties:
      RestApiId: !Ref Api
      ParentId: !GetAtt Api.RootResourceId
      PathPart: refunds
  RefundsPost:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !Ref Refunds
      HttpMethod: POST
      AuthorizationType: «NONE»
      Integration:
        Type: AWS_PROXY
        IntegrationHttpMethod: POST
        Uri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:refunds/invocations
`,
      fixed: `
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: refunds
  Refunds:
    Type: AWS::ApiGateway::Resource
    Properties:
      RestApiId: !Ref Api
      ParentId: !GetAtt Api.RootResourceId
      PathPart: refunds
  RefundsPost:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !Ref Refunds
      HttpMethod: POST
      AuthorizationType: AWS_IAM
      Integration:
        Type: AWS_PROXY
        IntegrationHttpMethod: POST
        Uri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:refunds/invocations
`,
    },
    {
      name: 'an API without default authorizer leaves all its routes open',
      file: 'template.yaml',
      severity: 'high',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  «ResultsApi»:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
  Results:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: results.handler
      CodeUri: src/
      Events:
        One:
          Type: Api
          Properties: { RestApiId: !Ref ResultsApi, Path: /results/latest, Method: GET }
        All:
          Type: Api
          Properties: { RestApiId: !Ref ResultsApi, Path: /results, Method: GET }
`,
      fixed: `
Transform: AWS::Serverless-2016-10-31
Resources:
  ResultsApi:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Auth:
        DefaultAuthorizer: AWS_IAM
  Results:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: results.handler
      CodeUri: src/
      Events:
        One:
          Type: Api
          Properties: { RestApiId: !Ref ResultsApi, Path: /results/latest, Method: GET }
        All:
          Type: Api
          Properties: { RestApiId: !Ref ResultsApi, Path: /results, Method: GET }
`,
    },
    {
      name: 'one route lacks the authorizer that its neighbour has',
      file: 'serverless.yml',
      severity: 'high',
      text: `
service: accounts
provider:
  name: aws
  runtime: nodejs22.x
  httpApi:
    authorizers:
      members:
        type: jwt
        identitySource: $request.header.Authorization
        issuerUrl: https://login.example.org/
        audience: [accounts]
functions:
  read:
    handler: read.handler
    events:
      - httpApi:
          method: GET
          path: /accounts/me
          authorizer:
            name: members
  remove:
    handler: remove.handler
    events:
      - «httpApi»:
          method: DELETE
          path: /accounts/me
`,
      fixed: `
service: accounts
provider:
  name: aws
  runtime: nodejs22.x
  httpApi:
    authorizers:
      members:
        type: jwt
        identitySource: $request.header.Authorization
        issuerUrl: https://login.example.org/
        audience: [accounts]
functions:
  read:
    handler: read.handler
    events:
      - httpApi:
          method: GET
          path: /accounts/me
          authorizer:
            name: members
  remove:
    handler: remove.handler
    events:
      - httpApi:
          method: DELETE
          path: /accounts/me
          authorizer:
            name: members
`,
    },
    {
      name: 'a route of an HTTP API in Terraform',
      file: 'main.tf',
      severity: 'high',
      text: `
resource "aws_apigatewayv2_api" "auction" {
  name          = "auction"
  protocol_type = "HTTP"
}

«resource "aws_apigatewayv2_route" "bid"» {
  api_id    = aws_apigatewayv2_api.auction.id
  route_key = "POST /bids"
}
`,
      fixed: `
resource "aws_apigatewayv2_api" "auction" {
  name          = "auction"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "bid" {
  api_id             = aws_apigatewayv2_api.auction.id
  route_key          = "POST /bids"
  authorization_type = "AWS_IAM"
}
`,
    },
    {
      name: 'an API that asks nobody is one matter',
      file: 'serverless.yml',
      severity: 'high',
      text: `
service: notes
provider:
  name: aws
  runtime: nodejs22.x
functions:
  notes:
    handler: notes.handler
    events:
      - «httpApi: GET /notes»
      - httpApi: POST /notes
      - httpApi: PUT /notes
      - httpApi: DELETE /notes
`,
      fixed: `
service: notes
provider:
  name: aws
  runtime: nodejs22.x
functions:
  notes:
    handler: notes.handler
    events:
      - httpApi:
          method: GET
          path: /notes
          authorizer:
            type: aws_iam
      - httpApi:
          method: POST
          path: /notes
          authorizer:
            type: aws_iam
      - httpApi:
          method: PUT
          path: /notes
          authorizer:
            type: aws_iam
      - httpApi:
          method: DELETE
          path: /notes
          authorizer:
            type: aws_iam
`,
    },
    {
      name: 'a load balancer that forwards to a function',
      file: 'main.tf',
      severity: 'medium',
      text: `
resource "aws_security_group" "web" {
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_lb" "web" {
  security_groups = [aws_security_group.web.id]
}

resource "aws_lb_target_group" "orders" {
  target_type = "lambda"
}

resource "aws_lb_target_group_attachment" "orders" {
  target_group_arn = aws_lb_target_group.orders.arn
  target_id        = "arn:aws:lambda:eu-west-1:111122223333:function:orders"
}

«resource "aws_lb_listener" "https"» {
  load_balancer_arn = aws_lb.web.arn
  port              = 443
  protocol          = "HTTPS"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.orders.arn
  }
}
`,
      fixed: null,
    },
    {
      name: 'handlers that look at who calls themselves',
      file: 'template.yaml',
      severity: 'low',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      CodeUri: src/
      Handler: orders.handler
      Events:
        «List»:
          Type: HttpApi
          Properties: { Path: /orders, Method: GET }
  Refunds:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      CodeUri: src/
      Handler: refunds.handler
      Events:
        «Make»:
          Type: HttpApi
          Properties: { Path: /refunds, Method: POST }
`,
      files: {
        'src/orders.js': `
const { CognitoJwtVerifier } = require('aws-jwt-verify');
const verifier = CognitoJwtVerifier.create({ userPoolId: process.env.POOL, tokenUse: 'access', clientId: process.env.CLIENT });
exports.handler = async (event) => {
  const claims = await verifier.verify(event.headers.authorization);
  return { statusCode: 200, body: claims.sub };
};
`,
        'src/refunds.py': `
from shop.sign_in import requires_auth


@requires_auth
def handler(event, context):
    return {"statusCode": 202}
`,
      },
      fixed: null,
    },
    {
      name: 'a check of authors is none of callers',
      file: 'template.yaml',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Reports:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      CodeUri: src/
      Handler: reports.handler
      Events:
        «Read»:
          Type: HttpApi
          Properties: { Path: /reports, Method: GET }
`,
      files: {
        'src/reports.js': `
import { checkAuthor } from 'authors';
export const handler = async (event) => ({ statusCode: 200, body: checkAuthor(event.queryStringParameters.author) });
`,
      },
      fixed: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Reports:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      CodeUri: src/
      Handler: reports.handler
      Events:
        Read:
          Type: HttpApi
          Properties: { Path: /reports, Method: GET, Auth: { Authorizer: AWS_IAM } }
Globals:
  HttpApi:
    Auth:
      EnableIamAuthorizer: true
`,
    },
    {
      name: 'a webhook must be open, its handler must know the sender',
      file: 'serverless.yml',
      severity: 'low',
      text: `
service: payments
provider:
  name: aws
  runtime: nodejs22.x
functions:
  paid:
    handler: paid.handler
    events:
      - «httpApi: POST /webhooks/stripe»
`,
      fixed: null,
    },
    {
      name: 'a script makes a method that asks nobody',
      file: 'deploy.sh',
      text: `
aws apigateway put-method --rest-api-id a1b2c3 --resource-id d4e5f6 --http-method DELETE --authorization-type «NONE»
`,
      fixed: `
aws apigateway put-method --rest-api-id a1b2c3 --resource-id d4e5f6 --http-method DELETE --authorization-type AWS_IAM
`,
    },
    {
      name: 'an operation of an API gateway of Google Cloud that asks for nothing',
      file: 'openapi.yaml',
      text: `
swagger: '2.0'
info:
  title: shop
  version: 1.0.0
x-google-backend:
  address: https://orders-abc-ew.a.run.app
securityDefinitions:
  people:
    type: oauth2
    flow: implicit
    authorizationUrl: ''
    x-google-issuer: https://accounts.google.com
    x-google-jwks_uri: https://www.googleapis.com/oauth2/v3/certs
paths:
  /orders:
    get:
      operationId: list
      security:
        - people: []
      responses:
        '200':
          description: orders
    «post»:
      operationId: create
      responses:
        '200':
          description: the new order
`,
      fixed: `
swagger: '2.0'
info:
  title: shop
  version: 1.0.0
x-google-backend:
  address: https://orders-abc-ew.a.run.app
securityDefinitions:
  people:
    type: oauth2
    flow: implicit
    authorizationUrl: ''
    x-google-issuer: https://accounts.google.com
    x-google-jwks_uri: https://www.googleapis.com/oauth2/v3/certs
paths:
  /orders:
    get:
      operationId: list
      security:
        - people: []
      responses:
        '200':
          description: orders
    post:
      operationId: create
      responses:
        '200':
          description: the new order
      security:
        - people: []
`,
    },
    {
      name: 'an administration that App Engine guards too late',
      file: 'app.yaml',
      text: `
runtime: python313
handlers:
  - «url: /admin/export»
    script: auto
    secure: always
  - url: /admin/.*
    script: auto
    secure: always
    login: admin
`,
      fixed: `
runtime: python313
handlers:
  - url: /admin/export
    script: auto
    secure: always
    login: admin
  - url: /admin/.*
    script: auto
    secure: always
    login: admin
`,
    },
    {
      name: 'the definition that Terraform hands to an API gateway of Google Cloud',
      file: 'gateway.tf',
      text: `
resource "google_api_gateway_api" "shop" {
  provider = google-beta
  api_id   = "shop"
}

resource "google_api_gateway_api_config" "shop" {
  provider = google-beta
  api      = google_api_gateway_api.shop.api_id

  openapi_documents {
    document {
      path = "spec.yaml"
      contents = base64encode(<<-YAML
        swagger: "2.0"
        info:
          title: shop
          version: "1"
        securityDefinitions:
          people:
            type: oauth2
            flow: implicit
            authorizationUrl: ""
            x-google-issuer: https://accounts.google.com
        paths:
          /orders:
            get:
              operationId: list
              security:
                - people: []
            «post»:
              operationId: create
      YAML
      )
    }
  }
}
`,
      fixed: `
resource "google_api_gateway_api" "shop" {
  provider = google-beta
  api_id   = "shop"
}

resource "google_api_gateway_api_config" "shop" {
  provider = google-beta
  api      = google_api_gateway_api.shop.api_id

  openapi_documents {
    document {
      path = "spec.yaml"
      contents = base64encode(<<-YAML
        swagger: "2.0"
        info:
          title: shop
          version: "1"
        securityDefinitions:
          people:
            type: oauth2
            flow: implicit
            authorizationUrl: ""
            x-google-issuer: https://accounts.google.com
        paths:
          /orders:
            get:
              operationId: list
              security:
                - people: []
            post:
              operationId: create
              security:
                - people: []
      YAML
      )
    }
  }
}
`,
    },
    {
      name: 'a route that a module of the registry is given',
      file: 'api.tf',
      text: `
«module "api"» {
  source        = "terraform-aws-modules/apigateway-v2/aws"
  version       = "5.2.0"
  name          = "orders"
  protocol_type = "HTTP"

  routes = {
    "POST /orders" = {
      integration = { uri = "arn:aws:lambda:eu-west-1:111122223333:function:orders" }
    }
  }
}
`,
      fixed: `
module "api" {
  source        = "terraform-aws-modules/apigateway-v2/aws"
  version       = "5.2.0"
  name          = "orders"
  protocol_type = "HTTP"

  routes = {
    "POST /orders" = {
      integration        = { uri = "arn:aws:lambda:eu-west-1:111122223333:function:orders" }
      authorization_type = "AWS_IAM"
    }
  }
}
`,
    },
    {
      name: 'an API of API Management that asks for no subscription, and no policy for a token',
      file: 'main.bicep',
      text: `
resource apim 'Microsoft.ApiManagement/service@2024-05-01' existing = {
  name: 'apim-depots'
}

resource depots 'Microsoft.ApiManagement/service/apis@2024-05-01' = {
  parent: apim
  name: 'depots'
  properties: {
    displayName: 'Depots'
    path: 'depots'
    protocols: [ 'https' ]
    subscriptionRequired: «false»
  }
}
`,
      fixed: `
resource apim 'Microsoft.ApiManagement/service@2024-05-01' existing = {
  name: 'apim-depots'
}

resource depots 'Microsoft.ApiManagement/service/apis@2024-05-01' = {
  parent: apim
  name: 'depots'
  properties: {
    displayName: 'Depots'
    path: 'depots'
    protocols: [ 'https' ]
    subscriptionRequired: true
  }
}
`,
    },
  ],
  safe: [
    {
      name: 'a load balancer that sends people to sign in first',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
Resources:
  Web:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: web
      SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }]
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: { Scheme: internet-facing, SecurityGroups: [!Ref Web] }
  Orders:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: { TargetType: lambda, Targets: [{ Id: arn:aws:lambda:eu-west-1:111122223333:function:orders }] }
  Https:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 443
      Protocol: HTTPS
      DefaultActions:
        - Type: authenticate-oidc
          Order: 1
          AuthenticateOidcConfig: { Issuer: https://login.example.org/, ClientId: web }
        - { Type: forward, Order: 2, TargetGroupArn: !Ref Orders }
`,
    },
    {
      name: 'client certificates at the only domain that leads to it',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
Parameters:
  Domain:
    Type: String
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: meters
      ProtocolType: HTTP
      DisableExecuteApiEndpoint: true
      Target: arn:aws:lambda:eu-west-1:111122223333:function:meters
  Name:
    Type: AWS::ApiGatewayV2::DomainName
    Properties:
      DomainName: !Ref Domain
      DomainNameConfigurations: [{ CertificateArn: arn:aws:acm:eu-west-1:111122223333:certificate/c1 }]
      MutualTlsAuthentication: { TruststoreUri: s3://trust/store.pem }
  Mapping:
    Type: AWS::ApiGatewayV2::ApiMapping
    Properties: { ApiId: !Ref Api, DomainName: !Ref Domain, Stage: $default }
`,
    },
    {
      name: 'an API without an address of its own, and no domain in sight',
      kind: 'unknown',
      file: 'main.tf',
      text: `
resource "aws_apigatewayv2_api" "meters" {
  name                         = "meters"
  protocol_type                = "HTTP"
  disable_execute_api_endpoint = true
}

resource "aws_apigatewayv2_route" "read" {
  api_id    = aws_apigatewayv2_api.meters.id
  route_key = "POST /readings"
}
`,
    },
    {
      name: 'preflight questions, signs of life, and the way to a token',
      kind: 'near-miss',
      file: 'serverless.yml',
      text: `
service: accounts
provider:
  name: aws
  runtime: nodejs22.x
functions:
  open:
    handler: open.handler
    events:
      - httpApi: OPTIONS /accounts/me
      - httpApi: GET /health
      - httpApi: POST /auth/login
`,
    },
    {
      name: 'the default authorizer guards the routes',
      kind: 'fixed',
      file: 'template.yaml',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Auth:
        DefaultAuthorizer: AWS_IAM
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: orders.handler
      CodeUri: src/
      Events:
        List:
          Type: Api
          Properties: { RestApiId: !Ref Api, Path: /orders, Method: GET }
`,
    },
    {
      name: 'the kind of authorization is handed in',
      kind: 'unknown',
      file: 'template.yaml',
      text: `
Parameters:
  Authorization:
    Type: String
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: { Name: orders, ProtocolType: HTTP }
  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref Api
      RouteKey: GET /orders
      AuthorizationType: !Ref Authorization
`,
    },
    {
      name: 'an API that only a private network reaches',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      EndpointConfiguration: PRIVATE
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: orders.handler
      CodeUri: src/
      Events:
        List:
          Type: Api
          Properties: { RestApiId: !Ref Api, Path: /orders, Method: GET }
`,
    },
    {
      name: 'a requirement for all operations of an API gateway of Google Cloud',
      kind: 'near-miss',
      file: 'openapi.yaml',
      text: `
openapi: 3.0.4
info:
  title: shop
  version: 1.0.0
x-google-api-management:
  backends:
    orders:
      address: https://orders-abc-ew.a.run.app
components:
  securitySchemes:
    people:
      type: oauth2
      x-google-auth:
        issuer: https://accounts.google.com
        jwksUri: https://www.googleapis.com/oauth2/v3/certs
security:
  - people: []
paths:
  /orders:
    post:
      operationId: create
      responses:
        '200':
          description: the new order
`,
    },
    {
      name: 'what App Engine guards, and what it leaves to the program',
      kind: 'near-miss',
      file: 'app.yaml',
      text: `
runtime: python313
handlers:
  - url: /admin/.*
    script: auto
    login: admin
  - url: /.*
    script: auto
`,
    },
  ],
} satisfies Cases;
