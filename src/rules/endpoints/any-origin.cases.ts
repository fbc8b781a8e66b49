/** Examples of endpoints that pages of any site may call. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'an HTTP API behind a JWT authorizer',
      file: 'template.yaml',
      severity: 'medium',
      text: `
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: loans
      ProtocolType: HTTP
      CorsConfiguration:
        AllowMethods: [GET]
        AllowOrigins:
          - «'*'»
  Loans:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref Api
      RouteKey: GET /loans
      AuthorizationType: JWT
      AuthorizerId: !Ref Readers
  Readers:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties:
      ApiId: !Ref Api
      AuthorizerType: JWT
      IdentitySource: [$request.header.Authorization]
      JwtConfiguration: { Issuer: https://login.example.org/, Audience: [loans] }
      Name: readers
`,
      fixed: `
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: loans
      ProtocolType: HTTP
      CorsConfiguration:
        AllowMethods: [GET]
        AllowOrigins:
          - !Ref AllowedOrigin
  Loans:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref Api
      RouteKey: GET /loans
      AuthorizationType: JWT
      AuthorizerId: !Ref Readers
  Readers:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties:
      ApiId: !Ref Api
      AuthorizerType: JWT
      IdentitySource: [$request.header.Authorization]
      JwtConfiguration: { Issuer: https://login.example.org/, Audience: [loans] }
      Name: readers
Parameters:
  AllowedOrigin:
    Type: String
    Description: Origin of the pages that may call the API, as in https://www.example.org
`,
    },
    {
      name: 'the answers to preflight requests of a guarded path; a variable names the origin',
      file: 'api.json',
      text: `
{
  "Resources": {
    "Api": { "Type": "AWS::ApiGateway::RestApi", "Properties": { "Name": "garden" } },
    "Beds": {
      "Type": "AWS::ApiGateway::Resource",
      "Properties": { "RestApiId": { "Ref": "Api" }, "ParentId": { "Fn::GetAtt": ["Api", "RootResourceId"] }, "PathPart": "beds" }
    },
    "BedsGet": {
      "Type": "AWS::ApiGateway::Method",
      "Properties": {
        "RestApiId": { "Ref": "Api" },
        "ResourceId": { "Ref": "Beds" },
        "HttpMethod": "GET",
        "AuthorizationType": "AWS_IAM",
        "Integration": { "Type": "HTTP_PROXY", "IntegrationHttpMethod": "GET", "Uri": "https://beds.example.org/" }
      }
    },
    "BedsOptions": {
      "Type": "AWS::ApiGateway::Method",
      "Properties": {
        "RestApiId": { "Ref": "Api" },
        "ResourceId": { "Ref": "Beds" },
        "HttpMethod": "OPTIONS",
        "AuthorizationType": "NONE",
        "Integration": {
          "Type": "MOCK",
          "IntegrationResponses": [
            {
              "StatusCode": "204",
              "ResponseParameters": { "method.response.header.Access-Control-Allow-Origin": «"'*'"» }
            }
          ]
        }
      }
    },
    "Water": {
      "Type": "AWS::Lambda::Function",
      "Properties": {
        "Code": { "S3Bucket": "artifacts", "S3Key": "water.zip" },
        "Environment": { "Variables": { "FRONTEND_ORIGIN": "https://garden.example.org" } },
        "Handler": "index.handler",
        "Role": "arn:aws:iam::111122223333:role/water",
        "Runtime": "nodejs22.x"
      }
    }
  }
}
`,
      fixed: `
{
  "Resources": {
    "Api": { "Type": "AWS::ApiGateway::RestApi", "Properties": { "Name": "garden" } },
    "Beds": {
      "Type": "AWS::ApiGateway::Resource",
      "Properties": { "RestApiId": { "Ref": "Api" }, "ParentId": { "Fn::GetAtt": ["Api", "RootResourceId"] }, "PathPart": "beds" }
    },
    "BedsGet": {
      "Type": "AWS::ApiGateway::Method",
      "Properties": {
        "RestApiId": { "Ref": "Api" },
        "ResourceId": { "Ref": "Beds" },
        "HttpMethod": "GET",
        "AuthorizationType": "AWS_IAM",
        "Integration": { "Type": "HTTP_PROXY", "IntegrationHttpMethod": "GET", "Uri": "https://beds.example.org/" }
      }
    },
    "BedsOptions": {
      "Type": "AWS::ApiGateway::Method",
      "Properties": {
        "RestApiId": { "Ref": "Api" },
        "ResourceId": { "Ref": "Beds" },
        "HttpMethod": "OPTIONS",
        "AuthorizationType": "NONE",
        "Integration": {
          "Type": "MOCK",
          "IntegrationResponses": [
            {
              "StatusCode": "204",
              "ResponseParameters": { "method.response.header.Access-Control-Allow-Origin": "'https://garden.example.org'" }
            }
          ]
        }
      }
    },
    "Water": {
      "Type": "AWS::Lambda::Function",
      "Properties": {
        "Code": { "S3Bucket": "artifacts", "S3Key": "water.zip" },
        "Environment": { "Variables": { "FRONTEND_ORIGIN": "https://garden.example.org" } },
        "Handler": "index.handler",
        "Role": "arn:aws:iam::111122223333:role/water",
        "Runtime": "nodejs22.x"
      }
    }
  }
}
`,
    },
    {
      name: 'a function URL that takes cookies from pages of any site',
      file: 'main.tf',
      severity: 'high',
      text: `
resource "aws_lambda_function_url" "cart" {
  function_name      = "cart"
  authorization_type = "AWS_IAM"

  cors {
    allow_credentials = true
    allow_origins     = [«"*"»]
  }
}
`,
      fixed: `
resource "aws_lambda_function_url" "cart" {
  function_name      = "cart"
  authorization_type = "AWS_IAM"

  cors {
    allow_credentials = true
    allow_origins     = [var.allowed_origin]
  }
}

variable "allowed_origin" {
  description = "Origin of the pages that may call the API, as in https://www.example.org"
  type        = string
}
`,
    },
    {
      name: 'the short form of a service',
      file: 'serverless.yml',
      text: `
service: diary
provider:
  name: aws
  runtime: nodejs22.x
functions:
  write:
    handler: diary.write
    events:
      - http:
          method: post
          path: entries
          authorizer: aws_iam
          cors: «true»
`,
      fixed: `
service: diary
provider:
  name: aws
  runtime: nodejs22.x
functions:
  write:
    handler: diary.write
    events:
      - http:
          method: post
          path: entries
          authorizer: aws_iam
          cors:
            origin: \${env:ALLOWED_ORIGIN}
`,
    },
    {
      name: 'an API of SAM with a default authorizer',
      file: 'template.yaml',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Cors: «"'*'"»
      Auth:
        DefaultAuthorizer: AWS_IAM
        AddDefaultAuthorizerToCorsPreflight: false
  Notes:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: notes.handler
      CodeUri: src/
      Events:
        All:
          Type: Api
          Properties: { RestApiId: !Ref Api, Path: /notes, Method: GET }
`,
      fixed: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Cors: !Sub "'\${AllowedOrigin}'"
      Auth:
        DefaultAuthorizer: AWS_IAM
        AddDefaultAuthorizerToCorsPreflight: false
  Notes:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: notes.handler
      CodeUri: src/
      Events:
        All:
          Type: Api
          Properties: { RestApiId: !Ref Api, Path: /notes, Method: GET }
Parameters:
  AllowedOrigin:
    Type: String
    Description: Origin of the pages that may call the API, as in https://www.example.org
`,
    },
    {
      name: 'an app of Azure that answers every origin',
      file: 'main.bicep',
      text: `
param name string

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: resourceGroup().location
  kind: 'functionapp,linux'
  properties: {
    httpsOnly: true
    siteConfig: {
      cors: {
        allowedOrigins: [
          «'*'»
        ]
      }
    }
  }
}
`,
      fixed: `
param allowedOrigin string
param name string

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: resourceGroup().location
  kind: 'functionapp,linux'
  properties: {
    httpsOnly: true
    siteConfig: {
      cors: {
        allowedOrigins: [
          allowedOrigin
        ]
      }
    }
  }
}
`,
    },
    {
      name: 'in the configuration of an app',
      file: 'azuredeploy.json',
      text: `
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {
    "name": { "type": "string" }
  },
  "resources": [
    {
      "type": "Microsoft.Web/sites/config",
      "apiVersion": "2023-12-01",
      "name": "[format('{0}/web', parameters('name'))]",
      "properties": {
        "cors": { "allowedOrigins": [«"*"»] }
      }
    }
  ]
}
`,
      fixed: `
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {
    "allowedOrigin": { "type": "string" },
    "name": { "type": "string" }
  },
  "resources": [
    {
      "type": "Microsoft.Web/sites/config",
      "apiVersion": "2023-12-01",
      "name": "[format('{0}/web', parameters('name'))]",
      "properties": {
        "cors": { "allowedOrigins": ["[parameters('allowedOrigin')]"] }
      }
    }
  ]
}
`,
    },
    {
      name: 'an app in Terraform',
      file: 'main.tf',
      text: `
resource "azurerm_linux_function_app" "orders" {
  name                = "fn-orders"
  resource_group_name = "rg-orders"
  location            = "westeurope"
  service_plan_id     = "plan"

  site_config {
    cors {
      allowed_origins = [«"*"»]
    }
  }
}
`,
      fixed: `
resource "azurerm_linux_function_app" "orders" {
  name                = "fn-orders"
  resource_group_name = "rg-orders"
  location            = "westeurope"
  service_plan_id     = "plan"

  site_config {
    cors {
      allowed_origins = [var.allowed_origin]
    }
  }
}

variable "allowed_origin" {
  description = "Origin of the pages that may call the API, as in https://www.example.org"
  type        = string
}
`,
    },
    {
      name: 'headers that the code of an app answers with',
      file: 'function_app.py',
      text: `
import os

import azure.functions as func

app = func.FunctionApp(http_auth_level=func.AuthLevel.FUNCTION)


@app.route(route="orders")
def orders(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("[]", headers={"Access-Control-Allow-Origin": «"*"»})
`,
      fixed: `
import os

import azure.functions as func

app = func.FunctionApp(http_auth_level=func.AuthLevel.FUNCTION)


@app.route(route="orders")
def orders(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("[]", headers={"Access-Control-Allow-Origin": os.environ["ALLOWED_ORIGIN"]})
`,
    },
    {
      name: 'a handler answers every origin although pages send a token',
      file: 'index.js',
      text: `exports.handler = async () => ({
  statusCode: 200,
  headers: {
    'Access-Control-Allow-Origin': «'*'»,
    'Access-Control-Allow-Headers': 'authorization,content-type',
  },
});
`,
      fixed: `exports.handler = async () => ({
  statusCode: 200,
  headers: {
    'Access-Control-Allow-Origin': process.env.ALLOWED_ORIGIN,
    'Access-Control-Allow-Headers': 'authorization,content-type',
  },
});
`,
    },
    {
      name: 'a command adds every origin to a function app',
      file: 'tools/cors.sh',
      severity: 'medium',
      text: `
az functionapp cors add --resource-group shop --name shop-api --allowed-origins «'*'»
`,
      fixed: `
az functionapp cors add --resource-group shop --name shop-api --allowed-origins "\${ALLOWED_ORIGIN:?set ALLOWED_ORIGIN}"
`,
    },
    {
      name: 'a command makes a URL that answers every origin with cookies',
      file: 'tools/url.sh',
      severity: 'high',
      text: `
aws lambda create-function-url-config --function-name orders --auth-type AWS_IAM \\
  --cors '{"AllowOrigins":[«"*"»],"AllowCredentials":true}'
`,
      fixed: `
aws lambda create-function-url-config --function-name orders --auth-type AWS_IAM \\
  --cors '{"AllowOrigins":["'"\${ALLOWED_ORIGIN:?set ALLOWED_ORIGIN}"'"],"AllowCredentials":true}'
`,
    },
    {
      name: 'a script makes a function URL that answers every origin',
      file: 'deploy.sh',
      text: `
aws lambda create-function-url-config --function-name orders --auth-type AWS_IAM \\
  --cors 'AllowOrigins=«*»,AllowCredentials=true,AllowHeaders=authorization'
`,
      fixed: `
aws lambda create-function-url-config --function-name orders --auth-type AWS_IAM \\
  --cors 'AllowOrigins='"\${ALLOWED_ORIGIN:?set ALLOWED_ORIGIN}"',AllowCredentials=true,AllowHeaders=authorization'
`,
    },
    {
      name: 'the middleware of Starlette, which sends any origin back',
      file: 'app.py',
      severity: 'high',
      text: `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from mangum import Mangum

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=[«"*"»], allow_credentials=True)
handler = Mangum(app)
`,
      fixed: `import os
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from mangum import Mangum

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=[os.environ["ALLOWED_ORIGIN"]], allow_credentials=True)
handler = Mangum(app)
`,
    },
    {
      name: 'the middleware of Express, with every origin and credentials',
      file: 'index.js',
      severity: 'high',
      text: `const express = require('express');
const cors = require('cors');
const serverless = require('serverless-http');

const app = express();
app.use(cors({ origin: «true», credentials: true }));
module.exports.handler = serverless(app);
`,
      fixed: `const express = require('express');
const cors = require('cors');
const serverless = require('serverless-http');

const app = express();
app.use(cors({ origin: process.env.ALLOWED_ORIGIN, credentials: true }));
module.exports.handler = serverless(app);
`,
    },
    {
      name: 'the middleware of Hono',
      file: 'src/index.ts',
      text: `import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { handle } from 'hono/aws-lambda';

const app = new Hono();
app.use('*', cors({ origin: «'*'», credentials: true }));
export const handler = handle(app);
`,
      fixed: `import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { handle } from 'hono/aws-lambda';

const app = new Hono();
app.use('*', cors({ origin: process.env.ALLOWED_ORIGIN!, credentials: true }));
export const handler = handle(app);
`,
    },
    {
      name: 'the origin of the request, sent back',
      file: 'function.go',
      severity: 'high',
      text: `package fn

import "net/http"

func Account(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", «r.Header.Get("Origin")»)
	w.Header().Set("Access-Control-Allow-Credentials", "true")
	w.Write([]byte(\`{}\`))
}
`,
      fixed: `package fn

import "net/http"
import "os"

func Account(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", os.Getenv("ALLOWED_ORIGIN"))
	w.Header().Set("Access-Control-Allow-Credentials", "true")
	w.Write([]byte(\`{}\`))
}
`,
    },
    {
      name: 'pages of any site write to a bucket',
      file: 'main.tf',
      text: `
resource "aws_s3_bucket" "uploads" {
  bucket = "acme-uploads"
}

resource "aws_s3_bucket_cors_configuration" "uploads" {
  bucket = aws_s3_bucket.uploads.id

  cors_rule {
    allowed_methods = ["PUT", "POST"]
    allowed_origins = [«"*"»]
    allowed_headers = ["content-type"]
  }
}
`,
      fixed: `
resource "aws_s3_bucket" "uploads" {
  bucket = "acme-uploads"
}

resource "aws_s3_bucket_cors_configuration" "uploads" {
  bucket = aws_s3_bucket.uploads.id

  cors_rule {
    allowed_methods = ["PUT", "POST"]
    allowed_origins = [var.allowed_origin]
    allowed_headers = ["content-type"]
  }
}

variable "allowed_origin" {
  description = "Origin of the pages that may call the API, as in https://www.example.org"
  type        = string
}
`,
      severity: 'low',
    },
    {
      name: 'a distribution lets pages of any site send their credentials',
      file: 'headers.yaml',
      text: `
Resources:
  Headers:
    Type: AWS::CloudFront::ResponseHeadersPolicy
    Properties:
      ResponseHeadersPolicyConfig:
        Name: api
        CorsConfig:
          AccessControlAllowCredentials: false
          AccessControlAllowHeaders: { Items: [Authorization] }
          AccessControlAllowMethods: { Items: [GET, PUT] }
          AccessControlAllowOrigins: { Items: [«'*'»] }
          OriginOverride: true
`,
      fixed: `
Resources:
  Headers:
    Type: AWS::CloudFront::ResponseHeadersPolicy
    Properties:
      ResponseHeadersPolicyConfig:
        Name: api
        CorsConfig:
          AccessControlAllowCredentials: false
          AccessControlAllowHeaders: { Items: [Authorization] }
          AccessControlAllowMethods: { Items: [GET, PUT] }
          AccessControlAllowOrigins: { Items: [!Ref AllowedOrigin] }
          OriginOverride: true
Parameters:
  AllowedOrigin:
    Type: String
    Description: Origin of the pages that may call the API, as in https://www.example.org
`,
      severity: 'medium',
    },
    {
      name: 'a bucket of a template for uploads from pages of any site',
      file: 'template.yaml',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Uploads:
    Type: AWS::S3::Bucket
    Properties:
      CorsConfiguration:
        CorsRules:
          - { AllowedMethods: [GET], AllowedOrigins: ['*'] }
          - { AllowedMethods: [PUT], AllowedOrigins: [«'*'»] }
`,
      fixed: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Uploads:
    Type: AWS::S3::Bucket
    Properties:
      CorsConfiguration:
        CorsRules:
          - { AllowedMethods: [GET], AllowedOrigins: ['*'] }
          - { AllowedMethods: [PUT], AllowedOrigins: [!Ref AllowedOrigin] }
Parameters:
  AllowedOrigin:
    Type: String
    Description: Origin of the pages that may call the API, as in https://www.example.org
`,
      severity: 'low',
    },
    {
      name: 'a switch of SAM’s admits all origins',
      file: 'template.yaml',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Desk:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth: { EnableIamAuthorizer: true, DefaultAuthorizer: AWS_IAM }
      CorsConfiguration: «true»
  Read:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: read.handler
      CodeUri: src/
      Events:
        Get: { Type: HttpApi, Properties: { ApiId: !Ref Desk, Path: /desk, Method: get } }
`,
      fixed: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Desk:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth: { EnableIamAuthorizer: true, DefaultAuthorizer: AWS_IAM }
      CorsConfiguration:
        AllowOrigins:
          - !Ref AllowedOrigin
  Read:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: read.handler
      CodeUri: src/
      Events:
        Get: { Type: HttpApi, Properties: { ApiId: !Ref Desk, Path: /desk, Method: get } }
Parameters:
  AllowedOrigin:
    Type: String
    Description: Origin of the pages that may call the API, as in https://www.example.org
`,
    },
  ],
  safe: [
    {
      name: 'one origin is taken from the list',
      kind: 'near-miss',
      file: 'tools/cors.sh',
      text: `
az functionapp cors add --resource-group shop --name shop-api --allowed-origins https://shop.acme.io
az functionapp cors show --resource-group shop --name shop-api
`,
    },
    {
      name: 'what everybody may read, every page may read',
      kind: 'near-miss',
      file: 'serverless.yml',
      text: `
service: weather
provider:
  name: aws
  runtime: nodejs22.x
functions:
  today:
    handler: weather.today
    events:
      - http:
          method: get
          path: weather/today
          cors: true
`,
    },
    {
      name: 'all hosts of one domain',
      kind: 'near-miss',
      file: 'main.tf',
      text: `
resource "aws_lambda_function_url" "cart" {
  function_name      = "cart"
  authorization_type = "AWS_IAM"

  cors {
    allow_origins = ["https://*.example.org"]
  }
}
`,
    },
    {
      name: 'a bucket whose objects any page may show',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
Resources:
  Pictures:
    Type: AWS::S3::Bucket
    Properties:
      CorsConfiguration:
        CorsRules:
          - AllowedMethods: [GET]
            AllowedOrigins: ['*']
`,
    },
    {
      name: 'the origin is handed in',
      kind: 'unknown',
      file: 'template.yaml',
      text: `
Parameters:
  Origin:
    Type: String
Resources:
  Url:
    Type: AWS::Lambda::Url
    Properties:
      AuthType: AWS_IAM
      TargetFunctionArn: cart
      Cors:
        AllowCredentials: true
        AllowOrigins: [!Ref Origin]
`,
    },
    {
      name: 'the origins are named',
      kind: 'fixed',
      file: 'serverless.yml',
      text: `
service: diary
provider:
  name: aws
  runtime: nodejs22.x
  httpApi:
    cors:
      allowedOrigins: [https://diary.example.org]
functions:
  read:
    handler: diary.read
    events:
      - httpApi:
          method: GET
          path: /entries
          authorizer: { type: aws_iam }
`,
    },
    {
      name: 'one origin',
      file: 'main.bicep',
      text: `
resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'fn-orders'
  location: resourceGroup().location
  kind: 'functionapp'
  properties: {
    siteConfig: {
      cors: {
        allowedOrigins: ['https://shop.example.org']
      }
    }
  }
}
`,
      kind: 'fixed',
    },
    {
      name: 'what anybody may read anyway',
      file: 'src/functions/rates.js',
      text: `
const { app } = require('@azure/functions');

app.http('rates', {
  authLevel: 'anonymous',
  handler: async () => ({ body: '{}', headers: { 'Access-Control-Allow-Origin': '*' } }),
});
`,
      kind: 'near-miss',
    },
    {
      name: 'origins that are handed in',
      file: 'main.bicep',
      text: `
param origins array

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'fn-orders'
  location: resourceGroup().location
  kind: 'functionapp'
  properties: {
    siteConfig: {
      cors: {
        allowedOrigins: origins
      }
    }
  }
}
`,
      kind: 'unknown',
    },
    {
      name: 'any origin for what asks nobody who he is',
      kind: 'near-miss',
      file: 'app.py',
      text: `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from mangum import Mangum

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET"])
handler = Mangum(app)
`,
    },
    {
      name: 'origins that the environment names',
      kind: 'unknown',
      file: 'src/index.ts',
      text: `import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { handle } from 'hono/aws-lambda';

const app = new Hono();
app.use('*', cors({ origin: process.env.ORIGIN ?? '', credentials: true }));
export const handler = handle(app);
`,
    },
    {
      name: 'an origin that is looked up first',
      kind: 'near-miss',
      file: 'index.mjs',
      text: `const ORIGINS = new Set(['https://portal.waterschap.example']);

export const handler = async (event) => {
  const origin = event.headers.origin;
  if (!ORIGINS.has(origin)) return { statusCode: 403 };
  return {
    statusCode: 200,
    headers: { 'Access-Control-Allow-Origin': origin, 'Access-Control-Allow-Credentials': 'true' },
    body: '{}',
  };
};
`,
    },
    {
      name: 'an origin under a name with a dollar sign that is looked up first',
      kind: 'near-miss',
      file: 'index.mjs',
      text: `const ORIGINS = new Set(['https://portal.waterschap.example']);

export const handler = async (event) => {
  const $origin = event.headers.origin;
  if (!ORIGINS.has($origin)) return { statusCode: 403 };
  return {
    statusCode: 200,
    headers: { 'Access-Control-Allow-Origin': $origin, 'Access-Control-Allow-Credentials': 'true' },
    body: '{}',
  };
};
`,
    },
    {
      name: 'pages of any site read pictures and fonts',
      kind: 'near-miss',
      file: 'main.tf',
      text: `
resource "aws_s3_bucket" "pictures" {
  bucket = "acme-pictures"
}

resource "aws_s3_bucket_cors_configuration" "pictures" {
  bucket = aws_s3_bucket.pictures.id

  cors_rule {
    allowed_methods = ["GET", "HEAD"]
    allowed_origins = ["*"]
  }

  cors_rule {
    allowed_methods = ["PUT"]
    allowed_origins = [var.site]
  }
}

resource "aws_cloudfront_response_headers_policy" "fonts" {
  name = "fonts"

  cors_config {
    access_control_allow_credentials = false
    origin_override                  = true

    access_control_allow_headers {
      items = ["Range"]
    }

    access_control_allow_methods {
      items = ["GET"]
    }

    access_control_allow_origins {
      items = ["*"]
    }
  }
}

variable "site" {
  type = string
}
`,
    },
  ],
} satisfies Cases;
