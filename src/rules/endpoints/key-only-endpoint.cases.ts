/** Examples of routes that an API key alone protects. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a method asks for a key and for nobody',
      file: 'template.yaml',
      text: `
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: music
  Root:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: POST
      ApiKeyRequired: true
      AuthorizationType: «NONE»
      Integration:
        Type: HTTP_PROXY
        IntegrationHttpMethod: POST
        Uri: https://music.example.org/
`,
      fixed: `
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: music
  Root:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: POST
      ApiKeyRequired: true
      AuthorizationType: AWS_IAM
      Integration:
        Type: HTTP_PROXY
        IntegrationHttpMethod: POST
        Uri: https://music.example.org/
`,
    },
    {
      name: 'a private function of a service',
      file: 'serverless.yml',
      text: `
service: music
provider:
  name: aws
  runtime: nodejs22.x
functions:
  add:
    handler: add.handler
    events:
      - «http»:
          method: post
          path: music
          private: true
`,
      fixed: `
service: music
provider:
  name: aws
  runtime: nodejs22.x
functions:
  add:
    handler: add.handler
    events:
      - http:
          method: post
          path: music
          private: true
          authorizer: aws_iam
`,
    },
    {
      name: 'a GraphQL API that a key opens',
      file: 'main.tf',
      text: `
resource "aws_appsync_graphql_api" "orders" {
  name                = "orders"
  authentication_type = «"API_KEY"»
}
`,
      fixed: `
resource "aws_appsync_graphql_api" "orders" {
  name                = "orders"
  authentication_type = "AWS_IAM"
}
`,
    },
    {
      name: 'an event API whose clients bring a key',
      file: 'template.yaml',
      text: `
Resources:
  Chat:
    Type: AWS::AppSync::Api
    Properties:
      Name: chat
      EventConfig:
        AuthProviders: [{ AuthType: «API_KEY» }]
        ConnectionAuthModes: [{ AuthType: API_KEY }]
        DefaultPublishAuthModes: [{ AuthType: API_KEY }]
        DefaultSubscribeAuthModes: [{ AuthType: API_KEY }]
`,
      fixed: null,
    },
    {
      name: 'an event API of Terraform',
      file: 'events.tf',
      text: `
resource "aws_appsync_api" "chat" {
  name = "chat"
  event_config {
    auth_provider {
      auth_type = «"API_KEY"»
    }
    connection_auth_mode {
      auth_type = "API_KEY"
    }
    default_publish_auth_mode {
      auth_type = "API_KEY"
    }
    default_subscribe_auth_mode {
      auth_type = "API_KEY"
    }
  }
}
`,
      fixed: null,
    },
    {
      name: 'a script makes a method behind a key',
      file: 'deploy.sh',
      text: `
aws apigateway put-method --rest-api-id a1b2c3 --resource-id d4e5f6 --http-method DELETE --authorization-type «NONE» --api-key-required
`,
      fixed: `
aws apigateway put-method --rest-api-id a1b2c3 --resource-id d4e5f6 --http-method DELETE --authorization-type AWS_IAM --api-key-required
`,
    },
  ],
  safe: [
    {
      name: 'a key beside IAM counts calls',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: music
  Root:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: POST
      ApiKeyRequired: true
      AuthorizationType: AWS_IAM
      Integration:
        Type: HTTP_PROXY
        IntegrationHttpMethod: POST
        Uri: https://music.example.org/
`,
    },
    {
      name: 'whether a key is asked for is handed in',
      kind: 'unknown',
      file: 'template.yaml',
      text: `
Parameters:
  Authorization:
    Type: String
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: music
  Root:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: POST
      ApiKeyRequired: true
      AuthorizationType: !Ref Authorization
      Integration:
        Type: HTTP_PROXY
        IntegrationHttpMethod: POST
        Uri: https://music.example.org/
`,
    },
    {
      name: 'clients of an event API choose between providers',
      file: 'template.yaml',
      kind: 'unknown',
      text: `
Resources:
  Chat:
    Type: AWS::AppSync::Api
    Properties:
      Name: chat
      EventConfig:
        AuthProviders: [{ AuthType: API_KEY }, { AuthType: AWS_IAM }]
        ConnectionAuthModes: [{ AuthType: AWS_IAM }]
        DefaultPublishAuthModes: [{ AuthType: AWS_IAM }]
        DefaultSubscribeAuthModes: [{ AuthType: AWS_IAM }]
`,
    },
  ],
} satisfies Cases;
