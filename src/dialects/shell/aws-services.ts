/** Commands of the AWS command line that make and change functions, APIs, stores and trails. */
import { asValue, choice, number, text, type Spelling } from '../../evaluation/setting.ts';
import { at, items, scalarText, type Tree } from '../../evaluation/tree.ts';
import type { BucketAcl, BucketGuards, Store } from '../../model/data.ts';
import type { ApiKind, Authentication, Endpoint } from '../../model/endpoint.ts';
import type { ServerlessFunction, Variable } from '../../model/function.ts';
import type { Provider } from '../../model/noun.ts';
import type { Trail } from '../../model/operations.ts';
import { absent, known, unknown, type Slot, type Value } from '../../model/value.ts';
import { insertText } from '../../source/edit.ts';
import { mapped, type Arguments } from './arguments.ts';
import type { Lifter, Lifting } from './lifting.ts';
import type { Word } from './word.ts';

/** What a function is, apart from what its command says. */
export function pushFunction(
  call: Arguments,
  into: Lifting,
  options: { readonly provider: Provider; readonly words: number; readonly named: Word | undefined; readonly runtime: Value<string> },
  environment: readonly Variable[],
  ingress?: ServerlessFunction['ingress'],
): ServerlessFunction {
  const made: ServerlessFunction = {
    ...into.noun(call, options.provider, options.words, options.named),
    kind: 'function',
    runtime: options.runtime,
    packaging: call.elsewhere(),
    handler: call.elsewhere(),
    environment,
    environmentPartial: true,
    environmentKey: call.elsewhere(),
    tracing: call.elsewhere(),
    identity: { value: call.elsewhere() },
    reservedConcurrency: call.elsewhere(),
    failureTarget: call.elsewhere(),
    layers: [],
    codeSigning: call.elsewhere(),
    ...(ingress && { ingress }),
  };
  into.nouns.functions.push(made);
  for (const { name, value } of environment) {
    into.nouns.texts.push({
      role: 'environment',
      name,
      value,
      owner: made.key,
      ownerLabel: made.label,
      ownerType: made.type,
      at: value.at,
    });
  }
  return made;
}

const lambda: Lifter = (call, into) => {
  const variables = at(call.document('--environment'), 'Variables');
  const environment = mapped(variables).map(([name, value, key]) => ({ name, value: asValue(value, text), at: key }));
  const named = call.word('--function-name');
  pushFunction(call, into, { provider: 'aws', words: 3, named, runtime: call.setting(text, '--runtime') }, environment);
};

const urlTypes: Spelling<Authentication> = {
  decode: (written) => ({ NONE: 'none', AWS_IAM: 'iam' } as const)[String(written).toUpperCase() as 'NONE'],
  encode: (to) => (to === 'none' ? 'NONE' : 'AWS_IAM'),
};

const methodTypes: Spelling<Authentication> = {
  decode: (written) =>
    ({ NONE: 'none', AWS_IAM: 'iam', CUSTOM: 'custom', JWT: 'jwt', COGNITO_USER_POOLS: 'cognito' } as const)[String(written).toUpperCase() as 'NONE'],
  encode: (to) => (to === 'iam' ? 'AWS_IAM' : undefined),
};

function pushEndpoint(
  call: Arguments,
  into: Lifting,
  provider: Provider,
  kind: ApiKind,
  named: Word | undefined,
  parts: Partial<Pick<Endpoint, 'authentication' | 'method' | 'path' | 'keyRequired' | 'origins' | 'cors'>>,
): void {
  const noun = into.noun(call, provider, 3, named);
  into.nouns.endpoints.push({
    ...noun,
    kind: 'endpoint',
    api: { value: call.elsewhere() },
    apiKind: kind,
    method: known('ANY', call.at),
    path: absent(call.at),
    authentication: call.elsewhere(),
    keyRequired: absent(call.at, false),
    target: { value: noun.name },
    purpose: 'route',
    origins: [],
    restricted: 'no',
    ...parts,
  });
}

function corsOf(cors: Tree, call: Arguments): NonNullable<Endpoint['cors']> {
  const credentials = at(cors, 'AllowCredentials');
  return {
    credentials: credentials ? asValue(credentials, choiceOfFlag) : absent(call.at, false),
    headers: items(at(cors, 'AllowHeaders')).map((header) => asValue(header, text)),
  };
}

