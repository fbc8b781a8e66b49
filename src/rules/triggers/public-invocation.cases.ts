/** Examples of triggers/public-invocation. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a function URL asks for nothing',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Checkout:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: checkout/
      Handler: app.handler
      Runtime: python3.13
      FunctionUrlConfig:
        AuthType: «NONE»
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Checkout:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: checkout/
      Handler: app.handler
      Runtime: python3.13
      FunctionUrlConfig:
        AuthType: AWS_IAM
`,
      severity: 'critical',
    },
    {
      name: 'a URL and the permission that belongs to it are one way in',
      file: 'url.template.json',
      text: `
{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Resources": {
    "Render": {
      "Type": "AWS::Lambda::Function",
      "Properties": {
        "Code": { "S3Bucket": "artifacts", "S3Key": "render.zip" },
        "Handler": "index.handler",
        "Role": "arn:aws:iam::111122223333:role/render",
        "Runtime": "nodejs24.x"
      }
    },
    "RenderUrl": {
      "Type": "AWS::Lambda::Url",
      "Properties": {
        "AuthType": «"NONE"»,
        "TargetFunctionArn": { "Fn::GetAtt": ["Render", "Arn"] }
      }
    },
    "RenderUrlPermission": {
      "Type": "AWS::Lambda::Permission",
      "Properties": {
        "Action": "lambda:InvokeFunctionUrl",
        "FunctionName": { "Ref": "Render" },
        "FunctionUrlAuthType": "NONE",
        "Principal": "*"
      }
    }
  }
}
`,
      fixed: `
{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Resources": {
    "Render": {
      "Type": "AWS::Lambda::Function",
      "Properties": {
        "Code": { "S3Bucket": "artifacts", "S3Key": "render.zip" },
        "Handler": "index.handler",
        "Role": "arn:aws:iam::111122223333:role/render",
        "Runtime": "nodejs24.x"
      }
    },
    "RenderUrl": {
      "Type": "AWS::Lambda::Url",
      "Properties": {
        "AuthType": "AWS_IAM",
        "TargetFunctionArn": { "Fn::GetAtt": ["Render", "Arn"] }
      }
    },
    "RenderUrlPermission": {
      "Type": "AWS::Lambda::Permission",
      "Properties": {
        "Action": "lambda:InvokeFunctionUrl",
        "FunctionName": { "Ref": "Render" },
        "FunctionUrlAuthType": "NONE",
        "Principal": "*"
      }
    }
  }
}
`,
    },
    {
      name: 'a permission names everybody',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  ExportPermission:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: ledger-export
      Action: lambda:InvokeFunction
      Principal: «'*'»
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  ExportPermission:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: ledger-export
      Action: lambda:InvokeFunction
      Principal: '*'
      SourceAccount: !Ref AWS::AccountId
`,
    },
    {
      name: 'a permission lets everybody through the URL of a function of another stack',
      file: 'permission.template.json',
      text: `
{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Resources": {
    "UrlPermission": {
      "Type": "AWS::Lambda::Permission",
      "Properties": {
        "Action": "lambda:InvokeFunctionUrl",
        "FunctionName": "quotes",
        "FunctionUrlAuthType": "NONE",
        "Principal": «"*"»
      }
    }
  }
}
`,
      fixed: `
{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Resources": {
    "UrlPermission": {
      "Type": "AWS::Lambda::Permission",
      "Properties": {
        "Action": "lambda:InvokeFunctionUrl",
        "FunctionName": "quotes",
        "FunctionUrlAuthType": "NONE",
        "Principal": {
          "Ref": "AWS::AccountId"
        }
      }
    }
  }
}
`,
    },
    {
      name: 'a URL whose type stands in a local',
      file: 'main.tf',
      text: `
locals {
  authorization = «"NONE"»
}

resource "aws_lambda_function" "quotes" {
  function_name = "quotes"
  role          = "arn:aws:iam::111122223333:role/quotes"
  filename      = "quotes.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
}

resource "aws_lambda_function_url" "quotes" {
  function_name      = aws_lambda_function.quotes.function_name
  authorization_type = local.authorization
}
`,
      fixed: `
locals {
  authorization = "AWS_IAM"
}

resource "aws_lambda_function" "quotes" {
  function_name = "quotes"
  role          = "arn:aws:iam::111122223333:role/quotes"
  filename      = "quotes.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
}

resource "aws_lambda_function_url" "quotes" {
  function_name      = aws_lambda_function.quotes.function_name
  authorization_type = local.authorization
}
`,
    },
    {
      name: 'a URL in one word',
      file: 'serverless.yml',
      text: `
service: quotes
provider:
  name: aws
  runtime: nodejs24.x
functions:
  quote:
    handler: src/quote.handler
    «url: true»
`,
      fixed: `
service: quotes
provider:
  name: aws
  runtime: nodejs24.x
functions:
  quote:
    handler: src/quote.handler
    url:
      authorizer: aws_iam
`,
    },
    {
      name: 'a function of Google Cloud that everybody may invoke',
      file: 'invoker.tf',
      text: `
resource "google_cloudfunctions2_function" "refund" {
  name     = "refund"
  location = "europe-west1"

  build_config {
    runtime     = "nodejs24"
    entry_point = "refund"
  }
}

resource "google_cloud_run_service_iam_member" "refund" {
  service  = google_cloudfunctions2_function.refund.name
  location = "europe-west1"
  role     = "roles/run.invoker"
  member   = «"allUsers"»
}
`,
      fixed: `
resource "google_cloudfunctions2_function" "refund" {
  name     = "refund"
  location = "europe-west1"

  build_config {
    runtime     = "nodejs24"
    entry_point = "refund"
  }
}

resource "google_cloud_run_service_iam_member" "refund" {
  service  = google_cloudfunctions2_function.refund.name
  location = "europe-west1"
  role     = "roles/run.invoker"
  member   = google_service_account.refund_caller.member
}

resource "google_service_account" "refund_caller" {
  account_id = "refund-caller"
}
`,
      severity: 'critical',
    },
    {
      name: 'inside of the network only',
      file: 'invoker.tf',
      text: `
resource "google_cloud_run_v2_service" "ledger" {
  name     = "ledger"
  location = "europe-west1"
  ingress  = "INGRESS_TRAFFIC_INTERNAL_ONLY"

  template {
    containers {
      image = "europe-docker.pkg.dev/acme/ledger/app:1"
    }
  }
}

resource "google_cloud_run_v2_service_iam_member" "ledger" {
  name     = google_cloud_run_v2_service.ledger.name
  location = "europe-west1"
  role     = "roles/run.invoker"
  member   = «"allUsers"»
}
`,
      fixed: `
resource "google_cloud_run_v2_service" "ledger" {
  name     = "ledger"
  location = "europe-west1"
  ingress  = "INGRESS_TRAFFIC_INTERNAL_ONLY"

  template {
    containers {
      image = "europe-docker.pkg.dev/acme/ledger/app:1"
    }
  }
}

resource "google_cloud_run_v2_service_iam_member" "ledger" {
  name     = google_cloud_run_v2_service.ledger.name
  location = "europe-west1"
  role     = "roles/run.invoker"
  member   = google_service_account.ledger_caller.member
}

resource "google_service_account" "ledger_caller" {
  account_id = "ledger-caller"
}
`,
      severity: 'medium',
    },
    {
      name: 'decorators of Python',
      file: 'function_app.py',
      text: `
import azure.functions as func

app = func.FunctionApp(http_auth_level=func.AuthLevel.FUNCTION)


@app.route(route="refund", auth_level=«func.AuthLevel.ANONYMOUS»)
def refund(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("done")


@app.route(route="status")
def status(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("ok")
`,
      fixed: `
import azure.functions as func

app = func.FunctionApp(http_auth_level=func.AuthLevel.FUNCTION)


@app.route(route="refund", auth_level=func.AuthLevel.FUNCTION)
def refund(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("done")


@app.route(route="status")
def status(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("ok")
`,
    },
    {
      name: 'registrations of JavaScript say nothing',
      file: 'src/functions/refund.js',
      text: `
const { app } = require('@azure/functions');

app.http(«'refund'», {
  methods: ['POST'],
  handler: async (request) => ({ body: 'done' }),
});
`,
      fixed: `
const { app } = require('@azure/functions');

app.http('refund', {
  authLevel: 'function',
  methods: ['POST'],
  handler: async (request) => ({ body: 'done' }),
});
`,
    },
    {
      name: 'attributes of C#',
      file: 'Refund.cs',
      text: `
using Microsoft.Azure.Functions.Worker;

public class Refund
{
    [Function("Refund")]
    public IActionResult Run([HttpTrigger(«AuthorizationLevel.Anonymous», "post")] HttpRequest request) => new OkResult();
}
`,
      fixed: `
using Microsoft.Azure.Functions.Worker;

public class Refund
{
    [Function("Refund")]
    public IActionResult Run([HttpTrigger(AuthorizationLevel.Function, "post")] HttpRequest request) => new OkResult();
}
`,
    },
    {
      name: 'a token that the code itself has looked at, two calls away',
      file: 'Refund.cs',
      severity: 'low',
      text: `
using Microsoft.Azure.Functions.Worker;

public class Refund
{
    [Function("Refund")]
    public async Task<IActionResult> Run([HttpTrigger(«AuthorizationLevel.Anonymous», "post")] HttpRequest request)
    {
        await Callers.Known(request);
        return new OkResult();
    }
}
`,
      files: {
        'Callers.cs': `
public static class Callers
{
    public static async Task Known(HttpRequest request)
    {
        if (!await _tokens.ValidateTokenAsync(request.Headers["Authorization"])) throw new UnauthorizedAccessException();
    }
}
`,
      },
      fixed: null,
    },
    {
      name: 'a check of tokens that says yes to all',
      file: 'Refund.cs',
      severity: 'critical',
      text: `
using Microsoft.Azure.Functions.Worker;

public class Refund
{
    [Function("Refund")]
    public IActionResult Run([HttpTrigger(«AuthorizationLevel.Anonymous», "post")] HttpRequest request)
    {
        return Callers.ValidateToken(request) ? new OkResult() : new UnauthorizedResult();
    }
}
`,
      files: {
        'Callers.cs': `
public static class Callers
{
    public static bool ValidateToken(HttpRequest request) => true;
}
`,
      },
      fixed: `
using Microsoft.Azure.Functions.Worker;

public class Refund
{
    [Function("Refund")]
    public IActionResult Run([HttpTrigger(AuthorizationLevel.Function, "post")] HttpRequest request)
    {
        return Callers.ValidateToken(request) ? new OkResult() : new UnauthorizedResult();
    }
}
`,
    },
    {
      name: 'a function URL whose handler compares signatures',
      file: 'template.yaml',
      severity: 'low',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Hook:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: python3.13
      FunctionUrlConfig:
        AuthType: «NONE»
`,
      files: {
        'src/app.py': `
import hashlib
import hmac
import os


def handler(event, context):
    expected = hmac.new(os.environ["KEY"].encode(), event["body"].encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, event["headers"]["x-sender"]):
        return {"statusCode": 401}
    return {"statusCode": 204}
`,
      },
      fixed: null,
    },
    {
      name: 'everybody may invoke a function of Google Cloud, whose code asks Firebase who that is',
      file: 'main.tf',
      severity: 'low',
      text: `
data "archive_file" "source" {
  type        = "zip"
  source_dir  = "src"
  output_path = "source.zip"
}

resource "google_storage_bucket_object" "source" {
  name   = "source.zip"
  bucket = "orders-source"
  source = data.archive_file.source.output_path
}

resource "google_cloudfunctions_function" "orders" {
  name                  = "orders"
  runtime               = "nodejs22"
  entry_point           = "orders"
  trigger_http          = true
  source_archive_bucket = "orders-source"
  source_archive_object = google_storage_bucket_object.source.name
}

resource "google_cloudfunctions_function_iam_member" "everybody" {
  cloud_function = google_cloudfunctions_function.orders.name
  role           = "roles/cloudfunctions.invoker"
  member         = «"allUsers"»
}
`,
      files: {
        'src/index.js': `
const { getAuth } = require('firebase-admin/auth');

exports.orders = async (request, response) => {
  const caller = await getAuth().verifyIdToken(request.get('authorization').slice(7));
  response.json({ caller: caller.uid });
};
`,
      },
      fixed: null,
    },
    {
      name: 'annotations of Java',
      file: 'src/main/java/Refund.java',
      text: `
public class Refund {
    @FunctionName("Refund")
    public HttpResponseMessage run(
            @HttpTrigger(name = "req", methods = {HttpMethod.POST}, authLevel = «AuthorizationLevel.ANONYMOUS») HttpRequestMessage<String> request) {
        return request.createResponseBuilder(HttpStatus.OK).build();
    }
}
`,
      fixed: `
public class Refund {
    @FunctionName("Refund")
    public HttpResponseMessage run(
            @HttpTrigger(name = "req", methods = {HttpMethod.POST}, authLevel = AuthorizationLevel.FUNCTION) HttpRequestMessage<String> request) {
        return request.createResponseBuilder(HttpStatus.OK).build();
    }
}
`,
    },
    {
      name: 'the bindings of a function',
      file: 'refund/function.json',
      text: `
{
  "bindings": [
    { "type": "httpTrigger", "direction": "in", "name": "req", "authLevel": «"anonymous"» },
    { "type": "http", "direction": "out", "name": "res" }
  ]
}
`,
      fixed: `
{
  "bindings": [
    { "type": "httpTrigger", "direction": "in", "name": "req", "authLevel": "function" },
    { "type": "http", "direction": "out", "name": "res" }
  ]
}
`,
    },
    {
      name: 'a function that a template deploys',
      file: 'azuredeploy.json',
      text: `
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.Web/sites/functions",
      "apiVersion": "2023-12-01",
      "name": "fn-orders/refund",
      "properties": {
        "config": {
          "bindings": [
            { "type": "httpTrigger", "direction": "in", "name": "req", "authLevel": «"anonymous"» }
          ]
        }
      }
    }
  ]
}
`,
      fixed: `
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.Web/sites/functions",
      "apiVersion": "2023-12-01",
      "name": "fn-orders/refund",
      "properties": {
        "config": {
          "bindings": [
            { "type": "httpTrigger", "direction": "in", "name": "req", "authLevel": "function" }
          ]
        }
      }
    }
  ]
}
`,
    },
    {
      name: 'a recipe of a makefile that goes on in the next lines',
      file: 'Makefile',
      text: `
open:
\taws lambda add-permission --function-name orders --statement-id open \\
\t\t--action lambda:InvokeFunction --principal «'*'»
`,
      fixed: `
open:
\taws lambda add-permission --function-name orders --statement-id open \\
\t\t--action lambda:InvokeFunction --principal '*' \\
\t\t--source-account "$$(aws sts get-caller-identity --query Account --output text)"
`,
    },
    {
      name: 'a script lets everybody invoke',
      file: 'deploy.sh',
      text: `
aws lambda add-permission --function-name orders --statement-id all --action lambda:InvokeFunction --principal «'*'»
`,
      fixed: `
aws lambda add-permission --function-name orders --statement-id all --action lambda:InvokeFunction --principal '*' --source-account "$(aws sts get-caller-identity --query Account --output text)"
`,
    },
    {
      name: 'a policy file lets everybody invoke',
      file: 'function-policy.json',
      text: `
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": «"*"»,
      "Action": "lambda:InvokeFunction",
      "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:orders"
    }
  ]
}
`,
      fixed: `
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": "*",
      "Action": "lambda:InvokeFunction",
      "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:orders",
      "Condition": {
        "StringEquals": {
          "aws:SourceAccount": "111122223333"
        }
      }
    }
  ]
}
`,
    },
    {
      name: 'a service of Cloud Run that does not ask callers for a role',
      file: 'service.yaml',
      text: `
apiVersion: serving.knative.dev/v1
kind: Service
metadata:
  name: orders
  annotations:
    run.googleapis.com/invoker-iam-disabled: «'true'»
spec:
  template:
    spec:
      serviceAccountName: orders@acme.iam.gserviceaccount.com
      containers:
        - image: europe-docker.pkg.dev/acme/orders/app:1.4
`,
      fixed: `
apiVersion: serving.knative.dev/v1
kind: Service
metadata:
  name: orders
  annotations:
    run.googleapis.com/invoker-iam-disabled: 'false'
spec:
  template:
    spec:
      serviceAccountName: orders@acme.iam.gserviceaccount.com
      containers:
        - image: europe-docker.pkg.dev/acme/orders/app:1.4
`,
    },
    {
      name: 'a service of Cloud Run that Terraform tells not to ask callers for a role',
      file: 'service.tf',
      text: `
resource "google_cloud_run_v2_service" "orders" {
  name                 = "orders"
  location             = "europe-west1"
  invoker_iam_disabled = «true»

  template {
    containers {
      image = "europe-docker.pkg.dev/acme/orders/app:1.4"
    }
  }
}
`,
      fixed: `
resource "google_cloud_run_v2_service" "orders" {
  name                 = "orders"
  location             = "europe-west1"
  invoker_iam_disabled = false

  template {
    containers {
      image = "europe-docker.pkg.dev/acme/orders/app:1.4"
    }
  }
}
`,
    },
    {
      name: 'a module of the registry opens the address of its function',
      file: 'orders.tf',
      text: `
«module "orders"» {
  source        = "terraform-aws-modules/lambda/aws"
  version       = "8.0.1"
  function_name = "orders"
  handler       = "app.handler"
  runtime       = "python3.13"
  source_path   = "src"

  create_lambda_function_url = true
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

  create_lambda_function_url = true
  authorization_type         = "AWS_IAM"
}
`,
    },
    {
      name: 'a module of the registry that lets everybody invoke its service',
      file: 'service.tf',
      text: `
module "orders" {
  source  = "GoogleCloudPlatform/cloud-run/google"
  version = "~> 0.21"

  service_name = "orders"
  project_id   = "acme"
  location     = "europe-west1"
  image        = "europe-docker.pkg.dev/acme/orders/app:1.4"
  members      = [«"allUsers"», "group:staff@example.org"]
}
`,
      fixed: `
module "orders" {
  source  = "GoogleCloudPlatform/cloud-run/google"
  version = "~> 0.21"

  service_name = "orders"
  project_id   = "acme"
  location     = "europe-west1"
  image        = "europe-docker.pkg.dev/acme/orders/app:1.4"
  members      = ["group:staff@example.org"]
}
`,
    },
    {
      name: 'a proxy in front that lets everybody with an account of the provider pass',
      file: 'main.tf',
      severity: 'high',
      text: `
resource "google_service_account" "reports_caller" {
  account_id = "reports-caller"
}

resource "google_cloud_run_v2_service" "reports" {
  name        = "reports"
  iap_enabled = true
}

resource "google_iap_web_cloud_run_service_iam_member" "people" {
  cloud_run_service_name = google_cloud_run_v2_service.reports.name
  role                   = "roles/iap.httpsResourceAccessor"
  member                 = «"allAuthenticatedUsers"»
}
`,
      fixed: `
resource "google_service_account" "reports_caller" {
  account_id = "reports-caller"
}

resource "google_cloud_run_v2_service" "reports" {
  name        = "reports"
  iap_enabled = true
}

resource "google_iap_web_cloud_run_service_iam_member" "people" {
  cloud_run_service_name = google_cloud_run_v2_service.reports.name
  role                   = "roles/iap.httpsResourceAccessor"
  member                 = google_service_account.reports_caller.member
}
`,
    },
    {
      name: 'a service behind a load balancer that asks who calls: the network of the project is not asked',
      file: 'main.tf',
      severity: 'low',
      text: `
resource "google_cloud_run_v2_service" "reports" {
  name    = "reports"
  ingress = "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"
}

resource "google_cloud_run_v2_service_iam_binding" "everybody" {
  name    = google_cloud_run_v2_service.reports.name
  role    = "roles/run.invoker"
  members = [«"allUsers"», "group:staff@example.org"]
}

resource "google_compute_region_network_endpoint_group" "reports" {
  name = "reports"
  cloud_run {
    service = google_cloud_run_v2_service.reports.name
  }
}

resource "google_compute_backend_service" "reports" {
  name = "reports"
  backend {
    group = google_compute_region_network_endpoint_group.reports.id
  }
  iap {
    oauth2_client_id = "1234.apps.googleusercontent.com"
  }
}
`,
      fixed: `
resource "google_cloud_run_v2_service" "reports" {
  name    = "reports"
  ingress = "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"
}

resource "google_cloud_run_v2_service_iam_binding" "everybody" {
  name    = google_cloud_run_v2_service.reports.name
  role    = "roles/run.invoker"
  members = ["group:staff@example.org"]
}

resource "google_compute_region_network_endpoint_group" "reports" {
  name = "reports"
  cloud_run {
    service = google_cloud_run_v2_service.reports.name
  }
}

resource "google_compute_backend_service" "reports" {
  name = "reports"
  backend {
    group = google_compute_region_network_endpoint_group.reports.id
  }
  iap {
    oauth2_client_id = "1234.apps.googleusercontent.com"
  }
}
`,
    },
    {
      name: 'a proxy beside a way that goes past it',
      file: 'main.tf',
      severity: 'critical',
      text: `
resource "google_cloud_run_v2_service" "reports" {
  name = "reports"
}

resource "google_cloud_run_v2_service_iam_binding" "everybody" {
  name    = google_cloud_run_v2_service.reports.name
  role    = "roles/run.invoker"
  members = [«"allUsers"»]
}

resource "google_compute_region_network_endpoint_group" "reports" {
  name = "reports"
  cloud_run {
    service = google_cloud_run_v2_service.reports.name
  }
}

resource "google_compute_backend_service" "reports" {
  name = "reports"
  backend {
    group = google_compute_region_network_endpoint_group.reports.id
  }
  iap {
    enabled = true
  }
}
`,
      fixed: `
resource "google_cloud_run_v2_service" "reports" {
  name = "reports"
}

resource "google_cloud_run_v2_service_iam_binding" "everybody" {
  name    = google_cloud_run_v2_service.reports.name
  role    = "roles/run.invoker"
  members = [google_service_account.everybody_caller.member]
}

resource "google_compute_region_network_endpoint_group" "reports" {
  name = "reports"
  cloud_run {
    service = google_cloud_run_v2_service.reports.name
  }
}

resource "google_compute_backend_service" "reports" {
  name = "reports"
  backend {
    group = google_compute_region_network_endpoint_group.reports.id
  }
  iap {
    enabled = true
  }
}

resource "google_service_account" "everybody_caller" {
  account_id = "everybody-caller"
}
`,
    },
    {
      name: 'a service that everybody may invoke through a load balancer with a policy',
      file: 'main.tf',
      severity: 'medium',
      text: `
resource "google_cloud_run_v2_service" "site" {
  name    = "site"
  ingress = "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"
}

resource "google_cloud_run_v2_service_iam_binding" "everybody" {
  name    = google_cloud_run_v2_service.site.name
  role    = "roles/run.invoker"
  members = [«"allUsers"», "group:staff@example.org"]
}

resource "google_compute_region_network_endpoint_group" "site" {
  name = "site"
  cloud_run {
    service = google_cloud_run_v2_service.site.name
  }
}

resource "google_compute_backend_service" "site" {
  name            = "site"
  security_policy = google_compute_security_policy.wall.id
  backend {
    group = google_compute_region_network_endpoint_group.site.id
  }
}

resource "google_compute_security_policy" "wall" {
  name = "wall"
}
`,
      fixed: `
resource "google_cloud_run_v2_service" "site" {
  name    = "site"
  ingress = "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"
}

resource "google_cloud_run_v2_service_iam_binding" "everybody" {
  name    = google_cloud_run_v2_service.site.name
  role    = "roles/run.invoker"
  members = ["group:staff@example.org"]
}

resource "google_compute_region_network_endpoint_group" "site" {
  name = "site"
  cloud_run {
    service = google_cloud_run_v2_service.site.name
  }
}

resource "google_compute_backend_service" "site" {
  name            = "site"
  security_policy = google_compute_security_policy.wall.id
  backend {
    group = google_compute_region_network_endpoint_group.site.id
  }
}

resource "google_compute_security_policy" "wall" {
  name = "wall"
}
`,
    },
    {
      name: 'a project that a policy of the organization leaves out',
      file: 'main.tf',
      severity: 'critical',
      text: `
resource "google_org_policy_policy" "domains" {
  name   = "organizations/123456789/policies/iam.allowedPolicyMemberDomains"
  parent = "organizations/123456789"
  spec {
    rules {
      values {
        allowed_values = ["C0abcdefg"]
      }
    }
  }
}

resource "google_org_policy_policy" "site" {
  name   = "projects/acme-site/policies/iam.allowedPolicyMemberDomains"
  parent = "projects/acme-site"
  spec {
    rules {
      allow_all = "TRUE"
    }
  }
}

resource "google_cloud_run_v2_service_iam_binding" "everybody" {
  project = "acme-site"
  name    = "site"
  role    = "roles/run.invoker"
  members = [«"allUsers"», "group:staff@example.org"]
}

resource "google_cloud_run_v2_service_iam_member" "refused" {
  project = "acme-shop"
  name    = "shop"
  role    = "roles/run.invoker"
  member  = "allUsers"
}
`,
      fixed: `
resource "google_org_policy_policy" "domains" {
  name   = "organizations/123456789/policies/iam.allowedPolicyMemberDomains"
  parent = "organizations/123456789"
  spec {
    rules {
      values {
        allowed_values = ["C0abcdefg"]
      }
    }
  }
}

resource "google_org_policy_policy" "site" {
  name   = "projects/acme-site/policies/iam.allowedPolicyMemberDomains"
  parent = "projects/acme-site"
  spec {
    rules {
      allow_all = "TRUE"
    }
  }
}

resource "google_cloud_run_v2_service_iam_binding" "everybody" {
  project = "acme-site"
  name    = "site"
  role    = "roles/run.invoker"
  members = ["group:staff@example.org"]
}

resource "google_cloud_run_v2_service_iam_member" "refused" {
  project = "acme-shop"
  name    = "shop"
  role    = "roles/run.invoker"
  member  = "allUsers"
}
`,
    },
    {
      name: 'a function of an app beside a static web app with an API of its own',
      file: 'orders/src/functions/wipe.js',
      text: `const { app } = require('@azure/functions');

app.http('wipe', { methods: ['POST'], authLevel: «'anonymous'», handler: async () => ({ status: 204 }) });
`,
      files: {
        'orders/host.json': `{ "version": "2.0" }
`,
        'site/staticwebapp.config.json': `{ "routes": [{ "route": "/api/*", "allowedRoles": ["authenticated"] }] }
`,
        'site/api/host.json': `{ "version": "2.0" }
`,
      },
      fixed: `const { app } = require('@azure/functions');

app.http('wipe', { methods: ['POST'], authLevel: 'function', handler: async () => ({ status: 204 }) });
`,
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
  UrlAuth:
    Type: String
Resources:
  Checkout:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: checkout/
      Handler: app.handler
      Runtime: python3.13
      FunctionUrlConfig:
        AuthType: !Ref UrlAuth
`,
    },
    {
      name: 'everybody, but only on behalf of one organization',
      kind: 'near-miss',
      file: 'main.tf',
      text: `
resource "aws_lambda_permission" "partners" {
  action           = "lambda:InvokeFunction"
  function_name    = "quotes"
  principal        = "*"
  principal_org_id = "o-9fq2m4ztk1"
}
`,
    },
    {
      name: 'the permission of a URL that asks for credentials now',
      kind: 'near-miss',
      file: 'main.tf',
      text: `
resource "aws_lambda_function" "quotes" {
  function_name = "quotes"
  role          = "arn:aws:iam::111122223333:role/quotes"
  filename      = "quotes.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
}

resource "aws_lambda_function_url" "quotes" {
  function_name      = aws_lambda_function.quotes.function_name
  authorization_type = "AWS_IAM"
}

resource "aws_lambda_permission" "quotes" {
  action                 = "lambda:InvokeFunctionUrl"
  function_name          = aws_lambda_function.quotes.function_name
  principal              = "*"
  function_url_auth_type = "NONE"
}
`,
    },
    {
      name: 'a service with its source',
      kind: 'fixed',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 day)
      Targets:
        - Id: export
          Arn: arn:aws:lambda:eu-west-3:111122223333:function:ledger-export
  ExportPermission:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: ledger-export
      Action: lambda:InvokeFunction
      Principal: events.amazonaws.com
      SourceArn: !GetAtt Nightly.Arn
`,
    },
    {
      name: 'whoever may invoke is an account',
      file: 'invoker.tf',
      text: `
resource "google_service_account" "gateway" {
  account_id = "gateway"
}

resource "google_cloudfunctions_function_iam_member" "refund" {
  cloud_function = "refund"
  role           = "roles/cloudfunctions.invoker"
  member         = google_service_account.gateway.member
}
`,
      kind: 'near-miss',
    },
    {
      name: 'everybody may look, not invoke',
      file: 'invoker.tf',
      text: `
resource "google_cloudfunctions_function_iam_member" "refund" {
  cloud_function = "refund"
  role           = "roles/cloudfunctions.viewer"
  member         = "allUsers"
}
`,
      kind: 'near-miss',
    },
    {
      name: "the app's level holds for what its routes leave out",
      file: 'function_app.py',
      text: `
import azure.functions as func

app = func.FunctionApp()


@app.route(route="refund")
def refund(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("done")
`,
      kind: 'near-miss',
    },
    {
      name: 'options that are put together elsewhere',
      file: 'src/functions/refund.ts',
      text: `
import { app } from '@azure/functions';
import { options } from './options';

app.http('refund', { ...options, handler: async () => ({ body: 'done' }) });
`,
      kind: 'unknown',
    },
    {
      name: 'a service of Cloud Run that asks for a role, as all do',
      kind: 'near-miss',
      file: 'service.yaml',
      text: `
apiVersion: serving.knative.dev/v1
kind: Service
metadata:
  name: orders
  annotations:
    run.googleapis.com/ingress: all
spec:
  template:
    spec:
      containers:
        - image: europe-docker.pkg.dev/acme/orders/app:1.4
`,
    },
    {
      name: 'a module of the registry makes no address',
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

  authorization_type = "NONE"
}
`,
    },
    {
      name: 'modules of the registry that let some in, and one that nobody knows',
      kind: 'near-miss',
      file: 'service.tf',
      text: `
module "orders" {
  source  = "GoogleCloudPlatform/cloud-functions/google"
  version = "~> 0.6"

  function_name = "orders"
  members       = { invokers = ["group:staff@example.org"], developers = [] }
}

module "shop" {
  source  = "acme/shop/google"
  members = ["allUsers"]
}
`,
    },
    {
      name: 'a service whose own proxy asks who calls',
      kind: 'near-miss',
      file: 'main.tf',
      text: `
resource "google_cloud_run_v2_service" "reports" {
  name        = "reports"
  iap_enabled = true
}

resource "google_cloud_run_v2_service_iam_member" "everybody" {
  name   = google_cloud_run_v2_service.reports.name
  role   = "roles/run.invoker"
  member = "allUsers"
}

resource "google_iap_web_cloud_run_service_iam_member" "staff" {
  cloud_run_service_name = google_cloud_run_v2_service.reports.name
  role                   = "roles/iap.httpsResourceAccessor"
  member                 = "group:staff@example.org"
}
`,
    },
    {
      name: 'the API of a static web app, whose configuration says who may call it',
      kind: 'near-miss',
      file: 'site/api/src/functions/list.js',
      text: `const { app } = require('@azure/functions');

app.http('list', { methods: ['GET'], authLevel: 'anonymous', handler: async () => ({ status: 204 }) });
`,
      files: {
        'site/api/host.json': `{ "version": "2.0" }
`,
        'site/staticwebapp.config.json': `{ "routes": [{ "route": "/api/*", "allowedRoles": ["authenticated"] }] }
`,
      },
    },
  ],
} satisfies Cases;
