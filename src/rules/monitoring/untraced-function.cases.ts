/** Examples of monitoring/untraced-function. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'the settings of all functions say pass-through',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: python3.13
    Tracing: «PassThrough»
Resources:
  Recommend:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: recommend.handler
  Similar:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: similar.handler
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: python3.13
    Tracing: Active
Resources:
  Recommend:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: recommend.handler
  Similar:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: similar.handler
`,
      severity: 'low',
    },
    {
      name: 'nothing turns tracing on',
      file: 'main.tf',
      text: `
«resource "aws_lambda_function" "sync"» {
  function_name = "sync"
  role          = "arn:aws:iam::111122223333:role/sync"
  filename      = "sync.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
}
`,
      fixed: `
resource "aws_lambda_function" "sync" {
  function_name = "sync"
  role          = "arn:aws:iam::111122223333:role/sync"
  filename      = "sync.zip"
  handler       = "app.handler"
  runtime       = "python3.13"

  tracing_config {
    mode = "Active"
  }
}
`,
    },
    {
      name: 'a stage and a state machine without traces',
      file: 'flow.template.json',
      text: `
{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Resources": {
    "Stage": {
      "Type": "AWS::ApiGateway::Stage",
      "Properties": {
        "RestApiId": "a1b2c3d4e5",
        "DeploymentId": "d1",
        "StageName": "live",
        "TracingEnabled": «false»
      }
    },
    "Flow": {
      "Type": "AWS::StepFunctions::StateMachine",
      "Properties": {
        "RoleArn": "arn:aws:iam::111122223333:role/flow",
        "DefinitionString": "{}",
        "TracingConfiguration": { "Enabled": «false» }
      }
    }
  }
}
`,
      fixed: `
{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Resources": {
    "Stage": {
      "Type": "AWS::ApiGateway::Stage",
      "Properties": {
        "RestApiId": "a1b2c3d4e5",
        "DeploymentId": "d1",
        "StageName": "live",
        "TracingEnabled": true
      }
    },
    "Flow": {
      "Type": "AWS::StepFunctions::StateMachine",
      "Properties": {
        "RoleArn": "arn:aws:iam::111122223333:role/flow",
        "DefinitionString": "{}",
        "TracingConfiguration": { "Enabled": true }
      }
    }
  }
}
`,
    },
    {
      name: 'no function of the template is traced',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  «Pick»:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: pick.handler
      Runtime: python3.13
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: pack.handler
      Runtime: python3.13
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Pick:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: pick.handler
      Runtime: python3.13
      Tracing: Active
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: pack.handler
      Runtime: python3.13
      Tracing: Active
`,
      severity: 'low',
    },
    {
      name: 'others are traced, and two were forgotten',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  «Pick»:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: pick.handler
      Runtime: python3.13
  «Pack»:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: pack.handler
      Runtime: python3.13
  Send:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: send.handler
      Runtime: python3.13
      Tracing: Active
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Pick:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: pick.handler
      Runtime: python3.13
      Tracing: Active
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: pack.handler
      Runtime: python3.13
      Tracing: Active
  Send:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: send.handler
      Runtime: python3.13
      Tracing: Active
`,
      severity: 'low',
    },
  ],
  safe: [
    {
      name: 'a parameter decides, and its value is not known',
      kind: 'unknown',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Parameters:
  Tracing:
    Type: String
Resources:
  Recommend:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: recommend.handler
      Runtime: python3.13
      Tracing: !Ref Tracing
`,
    },
    {
      name: 'an HTTP API cannot be traced',
      kind: 'near-miss',
      file: 'http.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: a1b2c3d4e5
      StageName: $default
      AutoDeploy: true
`,
    },
    {
      name: 'the provider turns it on for all',
      kind: 'fixed',
      file: 'serverless.yml',
      text: `
service: quotes
provider:
  name: aws
  runtime: nodejs24.x
  tracing:
    lambda: true
functions:
  quote:
    handler: src/quote.handler
`,
    },
  ],
} satisfies Cases;
