/** What an identity is allowed over everything, after what its own denials take away. */
import type { Condition, Identity, Statement } from '../../model/access.ts';
import { remembered } from '../../model/remembered.ts';
import { effective, textOf, type Known, type Value } from '../../model/value.ts';
import { matches, readAction } from '../../platform/aws/actions.ts';
import { hole, meansEveryResource } from '../../platform/aws/arn.ts';
import { isAllow } from '../statement.ts';
import { everyResource } from './reach.ts';
import { harmfulWildcards } from './wildcards.ts';

/** One action that a statement names, and where it says that this holds for every resource. */
export interface Allowance {
  readonly statement: Statement;
  /** The action as the statement has it. */
  readonly item: Known<string>;
  /** The action that is meant: `iam:PassRole`. */
  readonly action: string;
  readonly resource: Value<string>;
}

/** The known actions of a statement, ready to be compared. */
interface Pattern {
  readonly item: Known<string>;
  readonly service: string;
  readonly text: string;
}

/**
 * The permissions of one identity, asked for action by action. A wildcard that is a defect of its own counts as a partner of
 * others and is no finding here.
 */
export class Permissions {
  readonly #allowed = new Map<string, { readonly statement: Statement; readonly pattern: Pattern }[]>();
  readonly #denials: readonly Statement[];
  readonly #harmful = new Map<Statement, ReadonlySet<Value<string>>>();

  constructor({ statements }: Identity) {
    this.#denials = statements.filter(({ effect }) => effective(effect) === 'deny');
    for (const statement of statements) {
      if (!isAllow(statement)) continue;
      for (const pattern of patternsOf(statement)) {
        const known = this.#allowed.get(pattern.service);
        if (known) known.push({ statement, pattern });
        else this.#allowed.set(pattern.service, [{ statement, pattern }]);
      }
    }
  }

  /** The services that the permissions speak of, by prefix. */
  get services(): ReadonlySet<string> {
    return new Set(this.#allowed.keys());
  }

  /** Is anything of the action's service named? Else there is nothing to ask for. */
  speakOf(action: string): boolean {
    return this.#allowed.has(serviceOf(action)) || this.#allowed.has('*');
  }

  /** Is the action allowed on anything at all? */
  covers(action: string): boolean {
    return this.#matching(action).length > 0 && !this.denies(action);
  }

  /** Where the action is named and allowed on every resource. */
  unlimited(action: string): readonly Allowance[] {
    const found = this.#matching(action).flatMap(({ statement, pattern: { item } }): readonly Allowance[] => {
      if (this.#isHarmful(statement, item)) return [];
      const resource = everyResource(statement, serviceOf(action));
      return resource && !statement.conditions.some(limitsCaller) ? [{ statement, item, action, resource }] : [];
    });
    return found.length > 0 && !this.denies(action) ? found : [];
  }

  /** Where the action is named and allowed on what `isMeant` says. */
  on(action: string, isMeant: (resource: Value<string>) => boolean): readonly Allowance[] {
    const found = this.#matching(action).flatMap(({ statement, pattern: { item } }): readonly Allowance[] => {
      const resource = statement.conditions.length > 0 || statement.conditionsPartial ? undefined : statement.resources.items.find(isMeant);
      return resource && !this.#isHarmful(statement, item) ? [{ statement, item, action, resource }] : [];
    });
    return found.length > 0 && !this.denies(action) ? found : [];
  }

  /** Is the action denied everywhere, or under conditions that may well hold? */
  denies(action: string): boolean {
    return this.#denials.some(
      (denial) => deniesEverywhere(denial, serviceOf(action)) && coversAction(denial, action) && denial.conditions.every((one) => !isRegional(one)),
    );
  }

  #matching(action: string): readonly { readonly statement: Statement; readonly pattern: Pattern }[] {
    const [named, any] = [this.#allowed.get(serviceOf(action)), this.#allowed.get('*')];
    const candidates = named && any ? [...named, ...any] : (named ?? any);
    if (!candidates) return [];
    const wanted = action.toLowerCase();
    return candidates.filter(({ pattern }) => matches(pattern.text, wanted));
  }

  #isHarmful(statement: Statement, item: Value<string>): boolean {
    if (item.state !== 'known' || !/[*?]/.test(item.value)) return false;
    let harmful = this.#harmful.get(statement);
    if (!harmful) {
      harmful = new Set(harmfulWildcards(statement).map((wildcard) => wildcard.item));
      this.#harmful.set(statement, harmful);
    }
    return harmful.has(item);
  }
}

function patternsOf({ actions }: Statement): readonly Pattern[] {
  return actions.items.flatMap((item) => {
    const pattern = item.state === 'known' ? readAction(item.value) : undefined;
    if (item.state !== 'known' || !pattern) return [];
    const service = /[*?]/.test(pattern.service) ? '*' : pattern.service;
    return [{ item, service, text: pattern.service === '*' && pattern.name === '*' ? '*' : item.value.toLowerCase() }];
  });
}

/** Conditions on who calls, from where or through what: with one of these, an action on everything is not everybody's. */
function limitsCaller({ operator, key }: Condition): boolean {
  if (/ifexists$/i.test(operator) && key !== 'iam:passedtoservice') return false;
  if (/^(null|bool)$/i.test(operator.replace(/^.*:/, ''))) return key === 'aws:multifactorauthpresent';
  return /^aws:(principal(arn|tag\/|orgpaths)|source(ip|vpc|vpce|arn|account)$|calledvia|userid|username|resourceorgpaths)|^iam:passedtoservice$/.test(
    key,
  );
}

/** Denials outside of chosen regions take nothing away inside of them, and IAM has no region. */
function isRegional({ key }: Condition): boolean {
  return key === 'aws:requestedregion' || key === 'aws:securetransport';
}

function deniesEverywhere({ resources, notResources }: Statement, service: string): boolean {
  if (notResources.items.length > 0 || notResources.partial) return false;
  return resources.partial || resources.items.some((item) => meansEveryResource(textOf(item, hole) ?? hole, service));
}

function coversAction({ actions, notActions }: Statement, action: string): boolean {
  const wanted = action.toLowerCase();
  const named = (items: readonly Value<string>[]) => items.some((item) => matches((textOf(item, '*') ?? '*').toLowerCase(), wanted));
  if (notActions.items.length > 0) return !named(notActions.items);
  return actions.partial || named(actions.items);
}

/** The same few actions are asked for of every identity. */
const serviceOf = remembered((action) => action.slice(0, action.indexOf(':')));
