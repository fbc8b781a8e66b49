/** SQL is put together from input. */
import { defineRule } from '../rule.ts';
import { flowsAndStored } from './flow.ts';

const repair = {
  title: 'take the values out of the text of the query',
  check: 'check that nothing else than values is put into the text, and that the types of the columns fit',
};

export default defineRule({
  id: 'injection/sql',
  title: 'SQL is put together from input',
  practice: 'injection',
  severity: 'high',
  confidence: 'high',
  cwe: [89],
  why: 'Whoever sends the event can read, change or delete whatever the database user may: the text ends the query that was meant and begins another.',
  remedy: 'Hand the values over apart from the text: placeholders and a list of parameters.',
  references: ['https://cheatsheetseries.owasp.org/cheatsheets/Query_Parameterization_Cheat_Sheet.html'],
  since: '0.1.0',
  messages: {
    flow: '{call} runs SQL that is put together from what the caller of {name} sends',
    stored: '{call} runs SQL that is put together from what was stored before, and {name} looks up for its caller',
  },

  check: (application) => flowsAndStored('sql', repair, application),
});
