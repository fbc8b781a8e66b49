/** The role that SAM makes for a function that names none. */
import { setting, text } from '../../../evaluation/setting.ts';
import { at, entries, scalarText, type Mapping, type Tree } from '../../../evaluation/tree.ts';
import type { Statement } from '../../../model/access.ts';
import type { Link } from '../../../model/noun.ts';
import { absent, known, type Value } from '../../../model/value.ts';
import type { Reading, TemplateResource } from '../template.ts';
import { grantedStatement } from './granted-statements.ts';
import { textPattern } from './policies.ts';
import type { PolicyTemplateStatement } from './policy-templates.ts';
import { readRole } from './roles.ts';
import type { SamTemplate } from './sam-template.ts';

/** A link to the role that a function or state machine runs as: the one it names, or the one that SAM makes for it. */
export function roleLink(resource: TemplateResource, properties: Mapping, reading: Reading): Link {
  const role = properties.entries.get('Role')?.value;
  if (role) return reading.link(role, properties);
  return { value: absent(resource.at), to: reading.key(`${resource.id}Role`) };
}

export function readFunctionRole(resource: TemplateResource, properties: Mapping, { reading }: SamTemplate): void {
  readRole(resource, properties, reading, {
    service: 'lambda.amazonaws.com',
    managedPolicies: impliedPolicies(resource, properties),
    statements: impliedStatements(properties),
  });
}

const serviceRole = 'arn:aws:iam::aws:policy/service-role/';

/** Managed policies of event sources that a function polls, by the event's type. */
const polling: Readonly<Record<string, string>> = {
  SQS: 'AWSLambdaSQSQueueExecutionRole',
  Kinesis: 'AWSLambdaKinesisExecutionRole',
  DynamoDB: 'AWSLambdaDynamoDBExecutionRole',
  MSK: 'AWSLambdaMSKExecutionRole',
};

/** Managed policies that SAM attaches by itself, each at the setting that asks for it. */
function impliedPolicies(resource: TemplateResource, properties: Mapping): readonly Value<string>[] {
  const basic = properties.entries.has('DurableConfig') ? 'AWSLambdaBasicDurableExecutionRolePolicy' : 'AWSLambdaBasicExecutionRole';
  const policies = [known(serviceRole + basic, resource.at)];
  const tracing = properties.entries.get('Tracing');
  if (tracing && setting(properties, ['Tracing'], text).state === 'known' && scalarText(tracing.value) !== 'Disabled') {
    policies.push(known('arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess', tracing.key, undefined, tracing.value.via));
  }
  const network = properties.entries.get('VpcConfig');
  if (network) policies.push(known(`${serviceRole}AWSLambdaVPCAccessExecutionRole`, network.key, undefined, network.value.via));
  for (const [, { key, value }] of entries(properties.entries.get('Events')?.value)) {
    const policy = polling[scalarText(at(value, 'Type')) ?? ''];
    if (policy !== undefined) policies.push(known(serviceRole + policy, key));
  }
  return policies;
}

/** What SAM lets a role do with the target of failed or finished events, by the target's type. */
const sending: Readonly<Record<string, readonly [action: string, suffix: string]>> = {
  SQS: ['sqs:SendMessage', ''],
  SNS: ['sns:Publish', ''],
  EventBridge: ['events:PutEvents', ''],
  Lambda: ['lambda:InvokeFunction', ''],
  S3Bucket: ['s3:PutObject', '/*'],
};

function impliedStatements(properties: Mapping): readonly Statement[] {
  const destinations = at(properties, 'EventInvokeConfig', 'DestinationConfig');
  return [
    ...send(properties.entries.get('DeadLetterQueue')?.value, 'TargetArn'),
    ...send(at(destinations, 'OnSuccess'), 'Destination'),
    ...send(at(destinations, 'OnFailure'), 'Destination'),
  ];
}

function send(target: Tree | undefined, property: string): readonly Statement[] {
  const arn = at(target, property);
  const [action, suffix] = sending[scalarText(at(target, 'Type')) ?? ''] ?? [];
  if (!arn || action === undefined) return [];
  const template: PolicyTemplateStatement = { actions: [action], resources: [`{Target}${suffix}`] };
  return [grantedStatement(template, () => textPattern(arn), { at: arn.at, via: arn.via })];
}
