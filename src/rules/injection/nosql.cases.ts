/** The cases of injection/nosql. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a part of the body becomes a condition',
      file: 'handler.js',
      text: `const { MongoClient } = require('mongodb');
const client = new MongoClient(process.env.MONGO_URL);

exports.handler = async (event) => {
  const body = JSON.parse(event.body);
  const user = await client.db('app').collection('users').findOne(«{ name: body.name, password: body.password }»);
  return { statusCode: user ? 200 : 401 };
};
`,
      fixed: `const { MongoClient } = require('mongodb');
const client = new MongoClient(process.env.MONGO_URL);

exports.handler = async (event) => {
  const body = JSON.parse(event.body);
  const user = await client.db('app').collection('users').findOne({ name: String(body.name), password: String(body.password) });
  return { statusCode: user ? 200 : 401 };
};
`,
    },
    {
      name: 'the whole body is the filter',
      file: 'handler.py',
      text: `import json

from pymongo import MongoClient

users = MongoClient()["app"]["users"]


def handler(event, context):
    user = users.find_one(«json.loads(event["body"])»)
    return {"statusCode": 200 if user else 401}
`,
      fixed: null,
    },
    {
      name: 'a body and a query of Express',
      file: 'app.js',
      text: `const express = require('express');
const { MongoClient } = require('mongodb');
const users = new MongoClient(process.env.MONGO).db('app').collection('users');
const app = express();
app.post('/users/find', async (req, res) => {
  res.json(await users.findOne(«{ name: req.body.name, token: req.query.token }»));
});
module.exports = app;
`,
      fixed: `const express = require('express');
const { MongoClient } = require('mongodb');
const users = new MongoClient(process.env.MONGO).db('app').collection('users');
const app = express();
app.post('/users/find', async (req, res) => {
  res.json(await users.findOne({ name: String(req.body.name), token: String(req.query.token) }));
});
module.exports = app;
`,
    },
  ],
  safe: [
    {
      name: 'texts are made texts',
      kind: 'fixed',
      file: 'handler.js',
      text: `const { MongoClient } = require('mongodb');
const client = new MongoClient(process.env.MONGO_URL);

exports.handler = async (event) => {
  const body = JSON.parse(event.body);
  const user = await client.db('app').collection('users').findOne({ name: String(body.name), password: String(body.password) });
  return { statusCode: user ? 200 : 401 };
};
`,
    },
    {
      name: 'an array is searched, no database',
      kind: 'near-miss',
      file: 'handler.js',
      text: `const orders = require('./orders.json');

exports.handler = async (event) => orders.find((order) => order.id === event.id);
`,
    },
    {
      name: 'what the collection is, nobody knows here',
      kind: 'unknown',
      file: 'handler.js',
      text: `const { store } = require('./store');

exports.handler = async (event) => store.find({ id: event.id });
`,
    },
    {
      name: 'texts of a path and of headers',
      kind: 'near-miss',
      file: 'app.js',
      text: `const express = require('express');
const { MongoClient } = require('mongodb');
const users = new MongoClient(process.env.MONGO).db('app').collection('users');
const app = express();
app.get('/users/:id', async (req, res) => {
  const { id } = req.params;
  res.json(await users.findOne({ id, tenant: req.params.tenant, lang: req.headers['accept-language'] }));
});
module.exports = app;
`,
    },
  ],
} satisfies Cases;
