/** Input is run as code. */
import { defineRule } from '../rule.ts';
import { flowsAndStored } from './flow.ts';

const repair = {
  title: 'read it as data',
  check: 'only values can be read from then on: lists, numbers, texts',
};

export default defineRule({
  id: 'injection/code',
  title: 'Input is run as code',
  practice: 'injection',
  severity: 'critical',
  confidence: 'high',
  cwe: [94, 95],
  why: 'Whoever sends the event runs code of his own inside the function, with its credentials and its data.',
  remedy: 'Parse the input as data (JSON, a literal, an allow list of operations).',
  references: ['https://cheatsheetseries.owasp.org/cheatsheets/Injection_Prevention_Cheat_Sheet.html'],
  since: '0.1.0',
  messages: {
    flow: '{call} runs what the caller of {name} sends as code',
    stored: '{call} runs as code what was stored before, and {name} looks up for its caller',
  },

  check: (application) => flowsAndStored('code', repair, application),
});
