/** Which rules can have nothing to say of an application, because there is nothing of what they look at. */
import { codeFacts } from '../../evaluation/code/facts.ts';
import { emptyNouns, type Application, type Nouns } from '../../model/application.ts';
import type { Context, Rule } from '../../rules/rule.ts';

type Kind = keyof Nouns;

/** By rule: the day that was asked for, and the kinds; undefined for a rule that must always be asked. */
const answers = new WeakMap<Rule, { readonly today: string; readonly kinds: readonly Kind[] | undefined }>();

/**
 * Where all the lists are empty that a rule looks at while it finds none of anything, it goes the same way again, and finds nothing:
 * it needs not be asked. Most rules are about things that most applications do not have.
 */
export function isConcerned(rule: Rule, application: Application, context: Context): boolean {
  let answer = answers.get(rule);
  if (answer?.today !== context.today) {
    answer = { today: context.today, kinds: kindsOf(rule, context) };
    answers.set(rule, answer);
  }
  if (!answer.kinds) return true;
  for (const kind of answer.kinds) if (application[kind].length > 0) return true;
  return false;
}

/** The lists that a rule asks for when all are empty; undefined where that does not decide what it says. */
function kindsOf(rule: Rule, context: Context): readonly Kind[] | undefined {
  const nouns: Nouns = emptyNouns();
  const asked = new Set<Kind>();
  let asksMore = false;
  const nothing = new Proxy(nouns, {
    get(target, name) {
      if (name === 'code') return codeFacts(nothing.programs, nothing.functions);
      if (!isKind(target, name)) {
        asksMore = true;
        return name === 'roots' ? [] : () => undefined;
      }
      asked.add(name);
      return target[name];
    },
  }) as Application;
  try {
    for (const _ of rule.check(nothing, context)) return undefined;
  } catch {
    return undefined;
  }
  return asksMore ? undefined : [...asked];
}

function isKind(nouns: Nouns, name: string | symbol): name is Kind {
  return Object.hasOwn(nouns, name);
}
