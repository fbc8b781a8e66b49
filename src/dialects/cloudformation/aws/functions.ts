/** Reads AWS::Lambda::Function and what belongs to it: how it is invoked, what it is triggered by, what it may fail to. */
import { asValue, choice, number, text } from '../../../evaluation/setting.ts';
import { at, entries, items, scalarText, type Mapping, type Tree } from '../../../evaluation/tree.ts';
import type { ServerlessFunction, Variable } from '../../../model/function.ts';
import { absent, known, type Value } from '../../../model/value.ts';
import { isInTree, joinPath } from '../../../source/file-tree.ts';
import { assetPath } from '../cdk/assets.ts';
import { nounOf, settingOf } from '../resource-noun.ts';
import type { Reading, ResourceReader, TemplateResource } from '../template.ts';
import { templateAdditions } from './additions.ts';
import { corsOf, originsIn } from './origins.ts';

const tracing = choice({ Active: 'active', PassThrough: 'pass-through' });
const packaging = choice({ Zip: 'zip', Image: 'image' });

const readFunction: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const logGroup = at(properties, 'LoggingConfig', 'LogGroup');
  const inlineCode = at(properties, 'Code', 'ZipFile');
  const found: ServerlessFunction = {
    ...nounOf(resource, reading, ['FunctionName']),
    kind: 'function',
    runtime: settingOf(resource, ['Runtime'], text),
    packaging: settingOf(resource, ['PackageType'], packaging, at(properties, 'Code', 'ImageUri') ? 'image' : 'zip'),
    handler: settingOf(resource, ['Handler'], text),
    codeRoot: codeRoot(resource, reading),
    inlineCode: inlineCode && asValue(inlineCode, text),
    ...environmentOf(at(properties, 'Environment')),
    environmentKey: settingOf(resource, ['KmsKeyArn'], text),
    tracing: settingOf(resource, ['TracingConfig', 'Mode'], tracing, 'pass-through'),
    identity: reading.link(at(properties, 'Role'), properties),
    reservedConcurrency: settingOf(resource, ['ReservedConcurrentExecutions'], number),
    failureTarget: failureTarget(resource, reading),
    layers: items(at(properties, 'Layers')).map((layer) => asValue(layer, text)),
    codeSigning: settingOf(resource, ['CodeSigningConfigArn'], text),
    logGroup: logGroup && reading.link(logGroup, properties),
    image: settingOf(resource, ['Code', 'ImageUri'], text),
    additions: templateAdditions(resource, properties, reading),
  };
  reading.nouns.functions.push(found);
};

/** The folder or file that `aws cloudformation package` or the CDK uploads, where it is in the repository. */
function codeRoot(resource: TemplateResource, reading: Reading): string | undefined {
  const asset = assetPath(resource, 'Code', reading);
  if (asset !== undefined) return asset;
  const written = scalarText(at(resource.properties, 'Code'));
  if (written === undefined || /^[a-z][a-z0-9+.-]*:|^\//i.test(written)) return undefined;
  const path = joinPath(reading.folder, written);
  return path !== undefined && isInTree(path, reading.files) ? path : undefined;
}

/** The variables below `Environment: { Variables: … }`. */
export function environmentOf(environment: Tree | undefined): Pick<ServerlessFunction, 'environment' | 'environmentPartial'> {
  const variables = at(environment, 'Variables');
  return {
    environment: entries(variables).map(([name, { key, value }]): Variable => ({ name, value: asValue(value, text), at: key })),
    environmentPartial: environment?.kind === 'opaque' || (variables !== undefined && (variables.kind !== 'mapping' || variables.partial === true)),
  };
}

function failureTarget(resource: TemplateResource, reading: Reading): Value<string> {
  const own = settingOf(resource, ['DeadLetterConfig', 'TargetArn'], text);
  if (own.state !== 'absent') return own;
  for (const other of reading.ofType('AWS::Lambda::EventInvokeConfig')) {
    if (!isOf(other.properties, resource, reading)) continue;
    const destination = at(other.properties, 'DestinationConfig', 'OnFailure', 'Destination');
    if (destination) return asValue(destination, text);
  }
  return absent(resource.at);
}

function isOf(properties: Mapping, resource: TemplateResource, reading: Reading): boolean {
  return reading.link(at(properties, 'FunctionName'), properties).to === reading.key(resource.id);
}

const urlAuthentication = choice({ AWS_IAM: 'iam', NONE: 'none' });

const readUrl: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const noun = nounOf(resource, reading);
  const target = reading.link(at(properties, 'TargetFunctionArn'), properties);
  const cors = at(properties, 'Cors');
  reading.nouns.endpoints.push({
    ...noun,
    kind: 'endpoint',
    api: target,
    apiKind: 'function-url',
    method: known('ANY', resource.at),
    path: known('/', resource.at),
    authentication: settingOf(resource, ['AuthType'], urlAuthentication),
    keyRequired: absent<boolean>(resource.at, false),
    target,
    purpose: 'route',
    origins: originsIn(at(cors, 'AllowOrigins'), reading),
    cors: corsOf(cors),
    restricted: 'no',
  });
};

export const functionReaders: Readonly<Record<string, ResourceReader>> = {
  'AWS::Lambda::Function': readFunction,
  'AWS::Lambda::Url': readUrl,
};
