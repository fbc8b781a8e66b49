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
    {
      name: 'Go is told that the text is safe',
      file: 'page.go',
      text: `package page

import (
	"html/template"
	"net/http"
)

func Page(w http.ResponseWriter, r *http.Request) {
	body := template.HTML(«r.URL.Query().Get("name")»)
	page.Execute(w, body)
}
`,
      fixed: `package page

import (
	"html/template"
	"net/http"
)

func Page(w http.ResponseWriter, r *http.Request) {
	body := template.HTML(template.HTMLEscapeString(r.URL.Query().Get("name")))
	page.Execute(w, body)
}
`,
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
    {
      name: 'a template that another module holds',
      kind: 'unknown',
      file: 'handler.py',
      text: `from pages import greeting


def handler(event, context):
    return {"statusCode": 200, "body": greeting(event["queryStringParameters"]["name"])}
`,
    },
    {
      name: 'the text is escaped first',
      kind: 'near-miss',
      file: 'handler.py',
      text: `import html

from jinja2 import Template


def handler(event, context):
    name = html.escape(event["queryStringParameters"]["name"])
    return {"statusCode": 200, "body": Template("<h1>" + name + "</h1>").render()}
`,
    },
  ],
} satisfies Cases;
