/** Examples of wildcards in actions. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'what a device may do is everything',
      file: 'devices.tf',
      text: `
resource "aws_iot_policy" "device" {
  name = "device"
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = «"iot:*"»
      Resource = "*"
    }]
  })
}
`,
      fixed: null,
    },
    {
      name: 'what a device may do is everything, in a template',
      file: 'devices.yaml',
      text: `
Resources:
  DevicePolicy:
    Type: AWS::IoT::Policy
    Properties:
      PolicyName: device
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Action: «iot:*»
            Resource: '*'
`,
      fixed: null,
    },
    {
      name: 'a function’s role may do anything',
      file: 'template.yaml',
      severity: 'critical',
      text: `
Resources:
  Bookings:
    Type: AWS::DynamoDB::Table
    Properties:
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
  WorkerRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { Service: lambda.amazonaws.com }
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
      Policies:
        - PolicyName: bookings
          PolicyDocument:
            Statement:
              - Effect: Allow
                Action: «'*'»
                Resource: '*'
`,
      fixed: `
Resources:
  Bookings:
    Type: AWS::DynamoDB::Table
    Properties:
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
  WorkerRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { Service: lambda.amazonaws.com }
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
      Policies:
        - PolicyName: bookings
          PolicyDocument:
            Statement:
              - Effect: Allow
                Action:
                  - 'dynamodb:BatchGetItem'
                  - 'dynamodb:GetItem'
                  - 'dynamodb:Query'
                  - 'dynamodb:Scan'
                Resource:
                  - !GetAtt Bookings.Arn
                  - !Sub \${Bookings.Arn}/index/*
`,
    },
    {
      name: 'the program’s calls are the actions, those of a module that it imports included',
      file: 'template.yaml',
      severity: 'high',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::SimpleTable
  Receipt:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: receipt.handler
      CodeUri: src/
      Policies:
        - Statement:
            - Effect: Allow
              Action: «dynamodb:*»
              Resource: '*'
`,
      files: {
        'src/receipt.mjs': `
import { newest } from './orders.mjs';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});

export const handler = async () => {
  await client.send(new PutItemCommand({ TableName: 'orders', Item: {} }));
  return newest();
};
`,
        'src/orders.mjs': `
import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb';
import { DynamoDB } from '@aws-sdk/client-dynamodb';

const documents = DynamoDBDocument.from(new DynamoDB({}));

export const newest = () => documents.query({ TableName: 'orders' });
`,
        'src/other.mjs': `
import { S3 } from '@aws-sdk/client-s3';

export const nobodyImportsIt = () => new S3({}).listBuckets();
`,
      },
      fixed: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::SimpleTable
  Receipt:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: receipt.handler
      CodeUri: src/
      Policies:
        - Statement:
            - Effect: Allow
              Action:
                - dynamodb:PutItem
                - dynamodb:Query
              Resource:
                - !GetAtt Orders.Arn
                - !Sub \${Orders.Arn}/index/*
`,
    },
    {
      name: 'the calls of a program in Python, on a table that a client gives and in a class',
      file: 'template.yaml',
      severity: 'high',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::SimpleTable
  Receipt:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: receipt.handler
      CodeUri: src/
      Policies:
        - Statement:
            - Effect: Allow
              Action: «dynamodb:*»
              Resource: '*'
`,
      files: {
        'src/receipt.py': `
import boto3

table = boto3.resource('dynamodb').Table('orders')


class Orders:
    def __init__(self):
        self.client = boto3.client('dynamodb')

    def pages(self):
        return self.client.get_paginator('query').paginate(TableName='orders')


def handler(event, context):
    table.put_item(Item={'id': context.aws_request_id})
    return list(Orders().pages())
`,
      },
      fixed: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::SimpleTable
  Receipt:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: receipt.handler
      CodeUri: src/
      Policies:
        - Statement:
            - Effect: Allow
              Action:
                - dynamodb:PutItem
                - dynamodb:Query
              Resource:
                - !GetAtt Orders.Arn
                - !Sub \${Orders.Arn}/index/*
`,
    },
    {
      name: 'the calls of a program for the second version of the SDK for JavaScript',
      file: 'template.yaml',
      severity: 'high',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::SimpleTable
  Receipt:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: receipt.handler
      CodeUri: src/
      Policies:
        - Statement:
            - Effect: Allow
              Action: «dynamodb:*»
              Resource: '*'
`,
      files: {
        'src/receipt.js': `
const AWS = require('aws-sdk');
const AWSXRay = require('aws-xray-sdk');

const documents = new AWS.DynamoDB.DocumentClient();
const plain = AWSXRay.captureAWSClient(new AWS.DynamoDB());

exports.handler = async () => {
  await documents.put({ TableName: 'orders', Item: {} }).promise();
  return plain.query({ TableName: 'orders' }).promise();
};
`,
      },
      fixed: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::SimpleTable
  Receipt:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: receipt.handler
      CodeUri: src/
      Policies:
        - Statement:
            - Effect: Allow
              Action:
                - dynamodb:PutItem
                - dynamodb:Query
              Resource:
                - !GetAtt Orders.Arn
                - !Sub \${Orders.Arn}/index/*
`,
    },
    {
      name: 'the calls of a program in Java',
      file: 'template.yaml',
      severity: 'high',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::SimpleTable
  Receipt:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: java21
      Handler: shop.Receipt::handleRequest
      CodeUri: src/
      Policies:
        - Statement:
            - Effect: Allow
              Action: «dynamodb:*»
              Resource: '*'
`,
      files: {
        'src/main/java/shop/Receipt.java': `
package shop;

import com.amazonaws.services.lambda.runtime.Context;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

public class Receipt {
  private final DynamoDbClient client = DynamoDbClient.builder().build();

  public String handleRequest(String event, Context context) {
    client.putItem(PutItemRequest.builder().tableName("orders").build());
    return client.query(QueryRequest.builder().tableName("orders").build()).toString();
  }
}
`,
      },
      fixed: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::SimpleTable
  Receipt:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: java21
      Handler: shop.Receipt::handleRequest
      CodeUri: src/
      Policies:
        - Statement:
            - Effect: Allow
              Action:
                - dynamodb:PutItem
                - dynamodb:Query
              Resource:
                - !GetAtt Orders.Arn
                - !Sub \${Orders.Arn}/index/*
`,
    },
    {
      name: 'the calls of a program in Go',
      file: 'template.yaml',
      severity: 'high',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::SimpleTable
  Receipt:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: provided.al2023
      Handler: bootstrap
      CodeUri: src/
      Policies:
        - Statement:
            - Effect: Allow
              Action: «dynamodb:*»
              Resource: '*'
`,
      files: {
        'src/main.go': `
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
)

func handler(ctx context.Context) error {
	cfg, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		return err
	}
	client := dynamodb.NewFromConfig(cfg)
	if _, err := client.PutItem(ctx, &dynamodb.PutItemInput{}); err != nil {
		return err
	}
	_, err = client.Query(ctx, &dynamodb.QueryInput{})
	return err
}

func main() {
	lambda.Start(handler)
}
`,
      },
      fixed: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::SimpleTable
  Receipt:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: provided.al2023
      Handler: bootstrap
      CodeUri: src/
      Policies:
        - Statement:
            - Effect: Allow
              Action:
                - dynamodb:PutItem
                - dynamodb:Query
              Resource:
                - !GetAtt Orders.Arn
                - !Sub \${Orders.Arn}/index/*
`,
    },
    {
      name: 'the calls of a program in C#',
      file: 'template.yaml',
      severity: 'high',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::SimpleTable
  Receipt:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: dotnet8
      Handler: Shop::Shop.Receipt::Handle
      CodeUri: src/
      Policies:
        - Statement:
            - Effect: Allow
              Action: «dynamodb:*»
              Resource: '*'
`,
      files: {
        'src/Receipt.cs': `
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Lambda.Core;

namespace Shop;

public class Receipt
{
    private readonly IAmazonDynamoDB client = new AmazonDynamoDBClient();

    public async Task<string> Handle(string input, ILambdaContext context)
    {
        await client.PutItemAsync(new PutItemRequest());
        var found = await client.QueryAsync(new QueryRequest());
        return found.Count.ToString();
    }
}
`,
      },
      fixed: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::SimpleTable
  Receipt:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: dotnet8
      Handler: Shop::Shop.Receipt::Handle
      CodeUri: src/
      Policies:
        - Statement:
            - Effect: Allow
              Action:
                - dynamodb:PutItem
                - dynamodb:Query
              Resource:
                - !GetAtt Orders.Arn
                - !Sub \${Orders.Arn}/index/*
`,
    },
    {
      name: 'a user writes no logs of a function',
      file: 'main.tf',
      severity: 'high',
      text: `
resource "aws_secretsmanager_secret" "flag" {
  name = "flag"
}

resource "aws_iam_user" "keeper" {
  name = "keeper"
}

resource "aws_iam_user_policy" "keeper" {
  user = aws_iam_user.keeper.name
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = «"*"», Resource = "*" }]
  })
}
`,
      fixed: `
resource "aws_secretsmanager_secret" "flag" {
  name = "flag"
}

resource "aws_iam_user" "keeper" {
  name = "keeper"
}

resource "aws_iam_user_policy" "keeper" {
  user = aws_iam_user.keeper.name
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"], Resource = aws_secretsmanager_secret.flag.arn }]
  })
}
`,
    },
    {
      name: 'a SAM function may do everything in DynamoDB, and is told of one table of two',
      file: 'template.yaml',
      severity: 'high',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::SimpleTable
  Archive:
    Type: AWS::Serverless::SimpleTable
  Receipt:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: receipt.handler
      CodeUri: src/
      Policies:
        - Statement:
            - Effect: Allow
              Action: «dynamodb:*»
              Resource: '*'
      Environment:
        Variables:
          ORDERS: !Ref Orders
`,
      fixed: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::SimpleTable
  Archive:
    Type: AWS::Serverless::SimpleTable
  Receipt:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: receipt.handler
      CodeUri: src/
      Policies:
        - Statement:
            - Effect: Allow
              Action:
                - dynamodb:BatchGetItem
                - dynamodb:GetItem
                - dynamodb:Query
                - dynamodb:Scan
              Resource:
                - !GetAtt Orders.Arn
                - !Sub \${Orders.Arn}/index/*
      Environment:
        Variables:
          ORDERS: !Ref Orders
`,
    },
    {
      name: 'a synthesized policy allows everything in S3',
      file: 'cdk.out/Media.template.json',
      severity: 'high',
      text: `
{
 "Resources": {
  "Uploads8A41F0D2": { "Type": "AWS::S3::Bucket" },
  "Resize6C0B9E11": {
   "Type": "AWS::IAM::Role",
   "Properties": {
    "AssumeRolePolicyDocument": {
     "Statement": [{ "Action": "sts:AssumeRole", "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" } }]
    }
   }
  },
  "ResizeDefaultPolicyD3F4A7B8": {
   "Type": "AWS::IAM::Policy",
   "Properties": {
    "PolicyName": "ResizeDefaultPolicyD3F4A7B8",
    "Roles": [{ "Ref": "Resize6C0B9E11" }],
    "PolicyDocument": {
     "Statement": [
      {
       "Action": «"s3:*"»,
       "Effect": "Allow",
       "Resource": "*"
      }
     ]
    }
   }
  }
 }
}
`,
      fixed: `
{
 "Resources": {
  "Uploads8A41F0D2": { "Type": "AWS::S3::Bucket" },
  "Resize6C0B9E11": {
   "Type": "AWS::IAM::Role",
   "Properties": {
    "AssumeRolePolicyDocument": {
     "Statement": [{ "Action": "sts:AssumeRole", "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" } }]
    }
   }
  },
  "ResizeDefaultPolicyD3F4A7B8": {
   "Type": "AWS::IAM::Policy",
   "Properties": {
    "PolicyName": "ResizeDefaultPolicyD3F4A7B8",
    "Roles": [{ "Ref": "Resize6C0B9E11" }],
    "PolicyDocument": {
     "Statement": [
      {
       "Action": [
        "s3:GetObject",
        "s3:ListBucket"
       ],
       "Effect": "Allow",
       "Resource": [
        {
         "Fn::GetAtt": [
          "Uploads8A41F0D2",
          "Arn"
         ]
        },
        {
         "Fn::Sub": "\${Uploads8A41F0D2.Arn}/*"
        }
       ]
      }
     ]
    }
   }
  }
 }
}
`,
    },
    {
      name: 'every function of a service may do everything to one bucket',
      file: 'serverless.yml',
      severity: 'medium',
      text: `
service: photos
provider:
  name: aws
  runtime: nodejs22.x
  iam:
    role:
      statements:
        - Effect: Allow
          Action:
            - «s3:*»
          Resource: arn:aws:s3:::photo-contest/*
functions:
  list:
    handler: list.handler
`,
      fixed: `
service: photos
provider:
  name: aws
  runtime: nodejs22.x
  iam:
    role:
      statements:
        - Effect: Allow
          Action:
            - s3:GetObject
            - s3:ListBucket
          Resource: arn:aws:s3:::photo-contest/*
functions:
  list:
    handler: list.handler
`,
    },
    {
      name: 'the wildcard stands in a local',
      file: 'main.tf',
      severity: 'high',
      text: `
locals {
  actions = [«"sqs:*"»]
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

data "aws_iam_policy_document" "worker" {
  statement {
    actions   = local.actions
    resources = ["*"]
  }
}

resource "aws_iam_policy" "worker" {
  name   = "worker"
  policy = data.aws_iam_policy_document.worker.json
}
`,
      fixed: `
locals {
  actions = ["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ReceiveMessage", "sqs:SendMessage"]
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

data "aws_iam_policy_document" "worker" {
  statement {
    actions   = local.actions
    resources = [aws_sqs_queue.jobs.arn]
  }
}

resource "aws_iam_policy" "worker" {
  name   = "worker"
  policy = data.aws_iam_policy_document.worker.json
}
`,
    },
    {
      name: 'every way to get something out of Secrets Manager',
      file: 'policies/reader.json',
      severity: 'high',
      text: `
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": [«"secretsmanager:Get*"»], "Resource": "*" }
  ]
}
`,
      fixed: null,
    },
    {
      name: 'a queue lets a service do everything to it',
      file: 'template.yaml',
      severity: 'medium',
      text: `
Resources:
  Jobs:
    Type: AWS::SQS::Queue
  JobsPolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Jobs]
      PolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { Service: sns.amazonaws.com }
            Action: «sqs:*»
            Resource: !GetAtt Jobs.Arn
            Condition:
              ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:123456789012:orders' }
`,
      fixed: `
Resources:
  Jobs:
    Type: AWS::SQS::Queue
  JobsPolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Jobs]
      PolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { Service: sns.amazonaws.com }
            Action: sqs:SendMessage
            Resource: !GetAtt Jobs.Arn
            Condition:
              ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:123456789012:orders' }
`,
    },
    {
      name: 'what a service does with its role is not to be seen, and nobody can say what most need of it',
      file: 'template.yaml',
      text: `
Resources:
  SiteRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Principal:
              Service: amplify.amazonaws.com
            Action: sts:AssumeRole
      Policies:
        - PolicyName: Site
          PolicyDocument:
            Statement:
              - Effect: Allow
                Action: «amplify:*»
                Resource: '*'
`,
      fixed: null,
    },
    {
      name: 'one branch of a condition that is decided at deployment',
      file: 'if.yaml',
      text: `
Parameters:
  Stage: { Type: String }
Conditions:
  IsLive: !Equals [!Ref Stage, live]
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }]
      Policies:
        - !If
          - IsLive
          - PolicyName: read
            PolicyDocument:
              Statement: [{ Effect: Allow, Action: dynamodb:GetItem, Resource: !Sub 'arn:aws:dynamodb:*:\${AWS::AccountId}:table/orders' }]
          - PolicyName: all
            PolicyDocument:
              Statement: [{ Effect: Allow, Action: «'dynamodb:*'», Resource: !Sub 'arn:aws:dynamodb:*:\${AWS::AccountId}:table/orders' }]
`,
      fixed: `
Parameters:
  Stage: { Type: String }
Conditions:
  IsLive: !Equals [!Ref Stage, live]
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }]
      Policies:
        - !If
          - IsLive
          - PolicyName: read
            PolicyDocument:
              Statement: [{ Effect: Allow, Action: dynamodb:GetItem, Resource: !Sub 'arn:aws:dynamodb:*:\${AWS::AccountId}:table/orders' }]
          - PolicyName: all
            PolicyDocument:
              Statement: [{ Effect: Allow, Action: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:Scan'], Resource: !Sub 'arn:aws:dynamodb:*:\${AWS::AccountId}:table/orders' }]
`,
    },
    {
      name: 'a script gives a role a whole service',
      file: 'deploy.sh',
      text: `
aws iam put-role-policy --role-name orders --policy-name data \\
  --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":«"dynamodb:*"»,"Resource":"arn:aws:dynamodb:eu-west-1:111122223333:table/orders"}]}'
`,
      fixed: `
aws iam put-role-policy --role-name orders --policy-name data \\
  --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["dynamodb:BatchGetItem","dynamodb:GetItem","dynamodb:Query","dynamodb:Scan"],"Resource":"arn:aws:dynamodb:eu-west-1:111122223333:table/orders"}]}'
`,
    },
    {
      name: 'everything, in one region',
      file: 'region.yaml',
      severity: 'high',
      text: `
Resources:
  DeployRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: codebuild.amazonaws.com }, Action: sts:AssumeRole }]
      Policies:
        - PolicyName: deploy
          PolicyDocument:
            Statement:
              - Effect: Allow
                Action: «'*'»
                Resource: '*'
                Condition: { StringEquals: { aws:RequestedRegion: eu-west-1 } }
`,
      fixed: null,
    },
    {
      name: 'a custom role of Google Cloud over a whole service',
      file: 'roles.tf',
      text: `
resource "google_project_iam_custom_role" "reports" {
  role_id     = "reports"
  title       = "Reports"
  permissions = ["pubsub.topics.publish", «"storage.*"»]
}
`,
      fixed: null,
      severity: 'high',
    },
    {
      name: 'statements that a module of the registry is given',
      file: 'orders.tf',
      text: `
module "orders" {
  source        = "terraform-aws-modules/lambda/aws"
  version       = "8.0.1"
  function_name = "orders"
  handler       = "app.handler"
  runtime       = "python3.13"
  source_path   = "src"

  attach_policy_statements = true
  policy_statements = {
    orders = {
      effect    = "Allow"
      actions   = [«"dynamodb:*"»]
      resources = ["arn:aws:dynamodb:eu-west-1:111122223333:table/orders"]
    }
  }
}
`,
      fixed: `
module "orders" {
  source        = "terraform-aws-modules/lambda/aws"
  version       = "8.0.1"
  function_name = "orders"
  handler       = "app.handler"
  runtime       = "python3.13"
  source_path   = "src"

  attach_policy_statements = true
  policy_statements = {
    orders = {
      effect    = "Allow"
      actions   = ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan"]
      resources = ["arn:aws:dynamodb:eu-west-1:111122223333:table/orders"]
    }
  }
}
`,
    },
    {
      name: 'a role of Azure’s that allows everything',
      file: 'main.tf',
      text: `
resource "azurerm_role_definition" "operator" {
  name  = "Orders operator"
  scope = "/subscriptions/00000000-0000-0000-0000-000000000000"

  permissions {
    actions     = [«"*"»]
    not_actions = ["Microsoft.Authorization/*/Write"]
  }
}
`,
      fixed: null,
    },
    {
      name: 'a role of Azure’s that allows everything in a service',
      file: 'main.bicep',
      text: `
