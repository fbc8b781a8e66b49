/** A shell runs input. */
import { defineRule } from '../rule.ts';
import { flowsAndStored } from './flow.ts';

const repair = {
  title: 'start the program with a list of arguments',
  check: 'an argument that begins with a dash is still read as an option: put `--` before it where the program knows it',
};

export default defineRule({
  id: 'injection/command',
  title: 'A shell runs input',
  practice: 'injection',
  severity: 'critical',
  confidence: 'high',
  cwe: [78],
  why: 'Whoever sends the event runs programs of his own with the rights of the function: its credentials stand in its environment.',
  remedy: 'Start the program with a list of arguments and without a shell.',
  references: ['https://cheatsheetseries.owasp.org/cheatsheets/OS_Command_Injection_Defense_Cheat_Sheet.html'],
  since: '0.1.0',
  messages: {
    flow: '{call} runs a command line that is put together from what the caller of {name} sends',
    stored: '{call} runs a command line that is put together from what was stored before, and {name} looks up for its caller',
  },

  check: (application) => flowsAndStored('command', repair, application),
});
