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
  ],
} satisfies Cases;
