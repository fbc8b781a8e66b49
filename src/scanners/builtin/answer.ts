/** Works out what is known of findings that other scanners may have in one application. */
import { asRule, type Answer } from '../../answers/answer.ts';
import type { Finding } from '../../finding/finding.ts';
import type { Application } from '../../model/application.ts';
import type { Context, Rule } from '../../rules/rule.ts';
import type { Notice } from '../../source/file-tree.ts';
import type { KnownAnswer } from '../scanner.ts';
import { checkApplication, type Defect } from './check.ts';

interface Answering {
  readonly defect: Defect;
  readonly rule: Rule;
  readonly to: readonly string[];
}

export function answeringDefects(application: Application, answers: readonly Answer[], context: Context, notices: Notice[]): readonly Answering[] {
  return answers.flatMap((answer) => {
    const rule = ruleOf(answer);
    return checkApplication(application, [rule], context, notices).map((defect) => ({ defect, rule, to: answer.to }));
  });
}

const rules = new WeakMap<Answer, Rule>();

/** One rule for each answer: what is learnt of a rule is kept with it. */
function ruleOf(answer: Answer): Rule {
  const rule = rules.get(answer) ?? asRule(answer);
  rules.set(answer, rule);
  return rule;
}

export function toAnswer({ subject, message, fix }: Finding, to: readonly string[]): KnownAnswer {
  return { to, address: subject.address, body: subject.body, harmless: message, ...(fix && { fix }) };
}
