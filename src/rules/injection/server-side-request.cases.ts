/** The cases of injection/server-side-request. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'the caller names the address',
      file: 'handler.py',
      text: `import requests


def handler(event, context):
    url = event["queryStringParameters"]["url"]
    return {"statusCode": 200, "body": requests.get(«url», timeout=5).text}
`,
      fixed: null,
    },
  ],
  safe: [
    {
      name: 'the host is fixed',
      kind: 'near-miss',
      file: 'handler.js',
      text: `exports.handler = async (event) => {
  const response = await fetch(\`https://api.example.com/orders/\${event.pathParameters.id}\`);
  return { statusCode: 200, body: await response.text() };
};
`,
    },
    {
      name: 'the address is looked up',
      kind: 'fixed',
      file: 'handler.py',
      text: `import requests

hosts = {"eu": "https://eu.example.com", "us": "https://us.example.com"}


def handler(event, context):
    region = event["queryStringParameters"]["region"]
    if region not in hosts:
        return {"statusCode": 400}
    return {"statusCode": 200, "body": requests.get(hosts[region], timeout=5).text}
`,
    },
  ],
} satisfies Cases;
