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
      fixed: null,
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
  ],
} satisfies Cases;
