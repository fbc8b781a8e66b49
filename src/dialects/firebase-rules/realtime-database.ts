/** Rules of the Realtime Database: JSON, with expressions as texts. https://firebase.google.com/docs/database/security/core-syntax */
import { documentTree } from '../../evaluation/document-tree.ts';
import { entries, scalarText, type Tree } from '../../evaluation/tree.ts';
import type { NounLists } from '../../model/application.ts';
import type { AccessRule, Callers } from '../../model/access-rule.ts';
import { absent, known, unknown, type Value } from '../../model/value.ts';
import type { SourceFile } from '../../source/file.ts';
import { readDocument } from '../../syntax/read-document.ts';
import { callersOfExpression } from './conditions.ts';

export function isDatabaseRules(text: string): boolean {
  return /"rules"\s*:\s*\{/.test(text) && /"\.(?:read|write)"\s*:/.test(text);
}

export function addDatabaseRules(unit: string, file: SourceFile, nouns: NounLists): void {
  const document = file.once(readDocument);
  const rules = entries(documentTree(document)).find(([name]) => name === 'rules')?.[1].value;
  if (rules) addLevel(unit, rules, [], nouns);
}

/** Deeper than databases are made; this bounds hostile files. */
const deepest = 40;

/** What is granted at a level holds for all below it. */
function addLevel(unit: string, level: Tree, path: readonly string[], nouns: NounLists): void {
  if (path.length > deepest) return;
  for (const [name, { key, value }] of entries(level)) {
    if (!name.startsWith('.')) addLevel(unit, value, [...path, name], nouns);
    if (name !== '.read' && name !== '.write') continue;
    const address = `/${path.join('/')} ${name}`;
    const asked = callersOfExpression(scalarText(value) ?? '');
    const callers: Value<Callers> = asked.callers
      ? known<Callers>(asked.callers, value.at, (to) => value.editor?.replace(to === 'signed-in' ? 'auth != null' : false))
      : unknown('its condition looks at more than the caller', value.at);
    const rule: AccessRule = {
      key: `${unit}#${address}`,
      address,
      type: 'realtime-database',
      provider: 'gcp',
      label: address,
      name: absent(key),
      at: key,
      body: value.at,
      kind: 'access-rule',
      service: 'the Realtime Database',
      collection: path.findLast((segment) => !segment.startsWith('$')),
      reads: name === '.read',
      writes: name === '.write' ? 'change' : 'no',
      callers,
      until: asked.until,
    };
    nouns.accessRules.push(rule);
  }
}
