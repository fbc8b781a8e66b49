/** Which rules can have nothing to say of an application, because there is nothing of what they look at. */
import { codeFacts } from '../../evaluation/code/facts.ts';
import { emptyNouns, type Application, type Nouns } from '../../model/application.ts';
import type { Context, Rule } from '../../rules/rule.ts';

type Kind = keyof Nouns;

const kinds = Object.keys(emptyNouns()) as readonly Kind[];

/** What a rule looks at. */
interface Reach {
  /** The day that was asked for. */
  readonly today: string;
  /** Places in `kinds`; undefined for a rule that must always be asked. */
  readonly looksAt: readonly number[] | undefined;
}

const reaches = new WeakMap<Rule, Reach>();

/**
 * The rules that may have something to say, in their order. Where all the lists are empty that a rule looks at while it finds none of
 * anything, it goes the same way again, and finds nothing: it needs not be asked. Most rules are about things that most applications
 * do not have.
 */
export function concernedRules(rules: readonly Rule[], application: Application, context: Context): readonly Rule[] {
  // Asked once for each kind, rather than for each rule: engines find a member by a name that changes slowly.
  const isThere = kinds.map((kind) => application[kind].length > 0);
  return rules.filter((rule) => {
    const { looksAt } = reachOf(rule, context);
    if (!looksAt) return true;
    for (const kind of looksAt) if (isThere[kind]) return true;
    return false;
  });
}

function reachOf(rule: Rule, context: Context): Reach {
  const known = reaches.get(rule);
  if (known?.today === context.today) return known;
  const reach = { today: context.today, looksAt: kindsOf(rule, context)?.map((kind) => kinds.indexOf(kind)) };
  reaches.set(rule, reach);
  return reach;
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
