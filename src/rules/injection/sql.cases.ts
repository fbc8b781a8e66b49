/** The cases of injection/sql. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a query is formatted with a parameter of the request',
      file: 'handler.py',
      text: `import json
import pymysql

connection = pymysql.connect(host="db")


def handler(event, context):
    customer = event["queryStringParameters"]["customer"]
    with connection.cursor() as cursor:
        cursor.execute(«f"SELECT * FROM orders WHERE customer = '{customer}'"»)
        return {"statusCode": 200, "body": json.dumps(cursor.fetchall())}
`,
      fixed: null,
    },
    {
      name: 'the text is put together by a function of the same file',
      file: 'handler.js',
      text: `const { Pool } = require('pg');
const pool = new Pool();

function byStatus(status) {
  return "SELECT id FROM orders WHERE status = '" + status + "'";
}

exports.handler = async (event) => {
  const query = byStatus(event.queryStringParameters.status);
  const { rows } = await pool.query(«query»);
  return { statusCode: 200, body: JSON.stringify(rows) };
};
`,
      fixed: null,
    },
  ],
  safe: [
    {
      name: 'values are handed over apart from the text',
      kind: 'fixed',
      file: 'handler.py',
      text: `import pymysql

connection = pymysql.connect(host="db")


def handler(event, context):
    customer = event["queryStringParameters"]["customer"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM orders WHERE customer = %s", (customer,))
        return {"statusCode": 200}
`,
    },
    {
      name: 'a number is a number',
      kind: 'near-miss',
      file: 'handler.py',
      text: `import pymysql

connection = pymysql.connect(host="db")


def handler(event, context):
    page = int(event["queryStringParameters"]["page"])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM orders LIMIT 20 OFFSET {page * 20}")
        return {"statusCode": 200}
`,
    },
    {
      name: 'what is not on the list is turned away',
      kind: 'near-miss',
      file: 'handler.js',
      text: `const { Pool } = require('pg');
const pool = new Pool();
const columns = ['id', 'created'];

exports.handler = async (event) => {
  const { sort } = event.queryStringParameters;
  if (!columns.includes(sort)) return { statusCode: 400 };
  const { rows } = await pool.query(\`SELECT id FROM orders ORDER BY \${sort}\`);
  return { statusCode: 200, body: JSON.stringify(rows) };
};
`,
    },
  ],
} satisfies Cases;
