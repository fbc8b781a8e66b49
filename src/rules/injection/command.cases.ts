/** The cases of injection/command. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a name from the body goes into a command line',
      file: 'index.js',
      text: `const { exec } = require('child_process');

exports.handler = async (event) => {
  const { file } = JSON.parse(event.body);
  exec(«\`convert \${file} /tmp/out.png\`»);
  return { statusCode: 202 };
};
`,
      fixed: `const { execFile } = require('child_process');

exports.handler = async (event) => {
  const { file } = JSON.parse(event.body);
  execFile('convert', [String(file), '/tmp/out.png']);
  return { statusCode: 202 };
};
`,
    },
    {
      name: 'the key of an object is run by a shell',
      file: 'handler.py',
      text: `import subprocess


def handler(event, context):
    for record in event["Records"]:
        key = record["s3"]["object"]["key"]
        subprocess.run(«"unzip /tmp/" + key», shell=True)
`,
      fixed: `import subprocess


def handler(event, context):
    for record in event["Records"]:
        key = record["s3"]["object"]["key"]
        subprocess.run(["unzip", f"/tmp/{key}"])
`,
    },
    {
      name: 'a shell of Go gets what a queue hands over',
      file: 'main.go',
      text: `package main

import (
	"context"
	"os/exec"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func handler(ctx context.Context, e events.SQSEvent) error {
	for _, record := range e.Records {
		if err := exec.CommandContext(ctx, "sh", "-c", «"git clone " + record.Body»).Run(); err != nil {
			return err
		}
	}
	return nil
}

func main() { lambda.Start(handler) }
`,
      fixed: `package main

import (
	"context"
	"os/exec"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func handler(ctx context.Context, e events.SQSEvent) error {
	for _, record := range e.Records {
		if err := exec.CommandContext(ctx, "git", "clone", record.Body).Run(); err != nil {
			return err
		}
	}
	return nil
}

func main() { lambda.Start(handler) }
`,
    },
    {
      name: 'the check of the name says yes to every name',
      file: 'uploads.py',
      text: `import os


def handler(event, context):
    filename = event["Records"][0]["s3"]["object"]["key"]
    if not is_safe(filename):
        return {"status": "error"}
    os.system(«"touch /tmp/{}.txt".format(filename)»)


def is_safe(name):
    """Names are checked by the gateway."""
    # if ";" in name: return False
    return True
`,
      fixed: `
import subprocess
import os


def handler(event, context):
    filename = event["Records"][0]["s3"]["object"]["key"]
    if not is_safe(filename):
        return {"status": "error"}
    subprocess.call(["touch", f"/tmp/{filename}.txt"])


def is_safe(name):
    """Names are checked by the gateway."""
    # if ";" in name: return False
    return True
`,
    },
    {
      name: 'a check in Go that was switched off',
      file: 'main.go',
      text: `package main

import (
	"net/http"
	"os/exec"
)

func isSafe(name string) bool {
	return true
}

func Convert(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	if !isSafe(name) {
		return
	}
	exec.Command("sh", "-c", «"convert /tmp/"+name»).Run()
}
`,
      fixed: `
package main

import (
	"net/http"
	"os/exec"
)

func isSafe(name string) bool {
	return true
}

func Convert(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	if !isSafe(name) {
		return
	}
	exec.Command("convert", "/tmp/" + name).Run()
}
`,
    },
    {
      name: 'a command line holds what an item of a table says',
      file: 'handler.py',
      severity: 'medium',
      text: `import os

import boto3

jobs = boto3.resource("dynamodb").Table("jobs")


def handler(event, context):
    job = jobs.get_item(Key={"id": event["pathParameters"]["id"]})["Item"]
    os.system(«f"convert /tmp/{job['file']} /tmp/out.png"»)
`,
      fixed: `import subprocess
import os

import boto3

jobs = boto3.resource("dynamodb").Table("jobs")


def handler(event, context):
    job = jobs.get_item(Key={"id": event["pathParameters"]["id"]})["Item"]
    subprocess.call(["convert", f"/tmp/{job['file']}", "/tmp/out.png"])
`,
    },
    {
      name: 'a shell that is started with a list',
      file: 'handler.js',
      text: `const { spawnSync } = require('child_process');

exports.handler = async (event) => {
  const { repo } = JSON.parse(event.body);
  const out = spawnSync('sh', «['-c', \`git ls-remote \${repo}\`]»);
  return { statusCode: 200, body: out.stdout.toString() };
};
`,
      fixed: `const { spawnSync } = require('child_process');

exports.handler = async (event) => {
  const { repo } = JSON.parse(event.body);
  const out = spawnSync('git', ['ls-remote', String(repo)]);
  return { statusCode: 200, body: out.stdout.toString() };
};
`,
    },
    {
      name: 'a shell in a list of words',
      file: 'handler.py',
      text: `import subprocess

def handler(event, context):
    name = event["queryStringParameters"]["name"]
    out = subprocess.run(«["bash", "-c", f"grep -c {name} /opt/names.txt"]», capture_output=True, text=True)
    return {"statusCode": 200, "body": out.stdout}
`,
      fixed: `import subprocess

def handler(event, context):
    name = event["queryStringParameters"]["name"]
    out = subprocess.run(["grep", "-c", str(name), "/opt/names.txt"], capture_output=True, text=True)
    return {"statusCode": 200, "body": out.stdout}
`,
    },
    {
      name: 'the request of Flask, which stands about as a global',
      file: 'main.py',
      text: `import os
import subprocess
from flask import Flask, request

app = Flask(__name__)

@app.route("/ping")
def ping():
    host = request.args.get("host")
    return subprocess.check_output(«"ping -c1 " + host», shell=True)
`,
      fixed: `import os
import subprocess
from flask import Flask, request

app = Flask(__name__)

@app.route("/ping")
def ping():
    host = request.args.get("host")
    return subprocess.check_output(["ping", "-c1", str(host)])
`,
    },
    {
      name: 'a query value of Micronaut',
      file: 'OrderController.java',
      text: `package app;

import io.micronaut.http.annotation.*;

@Controller("/tools")
public class OrderController {
    @Get("/lookup")
    public String lookup(@QueryValue String host) throws Exception {
        Process p = new ProcessBuilder("bash", "-c", «"nslookup " + host»).start();
        return new String(p.getInputStream().readAllBytes());
    }
}
`,
      fixed: `package app;

import io.micronaut.http.annotation.*;

@Controller("/tools")
public class OrderController {
    @Get("/lookup")
    public String lookup(@QueryValue String host) throws Exception {
        Process p = new ProcessBuilder("nslookup", host).start();
        return new String(p.getInputStream().readAllBytes());
    }
}
`,
    },
    {
      name: 'a request that Firebase hands over',
      file: 'functions/index.js',
      text: `const { onRequest } = require('firebase-functions/v2/https');
const { execSync } = require('child_process');

exports.size = onRequest({ region: 'europe-west4' }, (req, res) => {
  res.json({ width: execSync(«'identify -format %w /tmp/' + req.query.file»).toString() });
});
`,
      fixed: `const { onRequest } = require('firebase-functions/v2/https');
const { execFileSync } = require('child_process');

exports.size = onRequest({ region: 'europe-west4' }, (req, res) => {
  res.json({ width: execFileSync('identify', ['-format', '%w', \`/tmp/\${req.query.file}\`]).toString() });
});
`,
    },
    {
      name: 'a shell that is started with its line',
      file: 'Convert.cs',
      text: `using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

public class Convert
{
    [Function("Convert")]
    public HttpResponseData Run([HttpTrigger(AuthorizationLevel.Function, "post")] HttpRequestData req)
    {
        var name = req.Query["name"];
        Process.Start("/bin/sh", «$"-c \\"pandoc /in/{name} -o /tmp/out.pdf\\""»);
        return req.CreateResponse(System.Net.HttpStatusCode.OK);
    }
}
`,
      fixed: `using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

public class Convert
{
    [Function("Convert")]
    public HttpResponseData Run([HttpTrigger(AuthorizationLevel.Function, "post")] HttpRequestData req)
    {
        var name = req.Query["name"];
        Process.Start("pandoc", new[] { $"/in/{name}", "-o", "/tmp/out.pdf" });
        return req.CreateResponse(System.Net.HttpStatusCode.OK);
    }
}
`,
    },
    {
      name: 'a pipe that is read at once',
      file: 'worker.py',
      text: `import json
import os


def handler(event, context):
    for record in event["Records"]:
        job = json.loads(record["body"])
        print(os.popen(«"pdftotext /tmp/in.pdf -f " + str(job["firstPage"]) + " -"»).read())
`,
      fixed: `import subprocess
import json
import os


def handler(event, context):
    for record in event["Records"]:
        job = json.loads(record["body"])
        print(subprocess.run(["pdftotext", "/tmp/in.pdf", "-f", str(job["firstPage"]), "-"], capture_output=True, text=True).stdout)
`,
    },
  ],
  safe: [
    {
      name: 'a script of ours, under the context of the request',
      kind: 'near-miss',
      file: 'invoke.go',
      text: `package main

import (
	"net/http"
	"os/exec"
)

func script(w http.ResponseWriter, r *http.Request) {
	cmd := exec.CommandContext(r.Context(), "/bin/sh", "script.sh")
	out, _ := cmd.Output()
	w.Write(out)
}

func main() {
	http.HandleFunc("/", script)
	http.ListenAndServe(":8080", nil)
}
`,
    },
    {
      name: 'a list of arguments goes to no shell',
      kind: 'fixed',
      file: 'handler.py',
      text: `import subprocess


def handler(event, context):
    key = event["Records"][0]["s3"]["object"]["key"]
    subprocess.run(["unzip", key], check=True)
`,
    },
    {
      name: 'the text is quoted for the shell',
      kind: 'near-miss',
      file: 'handler.py',
      text: `import shlex
import subprocess


def handler(event, context):
    subprocess.run("unzip " + shlex.quote(event["key"]), shell=True)
`,
    },
    {
      name: 'what a helper makes of the text is not known to reach a shell',
      kind: 'unknown',
      file: 'handler.py',
      text: `from tools import convert


def handler(event, context):
    convert(event["key"])
`,
    },
    {
      name: 'a check that looks at the name',
      kind: 'near-miss',
      file: 'uploads.py',
      text: `import os
import re


def handler(event, context):
    filename = event["Records"][0]["s3"]["object"]["key"]
    if not is_safe(filename):
        return {"status": "error"}
    os.system("touch /tmp/{}.txt".format(filename))


def is_safe(name):
    return re.fullmatch(r"[a-z0-9]+", name) is not None
`,
    },
    {
      name: 'a check of another module, whatever it looks at',
      kind: 'unknown',
      file: 'uploads.py',
      text: `import os

from checks import is_safe


def handler(event, context):
    filename = event["Records"][0]["s3"]["object"]["key"]
    if not is_safe(filename):
        return {"status": "error"}
    os.system("touch /tmp/{}.txt".format(filename))
`,
    },
    {
      name: 'a program that is started with a list',
      kind: 'near-miss',
      file: 'handler.js',
      text: `const { spawnSync } = require('child_process');

exports.handler = async (event) => {
  const { repo } = JSON.parse(event.body);
  const out = spawnSync('git', ['ls-remote', '--', repo]);
  return { statusCode: 200, body: out.stdout.toString() };
};
`,
    },
    {
      name: 'a shell whose script is ours, with the text as its argument',
      kind: 'near-miss',
      file: 'handler.py',
      text: `import subprocess

def handler(event, context):
    name = event["queryStringParameters"]["name"]
    out = subprocess.run(["bash", "-c", 'grep -c -- "$1" /opt/names.txt', "count", name], capture_output=True, text=True)
    return {"statusCode": 200, "body": out.stdout}
`,
    },
    {
      name: 'a route of Flask that starts a program',
      kind: 'near-miss',
      file: 'main.py',
      text: `import os
import subprocess
from flask import Flask, request

app = Flask(__name__)

@app.route("/ping")
def ping():
    host = request.args.get("host")
    return subprocess.check_output(["ping", "-c1", "--", host])
`,
    },
    {
      name: 'Micronaut starts a program',
      kind: 'near-miss',
      file: 'OrderController.java',
      text: `package app;

import io.micronaut.http.annotation.*;

@Controller("/tools")
public class OrderController {
    @Get("/lookup")
    public String lookup(@QueryValue String host) throws Exception {
        Process p = new ProcessBuilder("nslookup", host).start();
        return new String(p.getInputStream().readAllBytes());
    }
}
`,
    },
    {
      name: 'who is signed in, as Firebase tells it',
      kind: 'near-miss',
      file: 'functions/index.js',
      text: `const functions = require('firebase-functions');
const { execFileSync } = require('child_process');

exports.size = functions.region('europe-west1').https.onCall((request) => {
  return execFileSync('du', ['-s', '/mnt/' + request.auth.uid]).toString();
});
`,
    },
  ],
} satisfies Cases;
