/** An application in neutral sentences: the same for every dialect that says the same. */
import type { Condition, Elements, Principal, Statement } from '../../../src/model/access.ts';
import type { Nouns } from '../../../src/model/application.ts';
import type { Link, Noun, NounKey } from '../../../src/model/noun.ts';
import type { Value } from '../../../src/model/value.ts';
import { textAt } from '../../../src/source/span.ts';

/** One fact, with the settings it was read from. */
interface Fact {
  readonly sentence: string;
  readonly settings: readonly { readonly name: string; readonly value: Value<unknown> }[];
}

/** What an application is, in sentences without places, in order. */
export function outline(nouns: Nouns): string[] {
  return facts(nouns)
    .map(({ sentence }) => sentence)
    .sort();
}

/** The same, with the text that stands at the place of every setting that is written. */
export function places(nouns: Nouns): string[] {
  return facts(nouns)
    .flatMap(({ sentence, settings }) => {
      const subject = sentence.split(' ').slice(0, 3).join(' ');
      return settings.flatMap(({ name, value }) =>
        value.state === 'absent' ? [] : [`${subject}: ${name} at ${line(value)} «${oneLine(textAt(value.at))}»${way(value)}`],
      );
    })
    .sort();
}

function line({ at }: Value<unknown>): string {
  const { line: row, column } = at.file.positionAt(at.start);
  return `${at.file.path}:${row}:${column}`;
}

function way({ via }: Value<unknown>): string {
  return via.map((place) => ` via «${oneLine(textAt(place))}»`).join('');
}

function oneLine(text: string): string {
  const short = text.replace(/\s+/g, ' ');
  return short.length > 80 ? `${short.slice(0, 77)}...` : short;
}

function facts(nouns: Nouns): readonly Fact[] {
  const names = nameNouns(nouns);
  const say = (value: Value<unknown>): string => spoken(value, names);
  const to = (link: Link): string => linked(link, names);
  return [
    ...nouns.functions.map((f): Fact => {
      const settings = { runtime: f.runtime, handler: f.handler, tracing: f.tracing, concurrency: f.reservedConcurrency };
      const environment = f.environment.map(({ name, value }) => `${name}=${say(value)}`).sort();
      const key = f.environmentKey.state === 'absent' ? 'no' : say(f.environmentKey);
      return {
        sentence: `function ${names.get(f.key)} ${written(settings, say)} code=${nameOfPath(f.codeRoot)} environment[${environment.join(' ')}] key=${key}`,
        settings: named({ ...settings, ...Object.fromEntries(f.environment.map(({ name, value }) => [name, value])) }),
      };
    }),
    ...nouns.identities.flatMap((identity): Fact[] => {
      const who = `identity ${names.get(identity.key)}`;
      return [
        ...identity.trust.map((statement): Fact => statementFact(`${who} trusts`, statement, say)),
        ...identity.statements.map((statement): Fact => statementFact(`${who} may`, statement, say)),
        ...identity.managedPolicies.map((policy): Fact => ({
          sentence: `${who} managed ${say(policy).split('/').at(-1)}`,
          settings: named({ policy }),
        })),
      ];
    }),
    ...nouns.grants
      .filter(({ resourceKind }) => resourceKind !== 'function')
      .flatMap((grant) => grant.statements.map((statement) => statementFact(`grant on ${to(grant.on)}`, statement, say))),
    ...nouns.apis.map((api): Fact => ({ sentence: `api ${names.get(api.key)} ${api.apiKind} reach=${say(api.reach)}`, settings: [] })),
    ...nouns.endpoints
      .filter(({ purpose }) => purpose === 'route')
      .map((e): Fact => {
        const settings = { authentication: e.authentication };
        const origins = e.origins.map(say).join(' ');
        return {
          sentence: `endpoint ${say(e.method)} ${say(e.path)} of ${to(e.api)} ${written(settings, say)} origins[${origins}] restricted=${e.restricted} → ${to(e.target)}`,
          settings: named({ ...settings, origin: e.origins[0] }),
        };
      }),
    ...nouns.stages.map((stage): Fact => {
      const settings = { accessLog: stage.accessLog, throttle: stage.throttle };
      return { sentence: `stage ${say(stage.name)} of ${to(stage.api)} ${written(settings, say)}`, settings: named(settings) };
    }),
    ...nouns.triggers.map((t): Fact => ({ sentence: `trigger ${t.triggerKind} ${to(t.source)} → ${to(t.target)}`, settings: [] })),
    ...nouns.stores.map((store): Fact => {
      const guards = store.guards ? ` guarded=${say(store.guards.all)}` : '';
      return {
        sentence: `store ${store.storeKind} ${names.get(store.key)} encryption=${say(store.encryption)}${guards}`,
        settings: named({ encryption: store.encryption }),
      };
    }),
    ...nouns.secrets.map((secret): Fact => {
      const settings = { generated: secret.generated, rotation: secret.rotation, encryption: secret.encryption };
      return { sentence: `secret ${names.get(secret.key)} ${written(settings, say)}`, settings: named(settings) };
    }),
    ...nouns.keys.map((key): Fact => {
      const settings = { rotation: key.rotation, symmetric: key.symmetric };
      return { sentence: `key ${names.get(key.key)} ${written(settings, say)}`, settings: named(settings) };
    }),
    ...nouns.logGroups.map((group): Fact => {
      const settings = { retention: group.retentionDays };
      return { sentence: `log-group ${names.get(group.key)} ${written(settings, say)}`, settings: named(settings) };
    }),
  ];
}

