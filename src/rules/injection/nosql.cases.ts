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
      fixed: null,
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
  ],
} satisfies Cases;
