/** Commands of the Azure command line: function apps with their settings, storage accounts, role assignments. */
import { asValue, choice, flag, text, type Spelling } from '../../evaluation/setting.ts';
import { chosenOrigin, type TlsVersion } from '../../model/endpoint.ts';
import type { Plaintext } from '../../evaluation/tls.ts';
import type { BindingScope } from '../../model/role-binding.ts';
import { known, type Value } from '../../model/value.ts';
import { documentIn, mapped, type Arguments } from './arguments.ts';
import { pushFunction, pushStore } from './lifted-nouns.ts';
import type { Lifter, Lifting } from './lifting.ts';
import type { Word } from './word.ts';

/** `--settings A=1 B=2`: each word is a setting. */
const settings: Lifter = (call, into) => {
  const words = call.words('--settings', '--slot-settings', '--setting-names');
  const environment = words.flatMap((word) => {
    const json = /^\s*\{/.test(word.text) ? mapped(documentIn(word)) : [];
    if (json.length > 0) return json.map(([name, value, key]) => ({ name, value: asValue(value, text), at: key }));
    const equals = word.text.indexOf('=');
    if (equals <= 0) return [];
    const value = word.part(equals + 1);
    return [{ name: word.text.slice(0, equals), value: asValue(value.tree, text), at: word.part(0, equals).at }];
  });
  pushFunction(call, into, { provider: 'azure', words: 4, named: appName(call), runtime: call.elsewhere() }, environment);
};

function appName(call: Arguments): Word | undefined {
  return call.word('--name', '-n');
}

const functionApp: Lifter = (call, into) => {
  const [runtime, version] = [call.word('--runtime'), call.word('--runtime-version')];
  const both = runtime?.isKnown && version?.isKnown;
  const value: Value<string> = both
    ? known(`${runtime.text}|${version.text}`, version.at, (to) => version.replace(to.split('|')[1] ?? to))
    : call.elsewhere();
  pushFunction(call, into, { provider: 'azure', words: 3, named: appName(call), runtime: value }, []);
};

const tlsVersions: Spelling<TlsVersion> = choice({ TLS1_2: '1.2', TLS1_0: '1.0', TLS1_1: '1.1', TLS1_3: '1.3' });
const siteVersions: Spelling<TlsVersion> = choice({ '1.2': '1.2', '1.0': '1.0', '1.1': '1.1', '1.3': '1.3' });

const httpsOnly: Spelling<Plaintext> = {
  decode: (written) => (flag.decode(written) === undefined ? undefined : flag.decode(written) ? 'refused' : 'allowed'),
  encode: (to) => (to === 'allowed' ? 'false' : 'true'),
};

const flagWord: Spelling<boolean> = { decode: flag.decode, encode: (to) => String(to) };

const storage: Lifter = (call, into) => {
  pushStore(call, into, 'azure', appName(call), {
    storeKind: 'bucket',
    service: 'storage account',
    transport: { plaintext: call.setting(httpsOnly, '--https-only'), oldestTls: call.setting(tlsVersions, '--min-tls-version') },
    publicPrevented: call.word('--allow-blob-public-access') ? negated(call.setting(flagWord, '--allow-blob-public-access')) : call.elsewhere(),
  });
};

function negated(value: Value<boolean>): Value<boolean> {
  const slot = value.slot && ((to: boolean) => value.slot?.(!to));
  return value.state === 'known' ? known(!value.value, value.at, slot, value.via) : { ...value, slot };
}

const blobAccess = choice({ off: 'private', container: 'public-read', blob: 'public-read' } as const);

const container: Lifter = (call, into) => {
  if (!call.word('--public-access')) return;
  pushStore(call, into, 'azure', appName(call), { storeKind: 'bucket', service: 'blob container', acl: call.setting(blobAccess, '--public-access') });
};

/** `az functionapp update --set httpsOnly=false`, `az functionapp config set --min-tls-version 1.0`. */
const site: Lifter = (call, into) => {
  const set = call.words('--set').find((word) => /^httpsOnly=/i.test(word.text));
  const written = set?.part('httpsOnly='.length) ?? call.word('--https-only');
  const version = call.word('--min-tls-version');
  if (!written && !version) return;
  const plaintext: Value<Plaintext> = written ? asValue(written.tree, httpsOnly) : call.elsewhere();
  into.nouns.listeners.push({
    ...into.noun(call, 'azure', 3, appName(call)),
    kind: 'listener',
    listenerKind: 'app',
    transport: { plaintext, oldestTls: version ? call.setting(siteVersions, '--min-tls-version') : call.elsewhere() },
  });
};

/** One that is handed in when the script runs, where no other is known. */
function originOf(word: Word): Value<string> {
  const value = asValue(word.tree, text);
  return { ...value, slot: (to) => (to === chosenOrigin ? word.read('ALLOWED_ORIGIN') : value.slot?.(to)) };
}

const cors: Lifter = (call, into) => {
  const origins = call.words('--allowed-origins').map(originOf);
  const noun = into.noun(call, 'azure', 3, appName(call));
  into.nouns.corsPolicies.push({ ...noun, kind: 'cors-policy', of: { value: noun.name }, origins });
};

/** https://learn.microsoft.com/cli/azure/role/assignment#az-role-assignment-create */
const roleAssignment: Lifter = (call, into) => {
  const who = call.word('--assignee', '--assignee-object-id');
  const scope = call.word('--scope', '--scopes');
  const noun = into.noun(call, 'azure', 3, who);
  into.nouns.roleBindings.push({
    ...noun,
    kind: 'role-binding',
    role: call.setting<string>(text, '--role'),
    members: who ? [{ type: 'identity', value: asValue(who.tree, text) }] : [],
    membersPartial: !who,
    scope: scope ? scopeOf(scope.text) : 'unknown',
    on: { value: scope ? asValue(scope.tree, text) : call.elsewhere() },
    resourceKind: 'unknown',
    conditional: call.option('--condition') ? 'yes' : 'no',
  });
};

/**
 * A service principal with a secret, and the role that it is given over the scope that is named
 * (https://learn.microsoft.com/cli/azure/ad/sp#az-ad-sp-create-for-rbac, 2026-11). Without `--role` it has none.
 */
const servicePrincipal: Lifter = (call, into) => {
  const noun = into.noun(call, 'azure', 3, call.word('--name', '-n', '--display-name'));
  if (!call.option('--create-cert', '--cert')) {
    const label = call.word('--name', '-n', '--display-name') ? noun.label : 'a service principal';
    into.nouns.credentials.push({ ...noun, label, kind: 'credential', holder: { value: noun.name }, active: known(true, call.at) });
  }
  const [role, scope] = [call.word('--role'), call.word('--scopes')];
  if (!role || !scope) return;
  into.nouns.roleBindings.push({
    ...into.noun(call, 'azure', 4, call.word('--name', '-n', '--display-name')),
    kind: 'role-binding',
    role: call.setting<string>(text, '--role'),
    members: [{ type: 'identity', value: noun.name }],
    membersPartial: false,
    scope: scopeOf(scope.text),
    on: { value: asValue(scope.tree, text) },
    resourceKind: 'unknown',
    conditional: 'no',
  });
};

/** https://learn.microsoft.com/azure/azure-sql/database/firewall-configure (2026-11): from the first address to the last is everybody. */
const firewallRule: Lifter = (call, into) => {
  const [first, last] = [call.word('--start-ip-address'), call.word('--end-ip-address')];
  if (first?.text !== '0.0.0.0' || last?.text !== '255.255.255.255') return;
  pushStore(call, into, 'azure', call.word('--server', '-s', '--server-name') ?? appName(call), {
    storeKind: 'database',
    service: 'database server',
    publiclyAccessible: known(true, last.at),
  });
};

function scopeOf(written: string): BindingScope {
  if (/^\/?subscriptions\/[^/]+\/?$/i.test(written)) return 'project';
  if (/^\/?subscriptions\/[^/]+\/resourceGroups\/[^/]+\/?$/i.test(written)) return 'group';
  if (/^\/?subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\//i.test(written)) return 'resource';
  return /^\/?providers\/Microsoft\.Management/i.test(written) ? 'organization' : 'unknown';
}

const commands: Readonly<Record<string, Lifter>> = {
  'functionapp config appsettings': settings,
  'webapp config appsettings': settings,
  'functionapp create': functionApp,
  'functionapp update': site,
  'webapp update': site,
  'functionapp config set': site,
  'webapp config set': site,
  'functionapp cors add': cors,
  'webapp cors add': cors,
  'storage account create': storage,
  'storage account update': storage,
  'storage container create': container,
  'role assignment create': roleAssignment,
  'ad sp create-for-rbac': servicePrincipal,
  'sql server firewall-rule': firewallRule,
  'postgres server firewall-rule': firewallRule,
  'postgres flexible-server firewall-rule': firewallRule,
  'mysql server firewall-rule': firewallRule,
  'mysql flexible-server firewall-rule': firewallRule,
};

export const liftAzure = (call: Arguments, into: Lifting): void => {
  const [, ...words] = call.path;
  const lifter = commands[words.slice(0, 3).join(' ')] ?? commands[words.slice(0, 2).join(' ')];
  if (lifter === settings && words[3] !== 'set') return;
  if (lifter === firewallRule && words[3] !== 'create' && words[3] !== 'update') return;
  lifter?.(call, into);
};