const functionUrl: Lifter = (call, into) => {
  const cors = call.document('--cors');
  pushEndpoint(call, into, 'aws', 'function-url', call.word('--function-name'), {
    authentication: call.setting(urlTypes, '--auth-type'),
    origins: items(at(cors, 'AllowOrigins')).map((origin) => asValue(origin, text)),
    ...(cors && { cors: corsOf(cors, call) }),
  });
};

/** `GET /orders` and `POST`: routes of HTTP APIs by their key, methods of REST APIs by the number of their resource. */
const route =
  (kind: ApiKind): Lifter =>
  (call, into) => {
    if (!call.word('--authorization-type')) return;
    const key = call.word('--route-key');
    const [verb, path] = (key?.text ?? '').split(' ');
    const method = call.word('--http-method');
    if ((method?.text ?? verb)?.toUpperCase() === 'OPTIONS') return;
    const apiKind = kind === 'http' && verb?.startsWith('$') && verb !== '$default' ? 'websocket' : kind;
    pushEndpoint(call, into, 'aws', apiKind, key ?? method, {
      authentication: call.setting(methodTypes, '--authorization-type'),
      method: method ? asValue(method.tree, text) : known(verb ?? 'ANY', call.at),
      path: key ? known(path ?? verb ?? '/', call.at) : unknown('its resource is made by another command', call.at),
      // What makes a route or a method asks for no key unless it says so.
      keyRequired: call.option('--api-key-required') ? call.switch('--api-key-required', '--no-api-key-required') : absent(call.at, false),
    });
  };

const stage: Lifter = (call, into) => {
  const settings = call.document('--default-route-settings');
  const rates = [at(settings, 'ThrottlingRateLimit'), ...patches(call, /^\/\*\/\*\/throttling\/rateLimit$/)].filter((rate) => rate !== undefined);
  const bursts = [at(settings, 'ThrottlingBurstLimit'), ...patches(call, /^\/\*\/\*\/throttling\/burstLimit$/)].filter((one) => one !== undefined);
  const traces = patches(call, /\/logging\/dataTrace$/);
  const limit = [...rates, ...bursts][0];
  // https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateStage-Patch, seen 2026-11
  const misnamed = patched(call, (path) => /throttl|(?:rate|burst)Limit/i.test(path) && !/^\/.+\/.+\/throttling\/(?:rate|burst)Limit$/.test(path));
  const isRest = call.path[1] === 'apigateway';
  into.nouns.stages.push({
    ...into.noun(call, 'aws', 3, call.word('--stage-name')),
    kind: 'stage',
    api: { value: call.elsewhere() },
    apiKind: isRest ? 'rest' : 'http',
    accessLog: call.elsewhere(),
    tracing: call.elsewhere(),
    throttle: limit ? asValue(limit, number) : call.elsewhere(),
    ...(misnamed && isRest && { misnamedThrottle: misnamed }),
    dataTrace: traces[0] ? asValue(traces[0], choiceOfFlag) : call.elsewhere(),
  });
};

const choiceOfFlag: Spelling<boolean> = { decode: (written) => String(written) === 'true', encode: (to) => to };

/** Operations of `--patch-operations`, in the short spelling or as JSON: the values of those whose path is asked for. */
function patches(call: Arguments, path: RegExp): readonly Tree[] {
  const trees = call.words('--patch-operations').flatMap((word) => items(call.invocation.document(word)));
  return trees.flatMap((patch) => (path.test(scalarText(at(patch, 'path')) ?? '') ? (at(patch, 'value') ?? []) : []));
}

/** The path of the first operation that is one of `wanted`. */
function patched(call: Arguments, wanted: (path: string) => boolean): Value<string> | undefined {
  const trees = call.words('--patch-operations').flatMap((word) => items(call.invocation.document(word)));
  const path = trees.map((patch) => at(patch, 'path')).find((tree) => wanted(scalarText(tree) ?? ''));
  return path && asValue(path, text);
}

