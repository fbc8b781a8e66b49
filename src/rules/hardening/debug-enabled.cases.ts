/** Examples of hardening/debug-enabled. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'every event is logged',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Pay:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: python3.13
      Environment:
        Variables:
          POWERTOOLS_LOGGER_LOG_EVENT: «'true'»
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Pay:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: python3.13
      Environment:
        Variables:
          POWERTOOLS_LOGGER_LOG_EVENT: 'false'
`,
      severity: 'low',
    },
    {
      name: 'a debugger beside other options',
      file: 'main.tf',
      text: `
resource "aws_lambda_function" "sync" {
  function_name = "sync"
  role          = "arn:aws:iam::111122223333:role/sync"
  filename      = "sync.zip"
  handler       = "app.handler"
  runtime       = "python3.13"

  environment {
    variables = {
      NODE_OPTIONS = «"--enable-source-maps --inspect=0.0.0.0:9229"»
    }
  }
}
`,
      fixed: `
resource "aws_lambda_function" "sync" {
  function_name = "sync"
  role          = "arn:aws:iam::111122223333:role/sync"
  filename      = "sync.zip"
  handler       = "app.handler"
  runtime       = "python3.13"

  environment {
    variables = {
      NODE_OPTIONS = "--enable-source-maps"
    }
  }
}
`,
      severity: 'medium',
    },
    {
      name: 'a debugger and nothing else',
      file: 'stack.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Sync:
    Type: AWS::Lambda::Function
    Properties:
      Code: { S3Bucket: artifacts, S3Key: app.zip }
      Handler: app.handler
      Runtime: python3.13
      Role: arn:aws:iam::111122223333:role/app
      Environment:
        Variables:
          NODE_OPTIONS: «--inspect»
`,
      fixed: null,
      severity: 'medium',
    },
    {
      name: 'a framework that shows errors',
      file: 'serverless.yml',
      text: `
service: shop
provider:
  name: aws
  runtime: python3.13
  environment:
    FLASK_DEBUG: «1»
functions:
  web:
    handler: web.handler
`,
      fixed: `
service: shop
provider:
  name: aws
  runtime: python3.13
  environment:
    FLASK_DEBUG: '0'
functions:
  web:
    handler: web.handler
`,
      severity: 'low',
    },
    {
      name: 'messages for developers',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Pay:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: python3.13
      Environment:
        Variables:
          LOG_LEVEL: «DEBUG»
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Pay:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: python3.13
      Environment:
        Variables:
          LOG_LEVEL: INFO
`,
      severity: 'note',
    },
    {
      name: 'a script turns debugging on',
      file: 'deploy.sh',
      text: `
aws lambda update-function-configuration --function-name orders --environment 'Variables={POWERTOOLS_LOGGER_LOG_EVENT=«true»}'
`,
      fixed: `
aws lambda update-function-configuration --function-name orders --environment 'Variables={POWERTOOLS_LOGGER_LOG_EVENT=false}'
`,
    },
  ],
  safe: [
    {
      name: 'everything is off',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Pay:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: python3.13
      Environment:
        Variables:
          LOG_LEVEL: INFO
          POWERTOOLS_LOGGER_LOG_EVENT: 'false'
          NODE_OPTIONS: --enable-source-maps
`,
      kind: 'fixed',
    },
    {
      name: 'a variable that only sounds like it',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Pay:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: python3.13
      Environment:
        Variables:
          DEBUG_BUCKET: 'true-north'
          NODE_OPTIONS: --inspector-off
`,
      kind: 'near-miss',
    },
    {
      name: 'the level is handed in',
      file: 'main.tf',
      text: `
variable "level" {
  type = string
}

resource "aws_lambda_function" "sync" {
  function_name = "sync"
  role          = "arn:aws:iam::111122223333:role/sync"
  filename      = "sync.zip"
  handler       = "app.handler"
  runtime       = "python3.13"

  environment {
    variables = {
      LOG_LEVEL = var.level
    }
  }
}
`,
      kind: 'unknown',
    },
  ],
} satisfies Cases;
