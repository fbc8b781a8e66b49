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
  ],
  safe: [
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
  ],
} satisfies Cases;
