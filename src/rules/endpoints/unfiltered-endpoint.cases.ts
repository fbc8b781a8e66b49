/** Examples of entrances without a web firewall. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a REST API of a service',
      file: 'template.yaml',
      severity: 'note',
      text: `
Resources:
  «Api»:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: orchard
`,
      fixed: null,
    },
    {
      name: 'an API that answers beside the distribution that is guarded',
      file: 'main.tf',
      severity: 'medium',
      text: `
«resource "aws_api_gateway_rest_api" "orchard"» {
  name = "orchard"
}

resource "aws_wafv2_web_acl" "wall" {
  name  = "wall"
  scope = "CLOUDFRONT"
}

resource "aws_cloudfront_distribution" "orchard" {
  enabled    = true
  web_acl_id = aws_wafv2_web_acl.wall.arn

  origin {
    origin_id   = "api"
    domain_name = "\${aws_api_gateway_rest_api.orchard.id}.execute-api.eu-west-1.amazonaws.com"
  }

  default_cache_behavior {
    target_origin_id       = "api"
    viewer_protocol_policy = "https-only"
  }
}
`,
      fixed: null,
    },
  ],
  safe: [
    {
      name: 'HTTP APIs cannot have one',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: orchard
      ProtocolType: HTTP
`,
    },
    {
      name: 'an API that knows its distribution by a header',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
Parameters:
  Proof:
    Type: String
    NoEcho: true
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: orchard
      ProtocolType: HTTP
  Front:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Enabled: true
        WebACLId: arn:aws:wafv2:us-east-1:111122223333:global/webacl/wall/a1
        DefaultCacheBehavior: { TargetOriginId: api, ViewerProtocolPolicy: https-only }
        Origins:
          - Id: api
            DomainName: !Sub \${Api}.execute-api.\${AWS::Region}.amazonaws.com
            OriginCustomHeaders: [{ HeaderName: x-proof, HeaderValue: !Ref Proof }]
`,
    },
    {
      name: 'what the firewall guards is handed in',
      kind: 'unknown',
      file: 'main.tf',
      text: `
variable "guarded" {
  type = string
}

resource "aws_api_gateway_rest_api" "orchard" {
  name = "orchard"
}

resource "aws_wafv2_web_acl_association" "wall" {
  resource_arn = var.guarded
  web_acl_arn  = "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/wall/a1"
}
`,
    },
  ],
} satisfies Cases;
