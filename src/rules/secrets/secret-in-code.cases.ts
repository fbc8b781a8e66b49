/** The cases of secrets/secret-in-code. */
import type { Cases } from '../rule.ts';

const stripe = `${'sk_'}live_${'9fK2mQ7xT4vB8nR1cW6zJ3hL'}`;
const storageKey = `AccountKey=${'NgOoFp0p8bWmXq7V5yC2hZ4kT6rS1dLuJ9eA3wQiRvE'.split('').reverse().join('')}Kx==`;
const token = `${'ghp'}_${'karEl9zBnLvIs9TuKCe0zO6NQmjINPv7uCsd'.split('').reverse().join('')}`;
const entra = `${'kTr'}8Q~${'bWmXq7V5yC2hZ4kT6rS1dLuJ9eA3wQiRvE'.split('').reverse().join('')}`;

export default {
  vulnerable: [
    {
      name: 'a password among the arguments of a connection',
      file: 'handler.py',
      text: `"""Reads orders."""
import pymysql

connection = pymysql.connect(host="db.internal", user="app", password=«"supersecret"»)


def handler(event, context):
    return {"statusCode": 200}
`,
      fixed: `"""Reads orders."""
import os
import pymysql

connection = pymysql.connect(host="db.internal", user="app", password=os.environ["PASSWORD"])


def handler(event, context):
    return {"statusCode": 200}
`,
    },
    {
      name: 'a sample-looking key that the program really uses',
      file: 'index.js',
      text: `const API_KEY = «"my-secret-key"»;

exports.handler = async () => fetch('https://api.example.com/orders', { headers: { 'x-api-key': API_KEY } });
`,
      fixed: `const API_KEY = process.env.API_KEY;

exports.handler = async () => fetch('https://api.example.com/orders', { headers: { 'x-api-key': API_KEY } });
`,
    },
    {
      name: 'a key of a provider, handed to a constructor',
      file: 'pay.ts',
      text: `import Stripe from 'stripe';

const stripe = new Stripe(«'${stripe}'»);
`,
      fixed: `import Stripe from 'stripe';

const stripe = new Stripe(process.env.STRIPE_KEY!);
`,
    },
    {
      name: 'a constant of a class',
      file: 'src/main/java/Stock.java',
      text: `public class Stock {
    private static final String DB_PASSWORD = «"fLu9-Kanaalbrug!04"»;
}
`,
      fixed: `public class Stock {
    private static final String DB_PASSWORD = System.getenv("DB_PASSWORD");
}
`,
    },
    {
      name: 'a constant of a Go program becomes a variable',
      file: 'main.go',
      text: `package main

const token = «"${token}"»
`,
      fixed: `package main

import "os"

var token = os.Getenv("TOKEN")
`,
    },
    {
      name: 'a constant among others of Go',
      file: 'main.go',
      text: `package main

import (
	"net/http"
	"os"
)

const (
	api   = "https://api.example.com/v1"
	token = «"${token}"»
)

func main() {
	if os.Getenv("DRY_RUN") == "" {
		http.Get(api + "?token=" + token)
	}
}
`,
      fixed: `package main

import (
	"net/http"
	"os"
)

const (
	api   = "https://api.example.com/v1"
)

var token = os.Getenv("TOKEN")

func main() {
	if os.Getenv("DRY_RUN") == "" {
		http.Get(api + "?token=" + token)
	}
}
`,
    },
    {
      name: 'a connection string over two lines',
      file: 'src/Sender.cs',
      text: `using System;

class Sender
{
    private const string Connection =
        «"Endpoint=sb://alerts.servicebus.windows.net/;SharedAccessKeyName=send;SharedAccessKey=${'wUE2QrTae5saexPJvWkTj6PQQ/46t8bDFSoZwEiTSVs='.split('').reverse().join('').replace('=', 'x')}"»;
}
`,
      fixed: `using System;

class Sender
{
    private static readonly string Connection =
        Environment.GetEnvironmentVariable("CONNECTION");
}
`,
    },
    {
      name: 'a constant of C# becomes a field that is set when the program starts',
      file: 'src/Publisher.cs',
      text: `using System;

class Publisher
{
    private const string ApiKey = «"q8ZkT3qWm0XyB5vRfN7d"»;
}
`,
      fixed: `using System;

class Publisher
{
    private static readonly string ApiKey = Environment.GetEnvironmentVariable("API_KEY");
}
`,
    },
    {
      name: 'what stands in for a variable that is not set',
      file: 'config.py',
      text: `import os

JWT_SECRET = os.environ.get("JWT_SECRET", «"n0t-so-secret-42"»)
`,
      fixed: `import os

JWT_SECRET = os.environ["JWT_SECRET"]
`,
    },
    {
      name: 'inline code of a template',
      file: 'template.yaml',
      text: `Resources:
  Alert:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: python3.13
      Code:
        ZipFile: |
          TOKEN = «"pgr1_u8ZkT3qWm0XyB5vRfN7dLsHc2JaEoG9i"»

          def handler(event, context):
              return TOKEN
`,
      fixed: `Resources:
  Alert:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: python3.13
      Code:
        ZipFile: |
          import os
          TOKEN = os.environ["TOKEN"]

          def handler(event, context):
              return TOKEN
`,
    },
    {
      name: 'the key was commented out, and is still there',
      file: 'app.py',
      text: `import os

connection = os.environ["STORAGE"]
# connection = "DefaultEndpointsProtocol=https;AccountName=blog;«${storageKey}»;EndpointSuffix=core.windows.net"
# JWT_SECRET = "«T2x!yL6#]zc>Bu»"
`,
      fixed: null,
    },
    {
      name: 'comments of other languages hold keys too',
      file: 'src/Db.java',
      text: `public class Db {
    /*
     * old key, until March:
     * «${token}»
     */
    // private static final String PRIMARY_KEY = "«4f1c9a0b7d3e52868a6f0c1d9b2e7743»";
    String key = System.getenv("DB_KEY");
}
`,
      fixed: null,
    },
    {
      name: 'a secret of an application of Entra, told by its looks',
      file: 'index.ts',
      text: `import { ClientSecretCredential } from '@azure/identity';

export const credential = new ClientSecretCredential(process.env.TENANT!, process.env.CLIENT!, «'${entra}'»);
`,
      fixed: `import { ClientSecretCredential } from '@azure/identity';

export const credential = new ClientSecretCredential(process.env.TENANT!, process.env.CLIENT!, process.env.AZURE_CLIENT_SECRET!);
`,
    },
    {
      name: 'a key that is handed over by its position',
      file: 'sign.js',
      text: `const jwt = require('jsonwebtoken');

exports.handler = async (event) => {
  const claims = { sub: event.requestContext.authorizer.claims.sub };
  return { statusCode: 200, body: jwt.sign(claims, «'nachtegaal-7731-zomerdijk'», { expiresIn: '1h' }) };
};
`,
      fixed: `const jwt = require('jsonwebtoken');

exports.handler = async (event) => {
  const claims = { sub: event.requestContext.authorizer.claims.sub };
  return { statusCode: 200, body: jwt.sign(claims, process.env.JWT_SECRET, { expiresIn: '1h' }) };
};
`,
    },
    {
      name: 'a data source of Go',
      file: 'db.go',
      text: `package fn

import (
	"database/sql"

	_ "github.com/go-sql-driver/mysql"
)

func open() (*sql.DB, error) {
	return sql.Open("mysql", «"svc_rooms:Kaas-Schaaf-4410@tcp(db.prod.internal:3306)/rooms?tls=true"»)
}
`,
      fixed: `package fn

import (
	"database/sql"
	"os"

	_ "github.com/go-sql-driver/mysql"
)

func open() (*sql.DB, error) {
	return sql.Open("mysql", os.Getenv("PASSWORD_IN_AN_ADDRESS"))
}
`,
    },
  ],
  safe: [
    {
      name: 'the name of an entry in a vault',
      kind: 'near-miss',
      file: 'src/main/java/Stock.java',
      text: `public class Stock {
    private static final String DB_PASSWORD_SECRET = "projects/stock/secrets/stock-db/versions/latest";
    private final String password = Vault.read("orders/db-password");
}
`,
    },
    {
      name: 'words of an interface',
      kind: 'near-miss',
      file: 'src/form.tsx',
      text: `const labels = { password: 'Password', newPassword: 'newPassword', token: 'Your token has expired', apiKey: 'API key' };
export const Form = () => <input type="password" name="password" />;
const ACCESS_TOKEN = 'access_token';
const API_KEY_HEADER = 'x-api-key';
`,
    },
    {
      name: 'what the environment holds nobody knows here',
      kind: 'unknown',
      file: 'handler.py',
      text: `import os

PASSWORD = os.environ["DB_PASSWORD"]
API_KEY = os.getenv("API_KEY", "")
`,
    },
    {
      name: 'the key that a vendor prints in its documentation',
      kind: 'near-miss',
      file: 'handler.py',
      text: `AWS_ACCESS_KEY_ID = "AKIAIOSFODNN7EXAMPLE"
AWS_SECRET_ACCESS_KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
`,
    },
    {
      name: 'comments that explain what a setting looks like',
      kind: 'near-miss',
      file: 'config.js',
      text: `// password: "your-password-here"
// const apiKey = 'my-api-key';
// url: postgres://user:passw0rd@db.example.com/orders
// API_KEY = "AKIAIOSFODNN7EXAMPLE"
// checksum = "9fceb02d0ae598e95dc970b74767f193"
/* token: "see the wiki" */
exports.url = 'https://example.com/#token = "x"'; // the address of the service
exports.cacheKey = '9fceb02d0ae598e95dc970b74767f193';
`,
    },
    {
      name: 'a key that the environment hands over',
      kind: 'near-miss',
      file: 'sign.js',
      text: `const crypto = require('node:crypto');
const jwt = require('jsonwebtoken');

exports.handler = async (event) => {
  const digest = crypto.createHmac('sha256', process.env.HMAC_SECRET).update(event.body).digest('hex');
  return { statusCode: 200, body: jwt.sign({ digest }, process.env.SIGNING_KEY, { algorithm: 'HS256' }) };
};
`,
    },
    {
      name: "a data source on the developer's own machine",
      kind: 'near-miss',
      file: 'db.go',
      text: `package fn

import "database/sql"

func open() (*sql.DB, error) {
	return sql.Open("mysql", "root:geheim@tcp(127.0.0.1:3306)/rooms")
}
`,
    },
  ],
} satisfies Cases;