/** https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateRestApi-Patch, seen 2026-11: `/securityPolicy`. */
const restApi: Lifter = (call, into) => {
  const misnamed = patched(call, (path) => /^\/(?:min(?:imum)?(?:Tls|Protocol)Version|tlsVersion|minTls)$/i.test(path));
  if (!misnamed) return;
  into.nouns.listeners.push({
    ...into.noun(call, 'aws', 3, call.word('--rest-api-id')),
    kind: 'listener',
    listenerKind: 'domain',
    transport: { plaintext: call.elsewhere(), oldestTls: call.elsewhere() },
    misnamedPolicy: misnamed,
  });
};

const acls = choice({
  private: 'private',
  'public-read': 'public-read',
  'public-read-write': 'public-read-write',
  'authenticated-read': 'authenticated-read',
  'log-delivery-write': 'other',
  'bucket-owner-full-control': 'other',
} as const);

export function pushStore(
  call: Arguments,
  into: Lifting,
  provider: Provider,
  named: Word | undefined,
  parts: Pick<Store, 'storeKind' | 'service'> & Partial<Store>,
): void {
  into.nouns.stores.push({ ...into.noun(call, provider, 3, named), kind: 'store', encryption: call.elsewhere(), ...parts });
}

const bucket: Lifter = (call, into) => {
  const acl: Value<BucketAcl> | undefined = call.word('--acl') && call.setting<BucketAcl>(acls, '--acl');
  const guards = call.document('--public-access-block-configuration');
  if (!acl && !guards) return;
  const guard = (name: string): Value<boolean> => {
    const tree = at(guards, name);
    return tree ? asValue(tree, choiceOfFlag) : call.elsewhere();
  };
  const set: BucketGuards | undefined = guards && {
    blockAcls: guard('BlockPublicAcls'),
    ignoreAcls: guard('IgnorePublicAcls'),
    blockPolicies: guard('BlockPublicPolicy'),
    restrictBuckets: guard('RestrictPublicBuckets'),
    all: call.elsewhere(),
  };
  pushStore(call, into, 'aws', call.word('--bucket'), {
    storeKind: 'bucket',
    service: 'S3 bucket',
    ...(acl && { acl }),
    ...(set && { guards: set }),
  });
};

/** Without its guards a bucket is as open as its policy and its lists: https://docs.aws.amazon.com/cli/latest/reference/s3api/delete-public-access-block.html */
const unguardedBucket: Lifter = (call, into) => {
  const off = known(false, call.at);
  pushStore(call, into, 'aws', call.word('--bucket'), {
    storeKind: 'bucket',
    service: 'S3 bucket',
    guards: { blockAcls: off, ignoreAcls: off, blockPolicies: off, restrictBuckets: off, all: off },
  });
};

/** `aws s3 cp site s3://bucket --acl public-read`: https://docs.aws.amazon.com/cli/latest/reference/s3/cp.html */
const copy: Lifter = (call, into) => {
  const target = call.positional.findLast(({ text: written }) => written.startsWith('s3://'));
  if (!target || !call.word('--acl')) return;
  pushStore(call, into, 'aws', target, { storeKind: 'bucket', service: 'S3 bucket', acl: call.setting<BucketAcl>(acls, '--acl') });
};

const database: Lifter = (call, into) => {
  const encryption = call.option('--no-storage-encrypted');
  pushStore(call, into, 'aws', call.word('--db-instance-identifier', '--db-cluster-identifier'), {
    storeKind: 'database',
    service: call.path[2]?.includes('cluster') ? 'RDS cluster' : 'RDS instance',
    publiclyAccessible: call.switch('--publicly-accessible', '--no-publicly-accessible'),
    ...(encryption && {
      encryption: known<'none' | 'provider' | 'customer'>('none', encryption.word.at, (to) =>
        to === 'none' ? undefined : encryption.word.replace('--storage-encrypted'),
      ),
    }),
  });
};

