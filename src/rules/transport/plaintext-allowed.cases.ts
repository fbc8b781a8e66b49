/** Examples of transport/plaintext-allowed. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a container app answers plain HTTP',
      file: 'main.bicep',
      text: `
resource web 'Microsoft.App/containerApps@2024-03-01' = {
  name: 'ca-orders'
  location: 'westeurope'
  properties: {
    configuration: {
      ingress: {
        external: true
        targetPort: 8080
        allowInsecure: «true»
      }
    }
    template: {
      containers: [
        { name: 'web', image: 'orders.azurecr.io/web:1.4.2', env: [ { name: 'LEVEL', value: 'high' } ] }
      ]
    }
  }
}
`,
      fixed: `
resource web 'Microsoft.App/containerApps@2024-03-01' = {
  name: 'ca-orders'
  location: 'westeurope'
  properties: {
    configuration: {
      ingress: {
        external: true
        targetPort: 8080
        allowInsecure: false
      }
    }
    template: {
      containers: [
        { name: 'web', image: 'orders.azurecr.io/web:1.4.2', env: [ { name: 'LEVEL', value: 'high' } ] }
      ]
    }
  }
}
`,
    },
    {
      name: 'a web app on Azure answers plain HTTP',
      file: 'main.tf',
      text: `
resource "azurerm_linux_web_app" "orders" {
  name                = "app-orders"
  resource_group_name = "rg-orders"
  location            = "westeurope"
  service_plan_id     = "plan"
  https_only          = «false»
  site_config {}
}
`,
      fixed: `
resource "azurerm_linux_web_app" "orders" {
  name                = "app-orders"
  resource_group_name = "rg-orders"
  location            = "westeurope"
  service_plan_id     = "plan"
  https_only          = true
  site_config {}
}
`,
    },
    {
      name: 'a distribution answers plain HTTP',
      file: 'cdn.tf',
      text: `
resource "aws_cloudfront_distribution" "site" {
  enabled = true

  origin {
    domain_name = "api.example.com"
    origin_id   = "api"

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }

  default_cache_behavior {
    target_origin_id       = "api"
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    viewer_protocol_policy = «"allow-all"»
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    cloudfront_default_certificate = true
  }
}
`,
      fixed: `
resource "aws_cloudfront_distribution" "site" {
  enabled = true

  origin {
    domain_name = "api.example.com"
    origin_id   = "api"

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }

  default_cache_behavior {
    target_origin_id       = "api"
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    viewer_protocol_policy = "redirect-to-https"
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    cloudfront_default_certificate = true
  }
}
`,
      severity: 'high',
    },
    {
      name: 'a search domain does not enforce HTTPS',
      file: 'search.template.json',
      text: `
{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Resources": {
    "Articles": {
      "Type": "AWS::OpenSearchService::Domain",
      "Properties": {
        "EncryptionAtRestOptions": { "Enabled": true },
        "DomainEndpointOptions": {
          "EnforceHTTPS": «false»,
          "TLSSecurityPolicy": "Policy-Min-TLS-1-2-PFS-2023-10"
        }
      }
    }
  }
}
`,
      fixed: `
{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Resources": {
    "Articles": {
      "Type": "AWS::OpenSearchService::Domain",
      "Properties": {
        "EncryptionAtRestOptions": { "Enabled": true },
        "DomainEndpointOptions": {
          "EnforceHTTPS": true,
          "TLSSecurityPolicy": "Policy-Min-TLS-1-2-PFS-2023-10"
        }
      }
    }
  }
}
`,
      severity: 'high',
    },
    {
      name: 'a load balancer forwards plain HTTP beside HTTPS',
      file: 'alb.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Subnets: { Type: 'List<AWS::EC2::Subnet::Id>' }
  Targets: { Type: String }
  Certificate: { Type: String }
Resources:
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Scheme: internet-facing
      Subnets: !Ref Subnets
  Secure:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 443
      Protocol: HTTPS
      SslPolicy: ELBSecurityPolicy-TLS13-1-2-2021-06
      Certificates: [{ CertificateArn: !Ref Certificate }]
      DefaultActions:
        - Type: forward
          TargetGroupArn: !Ref Targets
  Web:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 80
      Protocol: «HTTP»
      DefaultActions:
        - Type: forward
          TargetGroupArn: !Ref Targets
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Subnets: { Type: 'List<AWS::EC2::Subnet::Id>' }
  Targets: { Type: String }
  Certificate: { Type: String }
Resources:
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Scheme: internet-facing
      Subnets: !Ref Subnets
  Secure:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 443
      Protocol: HTTPS
      SslPolicy: ELBSecurityPolicy-TLS13-1-2-2021-06
      Certificates: [{ CertificateArn: !Ref Certificate }]
      DefaultActions:
        - Type: forward
          TargetGroupArn: !Ref Targets
  Web:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 80
      Protocol: HTTP
      DefaultActions:
        - Type: redirect
          RedirectConfig:
            Protocol: HTTPS
            Port: '443'
            StatusCode: HTTP_301
`,
    },
    {
      name: 'a bucket policy that lets a partner read in clear text',
      file: 'bucket.yaml',
      severity: 'low',
      text: `
Resources:
  Reports:
    Type: AWS::S3::Bucket
  ReportsPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Reports
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: «Allow»
            Principal:
              AWS: arn:aws:iam::111122223333:role/auditor
            Action: s3:GetObject
            Resource: !Sub '\${Reports.Arn}/*'
`,
      fixed: `
Resources:
  Reports:
    Type: AWS::S3::Bucket
  ReportsPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Reports
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              AWS: arn:aws:iam::111122223333:role/auditor
            Action: s3:GetObject
            Resource: !Sub '\${Reports.Arn}/*'
            Condition:
              Bool:
                aws:SecureTransport: 'true'
`,
    },
    {
      name: 'a topic policy that lets a whole account publish in clear text',
      file: 'topic.tf',
      severity: 'low',
      text: `
resource "aws_sns_topic" "alerts" {
  name = "alerts"
}

resource "aws_sns_topic_policy" "alerts" {
  arn = aws_sns_topic.alerts.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = «"Allow"»
      Principal = { AWS = "arn:aws:iam::111122223333:root" }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.alerts.arn
    }]
  })
}
`,
      fixed: `
resource "aws_sns_topic" "alerts" {
  name = "alerts"
}

resource "aws_sns_topic_policy" "alerts" {
  arn = aws_sns_topic.alerts.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:root" }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.alerts.arn
      Condition = {
        Bool = {
          "aws:SecureTransport" = "true"
        }
      }
    }]
  })
}
`,
    },
    {
      name: 'a script writes a bucket policy that lets clients in without TLS',
      file: 'deploy.sh',
      text: `
aws s3api put-bucket-policy --bucket orders \\
  --policy '{"Version":"2012-10-17","Statement":[{"Effect":«"Allow"»,"Principal":{"AWS":"arn:aws:iam::111122223333:role/reader"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::orders/*"}]}'
`,
      fixed: `
aws s3api put-bucket-policy --bucket orders \\
  --policy '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/reader"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::orders/*","Condition":{"Bool":{"aws:SecureTransport":"true"}}}]}'
`,
    },
    {
      name: 'a policy file of a bucket lets clients in without TLS',
      file: 'bucket-policy.json',
      text: `
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": «"Allow"»,
      "Principal": { "AWS": "arn:aws:iam::111122223333:role/reader" },
      "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::orders/*"
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
      "Principal": { "AWS": "arn:aws:iam::111122223333:role/reader" },
      "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::orders/*",
      "Condition": {
        "Bool": {
          "aws:SecureTransport": "true"
        }
      }
    }
  ]
}
`,
    },
    {
      name: 'a handler of App Engine that answers plain HTTP as well',
      file: 'app.yaml',
      text: `
runtime: python313
handlers:
  - url: /static
    static_dir: static
    secure: always
  - url: /.*
    script: auto
    secure: «optional»
`,
      fixed: `
runtime: python313
handlers:
  - url: /static
    static_dir: static
    secure: always
  - url: /.*
    script: auto
    secure: always
`,
      severity: 'high',
    },
    {
      name: 'a service of App Engine that says nothing of it',
      file: 'app.yaml',
      text: `
«runtime: nodejs24»
service: shop
`,
      fixed: `
runtime: nodejs24
service: shop
handlers:
  - url: /.*
    secure: always
    script: auto
`,
      severity: 'low',
    },
    {
      name: 'a handler of App Engine in Terraform',
      file: 'app.tf',
      text: `
resource "google_app_engine_standard_app_version" "shop" {
  version_id      = "v1"
  service         = "shop"
  runtime         = "nodejs24"
  service_account = google_service_account.shop.email

  handlers {
    url_regex      = "/.*"
    security_level = «"SECURE_OPTIONAL"»
    script {
      script_path = "auto"
    }
  }
}
`,
      fixed: `
resource "google_app_engine_standard_app_version" "shop" {
  version_id      = "v1"
  service         = "shop"
  runtime         = "nodejs24"
  service_account = google_service_account.shop.email

  handlers {
    url_regex      = "/.*"
    security_level = "SECURE_ALWAYS"
    script {
      script_path = "auto"
    }
  }
}
`,
    },
    {
      name: 'a database of Google Cloud in a private network',
      file: 'database.tf',
      text: `
«resource "google_sql_database_instance" "orders"» {
  name             = "orders"
  database_version = "POSTGRES_17"

  settings {
    tier = "db-custom-2-4096"
    ip_configuration {
      ipv4_enabled    = false
      private_network = google_compute_network.vpc.id
    }
  }
}
`,
      fixed: `
resource "google_sql_database_instance" "orders" {
  name             = "orders"
  database_version = "POSTGRES_17"

  settings {
    tier = "db-custom-2-4096"
    ip_configuration {
      ipv4_enabled    = false
      private_network = google_compute_network.vpc.id
      ssl_mode        = "ENCRYPTED_ONLY"
    }
  }
}
`,
      severity: 'medium',
    },
    {
      name: 'a proxy of Google Cloud that answers in clear text what another serves over TLS',
      file: 'main.tf',
      severity: 'high',
      text: `
resource "google_compute_url_map" "shop" {
  name            = "shop"
  default_service = google_compute_backend_service.shop.id
}

resource "google_compute_target_https_proxy" "shop" {
  name       = "shop"
  url_map    = google_compute_url_map.shop.id
  ssl_policy = google_compute_ssl_policy.modern.id
}

«resource "google_compute_target_http_proxy" "shop"» {
  name    = "shop-http"
  url_map = google_compute_url_map.shop.id
}
`,
      fixed: `
resource "google_compute_url_map" "shop" {
  name            = "shop"
  default_service = google_compute_backend_service.shop.id
}

resource "google_compute_target_https_proxy" "shop" {
  name       = "shop"
  url_map    = google_compute_url_map.shop.id
  ssl_policy = google_compute_ssl_policy.modern.id
}

resource "google_compute_target_http_proxy" "shop" {
  name    = "shop-http"
  url_map = google_compute_url_map.shop_redirect.id
}

resource "google_compute_url_map" "shop_redirect" {
  name = "shop-redirect"

  default_url_redirect {
    https_redirect = true
    strip_query    = false
  }
}
`,
    },
    {
      name: 'a storage account that takes HTTP, in so many words',
      file: 'main.tf',
      text: `
resource "azurerm_storage_account" "orders" {
  name                       = "storders"
  resource_group_name        = "rg-orders"
  location                   = "westeurope"
  account_tier               = "Standard"
  account_replication_type   = "LRS"
  https_traffic_only_enabled = «false»
}
`,
      fixed: `
resource "azurerm_storage_account" "orders" {
  name                       = "storders"
  resource_group_name        = "rg-orders"
  location                   = "westeurope"
  account_tier               = "Standard"
  account_replication_type   = "LRS"
  https_traffic_only_enabled = true
}
`,
      severity: 'medium',
    },
    {
      name: 'a storage account that takes HTTP because its API of 2018 does',
      file: 'main.bicep',
      text: `
«resource account 'Microsoft.Storage/storageAccounts@2018-07-01'» = {
  name: 'storders'
  location: resourceGroup().location
  kind: 'StorageV2'
  sku: {
    name: 'Standard_LRS'
  }
}
`,
      fixed: `
resource account 'Microsoft.Storage/storageAccounts@2018-07-01' = {
  name: 'storders'
  location: resourceGroup().location
  kind: 'StorageV2'
  sku: {
    name: 'Standard_LRS'
  }
  properties: {
    supportsHttpsTrafficOnly: true
  }
}
`,
      severity: 'low',
    },
    {
      name: 'the listener of a module answers plain HTTP',
      file: 'main.tf',
      text: `
module "web" {
  source  = "terraform-aws-modules/alb/aws"
  version = "9.13.0"
  name    = "web"

  listeners = {
    plain = {
      port     = 80
      protocol = «"HTTP"»
      forward  = { target_group_key = "pages" }
    }
  }
}
`,
      fixed: null,
      severity: 'high',
    },
    {
      name: 'the distribution of a module answers plain HTTP',
      file: 'main.tf',
      text: `
module "cdn" {
  source  = "terraform-aws-modules/cloudfront/aws"
  version = "4.1.0"
  aliases = ["www.acme.com"]

  default_cache_behavior = {
    target_origin_id       = "pages"
    viewer_protocol_policy = «"allow-all"»
  }
}
`,
      fixed: `
module "cdn" {
  source  = "terraform-aws-modules/cloudfront/aws"
  version = "4.1.0"
  aliases = ["www.acme.com"]

  default_cache_behavior = {
    target_origin_id       = "pages"
    viewer_protocol_policy = "redirect-to-https"
  }
}
`,
      severity: 'high',
    },
  ],
  safe: [
    {
      name: 'a container app sends clients on to HTTPS where nothing is said, and one that only speaks TCP inside',
      kind: 'near-miss',
      file: 'main.tf',
      text: `
resource "azurerm_container_app" "orders" {
  name                         = "ca-orders"
  container_app_environment_id = "env"
  resource_group_name          = "rg-orders"
  revision_mode                = "Single"
  ingress {
    external_enabled = true
    target_port      = 8080
    traffic_weight {
      percentage      = 100
      latest_revision = true
    }
  }
  template {
    container {
      name   = "web"
      image  = "orders.azurecr.io/web:1.4.2"
      cpu    = 0.5
      memory = "1Gi"
    }
  }
}

resource "azurerm_container_app" "cache" {
  name                         = "ca-cache"
  container_app_environment_id = "env"
  resource_group_name          = "rg-orders"
  revision_mode                = "Single"
  ingress {
    transport                  = "tcp"
    allow_insecure_connections = true
    target_port                = 6379
  }
  template {
    container {
      name   = "cache"
      image  = "redis:7.4"
      cpu    = 0.5
      memory = "1Gi"
    }
  }
}
`,
    },
    {
      name: 'a policy that turns plain HTTP away, and one that lets only a service in',
      kind: 'near-miss',
      file: 'buckets.yaml',
      text: `
Resources:
  Reports:
    Type: AWS::S3::Bucket
  ReportsPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Reports
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: { AWS: 'arn:aws:iam::111122223333:role/auditor' }
            Action: s3:GetObject
            Resource: !Sub '\${Reports.Arn}/*'
          - Effect: Deny
            Principal: '*'
            Action: s3:*
            Resource: [!GetAtt Reports.Arn, !Sub '\${Reports.Arn}/*']
            Condition: { Bool: { aws:SecureTransport: 'false' } }
  Orders:
    Type: AWS::SQS::Queue
  OrdersPolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Orders]
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: { Service: sns.amazonaws.com }
            Action: sqs:SendMessage
            Resource: !GetAtt Orders.Arn
            Condition: { ArnEquals: { aws:SourceArn: 'arn:aws:sns:eu-west-1:111122223333:orders' } }
          - Effect: Allow
            Principal: '*'
            Action: sqs:SendMessage
            Resource: !GetAtt Orders.Arn
            Condition: { ArnEquals: { aws:SourceArn: 'arn:aws:sns:eu-west-1:111122223333:returns' } }
  PagesPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: pages
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: { AWS: !Sub 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity \${Identity}' }
            Action: s3:GetObject
            Resource: arn:aws:s3:::pages/*
  Identity:
    Type: AWS::CloudFront::CloudFrontOriginAccessIdentity
    Properties:
      CloudFrontOriginAccessIdentityConfig: { Comment: pages }
`,
    },
    {
      name: 'a parameter decides over the viewers',
      kind: 'unknown',
      file: 'cdn.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Viewers: { Type: String }
Resources:
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Enabled: true
        Origins:
          - Id: api
            DomainName: api.example.com
            CustomOriginConfig: { OriginProtocolPolicy: https-only }
        DefaultCacheBehavior:
          TargetOriginId: api
          ViewerProtocolPolicy: !Ref Viewers
          CachePolicyId: 4135ea2d-6df8-44a3-9df3-4b5a84be39ad
        ViewerCertificate: { CloudFrontDefaultCertificate: true }
`,
    },
    {
      name: 'plain HTTP is redirected',
      kind: 'near-miss',
      file: 'alb.tf',
      text: `
resource "aws_lb_listener" "web" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188"
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      port        = "443"
      protocol    = "HTTPS"
      status_code = "HTTP_301"
    }
  }
}
`,
    },
    {
      name: 'a distribution that redirects',
      kind: 'fixed',
      file: 'cdn.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Enabled: true
        Origins:
          - Id: api
            DomainName: api.example.com
            CustomOriginConfig: { OriginProtocolPolicy: https-only }
        DefaultCacheBehavior:
          TargetOriginId: api
          ViewerProtocolPolicy: redirect-to-https
          CachePolicyId: 4135ea2d-6df8-44a3-9df3-4b5a84be39ad
        ViewerCertificate: { CloudFrontDefaultCertificate: true }
`,
    },
    {
      name: 'clear text is denied in some deployments',
      file: 'if.yaml',
      kind: 'near-miss',
      text: `
Parameters:
  Stage: { Type: String }
Conditions:
  IsLive: !Equals [!Ref Stage, live]
Resources:
  Orders:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: orders
      PolicyDocument:
        Statement:
          - { Effect: Allow, Principal: { AWS: 'arn:aws:iam::111122223333:role/reader' }, Action: s3:GetObject, Resource: arn:aws:s3:::orders/* }
          - !If
            - IsLive
            - Effect: Deny
              Principal: '*'
              Action: s3:*
              Resource: [arn:aws:s3:::orders, arn:aws:s3:::orders/*]
              Condition: { Bool: { aws:SecureTransport: 'false' } }
            - !Ref AWS::NoValue
`,
    },
    {
      name: 'a flexible service of App Engine, whose front end does what its program says',
      kind: 'near-miss',
      file: 'app.yaml',
      text: `
runtime: custom
env: flex
service: shop
`,
    },
    {
      name: 'a database of Google Cloud that only its proxy reaches',
      kind: 'near-miss',
      file: 'database.tf',
      text: `
resource "google_sql_database_instance" "orders" {
  name             = "orders"
  database_version = "POSTGRES_17"

  settings {
    tier = "db-custom-2-4096"
    ip_configuration {
      ipv4_enabled = true
    }
  }
}
`,
    },
    {
      name: 'a proxy for clear text within a network of Google Cloud, and one that only redirects',
      kind: 'near-miss',
      file: 'main.tf',
      text: `
resource "google_compute_url_map" "shop" {
  name            = "shop"
  default_service = google_compute_backend_service.shop.id
}

resource "google_compute_region_target_http_proxy" "inside" {
  name    = "inside"
  url_map = google_compute_url_map.shop.id
}

resource "google_compute_forwarding_rule" "inside" {
  name                  = "inside"
  target                = google_compute_region_target_http_proxy.inside.id
  load_balancing_scheme = "INTERNAL_MANAGED"
}

resource "google_compute_url_map" "redirect" {
  name = "redirect"
  default_url_redirect {
    https_redirect = true
    strip_query    = false
  }
}

resource "google_compute_target_http_proxy" "shop" {
  name    = "shop"
  url_map = google_compute_url_map.redirect.id
}
`,
    },
    {
      name: 'storage accounts that say nothing to an API that takes HTTPS alone',
      kind: 'near-miss',
      file: 'main.bicep',
      text: `
resource account 'Microsoft.Storage/storageAccounts@2019-06-01' = {
  name: 'storders'
  location: resourceGroup().location
  kind: 'StorageV2'
  sku: {
    name: 'Standard_LRS'
  }
}
`,
    },
    {
      name: 'modules of the registry that redirect, or that nobody reaches from outside',
      kind: 'near-miss',
      file: 'main.tf',
      text: `
module "web" {
  source  = "terraform-aws-modules/alb/aws"
  version = "9.13.0"
  name    = "web"

  listeners = {
    plain = {
      port     = 80
      protocol = "HTTP"
      redirect = { port = "443", protocol = "HTTPS", status_code = "HTTP_301" }
    }
    tls = {
      port            = 443
      protocol        = "HTTPS"
      ssl_policy      = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
      certificate_arn = var.certificate
      forward         = { target_group_key = "pages" }
    }
  }
}

module "inside" {
  source   = "terraform-aws-modules/alb/aws"
  version  = "9.13.0"
  name     = "inside"
  internal = true

  listeners = {
    plain = {
      port     = 80
      protocol = "HTTP"
      forward  = { target_group_key = "jobs" }
    }
  }
}

variable "certificate" {
  type = string
}
`,
    },
  ],
} satisfies Cases;
