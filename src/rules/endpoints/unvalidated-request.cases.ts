/** Examples of requests that nobody looks at. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'the body of a request is stored as it came',
      file: 'create.py',
      text: `import json
import uuid
import boto3

table = boto3.resource("dynamodb").Table("reservations")


def handler(event, context):
    item = «json.loads(event["body"])»
    item["id"] = str(uuid.uuid4())
    table.put_item(Item=item)
    return {"statusCode": 201, "body": json.dumps({"id": item["id"]})}
`,
      fixed: null,
    },
    {
      name: 'all of the body goes into an item',
      file: 'create.mjs',
      text: `import { randomUUID } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { client } from './client.mjs';

export const handler = async (event) => {
  const order = «JSON.parse(event.body)»;
  await client.send(new PutCommand({ TableName: process.env.TABLE, Item: { ...order, id: randomUUID() } }));
  return { statusCode: 201 };
};
`,
      fixed: null,
    },
    {
      name: 'a method that takes any body, while model and validator stand beside it',
      file: 'template.yaml',
      severity: 'low',
      text: `
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: bookings
  Body:
    Type: AWS::ApiGateway::Model
    Properties:
      RestApiId: !Ref Api
      ContentType: application/json
      Schema: { type: object, required: [seats] }
  Check:
    Type: AWS::ApiGateway::RequestValidator
    Properties:
      RestApiId: !Ref Api
      ValidateRequestBody: true
  «Book»:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: POST
      AuthorizationType: AWS_IAM
      Integration: { Type: HTTP_PROXY, IntegrationHttpMethod: POST, Uri: https://bookings.example.org/ }
`,
      fixed: `
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: bookings
  Body:
    Type: AWS::ApiGateway::Model
    Properties:
      RestApiId: !Ref Api
      ContentType: application/json
      Schema: { type: object, required: [seats] }
  Check:
    Type: AWS::ApiGateway::RequestValidator
    Properties:
      RestApiId: !Ref Api
      ValidateRequestBody: true
  Book:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: POST
      AuthorizationType: AWS_IAM
      Integration: { Type: HTTP_PROXY, IntegrationHttpMethod: POST, Uri: https://bookings.example.org/ }
      RequestValidatorId: !Ref Check
      RequestModels:
        application/json: !Ref Body
`,
    },
    {
      name: 'a method of Terraform that anybody may call, without either',
      file: 'main.tf',
      severity: 'medium',
      text: `
resource "aws_api_gateway_rest_api" "bookings" {
  name = "bookings"
}

«resource "aws_api_gateway_method" "book"» {
  rest_api_id   = aws_api_gateway_rest_api.bookings.id
  resource_id   = aws_api_gateway_rest_api.bookings.root_resource_id
  http_method   = "POST"
  authorization = "NONE"
}
`,
      fixed: `
resource "aws_api_gateway_rest_api" "bookings" {
  name = "bookings"
}

resource "aws_api_gateway_method" "book" {
  rest_api_id          = aws_api_gateway_rest_api.bookings.id
  resource_id          = aws_api_gateway_rest_api.bookings.root_resource_id
  http_method          = "POST"
  authorization        = "NONE"
  request_validator_id = aws_api_gateway_request_validator.bookings.id
  request_models = {
    "application/json" = aws_api_gateway_model.book.name
  }
}

resource "aws_api_gateway_request_validator" "bookings" {
  name                        = "body-and-parameters"
  rest_api_id                 = aws_api_gateway_rest_api.bookings.id
  validate_request_body       = true
  validate_request_parameters = true
}

resource "aws_api_gateway_model" "book" {
  rest_api_id  = aws_api_gateway_rest_api.bookings.id
  name         = "book"
  content_type = "application/json"
  schema       = jsonencode({ type = "object" })
}
`,
    },
    {
      name: 'a model that nothing checks against',
      file: 'template.yaml',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Models:
        Booking: { type: object, required: [seats] }
  Book:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: book.handler
      CodeUri: src/
      Events:
        Post:
          Type: Api
          Properties:
            RestApiId: !Ref Api
            Path: /bookings
            Method: POST
            Auth: { Authorizer: AWS_IAM }
            RequestModel:
              «Model: Booking»
`,
      fixed: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Models:
        Booking: { type: object, required: [seats] }
  Book:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: book.handler
      CodeUri: src/
      Events:
        Post:
          Type: Api
          Properties:
            RestApiId: !Ref Api
            Path: /bookings
            Method: POST
            Auth: { Authorizer: AWS_IAM }
            RequestModel:
              Model: Booking
              ValidateBody: true
`,
    },
    {
      name: 'an event of a service',
      file: 'serverless.yml',
      text: `
service: bookings
provider:
  name: aws
  runtime: nodejs22.x
functions:
  book:
    handler: book.handler
    events:
      - «http»:
          method: post
          path: bookings
          authorizer: aws_iam
`,
      fixed: `
service: bookings
provider:
  name: aws
  runtime: nodejs22.x
functions:
  book:
    handler: book.handler
    events:
      - http:
          method: post
          path: bookings
          authorizer: aws_iam
          request:
            schemas:
              application/json:
                type: object
`,
    },
    {
      name: 'a definition whose schemas are for reading only',
      file: 'main.tf',
      text: `
resource "aws_api_gateway_rest_api" "bookings" {
  name = "bookings"
  body = file("api.json")
}
`,
      files: {
        'api.json': `
{
  "openapi": "3.0.1",
  "info": { "title": "bookings", "version": "1" },
  "paths": {
    "/bookings": {
      «"post"»: {
        "x-amazon-apigateway-auth": { "type": "AWS_IAM" },
        "requestBody": { "content": { "application/json": { "schema": { "type": "object", "required": ["seats"] } } } }
      }
    }
  }
}
`,
      },
      fixed: {
        'api.json': `
{
  "openapi": "3.0.1",
  "info": { "title": "bookings", "version": "1" },
  "paths": {
    "/bookings": {
      "post": {
        "x-amazon-apigateway-auth": { "type": "AWS_IAM" },
        "requestBody": { "content": { "application/json": { "schema": { "type": "object", "required": ["seats"] } } } }
      }
    }
  },
  "x-amazon-apigateway-request-validators": {
    "everything": {
      "validateRequestBody": true,
      "validateRequestParameters": true
    }
  },
  "x-amazon-apigateway-request-validator": "everything"
}
`,
      },
    },
    {
      name: 'many routes of one API are one matter, and a function behind them may check for itself',
      file: 'serverless.yml',
      severity: 'low',
      text: `
service: bookings
provider:
  name: aws
  runtime: nodejs22.x
functions:
  book:
    handler: book.handler
    events:
      - «http: POST bookings»
      - http: POST guests
      - http: PUT guests
      - http: PUT seats
`,
      fixed: null,
    },
    {
      name: 'a model is declared, and nobody asks it',
      file: 'create.py',
      text: `import json
import os

import boto3
from pydantic import BaseModel, Field

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


class Booking(BaseModel):
    seats: int = Field(ge=1, le=8)
    name: str = Field(max_length=80)


def handler(event, context):
    item = «json.loads(event["body"])»
    table.put_item(Item=item)
    return {"statusCode": 201, "body": json.dumps({"ok": True})}
`,
      fixed: `import json
import os

import boto3
from pydantic import BaseModel, Field

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


class Booking(BaseModel):
    seats: int = Field(ge=1, le=8)
    name: str = Field(max_length=80)


def handler(event, context):
    item = Booking.model_validate_json(event["body"]).model_dump()
    table.put_item(Item=item)
    return {"statusCode": 201, "body": json.dumps({"ok": True})}
`,
    },
    {
      name: 'a schema of zod is declared, and nobody asks it',
      file: 'create.mjs',
      text: `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';

const client = DynamoDBDocumentClient.from(new DynamoDBClient());
const booking = z.object({ seats: z.number().int().max(8), name: z.string().max(80) });

export const handler = async (event) => {
  const item = «JSON.parse(event.body)»;
  await client.send(new PutCommand({ TableName: process.env.TABLE, Item: item }));
  return { statusCode: 201 };
};
`,
      fixed: `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';

const client = DynamoDBDocumentClient.from(new DynamoDBClient());
const booking = z.object({ seats: z.number().int().max(8), name: z.string().max(80) });

export const handler = async (event) => {
  const item = booking.parse(JSON.parse(event.body));
  await client.send(new PutCommand({ TableName: process.env.TABLE, Item: item }));
  return { statusCode: 201 };
};
`,
    },
    {
      name: 'the validator of a method is told to check nothing',
      file: 'template.json',
      text: `
{
  "Resources": {
    "Api": { "Type": "AWS::ApiGateway::RestApi", "Properties": { "Name": "sign-up" } },
    "Check": {
      "Type": "AWS::ApiGateway::RequestValidator",
      "Properties": { "RestApiId": { "Ref": "Api" }, "ValidateRequestBody": «false», "ValidateRequestParameters": true }
    },
    "Person": {
      "Type": "AWS::ApiGateway::Model",
      "Properties": { "RestApiId": { "Ref": "Api" }, "ContentType": "application/json", "Schema": { "type": "object", "required": ["mail"] } }
    },
    "Post": {
      "Type": "AWS::ApiGateway::Method",
      "Properties": {
        "RestApiId": { "Ref": "Api" },
        "ResourceId": { "Fn::GetAtt": ["Api", "RootResourceId"] },
        "HttpMethod": "POST",
        "AuthorizationType": "AWS_IAM",
        "RequestValidatorId": { "Ref": "Check" },
        "RequestModels": { "application/json": { "Ref": "Person" } },
        "Integration": { "Type": "AWS_PROXY", "IntegrationHttpMethod": "POST", "Uri": { "Fn::ImportValue": "SignUpUri" } }
      }
    }
  }
}
`,
      fixed: `
{
  "Resources": {
    "Api": { "Type": "AWS::ApiGateway::RestApi", "Properties": { "Name": "sign-up" } },
    "Check": {
      "Type": "AWS::ApiGateway::RequestValidator",
      "Properties": { "RestApiId": { "Ref": "Api" }, "ValidateRequestBody": true, "ValidateRequestParameters": true }
    },
    "Person": {
      "Type": "AWS::ApiGateway::Model",
      "Properties": { "RestApiId": { "Ref": "Api" }, "ContentType": "application/json", "Schema": { "type": "object", "required": ["mail"] } }
    },
    "Post": {
      "Type": "AWS::ApiGateway::Method",
      "Properties": {
        "RestApiId": { "Ref": "Api" },
        "ResourceId": { "Fn::GetAtt": ["Api", "RootResourceId"] },
        "HttpMethod": "POST",
        "AuthorizationType": "AWS_IAM",
        "RequestValidatorId": { "Ref": "Check" },
        "RequestModels": { "application/json": { "Ref": "Person" } },
        "Integration": { "Type": "AWS_PROXY", "IntegrationHttpMethod": "POST", "Uri": { "Fn::ImportValue": "SignUpUri" } }
      }
    }
  }
}
`,
    },
    {
      name: 'the validator of every command looks at parameters only',
      file: 'main.tf',
      text: `
resource "aws_api_gateway_rest_api" "bank" {
  name = "bank"
}

resource "aws_api_gateway_request_validator" "parameters" {
  name                        = "parameters"
  rest_api_id                 = aws_api_gateway_rest_api.bank.id
  validate_request_body       = «false»
  validate_request_parameters = true
}

resource "aws_api_gateway_model" "transfer" {
  rest_api_id  = aws_api_gateway_rest_api.bank.id
  name         = "Transfer"
  content_type = "application/json"
  schema       = file("transfer.json")
}

resource "aws_api_gateway_resource" "transfer" {
  rest_api_id = aws_api_gateway_rest_api.bank.id
  parent_id   = aws_api_gateway_rest_api.bank.root_resource_id
  path_part   = "transfer"
}

resource "aws_api_gateway_method" "transfer" {
  rest_api_id          = aws_api_gateway_rest_api.bank.id
  resource_id          = aws_api_gateway_resource.transfer.id
  http_method          = "POST"
  authorization        = "AWS_IAM"
  request_validator_id = aws_api_gateway_request_validator.parameters.id
  request_models       = { "application/json" = aws_api_gateway_model.transfer.name }
}
`,
      fixed: `
resource "aws_api_gateway_rest_api" "bank" {
  name = "bank"
}

resource "aws_api_gateway_request_validator" "parameters" {
  name                        = "parameters"
  rest_api_id                 = aws_api_gateway_rest_api.bank.id
  validate_request_body       = true
  validate_request_parameters = true
}

resource "aws_api_gateway_model" "transfer" {
  rest_api_id  = aws_api_gateway_rest_api.bank.id
  name         = "Transfer"
  content_type = "application/json"
  schema       = file("transfer.json")
}

resource "aws_api_gateway_resource" "transfer" {
  rest_api_id = aws_api_gateway_rest_api.bank.id
  parent_id   = aws_api_gateway_rest_api.bank.root_resource_id
  path_part   = "transfer"
}

resource "aws_api_gateway_method" "transfer" {
  rest_api_id          = aws_api_gateway_rest_api.bank.id
  resource_id          = aws_api_gateway_resource.transfer.id
  http_method          = "POST"
  authorization        = "AWS_IAM"
  request_validator_id = aws_api_gateway_request_validator.parameters.id
  request_models       = { "application/json" = aws_api_gateway_model.transfer.name }
}
`,
    },
    {
      name: 'a body that goes into Cosmos DB as it came',
      file: 'src/functions/ticket.ts',
      severity: 'medium',
      text: `import { app, type HttpRequest } from '@azure/functions';
import { CosmosClient } from '@azure/cosmos';

const tickets = new CosmosClient(process.env.COSMOS!).database('desk').container('tickets');

app.http('ticket', {
  methods: ['POST'],
  authLevel: 'function',
  handler: async (req: HttpRequest) => {
    const ticket = await «req.json()»;
    await tickets.items.create(ticket);
    return { status: 201 };
  },
});
`,
      fixed: null,
    },
    {
      name: 'a body that a resolver of Powertools holds',
      file: 'app.py',
      severity: 'medium',
      text: `import os
import boto3
from aws_lambda_powertools.event_handler import APIGatewayRestResolver

app = APIGatewayRestResolver()
table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


@app.post("/visits")
def create():
    body = «app.current_event.json_body»
    table.put_item(Item=body)
    return {"ok": True}


def handler(event, context):
    return app.resolve(event, context)
`,
      fixed: null,
    },
    {
      name: 'a body that goes into Firestore as it came',
      file: 'functions/index.js',
      severity: 'medium',
      text: `const { onRequest } = require('firebase-functions/v2/https');
const { getFirestore } = require('firebase-admin/firestore');

exports.order = onRequest(async (req, res) => {
  const order = «req.body»;
  await getFirestore().collection('orders').add(order);
  res.status(201).end();
});
`,
      fixed: null,
    },
  ],
  safe: [
    {
      name: 'a schema takes the body apart',
      kind: 'fixed',
      file: 'create.mjs',
      text: `import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { client } from './client.mjs';

const Order = z.object({ name: z.string().max(80) });

export const handler = async (event) => {
  const order = Order.parse(JSON.parse(event.body));
  await client.send(new PutCommand({ TableName: process.env.TABLE, Item: order }));
  return { statusCode: 201 };
};
`,
    },
    {
      name: 'fields are asked for before the body is stored',
      kind: 'near-miss',
      file: 'create.py',
      text: `import json
import boto3

table = boto3.resource("dynamodb").Table("reservations")


def handler(event, context):
    item = json.loads(event["body"])
    if set(item) != {"name", "guests"} or not isinstance(item["guests"], int):
        return {"statusCode": 422}
    table.put_item(Item=item)
    return {"statusCode": 201}
`,
    },
    {
      name: 'what a helper does with the body nobody knows here',
      kind: 'unknown',
      file: 'create.py',
      text: `import json
import boto3
from rules import complete

table = boto3.resource("dynamodb").Table("reservations")


def handler(event, context):
    item = json.loads(event["body"])
    complete(item)
    table.put_item(Item=item)
    return {"statusCode": 201}
`,
    },
    {
      name: 'HTTP APIs cannot check requests',
      kind: 'near-miss',
      file: 'serverless.yml',
      text: `
service: bookings
provider:
  name: aws
  runtime: nodejs22.x
functions:
  book:
    handler: book.handler
    events:
      - httpApi: POST /bookings
`,
    },
    {
      name: 'reading takes no body, and a webhook is checked by its signature',
      kind: 'near-miss',
      file: 'serverless.yml',
      text: `
service: bookings
provider:
  name: aws
  runtime: nodejs22.x
functions:
  book:
    handler: book.handler
    events:
      - http: GET bookings
      - http: ANY /{proxy+}
      - http: POST webhooks/stripe
`,
    },
    {
      name: 'the validator is handed in',
      kind: 'unknown',
      file: 'template.yaml',
      text: `
Parameters:
  Validator:
    Type: String
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: bookings
  Book:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: POST
      AuthorizationType: AWS_IAM
      RequestValidatorId: !Ref Validator
      Integration: { Type: HTTP_PROXY, IntegrationHttpMethod: POST, Uri: https://bookings.example.org/ }
`,
    },
    {
      name: 'body and parameters are checked',
      kind: 'fixed',
      file: 'serverless.yml',
      text: `
service: bookings
provider:
  name: aws
  runtime: nodejs22.x
functions:
  book:
    handler: book.handler
    events:
      - http:
          method: post
          path: bookings
          request:
            schemas:
              application/json: \${file(booking.json)}
`,
    },
    {
      name: 'a body that is looked at before it goes into Firestore',
      kind: 'near-miss',
      file: 'functions/index.js',
      text: `const { onRequest } = require('firebase-functions/v2/https');
const { getFirestore } = require('firebase-admin/firestore');
const { isOrder } = require('./order');

exports.order = onRequest(async (req, res) => {
  const order = req.body;
  if (!isOrder(order)) return res.status(400).end();
  await getFirestore().collection('orders').add(order);
  res.status(201).end();
});
`,
    },
  ],
} satisfies Cases;
