/** Configurations of Deployment Manager, as far as plain YAML goes: templates in Jinja and Python are named and left. https://cloud.google.com/deployment-manager/docs/configuration/supported-resource-types (2026-11) */
import { asValue, choice, number, setting, text } from '../../evaluation/setting.ts';
import { at, entries, items, scalarText, type Mapping, type Tree } from '../../evaluation/tree.ts';
import type { GrantTarget } from '../../model/access.ts';
import type { Store, StoreKind } from '../../model/data.ts';
import type { Noun } from '../../model/noun.ts';
import type { BindingScope, Member } from '../../model/role-binding.ts';
import { absent, known, type Value } from '../../model/value.ts';
import { memberType } from '../../platform/google/members.ts';
import { triggerKindOf } from './event-types.ts';
import { accountLink, addFunction, functionOf, headOf, nounOf, partOf, variablesIn, type Reader, type Reading } from './reading.ts';

const typeLine = /^[ \t]*-?[ \t]*type:[ \t]*["']?(?:gcp-types\/|[a-z]+\.(?:v\d|alpha|beta)[\w]*\.|[\w./-]+\.(?:jinja|py)["']?\s*$)/m;

export function isDeployment(written: string): boolean {
  return (
    written.includes('resources:') &&
    /^resources:[ \t]*(?:#.*)?$/m.test(written) &&
    /^[ \t]*-[ \t]*(?:name|type):/m.test(written) &&
    typeLine.test(written)
  );
}

export const readDeployment: Reader = (root, reading) => readResources(at(root, 'resources'), reading);

/** The list of resources, which other tools take over as it is. */
export function readResources(resources: Tree | undefined, reading: Reading): void {
  for (const resource of items(resources)) {
    const type = scalarText(at(resource, 'type'));
    if (resource.kind === 'mapping' && type !== undefined) readResource(resource, type, reading);
  }
}

type ResourceReader = (noun: Noun, properties: Mapping, reading: Reading) => GrantTarget;

/** By a part of the type: `storage.v1.bucket`, `gcp-types/storage-v1:buckets`. */
const readers: readonly (readonly [RegExp, ResourceReader])[] = [
  [/cloudfunctions[.-]v\d\w*[.:].*functions?$/i, readFunction],
  [/storage[.-]v1[.:]buckets?$/i, readBucket],
  [/sqladmin[.-]v1\w*[.:]instances?$/i, readSql],
  [/pubsub[.-]v1[.:].*topics?$/i, (noun, properties, reading) => addStore(noun, 'topic', 'Pub/Sub topic', reading, at(properties, 'kmsKeyName'))],
  [
    /bigquery[.-]v2[.:]datasets?$/i,
    (noun, properties, reading) =>
      addStore(noun, 'warehouse', 'BigQuery dataset', reading, at(properties, 'defaultEncryptionConfiguration', 'kmsKeyName')),
  ],
  [/cloudresourcemanager-v1:virtual\.projects\.iamMemberBinding$/i, readProjectMember],
];

function readResource(resource: Mapping, type: string, reading: Reading): void {
  const head = headOf(resource, resource.entries.has('name') ? 'name' : 'type');
  const noun = nounOf(reading, type, at(resource, 'name'), head, resource.at);
  const properties = at(resource, 'properties');
  const reader = readers.find(([pattern]) => pattern.test(type))?.[1];
  if (/\.(?:jinja|py)$/.test(type))
    reading.notices.push({ level: 'info', message: `not scanned: the template ${type} is a program`, path: reading.path });
  const kind = reader && properties?.kind === 'mapping' ? reader(noun, properties, reading) : 'unknown';
  for (const [index, binding] of items(at(resource, 'accessControl', 'gcpIamPolicy', 'bindings')).entries())
    addBinding(noun, `bindings/${index}`, binding, items(at(binding, 'members')), kind, 'resource', reading);
}

function addBinding(
  noun: Noun,
  part: string,
  binding: Tree,
  members: readonly Tree[],
  kind: GrantTarget,
  scope: BindingScope,
  reading: Reading,
): void {
  const role = at(binding, 'role');
  reading.nouns.roleBindings.push({
    ...partOf(noun, part, noun.at, binding.at),
    kind: 'role-binding',
    role: role ? asValue(role, text) : absent<string>(noun.at),
    members: members.map((tree): Member => ({
      type: memberType(scalarText(tree)),
      value: asValue(tree, text),
      remove: () => tree.editor?.remove?.(),
    })),
    membersPartial: false,
    scope,
    on: scope === 'resource' ? { value: noun.name, to: noun.key } : { value: absent(noun.at) },
    resourceKind: kind,
    conditional: at(binding, 'condition') ? 'yes' : 'no',
  });
}

function readProjectMember(noun: Noun, properties: Mapping, reading: Reading): GrantTarget {
  const member = at(properties, 'member');
  addBinding(noun, 'binding', properties, member ? [member] : [], 'unknown', 'project', reading);
  return 'unknown';
}

const ingress = choice({ ALLOW_ALL: 'all', ALLOW_INTERNAL_ONLY: 'internal', ALLOW_INTERNAL_AND_GCLB: 'gateway' });

function readFunction(noun: Noun, properties: Mapping, reading: Reading): GrantTarget {
  const head = { head: noun.at };
  const fn = functionOf(noun, {
    packaging: known('zip' as const, noun.at),
    runtime: setting(properties, ['runtime'], text, head),
    handler: setting(properties, ['entryPoint'], text, head),
    ...variablesIn(at(properties, 'environmentVariables')),
    identity: accountLink(at(properties, 'serviceAccountEmail'), noun.at, reading),
    reservedConcurrency: setting(properties, ['maxInstances'], number, head),
    ingress: setting<'all' | 'internal' | 'gateway'>(properties, ['ingressSettings'], ingress, { ...head, default: 'all' }),
  });
  addFunction(fn, reading);
  const event = at(properties, 'eventTrigger');
  if (event) addTrigger(noun, event, reading);
  return 'function';
}

/** `$(ref.orders.name)`, `projects/acme/topics/orders`: the name of another resource, or of something elsewhere. */
function addTrigger(noun: Noun, event: Tree, reading: Reading): void {
  const resource = at(event, 'resource');
  const written = scalarText(resource) ?? '';
  const name = /^\$\(ref\.([\w-]+)\./.exec(written)?.[1] ?? /([\w.-]+)$/.exec(written)?.[1];
  reading.nouns.triggers.push({
    ...partOf(noun, 'eventTrigger', noun.at, event.at),
    kind: 'trigger',
    triggerKind: triggerKindOf(scalarText(at(event, 'eventType'))),
    source: { value: resource ? asValue(resource, text) : absent(noun.at), ...(name !== undefined && { to: `${reading.path}#${name}` }) },
    target: { value: noun.name, to: noun.key },
    ...(at(event, 'failurePolicy', 'retry') && { isRetried: true }),
  });
}

function addStore(
  noun: Noun,
  storeKind: StoreKind,
  service: string,
  reading: Reading,
  key: Tree | undefined,
  more: Partial<Store> = {},
): GrantTarget {
  const encryption = key ? known<'customer'>('customer', key.at) : absent<'none' | 'provider' | 'customer'>(noun.at, 'provider');
  reading.nouns.stores.push({ ...noun, kind: 'store', storeKind, service, encryption, ...more });
  return storeKind === 'bucket' || storeKind === 'topic' ? storeKind : storeKind === 'warehouse' ? 'table' : 'unknown';
}

const prevention = {
  decode: (written: string | number | boolean) => String(written) === 'enforced',
  encode: (to: boolean) => (to ? 'enforced' : 'inherited'),
};

function readBucket(noun: Noun, properties: Mapping, reading: Reading): GrantTarget {
  const publicPrevented = setting<boolean>(properties, ['iamConfiguration', 'publicAccessPrevention'], prevention, { head: noun.at, default: false });
  addStore(noun, 'bucket', 'Cloud Storage bucket', reading, at(properties, 'encryption', 'defaultKmsKeyName'), { publicPrevented });
  for (const list of ['acl', 'defaultObjectAcl']) {
    for (const [index, entry] of items(at(properties, list)).entries()) {
      const entity = at(entry, 'entity');
      const type = memberType(scalarText(entity));
      if (!entity || (type !== 'any' && type !== 'authenticated')) continue;
      const role = scalarText(at(entry, 'role')) === 'READER' ? 'roles/storage.legacyObjectReader' : 'roles/storage.objectAdmin';
      reading.nouns.roleBindings.push({
        ...partOf(noun, `${list}/${index}`, noun.at, entry.at),
        kind: 'role-binding',
        role: known(role, entry.at),
        members: [{ type, value: asValue(entity, text), remove: () => entry.editor?.remove?.() }],
        membersPartial: false,
        scope: 'resource',
        on: { value: noun.name, to: noun.key },
        resourceKind: 'bucket',
        conditional: 'no',
      });
    }
  }
  return 'bucket';
}

const sslMode = choice({ ENCRYPTED_ONLY: 'refused', TRUSTED_CLIENT_CERTIFICATE_REQUIRED: 'refused', ALLOW_UNENCRYPTED_AND_ENCRYPTED: 'allowed' });

function readSql(noun: Noun, properties: Mapping, reading: Reading): GrantTarget {
  const network = ['settings', 'ipConfiguration'] as const;
  const open = items(at(properties, ...network, 'authorizedNetworks')).find((one) =>
    /^(?:0\.0\.0\.0\/[0-7]|::\/0)$/.test(scalarText(at(one, 'value')) ?? ''),
  );
  const place = at(open, 'value');
  const publiclyAccessible: Value<boolean> = place
    ? known<boolean>(true, place.at, (to) => (to ? undefined : open?.editor?.remove?.()))
    : absent<boolean>(noun.at, false);
  const old = at(properties, ...network, 'requireSsl');
  const plaintext: Value<'allowed' | 'refused'> = setting(properties, [...network, 'sslMode'], sslMode, {
    head: noun.at,
    default: scalarText(old) === 'true' ? 'refused' : 'allowed',
  });
  const replica = at(properties, 'masterInstanceName') !== undefined;
  addStore(noun, 'database', 'Cloud SQL instance', reading, at(properties, 'diskEncryptionConfiguration', 'kmsKeyName'), {
    publiclyAccessible,
    ...(replica ? {} : { transport: { plaintext, oldestTls: absent(noun.at) } }),
  });
  for (const [name, { value }] of entries(properties)) {
    if (name === 'rootPassword')
      reading.nouns.texts.push({
        role: 'property',
        name,
        value: asValue(value, text),
        owner: noun.key,
        ownerLabel: noun.label,
        ownerType: noun.type,
        at: value.at,
      });
  }
  return 'unknown';
}
