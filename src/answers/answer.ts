/** The contract of an answer: what we know of findings of other tools that no rule of ours makes. By itself it reports nothing. */
import type { Application } from '../model/application.ts';
import type { Noun } from '../model/noun.ts';
import { defineRule, type Fix, type Rule } from '../rules/rule.ts';

/** How to heal what they report of a subject, or why it is none there. */
interface Answered {
  readonly subject: Noun;
  /** Ends the sentence "… (but …)". */
  readonly harmless?: string;
  /** Tried in order, as those of rules are. */
  readonly fixes?: readonly Fix[];
}

export interface Answer {
  /** Names it, among answers only. */
  readonly id: string;
  /** Ids of the other tools, as `checkov/CKV_AWS_21`. */
  readonly to: readonly string[];
  check(application: Application): Iterable<Answered>;
}

/** In the shape that the checking of applications and the trying of fixes know. */
export function asRule({ id, check }: Answer): Rule<'answer'> {
  return defineRule({
    id: `answers/${id}`,
    title: id,
    practice: 'function-hardening',
    severity: 'note',
    confidence: 'high',
    cwe: [],
    why: '',
    remedy: '',
    references: [],
    since: '0.1.0',
    messages: { answer: '{harmless}' },
    *check(application) {
      for (const { subject, harmless = '', fixes = [] } of check(application))
        yield { message: 'answer', data: { harmless }, at: subject.at, subject, fixes };
    },
  });
}
