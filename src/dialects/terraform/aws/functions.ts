/** Reads aws_lambda_function and what belongs to it: URLs, what it may fail to, where its code is. */
import { asValue, choice, number, text } from '../../../evaluation/setting.ts';
import { at, entries, items, type Tree } from '../../../evaluation/tree.ts';
import type { Authentication } from '../../../model/endpoint.ts';
import type { ServerlessFunction, Variable } from '../../../model/function.ts';
import { absent, known, type Value } from '../../../model/value.ts';
import { packedFrom } from '../archives.ts';
import { nounOf, settingOf, within } from '../nouns.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';
import { functionAdditions } from './additions.ts';
import { corsOf, originsIn } from './origins.ts';

const tracing = choice({ Active: 'active', PassThrough: 'pass-through' });
const packaging = choice({ Zip: 'zip', Image: 'image' });

const readFunction: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const logGroup = at(properties, 'logging_config', 'log_group');
  const found: ServerlessFunction = {
    ...nounOf(resource, reading),
    kind: 'function',
    runtime: settingOf(resource, ['runtime'], text),
    packaging: settingOf(resource, ['package_type'], packaging, at(properties, 'image_uri') ? 'image' : 'zip'),
    handler: settingOf(resource, ['handler'], text),
    codeRoot: codeRoot(resource, reading),
    ...environmentOf(at(properties, 'environment')),
    environmentKey: settingOf(resource, ['kms_key_arn'], text),
    tracing: settingOf(resource, within('tracing_config', 'mode'), tracing, 'pass-through'),
    identity: reading.link(at(properties, 'role'), properties, 'aws_iam_role'),
    reservedConcurrency: settingOf(resource, ['reserved_concurrent_executions'], number),
    failureTarget: failureTarget(resource, reading),
    layers: items(at(properties, 'layers')).map((layer) => asValue(layer, text)),
    codeSigning: settingOf(resource, ['code_signing_config_arn'], text),
    logGroup: logGroup && reading.link(logGroup, properties, 'aws_cloudwatch_log_group'),
    image: settingOf(resource, ['image_uri'], text),
    additions: functionAdditions(resource, reading),
  };
  reading.nouns.functions.push(found);
};

/** The variables of `environment { variables = { … } }`. */
function environmentOf(environment: Tree | undefined): Pick<ServerlessFunction, 'environment' | 'environmentPartial'> {
  const variables = at(environment, 'variables');
  const written = variables && !(variables.kind === 'scalar' && variables.value === null);
  return {
    environment: entries(variables).map(([name, { key, value }]): Variable => ({ name, value: asValue(value, text), at: key })),
    environmentPartial: environment?.kind === 'opaque' || (written === true && (variables.kind !== 'mapping' || variables.partial === true)),
  };
}

/** The folder or file that is packed for the function, where it is in the repository. */
function codeRoot(resource: TerraformResource, reading: Reading): string | undefined {
  const filename = at(resource.properties, 'filename') ?? uploaded(resource, reading);
  if (!filename) return undefined;
  return packedFrom(filename, resource, reading);
}

/** The file that an object in a bucket is made of. */
function uploaded({ properties }: TerraformResource, reading: Reading): Tree | undefined {
  const object = reading.target(at(properties, 's3_key'), 'aws_s3_object', 'aws_s3_bucket_object');
  return at(object?.properties, 'source');
}

function failureTarget(resource: TerraformResource, reading: Reading): Value<string> {
  const own = settingOf(resource, within('dead_letter_config', 'target_arn'), text);
  if (own.state !== 'absent') return own;
  for (const other of reading.belonging(resource, 'aws_lambda_function_event_invoke_config', 'function_name')) {
    const destination = at(other.properties, 'destination_config', 'on_failure', 'destination');
    if (destination) return asValue(destination, text);
  }
  return own;
}

const urlAuthentication = choice({ AWS_IAM: 'iam', NONE: 'none' });

const readUrl: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const target = reading.link(at(properties, 'function_name'), properties, 'aws_lambda_function');
  const cors = at(properties, 'cors');
  reading.nouns.endpoints.push({
    ...nounOf(resource, reading),
    kind: 'endpoint',
    api: target,
    apiKind: 'function-url',
    method: known('ANY', resource.at),
    path: known('/', resource.at),
    authentication: settingOf<Authentication>(resource, ['authorization_type'], urlAuthentication),
    keyRequired: absent<boolean>(resource.at, false),
    target,
    purpose: 'route',
    origins: originsIn(at(cors, 'allow_origins'), resource),
    cors: corsOf(cors),
    restricted: 'no',
  });
};

export const functionReaders: Readonly<Record<string, ResourceReader>> = {
  aws_lambda_function: readFunction,
  aws_lambda_function_url: readUrl,
};
