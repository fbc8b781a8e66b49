/** The cases of injection/path-traversal. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'the caller names the file',
      file: 'handler.py',
      text: `def handler(event, context):
    with open(«"/tmp/reports/" + event["pathParameters"]["name"]») as report:
        return {"statusCode": 200, "body": report.read()}
`,
      fixed: `import os


def handler(event, context):
    with open("/tmp/reports/" + os.path.basename(event["pathParameters"]["name"])) as report:
        return {"statusCode": 200, "body": report.read()}
`,
    },
    {
      name: 'a route value names the file that is read',
      file: 'Download.cs',
      text: `public class Download
{
    [Function("Download")]
    public string Run([HttpTrigger(AuthorizationLevel.Function, "get", Route = "files/{name}")] HttpRequestData req, string name)
    {
        return File.ReadAllText(«"/home/site/files/" + name»);
    }
}
`,
      fixed: `using System.IO;

public class Download
{
    [Function("Download")]
    public string Run([HttpTrigger(AuthorizationLevel.Function, "get", Route = "files/{name}")] HttpRequestData req, string name)
    {
        return File.ReadAllText("/home/site/files/" + Path.GetFileName(name));
    }
}
`,
    },
    {
      name: 'the check is passed by what is long, wherever it leads',
      file: 'index.js',
      text: `const fs = require('fs');
const path = require('path');

const ROOT = process.env.ROOT;

exports.handler = async (event) => {
  const file = path.resolve(ROOT, event.name);
  if (!file.startsWith(ROOT + path.sep) && file.length < 20) throw new Error('not here');
  return fs.readFileSync(«file», 'utf8');
};
`,
      fixed: `
const fs = require('fs');
const path = require('path');

const ROOT = process.env.ROOT;

exports.handler = async (event) => {
  const file = path.resolve(ROOT, path.basename(event.name));
  if (!file.startsWith(ROOT + path.sep) && file.length < 20) throw new Error('not here');
  return fs.readFileSync(file, 'utf8');
};
`,
    },
    {
      name: 'a file is opened by its number',
      file: 'handler.py',
      text: `import json
import os


def handler(event, context):
    order = json.loads(event["Records"][0]["body"])["orderId"]
    receipt = os.open(«"/tmp/{}.raw".format(order)», os.O_RDWR | os.O_CREAT)
    os.close(receipt)
`,
      fixed: null,
    },
    {
      name: 'two names of the caller are the same name',
      file: 'index.js',
      text: `const fs = require('fs');

exports.handler = async ({ body }) => {
  const { name, again } = JSON.parse(body);
  if (name !== again) return { statusCode: 400 };
  return fs.readFileSync(«'/tmp/' + name», 'utf8');
};
`,
      fixed: `
const path = require('node:path');
const fs = require('fs');

exports.handler = async ({ body }) => {
  const { name, again } = JSON.parse(body);
  if (name !== again) return { statusCode: 400 };
  return fs.readFileSync('/tmp/' + path.basename(name), 'utf8');
};
`,
    },
    {
      name: 'only the first separator is taken out, and climbing twice comes through',
      file: 'index.js',
      text: `const fs = require('fs');

exports.handler = async (event) => ({
  a: fs.readFileSync(«'/tmp/' + event.pathParameters.a.replace('/', '')»),
  b: fs.readFileSync(«'/tmp/' + event.pathParameters.b.replace(/\\.\\.\\//g, '')»),
});
`,
      fixed: `
const path = require('node:path');
const fs = require('fs');

exports.handler = async (event) => ({
  a: fs.readFileSync('/tmp/' + path.basename(event.pathParameters.a.replace('/', ''))),
  b: fs.readFileSync('/tmp/' + path.basename(event.pathParameters.b.replace(/\\.\\.\\//g, ''))),
});
`,
    },
    {
      name: 'the parts of a path are put together again',
      file: 'handler.py',
      text: `def handler(event, context):
    parts = event["file"].split("/")
    parts[-1] = parts[-1] + ".txt"
    with open(«"/tmp/" + "/".join(parts)») as file:
        return file.read()
`,
      fixed: `import os


def handler(event, context):
    parts = event["file"].split("/")
    parts[-1] = parts[-1] + ".txt"
    with open("/tmp/" + os.path.basename("/".join(parts))) as file:
        return file.read()
`,
    },
    {
      name: 'a route of Echo',
      file: 'main.go',
      text: `package main

import (
	"os"

	"github.com/labstack/echo/v4"
)

func main() {
	e := echo.New()
	e.GET("/report", func(c echo.Context) error {
		data, err := os.ReadFile(«"/data/reports/" + c.QueryParam("name")»)
		if err != nil {
			return err
		}
		return c.Blob(200, "text/plain", data)
	})
	e.Start(":8080")
}
`,
      fixed: `package main

import (
	"os"
	"path/filepath"

	"github.com/labstack/echo/v4"
)

func main() {
	e := echo.New()
	e.GET("/report", func(c echo.Context) error {
		data, err := os.ReadFile("/data/reports/" + filepath.Base(c.QueryParam("name")))
		if err != nil {
			return err
		}
		return c.Blob(200, "text/plain", data)
	})
	e.Start(":8080")
}
`,
    },
    {
      name: 'a path of pathlib',
      file: 'fetch.py',
      text: `from pathlib import Path

ROOT = Path("/mnt/reports")


def handler(event, context):
    name = event["pathParameters"]["proxy"]
    return {"statusCode": 200, "body": («ROOT / name»).read_text()}
`,
      fixed: `import os
from pathlib import Path

ROOT = Path("/mnt/reports")


def handler(event, context):
    name = event["pathParameters"]["proxy"]
    return {"statusCode": 200, "body": (ROOT / os.path.basename(name)).read_text()}
`,
    },
    {
      name: 'the request that a resolver of Powertools holds',
      file: 'app.py',
      text: `from aws_lambda_powertools.event_handler import APIGatewayRestResolver

app = APIGatewayRestResolver()


@app.post("/documents")
def read():
    name = app.current_event.json_body["name"]
    with open(«f"/mnt/docs/{name}"») as document:
        return {"text": document.read()}


def handler(event, context):
    return app.resolve(event, context)
`,
      fixed: `import os
from aws_lambda_powertools.event_handler import APIGatewayRestResolver

app = APIGatewayRestResolver()


@app.post("/documents")
def read():
    name = app.current_event.json_body["name"]
    with open(f"/mnt/docs/{os.path.basename(name)}") as document:
        return {"text": document.read()}


def handler(event, context):
    return app.resolve(event, context)
`,
    },
    {
      name: 'a name that is said not to be null',
      file: 'Doc.cs',
      text: `using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using System.IO;

public class Doc
{
    [Function("Doc")]
    public IActionResult Run([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequest req)
    {
        var path = Path.Combine("/mnt/docs", req.Query["name"]!);
        return new OkObjectResult(File.ReadAllText(«path»));
    }
}
`,
      fixed: `using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using System.IO;

public class Doc
{
    [Function("Doc")]
    public IActionResult Run([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequest req)
    {
        var path = Path.Combine("/mnt/docs", Path.GetFileName(req.Query["name"])!);
        return new OkObjectResult(File.ReadAllText(path));
    }
}
`,
    },
  ],
  safe: [
    {
      name: 'only the last part of the name counts',
      kind: 'fixed',
      file: 'handler.py',
      text: `import os


def handler(event, context):
    name = os.path.basename(event["pathParameters"]["name"])
    with open("/tmp/reports/" + name) as report:
        return {"statusCode": 200, "body": report.read()}
`,
    },
    {
      name: 'a number names the file',
      kind: 'near-miss',
      file: 'handler.js',
      text: `const fs = require('node:fs');

exports.handler = async (event) => fs.readFileSync(\`/opt/pages/\${Number(event.pathParameters.page)}.html\`, 'utf8');
`,
    },
    {
      name: 'which file is opened, a module decides',
      kind: 'unknown',
      file: 'handler.py',
      text: `from files import path_of


def handler(event, context):
    with open(path_of("report")) as report:
        return {"statusCode": 200, "body": report.read(), "id": event["id"]}
`,
    },
    {
      name: 'the file must be the folder or lie in it',
      kind: 'near-miss',
      file: 'index.js',
      text: `const fs = require('fs');
const path = require('path');

const ROOT = process.env.ROOT || '/mnt/files';

function safePath(name) {
  const resolved = path.resolve(ROOT, name);
  if (!resolved.startsWith(ROOT + path.sep) && resolved !== ROOT) {
    throw new Error('outside');
  }
  return resolved;
}

exports.handler = async (event) => fs.readdirSync(safePath(event.directory || ''));
`,
    },
    {
      name: 'names of files that a store lists, by a client that is handed over',
      kind: 'near-miss',
      file: 'handler.py',
      text: `import os

import boto3


def download(client, prefix, local="/tmp"):
    for page in client.get_paginator("list_objects").paginate(Bucket=os.environ["BUCKET"], Prefix=prefix):
        for found in page.get("Contents"):
            os.makedirs(os.path.dirname(local + os.sep + found.get("Key")))


def handler(event, context):
    client = boto3.client("s3")
    download(client, event["year"])
`,
    },
    {
      name: 'every separator is taken out',
      kind: 'near-miss',
      file: 'archive.py',
      text: `import re
import zipfile


def handler(event, context):
    prefix = "{}/{}".format(event["year"], event["month"])
    name = "{}receipts.zip".format(prefix.replace("/", "-"))
    with zipfile.ZipFile("/tmp/" + name, "w") as archive:
        archive.write(re.sub(r"[^\\w.-]", "", event["file"]))
    with open("/tmp/" + re.sub(r"[^\\w.-]", "_", event["file"])) as file:
        return file.read()
`,
    },
    {
      name: 'separators are taken out in Go and in JavaScript',
      kind: 'near-miss',
      file: 'main.go',
      text: `package main

import (
	"net/http"
	"os"
	"regexp"
	"strings"
)

func Read(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	first, _ := os.ReadFile("/tmp/" + strings.ReplaceAll(name, "/", "_"))
	second, _ := os.ReadFile("/tmp/" + regexp.MustCompile("[^a-z0-9]").ReplaceAllString(name, ""))
	w.Write(append(first, second...))
}
`,
      files: {
        'web/index.js': `const fs = require('fs');

exports.handler = async (event) => ({
  a: fs.readFileSync('/tmp/' + event.pathParameters.a.replaceAll('/', '-')),
  b: fs.readFileSync('/tmp/' + event.pathParameters.b.replace(/[^\\w-]/g, '')),
});
`,
      },
    },
    {
      name: 'only the last part of a key is used',
      kind: 'near-miss',
      file: 'handler.py',
      text: `def handler(event, context):
    key = event["Records"][0]["s3"]["object"]["key"]
    name = key.split("/")[-1]
    parts = key.split("/")
    with open(f"/tmp/de-{name}", "wb") as file, open("/tmp/" + parts[1]) as other:
        file.write(other.read())
`,
      files: {
        'web/index.js': `const fs = require('fs');

exports.handler = async (event) => fs.readFileSync('/tmp/' + event.path.split('/').pop());
`,
      },
    },
    {
      name: 'names that are none of a list are turned away, in Java',
      kind: 'near-miss',
      file: 'src/main/java/Report.java',
      text: `import java.nio.file.Files;
import java.nio.file.Path;

public class Report implements RequestHandler<APIGatewayProxyRequestEvent, String> {
    public String handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        String name = event.getPathParameters().get("name");
        if (name == null || !NAMES.contains(name)) {
            return "";
        }
        return Files.readString(Path.of("/opt/reports/" + name));
    }
}
`,
      files: {
        'web/index.js': `const fs = require('fs');

const names = ['a', 'b'];

exports.handler = async (event) => {
  const { name } = event;
  if (names.includes(name) && typeof name === 'string') return fs.readFileSync('/opt/reports/' + name);
  return names.includes(name) ? fs.readFileSync('/opt/drafts/' + name) : '';
};
`,
      },
    },
    {
      name: 'what lies outside of the folder is turned away, in C#',
      kind: 'near-miss',
      file: 'Function.cs',
      text: `public class Function
{
    private static readonly string Root = Environment.GetEnvironmentVariable("ROOT");

    public string FunctionHandler(FileRequest request, ILambdaContext context)
    {
        return File.ReadAllText(SafePath(request.Name));
    }

    private static string SafePath(string name)
    {
        var resolved = Path.GetFullPath(Path.Combine(Root, name));
        if (!resolved.StartsWith(Root + Path.DirectorySeparatorChar) && resolved != Root)
        {
            throw new UnauthorizedAccessException(name);
        }
        return resolved;
    }
}
`,
      files: {
        'go/main.go': `package main

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

func Read(w http.ResponseWriter, r *http.Request) {
	path := filepath.Join("/data", r.URL.Query().Get("name"))
	if !strings.HasPrefix(path, "/data/") {
		return
	}
	content, _ := os.ReadFile(path)
	w.Write(content)
}
`,
      },
    },
    {
      name: 'the name of a file in its folder, behind a route of Echo',
      kind: 'near-miss',
      file: 'main.go',
      text: `package main

import (
	"os"
	"path/filepath"

	"github.com/labstack/echo/v4"
)

func main() {
	e := echo.New()
	e.GET("/report", func(c echo.Context) error {
		data, err := os.ReadFile(filepath.Join("/data/reports", filepath.Base(c.QueryParam("name"))))
		if err != nil {
			return err
		}
		return c.Blob(200, "text/plain", data)
	})
	e.Start(":8080")
}
`,
    },
    {
      name: 'a path of pathlib that stays in its folder',
      kind: 'near-miss',
      file: 'fetch.py',
      text: `from pathlib import Path

ROOT = Path("/mnt/reports")


def handler(event, context):
    target = (ROOT / event["pathParameters"]["proxy"]).resolve()
    if not target.is_relative_to(ROOT):
        return {"statusCode": 404}
    return {"statusCode": 200, "body": target.read_text()}
`,
    },
    {
      name: 'a path that must have the root above it',
      kind: 'near-miss',
      file: 'files.py',
      text: `from pathlib import Path

ROOT = Path("/mnt/reports").resolve()


def handler(event, context):
    target = (ROOT / event["pathParameters"]["proxy"]).resolve()
    if target != ROOT and ROOT not in target.parents:
        raise ValueError("outside")
    return {"statusCode": 200, "body": target.read_text()}
`,
    },
    {
      name: 'a path that must lie in the root',
      kind: 'near-miss',
      file: 'files.py',
      text: `from pathlib import Path

ROOT = Path("/mnt/reports").resolve()


def handler(event, context):
    target = (ROOT / event["pathParameters"]["proxy"]).resolve()
    target.relative_to(ROOT)
    return {"statusCode": 200, "body": target.read_text()}
`,
    },
    {
      name: 'a path that shares the root',
      kind: 'near-miss',
      file: 'files.py',
      text: `import os

ROOT = "/mnt/reports"


def handler(event, context):
    target = os.path.realpath(os.path.join(ROOT, event["pathParameters"]["proxy"]))
    if os.path.commonpath([ROOT, target]) != ROOT:
        return {"statusCode": 404}
    with open(target) as report:
        return {"statusCode": 200, "body": report.read()}
`,
    },
  ],
} satisfies Cases;
