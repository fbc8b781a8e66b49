/** Objects are made of input. */
import { defineRule } from '../rule.ts';
import { flowsAndStored } from './flow.ts';

const repair = {
  title: 'load it as data',
  check: 'who writes it must write plain data from then on',
};

export default defineRule({
  id: 'injection/deserialization',
  title: 'Objects are made of input',
  practice: 'injection',
  severity: 'critical',
  confidence: 'high',
  cwe: [502],
  why: 'Formats for objects can call code while they are read: whoever sends the event runs what he likes.',
  remedy: 'Read data formats only: JSON, or YAML with a safe loader.',
  references: ['https://cheatsheetseries.owasp.org/cheatsheets/Deserialization_Cheat_Sheet.html'],
  since: '0.1.0',
  messages: {
    flow: '{call} makes objects of what the caller of {name} sends',
    stored: '{call} makes objects of what was stored before, and {name} looks up for its caller',
  },

  check: (application) => flowsAndStored('deserialization', repair, application),
});
