/** Reads `AWS::Serverless::Function`: the function, the role that SAM makes for it, its URL, its triggers. */
import { asValue, choice, number, setting, text, type Path } from '../../../evaluation/setting.ts';
import { at, items, scalarText, type Mapping } from '../../../evaluation/tree.ts';
import type { ServerlessFunction } from '../../../model/function.ts';
import { absent, type Value } from '../../../model/value.ts';
import { isInTree, joinPath } from '../../../source/file-tree.ts';
import { templateAdditions } from '../aws/additions.ts';
import { environmentOf } from '../aws/functions.ts';
import { nounOf } from '../resource-noun.ts';
import type { Reading, TemplateResource } from '../template.ts';
import { readEvents } from './events.ts';
import { readFunctionRole, roleLink } from './function-role.ts';
import { readFunctionUrl } from './function-url.ts';
import { readApiRoutes } from './routes.ts';
import { samTemplate } from './sam-template.ts';

/** `Disabled` leaves out the tracing configuration, and Lambda's default is PassThrough. */
const tracing = choice({ Active: 'active', PassThrough: 'pass-through', Disabled: 'pass-through' });
const packaging = choice({ Zip: 'zip', Image: 'image' });

export function readFunction(resource: TemplateResource, reading: Reading): void {
  const template = samTemplate(reading);
  const properties = template.properties(resource);
  reading.nouns.functions.push(functionOf(resource, properties, reading));
  readFunctionRole(resource, properties, template);
  readFunctionUrl(resource, properties, template);
  readEvents(resource, properties, template);
  readApiRoutes(template);
}

function functionOf(resource: TemplateResource, properties: Mapping, reading: Reading): ServerlessFunction {
  const head = { head: resource.at };
  const logGroup = at(properties, 'LoggingConfig', 'LogGroup');
  const inlineCode = properties.entries.get('InlineCode')?.value;
  const environment = environmentOf(at(properties, 'Environment'));
  return {
    ...nounOf(resource, reading, ['FunctionName']),
    kind: 'function',
    runtime: setting(properties, ['Runtime'], text, head),
    packaging: setting(properties, ['PackageType'], packaging, { ...head, default: 'zip' }),
    handler: setting(properties, ['Handler'], text, head),
    codeRoot: codeRoot(resource, properties, reading),
    inlineCode: inlineCode && asValue(inlineCode, text),
    ...environment,
    environmentPartial: environment.environmentPartial || properties.partial === true,
    environmentKey: setting(properties, ['KmsKeyArn'], text, head),
    tracing: setting(properties, ['Tracing'], tracing, { ...head, default: 'pass-through' }),
    identity: roleLink(resource, properties, reading),
    reservedConcurrency: setting(properties, ['ReservedConcurrentExecutions'], number, head),
    failureTarget: failureTarget(resource, properties),
    layers: items(properties.entries.get('Layers')?.value).map((layer) => asValue(layer, text)),
    codeSigning: setting(properties, ['CodeSigningConfigArn'], text, head),
    logGroup: logGroup && reading.link(logGroup, properties),
    image: setting(properties, ['ImageUri'], text, head),
    additions: templateAdditions(resource, properties, reading, true),
  };
}

/** The folder or file that `CodeUri` names, or that an image is built from, where it is in the repository. */
function codeRoot(resource: TemplateResource, properties: Mapping, { folder, files }: Reading): string | undefined {
  const written = scalarText(at(properties, 'CodeUri')) ?? scalarText(at(resource.attributes, 'Metadata', 'DockerContext'));
  if (written === undefined || /^[a-z][a-z0-9+.-]*:\/\/|^\//i.test(written)) return undefined;
  const path = joinPath(folder, written);
  return path !== undefined && isInTree(path, files) ? path : undefined;
}

const failurePaths: readonly Path[] = [
  ['DeadLetterQueue', 'TargetArn'],
  ['EventInvokeConfig', 'DestinationConfig', 'OnFailure', 'Destination'],
  // SAM makes a queue or a topic where only its type is given.
  ['EventInvokeConfig', 'DestinationConfig', 'OnFailure', 'Type'],
];

function failureTarget(resource: TemplateResource, properties: Mapping): Value<string> {
  const written = failurePaths.map((path) => setting(properties, path, text, { head: resource.at })).find(({ state }) => state !== 'absent');
  return written ?? absent(resource.at);
}
