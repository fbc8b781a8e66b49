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
      fixed: null,
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
  ],
} satisfies Cases;
