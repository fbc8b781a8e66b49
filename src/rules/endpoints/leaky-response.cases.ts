/** The cases of endpoints/leaky-response. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a stack trace in the body',
      file: 'handler.py',
      text: `import json
import traceback


def handler(event, context):
    try:
        return {"statusCode": 200, "body": work(event)}
    except Exception:
        return {"statusCode": 500, "body": json.dumps({"trace": «traceback.format_exc()»})}
`,
      fixed: null,
    },
    {
      name: 'the text of the error in the body',
      file: 'index.js',
      severity: 'low',
      text: `exports.handler = async (event) => {
  try {
    return { statusCode: 200, body: await work(event) };
  } catch (error) {
    return { statusCode: 500, body: JSON.stringify({ message: «error.message» }) };
  }
};
`,
      fixed: null,
    },
    {
      name: 'the environment in the body',
      file: 'index.mjs',
      severity: 'high',
      text: `export const handler = async (event) => ({ statusCode: 200, body: JSON.stringify({ env: «process.env», path: event.rawPath }) });
`,
      fixed: null,
    },
    {
      name: 'a stack trace that a function of Firebase sends',
      file: 'functions/index.js',
      text: `const { onRequest } = require('firebase-functions/v2/https');

exports.convert = onRequest(async (req, res) => {
  try {
    res.json(await convert(req.query.to));
  } catch (err) {
    res.status(500).send(«err.stack»);
  }
});
`,
      fixed: null,
    },
    {
      name: 'an exception of .NET with all it holds',
      file: 'Pay.cs',
      text: `using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

public class Pay(Payments payments)
{
    [Function("Pay")]
    public async Task<IActionResult> Run([HttpTrigger(AuthorizationLevel.Function, "post")] HttpRequest req)
    {
        try
        {
            return new OkObjectResult(await payments.Take(req));
        }
        catch (Exception e)
        {
            return new ObjectResult(«e.ToString()») { StatusCode = 500 };
        }
    }
}
`,
      fixed: null,
    },
  ],
  safe: [
    {
      name: 'the error goes to the log, and its id to the caller',
      kind: 'fixed',
      file: 'index.js',
      text: `exports.handler = async (event, context) => {
  try {
    return { statusCode: 200, body: await work(event) };
  } catch (error) {
    console.error(error);
    return { statusCode: 500, body: JSON.stringify({ message: 'something went wrong', id: context.awsRequestId }) };
  }
};
`,
    },
    {
      name: 'one variable of the environment',
      kind: 'near-miss',
      file: 'index.js',
      text: `exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify({ stage: process.env.STAGE, path: event.rawPath }) });
`,
    },
    {
      name: 'what a module makes of the error, nobody knows here',
      kind: 'unknown',
      file: 'index.js',
      text: `const { answer } = require('./answers');

exports.handler = async (event) => {
  try {
    return { statusCode: 200, body: await work(event) };
  } catch (error) {
    return { statusCode: 500, body: answer(error) };
  }
};
`,
    },
    {
      name: 'a result that holds no exception',
      kind: 'near-miss',
      file: 'Pay.cs',
      text: `using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

public class Pay(Payments payments)
{
    [Function("Pay")]
    public async Task<IActionResult> Run([HttpTrigger(AuthorizationLevel.Function, "post")] HttpRequest req)
    {
        try
        {
            return new OkObjectResult((await payments.Take(req)).ToString());
        }
        catch (Exception)
        {
            return new ObjectResult("payment failed") { StatusCode = 500 };
        }
    }
}
`,
    },
    {
      name: 'what a step inside of the handler gives',
      kind: 'near-miss',
      file: 'index.mjs',
      text: `export const handler = wrapped(async (event, context) => {
  try {
    return { statusCode: 200, body: await work(event) };
  } catch (error) {
    await context.step('failed', async () => {
      return { status: 'FAILED', error: error.message };
    });
    return { statusCode: 500, body: 'failed' };
  }
});
`,
    },
  ],
} satisfies Cases;
