/** Adds what a function lacks: a queue for failed events, a key, an alarm, a log group. CloudFormation's, SAM's and the Serverless Framework's. */
import { asValue, insertAt, text } from '../../../evaluation/setting.ts';
import { at, entries, items, scalarText, type Mapping, type Plain, type Tree } from '../../../evaluation/tree.ts';
import type { Additions } from '../../../model/safeguards.ts';
import { referencesOf } from '../../../model/value.ts';
import type { Edit } from '../../../source/edit.ts';
import type { Reading, TemplateResource } from '../template.ts';

type Edits = readonly Edit[] | undefined;
type Definition = { readonly [key: string]: Plain };

/** Where something is added, and how the function is told of it. */
export interface AdditionSite {
  /** The logical id of the function. */
  readonly id: string;
  readonly reading: Reading;
  addResource(id: string, definition: Definition): Edits;
  useQueue(arn: Plain): Edits;
  useKey(arn: Plain): Edits;
  /** Undefined where the framework makes a log group by itself. */
  readonly useLogGroup?: ((name: Plain) => Edits) | undefined;
  alarmTopic(): Reference | undefined;
}

/** What to write for a thing, with the edits that add it where it was not there. */
export interface Reference {
  readonly plain: Plain;
  readonly edits: readonly Edit[];
}

export function additionsOf(site: AdditionSite): Additions {
  const { id, useLogGroup } = site;
  const beside = (part: string, definition: Definition, use: (reference: Plain) => Edits, attribute?: string): Edits => {
    const name = `${id}${part}`;
    const setting = use(attribute === undefined ? { Ref: name } : { 'Fn::GetAtt': [name, attribute] });
    const added = setting && site.addResource(name, definition);
    return added && [...setting, ...added];
  };
  return {
    failureTarget: () => beside('Failures', failureQueue, (arn) => site.useQueue(arn), 'Arn'),
    environmentKey: () => {
      const existing = onlyKey(site.reading);
      if (existing !== undefined) return site.useKey({ 'Fn::GetAtt': [existing, 'Arn'] });
      const key = { Type: 'AWS::KMS::Key', Properties: { EnableKeyRotation: true } };
      return beside('Key', key, (arn) => site.useKey(arn), 'Arn');
    },
    errorAlarm: () => {
      const topic = site.alarmTopic();
      const added = topic && site.addResource(`${id}Errors`, errorAlarm(id, topic.plain));
      return added && [...topic.edits, ...added];
    },
    logGroup: useLogGroup && ((days) => beside('Logs', { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: days } }, useLogGroup)),
  };
}

/** Failed events wait there for two weeks, the longest that a queue allows. */
export const failureQueue: Definition = { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: 1_209_600 } };

function errorAlarm(functionId: string, topic: Plain): Definition {
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: functionId } }],
      Statistic: 'Sum',
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions: [topic],
    },
  };
}

/** The only key of the template that encrypts; with several it would be a guess. */
function onlyKey(reading: Reading): string | undefined {
  const keys = reading.ofType('AWS::KMS::Key').filter(({ properties }) => !at(properties, 'KeySpec') && !at(properties, 'KeyUsage'));
  return keys.length === 1 && keys[0]?.condition === 'holds' ? keys[0].id : undefined;
}

const alarming = /alarm|alert|on-?call|notif|pager|ops/i;

/** Where the template's alarms go already; else a topic or parameter that is named so; else a new parameter. */
export function alarmTopicOf(reading: Reading): Reference | undefined {
  for (const { properties } of reading.ofType('AWS::CloudWatch::Alarm')) {
    const used = plainOf(items(at(properties, 'AlarmActions'))[0], reading);
    if (used !== undefined) return { plain: used, edits: [] };
  }
  const topic = reading.ofType('AWS::SNS::Topic').find(({ id, properties }) => alarming.test(id) && !at(properties, 'KmsMasterKeyId'));
  if (topic) return { plain: { Ref: topic.id }, edits: [] };
  const parameter = entries(reading.section('Parameters')).find(
    ([name, { value }]) => scalarText(at(value, 'Type')) === 'String' && alarming.test(name) && /topic|arn|sns/i.test(name),
  );
  if (parameter) return { plain: { Ref: parameter[0] }, edits: [] };
  const name = 'AlarmTopicArn';
  const edits = reading.addEntry('Parameters', name, { Type: 'String', Description: 'SNS topic that alarms are sent to' });
  return edits && { plain: { Ref: name }, edits };
}

/** A reference to one thing of the same template, or a known text, as it would be written once more. */
function plainOf(tree: Tree | undefined, reading: Reading): Plain | undefined {
  if (!tree) return undefined;
  const value = asValue(tree, text);
  if (value.state === 'known') return value.value;
  const [reference, ...others] = referencesOf(value);
  if (!reference || others.length > 0 || reference.attribute !== undefined || value.state !== 'unknown' || value.pattern?.length !== 1)
    return undefined;
  const isOwn = reading.resources.has(reference.address) || at(reading.section('Parameters'), reference.address) !== undefined;
  return isOwn ? { Ref: reference.address } : undefined;
}

/** Additions to a function that CloudFormation or SAM describes. */
export function templateAdditions(resource: TemplateResource, properties: Mapping, reading: Reading, isSam = false): Additions | undefined {
  if (resource.written?.scope || !resource.written) return undefined;
  return additionsOf({
    id: resource.id,
    reading,
    addResource: (id, definition) => reading.addResource(id, definition),
    useQueue: (arn) => {
      if (isSam) return insertAt(properties, ['DeadLetterQueue'], { Type: 'SQS', TargetArn: arn });
      const allowed = allowSending(properties, arn, reading);
      const used = insertAt(properties, ['DeadLetterConfig'], { TargetArn: arn });
      return used && allowed && [...used, ...allowed];
    },
    useKey: (arn) => insertAt(properties, ['KmsKeyArn'], arn),
    useLogGroup: (name) => {
      // The function's own: SAM puts it together with what Globals says, and a group is no other function's.
      const written = at(resource.properties, 'LoggingConfig');
      return written?.kind === 'mapping'
        ? insertAt(written, ['LogGroup'], name)
        : insertAt(resource.properties, ['LoggingConfig'], { LogGroup: name });
    },
    alarmTopic: () => alarmTopicOf(reading),
  });
}

/** Lets the function's role send to the queue; Lambda refuses a queue that it may not send to. Nothing to write where the role is elsewhere. */
export function allowSending(properties: Mapping, queue: Plain, reading: Reading): Edits {
  const role = reading.behind(reading.link(at(properties, 'Role'), properties));
  if (role?.type !== 'AWS::IAM::Role' || role.at.file !== reading.file) return [];
  const statement = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queue };
  const policy = { PolicyName: 'SendFailures', PolicyDocument: { Version: '2012-10-17', Statement: [statement] } };
  const written = at(role.properties, 'Policies');
  return written ? written.editor?.append?.(policy) : insertAt(role.properties, ['Policies'], [policy]);
}
