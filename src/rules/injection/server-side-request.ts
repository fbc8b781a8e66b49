/** Input decides where a request goes. */
import { defineRule } from '../rule.ts';
import { flowsInto } from './flow.ts';

const repair = {
  title: 'ask only hosts that are on a list',
  check: 'name the hosts in ALLOWED_HOSTS, with commas between them, and deploy it with the function',
};

export default defineRule({
  id: 'injection/server-side-request',
  title: 'Input decides where a request goes',
  practice: 'injection',
  severity: 'high',
  confidence: 'high',
  cwe: [918],
  why: 'The function asks whatever it is told to: addresses inside the network, and the endpoint that hands out its credentials.',
  remedy: 'Let the caller choose from a list of hosts, and check the address after it is parsed.',
  references: ['https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html'],
  since: '0.1.0',
  messages: {
    flow: '{call} goes to an address that the caller of {name} chooses',
  },

  check: (application) => flowsInto('request', repair, application),
});
