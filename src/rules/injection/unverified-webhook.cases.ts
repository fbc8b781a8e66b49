/** The cases of injection/unverified-webhook. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'payments of Stripe are believed',
      file: 'handler.py',
      text: `import json


def «handler»(event, context):
    notice = json.loads(event["body"])
    if notice["type"] == "checkout.session.completed":
        ship(notice["data"]["object"]["id"])
    return {"statusCode": 200}
`,
      fixed: `import os
import stripe
import json


def handler(event, context):
    notice = stripe.Webhook.construct_event(event["body"], event["headers"].get("Stripe-Signature") or event["headers"].get("stripe-signature"), os.environ["STRIPE_WEBHOOK_SECRET"])
    if notice["type"] == "checkout.session.completed":
        ship(notice["data"]["object"]["id"])
    return {"statusCode": 200}
`,
    },
    {
      name: 'payments are believed by a function that has a client of Stripe',
      file: 'index.js',
      text: `const stripe = require('stripe')(process.env.STRIPE_KEY);

«exports.handler» = async (event) => {
  const notice = JSON.parse(event.body);
  switch (notice.type) {
    case 'payment_intent.succeeded':
      await stripe.paymentIntents.retrieve(notice.data.object.id);
  }
  return { statusCode: 200 };
};
`,
      fixed: `const stripe = require('stripe')(process.env.STRIPE_KEY);

exports.handler = async (event) => {
  const notice = stripe.webhooks.constructEvent(event.body, event.headers['Stripe-Signature'] ?? event.headers['stripe-signature'], process.env.STRIPE_WEBHOOK_SECRET);
  switch (notice.type) {
    case 'payment_intent.succeeded':
      await stripe.paymentIntents.retrieve(notice.data.object.id);
  }
  return { statusCode: 200 };
};
`,
    },
    {
      name: 'pushes to GitHub are believed',
      file: 'index.mjs',
      text: `import { deploy } from './deploy.mjs';

export const «handler» = async (event) => {
  if (event.headers['x-github-event'] !== 'push') return { statusCode: 204 };
  const push = JSON.parse(event.body);
  await deploy(push.after);
  return { statusCode: 202 };
};
`,
      fixed: `import crypto from 'node:crypto';
import { deploy } from './deploy.mjs';

export const handler = async (event) => {
  const signature = Buffer.from('sha256=' + crypto.createHmac('sha256', process.env.GITHUB_WEBHOOK_SECRET).update(event.body).digest('hex'));
  const given = Buffer.from(event.headers['X-Hub-Signature-256'] ?? event.headers['x-hub-signature-256'] ?? '');
  if (given.length !== signature.length || !crypto.timingSafeEqual(given, signature)) return { statusCode: 401 };
  if (event.headers['x-github-event'] !== 'push') return { statusCode: 204 };
  const push = JSON.parse(event.body);
  await deploy(push.after);
  return { statusCode: 202 };
};
`,
    },
    {
      name: 'messages of Twilio come to a function of Azure',
      file: 'Sms.cs',
      text: `public class Sms
{
    [Function("Sms")]
    public async Task<HttpResponseData> «Run»([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequestData req)
    {
        var form = await req.ReadFormAsync();
        await Store(form["MessageSid"], form["Body"]);
        return req.CreateResponse();
    }
}
`,
      fixed: null,
    },
    {
      name: 'commands of Slack come to a handler of Go',
      file: 'main.go',
      text: `package main

import (
	"encoding/json"
	"net/http"
)

func «Events»(w http.ResponseWriter, r *http.Request) {
	var call struct{ Type, Challenge string }
	json.NewDecoder(r.Body).Decode(&call)
	if call.Type == "event_callback" {
		react(call)
	}
}
`,
      fixed: null,
    },
    {
      name: 'orders of a shop come to a handler of Java',
      file: 'src/main/java/Orders.java',
      text: `public class Orders implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
    public APIGatewayProxyResponseEvent «handleRequest»(APIGatewayProxyRequestEvent event, Context context) {
        String topic = event.getHeaders().get("X-Shopify-Topic");
        store(topic, event.getBody());
        return new APIGatewayProxyResponseEvent().withStatusCode(200);
    }
}
`,
      fixed: null,
    },
  ],
  safe: [
    {
      name: 'the library verifies what it takes apart',
      kind: 'fixed',
      file: 'handler.py',
      text: `import os
import stripe


def handler(event, context):
    notice = stripe.Webhook.construct_event(event["body"], event["headers"]["Stripe-Signature"], os.environ["STRIPE_WEBHOOK_SECRET"])
    if notice["type"] == "checkout.session.completed":
        ship(notice["data"]["object"]["id"])
    return {"statusCode": 200}
`,
    },
    {
      name: 'a queue hands over what another function has verified',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `Transform: AWS::Serverless-2016-10-31
Resources:
  Ship:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: ship.handler
      Runtime: nodejs22.x
      Events:
        Paid:
          Type: SQS
          Properties:
            Queue: arn:aws:sqs:eu-west-1:123456789012:paid
`,
      files: {
        'src/ship.js': `exports.handler = async (event) => {
  for (const record of event.Records) {
    const notice = JSON.parse(record.body);
    if (notice.type === 'checkout.session.completed') await ship(notice.data.object.id);
  }
};
`,
      },
    },
    {
      name: 'what a helper does with the headers nobody knows here',
      kind: 'unknown',
      file: 'index.js',
      text: `const { verifyRequest } = require('@acme/gateway');

exports.handler = async (event) => {
  verifyRequest(event);
  const { type } = JSON.parse(event.body);
  return { statusCode: type === 'url_verification' ? 200 : 204 };
};
`,
    },
    {
      name: 'an authorizer stands in front',
      kind: 'unknown',
      file: 'template.yaml',
      text: `Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth:
        DefaultAuthorizer: Signed
        Authorizers:
          Signed:
            AuthorizerPayloadFormatVersion: '2.0'
            FunctionArn: arn:aws:lambda:eu-west-1:123456789012:function:signed
  Hook:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: hook.handler
      Runtime: nodejs22.x
      Events:
        Push:
          Type: HttpApi
          Properties:
            ApiId: !Ref Api
            Path: /hook
            Method: post
`,
      files: {
        'src/hook.js': `exports.handler = async (event) => ({ statusCode: event.headers['x-github-event'] === 'push' ? 202 : 204 });
`,
      },
    },
  ],
} satisfies Cases;
