/** Every action of the services that serverless applications use: its access level, and whether it can be limited to resources. */
import table from './actions.json' with { type: 'json' };

type ActionLevel = 'read' | 'list' | 'write' | 'permissions' | 'tagging';

export interface Action {
  /** The prefix in policies: `s3`. */
  readonly service: string;
  /** `GetObject`. */
  readonly name: string;
  readonly level: ActionLevel;
  /** `resource`: asks for one. `optional`: takes one, works on `*` as well. `account`: knows `*` only. */
  readonly scope: 'resource' | 'optional' | 'account';
}

const levels: Readonly<Record<string, ActionLevel>> = { r: 'read', l: 'list', w: 'write', p: 'permissions', t: 'tagging' };
const scopes: Readonly<Record<string, Action['scope']>> = { '+': 'resource', '~': 'optional', '-': 'account' };
const rows = new Map<string, string>(Object.entries(table));
const parsed = new Map<string, ServiceActions>();

/** Patterns of one service whose matches are kept: policies repeat the same few. */
const mostPatterns = 500;

interface ServiceActions {
  readonly actions: readonly Action[];
  /** By their names in lower case, in the same order. */
  readonly byName: ReadonlyMap<string, Action>;
  /** What patterns with asterisks have been found to match, by their names in lower case. */
  readonly matching: Map<string, readonly Action[]>;
}

/** The actions of a service, by name; undefined for a service that the table does not hold. */
export function actionsOf(service: string): readonly Action[] | undefined {
  return serviceActions(service)?.actions;
}

function serviceActions(service: string): ServiceActions | undefined {
  const known = parsed.get(service);
  const row = known || service === '' ? undefined : rows.get(service);
  if (row === undefined) return known;
  const actions = row
    .split(';')
    .flatMap((group) => readGroup(service, group))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const read: ServiceActions = { actions, byName: new Map(actions.map((action) => [action.name.toLowerCase(), action])), matching: new Map() };
  parsed.set(service, read);
  return read;
}

/** `r+ Get:Item,Records Query:` → GetItem, GetRecords, Query. The format is written by scripts/aws-actions.ts. */
function readGroup(service: string, group: string): readonly Action[] {
  const [kind = '', ...words] = group.split(' ');
  const level = levels[kind.charAt(0)] ?? 'write';
  const scope = scopes[kind.charAt(1)] ?? 'resource';
  return words.flatMap((word) => {
    const colon = word.indexOf(':');
    const endings = word.slice(colon + 1).split(',');
    return endings.map((ending) => ({ service, name: word.slice(0, colon) + ending, level, scope }));
  });
}

/** What a policy's action names: the service in lower case and the name as written, `*` for both in a lone asterisk. */
export interface ActionPattern {
  readonly service: string;
  readonly name: string;
}

/** Undefined for what is no action. */
export function readAction(text: string): ActionPattern | undefined {
  if (text === '*') return { service: '*', name: '*' };
  const colon = text.indexOf(':');
  if (colon < 1 || colon === text.length - 1) return undefined;
  return { service: text.slice(0, colon).toLowerCase(), name: text.slice(colon + 1) };
}

/** The actions that a pattern means; undefined when the table does not hold its service. */
export function actionsMatching({ service, name }: ActionPattern): readonly Action[] | undefined {
  const known = serviceActions(service);
  if (!known) return undefined;
  const wanted = name.toLowerCase();
  if (!/[*?]/.test(wanted)) {
    const action = known.byName.get(wanted);
    return action ? [action] : [];
  }
  let found = known.matching.get(wanted);
  if (!found) {
    found = [...known.byName].flatMap(([text, action]) => (matches(wanted, text) ? [action] : []));
    if (known.matching.size < mostPatterns) known.matching.set(wanted, found);
  }
  return found;
}

/** IAM's own matching: `*` for any text, `?` for one character. Linear: the last asterisk is the only place to go back to. */
export function matches(pattern: string, text: string): boolean {
  let [p, t, star, resume] = [0, 0, -1, 0];
  while (t < text.length) {
    if (p < pattern.length && (pattern[p] === text[t] || pattern[p] === '?') && pattern[p] !== '*') {
      p++;
      t++;
    } else if (pattern[p] === '*') {
      star = p++;
      resume = t;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
