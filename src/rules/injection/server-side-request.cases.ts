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
      fixed: `import os
from urllib.parse import urlparse
import requests


def handler(event, context):
    url = event["queryStringParameters"]["url"]
    if urlparse(url).hostname not in os.environ["ALLOWED_HOSTS"].split(","):
        raise ValueError("this host is not allowed")
    return {"statusCode": 200, "body": requests.get(url, timeout=5).text}
`,
    },
    {
      name: 'a URL of Java is opened',
      file: 'src/main/java/Preview.java',
      text: `import java.net.URL;

public class Preview implements RequestHandler<APIGatewayProxyRequestEvent, String> {
    public String handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        URL url = new URL(«event.getQueryStringParameters().get("url")»);
        return read(url.openStream());
    }
}
`,
      fixed: null,
    },
    {
      name: 'an address that stands in for another where reading it fails',
      file: 'main.py',
      text: `
import requests
import functions_framework


@functions_framework.http
def preview(request):
    try:
        address = request.args.get("address")
    except Exception:
        address = ""
    return requests.get(«address»).text
`,
      fixed: `
import os
from urllib.parse import urlparse
import requests
import functions_framework


@functions_framework.http
def preview(request):
    try:
        address = request.args.get("address")
    except Exception:
        address = ""
    if urlparse(address).hostname not in os.environ["ALLOWED_HOSTS"].split(","):
        raise ValueError("this host is not allowed")
    return requests.get(address).text
`,
    },
    {
      name: 'what stands in when the body cannot be read takes nothing away from one that can',
      file: 'handler.py',
      text: `import json
import urllib.request


def download(url):
    request = urllib.request.Request(«url», headers={"User-Agent": "preview"})
    return urllib.request.urlopen(request).read()


def main(req):
    try:
        data = json.loads(req.get_body())
    except ValueError:
        data = {}
    return download(data["value"])
`,
      fixed: `
import os
from urllib.parse import urlparse
import json
import urllib.request


def download(url):
    if urlparse(url).hostname not in os.environ["ALLOWED_HOSTS"].split(","):
        raise ValueError("this host is not allowed")
    request = urllib.request.Request(url, headers={"User-Agent": "preview"})
    return urllib.request.urlopen(request).read()


def main(req):
    try:
        data = json.loads(req.get_body())
    except ValueError:
        data = {}
    return download(data["value"])
`,
    },
    {
      name: 'the same where the clause catches nothing but the error',
      file: 'handler.js',
      text: `exports.handler = async (event) => {
  let target;
  try {
    target = JSON.parse(event.body).target;
  } catch {
    target = 'https://status.example.com/';
  }
  return { statusCode: 200, body: await (await fetch(«target»)).text() };
};
`,
      fixed: `
exports.handler = async (event) => {
  let target;
  try {
    target = JSON.parse(event.body).target;
  } catch {
    target = 'https://status.example.com/';
  }
  if (!(process.env.ALLOWED_HOSTS ?? '').split(',').includes(new URL(target).hostname)) {
    throw new Error('this host is not allowed');
  }
  return { statusCode: 200, body: await (await fetch(target)).text() };
};
`,
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
    {
      name: 'the base of the address is the function’s own',
      kind: 'unknown',
      file: 'handler.py',
      text: `import os

import requests

BASE = os.environ["ORDERS_URL"]


def handler(event, context):
    return requests.get(f"{BASE}/orders/{event['id']}", timeout=5).json()
`,
    },
    {
      name: 'an address that is put together before it is asked',
      kind: 'near-miss',
      file: 'main.go',
      text: `package main

import (
	"fmt"
	"net/http"
)

func Order(w http.ResponseWriter, r *http.Request) {
	url := fmt.Sprintf("https://orders.example.com/%s", r.URL.Query().Get("id"))
	response, _ := http.Get(url)
	copyTo(w, response)
}
`,
    },
    {
      name: 'what is no known address is turned away by the clause',
      kind: 'near-miss',
      file: 'handler.py',
      text: `import requests


def handler(event, context):
    try:
        number = int(event["queryStringParameters"]["id"])
    except ValueError:
        return {"statusCode": 400}
    return {"statusCode": 200, "body": requests.get(f"http://orders.internal/{number}", timeout=5).text}
`,
    },
  ],
} satisfies Cases;
