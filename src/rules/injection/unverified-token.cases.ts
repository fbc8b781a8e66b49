/** The cases of injection/unverified-token. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'the signature is left out by an option',
      file: 'auth.py',
      text: `import jwt


def claims(token):
    return «jwt.decode(token, options={"verify_signature": False})»
`,
      fixed: null,
    },
    {
      name: 'tokens without a signature are accepted',
      file: 'auth.js',
      text: `const jwt = require('jsonwebtoken');

exports.claims = (token, key) => «jwt.verify(token, key, { algorithms: ['RS256', 'none'] })»;
`,
      fixed: null,
    },
  ],
  safe: [
    {
      name: 'the key is looked up in the token, which is verified then',
      kind: 'near-miss',
      file: 'auth.py',
      text: `import jwt


def claims(token):
    issuer = jwt.decode(token, options={"verify_signature": False})["iss"]
    return jwt.decode(token, keys[issuer], algorithms=["RS256"], audience="orders")
`,
    },
    {
      name: 'what is verified is handed in',
      kind: 'unknown',
      file: 'auth.py',
      text: `import jwt


def claims(token, options):
    return jwt.decode(token, KEY, algorithms=["RS256"], options=options)
`,
    },
  ],
} satisfies Cases;
