/** What rules of Firestore and Cloud Storage come to as nouns. */
import type { NounLists } from '../../model/application.ts';
import type { AccessRule, Callers } from '../../model/access-rule.ts';
import { absent, known, unknown, type Slot, type Value } from '../../model/value.ts';
import { insertText, replaceText } from '../../source/edit.ts';
import { textAt } from '../../source/span.ts';
import type { SourceFile } from '../../source/file.ts';
import { readFirebaseRules, type AllowStatement, type RulesText } from '../../syntax/firebase-rules.ts';
import { callersOf } from './conditions.ts';

const services: Readonly<Record<string, string>> = { 'cloud.firestore': 'Firestore', 'firebase.storage': 'Cloud Storage' };

/** Adds the rules that stand between two offsets of a file; `unit` is what their keys begin with. */
export function addRules(unit: string, file: SourceFile, nouns: NounLists, start?: number, end?: number): RulesText {
  const read = readFirebaseRules(file, start, end);
  for (const statement of read.allows) {
    const service = services[statement.service];
    if (service !== undefined) nouns.accessRules.push(ruleOf(statement, service, read, unit, nouns.accessRules.length));
  }
  return read;
}

function ruleOf(statement: AllowStatement, service: string, { functions }: RulesText, unit: string, index: number): AccessRule {
  const { at, methods, condition } = statement;
  const own = ownPath(statement);
  const { callers, until } = callersOf(condition, functions);
  const place = condition ?? at;
  const value: Value<Callers> = callers
    ? known<Callers>(callers, place, writing(statement))
    : unknown('its condition looks at more than the caller', place);
  const address = `${own.map((segment) => `/${segment}`).join('') || '/'} ${methods.join(', ')}`;
  return {
    key: `${unit}#rules/${index}/${address}`,
    address,
    type: statement.service,
    provider: 'gcp',
    label: address,
    name: absent(at),
    at,
    body: at,
    kind: 'access-rule',
    service,
    collection: collectionOf(own),
    reads: methods.some((method) => /^(?:read|get|list)$/.test(method)),
    writes: methods.some((method) => /^(?:write|update|delete)$/.test(method)) ? 'change' : methods.includes('create') ? 'add' : 'no',
    callers: value,
    until,
  };
}

/** Without the database or the bucket, which every path begins with. */
function ownPath({ service, path }: AllowStatement): readonly string[] {
  const root = service === 'cloud.firestore' ? ['databases', undefined, 'documents'] : ['b', undefined, 'o'];
  return path.length >= root.length && root.every((segment, index) => segment === undefined || path[index] === segment)
    ? path.slice(root.length)
    : path;
}

/** The last segment with a name of its own; undefined where every segment takes anything. */
function collectionOf(path: readonly string[]): string | undefined {
  return path.findLast((segment) => !segment.startsWith('{'));
}

function writing({ condition, at }: AllowStatement): Slot<Callers> {
  return (to) => {
    const words = to === 'signed-in' ? 'request.auth != null' : to === 'some' ? 'false' : undefined;
    if (words === undefined) return undefined;
    const before = condition ? textAt(condition) : '';
    // What is asked of the thing that is sent stays asked.
    if (condition && to === 'signed-in' && before.includes('request.resource'))
      return [replaceText(condition, `${words} && ${before.includes('||') ? `(${before})` : before}`)];
    return [condition ? replaceText(condition, words) : insertText(at.file, at.end, `: if ${words}`)];
  };
}
