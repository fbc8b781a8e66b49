/** The cases of injection/html. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a template is made of a parameter',
      file: 'handler.py',
      text: `from jinja2 import Template


def handler(event, context):
    page = Template(«"<h1>Hello " + event["queryStringParameters"]["name"] + "</h1>"»).render()
    return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": page}
`,
      fixed: null,
    },
  ],
  safe: [
    {
      name: 'the text is a value of the template',
      kind: 'fixed',
      file: 'handler.py',
      text: `from jinja2 import Template

page = Template("<h1>Hello {{ name|e }}</h1>")


def handler(event, context):
    return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": page.render(name=event["queryStringParameters"]["name"])}
`,
    },
  ],
} satisfies Cases;
