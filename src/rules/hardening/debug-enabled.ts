/** Switches for developers that are left on. */
import { effective } from '../../model/value.ts';
import { debugSwitch } from '../../platform/aws/debug-switches.ts';
import { defineRule, set } from '../rule.ts';
import { variablesOf } from '../variable.ts';

export default defineRule({
  id: 'hardening/debug-enabled',
  title: 'Debugging is left on',
  practice: 'function-hardening',
  severity: 'low',
  confidence: 'medium',
  cwe: [489],
  why: 'What helps to find mistakes helps to find holes: whole events end in logs, errors tell how the program is built, and a debugger lets others in.',
  remedy: 'Turn it off in what is deployed, and on where you look for a mistake.',
  references: [
    'https://docs.powertools.aws.dev/lambda/python/latest/#environment-variables',
    'https://nodejs.org/en/learn/getting-started/debugging',
    'https://flask.palletsprojects.com/en/stable/debugging/',
  ],
  since: '0.1.0',
  messages: {
    events: '{variable} has {name} write every event it gets to the log',
    errors: '{variable} has {name} tell callers how it is built',
    debugger: '{variable} opens a debugger in {name}, by which others can run code in it',
    chatty: '{variable} has {name} log what is meant for developers',
  },

  *check(application) {
    const told = new Set<string>();
    for (const { name, value, owner } of variablesOf(application)) {
      const place = `${value.at.file.path}:${value.at.start}`;
      // What a deployment may set otherwise is no decision of this text.
      const written = value.state === 'known' ? effective(value) : undefined;
      const found = written === undefined ? undefined : debugSwitch(name, written);
      // Settings that functions share are told with the first of them.
      if (!found || owner.isFrameworks || (!application.find(owner.key) && told.has(place))) continue;
      told.add(place);
      const { kind, quiet } = found;
      yield {
        message: kind,
        data: { name: owner.label, variable: name },
        at: value,
        subject: owner,
        evidence: name,
        severity: kind === 'debugger' ? 'medium' : kind === 'chatty' ? 'note' : 'low',
        fixes: quiet === undefined ? [] : [{ title: 'turn it off', risk: 'safe', changes: [set(value, quiet)] }],
      };
    }
  },
});
