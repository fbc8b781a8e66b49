/** Examples of transport/unverified-certificate. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'Node.js believes every certificate',
      file: 'serverless.yml',
      text: `
service: billing
provider:
  name: aws
  runtime: nodejs24.x
  environment:
    NODE_TLS_REJECT_UNAUTHORIZED: «'0'»
functions:
  invoice:
    handler: dist/invoice.run
`,
      fixed: `
service: billing
provider:
  name: aws
  runtime: nodejs24.x
  environment:
    NODE_TLS_REJECT_UNAUTHORIZED: '1'
functions:
  invoice:
    handler: dist/invoice.run
`,
    },
    {
      name: 'a switch of the application',
      file: 'main.tf',
      text: `
resource "aws_lambda_function" "sync" {
  function_name = "sync"
  role          = "arn:aws:iam::111122223333:role/sync"
  filename      = "sync.zip"
  handler       = "app.handler"
  runtime       = "python3.13"

  environment {
    variables = {
      PARTNER_VERIFY_SSL = «"false"»
    }
  }
}
`,
      fixed: `
resource "aws_lambda_function" "sync" {
  function_name = "sync"
  role          = "arn:aws:iam::111122223333:role/sync"
  filename      = "sync.zip"
  handler       = "app.handler"
  runtime       = "python3.13"

  environment {
    variables = {
      PARTNER_VERIFY_SSL = "true"
    }
  }
}
`,
    },
    {
      name: 'a connection string says it',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Report:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: report/
      Handler: app.handler
      Runtime: nodejs24.x
      Environment:
        Variables:
          DATABASE: «mongodb://docs.abc.eu-west-1.docdb.amazonaws.com:27017/?tls=true&tlsAllowInvalidCertificates=true»
`,
      fixed: null,
    },
    {
      name: 'a session of Python that believes any certificate',
      file: 'client.py',
      text: `import requests

session = requests.Session()
session.verify = «False»
`,
      fixed: `import requests

session = requests.Session()
session.verify = True
`,
    },
    {
      name: 'an agent of Node that believes any certificate',
      file: 'client.js',
      text: `const https = require('https');
const agent = new https.Agent({ rejectUnauthorized: «false» });
`,
      fixed: `const https = require('https');
const agent = new https.Agent({ rejectUnauthorized: true });
`,
    },
    {
      name: 'a transport of Go that skips it',
      file: 'client.go',
      text: `package client

import "crypto/tls"

var config = &tls.Config{InsecureSkipVerify: «true»}
`,
      fixed: `package client

import "crypto/tls"

var config = &tls.Config{InsecureSkipVerify: false}
`,
    },
    {
      name: 'a callback of C# that says yes to everything',
      file: 'Client.cs',
      text: `class Client
{
    HttpClientHandler handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = «(message, certificate, chain, errors) => true» };
}
`,
      fixed: `class Client
{
    HttpClientHandler handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = null };
}
`,
    },
    {
      name: 'a trust manager of Java that looks at nothing',
      file: 'Client.java',
      text: `class Client {
  X509TrustManager all = new X509TrustManager() {
    «public void checkServerTrusted(X509Certificate[] chain, String type) {}»
  };
}
`,
      fixed: null,
    },
    {
      name: 'a trust manager of Java that is handed to a context',
      file: 'Client.java',
      text: `class Client {
  SSLContext context() throws Exception {
    TrustManager[] all = new TrustManager[] {
      new X509TrustManager() {
        public X509Certificate[] getAcceptedIssuers() { return null; }
        «public void checkServerTrusted(X509Certificate[] chain, String type) {}»
      }
    };
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, all, new SecureRandom());
    return tls;
  }
}
`,
      fixed: `class Client {
  SSLContext context() throws Exception {
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, null, new SecureRandom());
    return tls;
  }
}
`,
    },
    {
      name: 'clients of scripts that are told to believe everybody',
      file: 'deploy.sh',
      severity: 'medium',
      text: `
curl -fsS «-k» https://api.acme.io/orders
curl «-sSkL» https://api.acme.io/orders
curl «--insecure» https://api.acme.io/orders
wget «--no-check-certificate» https://api.acme.io/orders.tgz
npm config set strict-ssl «false»
aws s3 ls «--no-verify-ssl»
`,
      fixed: `
curl -fsS https://api.acme.io/orders
curl -sSL https://api.acme.io/orders
curl https://api.acme.io/orders
wget https://api.acme.io/orders.tgz
npm config set strict-ssl true
aws s3 ls
`,
    },
    {
      name: 'a script tells a function to trust every certificate',
      file: 'deploy.sh',
      text: `
aws lambda update-function-configuration --function-name orders --environment 'Variables={NODE_TLS_REJECT_UNAUTHORIZED=«0»}'
`,
      fixed: `
aws lambda update-function-configuration --function-name orders --environment 'Variables={NODE_TLS_REJECT_UNAUTHORIZED=1}'
`,
    },
    {
      name: 'a variable of plain CloudFormation turns it off',
      file: 'stack.yaml',
      text: `
Resources:
  Refunds:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::111122223333:role/refunds
      Handler: app.handler
      Runtime: nodejs22.x
      Code: { S3Bucket: code, S3Key: refunds.zip }
      Environment:
        Variables:
          NODE_TLS_REJECT_UNAUTHORIZED: «'0'»
`,
      fixed: `
Resources:
  Refunds:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::111122223333:role/refunds
      Handler: app.handler
      Runtime: nodejs22.x
      Code: { S3Bucket: code, S3Key: refunds.zip }
      Environment:
        Variables:
          NODE_TLS_REJECT_UNAUTHORIZED: '1'
`,
    },
    {
      name: 'away from production only',
      file: 'client.js',
      severity: 'low',
      text: `
const https = require('https');

exports.call = () => {
  let agent = new https.Agent();
  if (process.env.NODE_ENV !== 'production') {
    agent = new https.Agent({ rejectUnauthorized: «false» });
  }
  return https.get('https://orders.example.com', { agent });
};
`,
      fixed: `
const https = require('https');

exports.call = () => {
  let agent = new https.Agent();
  if (process.env.NODE_ENV !== 'production') {
    agent = new https.Agent({ rejectUnauthorized: true });
  }
  return https.get('https://orders.example.com', { agent });
};
`,
    },
    {
      name: 'in production of all places, and under a condition that says nothing of it',
      file: 'client.py',
      severity: 'high',
      text: `
import os
import requests

def handler(event, context):
    if os.environ["STAGE"] == "production":
        requests.get("https://a.example.com", verify=«False»)
    else:
        requests.get("https://b.example.com")
    if event.get("retry"):
        requests.get("https://c.example.com", verify=«False»)
`,
      fixed: `
import os
import requests

def handler(event, context):
    if os.environ["STAGE"] == "production":
        requests.get("https://a.example.com", verify=True)
    else:
        requests.get("https://b.example.com")
    if event.get("retry"):
        requests.get("https://c.example.com", verify=True)
`,
    },
    {
      name: 'a connector of aiohttp',
      file: 'client.py',
      text: `import aiohttp

async def call(order):
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=«False»)) as s:
        async with s.post("https://erp.example.com/orders", json=order) as r:
            return await r.json()
`,
      fixed: `import aiohttp

async def call(order):
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=True)) as s:
        async with s.post("https://erp.example.com/orders", json=order) as r:
            return await r.json()
`,
    },
    {
      name: 'a strategy that trusts all',
      file: 'Client.java',
      text: `package app;

import org.apache.http.conn.ssl.NoopHostnameVerifier;
import org.apache.http.conn.ssl.TrustAllStrategy;
import org.apache.http.impl.client.*;
import org.apache.http.ssl.SSLContextBuilder;

public class Client {
    static CloseableHttpClient make() throws Exception {
        return HttpClients.custom()
            .setSSLContext(new SSLContextBuilder().loadTrustMaterial(null, «TrustAllStrategy.INSTANCE»).build())
            .setSSLHostnameVerifier(«NoopHostnameVerifier.INSTANCE»)
            .build();
    }
}
`,
      fixed: `package app;

import org.apache.http.conn.ssl.DefaultHostnameVerifier;
import org.apache.http.ssl.TrustStrategy;
import org.apache.http.conn.ssl.NoopHostnameVerifier;
import org.apache.http.conn.ssl.TrustAllStrategy;
import org.apache.http.impl.client.*;
import org.apache.http.ssl.SSLContextBuilder;

public class Client {
    static CloseableHttpClient make() throws Exception {
        return HttpClients.custom()
            .setSSLContext(new SSLContextBuilder().loadTrustMaterial(null, (TrustStrategy) null).build())
            .setSSLHostnameVerifier(new DefaultHostnameVerifier())
            .build();
    }
}
`,
    },
    {
      name: 'the key of a host that nobody knows',
      file: 'sftp.py',
      text: `import paramiko


def handler(event, context):
    client = paramiko.SSHClient()
    client.set_missing_host_key_policy(«paramiko.AutoAddPolicy()»)
    client.connect("sftp.bank.example", username="batch")
`,
      fixed: null,
    },
    {
      name: 'a context that verifies nothing',
      file: 'client.py',
      text: `import ssl
import urllib.request


def handler(event, context):
    ctx = «ssl._create_unverified_context()»
    with urllib.request.urlopen("https://erp.internal/health", context=ctx) as answer:
        return answer.status
`,
      fixed: `import ssl
import urllib.request


def handler(event, context):
    ctx = ssl.create_default_context()
    with urllib.request.urlopen("https://erp.internal/health", context=ctx) as answer:
        return answer.status
`,
    },
    {
      name: 'a verifier of names that says yes',
      file: 'Client.java',
      text: `import java.net.URI;
import javax.net.ssl.HttpsURLConnection;

public class Client {
    int status() throws Exception {
        HttpsURLConnection c = (HttpsURLConnection) URI.create("https://erp.internal/health").toURL().openConnection();
        «c.setHostnameVerifier((host, session) -> true)»;
        return c.getResponseCode();
    }
}
`,
      fixed: `import java.net.URI;
import javax.net.ssl.HttpsURLConnection;

public class Client {
    int status() throws Exception {
        HttpsURLConnection c = (HttpsURLConnection) URI.create("https://erp.internal/health").toURL().openConnection();
        c.setHostnameVerifier(HttpsURLConnection.getDefaultHostnameVerifier());
        return c.getResponseCode();
    }
}
`,
    },
    {
      name: 'a verifier of Apache that verifies nothing',
      file: 'Http.java',
      text: `import org.apache.http.conn.ssl.NoopHostnameVerifier;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;

public class Http {
    static CloseableHttpClient client() {
        return HttpClients.custom().setSSLHostnameVerifier(«NoopHostnameVerifier.INSTANCE»).build();
    }
}
`,
      fixed: `import org.apache.http.conn.ssl.DefaultHostnameVerifier;
import org.apache.http.conn.ssl.NoopHostnameVerifier;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;

public class Http {
    static CloseableHttpClient client() {
        return HttpClients.custom().setSSLHostnameVerifier(new DefaultHostnameVerifier()).build();
    }
}
`,
    },
  ],
  safe: [
    {
      name: 'letters that are the value of an option before them, and the own machine',
      kind: 'near-miss',
      file: 'deploy.sh',
      text: `
curl -okeys.json https://api.acme.io/keys
curl -k https://localhost:8443/health
curl --cacert ca.pem https://api.acme.io/orders
`,
    },
    {
      name: 'a parameter decides, and its value is not known',
      kind: 'unknown',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Parameters:
  Reject:
    Type: String
Resources:
  Report:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: report/
      Handler: app.handler
      Runtime: nodejs24.x
      Environment:
        Variables:
          NODE_TLS_REJECT_UNAUTHORIZED: !Ref Reject
`,
    },
    {
      name: 'a certificate authority of its own is added, and verification is on',
      kind: 'near-miss',
      file: 'serverless.yml',
      text: `
service: billing
provider:
  name: aws
  runtime: nodejs24.x
  environment:
    NODE_TLS_REJECT_UNAUTHORIZED: '1'
    NODE_EXTRA_CA_CERTS: /var/task/certs/rds.pem
    VERIFY_SSL: 'true'
functions:
  invoice:
    handler: dist/invoice.run
`,
    },
    {
      name: 'a token that is not verified is another matter, and a certificate authority of its own is right',
      kind: 'near-miss',
      file: 'client.py',
      text: `import jwt
import requests

claims = jwt.decode(token, verify=False)
requests.get(url, verify="/opt/ca.pem")
`,
    },
    {
      name: 'a callback that looks at the certificate',
      kind: 'near-miss',
      file: 'Client.cs',
      text: `class Client
{
    HttpClientHandler handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (message, certificate, chain, errors) => errors == SslPolicyErrors.None };
}
`,
    },
    {
      name: 'whoever makes the client has the option',
      kind: 'near-miss',
      file: 'client.py',
      text: `
import ssl
import requests

class Client:
    def __init__(self, configuration):
        if configuration.verify_ssl:
            cert_reqs = ssl.CERT_REQUIRED
        else:
            cert_reqs = ssl.CERT_NONE
        self.pool = requests.Session(cert_reqs=cert_reqs)
        if configuration.insecure:
            self.pool.verify = False
`,
    },
    {
      name: 'a connector with other settings',
      kind: 'near-miss',
      file: 'client.py',
      text: `import aiohttp

async def call(order):
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=10)) as s:
        async with s.post("https://erp.example.com/orders", json=order) as r:
            return await r.json()
`,
    },
    {
      name: 'what the system trusts',
      kind: 'near-miss',
      file: 'Client.java',
      text: `package app;

import org.apache.http.impl.client.*;

public class Client {
    static CloseableHttpClient make() throws Exception {
        return HttpClients.custom().useSystemProperties().build();
    }
}
`,
    },
    {
      name: 'the key of a host that is known',
      kind: 'near-miss',
      file: 'sftp.py',
      text: `import paramiko


def handler(event, context):
    client = paramiko.SSHClient()
    client.load_host_keys("/opt/known_hosts")
    client.set_missing_host_key_policy(paramiko.RejectPolicy())
    client.connect("sftp.bank.example", username="batch")
`,
    },
  ],
} satisfies Cases;
