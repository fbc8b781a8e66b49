/** A file is chosen by input. */
import { defineRule } from '../rule.ts';
import { flowsInto } from './flow.ts';

const repair = {
  title: 'take the name only',
  check: 'folders below are not reached any more: check the whole path against its root where they must be',
};

export default defineRule({
  id: 'injection/path-traversal',
  title: 'A file is chosen by input',
  practice: 'injection',
  severity: 'high',
  confidence: 'high',
  cwe: [22],
  why: 'With ../ in it the text leads out of the folder that is meant: to the code, to credentials, to other customers’ files.',
  remedy: 'Take the last part of the name only, or look the name up in a list, and check that the result lies in the folder.',
  references: ['https://cheatsheetseries.owasp.org/cheatsheets/Input_Validation_Cheat_Sheet.html'],
  since: '0.1.0',
  messages: {
    flow: '{call} opens a file whose path comes from what the caller of {name} sends',
  },

  check: (application) => flowsInto('path', repair, application),
});
