/** A database query takes conditions from input. */
import { defineRule } from '../rule.ts';
import { flowsInto } from './flow.ts';

const repair = {
  title: 'take the values as text',
  check: 'make them numbers or booleans instead where the fields hold such',
};

export default defineRule({
  id: 'injection/nosql',
  title: 'A database query takes conditions from input',
  practice: 'injection',
  severity: 'high',
  confidence: 'high',
  cwe: [943],
  why: 'An object in the place of a text is a condition of its own: it meets every document, or runs code in the database.',
  remedy: 'Make a text or a number of each value before it goes into the query, or check the input against a schema.',
  references: ['https://cheatsheetseries.owasp.org/cheatsheets/Injection_Prevention_Cheat_Sheet.html'],
  since: '0.1.0',
  messages: {
    flow: '{call} takes its conditions from what the caller of {name} sends',
  },

  check: (application) => flowsInto('nosql', repair, application),
});
