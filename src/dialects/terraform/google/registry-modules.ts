/** Reads what well-known modules of the registry are told of who may use what they make; what else they do is not read. */
import { asValue, text } from '../../../evaluation/setting.ts';
import { at, items, scalarText, type Mapping, type Tree } from '../../../evaluation/tree.ts';
import type { GrantTarget } from '../../../model/access.ts';
import { absent, known, type Value } from '../../../model/value.ts';
import { memberType } from '../../../platform/google/members.ts';
import type { HclBlock } from '../../../syntax/hcl-tree.ts';
import type { Reading } from '../reading.ts';

interface Bound {
  readonly role: Value<string>;
  readonly members: readonly Tree[];
}

/** What a module makes of one of its inputs. */
interface Given {
  readonly kind: GrantTarget;
  /** Where the input stands. */
  readonly path: readonly string[];
  bindings(input: Tree): readonly Bound[];
}

/** A list of members that are given one role. */
function listed(role: string, kind: GrantTarget, ...path: readonly string[]): Given {
  return { kind, path, bindings: (input) => [{ role: known(role, input.at), members: items(input) }] };
}

/** Pairs of a role and a member. */
function paired(kind: GrantTarget, ...path: readonly string[]): Given {
  return {
    kind,
    path,
    bindings: (input) =>
      items(input).flatMap((entry): readonly Bound[] => {
        const role = at(entry, 'role');
        return role ? [{ role: asValue(role, text), members: items(at(entry, 'member')) }] : [];
      }),
  };
}

/** By the source: https://registry.terraform.io/namespaces/GoogleCloudPlatform, https://registry.terraform.io/namespaces/terraform-google-modules (2026-11) */
const modules: readonly (readonly [source: RegExp, given: readonly Given[]])[] = [
  [/^GoogleCloudPlatform\/cloud-run\/google(?:\/\/modules\/v2)?$/, [listed('roles/run.invoker', 'function', 'members')]],
  [/^GoogleCloudPlatform\/cloud-functions\/google$/, [listed('roles/run.invoker', 'function', 'members', 'invokers')]],
  [
    /^terraform-google-modules\/cloud-storage\/google(?:\/\/modules\/simple_bucket)?$/,
    [
      listed('roles/storage.objectViewer', 'bucket', 'viewers'),
      listed('roles/storage.objectCreator', 'bucket', 'creators'),
      listed('roles/storage.objectAdmin', 'bucket', 'admins'),
      paired('bucket', 'iam_members'),
    ],
  ],
];

export function readGoogleModule(name: string, block: HclBlock, properties: Mapping, reading: Reading): void {
  const source = (scalarText(at(properties, 'source')) ?? '').replace(/^registry\.terraform\.io\//, '');
  const given = modules.find(([pattern]) => pattern.test(source))?.[1] ?? [];
  for (const { bindings, kind, path } of given) {
    const input = at(properties, ...path);
    for (const [index, { role, members }] of (input ? bindings(input) : []).entries()) {
      const address = `module.${name}/${path.join('.')}/${index}`;
      reading.nouns.roleBindings.push({
        key: reading.key(address),
        address,
        type: 'module',
        provider: 'gcp',
        label: name,
        name: absent(block.head),
        at: block.head,
        body: block.at,
        kind: 'role-binding',
        role,
        members: members.map((member) => ({
          type: memberType(scalarText(member)),
          value: asValue(member, text),
          remove: () => member.editor?.remove?.(),
        })),
        membersPartial: false,
        scope: 'resource',
        on: { value: absent(block.head) },
        resourceKind: kind,
        conditional: 'no',
      });
    }
  }
}
