/** Commands of the AWS command line that make and change functions, APIs, stores and trails. */
import { asValue, number, text, type Spelling } from '../../evaluation/setting.ts';
import { at, items, scalarText, type Tree } from '../../evaluation/tree.ts';
import type { ApiKind, Authentication, Endpoint } from '../../model/endpoint.ts';
import type { Provider } from '../../model/noun.ts';
import { absent, known, unknown, type Value } from '../../model/value.ts';
import { choiceOfFlag, mapped, type Arguments } from './arguments.ts';
import { pushFunction } from './lifted-nouns.ts';
import { bucket, copy, database, unguardedBucket } from './aws-stores.ts';
import { trail } from './aws-trails.ts';
import type { Lifter, Lifting } from './lifting.ts';
import type { Word } from './word.ts';

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
