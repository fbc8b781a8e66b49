/** Examples of hardening/deprecated-runtime. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'one function has fallen behind',
      file: 'serverless.yml',
      text: `
service: coupons
provider:
  name: aws
  runtime: nodejs24.x
functions:
  issue:
    handler: src/issue.handler
  redeem:
    handler: src/redeem.handler
    runtime: «nodejs16.x» # the build did not work on 18
`,
      fixed: `
service: coupons
provider:
  name: aws
  runtime: nodejs24.x
functions:
  issue:
    handler: src/issue.handler
  redeem:
    handler: src/redeem.handler
    runtime: nodejs24.x # the build did not work on 18
`,
      severity: 'medium',
    },
    {
      name: 'a map in locals names the runtime',
      file: 'functions.tf',
      text: `
locals {
  functions = {
    geocode = {
      handler = "geocode.handler"
      runtime = «"python3.8"»
    }
    route = {
      handler = "route.handler"
      runtime = "python3.13"
    }
  }
}

resource "aws_lambda_function" "this" {
  for_each = local.functions

  function_name = each.key
  role          = "arn:aws:iam::111122223333:role/\${each.key}"
  filename      = "dist/\${each.key}.zip"
  handler       = each.value.handler
  runtime       = each.value.runtime
}
`,
      fixed: `
locals {
  functions = {
    geocode = {
      handler = "geocode.handler"
      runtime = "python3.13"
    }
    route = {
      handler = "route.handler"
      runtime = "python3.13"
    }
  }
}

resource "aws_lambda_function" "this" {
  for_each = local.functions

  function_name = each.key
  role          = "arn:aws:iam::111122223333:role/\${each.key}"
  filename      = "dist/\${each.key}.zip"
  handler       = each.value.handler
  runtime       = each.value.runtime
}
`,
    },
    {
      name: 'a runtime that cannot be updated any more',
      file: 'bootstrap.json',
      text: `
{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Resources": {
    "EmptyBucket": {
      "Type": "AWS::Lambda::Function",
      "Properties": {
        "Code": { "ZipFile": "def handler(event, context):\\n    return None\\n" },
        "Handler": "index.handler",
        "Role": "arn:aws:iam::111122223333:role/empty",
        "Runtime": «"python3.6"»
      }
    }
  }
}
`,
      fixed: `
{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Resources": {
    "EmptyBucket": {
      "Type": "AWS::Lambda::Function",
      "Properties": {
        "Code": { "ZipFile": "def handler(event, context):\\n    return None\\n" },
        "Handler": "index.handler",
        "Role": "arn:aws:iam::111122223333:role/empty",
        "Runtime": "python3.13"
      }
    }
  }
}
`,
      severity: 'high',
    },
    {
      name: 'the runtime of all functions is one finding',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: «python3.9»
Resources:
  Read:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: read.handler
  Write:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: write.handler
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: python3.13
Resources:
  Read:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: read.handler
  Write:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: write.handler
`,
    },
    {
      name: 'a script makes a function with a runtime of the past',
      file: 'deploy.sh',
      text: `
aws lambda create-function --function-name thumbnails --runtime «python3.8» --handler app.handler \\
  --role arn:aws:iam::111122223333:role/thumbnails --zip-file fileb://thumbnails.zip
`,
      fixed: `
aws lambda create-function --function-name thumbnails --runtime python3.13 --handler app.handler \\
  --role arn:aws:iam::111122223333:role/thumbnails --zip-file fileb://thumbnails.zip
`,
    },
    {
      name: 'a service of App Engine',
      file: 'app.yaml',
      text: `
runtime: «python38»
instance_class: F1
handlers:
  - url: /.*
    secure: always
    script: auto
`,
      fixed: `
runtime: python313
instance_class: F1
handlers:
  - url: /.*
    secure: always
    script: auto
`,
    },
    {
      name: 'three functions that name it each for itself are told once',
      file: 'template.yaml',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Place:
    Type: AWS::Serverless::Function
    Properties: { Handler: place.handler, CodeUri: src, Runtime: «nodejs18.x» }
  Cancel:
    Type: AWS::Serverless::Function
    Properties: { Handler: cancel.handler, CodeUri: src, Runtime: nodejs18.x }
  Refund:
    Type: AWS::Serverless::Function
    Properties: { Handler: refund.handler, CodeUri: src, Runtime: nodejs18.x }
`,
      fixed: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Place:
    Type: AWS::Serverless::Function
    Properties: { Handler: place.handler, CodeUri: src, Runtime: nodejs24.x }
  Cancel:
    Type: AWS::Serverless::Function
    Properties: { Handler: cancel.handler, CodeUri: src, Runtime: nodejs24.x }
  Refund:
    Type: AWS::Serverless::Function
    Properties: { Handler: refund.handler, CodeUri: src, Runtime: nodejs24.x }
`,
    },
    {
      name: 'a function app on a runtime of Functions that has ended',
      file: 'main.tf',
      text: `
resource "azurerm_function_app" "orders" {
  name                       = "func-orders"
  resource_group_name        = "rg-orders"
  location                   = "westeurope"
  app_service_plan_id        = "plan"
  storage_account_name       = "stfunc"
  storage_account_access_key = "key"
  version                    = «"~3"»
  https_only                 = true
  site_config {
    linux_fx_version = "python|3.13"
  }
}
`,
      fixed: `
resource "azurerm_function_app" "orders" {
  name                       = "func-orders"
  resource_group_name        = "rg-orders"
  location                   = "westeurope"
  app_service_plan_id        = "plan"
  storage_account_name       = "stfunc"
  storage_account_access_key = "key"
  version                    = "~4"
  https_only                 = true
  site_config {
    linux_fx_version = "python|3.13"
  }
}
`,
    },
    {
      name: 'a function app on an old Python, by the stack of its site',
      file: 'main.tf',
      text: `
resource "azurerm_function_app" "orders" {
  name                       = "func-orders"
  resource_group_name        = "rg-orders"
  location                   = "westeurope"
  app_service_plan_id        = "plan"
  storage_account_name       = "stfunc"
  storage_account_access_key = "key"
  version                    = "~4"
  https_only                 = true
  site_config {
    linux_fx_version = «"python|3.9"»
  }
}
`,
      fixed: `
resource "azurerm_function_app" "orders" {
  name                       = "func-orders"
  resource_group_name        = "rg-orders"
  location                   = "westeurope"
  app_service_plan_id        = "plan"
  storage_account_name       = "stfunc"
  storage_account_access_key = "key"
  version                    = "~4"
  https_only                 = true
  site_config {
    linux_fx_version = "PYTHON|3.13"
  }
}
`,
    },
    {
      name: 'a function app on Windows with the runtime of Functions among its settings',
      file: 'main.bicep',
      text: `
resource app 'Microsoft.Web/sites@2023-12-01' = {
  name: 'func-orders'
  location: 'westeurope'
  kind: 'functionapp'
  properties: {
    httpsOnly: true
    siteConfig: {
      netFrameworkVersion: 'v10.0'
      appSettings: [
        { name: 'FUNCTIONS_EXTENSION_VERSION', value: «'~1'» }
        { name: 'FUNCTIONS_WORKER_RUNTIME', value: 'dotnet' }
      ]
    }
  }
}
`,
      fixed: `
resource app 'Microsoft.Web/sites@2023-12-01' = {
  name: 'func-orders'
  location: 'westeurope'
  kind: 'functionapp'
  properties: {
    httpsOnly: true
    siteConfig: {
      netFrameworkVersion: 'v10.0'
      appSettings: [
        { name: 'FUNCTIONS_EXTENSION_VERSION', value: '~4' }
        { name: 'FUNCTIONS_WORKER_RUNTIME', value: 'dotnet' }
      ]
    }
  }
}
`,
    },
    {
      name: 'a function of Google Cloud whose successor is not known',
      file: 'function.tf',
      text: `
resource "google_cloudfunctions2_function" "orders" {
  name     = "orders"
  location = "europe-west1"

  build_config {
    runtime     = «"dotnet8"»
    entry_point = "Orders.Handler"
  }
}
`,
      fixed: null,
      severity: 'medium',
    },
    {
      name: 'a version of Go that App Engine takes no more',
      file: 'app.yaml',
      severity: 'high',
      text: `
runtime: «go119»
service: default
`,
      fixed: `
runtime: go125
service: default
`,
    },
    {
      name: 'App Engine takes no deployment from the end of support on',
      file: 'main.tf',
      severity: 'high',
      text: `
resource "google_app_engine_standard_app_version" "site" {
  service = "site"
  runtime = «"python310"»
}

resource "google_app_engine_standard_app_version" "api" {
  service = "api"
  runtime = "python312"
}
`,
      fixed: `
resource "google_app_engine_standard_app_version" "site" {
  service = "site"
  runtime = "python313"
}

resource "google_app_engine_standard_app_version" "api" {
  service = "api"
  runtime = "python312"
}
`,
    },
    {
      name: 'PowerShell of 2023',
      file: 'main.tf',
      text: `
resource "azurerm_function_app_flex_consumption" "orders" {
  name            = "fn-orders"
  https_only      = true
  runtime_name    = "powershell"
  runtime_version = «"7.4"»
  site_config {}
}
`,
      fixed: `
resource "azurerm_function_app_flex_consumption" "orders" {
  name            = "fn-orders"
  https_only      = true
  runtime_name    = "powershell"
  runtime_version = "7.6"
  site_config {}
}
`,
    },
    {
      name: 'the base image of a function',
      file: 'Dockerfile',
      text: `FROM public.ecr.aws/lambda/nodejs:«16»
COPY index.js \${LAMBDA_TASK_ROOT}
CMD ["index.handler"]
`,
      fixed: `FROM public.ecr.aws/lambda/nodejs:24
COPY index.js \${LAMBDA_TASK_ROOT}
CMD ["index.handler"]
`,
    },
    {
      name: 'the base image of an app of Azure Functions',
      file: 'Dockerfile',
      text: `FROM mcr.microsoft.com/azure-functions/python:«4-python3.8-slim»
COPY . /home/site/wwwroot
`,
      fixed: `FROM mcr.microsoft.com/azure-functions/python:4-python3.13-slim
COPY . /home/site/wwwroot
`,
    },
    {
      name: 'the functions of a Firebase project',
      file: 'firebase.json',
      severity: 'high',
      text: `{
  "functions": [{ "source": "functions", "codebase": "default", "runtime": «"nodejs16"» }]
}
`,
      fixed: `{
  "functions": [{ "source": "functions", "codebase": "default", "runtime": "nodejs24" }]
}
`,
    },
  ],
  safe: [
    {
      name: 'a variable decides, and its value is not known',
      kind: 'unknown',
      file: 'main.tf',
      text: `
variable "runtime" {
  type = string
}

resource "aws_lambda_function" "sync" {
  function_name = "sync"
  role          = "arn:aws:iam::111122223333:role/sync"
  filename      = "sync.zip"
  handler       = "app.handler"
  runtime       = var.runtime
}
`,
    },
    {
      name: 'a runtime that goes out of support next year',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Read:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: read.handler
      Runtime: nodejs22.x
`,
    },
    {
      name: 'a container image brings its own',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Seed:
    Type: AWS::Lambda::Function
    Properties:
      PackageType: Image
      Code:
        ImageUri: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/seed:1
      Role: arn:aws:iam::111122223333:role/seed
`,
    },
    {
      name: 'runtimes of Google Cloud that are cared for',
      kind: 'near-miss',
      file: 'function.tf',
      text: `
resource "google_cloudfunctions2_function" "orders" {
  name     = "orders"
  location = "europe-west1"

  build_config {
    runtime     = "python312"
    entry_point = "handler"
  }
}

resource "google_cloudfunctions_function" "archive" {
  name        = "archive"
  runtime     = "php82"
  entry_point = "archive"
}
`,
    },
    {
      name: 'base images that are cared for, or of no function',
      kind: 'near-miss',
      file: 'Dockerfile',
      text: `FROM node:14 AS build
RUN npm ci
FROM public.ecr.aws/lambda/python:3.13
COPY app.py \${LAMBDA_TASK_ROOT}
CMD ["app.handler"]
`,
    },
    {
      name: 'a version that is handed in',
      kind: 'unknown',
      file: 'Dockerfile',
      text: `ARG VERSION
FROM public.ecr.aws/lambda/python:\${VERSION}
CMD ["app.handler"]
`,
    },
    {
      name: 'an image brings its own runtime, whatever all functions are given',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
Transform: AWS::Serverless-2016-10-31
Globals:
  Function: { Runtime: nodejs16.x }
Resources:
  Ocr:
    Type: AWS::Serverless::Function
    Properties: { PackageType: Image, ImageUri: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/ocr:7 }
`,
    },
  ],
} satisfies Cases;
