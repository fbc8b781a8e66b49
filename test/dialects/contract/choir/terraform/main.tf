resource "aws_api_gateway_rest_api" "choir" {
  name = "choir"
}

resource "aws_api_gateway_method" "root" {
  rest_api_id    = aws_api_gateway_rest_api.choir.id
  resource_id    = aws_api_gateway_rest_api.choir.root_resource_id
  http_method    = "POST"
  authorization  = "CUSTOM"
  authorizer_id  = aws_api_gateway_authorizer.singers.id
  request_models = { "application/json" = "Song" }
}

resource "aws_api_gateway_authorizer" "singers" {
  name                             = "singers"
  rest_api_id                      = aws_api_gateway_rest_api.choir.id
  type                             = "REQUEST"
  identity_source                  = "method.request.header.X-Singer, context.identity.sourceIp"
  authorizer_result_ttl_in_seconds = 60
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = aws_api_gateway_rest_api.choir.id
  deployment_id = "d1"
  stage_name    = "live"
}

resource "aws_api_gateway_method_settings" "live" {
  rest_api_id = aws_api_gateway_rest_api.choir.id
  stage_name  = aws_api_gateway_stage.live.stage_name
  method_path = "*/*"

  settings {
    throttling_rate_limit  = 20
    throttling_burst_limit = 40
  }
}

resource "aws_wafv2_web_acl" "wall" {
  name  = "wall"
  scope = "REGIONAL"

  rule {
    name     = "rate"
    priority = 1

    statement {
      rate_based_statement {
        aggregate_key_type = "IP"
        limit              = 100
      }
    }
  }
}

resource "aws_wafv2_web_acl_association" "choir" {
  resource_arn = aws_api_gateway_stage.live.arn
  web_acl_arn  = aws_wafv2_web_acl.wall.arn
}

resource "aws_security_group" "readers" {
  name = "readers"
}

resource "aws_vpc_security_group_ingress_rule" "readers" {
  security_group_id = aws_security_group.readers.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "10.0.0.0/8"
}

resource "aws_lambda_function" "sing" {
  function_name = "sing"
  role          = "arn:aws:iam::111122223333:role/sing"

  vpc_config {
    security_group_ids = [aws_security_group.readers.id]
    subnet_ids         = ["subnet-0a1b2c3d"]
  }
}

resource "aws_lambda_function_url" "sing" {
  function_name      = aws_lambda_function.sing.function_name
  authorization_type = "AWS_IAM"

  cors {
    allow_credentials = true
    allow_origins     = ["https://choir.example.org"]
  }
}

resource "aws_cognito_identity_pool" "visitors" {
  identity_pool_name               = "visitors"
  allow_unauthenticated_identities = true
}

resource "aws_cognito_user_pool_client" "web" {
  name             = "web"
  user_pool_id     = "eu-west-1_a1b2c3d4e"
  write_attributes = ["email", "custom:voice"]
}
