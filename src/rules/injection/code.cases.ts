/** The cases of injection/code. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'an expression of the caller is evaluated',
      file: 'handler.py',
      text: `def handler(event, context):
    return {"total": eval(«event["expression"]»)}
`,
      fixed: `import ast


def handler(event, context):
    return {"total": ast.literal_eval(event["expression"])}
`,
    },
    {
      name: 'a function is made of the body',
      file: 'index.js',
      text: `exports.handler = async (event) => {
  const { formula } = JSON.parse(event.body);
  return { statusCode: 200, body: String(new Function(«formula»)()) };
};
`,
      fixed: null,
    },
    {
      name: 'a script that lies in a bucket is run',
      file: 'index.mjs',
      severity: 'medium',
      text: `import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';

const s3 = new S3Client({});

export const handler = async (event) => {
  const [{ s3: { bucket, object } }] = event.Records;
  const found = await s3.send(new GetObjectCommand({ Bucket: bucket.name, Key: object.key }));
  const script = await found.Body.transformToString();
  return eval(«script»);
};
`,
      fixed: `import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';

const s3 = new S3Client({});

export const handler = async (event) => {
  const [{ s3: { bucket, object } }] = event.Records;
  const found = await s3.send(new GetObjectCommand({ Bucket: bucket.name, Key: object.key }));
  const script = await found.Body.transformToString();
  return JSON.parse(script);
};
`,
    },
    {
      name: 'a template that the caller writes',
      file: 'index.mjs',
      text: `import ejs from 'ejs';

export const handler = async (event) => {
  const input = JSON.parse(event.body);
  return { statusCode: 200, body: ejs.render(«input.template», { name: input.name }) };
};
`,
      fixed: null,
    },
    {
      name: 'a formula without built-in functions',
      file: 'calc.py',
      text: `import json


def handler(event, context):
    formula = json.loads(event["body"])["formula"]
    return {"statusCode": 200, "body": json.dumps(eval(«formula», {"__builtins__": {}}))}
`,
      fixed: `import ast
import json


def handler(event, context):
    formula = json.loads(event["body"])["formula"]
    return {"statusCode": 200, "body": json.dumps(ast.literal_eval(formula))}
`,
    },
  ],
  safe: [
    {
      name: 'a literal is read as data',
      kind: 'near-miss',
      file: 'handler.py',
      text: `import ast


def handler(event, context):
    return {"total": ast.literal_eval(event["expression"])}
`,
    },
    {
      name: 'what is evaluated comes from nobody knows where',
      kind: 'unknown',
      file: 'handler.py',
      text: `from rules import load


def handler(event, context):
    return {"allowed": eval(load())}
`,
    },
    {
      name: 'values for a template of ours',
      kind: 'near-miss',
      file: 'index.mjs',
      text: `import ejs from 'ejs';

export const handler = async (event) => {
  const input = JSON.parse(event.body);
  return { statusCode: 200, body: ejs.render('Dear <%= name %>', { name: input.name }) };
};
`,
    },
  ],
} satisfies Cases;
