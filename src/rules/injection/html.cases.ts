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
    {
      name: 'an answer that is a page',
      file: 'handler.js',
      text: `exports.handler = async (event) => {
  const name = event.queryStringParameters.name;
  return { statusCode: 200, headers: { 'Content-Type': 'text/html' }, body: «\`<h1>Hello \${name}</h1>\`» };
};
`,
      fixed: `exports.handler = async (event) => {
  const name = event.queryStringParameters.name;
  return { statusCode: 200, headers: { 'Content-Type': 'text/html' }, body: \`<h1>Hello \${String(name).replace(/[&<>"']/g, (sign) => \`&#\${sign.charCodeAt(0)};\`)}</h1>\` };
};
`,
    },
    {
      name: 'what Express sends is a page',
      file: 'index.js',
      text: `const functions = require('@google-cloud/functions-framework');

functions.http('hello', (req, res) => {
  const name = req.query.name || 'World';
  res.status(200).send(«\`<h1>Hello \${name}</h1>\`»);
});
`,
      fixed: `const functions = require('@google-cloud/functions-framework');

functions.http('hello', (req, res) => {
  const name = req.query.name || 'World';
  res.status(200).send(\`<h1>Hello \${String(name).replace(/[&<>"']/g, (sign) => \`&#\${sign.charCodeAt(0)};\`)}</h1>\`);
});
`,
    },
    {
      name: 'a page that is put together bit by bit: escaping it as a whole would show its tags',
      file: 'index.js',
      text: `const functions = require('@google-cloud/functions-framework');

functions.http('list', (req, res) => {
  let html = '<ul>';
  for (const item of req.body.items) {
    html += \`<li>\${item}</li>\`;
  }
  html += '</ul>';
  res.send(«html»);
});
`,
      fixed: null,
    },
    {
      name: 'what a function of Google Cloud gives back is a page',
      file: 'main.py',
      text: `import functions_framework

@functions_framework.http
def hello(request):
    name = request.args.get("name", "World")
    return «"<h1>Hello {}</h1>".format(name)»
`,
      fixed: `import html
import functions_framework

@functions_framework.http
def hello(request):
    name = request.args.get("name", "World")
    return "<h1>Hello {}</h1>".format(html.escape(name))
`,
    },
    {
      name: 'Go prints a page',
      file: 'fn.go',
      text: `package fn

import (
	"fmt"
	"net/http"
)

func Hello(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	fmt.Fprintf(w, "<h1>Hello %s</h1>", «name»)
}
`,
      fixed: `package fn

import (
	"fmt"
	"html"
	"net/http"
)

func Hello(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	fmt.Fprintf(w, "<h1>Hello %s</h1>", html.EscapeString(name))
}
`,
    },
    {
      name: 'a page of Azure Functions',
      file: 'function_app.py',
      text: `import azure.functions as func

app = func.FunctionApp()

@app.route(route="hello")
def hello(req: func.HttpRequest) -> func.HttpResponse:
    name = req.params.get("name")
    return func.HttpResponse(«f"<p>Hello {name}</p>"», mimetype="text/html")
`,
      fixed: `import html
import azure.functions as func

app = func.FunctionApp()

@app.route(route="hello")
def hello(req: func.HttpRequest) -> func.HttpResponse:
    name = req.params.get("name")
    return func.HttpResponse(f"<p>Hello {html.escape(name)}</p>", mimetype="text/html")
`,
    },
  ],
  safe: [
    {
      name: 'what the session holds, the server put there',
      kind: 'near-miss',
      file: 'index.js',
      text: `const functions = require('@google-cloud/functions-framework');

functions.http('cart', (req, res) => {
  res.send(\`<p>\${req.session.cart}</p>\`);
});
`,
    },
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
    {
      name: 'an answer whose text is escaped',
      kind: 'near-miss',
      file: 'handler.js',
      text: `const escape = require('escape-html');
exports.handler = async (event) => {
  const name = event.queryStringParameters.name;
  return { statusCode: 200, headers: { 'Content-Type': 'text/html' }, body: \`<h1>Hello \${escape(name)}</h1>\` };
};
`,
    },
    {
      name: 'what Express sends is escaped',
      kind: 'near-miss',
      file: 'index.js',
      text: `const functions = require('@google-cloud/functions-framework');
const escapeHtml = require('escape-html');

functions.http('hello', (req, res) => {
  const name = req.query.name || 'World';
  res.status(200).send(\`<h1>Hello \${escapeHtml(name)}</h1>\`);
});
`,
    },
    {
      name: 'what the function gives back is escaped',
      kind: 'near-miss',
      file: 'main.py',
      text: `import functions_framework
from markupsafe import escape

@functions_framework.http
def hello(request):
    name = request.args.get("name", "World")
    return "<h1>Hello {}</h1>".format(escape(name))
`,
    },
    {
      name: 'Go prints what is escaped',
      kind: 'near-miss',
      file: 'fn.go',
      text: `package fn

import (
	"fmt"
	"html"
	"net/http"
)

func Hello(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	fmt.Fprintf(w, "<h1>Hello %s</h1>", html.EscapeString(name))
}
`,
    },
    {
      name: 'a page with escaped text',
      kind: 'near-miss',
      file: 'function_app.py',
      text: `import html
import azure.functions as func

app = func.FunctionApp()

@app.route(route="hello")
def hello(req: func.HttpRequest) -> func.HttpResponse:
    name = html.escape(req.params.get("name") or "")
    return func.HttpResponse(f"<p>Hello {name}</p>", mimetype="text/html")
`,
    },
  ],
} satisfies Cases;
