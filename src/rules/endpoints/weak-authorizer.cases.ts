/** Examples of ways to sign in that let too many through. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'answers are kept by the address of the caller',
      file: 'template.yaml',
      severity: 'high',
      text: `
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: choir
  Singers:
    Type: AWS::ApiGateway::Authorizer
    Properties:
      Name: singers
      RestApiId: !Ref Api
      Type: REQUEST
      IdentitySource: «context.identity.sourceIp»
      AuthorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:check/invocations
`,
      fixed: `
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: choir
  Singers:
    Type: AWS::ApiGateway::Authorizer
    Properties:
      Name: singers
      RestApiId: !Ref Api
      Type: REQUEST
      IdentitySource: context.identity.sourceIp
      AuthorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:check/invocations
      AuthorizerResultTtlInSeconds: 0
`,
    },
    {
      name: 'answers of an HTTP API are kept by the host',
      file: 'main.tf',
      text: `
resource "aws_apigatewayv2_api" "choir" {
  name          = "choir"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "singers" {
  api_id                           = aws_apigatewayv2_api.choir.id
  name                             = "singers"
  authorizer_type                  = "REQUEST"
  authorizer_result_ttl_in_seconds = 600
  identity_sources                 = [«"$request.header.Host"», "$context.routeKey"]
}
`,
      fixed: `
resource "aws_apigatewayv2_api" "choir" {
  name          = "choir"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "singers" {
  api_id                           = aws_apigatewayv2_api.choir.id
  name                             = "singers"
  authorizer_type                  = "REQUEST"
  authorizer_result_ttl_in_seconds = 0
  identity_sources                 = ["$request.header.Host", "$context.routeKey"]
}
`,
    },
    {
      name: 'an authorizer of SAM that is asked once for each address',
      file: 'template.yaml',
      text: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Auth:
        DefaultAuthorizer: Singers
        Authorizers:
          Singers:
            FunctionPayloadType: REQUEST
            FunctionArn: arn:aws:lambda:eu-west-1:111122223333:function:check
            Identity:
              Context: [«identity.sourceIp»]
              ReauthorizeEvery: 60
`,
      fixed: `
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Auth:
        DefaultAuthorizer: Singers
        Authorizers:
          Singers:
            FunctionPayloadType: REQUEST
            FunctionArn: arn:aws:lambda:eu-west-1:111122223333:function:check
            Identity:
              Context: [identity.sourceIp]
              ReauthorizeEvery: 0
`,
    },
    {
      name: 'an authorizer of a service that keeps answers by path',
      file: 'serverless.yml',
      text: `
service: choir
provider:
  name: aws
  runtime: nodejs22.x
  httpApi:
    authorizers:
      singers:
        type: request
        functionName: check
        resultTtlInSeconds: 300
        identitySource: [«$request.path»]
functions:
  check:
    handler: check.handler
  sing:
    handler: sing.handler
    events:
      - httpApi: { method: GET, path: /songs, authorizer: { name: singers } }
`,
      fixed: `
service: choir
provider:
  name: aws
  runtime: nodejs22.x
  httpApi:
    authorizers:
      singers:
        type: request
        functionName: check
        resultTtlInSeconds: 0
        identitySource: [$request.path]
functions:
  check:
    handler: check.handler
  sing:
    handler: sing.handler
    events:
      - httpApi: { method: GET, path: /songs, authorizer: { name: singers } }
`,
    },
    {
      name: 'guests may do all there is to do with a store',
      file: 'template.yaml',
      text: `
Resources:
  Visitors:
    Type: AWS::Cognito::IdentityPool
    Properties:
      AllowUnauthenticatedIdentities: true
  VisitorRoles:
    Type: AWS::Cognito::IdentityPoolRoleAttachment
    Properties:
      IdentityPoolId: !Ref Visitors
      Roles: { unauthenticated: !GetAtt Guest.Arn }
  Guest:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [] }
      Policies:
        - PolicyName: songs
          PolicyDocument:
            Statement:
              - { Effect: Allow, Action: «dynamodb:*», Resource: arn:aws:dynamodb:eu-west-1:111122223333:table/songs }
`,
      fixed: `
Resources:
  Visitors:
    Type: AWS::Cognito::IdentityPool
    Properties:
      AllowUnauthenticatedIdentities: false
  VisitorRoles:
    Type: AWS::Cognito::IdentityPoolRoleAttachment
    Properties:
      IdentityPoolId: !Ref Visitors
      Roles: { unauthenticated: !GetAtt Guest.Arn }
  Guest:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [] }
      Policies:
        - PolicyName: songs
          PolicyDocument:
            Statement:
              - { Effect: Allow, Action: dynamodb:*, Resource: arn:aws:dynamodb:eu-west-1:111122223333:table/songs }
`,
    },
    {
      name: 'guests may delete what others have uploaded',
      file: 'identity.tf',
      text: `
resource "aws_cognito_identity_pool" "visitors" {
  identity_pool_name               = "visitors"
  allow_unauthenticated_identities = true
}

resource "aws_cognito_identity_pool_roles_attachment" "visitors" {
  identity_pool_id = aws_cognito_identity_pool.visitors.id
  roles            = { unauthenticated = aws_iam_role.guest.arn }
}

resource "aws_iam_role" "guest" {
  name = "guest"
}

resource "aws_iam_role_policy" "guest" {
  role = aws_iam_role.guest.id
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = ["s3:GetObject", «"s3:DeleteObject"»]
      Resource = "arn:aws:s3:::gallery/*"
    }]
  })
}
`,
      fixed: `
resource "aws_cognito_identity_pool" "visitors" {
  identity_pool_name               = "visitors"
  allow_unauthenticated_identities = false
}

resource "aws_cognito_identity_pool_roles_attachment" "visitors" {
  identity_pool_id = aws_cognito_identity_pool.visitors.id
  roles            = { unauthenticated = aws_iam_role.guest.arn }
}

resource "aws_iam_role" "guest" {
  name = "guest"
}

resource "aws_iam_role_policy" "guest" {
  role = aws_iam_role.guest.id
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = ["s3:GetObject", "s3:DeleteObject"]
      Resource = "arn:aws:s3:::gallery/*"
    }]
  })
}
`,
    },
    {
      name: 'everybody may give himself a role',
      file: 'main.tf',
      text: `
resource "aws_cognito_user_pool_client" "web" {
  name             = "web"
  user_pool_id     = "eu-west-1_a1b2c3d4e"
  write_attributes = ["email", «"custom:role"»]
}
`,
      fixed: null,
    },
    {
      name: 'guests hold a managed policy',
      file: 'template.yaml',
      text: `
Resources:
  Guests:
    Type: AWS::Cognito::IdentityPool
    Properties:
      AllowUnauthenticatedIdentities: true
  GuestRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { Federated: cognito-identity.amazonaws.com }
            Action: sts:AssumeRoleWithWebIdentity
            Condition: { StringEquals: { 'cognito-identity.amazonaws.com:aud': !Ref Guests } }
      ManagedPolicyArns:
        - «arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess»
  Roles:
    Type: AWS::Cognito::IdentityPoolRoleAttachment
    Properties:
      IdentityPoolId: !Ref Guests
      Roles: { unauthenticated: !GetAtt GuestRole.Arn }
`,
      fixed: `
Resources:
  Guests:
    Type: AWS::Cognito::IdentityPool
    Properties:
      AllowUnauthenticatedIdentities: false
  GuestRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { Federated: cognito-identity.amazonaws.com }
            Action: sts:AssumeRoleWithWebIdentity
            Condition: { StringEquals: { 'cognito-identity.amazonaws.com:aud': !Ref Guests } }
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess
  Roles:
    Type: AWS::Cognito::IdentityPoolRoleAttachment
    Properties:
      IdentityPoolId: !Ref Guests
      Roles: { unauthenticated: !GetAtt GuestRole.Arn }
`,
    },
    {
      name: 'tokens in addresses, and passwords of six characters',
      file: 'pool.yaml',
      text: `
Resources:
  Staff:
    Type: AWS::Cognito::UserPool
    Properties:
      UserPoolName: staff
      MfaConfiguration: «'OFF'»
      Policies: { PasswordPolicy: { MinimumLength: «6» } }
  Admin:
    Type: AWS::Cognito::UserPoolClient
    Properties:
      UserPoolId: !Ref Staff
      AllowedOAuthFlowsUserPoolClient: true
      AllowedOAuthFlows: [code, «implicit»]
      AllowedOAuthScopes: [openid]
      CallbackURLs: [https://admin.acme.com/signed-in]
`,
      fixed: `
Resources:
  Staff:
    Type: AWS::Cognito::UserPool
    Properties:
      UserPoolName: staff
      MfaConfiguration: 'OPTIONAL'
      Policies: { PasswordPolicy: { MinimumLength: 12 } }
      EnabledMfas:
        - SOFTWARE_TOKEN_MFA
  Admin:
    Type: AWS::Cognito::UserPoolClient
    Properties:
      UserPoolId: !Ref Staff
      AllowedOAuthFlowsUserPoolClient: true
      AllowedOAuthFlows: [code]
      AllowedOAuthScopes: [openid]
      CallbackURLs: [https://admin.acme.com/signed-in]
`,
    },
    {
      name: 'a client that gets its tokens by the implicit flow alone',
      file: 'main.tf',
      text: `
resource "aws_cognito_user_pool" "staff" {
  name = "staff"

  password_policy {
    minimum_length = «6»
  }
}

resource "aws_cognito_user_pool_client" "web" {
  name                                 = "web"
  user_pool_id                         = aws_cognito_user_pool.staff.id
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = [«"implicit"»]
  allowed_oauth_scopes                 = ["openid"]
  callback_urls                        = ["https://admin.acme.com/signed-in"]
}
`,
      fixed: `
resource "aws_cognito_user_pool" "staff" {
  name = "staff"

  password_policy {
    minimum_length = 12
  }
}

resource "aws_cognito_user_pool_client" "web" {
  name                                 = "web"
  user_pool_id                         = aws_cognito_user_pool.staff.id
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_scopes                 = ["openid"]
  callback_urls                        = ["https://admin.acme.com/signed-in"]
}
`,
      severity: 'medium',
    },
  ],
  safe: [
    {
      name: 'every guest writes to a folder of his own, and calls a function',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
Resources:
  Visitors:
    Type: AWS::Cognito::IdentityPool
    Properties:
      AllowUnauthenticatedIdentities: true
  VisitorRoles:
    Type: AWS::Cognito::IdentityPoolRoleAttachment
    Properties:
      IdentityPoolId: !Ref Visitors
      Roles: { unauthenticated: !GetAtt Guest.Arn }
  Guest:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [] }
      Policies:
        - PolicyName: own
          PolicyDocument:
            Statement:
              - { Effect: Allow, Action: s3:PutObject, Resource: 'arn:aws:s3:::gallery/\${cognito-identity.amazonaws.com:sub}/*' }
              - { Effect: Allow, Action: lambda:InvokeFunction, Resource: arn:aws:lambda:eu-west-1:111122223333:function:search }
`,
    },
    {
      name: 'the token tells callers apart, and the address beside it does no harm',
      kind: 'near-miss',
      file: 'main.tf',
      text: `
resource "aws_api_gateway_rest_api" "choir" {
  name = "choir"
}

resource "aws_api_gateway_authorizer" "singers" {
  name            = "singers"
  rest_api_id     = aws_api_gateway_rest_api.choir.id
  type            = "REQUEST"
  identity_source = "method.request.header.Authorization,context.identity.sourceIp"
}
`,
    },
    {
      name: 'guests may do one thing, and people may write their names',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
Resources:
  Web:
    Type: AWS::Cognito::UserPoolClient
    Properties:
      UserPoolId: eu-west-1_a1b2c3d4e
      WriteAttributes: [email, name, 'custom:voice']
  Visitors:
    Type: AWS::Cognito::IdentityPool
    Properties:
      AllowUnauthenticatedIdentities: true
  VisitorRoles:
    Type: AWS::Cognito::IdentityPoolRoleAttachment
    Properties:
      IdentityPoolId: !Ref Visitors
      Roles: { unauthenticated: !GetAtt Guest.Arn }
  Guest:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [] }
      Policies:
        - PolicyName: songs
          PolicyDocument:
            Statement:
              - { Effect: Allow, Action: dynamodb:GetItem, Resource: arn:aws:dynamodb:eu-west-1:111122223333:table/songs }
`,
    },
    {
      name: 'what tells callers apart is handed in',
      kind: 'unknown',
      file: 'template.yaml',
      text: `
Parameters:
  Source:
    Type: String
Resources:
  Singers:
    Type: AWS::ApiGateway::Authorizer
    Properties:
      Name: singers
      RestApiId: a1b2c3
      Type: REQUEST
      IdentitySource: !Ref Source
`,
    },
    {
      name: 'flows that are not let in, and what nobody wrote down',
      kind: 'near-miss',
      file: 'main.tf',
      text: `
resource "aws_cognito_user_pool" "staff" {
  name              = "staff"
  mfa_configuration = "OPTIONAL"

  password_policy {
    minimum_length = var.length
  }

  software_token_mfa_configuration {
    enabled = true
  }
}

resource "aws_cognito_user_pool_client" "web" {
  name                                 = "web"
  user_pool_id                         = aws_cognito_user_pool.staff.id
  allowed_oauth_flows                  = ["implicit"]
  allowed_oauth_flows_user_pool_client = false
}

resource "aws_cognito_user_pool" "guests" {
  name = "guests"
}

variable "length" {
  type = number
}
`,
    },
  ],
} satisfies Cases;
