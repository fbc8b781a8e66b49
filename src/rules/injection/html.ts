/** Input becomes markup. */
import { defineRule } from '../rule.ts';
import { flowsInto } from './flow.ts';

const repair = {
  title: 'show it as text',
  check: 'check that no markup is meant to come from callers',
};

export default defineRule({
  id: 'injection/html',
  title: 'Input becomes markup',
  practice: 'injection',
  severity: 'medium',
  confidence: 'high',
  cwe: [79, 1336],
  why: 'The text runs as script in the browser of whoever opens the page, or as a template on the server.',
  remedy: 'Escape the text where it goes into markup, or hand it to a template as a value.',
  references: ['https://cheatsheetseries.owasp.org/cheatsheets/Cross_Site_Scripting_Prevention_Cheat_Sheet.html'],
  since: '0.1.0',
  messages: {
    flow: '{call} takes what the caller of {name} sends for markup',
  },

  check: (application) => flowsInto('html', repair, application),
});
