/** Statements of policies as modules of the registry take them: a map or a list of objects in the words of the data source `aws_iam_policy_document`. */
import { opaque, scalar, sequence } from '../../../evaluation/computed.ts';
import { type Entry, type Mapping, type Tree } from '../../../evaluation/tree.ts';
import { policyStatement } from '../aws/policy-document.ts';
import { objectsIn, record, type RegistryCall } from './part.ts';

/** The policy that an input makes up; `defaults` stand for what a statement leaves out. */
export function policyFrom(call: RegistryCall, input: string, defaults: Readonly<Record<string, Tree>> = {}, added = false): Tree {
  const { head } = call.block;
  const written = objectsIn(call, input);
  if (!written) return opaque('its statements cannot be read', head);
  const read = written.map(([, statement]) => policyStatement(completed(statement, defaults)));
  return record({ Statement: sequence(read, head, added) }, call);
}

function completed(statement: Mapping, defaults: Readonly<Record<string, Tree>>): Mapping {
  const entries = new Map<string, Entry>(statement.entries);
  for (const [name, value] of Object.entries(defaults)) if (!entries.has(name)) entries.set(name, { key: statement.at, value });
  if (!entries.has('effect')) entries.set('effect', { key: statement.at, value: scalar('Allow', statement.at) });
  for (const [name, plural] of [
    ['condition', 'conditions'],
    ['principals', 'principals'],
  ] as const) {
    const given = entries.get(name) ?? entries.get(plural);
    if (given) entries.set(name, { key: given.key, value: listOf(given.value) });
  }
  return { ...statement, entries };
}

/** Conditions stand under names of the caller's; only what they say counts. */
function listOf(tree: Tree): Tree {
  const isNamed = tree.kind === 'mapping' && [...tree.entries.values()].every(({ value }) => value.kind === 'mapping');
  return isNamed
    ? sequence(
        [...tree.entries.values()].map(({ value }) => value),
        tree.at,
      )
    : tree;
}
