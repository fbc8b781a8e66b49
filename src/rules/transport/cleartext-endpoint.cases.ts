/** Examples of transport/cleartext-endpoint. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a distribution fetches from its origin over the internet without TLS',
      file: 'cdn.tf',
      text: `
resource "aws_cloudfront_distribution" "shop" {
  enabled = true

  origin {
    domain_name = aws_lb.shop.dns_name
    origin_id   = "shop"

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = «"http-only"»
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }

  default_cache_behavior {
    target_origin_id       = "shop"
    viewer_protocol_policy = "redirect-to-https"
  }
}
`,
      fixed: `
resource "aws_cloudfront_distribution" "shop" {
  enabled = true

  origin {
    domain_name = aws_lb.shop.dns_name
    origin_id   = "shop"

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }

  default_cache_behavior {
    target_origin_id       = "shop"
    viewer_protocol_policy = "redirect-to-https"
  }
}
`,
    },
    {
      name: 'a topic tells a subscriber in clear text',
      file: 'template.yaml',
      text: `
Resources:
  Orders:
    Type: AWS::SNS::Topic
    Properties:
      Subscription:
        - Protocol: http
          Endpoint: «http://hooks.harbour-books.com/orders»
`,
      fixed: null,
    },
    {
      name: 'the client of a database does without TLS',
      file: 'serverless.yml',
      text: `
service: billing
provider:
  name: aws
  runtime: nodejs24.x
  environment:
    PGHOST: \${ssm:/billing/db/host}
    PGSSLMODE: «disable»
functions:
  invoice:
    handler: dist/invoice.run
`,
      fixed: `
service: billing
provider:
  name: aws
  runtime: nodejs24.x
  environment:
    PGHOST: \${ssm:/billing/db/host}
    PGSSLMODE: verify-full
functions:
  invoice:
    handler: dist/invoice.run
`,
      severity: 'high',
    },
    {
      name: 'a partner is called over http',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Quote:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: quote/
      Handler: app.handler
      Runtime: python3.13
      Environment:
        Variables:
          RATES_URL: «http://rates.riverbend-insurance.com/v2»
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Quote:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: quote/
      Handler: app.handler
      Runtime: python3.13
      Environment:
        Variables:
          RATES_URL: https://rates.riverbend-insurance.com/v2
`,
      severity: 'medium',
    },
    {
      name: 'an API calls its backend over http',
      file: 'api.template.json',
      text: `
{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Resources": {
    "Rates": {
      "Type": "AWS::ApiGatewayV2::Integration",
      "Properties": {
        "ApiId": "a1b2c3d4e5",
        "IntegrationType": "HTTP_PROXY",
        "IntegrationMethod": "GET",
        "IntegrationUri": «"http://rates.riverbend-insurance.com/v2"»,
        "PayloadFormatVersion": "1.0"
      }
    }
  }
}
`,
      fixed: `
{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Resources": {
    "Rates": {
      "Type": "AWS::ApiGatewayV2::Integration",
      "Properties": {
        "ApiId": "a1b2c3d4e5",
        "IntegrationType": "HTTP_PROXY",
        "IntegrationMethod": "GET",
        "IntegrationUri": "https://rates.riverbend-insurance.com/v2",
        "PayloadFormatVersion": "1.0"
      }
    }
  }
}
`,
      severity: 'medium',
    },
    {
      name: 'a cache is called without TLS',
      file: 'main.tf',
      text: `
resource "aws_lambda_function" "session" {
  function_name = "session"
  role          = "arn:aws:iam::111122223333:role/session"
  filename      = "session.zip"
  handler       = "app.handler"
  runtime       = "python3.13"

  environment {
    variables = {
      CACHE = «"redis://sessions.x1y2z3.ng.0001.euw1.cache.amazonaws.com:6379/0"»
    }
  }
}
`,
      fixed: `
resource "aws_lambda_function" "session" {
  function_name = "session"
  role          = "arn:aws:iam::111122223333:role/session"
  filename      = "session.zip"
  handler       = "app.handler"
  runtime       = "python3.13"

  environment {
    variables = {
      CACHE = "rediss://sessions.x1y2z3.ng.0001.euw1.cache.amazonaws.com:6379/0"
    }
  }
}
`,
    },
    {
      name: 'a request of a program in clear text',
      file: 'client.py',
      text: `import requests


def rates():
    return requests.get(«"http://rates.bluebarn.io/v1/latest"», timeout=5).json()
`,
      fixed: null,
    },
    {
      name: 'a connection string in a program that turns TLS off',
      file: 'db.go',
      severity: 'high',
      text: `package db

import "database/sql"

var db, _ = sql.Open("postgres", «"host=db.bluebarn.io user=app dbname=orders sslmode=disable"»)
`,
      fixed: null,
    },
    {
      name: 'a script hands a cleartext address over',
      file: 'deploy.sh',
      text: `
aws lambda update-function-configuration --function-name orders --environment 'Variables={PAYMENTS_URL=«http://payments.acme.com/v1»}'
`,
      fixed: `
aws lambda update-function-configuration --function-name orders --environment 'Variables={PAYMENTS_URL=https://payments.acme.com/v1}'
`,
    },
    {
      name: 'an origin whose name is still the sample’s',
      file: 'cdn.tf',
      text: `
resource "aws_cloudfront_distribution" "app" {
  enabled = true

  origin {
    domain_name = "origin.example.com"
    origin_id   = "api"

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = «"http-only"»
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }
}
`,
      fixed: `
resource "aws_cloudfront_distribution" "app" {
  enabled = true

  origin {
    domain_name = "origin.example.com"
    origin_id   = "api"

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }
}
`,
    },
  ],
  safe: [
    {
      name: 'the website of a bucket speaks nothing but HTTP',
      kind: 'near-miss',
      file: 'cdn.yaml',
      text: `
Resources:
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Enabled: true
        Origins:
          - Id: site
            DomainName: harbour-books.s3-website-eu-west-1.amazonaws.com
            CustomOriginConfig: { OriginProtocolPolicy: http-only }
        DefaultCacheBehavior: { TargetOriginId: site, ViewerProtocolPolicy: https-only }
`,
    },
    {
      name: 'the address is a parameter',
      kind: 'unknown',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Parameters:
  Rates:
    Type: String
Resources:
  Quote:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: quote/
      Handler: app.handler
      Runtime: python3.13
      Environment:
        Variables:
          RATES_URL: !Ref Rates
          MIRROR_URL: !Sub http://\${Rates}/v2
`,
    },
    {
      name: 'extensions on the own machine, origins and vocabularies',
      kind: 'near-miss',
      file: 'serverless.yml',
      text: `
service: quotes
provider:
  name: aws
  runtime: nodejs24.x
  environment:
    SECRETS_ENDPOINT: http://localhost:2773/secretsmanager/get
    DYNAMODB_ENDPOINT: http://dynamodb-local:8000
    METADATA: http://169.254.169.254/latest
    REDIS_URL: redis://cache.service.internal:6379
    ALLOWED_ORIGIN: http://www.riverbend-insurance.com
    SOAP_ENVELOPE: http://schemas.xmlsoap.org/soap/envelope/
    PGSSLMODE: verify-full
    RATES_URL: https://rates.riverbend-insurance.com/v2
functions:
  quote:
    handler: src/quote.handler
`,
    },
    {
      name: 'addresses of a program that are not called, or lie on its own machine',
      kind: 'near-miss',
      file: 'client.py',
      text: `import requests

NAMESPACE = "http://www.w3.org/2000/svg"
secret = requests.get("http://localhost:2773/secretsmanager/get").json()
role = requests.get("http://169.254.169.254/latest/meta-data").text
`,
    },
  ],
} satisfies Cases;
