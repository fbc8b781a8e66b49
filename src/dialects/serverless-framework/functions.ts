/** Reads the functions of a service, with what they leave to the provider section. */
import { asValue, flag, number, setting, text, type Path, type Spelling } from '../../evaluation/setting.ts';
import { at, entries, items, scalarText, type Mapping, type Tree } from '../../evaluation/tree.ts';
import type { ServerlessFunction, Variable } from '../../model/function.ts';
import type { Link, Noun } from '../../model/noun.ts';
import type { Alarm, LogGroup } from '../../model/operations.ts';
import { absent, isOneOf, known, mapValue, unknown, type Value } from '../../model/value.ts';
import type { Span } from '../../source/span.ts';
import { functionAdditions, hasAlarmPlugin } from './additions.ts';
import { codeRootOf } from './code-root.ts';
import { functionTracing, inherited, inheritedTree, type Place } from './inherited.ts';
import { logGroupId } from './naming.ts';
import type { FunctionBlock, Service } from './service.ts';

/** `identityOf` tells the role that a function runs as. */
export function readFunctions(service: Service, identityOf: (block: FunctionBlock) => Link): void {
  for (const block of service.functions) {
    const logGroup = readLogGroup(block, service);
    const read = readFunction(block, service, identityOf(block), logGroup);
    service.nouns.functions.push(read);
    for (const { name, value } of read.environment) addText(service, read, name, value);
    if (hasAlarmPlugin(service)) service.nouns.alarms.push(pluginAlarm(read));
  }
}

/** Where a setting stands: in the resource that the framework makes, at the function, in the provider section. */
interface Spelt {
  readonly made: Path;
  readonly here: Path;
  readonly provider?: Path;
}

const spelt = {
  runtime: { made: ['Runtime'], here: ['runtime'], provider: ['runtime'] },
  environmentKey: { made: ['KmsKeyArn'], here: ['kmsKeyArn'], provider: ['kmsKeyArn'] },
  tracing: { made: ['TracingConfig', 'Mode'], here: ['tracing'], provider: ['tracing', 'lambda'] },
  reservedConcurrency: { made: ['ReservedConcurrentExecutions'], here: ['reservedConcurrency'] },
  layers: { made: ['Layers'], here: ['layers'], provider: ['layers'] },
  retentionDays: { made: ['RetentionInDays'], here: ['logRetentionInDays'], provider: ['logRetentionInDays'] },
} as const satisfies Record<string, Spelt>;

/** The places of a setting, in the order in which they count. What is nowhere is written at the function. */
function placesOf(
  { made: path, here, provider: general }: Spelt,
  made: Mapping | undefined,
  { settings }: FunctionBlock,
  service: Service,
): readonly Place[] {
  const own: readonly Place[] = [
    [made, ...path],
    [settings, ...here],
  ];
  return general ? [...own, [service.provider.settings, ...general]] : own;
}

/** An address, or the name of an image that the provider lists: https://www.serverless.com/framework/docs/providers/aws/guide/functions#referencing-container-image-as-a-target */
function imageOf(settings: Mapping, service: Service, head: Span): Value<string> {
  const image = at(settings, 'image');
  const name = scalarText(image?.kind === 'mapping' ? at(image, 'name') : image);
  const listed = name === undefined ? undefined : at(service.provider.settings, 'ecr', 'images', name);
  const address = listed?.kind === 'mapping' ? at(listed, 'uri') : listed;
  if (address) return asValue(address, text);
  return image?.kind === 'mapping' ? setting(image, ['uri'], text, { head }) : setting(settings, ['image'], text, { head });
}

function readFunction(block: FunctionBlock, service: Service, identity: Link, logGroup: Link | undefined): ServerlessFunction {
  const { settings } = block;
  const head = { head: block.at };
  const made = service.extension(block.id);
  const read = <T>(name: Spelt, spelling: Spelling<T>, otherwise?: NoInfer<T>): Value<T> =>
    inherited(placesOf(name, made, block, service), spelling, { ...head, default: otherwise }, [settings, ...name.here]);
  const handler = setting(settings, ['handler'], text, head);
  const image = at(settings, 'image');
  return {
    ...nounOf(block, service),
    ...environmentOf(block, service, made),
    kind: 'function',
    // The framework's default has changed from release to release, so that none is assumed.
    runtime: image ? absent(block.at) : read(spelt.runtime, text),
    packaging: image ? known('image', image.at, undefined, image.via) : absent(block.at, 'zip' as const),
    handler,
    codeRoot: image ? undefined : codeRootOf(handler, settings, service),
    environmentKey: at(settings, 'awsKmsKeyArn') ? setting(settings, ['awsKmsKeyArn'], text, head) : read(spelt.environmentKey, text),
    tracing: read(spelt.tracing, functionTracing, 'pass-through'),
    identity,
    reservedConcurrency: read(spelt.reservedConcurrency, number),
    failureTarget: failureTargetOf(block, made),
    layers: items(inheritedTree(placesOf(spelt.layers, made, block, service))).map((layer) => asValue(layer, text)),
    codeSigning: made ? setting(made, ['CodeSigningConfigArn'], text, head) : absent(block.at),
    logGroup,
    image: imageOf(settings, service, block.at),
    additions: functionAdditions(block, service),
  };
}

