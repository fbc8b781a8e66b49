/** The cases of injection/unverified-token. */
import type { Cases } from '../rule.ts';

const behindAuthorizer = `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth:
        DefaultAuthorizer: Issuer
        Authorizers:
          Issuer:
            IdentitySource: $request.header.Authorization
            JwtConfiguration:
              issuer: https://issuer.example.com
              audience: [orders]
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
      CodeUri: src/
      Events:
        Get:
          Type: HttpApi
          Properties:
            ApiId: !Ref Api
            Path: /orders
            Method: GET
`;

export default {
  vulnerable: [
    {
      name: 'the signature is left out by an option',
      file: 'auth.py',
      text: `import jwt


def claims(token):
    return «jwt.decode(token, options={"verify_signature": False})»
`,
      fixed: null,
    },
    {
      name: 'tokens without a signature are accepted',
      file: 'auth.js',
      text: `const jwt = require('jsonwebtoken');

exports.claims = (token, key) => «jwt.verify(token, key, { algorithms: ['RS256', 'none'] })»;
`,
      fixed: null,
    },
    {
      name: 'a token of the caller is decoded',
      file: 'auth.ts',
      text: `import jwt from 'jsonwebtoken';

export const handler = async (event: { headers: Record<string, string>; body: string }) => {
  const claims = «jwt.decode(event.headers.authorization.replace('Bearer ', ''))» as { sub: string; role: string };
  if (claims.role !== 'admin') return { statusCode: 403 };
  return { statusCode: 200 };
};
`,
      fixed: null,
    },
    {
      name: 'Go parses a token of the caller unverified',
      file: 'main.go',
      text: `package main

import (
	"context"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/golang-jwt/jwt/v5"
)

func handle(ctx context.Context, req events.APIGatewayV2HTTPRequest) (string, error) {
	raw := strings.TrimPrefix(req.Headers["authorization"], "Bearer ")
	token, _, err := «jwt.NewParser().ParseUnverified(raw, jwt.MapClaims{})»
	if err != nil {
		return "", err
	}
	return token.Claims.GetSubject()
}

func main() { lambda.Start(handle) }
`,
      fixed: null,
    },
    {
      name: 'Java decodes a token of the caller',
      file: 'Handler.java',
      text: `package app;

import com.amazonaws.services.lambda.runtime.*;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.auth0.jwt.JWT;
import com.auth0.jwt.interfaces.DecodedJWT;

public class Handler implements RequestHandler<APIGatewayV2HTTPEvent, String> {
    public String handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        String token = event.getHeaders().get("authorization").substring(7);
        DecodedJWT jwt = «JWT.decode(token)»;
        return Orders.of(jwt.getSubject());
    }
}
`,
      fixed: null,
    },
    {
      name: 'C# reads a token of the caller',
      file: 'Fn.cs',
      text: `using System.IdentityModel.Tokens.Jwt;
using System.Linq;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

public class Fn
{
    public string FunctionHandler(APIGatewayHttpApiV2ProxyRequest request, ILambdaContext context)
    {
        var handler = new JwtSecurityTokenHandler();
        var jwt = «handler.ReadJwtToken(request.Headers["authorization"].Substring(7))»;
        return jwt.Claims.First(c => c.Type == "role").Value;
    }
}
`,
      fixed: null,
    },
    {
      name: 'the authorizer of the gateway has verified the token before',
      severity: 'low',
      file: 'src/app.py',
      text: `import jwt


def handler(event, context):
    token = event["headers"]["authorization"].removeprefix("Bearer ")
    claims = «jwt.decode(token, options={"verify_signature": False})»
    return {"statusCode": 200, "body": claims["sub"]}
`,
      fixed: null,
      files: { 'template.yaml': behindAuthorizer },
    },
    {
      name: 'it is decoded, behind the same authorizer',
      severity: 'low',
      file: 'src/app.js',
      text: `const jwt = require('jsonwebtoken');

exports.handler = async (event) => {
  const claims = «jwt.decode(event.headers.authorization.replace('Bearer ', ''))»;
  return { statusCode: 200, body: claims.sub };
};
`,
      fixed: null,
      files: { 'template.yaml': behindAuthorizer.replace('python3.13', 'nodejs22.x') },
    },
    {
      name: 'validation that asks for no signature',
      file: 'Auth.cs',
      text: `using Microsoft.IdentityModel.Tokens;

public static class Auth
{
    public static TokenValidationParameters Parameters() => new()
    {
        ValidIssuer = "https://login.example.nl",
        RequireSignedTokens = «false»,
    };
}
`,
      fixed: null,
    },
  ],
  safe: [
    {
      name: 'the key is looked up in the token, which is verified then',
      kind: 'near-miss',
      file: 'auth.py',
      text: `import jwt


def claims(token):
    issuer = jwt.decode(token, options={"verify_signature": False})["iss"]
    return jwt.decode(token, keys[issuer], algorithms=["RS256"], audience="orders")
`,
    },
    {
      name: 'what is verified is handed in',
      kind: 'unknown',
      file: 'auth.py',
      text: `import jwt


def claims(token, options):
    return jwt.decode(token, KEY, algorithms=["RS256"], options=options)
`,
    },
    {
      name: 'the token is verified',
      kind: 'near-miss',
      file: 'auth.ts',
      text: `import jwt from 'jsonwebtoken';

export const handler = async (event: { headers: Record<string, string>; body: string }) => {
  const claims = jwt.verify(event.headers.authorization.replace('Bearer ', ''), process.env.PUBLIC_KEY!, { algorithms: ['RS256'] }) as { sub: string; role: string };
  if (claims.role !== 'admin') return { statusCode: 403 };
  return { statusCode: 200 };
};
`,
    },
    {
      name: 'Go verifies it',
      kind: 'near-miss',
      file: 'main.go',
      text: `package main

import (
	"context"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/golang-jwt/jwt/v5"
)

func handle(ctx context.Context, req events.APIGatewayV2HTTPRequest) (string, error) {
	raw := strings.TrimPrefix(req.Headers["authorization"], "Bearer ")
	token, err := jwt.Parse(raw, keyOf, jwt.WithValidMethods([]string{"RS256"}))
	if err != nil {
		return "", err
	}
	return token.Claims.GetSubject()
}

func main() { lambda.Start(handle) }
`,
    },
    {
      name: 'Java verifies it',
      kind: 'near-miss',
      file: 'Handler.java',
      text: `package app;

import com.amazonaws.services.lambda.runtime.*;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.auth0.jwt.JWT;
import com.auth0.jwt.interfaces.DecodedJWT;

public class Handler implements RequestHandler<APIGatewayV2HTTPEvent, String> {
    public String handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        String token = event.getHeaders().get("authorization").substring(7);
        DecodedJWT jwt = JWT.require(Keys.ALGORITHM).withIssuer("https://issuer.example.com").build().verify(token);
        return Orders.of(jwt.getSubject());
    }
}
`,
    },
    {
      name: 'C# validates it',
      kind: 'near-miss',
      file: 'Fn.cs',
      text: `using System.IdentityModel.Tokens.Jwt;
using System.Linq;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

public class Fn
{
    public string FunctionHandler(APIGatewayHttpApiV2ProxyRequest request, ILambdaContext context)
    {
        var handler = new JwtSecurityTokenHandler();
        var user = handler.ValidateToken(request.Headers["authorization"].Substring(7), Rules.Default, out _);
        return user.FindFirst("role").Value;
    }
}
`,
    },
    {
      name: 'the header of the token is read, to find the key that verifies it',
      kind: 'near-miss',
      file: 'auth.js',
      text: `const jwt = require('jsonwebtoken');
const { keyOf } = require('./keys');

exports.handler = async (event) => {
  const token = event.headers.authorization.slice(7);
  const { header } = jwt.decode(token, { complete: true });
  const claims = jwt.verify(token, await keyOf(header.kid), { algorithms: ['RS256'] });
  return { statusCode: 200, body: claims.sub };
};
`,
    },
    {
      name: 'a token of its own issuer is decoded, which no caller has sent',
      kind: 'near-miss',
      file: 'expiry.js',
      text: `const jwt = require('jsonwebtoken');
const { signIn } = require('./issuer');

exports.handler = async () => {
  const { access_token: token } = await signIn();
  return { expires: jwt.decode(token).exp };
};
`,
    },
    {
      name: 'validation with a key',
      kind: 'near-miss',
      file: 'Auth.cs',
      text: `using Microsoft.IdentityModel.Tokens;

public static class Auth
{
    public static TokenValidationParameters Parameters(SecurityKey key) => new()
    {
        ValidIssuer = "https://login.example.nl",
        ValidateIssuerSigningKey = true,
        IssuerSigningKey = key,
    };
}
`,
    },
  ],
} satisfies Cases;
