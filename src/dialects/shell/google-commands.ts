/** Commands of gcloud and gsutil: functions and services with who may call them, and roles that are given to members. */
import { asValue, text, type Spelling } from '../../evaluation/setting.ts';
import type { GrantTarget } from '../../model/access.ts';
import type { ServerlessFunction, Variable } from '../../model/function.ts';
import type { BindingScope, Member, NewMember } from '../../model/role-binding.ts';
import { absent, known, type Value } from '../../model/value.ts';
import { listedPairs, type Arguments, type Option } from './arguments.ts';
import { pushFunction, pushStore } from './lifted-nouns.ts';
import type { Lifter, Lifting } from './lifting.ts';
import type { Word } from './word.ts';

/** Options without a value, as far as a name may follow them: https://cloud.google.com/sdk/gcloud/reference */
export const googleFlags: ReadonlySet<string> = new Set(
  (
    '--allow-unauthenticated --async --quiet -q --gen2 --v2 --trigger-http --retry --clear-env-vars --clear-secrets --use-http2 --cpu-throttling ' +
    '--cpu-boost --session-affinity --all --require-ssl --public-access-prevention --uniform-bucket-level-access --recursive -r --force --no-user-output-enabled'
  ).split(' '),
);

const ingress: Spelling<'all' | 'internal' | 'gateway'> = {
  decode: (written) =>
    (
      {
        all: 'all',
        internal: 'internal',
        'internal-only': 'internal',
        'internal-and-gclb': 'gateway',
        'internal-and-cloud-load-balancing': 'gateway',
      } as const
    )[String(written) as 'all'],
  encode: () => undefined,
};

const deploy =
  (words: number): Lifter =>
  (call, into) => {
    const named = call.positional[words];
    const listed = call.words('--set-env-vars', '--update-env-vars', '--set-build-env-vars').flatMap(listedPairs);
    const environment: readonly Variable[] = listed.map(([name, word]) => ({ name, value: asValue(word.tree, text), at: word.at }));
    const from: Value<'all' | 'internal' | 'gateway'> = call.setting(ingress, '--ingress', '--ingress-settings');
    const runtime = call.setting(text, '--runtime');
    const fn = pushFunction(call, into, { provider: 'gcp', words, named, runtime }, environment, from);
    const open = call.option('--allow-unauthenticated');
    if (open) allow(call, into, fn, open);
  };

/** Whoever deploys with it lets everybody in: https://cloud.google.com/run/docs/authenticating/public */
function allow(call: Arguments, into: Lifting, fn: ServerlessFunction, { word }: Option): void {
  const value = known('allUsers', word.at);
  const close = () => word.replace('--no-allow-unauthenticated');
  const role = call.is('gcloud', 'functions') && !call.option('--gen2') ? 'roles/cloudfunctions.invoker' : 'roles/run.invoker';
  into.nouns.roleBindings.push({
    ...into.noun(call, 'gcp', 2, call.positional[3]),
    kind: 'role-binding',
    label: fn.label,
    role: known(role, word.at),
    members: [{ type: 'any', value, remove: close, substitute: close }],
    membersPartial: false,
    scope: 'resource',
    on: { value: fn.name, to: fn.key },
    resourceKind: 'function',
    conditional: 'no',
  });
}

/** What stands before `add-iam-policy-binding`. */
const targets: readonly (readonly [RegExp, GrantTarget, BindingScope])[] = [
  [/^projects$/, 'unknown', 'project'],
  [/^organizations$/, 'unknown', 'organization'],
  [/^resource-manager folders$/, 'unknown', 'folder'],
  [/^functions$|^run (?:services|jobs)$/, 'function', 'resource'],
  [/^storage buckets$/, 'bucket', 'resource'],
  [/^pubsub topics$/, 'topic', 'resource'],
  [/^pubsub subscriptions$|^tasks queues$/, 'queue', 'resource'],
  [/^secrets$/, 'secret', 'resource'],
  [/^kms (?:keys|keyrings)$/, 'key', 'resource'],
  [/^iam service-accounts$/, 'identity', 'resource'],
  [/^artifacts repositories$/, 'registry', 'resource'],
  [/^(?:spanner|bigtable) /, 'table', 'resource'],
];

const bindings: ReadonlySet<string> = new Set(['add-iam-policy-binding', 'add-invoker-policy-binding']);

