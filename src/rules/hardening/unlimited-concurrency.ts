/** Functions that may take the whole account's concurrency for themselves. */
import { effective } from '../../model/value.ts';
import { defineRule, set } from '../rule.ts';

/** A start that keeps nine tenths of a new account's limit for the others. */
const reserved = 100;

export default defineRule({
  id: 'hardening/unlimited-concurrency',
  title: 'The function may take all concurrency',
  practice: 'function-hardening',
  severity: 'note',
  confidence: 'high',
  cwe: [770],
  why:
    'All functions of an account share one limit. One that is called without end, by mistake or on purpose, stops the others, ' +
    'floods what stands behind it, and runs up the bill.',
  remedy: 'Reserve as much concurrency for the function as it needs at its busiest.',
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html'],
  since: '0.1.0',
  messages: {
    unlimited: 'A flood of calls to {name} stops every other function of the account: it has no concurrency of its own',
  },

  *check(application) {
    const called = new Set(application.endpoints.map(({ target }) => target.to));
    for (const fn of application.functions) {
      // Elsewhere functions share no such limit.
      if (fn.provider !== 'aws' || fn.isFrameworks || fn.reservedConcurrency.state !== 'absent' || effective(fn.reservedConcurrency) !== undefined)
        continue;
      const isCalled = called.has(fn.key);
      yield {
        message: 'unlimited',
        data: { name: fn.label },
        at: fn.at,
        subject: fn,
        severity: isCalled ? 'low' : 'note',
        // Advice that is the same for each function that nobody outside calls.
        ...(isCalled ? {} : { together: 'uncalled' }),
        fixes: [
          {
            title: `reserve a concurrency of ${reserved}`,
            risk: 'review',
            check: 'calls beyond it are refused: take the number from the function’s busiest hour; the account keeps at least 100 unreserved',
            changes: [set(fn.reservedConcurrency, reserved)],
          },
        ],
      };
    }
  },
});
