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
    {
      name: 'an asynchronous client behind a route of FastAPI',
      file: 'main.py',
      text: `import httpx
from fastapi import FastAPI
from mangum import Mangum

app = FastAPI()

@app.get("/preview")
async def preview(url: str):
    async with httpx.AsyncClient() as client:
        r = await client.get(«url»)
    return {"title": r.text[:100]}

handler = Mangum(app)
`,
      fixed: `import os
from urllib.parse import urlparse
import httpx
from fastapi import FastAPI
from mangum import Mangum

app = FastAPI()

@app.get("/preview")
async def preview(url: str):
    async with httpx.AsyncClient() as client:
        if urlparse(url).hostname not in os.environ["ALLOWED_HOSTS"].split(","):
            raise ValueError("this host is not allowed")
        r = await client.get(url)
    return {"title": r.text[:100]}

handler = Mangum(app)
`,
    },
    {
      name: 'an address out of the body',
      file: 'app.mjs',
      text: `import axios from 'axios';

export const handler = async (event) => {
  const { callback } = JSON.parse(event.body);
  await axios.post(«callback», { done: true });
  return { statusCode: 202 };
};
`,
      fixed: `import axios from 'axios';

export const handler = async (event) => {
  const { callback } = JSON.parse(event.body);
  if (!(process.env.ALLOWED_HOSTS ?? '').split(',').includes(new URL(callback).hostname)) {
    throw new Error('this host is not allowed');
  }
  await axios.post(callback, { done: true });
  return { statusCode: 202 };
};
`,
    },
    {
      name: 'Go asks what the caller names',
      file: 'fn.go',
      text: `package fn

import (
	"io"
	"net/http"
)

func Preview(w http.ResponseWriter, r *http.Request) {
	url := r.URL.Query().Get("url")
	resp, err := http.Get(«url»)
	if err != nil {
		http.Error(w, "no answer", http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	io.Copy(w, resp.Body)
}
`,
      fixed: `package fn

import (
	"io"
	"net/http"
	neturl "net/url"
	"os"
	"slices"
	"strings"
)

func Preview(w http.ResponseWriter, r *http.Request) {
	url := r.URL.Query().Get("url")
	target, err := neturl.Parse(url)
	if err != nil || !slices.Contains(strings.Split(os.Getenv("ALLOWED_HOSTS"), ","), target.Hostname()) {
		http.Error(w, "this host is not allowed", http.StatusForbidden)
		return
	}
	resp, err := http.Get(target.String())
	if err != nil {
		http.Error(w, "no answer", http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	io.Copy(w, resp.Body)
}
`,
    },
    {
      name: 'a function of Go asks what the caller names',
      file: 'main.go',
      text: `package main

import (
	"context"
	"io"
	"net/http"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func handle(ctx context.Context, req events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
	res, err := http.Get(«req.QueryStringParameters["feed"]»)
	if err != nil {
		return events.APIGatewayV2HTTPResponse{}, err
	}
	defer res.Body.Close()
	body, _ := io.ReadAll(res.Body)
	return events.APIGatewayV2HTTPResponse{StatusCode: 200, Body: string(body)}, nil
}

func main() { lambda.Start(handle) }
`,
      fixed: `package main

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func handle(ctx context.Context, req events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
	target, err := url.Parse(req.QueryStringParameters["feed"])
	if err != nil || !slices.Contains(strings.Split(os.Getenv("ALLOWED_HOSTS"), ","), target.Hostname()) {
		return events.APIGatewayV2HTTPResponse{}, errors.New("this host is not allowed")
	}
	res, err := http.Get(target.String())
	if err != nil {
		return events.APIGatewayV2HTTPResponse{}, err
	}
	defer res.Body.Close()
	body, _ := io.ReadAll(res.Body)
	return events.APIGatewayV2HTTPResponse{StatusCode: 200, Body: string(body)}, nil
}

func main() { lambda.Start(handle) }
`,
    },
    {
      name: 'C# asks what the caller names',
      file: 'Fn.cs',
      text: `using System.Net.Http;
using System.Threading.Tasks;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

public class Fn
{
    private static readonly HttpClient Http = new();

    public async Task<string> FunctionHandler(APIGatewayHttpApiV2ProxyRequest request, ILambdaContext context)
    {
        var url = request.QueryStringParameters["url"];
        return await Http.GetStringAsync(«url»);
    }
}
`,
      fixed: `using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

public class Fn
{
    private static readonly HttpClient Http = new();

    public async Task<string> FunctionHandler(APIGatewayHttpApiV2ProxyRequest request, ILambdaContext context)
    {
        var url = request.QueryStringParameters["url"];
        if (!(Environment.GetEnvironmentVariable("ALLOWED_HOSTS") ?? "").Split(',').Contains(new Uri(url).Host))
        {
            throw new ArgumentException("this host is not allowed");
        }
        return await Http.GetStringAsync(url);
    }
}
`,
    },
    {
      name: 'a request of Java that is built',
      file: 'Handler.java',
      text: `package app;

import com.amazonaws.services.lambda.runtime.*;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.net.URI;
import java.net.http.*;

public class Handler implements RequestHandler<APIGatewayV2HTTPEvent, String> {
    private final HttpClient client = HttpClient.newHttpClient();

    public String handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        String url = event.getQueryStringParameters().get("url");
        try {
            HttpRequest request = HttpRequest.newBuilder().uri(«URI.create(url)»).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (Exception e) {
            throw new RuntimeException(e);
        }
    }
}
`,
      fixed: `package app;

import java.util.Arrays;
import com.amazonaws.services.lambda.runtime.*;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.net.URI;
import java.net.http.*;

public class Handler implements RequestHandler<APIGatewayV2HTTPEvent, String> {
    private final HttpClient client = HttpClient.newHttpClient();

    public String handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        String url = event.getQueryStringParameters().get("url");
        try {
            if (!Arrays.asList(System.getenv().getOrDefault("ALLOWED_HOSTS", "").split(",")).contains(URI.create(url).getHost())) {
                throw new IllegalArgumentException("this host is not allowed");
            }
            HttpRequest request = HttpRequest.newBuilder().uri(URI.create(url)).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (Exception e) {
            throw new RuntimeException(e);
        }
    }
}
`,
    },
    {
      name: 'a handler that is wrapped before it is handed out',
      file: 'src/preview.ts',
      text: `import axios from 'axios';
import middy from '@middy/core';
import httpJsonBodyParser from '@middy/http-json-body-parser';

const preview = async (event: { body: { url: string } }) => {
  const { data } = await axios.get(«event.body.url», { timeout: 3000 });
  return { statusCode: 200, body: JSON.stringify(data) };
};

export const handler = middy(preview).use(httpJsonBodyParser());
`,
      fixed: `import axios from 'axios';
import middy from '@middy/core';
import httpJsonBodyParser from '@middy/http-json-body-parser';

const preview = async (event: { body: { url: string } }) => {
  if (!(process.env.ALLOWED_HOSTS ?? '').split(',').includes(new URL(event.body.url).hostname)) {
    throw new Error('this host is not allowed');
  }
  const { data } = await axios.get(event.body.url, { timeout: 3000 });
  return { statusCode: 200, body: JSON.stringify(data) };
};

export const handler = middy(preview).use(httpJsonBodyParser());
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
    {
      name: 'the host of the address is on a list',
      kind: 'near-miss',
      file: 'main.py',
      text: `import httpx
from fastapi import FastAPI, HTTPException
from mangum import Mangum
from urllib.parse import urlparse

app = FastAPI()
ALLOWED = {"cdn.example.com"}

@app.get("/preview")
async def preview(url: str):
    if urlparse(url).hostname not in ALLOWED:
        raise HTTPException(400)
    async with httpx.AsyncClient() as client:
        r = await client.get(url)
    return {"title": r.text[:100]}

handler = Mangum(app)
`,
    },
    {
      name: 'the host is looked at under another name, before the address is asked',
      kind: 'near-miss',
      file: 'app.mjs',
      text: `import axios from 'axios';

const ALLOWED = new Set(['hooks.example.com']);

export const handler = async (event) => {
  const { callback } = JSON.parse(event.body);
  const parsed = new URL(callback);
  const isAllowed = ALLOWED.has(parsed.hostname);
  if (!isAllowed) return { statusCode: 400 };
  await axios.post(callback, { done: true });
  return { statusCode: 202 };
};
`,
    },
    {
      name: 'Go looks the host up in a table',
      kind: 'near-miss',
      file: 'fn.go',
      text: `package fn

import (
	"io"
	"net/http"
	neturl "net/url"
)

var allowed = map[string]bool{"cdn.example.com": true}

func Preview(w http.ResponseWriter, r *http.Request) {
	url := r.URL.Query().Get("url")
	target, err := neturl.Parse(url)
	if err != nil || !allowed[target.Hostname()] {
		http.Error(w, "no", http.StatusForbidden)
		return
	}
	resp, err := http.Get(url)
	if err != nil {
		http.Error(w, "no answer", http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	io.Copy(w, resp.Body)
}
`,
    },
    {
      name: 'Go looks for the host in a list',
      kind: 'near-miss',
      file: 'main.go',
      text: `package main

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

var hosts = []string{"feeds.example.com"}

func handle(ctx context.Context, req events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
	feed, err := url.Parse(req.QueryStringParameters["feed"])
	if err != nil || !slices.Contains(hosts, feed.Host) {
		return events.APIGatewayV2HTTPResponse{}, errors.New("no")
	}
	res, err := http.Get(feed.String())
	if err != nil {
		return events.APIGatewayV2HTTPResponse{}, err
	}
	defer res.Body.Close()
	body, _ := io.ReadAll(res.Body)
	return events.APIGatewayV2HTTPResponse{StatusCode: 200, Body: string(body)}, nil
}

func main() { lambda.Start(handle) }
`,
    },
    {
      name: 'C# looks for the host in a set',
      kind: 'near-miss',
      file: 'Fn.cs',
      text: `using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading.Tasks;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

public class Fn
{
    private static readonly HttpClient Http = new();
    private static readonly HashSet<string> Hosts = new() { "cdn.example.com" };

    public async Task<string> FunctionHandler(APIGatewayHttpApiV2ProxyRequest request, ILambdaContext context)
    {
        var uri = new Uri(request.QueryStringParameters["url"]);
        if (!Hosts.Contains(uri.Host)) throw new ArgumentException("url");
        return await Http.GetStringAsync(uri);
    }
}
`,
    },
    {
      name: 'Java looks for the host in a set',
      kind: 'near-miss',
      file: 'Handler.java',
      text: `package app;

import com.amazonaws.services.lambda.runtime.*;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.net.URI;
import java.net.http.*;
import java.util.Set;

public class Handler implements RequestHandler<APIGatewayV2HTTPEvent, String> {
    private final HttpClient client = HttpClient.newHttpClient();
    private static final Set<String> HOSTS = Set.of("cdn.example.com");

    public String handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        String url = event.getQueryStringParameters().get("url");
        URI uri = URI.create(url);
        if (!HOSTS.contains(uri.getHost())) throw new IllegalArgumentException("host");
        try {
            HttpRequest request = HttpRequest.newBuilder().uri(uri).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (Exception e) {
            throw new RuntimeException(e);
        }
    }
}
`,
    },
  ],
} satisfies Cases;
