/** Why a rule finds nothing in a dialect. */
import type { Rule } from '../../src/rules/rule.ts';
import type { Spelling } from './spellings.ts';

export interface Reason {
  readonly text: string;
  /** The rule that it is written for, where it is for one. */
  readonly only?: string;
}

export function reasonFor(_rule: Rule, _spelling: Spelling): Reason | undefined {
  return { text: 'x' };
}
