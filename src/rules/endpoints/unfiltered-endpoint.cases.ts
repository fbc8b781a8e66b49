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
    {
      name: 'a load balancer of Google Cloud in front of a service',
      file: 'main.tf',
      severity: 'note',
      text: `
resource "google_cloud_run_v2_service" "pears" {
  name    = "pears"
  ingress = "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"
}

resource "google_compute_region_network_endpoint_group" "pears" {
  name   = "pears"
  region = "europe-west1"
  cloud_run {
    service = google_cloud_run_v2_service.pears.name
  }
}

«resource "google_compute_backend_service" "pears"» {
  name                  = "pears"
  load_balancing_scheme = "EXTERNAL_MANAGED"
  backend {
    group = google_compute_region_network_endpoint_group.pears.id
  }
}
`,
      fixed: null,
    },
    {
      name: 'a function whose own address leads past the policy of its load balancer',
      file: 'main.tf',
      severity: 'medium',
      text: `
resource "google_cloudfunctions2_function" "pears" {
  name     = "pears"
  location = "europe-west1"
  service_config {
    ingress_settings = «"ALLOW_ALL"»
  }
}

resource "google_cloud_run_service_iam_member" "everybody" {
  service = google_cloudfunctions2_function.pears.name
  role    = "roles/run.invoker"
  member  = "allUsers"
}

resource "google_compute_region_network_endpoint_group" "pears" {
  name                  = "pears"
  network_endpoint_type = "SERVERLESS"
  cloud_function {
    function = google_cloudfunctions2_function.pears.name
  }
}

resource "google_compute_backend_service" "pears" {
  name            = "pears"
  security_policy = google_compute_security_policy.wall.id
  backend {
    group = google_compute_region_network_endpoint_group.pears.id
  }
}

resource "google_compute_security_policy" "wall" {
  name = "wall"
}
`,
      fixed: `
resource "google_cloudfunctions2_function" "pears" {
  name     = "pears"
  location = "europe-west1"
  service_config {
    ingress_settings = "ALLOW_INTERNAL_AND_GCLB"
  }
}

resource "google_cloud_run_service_iam_member" "everybody" {
  service = google_cloudfunctions2_function.pears.name
  role    = "roles/run.invoker"
  member  = "allUsers"
}

resource "google_compute_region_network_endpoint_group" "pears" {
  name                  = "pears"
  network_endpoint_type = "SERVERLESS"
  cloud_function {
    function = google_cloudfunctions2_function.pears.name
  }
}

resource "google_compute_backend_service" "pears" {
  name            = "pears"
  security_policy = google_compute_security_policy.wall.id
  backend {
    group = google_compute_region_network_endpoint_group.pears.id
  }
}

resource "google_compute_security_policy" "wall" {
  name = "wall"
}
`,
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
    {
      name: 'a load balancer of Google Cloud with a policy, and one whose proxy asks who calls',
      kind: 'fixed',
      file: 'main.tf',
      text: `
resource "google_cloud_run_v2_service" "pears" {
  name                 = "pears"
  default_uri_disabled = true
}

resource "google_cloud_run_v2_service_iam_member" "everybody" {
  name   = google_cloud_run_v2_service.pears.name
  role   = "roles/run.invoker"
  member = "allUsers"
}

resource "google_compute_region_network_endpoint_group" "pears" {
  name = "pears"
  cloud_run {
    service = google_cloud_run_v2_service.pears.name
  }
}

resource "google_compute_backend_service" "pears" {
  name            = "pears"
  security_policy = google_compute_security_policy.wall.self_link
  backend {
    group = google_compute_region_network_endpoint_group.pears.id
  }
}

resource "google_compute_backend_service" "staff" {
  name = "staff"
  backend {
    group = google_compute_region_network_endpoint_group.pears.id
  }
  iap {
    enabled = true
  }
}

resource "google_compute_security_policy" "wall" {
  name = "wall"
}
`,
    },
    {
      name: 'a load balancer within a network, and one in front of machines',
      kind: 'near-miss',
      file: 'main.tf',
      text: `
resource "google_compute_region_network_endpoint_group" "pears" {
  name = "pears"
  cloud_run {
    service = "pears"
  }
}

resource "google_compute_region_backend_service" "pears" {
  name                  = "pears"
  load_balancing_scheme = "INTERNAL_MANAGED"
  backend {
    group = google_compute_region_network_endpoint_group.pears.id
  }
}

resource "google_compute_backend_service" "machines" {
  name = "machines"
  backend {
    group = google_compute_instance_group.machines.id
  }
}

resource "google_compute_instance_group" "machines" {
  name = "machines"
}
`,
    },
    {
      name: 'whoever deploys hands in the policy',
      kind: 'unknown',
      file: 'main.tf',
      text: `
variable "policy" {
  type = string
}

resource "google_compute_region_network_endpoint_group" "pears" {
  name = "pears"
  cloud_run {
    service = "pears"
  }
}

resource "google_compute_backend_service" "pears" {
  name            = "pears"
  security_policy = var.policy
  backend {
    group = google_compute_region_network_endpoint_group.pears.id
  }
}
`,
    },
  ],
} satisfies Cases;