function statementFact(who: string, statement: Statement, say: (value: Value<unknown>) => string): Fact {
  const list = (elements: Elements): string => elements.items.map(say).sort().join(' ');
  const parts = [
    say(statement.effect),
    ...(statement.principals.length > 0 ? [`to[${statement.principals.map((principal) => principalText(principal, say)).join(' ')}]`] : []),
    `do[${list(statement.actions)}]`,
    ...(statement.resources.items.length > 0 ? [`on[${list(statement.resources)}]`] : []),
    ...statement.conditions.map((condition) => `when[${conditionText(condition, say)}]`),
  ];
  return { sentence: `${who} ${parts.join(' ')}`, settings: named({ action: statement.actions.items[0], resource: statement.resources.items[0] }) };
}

function principalText({ type, value }: Principal, say: (value: Value<unknown>) => string): string {
  return type === 'any' ? 'any' : `${type}:${say(value)}`;
}

function conditionText({ operator, key, values }: Condition, say: (value: Value<unknown>) => string): string {
  return `${operator} ${key} ${values.map(say).join(' ')}`;
}

function written(settings: Readonly<Record<string, Value<unknown>>>, say: (value: Value<unknown>) => string): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${say(value)}`)
    .join(' ');
}

function named(settings: Readonly<Record<string, Value<unknown> | undefined>>): Fact['settings'] {
  return Object.entries(settings).flatMap(([name, value]) => (value ? [{ name, value }] : []));
}

/** The folder or the file of the code; dialects that package it otherwise still end in its name. */
function nameOfPath(path: string | undefined): string {
  return (
    path
      ?.split('/')
      .at(-1)
      ?.replace(/\.\w+$/, '') ?? 'elsewhere'
  );
}

/** A value as a word: what is known of it, references by the name of what they mean. */
function spoken(value: Value<unknown>, names: ReadonlyMap<string, string>): string {
  if (value.state !== 'unknown') return value.value === undefined ? 'unset' : `${value.value as string}`;
  const text = (value.pattern ?? [{}])
    .map((part) => {
      if (typeof part === 'string') return part;
      return part.reference ? `{${names.get(`address:${part.reference.address}`) ?? part.reference.address}}` : '{}';
    })
    .join('');
  // An ARN that is put together around a name means what the ARN's own reference means.
  return text.replace(/^arn:\S*[:/](?=\{[^}]+\})/, '');
}

function linked({ value, to }: Link, names: ReadonlyMap<string, string>): string {
  return (to !== undefined ? names.get(to) : undefined) ?? spoken(value, names);
}

/** Nouns by their names in the cloud; a role by the function that runs as it; what has no name by its kind. */
function nameNouns(nouns: Nouns): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const give = (key: NounKey, name: string, address: string): void => {
    names.set(key, name);
    names.set(`address:${address}`, name);
  };
  const kinds = [nouns.functions, nouns.apis, nouns.stores, nouns.secrets, nouns.keys, nouns.logGroups, nouns.identities];
  for (const noun of kinds.flat() as readonly Noun[]) {
    give(noun.key, noun.name.state === 'known' ? noun.name.value : 'kind' in noun ? `the-${String(noun.kind)}` : noun.label, noun.address);
  }
  for (const { key, identity } of nouns.functions) {
    const role = nouns.identities.find((candidate) => candidate.key === identity.to);
    if (role) give(role.key, `of ${names.get(key)}`, role.address);
  }
  return names;
}