export function nounOf(block: FunctionBlock, service: Service): Noun {
  const made = service.prefix === undefined ? undefined : `${service.prefix}-${block.name}`;
  return {
    key: block.key,
    address: `functions.${block.name}`,
    type: 'AWS::Lambda::Function',
    provider: 'aws',
    label: block.name,
    name: setting(block.settings, ['name'], text, { head: block.at, default: made }),
    at: block.at,
    body: block.body,
  };
}

function failureTargetOf({ settings, at: head }: FunctionBlock, made: Mapping | undefined): Value<string> {
  return inherited(
    [
      [made, 'DeadLetterConfig', 'TargetArn'],
      [settings, 'onError'],
      [settings, 'destinations', 'onFailure', 'arn'],
      [settings, 'destinations', 'onFailure'],
    ],
    text,
    { head },
    [settings, 'onError'],
  );
}

type Environment = Pick<ServerlessFunction, 'environment' | 'environmentPartial'>;

/** The variables of the provider and those of the function, which win. */
function environmentOf(block: FunctionBlock, service: Service, made: Mapping | undefined): Environment {
  const sources = [at(service.provider.settings, 'environment'), at(block.settings, 'environment'), at(made, 'Environment', 'Variables')];
  const variables = new Map<string, Variable>();
  let partial = service.provider.settings.partial === true || block.settings.partial === true;
  for (const source of sources) {
    if (source?.kind === 'opaque' || (source?.kind === 'mapping' && source.partial)) partial = true;
    for (const [name, entry] of entries(source)) variables.set(name, { name, value: asValue(entry.value, text), at: entry.key });
  }
  return { environment: [...variables.values()], environmentPartial: partial };
}

/** Stands for the alarms that a plugin makes for every function. */
function pluginAlarm(fn: ServerlessFunction): Alarm {
  const { at: head } = fn;
  const key = `${fn.key}/alarms`;
  return {
    ...fn,
    key,
    kind: 'alarm',
    metric: absent(head, 'Errors'),
    namespace: absent(head, 'AWS/Lambda'),
    dimensions: [{ name: 'FunctionName', value: { value: fn.name, to: fn.key } }],
    actions: [unknown('a plugin sets it', head)],
    actionsEnabled: absent(head, true),
  };
}

/** Offers a text to the rules that look for secrets. */
export function addText(service: Service, owner: Noun, name: string, value: Value<string>, role: 'environment' | 'property' = 'environment'): void {
  service.nouns.texts.push({ role, name, value, owner: owner.key, ownerLabel: owner.label, ownerType: owner.type, at: value.at });
}

/** The log group that the framework makes for a function; none where logs are turned off or go to a group of the user's. */
function readLogGroup(block: FunctionBlock, service: Service): Link | undefined {
  const provider = service.provider.settings;
  const own = inheritedTree([
    [block.settings, 'logs', 'logGroup'],
    [provider, 'logs', 'lambda', 'logGroup'],
  ]);
  if (own) return service.template.link(own, block.settings);
  if (isOneOf(setting(block.settings, ['disableLogs'], flag, { default: false }), false) !== 'yes') return undefined;
  const id = logGroupId(block.name);
  const made = service.extension(id);
  const name = mapValue(nounOf(block, service).name, (written) => `/aws/lambda/${written}`);
  const group: LogGroup = {
    kind: 'log-group',
    key: service.template.key(id),
    address: service.template.address(id),
    type: 'AWS::Logs::LogGroup',
    provider: 'aws',
    label: `/aws/lambda/${scalarText(at(block.settings, 'name')) ?? block.name}`,
    name: { ...name, slot: undefined },
    at: block.at,
    body: block.body,
    retentionDays: inherited(placesOf(spelt.retentionDays, made, block, service), number, { head: block.at }, [block.settings, 'logRetentionInDays']),
    encryption: encryptionOf(made, block),
  };
  service.nouns.logGroups.push(group);
  return { value: group.name, to: group.key };
}

function encryptionOf(made: Mapping | undefined, block: FunctionBlock): LogGroup['encryption'] {
  const key: Tree | undefined = at(made, 'KmsKeyId');
  return key ? known('customer', key.at, undefined, key.via) : absent(block.at, 'provider' as const);
}