const binding: Lifter = (call, into) => {
  const verb = call.path.findIndex((word) => bindings.has(word));
  const group = call.path
    .slice(1, verb)
    .filter((word) => word !== 'beta' && word !== 'alpha')
    .join(' ');
  const [, kind, scope] = targets.find(([pattern]) => pattern.test(group)) ?? [undefined, 'unknown', 'unknown'];
  const member = call.word('--member');
  if (!member) return;
  const named = call.positional[verb + 1];
  const noun = into.noun(call, 'gcp', verb, named);
  const role = call.path[verb] === 'add-invoker-policy-binding' ? known('roles/run.invoker', call.at) : call.setting<string>(text, '--role');
  into.nouns.roleBindings.push({
    ...noun,
    kind: 'role-binding',
    role,
    members: [memberOf(member, call)],
    membersPartial: false,
    scope,
    on: { value: noun.name },
    resourceKind: kind,
    conditional: conditionOf(call),
  });
};

function conditionOf(call: Arguments): 'yes' | 'no' {
  const condition = call.word('--condition', '--condition-from-file');
  return condition && condition.text !== 'None' ? 'yes' : 'no';
}

function memberOf(word: Word, call: Arguments): Member {
  const value = asValue(word.tree, text);
  const substitute = (to: NewMember) => {
    const project = call.word('--project')?.text;
    return 'name' in to && project !== undefined && /^[\w-]+$/.test(project)
      ? word.replace(`serviceAccount:${to.name.replaceAll('_', '-')}@${project}.iam.gserviceaccount.com`)
      : undefined;
  };
  const kind = /^(allUsers|allAuthenticatedUsers|\w+(?=:))/.exec(word.text)?.[1] ?? '';
  const types: Readonly<Record<string, Member['type']>> = {
    allUsers: 'any',
    allAuthenticatedUsers: 'authenticated',
    serviceAccount: 'identity',
    user: 'user',
    group: 'group',
    domain: 'domain',
  };
  return { type: types[kind] ?? 'unknown', value, substitute };
}

/** https://cloud.google.com/storage/docs/access-control/lists#predefined-acl (2026-11) */
const cannedLists: Readonly<Record<string, string>> = {
  'public-read': 'roles/storage.objectViewer',
  'public-read-write': 'roles/storage.objectAdmin',
  'authenticated-read': 'roles/storage.objectViewer',
};

/** `gsutil iam ch allUsers:objectViewer gs://bucket`: https://cloud.google.com/storage/docs/gsutil/commands/iam */
const gsutil: Lifter = (call, into) => {
  const [, command, verb, ...rest] = call.positional;
  if (command?.text === 'iam' && verb?.text === 'ch') {
    const target = rest.at(-1);
    for (const word of rest.slice(0, -1)) {
      const [, who, role] = /^((?:all\w*Users)|\w+:[^:]+):([\w.,]+)$/.exec(word.text) ?? [];
      if (who === undefined || role === undefined) continue;
      const short = role.split(',')[0] ?? '';
      pushBucketBinding(call, into, target, { ...memberOf(word, call), substitute: undefined }, `roles/storage.${short}`);
    }
  }
  if ((command?.text === 'acl' || command?.text === 'defacl') && verb?.text === 'set') {
    const [list] = rest;
    const role = list && cannedLists[list.text];
    if (list && role) {
      const member: Member = { type: list.text.startsWith('authenticated') ? 'authenticated' : 'any', value: asValue(list.tree, text) };
      const close = () => list.replace('private');
      pushBucketBinding(call, into, rest.at(-1), { ...member, remove: close, substitute: close }, role);
    }
  }
  if ((command?.text === 'acl' || command?.text === 'defacl') && verb?.text === 'ch') {
    const word = call.word('-u', '-g');
    if (word && /^all\w*Users:/i.test(word.text)) {
      const role = /:[RW]*W|:O/.test(word.text) ? 'roles/storage.objectAdmin' : 'roles/storage.objectViewer';
      pushBucketBinding(call, into, call.positional.at(-1), { ...memberOf(word, call), substitute: undefined }, role);
    }
  }
};

function pushBucketBinding(call: Arguments, into: Lifting, target: Word | undefined, member: Member, role: string): void {
  const noun = into.noun(call, 'gcp', 3, target);
  into.nouns.roleBindings.push({
    ...noun,
    kind: 'role-binding',
    role: known(role, member.value.at),
    members: [member],
    membersPartial: false,
    scope: 'resource',
    on: { value: noun.name },
    resourceKind: 'bucket',
    conditional: 'no',
  });
}

const bucket: Lifter = (call, into) => {
  const prevention = call.option('--no-public-access-prevention');
  if (!prevention) return;
  pushStore(call, into, 'gcp', call.positional[4], {
    storeKind: 'bucket',
    service: 'Cloud Storage bucket',
    publicPrevented: call.switch('--public-access-prevention', '--no-public-access-prevention'),
  });
};

