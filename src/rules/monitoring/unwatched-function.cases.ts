/** Examples of monitoring/unwatched-function. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a function behind an API without an alarm',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  «Pay»:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: python3.13
      Events:
        Call:
          Type: HttpApi
          Properties:
            Path: /pay
            Method: post
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
      Events:
        Call:
          Type: HttpApi
          Properties:
            Path: /pay
            Method: post
  PayErrors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Errors
      Dimensions:
        - Name: FunctionName
          Value: !Ref Pay
      Statistic: Sum
      Period: 300
      EvaluationPeriods: 1
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      TreatMissingData: notBreaching
      AlarmActions:
        - !Ref AlarmTopicArn
Parameters:
  AlarmTopicArn:
    Type: String
    Description: SNS topic that alarms are sent to
`,
      severity: 'low',
    },
    {
      name: 'a function that nobody outside calls',
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
}

resource "aws_cloudwatch_metric_alarm" "sync_errors" {
  alarm_name  = "sync-errors"
  namespace   = "AWS/Lambda"
  metric_name = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.sync.function_name
  }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.alarm_topic_arn]
}

variable "alarm_topic_arn" {
  description = "SNS topic that alarms are sent to"
  type        = string
}
`,
      severity: 'note',
    },
    {
      name: 'a topic for alarms is there already',
      file: 'stack.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  OnCallTopicArn:
    Type: String
Resources:
  «Sync»:
    Type: AWS::Lambda::Function
    Properties:
      Code: { S3Bucket: artifacts, S3Key: app.zip }
      Handler: app.handler
      Runtime: python3.13
      Role: arn:aws:iam::111122223333:role/app
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  OnCallTopicArn:
    Type: String
Resources:
  Sync:
    Type: AWS::Lambda::Function
    Properties:
      Code: { S3Bucket: artifacts, S3Key: app.zip }
      Handler: app.handler
      Runtime: python3.13
      Role: arn:aws:iam::111122223333:role/app
  SyncErrors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Errors
      Dimensions:
        - Name: FunctionName
          Value: !Ref Sync
      Statistic: Sum
      Period: 300
      EvaluationPeriods: 1
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      TreatMissingData: notBreaching
      AlarmActions:
        - !Ref OnCallTopicArn
`,
      severity: 'note',
    },
    {
      name: 'a service without alarms',
      file: 'serverless.yml',
      text: `
service: quotes
provider:
  name: aws
  runtime: nodejs24.x
functions:
  «quote»:
    handler: quote.handler
`,
      fixed: `
service: quotes
provider:
  name: aws
  runtime: nodejs24.x
functions:
  quote:
    handler: quote.handler
resources:
  Resources:
    QuoteLambdaFunctionErrors:
      Type: AWS::CloudWatch::Alarm
      Properties:
        Namespace: AWS/Lambda
        MetricName: Errors
        Dimensions:
          - Name: FunctionName
            Value: !Ref QuoteLambdaFunction
        Statistic: Sum
        Period: 300
        EvaluationPeriods: 1
        Threshold: 1
        ComparisonOperator: GreaterThanOrEqualToThreshold
        TreatMissingData: notBreaching
        AlarmActions:
          - \${param:alarmTopicArn}
`,
      severity: 'note',
    },
    {
      name: 'an alarm whose actions are turned off',
      file: 'main.tf',
      text: `
resource "aws_lambda_function" "sync" {
  function_name = "sync"
  role          = "arn:aws:iam::111122223333:role/sync"
  filename      = "sync.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
}

resource "aws_sns_topic" "oncall" {
  name = "oncall"
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "errors"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  dimensions          = { FunctionName = aws_lambda_function.sync.function_name }
  alarm_actions       = [aws_sns_topic.oncall.arn]
  actions_enabled     = «false»
}
`,
      fixed: `
resource "aws_lambda_function" "sync" {
  function_name = "sync"
  role          = "arn:aws:iam::111122223333:role/sync"
  filename      = "sync.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
}

resource "aws_sns_topic" "oncall" {
  name = "oncall"
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "errors"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  dimensions          = { FunctionName = aws_lambda_function.sync.function_name }
  alarm_actions       = [aws_sns_topic.oncall.arn]
  actions_enabled     = true
}
`,
      severity: 'low',
    },
    {
      name: 'an alarm without an action',
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
  «SyncErrors»:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Errors
      Dimensions:
        - Name: FunctionName
          Value: !Ref Sync
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Sync:
    Type: AWS::Lambda::Function
    Properties:
      Code: { S3Bucket: artifacts, S3Key: app.zip }
      Handler: app.handler
      Runtime: python3.13
      Role: arn:aws:iam::111122223333:role/app
  SyncErrors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Errors
      Dimensions:
        - Name: FunctionName
          Value: !Ref Sync
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      AlarmActions:
        - !Ref AlarmTopicArn
Parameters:
  AlarmTopicArn:
    Type: 'String'
    Description: 'SNS topic that alarms are sent to'
`,
      severity: 'low',
    },
    {
      name: 'an alarm on a dimension that Lambda does not know',
      file: 'stack.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  «Errors»:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Errors
      Dimensions:
        - Name: Function
          Value: sync
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      AlarmActions:
        - arn:aws:sns:eu-west-1:111122223333:oncall
`,
      fixed: null,
      severity: 'low',
    },
    {
      name: 'an alarm that counts calls and no failures',
      file: 'main.tf',
      text: `
«resource "aws_lambda_function" "sync"» {
  function_name = "sync"
  role          = "arn:aws:iam::111122223333:role/sync"
  filename      = "sync.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
}

resource "aws_cloudwatch_metric_alarm" "calls" {
  alarm_name          = "calls"
  namespace           = "AWS/Lambda"
  metric_name         = "Invocations"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 1
  threshold           = 1000
  comparison_operator = "GreaterThanThreshold"
  dimensions          = { FunctionName = aws_lambda_function.sync.function_name }
  alarm_actions       = ["arn:aws:sns:eu-west-1:111122223333:oncall"]
}
`,
      fixed: `
resource "aws_lambda_function" "sync" {
  function_name = "sync"
  role          = "arn:aws:iam::111122223333:role/sync"
  filename      = "sync.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
}

resource "aws_cloudwatch_metric_alarm" "calls" {
  alarm_name          = "calls"
  namespace           = "AWS/Lambda"
  metric_name         = "Invocations"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 1
  threshold           = 1000
  comparison_operator = "GreaterThanThreshold"
  dimensions          = { FunctionName = aws_lambda_function.sync.function_name }
  alarm_actions       = ["arn:aws:sns:eu-west-1:111122223333:oncall"]
}

resource "aws_cloudwatch_metric_alarm" "sync_errors" {
  alarm_name  = "sync-errors"
  namespace   = "AWS/Lambda"
  metric_name = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.sync.function_name
  }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = ["arn:aws:sns:eu-west-1:111122223333:oncall"]
}
`,
      severity: 'note',
    },
    {
      name: 'a rule of Azure that is turned off',
      file: 'alerts.bicep',
      text: `
resource failures 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'failures'
  location: 'global'
  properties: {
    severity: 1
    enabled: «false»
    scopes: [
      resourceGroup().id
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'failures'
          metricName: 'Http5xx'
          operator: 'GreaterThan'
          threshold: 5
          timeAggregation: 'Total'
        }
      ]
    }
    actions: [
      {
        actionGroupId: operators
      }
    ]
  }
}

param operators string
`,
      fixed: `
resource failures 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'failures'
  location: 'global'
  properties: {
    severity: 1
    enabled: true
    scopes: [
      resourceGroup().id
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'failures'
          metricName: 'Http5xx'
          operator: 'GreaterThan'
          threshold: 5
          timeAggregation: 'Total'
        }
      ]
    }
    actions: [
      {
        actionGroupId: operators
      }
    ]
  }
}

param operators string
`,
    },
    {
      name: 'a policy of Google Cloud that tells nobody',
      file: 'alerts.tf',
      text: `
«resource "google_monitoring_alert_policy" "errors"» {
  display_name = "errors"
  combiner     = "OR"

  conditions {
    display_name = "errors"

    condition_threshold {
      filter     = "metric.type=\\"run.googleapis.com/request_count\\""
      comparison = "COMPARISON_GT"
      duration   = "60s"
    }
  }
}
`,
      fixed: null,
    },
    {
      name: 'several functions that nobody outside calls are told once',
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
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: pack.handler
      Runtime: python3.13
  PickErrors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Errors
      Dimensions:
        - Name: FunctionName
          Value: !Ref Pick
      Statistic: Sum
      Period: 300
      EvaluationPeriods: 1
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      TreatMissingData: notBreaching
      AlarmActions:
        - !Ref AlarmTopicArn
  PackErrors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Errors
      Dimensions:
        - Name: FunctionName
          Value: !Ref Pack
      Statistic: Sum
      Period: 300
      EvaluationPeriods: 1
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      TreatMissingData: notBreaching
      AlarmActions:
        - !Ref AlarmTopicArn
Parameters:
  AlarmTopicArn:
    Type: String
    Description: SNS topic that alarms are sent to
`,
      severity: 'note',
    },
    {
      name: 'the alarm of a module tells nobody',
      file: 'main.tf',
      text: `
«module "errors"» {
  source              = "terraform-aws-modules/cloudwatch/aws//modules/metric-alarm"
  version             = "5.7.1"
  alarm_name          = "pay-errors"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions          = { FunctionName = "pay" }
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  alarm_actions       = []
}
`,
      fixed: null,
    },
  ],
  safe: [
    {
      name: 'the function has an alarm with an action',
      file: 'main.tf',
      text: `
resource "aws_lambda_function" "sync" {
  function_name = "sync"
  role          = "arn:aws:iam::111122223333:role/sync"
  filename      = "sync.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "errors"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  dimensions          = { FunctionName = aws_lambda_function.sync.function_name }
  alarm_actions       = ["arn:aws:sns:eu-west-1:111122223333:oncall"]
}
`,
      kind: 'fixed',
    },
    {
      name: 'one alarm watches the errors of all functions',
      file: 'main.tf',
      text: `
resource "aws_lambda_function" "sync" {
  function_name = "sync"
  role          = "arn:aws:iam::111122223333:role/sync"
  filename      = "sync.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "errors"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  alarm_actions       = ["arn:aws:sns:eu-west-1:111122223333:oncall"]
}
`,
      kind: 'near-miss',
    },
    {
      name: 'an alarm that a deployment reads needs no action',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Sync:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: python3.13
      AutoPublishAlias: live
      DeploymentPreference:
        Type: Canary10Percent5Minutes
        Alarms:
          - !Ref SyncErrors
  SyncErrors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Errors
      Dimensions:
        - Name: FunctionName
          Value: !Ref Sync
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
`,
      kind: 'near-miss',
    },
    {
      name: 'which function the alarm watches is handed in',
      file: 'main.tf',
      text: `
variable "watched" {
  type = string
}

resource "aws_lambda_function" "sync" {
  function_name = "sync"
  role          = "arn:aws:iam::111122223333:role/sync"
  filename      = "sync.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "errors"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  dimensions          = { FunctionName = var.watched }
  alarm_actions       = ["arn:aws:sns:eu-west-1:111122223333:oncall"]
}
`,
      kind: 'unknown',
    },
    {
      name: 'a policy that tells somebody',
      file: 'alerts.tf',
      text: `
resource "google_monitoring_alert_policy" "errors" {
  display_name          = "errors"
  combiner              = "OR"
  notification_channels = ["projects/acme/notificationChannels/1"]
}
`,
      kind: 'fixed',
    },
    {
      name: 'the channels are handed in',
      file: 'alerts.tf',
      text: `
variable "channels" {
  type = list(string)
}

resource "google_monitoring_alert_policy" "errors" {
  display_name          = "errors"
  combiner              = "OR"
  notification_channels = var.channels
}
`,
      kind: 'unknown',
    },
  ],
} satisfies Cases;
