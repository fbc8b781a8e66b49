/** What counts in a pull request: the configuration of its base, made stricter by what the pull request changes and never looser. */
import { isDeepStrictEqual } from 'node:util';
import { severities, stricterThreshold, type Severity } from '../finding/severity.ts';
import type { Config } from './schema.ts';

export interface Policies {
  /** At the tip of the base branch. */
  readonly base: Config;
  /** Where the pull request began: what differs from it is what the pull request changes. */
  readonly fork: Config;
  readonly head: Config;
  /** The severity of a rule where nobody has said another. */
  severityOf(rule: string): Severity | undefined;
}

export interface EffectivePolicy {
  readonly config: Config;
  /** Suppressions that the pull request adds. */
  readonly requested: Config['suppressions'];
  /** What the pull request would make looser, a sentence each. */
  readonly loosened: readonly string[];
}

type Threshold = Config['fail-severity'];
type Merge<T> = (base: T, head: T, policies: Policies) => T;

/** How a key that the pull request changes is made stricter. Of every other key the base's value stays. */
const stricter: { readonly [K in keyof Config]?: Merge<Config[K]> } = {
  'fail-severity': stricterThreshold,
  'report-severity': (base, head) => (severities.indexOf(base) > severities.indexOf(head) ? base : head),
  scanners: (base, head) => (base === 'auto' || head === 'auto' ? base : [...new Set([...base, ...head])]),
  'optional-scanners': (base, head) => base.filter((one) => head.includes(one)),
  exclude: (base, head) => ([...base, ...head].some((pattern) => pattern.startsWith('!')) ? base : base.filter((pattern) => head.includes(pattern))),
  baseline: (base, head) => (head === undefined ? undefined : base),
  'max-file-size': (base, head) => Math.max(base, head),
  rules: (base, head, { severityOf, fork }) => stricterRules(base, head, fork.rules, severityOf),
  gate: (base, head, { base: whole, head: changed }) => ({
    'only-new': base['only-new'] && head['only-new'],
    scanners: stricterThresholds(base.scanners, head.scanners, whole['fail-severity'], changed['fail-severity']),
    practices: stricterThresholds(base.practices, head.practices, whole['fail-severity'], changed['fail-severity']),
  }),
};

export function effectivePolicy(policies: Policies): EffectivePolicy {
  const { base, head, fork } = policies;
  const loosened: string[] = [];
  const merged = Object.fromEntries(
    (Object.keys(base) as (keyof Config)[])
      .filter((key) => key !== 'suppressions')
      .map((key) => {
        const value = mergeKey(key, policies);
        if (!isDeepStrictEqual(head[key], fork[key]) && isLooser(key, value, policies)) loosened.push(sentence(key, base[key], head[key]));
        return [key, value];
      }),
  );
  const { accepted, requested } = suppressionsOf(policies);
  return { config: { ...base, ...merged, suppressions: accepted }, requested, loosened };
}

function mergeKey<K extends keyof Config>(key: K, policies: Policies): Config[K] {
  const { base, head, fork } = policies;
  if (isDeepStrictEqual(head[key], fork[key])) return base[key];
  return stricter[key]?.(base[key], head[key], policies) ?? (key === 'baseline' && head[key] === undefined ? head[key] : base[key]);
}

/** Does what the pull request writes fall short of what counts? */
function isLooser(key: keyof Config, value: unknown, { head, fork, severityOf }: Policies): boolean {
  if (key !== 'rules') return !isDeepStrictEqual(value, head[key]);
  const counts = value as Rules;
  const changed = new Set([...Object.keys(head.rules), ...Object.keys(fork.rules)].filter((id) => head.rules[id] !== fork.rules[id]));
  return [...changed].some((id) => (counts[id] ?? severityOf(id)) !== (head.rules[id] ?? severityOf(id)));
}

/** One that the pull request takes away is gone; one that the base branch has got since stays; one that the pull request adds is asked for. */
function suppressionsOf({ base, head, fork }: Policies): { readonly accepted: Config['suppressions']; readonly requested: Config['suppressions'] } {
  const has = ({ suppressions }: Config, one: Config['suppressions'][number]): boolean => suppressions.some((other) => isDeepStrictEqual(one, other));
  return {
    accepted: base.suppressions.filter((one) => has(head, one) || !has(fork, one)),
    requested: head.suppressions.filter((one) => !has(base, one) && !has(fork, one)),
  };
}

type Rules = Config['rules'];

function stricterRules(base: Rules, head: Rules, fork: Rules, severityOf: Policies['severityOf']): Rules {
  const result: Record<string, Rules[string]> = {};
  for (const id of new Set([...Object.keys(base), ...Object.keys(head)])) {
    const value = head[id] === fork[id] ? base[id] : stricterRule(base[id] ?? severityOf(id), head[id] ?? severityOf(id));
    if (value !== undefined) result[id] = value;
  }
  return result;
}

function stricterRule(a: Rules[string] | undefined, b: Rules[string] | undefined): Rules[string] | undefined {
  // What a foreign tool says of its own rule is not known here: then only saying nothing about it is sure not to be milder.
  if (a === undefined || b === undefined) return undefined;
  if (a === 'off' || b === 'off') return a === 'off' ? b : a;
  return severities.indexOf(a) < severities.indexOf(b) ? a : b;
}

function stricterThresholds(
  base: Readonly<Record<string, Threshold>>,
  head: Readonly<Record<string, Threshold>>,
  baseDefault: Threshold,
  headDefault: Threshold,
): Record<string, Threshold> {
  const names = new Set([...Object.keys(base), ...Object.keys(head)]);
  return Object.fromEntries([...names].map((name) => [name, stricterThreshold(base[name] ?? baseDefault, head[name] ?? headDefault)]));
}

function sentence(key: string, base: unknown, head: unknown): string {
  return `${key} is made looser here (${shown(base)} → ${shown(head)}): the base's counts until this is merged`;
}

function shown(value: unknown): string {
  const text = value === undefined ? 'none' : typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