resource operator 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid('operator')
  properties: {
    roleName: 'Orders operator'
    permissions: [
      {
        actions: [ «'Microsoft.Storage/*'», 'Microsoft.Insights/alertRules/*' ]
      }
    ]
    assignableScopes: [ resourceGroup().id ]
  }
}
`,
      fixed: null,
    },
  ],
  safe: [
    {
      name: 'the role of guests: that people use it who have not signed in is worse, and told instead',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
Resources:
  Visitors:
    Type: AWS::Cognito::IdentityPool
    Properties:
      AllowUnauthenticatedIdentities: true
  VisitorRoles:
    Type: AWS::Cognito::IdentityPoolRoleAttachment
    Properties:
      IdentityPoolId: !Ref Visitors
      Roles: { unauthenticated: !GetAtt Guest.Arn }
  Guest:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [] }
      Policies:
        - PolicyName: songs
          PolicyDocument:
            Statement:
              - { Effect: Allow, Action: dynamodb:*, Resource: arn:aws:dynamodb:eu-west-1:111122223333:table/songs }
`,
    },
    {
      name: 'a Deny of everything takes away',
      kind: 'near-miss',
      file: 'scp/europe-only.json',
      text: `
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Deny",
      "Action": "*",
      "Resource": "*",
      "Condition": { "StringNotEquals": { "aws:RequestedRegion": "eu-west-1" } }
    }
  ]
}
`,
    },
    {
      name: 'the root statement of a key policy hands the key to the account’s own policies',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Statement:
          - Effect: Allow
            Principal: { AWS: !Sub 'arn:aws:iam::\${AWS::AccountId}:root' }
            Action: kms:*
            Resource: '*'
`,
    },
    {
      name: 'patterns of a few actions on one resource, as grants of the CDK write them',
      kind: 'near-miss',
      file: 'cdk.out/Media.template.json',
      text: `
{
 "Resources": {
  "Policy": {
   "Type": "AWS::IAM::ManagedPolicy",
   "Properties": {
    "PolicyDocument": {
     "Statement": [
      {
       "Action": ["s3:GetObject*", "s3:GetBucket*", "s3:List*"],
       "Effect": "Allow",
       "Resource": ["arn:aws:s3:::uploads", "arn:aws:s3:::uploads/*"]
      },
      { "Action": ["kms:GenerateDataKey*", "kms:ReEncrypt*"], "Effect": "Allow", "Resource": "arn:aws:kms:eu-west-1:123456789012:key/1a2b" }
     ]
    }
   }
  }
 }
}
`,
    },
    {
      name: 'tracing and looking around tell nothing of the data',
      kind: 'near-miss',
      file: 'main.tf',
      text: `
resource "aws_iam_policy" "observer" {
  name = "observer"
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = ["xray:*", "ec2:Describe*", "tag:Get*"], Resource = "*" }]
  })
}
`,
    },
    {
      name: 'the actions come from outside',
      kind: 'unknown',
      file: 'main.tf',
      text: `
