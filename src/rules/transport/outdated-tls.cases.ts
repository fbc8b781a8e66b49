/** Examples of transport/outdated-tls. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a script sets a version under a name that the API does not have',
      file: 'tls.sh',
      severity: 'medium',
      text: `aws apigateway update-rest-api --rest-api-id abc123 --patch-operations op="replace",path="«/minimumProtocolVersion»",value="TLS_1_2"
`,
      fixed: `aws apigateway update-rest-api --rest-api-id abc123 --patch-operations op="replace",path="/securityPolicy",value="TLS_1_2"
`,
    },
    {
      name: 'a custom domain that accepts TLS 1.0',
      file: 'domain.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Certificate: { Type: String }
Resources:
  Domain:
    Type: AWS::ApiGateway::DomainName
    Properties:
      DomainName: api.example.com
      RegionalCertificateArn: !Ref Certificate
      EndpointConfiguration:
        Types: [REGIONAL]
      SecurityPolicy: «TLS_1_0»
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Certificate: { Type: String }
Resources:
  Domain:
    Type: AWS::ApiGateway::DomainName
    Properties:
      DomainName: api.example.com
      RegionalCertificateArn: !Ref Certificate
      EndpointConfiguration:
        Types: [REGIONAL]
      SecurityPolicy: TLS_1_2
`,
      severity: 'high',
    },
    {
      name: 'an old policy of a listener',
      file: 'alb.tf',
      text: `
resource "aws_lb_listener" "web" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188"
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = «"ELBSecurityPolicy-2016-08"»
  certificate_arn   = "arn:aws:acm:eu-west-1:111122223333:certificate/0d7f3b6a-91c2-4e84-8b1a-000000000000"

  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/73e2d6bc24d8a067"
  }
}
`,
      fixed: `
resource "aws_lb_listener" "web" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188"
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = "arn:aws:acm:eu-west-1:111122223333:certificate/0d7f3b6a-91c2-4e84-8b1a-000000000000"

  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/73e2d6bc24d8a067"
  }
}
`,
    },
    {
      name: 'a listener without a policy gets an old one',
      file: 'alb.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Balancer: { Type: String }
  Targets: { Type: String }
  Certificate: { Type: String }
Resources:
  «Web»:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 443
      Protocol: HTTPS
      Certificates: [{ CertificateArn: !Ref Certificate }]
      DefaultActions:
        - Type: forward
          TargetGroupArn: !Ref Targets
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Balancer: { Type: String }
  Targets: { Type: String }
  Certificate: { Type: String }
Resources:
  Web:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 443
      Protocol: HTTPS
      Certificates: [{ CertificateArn: !Ref Certificate }]
      DefaultActions:
        - Type: forward
          TargetGroupArn: !Ref Targets
      SslPolicy: ELBSecurityPolicy-TLS13-1-2-2021-06
`,
      severity: 'medium',
    },
    {
      name: 'an agent of Node goes down to TLS 1.0',
      file: 'client.js',
      text: `const https = require('https');
const agent = new https.Agent({ minVersion: «'TLSv1'» });
`,
      fixed: `const https = require('https');
const agent = new https.Agent({ minVersion: 'TLSv1.2' });
`,
    },
    {
      name: 'a configuration of Go begins at TLS 1.1',
      file: 'client.go',
      text: `package client

import "crypto/tls"

var config = &tls.Config{MinVersion: «tls.VersionTLS11»}
`,
      fixed: `package client

import "crypto/tls"

var config = &tls.Config{MinVersion: tls.VersionTLS12}
`,
    },
    {
      name: 'a proxy of Google Cloud without a policy',
      file: 'main.tf',
      severity: 'low',
      text: `
«resource "google_compute_target_https_proxy" "shop"» {
  name             = "shop"
  url_map          = google_compute_url_map.shop.id
  ssl_certificates = [google_compute_managed_ssl_certificate.shop.id]
}
`,
      fixed: `
resource "google_compute_target_https_proxy" "shop" {
  name             = "shop"
  url_map          = google_compute_url_map.shop.id
  ssl_certificates = [google_compute_managed_ssl_certificate.shop.id]
  ssl_policy       = google_compute_ssl_policy.shop_tls.id
}

resource "google_compute_ssl_policy" "shop_tls" {
  name            = "shop-tls"
  profile         = "MODERN"
  min_tls_version = "TLS_1_2"
}
`,
    },
    {
      name: 'an app that azapi declares',
      file: 'main.tf',
      text: `
resource "azapi_resource" "orders" {
  type      = "Microsoft.Web/sites@2024-04-01"
  name      = "fn-orders"
  parent_id = azurerm_resource_group.orders.id
  location  = "westeurope"
  body = {
    kind = "functionapp,linux"
    properties = {
      httpsOnly = true
      siteConfig = {
        minTlsVersion = «"1.0"»
      }
    }
  }
}
`,
      fixed: `
resource "azapi_resource" "orders" {
  type      = "Microsoft.Web/sites@2024-04-01"
  name      = "fn-orders"
  parent_id = azurerm_resource_group.orders.id
  location  = "westeurope"
  body = {
    kind = "functionapp,linux"
    properties = {
      httpsOnly = true
      siteConfig = {
        minTlsVersion = "1.2"
      }
    }
  }
}
`,
    },
    {
      name: 'a client of Go',
      file: 'client.go',
      text: `package fn

import (
	"crypto/tls"
	"net/http"
)

func client() *http.Client {
	return &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{MinVersion: «tls.VersionTLS10»}}}
}
`,
      fixed: `package fn

import (
	"crypto/tls"
	"net/http"
)

func client() *http.Client {
	return &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12}}}
}
`,
    },
  ],
  safe: [
    {
      name: 'a variable decides over the policy',
      kind: 'unknown',
      file: 'domain.tf',
      text: `
variable "security_policy" {
  type = string
}

resource "aws_api_gateway_domain_name" "api" {
  domain_name              = "api.example.com"
  regional_certificate_arn = "arn:aws:acm:eu-west-1:111122223333:certificate/0d7f3b6a-91c2-4e84-8b1a-000000000000"
  security_policy          = var.security_policy
}
`,
    },
    {
      name: 'TLS 1.3 with its long name',
      kind: 'near-miss',
      file: 'alb.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Balancer: { Type: String }
  Targets: { Type: String }
  Certificate: { Type: String }
Resources:
  Web:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 443
      Protocol: HTTPS
      SslPolicy: ELBSecurityPolicy-TLS13-1-2-Res-2021-06
      Certificates: [{ CertificateArn: !Ref Certificate }]
      DefaultActions:
        - Type: forward
          TargetGroupArn: !Ref Targets
`,
    },
    {
      name: 'a program that begins at TLS 1.2',
      kind: 'near-miss',
      file: 'client.py',
      text: `import ssl

context = ssl.create_default_context()
context.minimum_version = ssl.TLSVersion.TLSv1_2
`,
    },
    {
      name: 'a proxy of Google Cloud with a policy that is handed in, and one within a network',
      kind: 'near-miss',
      file: 'main.tf',
      text: `
variable "policy" {
  type = string
}

resource "google_compute_target_https_proxy" "shop" {
  name       = "shop"
  ssl_policy = var.policy
}

resource "google_compute_region_target_https_proxy" "inside" {
  name = "inside"
}

resource "google_compute_forwarding_rule" "inside" {
  name                  = "inside"
  target                = google_compute_region_target_https_proxy.inside.id
  load_balancing_scheme = "INTERNAL_MANAGED"
}
`,
    },
    {
      name: 'an update of what azapi declares heals it',
      file: 'main.tf',
      text: `
resource "azapi_resource" "scans" {
  type      = "Microsoft.Storage/storageAccounts@2023-05-01"
  name      = "stscans"
  parent_id = azurerm_resource_group.scans.id
  body = jsonencode({
    properties = { minimumTlsVersion = "TLS1_0" }
  })
}

resource "azapi_update_resource" "scans" {
  type        = "Microsoft.Storage/storageAccounts@2023-05-01"
  resource_id = azapi_resource.scans.id
  body = jsonencode({
    properties = { minimumTlsVersion = "TLS1_2" }
  })
}
`,
      kind: 'near-miss',
    },
  ],
} satisfies Cases;