/** The command that starts a trail, on a line of its own behind the one that makes it. */
function startingLine({ invocation: { body } }: Arguments, name: string): Slot<boolean> {
  const { file } = body;
  const end = file.text.indexOf('\n', body.end);
  const indent = /[^\n]*$/.exec(file.text.slice(0, body.start))?.[0] ?? '';
  const isOwn = /\.(?:sh|bash)$/.test(file.path) && end >= 0 && indent.trim() === '' && file.text.slice(body.end, end).trim() === '';
  return (to) => (to && isOwn ? [insertText(file, end + 1, `${indent}aws cloudtrail start-logging --name ${name}${file.lineEnding}`)] : undefined);
}

/** One trail, whatever commands make it; it records from when it is started. */
const trail: Lifter = (call, into) => {
  const named = call.word('--name', '--trail-name');
  const name = named?.text.replace(/^.*:trail\//, '') ?? '';
  const command = call.path[2];
  if (command === 'start-logging') into.made.set(`started ${name}`, into.unit);
  const place = into.nouns.trails.findIndex(({ key }) => key === into.made.get(`trail ${name}`));
  const before = into.nouns.trails[place];
  const stopped: Partial<Trail> =
    command === 'stop-logging' || command === 'delete-trail' ? { logging: { state: 'known', value: false, at: call.at, via: [] } } : {};
  const allRegions = call.switch('--is-multi-region-trail', '--no-is-multi-region-trail');
  const validated = call.switch('--enable-log-file-validation', '--no-enable-log-file-validation');
  if (before) {
    into.nouns.trails[place] = {
      ...before,
      ...(command === 'start-logging' && { logging: known(true, call.at) }),
      ...(allRegions.state === 'known' && { allRegions }),
      ...(validated.state === 'known' && { validated }),
      ...stopped,
    };
    return;
  }
  if (command === 'start-logging') {
    // Which one it starts is said when the script runs.
    if (named?.isKnown !== true)
      for (const [index, one] of into.nouns.trails.entries()) into.nouns.trails[index] = { ...one, logging: call.elsewhere() };
    return;
  }
  const isNew = command === 'create-trail' && named?.isKnown === true;
  const isStarted = into.made.has(`started ${name}`) || [...into.made.keys()].some((key) => key.startsWith('started ') && /[^\w ./-]/.test(key));
  const added =
    (option: string): Slot<boolean> =>
    (to) =>
      to ? call.invocation.add(option) : undefined;
  // https://docs.aws.amazon.com/cli/latest/reference/cloudtrail/create-trail.html, seen 2026-11: both are off unless they are asked for.
  const off = (setting: Value<boolean>, option: string): Value<boolean> =>
    isNew && setting.state === 'unknown' ? absent(call.at, false, added(option)) : setting;
  const made: Trail = {
    ...into.noun(call, 'aws', 3, named),
    kind: 'trail',
    logging: isNew && !isStarted ? absent(call.at, false, startingLine(call, name)) : call.elsewhere(),
    allRegions: off(allRegions, '--is-multi-region-trail'),
    validated: off(validated, '--enable-log-file-validation'),
    functionData: call.elsewhere(),
    leavesOut: call.elsewhere(),
    ...stopped,
  };
  into.made.set(`trail ${name}`, made.key);
  into.nouns.trails.push(made);
};

export const serviceCommands: Readonly<Record<string, Lifter>> = {
  'lambda create-function': lambda,
  'lambda update-function-configuration': lambda,
  'lambda create-function-url-config': functionUrl,
  'lambda update-function-url-config': functionUrl,
  'apigateway put-method': route('rest'),
  'apigatewayv2 create-route': route('http'),
  'apigatewayv2 update-route': route('http'),
  'apigateway update-rest-api': restApi,
  'apigateway update-stage': stage,
  'apigateway create-stage': stage,
  'apigatewayv2 create-stage': stage,
  'apigatewayv2 update-stage': stage,
  's3api create-bucket': bucket,
  's3api put-bucket-acl': bucket,
  's3api put-public-access-block': bucket,
  's3api delete-public-access-block': unguardedBucket,
  's3 cp': copy,
  's3 sync': copy,
  's3 mv': copy,
  'rds create-db-instance': database,
  'rds modify-db-instance': database,
  'rds create-db-cluster': database,
  'cloudtrail create-trail': trail,
  'cloudtrail update-trail': trail,
  'cloudtrail start-logging': trail,
  'cloudtrail stop-logging': trail,
  'cloudtrail delete-trail': trail,
};
