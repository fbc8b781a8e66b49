/** The cases of logging/sensitive-data-logged. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'the whole request of a login',
      file: 'login.py',
      text: `import json
import logging

logger = logging.getLogger()


def handler(event, context):
    «logger.info("received event: %s", json.dumps(event))»
    credentials = json.loads(event["body"])
    return sign_in(credentials["user"], credentials["password"])
`,
      fixed: `import json
import logging

logger = logging.getLogger()


def handler(event, context):
    logger.info("received event: %s", context.aws_request_id)
    credentials = json.loads(event["body"])
    return sign_in(credentials["user"], credentials["password"])
`,
    },
    {
      name: 'the whole notice of a queue',
      file: 'index.mjs',
      severity: 'medium',
      text: `export const handler = async (event) => {
  «console.log('EVENT', JSON.stringify(event, null, 2))»;
  return event.Records.length;
};
`,
      fixed: `export const handler = async (event) => {
  console.log('EVENT', JSON.stringify(Object.keys(event), null, 2));
  return event.Records.length;
};
`,
    },
    {
      name: 'the headers of a request',
      file: 'index.js',
      text: `exports.handler = async (event) => {
  «console.log(event.headers)»;
  return { statusCode: 204 };
};
`,
      fixed: `exports.handler = async (event) => {
  console.log(Object.keys(event.headers ?? {}));
  return { statusCode: 204 };
};
`,
    },
    {
      name: 'the whole environment',
      file: 'handler.py',
      text: `import os


def handler(event, context):
    «print(os.environ)»
    return {"statusCode": 200}
`,
      fixed: `import os


def handler(event, context):
    print(list(os.environ))
    return {"statusCode": 200}
`,
    },
    {
      name: 'the whole environment and the whole event, made into text by a function of their own and by a library',
      file: 'handler.py',
      text: `import os

import jsonpickle

from shop.texts import to_json


def handler(event, context):
    «print("environment " + jsonpickle.encode(dict(**os.environ)))»
    «print("request " + to_json(event))»
    return {"statusCode": 200, "headers": {"x-shop": event["headers"]["host"]}}
`,
      fixed: `import os

import jsonpickle

from shop.texts import to_json


def handler(event, context):
    print("environment " + str(list(os.environ)))
    print("request " + context.aws_request_id)
    return {"statusCode": 200, "headers": {"x-shop": event["headers"]["host"]}}
`,
    },
    {
      name: 'a token beside harmless fields',
      file: 'src/service.ts',
      text: `import { Logger } from '@aws-lambda-powertools/logger';

const logger = new Logger();

export async function pay(order: string, gateway: Gateway) {
  const token = await gateway.tokenise(order);
  «logger.info('paying', { order, token })»;
}
`,
      fixed: `import { Logger } from '@aws-lambda-powertools/logger';

const logger = new Logger();

export async function pay(order: string, gateway: Gateway) {
  const token = await gateway.tokenise(order);
  logger.info('paying', { order, token: '***' });
}
`,
    },
    {
      name: 'a password that a function of Go prints',
      file: 'main.go',
      text: `package main

import "log"

type login struct{ User, Password string }

func check(l login) {
	«log.Printf("login of %s with %s", l.User, l.Password)»
}
`,
      fixed: `package main

import "log"

type login struct{ User, Password string }

func check(l login) {
	log.Printf("login of %s with %s", l.User, "***")
}
`,
    },
    {
      name: 'a request that is serialised into a text',
      file: 'Function.cs',
      text: `public class Function
{
    public string FunctionHandler(APIGatewayProxyRequest request, ILambdaContext context)
    {
        «context.Logger.LogInformation($"Request: {JsonSerializer.Serialize(request)}")»;
        return request.Path;
    }
}
`,
      fixed: `public class Function
{
    public string FunctionHandler(APIGatewayProxyRequest request, ILambdaContext context)
    {
        context.Logger.LogInformation($"Request: {context.AwsRequestId}");
        return request.Path;
    }
}
`,
    },
    {
      name: 'the whole notice of a stream, by a function that answers with a body of its own',
      file: 'index.js',
      severity: 'medium',
      text: `exports.handler = async (event) => {
  «console.log('records', JSON.stringify(event))»;
  for (const record of event.Records) keep(record.kinesis.data, { headers: {}, token: process.env.TOKEN });
  return { statusCode: 200, body: 'done' };
};
`,
      fixed: `
exports.handler = async (event) => {
  console.log('records', JSON.stringify(Object.keys(event)));
  for (const record of event.Records) keep(record.kinesis.data, { headers: {}, token: process.env.TOKEN });
  return { statusCode: 200, body: 'done' };
};
`,
    },
    {
      name: 'the whole request whose headers are read',
      file: 'authorizer.py',
      severity: 'high',
      text: `def handler(event, context):
    «print(event)»
    if "headers" not in event:
        return {"isAuthorized": False}
    return {"isAuthorized": verify(event["headers"].get("x-token"))}
`,
      fixed: `
def handler(event, context):
    print(context.aws_request_id)
    if "headers" not in event:
        return {"isAuthorized": False}
    return {"isAuthorized": verify(event["headers"].get("x-token"))}
`,
    },
    {
      name: 'the whole order with what it is paid with',
      file: 'billing.py',
      severity: 'high',
      text: `def handler(event, context):
    «print(event)»
    return charge(event["orderId"], event["billing"])
`,
      fixed: `def handler(event, context):
    print(context.aws_request_id)
    return charge(event["orderId"], event["billing"])
`,
    },
    {
      name: 'the body that a caller has sent',
      file: 'index.js',
      text: `exports.handler = async (event) => {
  const body = JSON.parse(event.body);
  «console.log('signup', body)»;
  return { statusCode: 200 };
};
`,
      fixed: `exports.handler = async (event) => {
  const body = JSON.parse(event.body);
  console.log('signup', Object.keys(body));
  return { statusCode: 200 };
};
`,
    },
    {
      name: 'the body as it came',
      file: 'index.js',
      text: `exports.handler = async (event) => {
  «console.log(\`body: \${event.body}\`)»;
  return { statusCode: 200 };
};
`,
      fixed: `exports.handler = async (event) => {
  console.log(\`body: \${event.body?.length}\`);
  return { statusCode: 200 };
};
`,
    },
    {
      name: 'the body of a function of Google Cloud',
      file: 'main.py',
      text: `import json
import functions_framework

@functions_framework.http
def pay(request):
    data = json.loads(request.data)
    «print("payload", data)»
    return "ok"
`,
      fixed: `import json
import functions_framework

@functions_framework.http
def pay(request):
    data = json.loads(request.data)
    print("payload", list(data))
    return "ok"
`,
    },
    {
      name: 'the body, in Java',
      file: 'Handler.java',
      text: `package app;

import com.amazonaws.services.lambda.runtime.*;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import org.slf4j.*;

public class Handler implements RequestHandler<APIGatewayProxyRequestEvent, String> {
    private static final Logger LOG = LoggerFactory.getLogger(Handler.class);

    public String handleRequest(APIGatewayProxyRequestEvent input, Context context) {
        «LOG.info("body {}", input.getBody())»;
        return "ok";
    }
}
`,
      fixed: `package app;

import com.amazonaws.services.lambda.runtime.*;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import org.slf4j.*;

public class Handler implements RequestHandler<APIGatewayProxyRequestEvent, String> {
    private static final Logger LOG = LoggerFactory.getLogger(Handler.class);

    public String handleRequest(APIGatewayProxyRequestEvent input, Context context) {
        LOG.info("body {}", context.getAwsRequestId());
        return "ok";
    }
}
`,
    },
    {
      name: 'a body that is hung on the line of the log',
      file: 'main.go',
      text: `package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	log "github.com/sirupsen/logrus"
)

func handle(ctx context.Context, req events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
	«log.WithField("body", req.Body).Info("received")»
	return events.APIGatewayProxyResponse{StatusCode: 200}, nil
}

func main() { lambda.Start(handle) }
`,
      fixed: `package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	log "github.com/sirupsen/logrus"
)

func handle(ctx context.Context, req events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
	log.WithField("body", req.RequestContext.RequestID).Info("received")
	return events.APIGatewayProxyResponse{StatusCode: 200}, nil
}

func main() { lambda.Start(handle) }
`,
    },
    {
      name: 'a logger that writes every event by itself',
      file: 'handler.py',
      text: `from aws_lambda_powertools import Logger

logger = Logger()

@logger.inject_lambda_context(log_event=«True»)
def handler(event, context):
    return {"statusCode": 200, "body": event["body"]}
`,
      fixed: `from aws_lambda_powertools import Logger

logger = Logger()

@logger.inject_lambda_context(log_event=False)
def handler(event, context):
    return {"statusCode": 200, "body": event["body"]}
`,
    },
    {
      name: 'a middleware that writes every event',
      file: 'handler.ts',
      text: `import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';

const logger = new Logger();
const lambdaHandler = async (event: { body: string }) => ({ statusCode: 200, body: event.body });
export const handler = middy(lambdaHandler).use(injectLambdaContext(logger, { logEvent: «true» }));
`,
      fixed: `import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';

const logger = new Logger();
const lambdaHandler = async (event: { body: string }) => ({ statusCode: 200, body: event.body });
export const handler = middy(lambdaHandler).use(injectLambdaContext(logger, { logEvent: false }));
`,
    },
    {
      name: 'a password beside harmless fields',
      file: 'handler.js',
      text: `const pino = require('pino')();

exports.handler = async (event) => {
  const { email, password } = JSON.parse(event.body);
  «pino.info({ email, password }, 'login')»;
  return { statusCode: 200 };
};
`,
      fixed: `const pino = require('pino')();

exports.handler = async (event) => {
  const { email, password } = JSON.parse(event.body);
  pino.info({ email, password: '***' }, 'login');
  return { statusCode: 200 };
};
`,
    },
    {
      name: 'a body that is taken out of the event first',
      file: 'index.mjs',
      severity: 'medium',
      text: `export const handler = async (event) => {
  const { body, headers } = event;
  «console.log(body)»;
  return { statusCode: headers['content-type'] ? 200 : 415 };
};
`,
      fixed: `export const handler = async (event) => {
  const { body, headers } = event;
  console.log(body?.length);
  return { statusCode: headers['content-type'] ? 200 : 415 };
};
`,
    },
    {
      name: 'header after header',
      file: 'index.js',
      text: `exports.handler = async (event) => {
  for (const name in event.headers) {
    «console.log(name, event.headers[name])»;
  }
  return { statusCode: 200 };
};
`,
      fixed: `exports.handler = async (event) => {
  for (const name in event.headers) {
    console.log(name, '***');
  }
  return { statusCode: 200 };
};
`,
    },
    {
      name: 'a logger that zap made',
      file: 'function.go',
      text: `package fn

import (
	"net/http"

	"go.uber.org/zap"
)

var log, _ = zap.NewProduction()

func Hook(w http.ResponseWriter, r *http.Request) {
	«log.Info("hook", zap.String("auth", r.Header.Get("Authorization")))»
	w.WriteHeader(http.StatusNoContent)
}
`,
      fixed: `package fn

import (
	"net/http"

	"go.uber.org/zap"
)

var log, _ = zap.NewProduction()

func Hook(w http.ResponseWriter, r *http.Request) {
	log.Info("hook", zap.String("auth", "***"))
	w.WriteHeader(http.StatusNoContent)
}
`,
    },
    {
      name: 'an event of Firebase, which is no request',
      file: 'functions/index.js',
      severity: 'medium',
      text: `const { onDocumentCreated } = require('firebase-functions/v2/firestore');
const logger = require('firebase-functions/logger');

exports.created = onDocumentCreated('orders/{id}', (event) => {
  «logger.info('created', event)»;
});
`,
      fixed: `const { onDocumentCreated } = require('firebase-functions/v2/firestore');
const logger = require('firebase-functions/logger');

exports.created = onDocumentCreated('orders/{id}', (event) => {
  logger.info('created', Object.keys(event));
});
`,
    },
  ],
  safe: [
    {
      name: 'single fields that say nothing',
      kind: 'fixed',
      file: 'login.py',
      text: `import logging

logger = logging.getLogger()


def handler(event, context):
    logger.info("request %s %s", event["requestContext"]["requestId"], event["rawPath"])
    return {"statusCode": 200}
`,
    },
    {
      name: 'a masked token, and how long it is',
      kind: 'near-miss',
      file: 'index.js',
      text: `const { mask } = require('./mask');

exports.handler = async (event) => {
  const token = event.headers.authorization;
  console.log('token', mask(token), token.length, Boolean(token), token.slice(-4));
  console.log('token has expired', { hasToken: !!token, token: '***' });
  return { statusCode: 204 };
};
`,
    },
    {
      name: 'nobody knows what a helper makes of the event',
      kind: 'unknown',
      file: 'index.js',
      text: `const { summary } = require('./summary');

exports.handler = async (event) => {
  console.log(summary(event));
  return { statusCode: 204 };
};
`,
    },
    {
      name: 'the token with which a state machine goes on',
      kind: 'near-miss',
      file: 'resume.py',
      text: `import boto3

machines = boto3.client("stepfunctions")


def handler(event, context):
    token = event["token"]
    print(f"resuming {token}")
    machines.send_task_success(taskToken=token, output="{}")
`,
    },
    {
      name: 'a page writes to the log of the browser that shows it',
      kind: 'near-miss',
      file: 'web/src/store/actions.js',
      text: `import { pay } from './payment';

export async function book({ commit }, { card, flight }) {
  const chargeToken = await pay({ card, flight });
  console.info(\`booking \${flight} with \${chargeToken}\`);
}
`,
      files: { 'web/package.json': '{ "name": "web", "dependencies": { "vue": "3.5.13", "axios": "1.7.9" } }\n' },
    },
    {
      name: 'one field of the body',
      kind: 'near-miss',
      file: 'index.js',
      text: `exports.handler = async (event) => {
  const body = JSON.parse(event.body);
  console.log('signup', body.plan);
  return { statusCode: 200 };
};
`,
    },
    {
      name: 'how long the body is',
      kind: 'near-miss',
      file: 'index.js',
      text: `exports.handler = async (event) => {
  console.log(\`size: \${event.body.length}\`);
  return { statusCode: 200 };
};
`,
    },
    {
      name: 'one field of what was sent',
      kind: 'near-miss',
      file: 'main.py',
      text: `import json
import functions_framework

@functions_framework.http
def pay(request):
    data = json.loads(request.data)
    print("payload", data["order_id"])
    return "ok"
`,
    },
    {
      name: 'the path, in Java',
      kind: 'near-miss',
      file: 'Handler.java',
      text: `package app;

import com.amazonaws.services.lambda.runtime.*;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import org.slf4j.*;

public class Handler implements RequestHandler<APIGatewayProxyRequestEvent, String> {
    private static final Logger LOG = LoggerFactory.getLogger(Handler.class);

    public String handleRequest(APIGatewayProxyRequestEvent input, Context context) {
        LOG.info("path {}", input.getPath());
        return "ok";
    }
}
`,
    },
    {
      name: 'the size of a body',
      kind: 'near-miss',
      file: 'main.go',
      text: `package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	log "github.com/sirupsen/logrus"
)

func handle(ctx context.Context, req events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
	log.WithField("size", len(req.Body)).Info("received")
	return events.APIGatewayProxyResponse{StatusCode: 200}, nil
}

func main() { lambda.Start(handle) }
`,
    },
    {
      name: 'a logger that only adds to what it is given',
      kind: 'near-miss',
      file: 'handler.py',
      text: `from aws_lambda_powertools import Logger

logger = Logger()

@logger.inject_lambda_context
def handler(event, context):
    return {"statusCode": 200, "body": event["body"]}
`,
    },
    {
      name: 'a middleware that is told not to',
      kind: 'near-miss',
      file: 'handler.ts',
      text: `import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';

const logger = new Logger();
const lambdaHandler = async (event: { body: string }) => ({ statusCode: 200, body: event.body });
export const handler = middy(lambdaHandler).use(injectLambdaContext(logger, { logEvent: false }));
`,
    },
    {
      name: 'a logger that takes the password out',
      kind: 'near-miss',
      file: 'handler.js',
      text: `const pino = require('pino')({ redact: ['password'] });

exports.handler = async (event) => {
  const { email, password } = JSON.parse(event.body);
  pino.info({ email, password }, 'login');
  return { statusCode: 200 };
};
`,
    },
    {
      name: 'the names of headers',
      kind: 'near-miss',
      file: 'index.js',
      text: `exports.handler = async (event) => {
  for (const [name, value] of Object.entries(event.headers)) {
    console.log(name, value.length);
  }
  return { statusCode: 200 };
};
`,
    },
    {
      name: 'the size of a body that is taken out of the event',
      kind: 'near-miss',
      file: 'index.mjs',
      text: `export const handler = async (event) => {
  const { body } = event;
  console.log(body.length);
  return { statusCode: 200 };
};
`,
    },
  ],
} satisfies Cases;
