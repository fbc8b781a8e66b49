/** Services of App Engine: what app.yaml says of a service and of the addresses that it answers. https://cloud.google.com/appengine/docs/standard/reference/app-yaml (2026-11) */
import { asValue, insertAt, number, setting, text, type Spelling } from '../../evaluation/setting.ts';
import { at, items, scalarText, type Mapping, type Tree } from '../../evaluation/tree.ts';
import { documentTree } from '../../evaluation/document-tree.ts';
import type { Authentication } from '../../model/endpoint.ts';
import type { ServerlessFunction } from '../../model/function.ts';
import { absent, known, type Slot, type Value } from '../../model/value.ts';
import { folderOf } from '../../source/file-tree.ts';
import { readDocument } from '../../syntax/read-document.ts';
import { accountLink, addFunction, functionOf, headOf, nounOf, partOf, variablesIn, type Reader, type Reading } from './reading.ts';

const runtimeLine = /^runtime:\s*["']?(?:python|nodejs|go|java|php|ruby|dotnet|custom|aspnetcore|vm)[\w.]*["']?[ \t]*(?:#.*)?$/m;

/** What no other file with a `runtime` has at its top. */
const ownLines =
  /^(?:handlers|env_variables|instance_class|automatic_scaling|basic_scaling|manual_scaling|entrypoint|service|module|api_version|threadsafe|env|vm|inbound_services|default_expiration|runtime_config|beta_settings|app_engine_apis|vpc_access_connector|service_account|liveness_check|readiness_check|resources|network|build_env_variables|libraries|includes)\s*:/m;

export function isAppEngine(path: string, written: string): boolean {
  return written.includes('runtime:') && runtimeLine.test(written) && (ownLines.test(written) || /(?:^|\/)app[\w.-]*\.ya?ml$/i.test(path));
}

export const readAppEngine: Reader = (root, reading) => {
  const runtime = at(root, 'runtime');
  if (!runtime) return;
  const head = headOf(root, 'runtime');
  const service = at(root, 'service') ?? at(root, 'module');
  const noun = { ...nounOf(reading, 'appengine.service', service, head, root.at) };
  const isFlexible = scalarText(at(root, 'env'))?.startsWith('flex') === true || scalarText(at(root, 'vm')) === 'true';
  const fn = functionOf(noun, {
    runtime: asValue(runtime, text),
    packaging: known('zip' as const, head),
    ...(!isFlexible && { platform: 'app-engine' as const }),
    codeRoot: folderOf(reading.path),
    environment: environmentOf(root, reading),
    identity: accountLink(at(root, 'service_account'), head, reading),
    reservedConcurrency: limitOf(root, head),
    ingress: absent<'all'>(head, 'all'),
  });
  addFunction(fn, reading);
  for (const { name, value } of variablesIn(at(root, 'build_env_variables')).environment)
    reading.nouns.texts.push({ role: 'build', name, value, owner: fn.key, ownerLabel: fn.label, ownerType: fn.type, at: value.at });
  if (isFlexible) return;
  readTransport(root, fn, reading);
  readSignIn(root, fn, reading);
};

/** Its own variables, and those of the files that it takes in. */
function environmentOf(root: Mapping, reading: Reading): ServerlessFunction['environment'] {
  const own = variablesIn(at(root, 'env_variables')).environment;
  const included = items(at(root, 'includes')).flatMap((include) => {
    const folder = folderOf(reading.path);
    const path = `${folder === '' ? '' : `${folder}/`}${scalarText(include) ?? ''}`;
    const file = reading.files.has(path) ? reading.files.read(path) : undefined;
    const tree = file && documentTree(readDocument(file));
    if (!tree)
      reading.notices.push({ level: 'info', message: `read in part: ${scalarText(include) ?? 'an included file'} is not there`, path: reading.path });
    return variablesIn(at(tree, 'env_variables')).environment;
  });
  return [...own, ...included];
}

function limitOf(root: Mapping, head: ServerlessFunction['at']): Value<number> {
  const limit =
    at(root, 'automatic_scaling', 'max_instances') ?? at(root, 'basic_scaling', 'max_instances') ?? at(root, 'manual_scaling', 'instances');
  return limit ? asValue(limit, number) : absent<number>(head);
}

type Plaintext = 'allowed' | 'redirected' | 'refused';

const secure: Spelling<Plaintext> = {
  decode: (written) => ({ always: 'redirected', optional: 'allowed', never: 'allowed' } as const)[String(written) as 'always'],
  encode: (to) => (to === 'redirected' ? 'always' : undefined),
};

/** Handlers answer both http:// and https://, unless they say `secure: always`. */
function readTransport(root: Mapping, fn: ServerlessFunction, reading: Reading): void {
  const handlers = handlersOf(root);
  const settings = handlers.map((handler) => setting<Plaintext>(handler, ['secure'], secure, { head: headOf(handler, 'url'), default: 'allowed' }));
  const open = settings.find((one) => one.state === 'known' && one.value === 'allowed') ?? settings.find((one) => one.state === 'absent');
  const slot: Slot<Plaintext> = (to) =>
    to === 'redirected' ? insertAt(root, ['handlers'], [{ url: '/.*', secure: 'always', script: 'auto' }]) : undefined;
  const plaintext = open ?? settings[0] ?? absent<Plaintext>(fn.at, 'allowed', slot);
  reading.nouns.listeners.push({
    ...partOf(fn, 'handlers', fn.at, fn.body),
    kind: 'listener',
    listenerKind: 'domain',
    transport: { plaintext, oldestTls: absent(fn.at) },
  });
}

const login: Spelling<Authentication> = {
  decode: (written) => ({ required: 'custom', admin: 'custom', optional: 'none' } as const)[String(written) as 'admin'],
  encode: (to) => (to === 'custom' ? 'admin' : undefined),
};

/**
 * The first handler that fits answers: one that asks for no account, before one that does and for the same addresses, lets everybody in.
 * What no handler guards is not told here: programs mostly ask for themselves.
 */
function readSignIn(root: Mapping, fn: ServerlessFunction, reading: Reading): void {
  const handlers = handlersOf(root).map((handler) => ({
    handler,
    url: scalarText(at(handler, 'url')) ?? '',
    guard: setting<Authentication>(handler, ['login'], login, { head: headOf(handler, 'url'), default: 'none' }),
  }));
  for (const [index, { handler, url, guard }] of handlers.entries()) {
    const guarded = guard.state === 'known' && guard.value === 'custom';
    const later = handlers.slice(index + 1).filter((other) => other.guard.state === 'known' && other.guard.value === 'custom');
    const isShadow = !guarded && guard.state !== 'unknown' && later.some((other) => covers(other.url, url) || covers(url, other.url));
    const head = headOf(handler, 'url');
    if (guarded || isShadow)
      reading.nouns.endpoints.push({
        ...partOf(fn, `handlers/${index}`, head, handler.at),
        kind: 'endpoint',
        api: { value: fn.name, to: fn.key },
        apiKind: 'http',
        method: known('ANY', head),
        path: known(url, head),
        authentication: guard,
        keyRequired: absent(head, false),
        target: { value: fn.name, to: fn.key },
        purpose: 'route',
        origins: [],
        restricted: 'no',
      });
  }
}

/** Does the pattern `a` take in everything that `b` does? */
function covers(a: string, b: string): boolean {
  const open = /^([\w/-]*)\.\*$/.exec(a)?.[1];
  return a === b || (open !== undefined && b.startsWith(open));
}

function handlersOf(root: Mapping): readonly Mapping[] {
  return items(at(root, 'handlers')).filter((handler: Tree): handler is Mapping => handler.kind === 'mapping');
}