variable "actions" {
  type = list(string)
}

data "aws_iam_policy_document" "worker" {
  statement {
    actions   = var.actions
    resources = ["*"]
  }
}

resource "aws_iam_policy" "worker" {
  name   = "worker"
  policy = data.aws_iam_policy_document.worker.json
}
`,
    },
    {
      name: 'a custom role of Google Cloud that lists permissions',
      kind: 'near-miss',
      file: 'roles.tf',
      text: `
resource "google_project_iam_custom_role" "reports" {
  role_id     = "reports"
  title       = "Reports"
  permissions = ["pubsub.topics.publish", "storage.objects.get", "storage.objects.list"]
}
`,
    },
    {
      name: 'statements that a module of the registry is given and does not attach',
      file: 'orders.tf',
      kind: 'near-miss',
      text: `
module "orders" {
  source        = "terraform-aws-modules/lambda/aws"
  version       = "8.0.1"
  function_name = "orders"
  handler       = "app.handler"
  runtime       = "python3.13"
  source_path   = "src"

  policy_statements = {
    orders = {
      effect    = "Allow"
      actions   = ["dynamodb:*"]
      resources = ["arn:aws:dynamodb:eu-west-1:111122223333:table/orders"]
    }
  }
}
`,
    },
    {
      name: 'a role of Azure’s that reads everything and changes what is named',
      kind: 'near-miss',
      file: 'main.bicep',
      text: `
param more string
resource operator 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid('operator')
  properties: {
    roleName: 'Orders operator'
    permissions: [
      {
        actions: [ '*/read', 'Microsoft.Support/*', 'Microsoft.Resources/deployments/*', 'Microsoft.Web/sites/restart/action', more ]
      }
    ]
    assignableScopes: [ resourceGroup().id ]
  }
}
`,
    },
  ],
} satisfies Cases;