/** A key that somebody downloads: https://cloud.google.com/sdk/gcloud/reference/iam/service-accounts/keys/create */
const accountKey: Lifter = (call, into) => {
  const account = call.word('--iam-account');
  const noun = into.noun(call, 'gcp', 4, account);
  into.nouns.credentials.push({ ...noun, kind: 'credential', holder: { value: noun.name }, active: known(true, call.at) });
};

/** https://cloud.google.com/sdk/gcloud/reference/sql/instances/create */
const sqlInstance: Lifter = (call, into) => {
  const networks = call.words('--authorized-networks');
  const open = networks.find((word) => /(?:^|,)(?:0\.0\.0\.0\/0|::\/0)(?:,|$)/.test(word.text));
  const clear = call.option('--no-require-ssl');
  const mode = call.word('--ssl-mode');
  if (!open && !clear && !mode) return;
  const plaintext: Value<'allowed' | 'redirected' | 'refused'> = clear
    ? known('allowed', clear.word.at, (to) => (to === 'allowed' ? undefined : clear.word.replace('--ssl-mode=ENCRYPTED_ONLY')))
    : call.setting(sslModes, '--ssl-mode');
  pushStore(call, into, 'gcp', call.positional[4], {
    storeKind: 'database',
    service: 'Cloud SQL instance',
    transport: { plaintext, oldestTls: call.elsewhere() },
    ...(open && { publiclyAccessible: known(true, open.at) }),
  });
};

const sslModes: Spelling<'allowed' | 'redirected' | 'refused'> = {
  decode: (written) =>
    String(written).startsWith('ALLOW_UNENCRYPTED') ? 'allowed' : /^(?:ENCRYPTED|TRUSTED)/.test(String(written)) ? 'refused' : undefined,
  encode: (to) => (to === 'allowed' ? undefined : 'ENCRYPTED_ONLY'),
};

/** What is sent to an address, and whether a token goes with it: https://cloud.google.com/sdk/gcloud/reference/pubsub/subscriptions/create */
const delivery =
  (triggerKind: 'topic' | 'schedule', words: number, address: string, tokens: readonly string[]): Lifter =>
  (call, into) => {
    const endpoint = call.word(address);
    if (!endpoint) return;
    const token = tokens.map((name) => call.option(name)).find((found) => found !== undefined);
    into.nouns.triggers.push({
      ...into.noun(call, 'gcp', words, call.positional[words]),
      kind: 'trigger',
      triggerKind,
      source: { value: call.setting(text, '--topic') },
      target: { value: asValue(endpoint.tree, text) },
      token: token ? known<boolean>(true, token.word.at) : absent<boolean>(endpoint.at, false),
      isRetried: true,
    });
  };

/** `gcloud beta run deploy` is `gcloud run deploy`. */
export const liftGoogle: Lifter = (call, into) => {
  if (call.path[0] === 'gsutil') return gsutil(call, into);
  if (call.path.some((word) => bindings.has(word))) return binding(call, into);
  const [first, second, third, fourth] = call.path.filter((word) => word !== 'beta' && word !== 'alpha');
  const shift = call.path.length > 1 && /^(?:beta|alpha)$/.test(call.path[1] ?? '') ? 1 : 0;
  if (first !== 'gcloud') return undefined;
  if ((second === 'functions' || second === 'run') && third === 'deploy') return deploy(3 + shift)(call, into);
  if (second === 'run' && third === 'jobs' && /^(?:deploy|create|update)$/.test(fourth ?? '')) return deploy(4 + shift)(call, into);
  if (second === 'run' && third === 'services' && fourth === 'update') return deploy(4 + shift)(call, into);
  if (second === 'pubsub' && third === 'subscriptions' && fourth === 'create')
    return delivery('topic', 4 + shift, '--push-endpoint', ['--push-auth-service-account'])(call, into);
  if (second === 'scheduler' && third === 'jobs' && fourth === 'create')
    return delivery('schedule', 5 + shift, '--uri', ['--oidc-service-account-email', '--oauth-service-account-email'])(call, into);
  if (second === 'storage' && third === 'buckets') return bucket(call, into);
  if (second === 'iam' && third === 'service-accounts' && fourth === 'keys' && call.path.includes('create')) return accountKey(call, into);
  if (second === 'sql' && third === 'instances' && (fourth === 'create' || fourth === 'patch')) return sqlInstance(call, into);
  return undefined;
};
