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
  ],
} satisfies Cases;
