/** Runs the rules over one application; problems at the same text with the same meaning, and those that belong together, become one. */
import type { Application } from '../../model/application.ts';
import { rootOf } from '../../model/noun.ts';
import type { Context, Problem, Rule } from '../../rules/rule.ts';
import type { Notice } from '../../source/file-tree.ts';
import type { Span } from '../../source/span.ts';
import { concernedRules } from './concern.ts';

/** One defect: a problem, and the other subjects that have it through the same text or are told together with it. */
export interface Defect {
  readonly rule: Rule;
  readonly problem: Problem;
  /** Where the deciding text stands. */
  readonly at: Span;
  /** The uses of that text, the subject's own first. */
  readonly via: readonly Span[];
  readonly others: readonly Problem[];
}

export function checkApplication(application: Application, rules: readonly Rule[], context: Context, notices: Notice[]): readonly Defect[] {
  const defects = new Map<string, Defect & { others: Problem[] }>();
  for (const rule of concernedRules(rules, application, context)) {
    for (const problem of problemsOf(rule, application, context, notices)) {
      const { at, via } = placeOf(problem);
      const key = [rule.id, problem.message, ...(groupOf(problem) ?? [at.file.path, at.start, at.end])].join('\0');
      const first = defects.get(key);
      if (first) first.others.push(problem);
      else defects.set(key, { rule, problem, at, via, others: [] });
    }
  }
  return [...defects.values()];
}

/** What tells defects apart across edits of the text: the rule and who has it. */
export function identityOf(rule: Pick<Rule, 'id'>, problem: Problem): string {
  return `${rule.id}\0${problem.subject.key}`;
}

function groupOf({ together, subject, severity }: Problem): readonly string[] | undefined {
  return together === undefined ? undefined : [rootOf(subject.key), severity ?? '', together];
}

function placeOf({ at }: Problem): { at: Span; via: readonly Span[] } {
  return 'state' in at ? { at: at.at, via: at.via } : { at, via: [] };
}

function problemsOf(rule: Rule, application: Application, context: Context, notices: Notice[]): readonly Problem[] {
  try {
    // Most rules find nothing in most applications: a loop over nothing costs a third of what spreading it does.
    const problems: Problem[] = [];
    for (const problem of rule.check(application, context)) problems.push(problem);
    return problems;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : 'unknown';
    const path = application.roots[0];
    notices.push({
      level: 'error',
      message: `${rule.id} could not be checked: an error of faasgate's own (${reason}); please report it`,
      ...(path === undefined ? {} : { path }),
    });
    return [];
  }
}
