/** Turns logs on where none are written: the setting, and a log group to write to. */
import { insertAt } from '../../../evaluation/setting.ts';
import { at, type Mapping, type Plain } from '../../../evaluation/tree.ts';
import { absent, known, unknown, type Slot, type Value } from '../../../model/value.ts';
import type { Edit } from '../../../source/edit.ts';
import type { Reading, TemplateResource } from '../template.ts';

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html: who asked for what, and what came of it. */
const requestFormat = format({
  requestId: '$context.requestId',
  ip: '$context.identity.sourceIp',
  requestTime: '$context.requestTime',
  httpMethod: '$context.httpMethod',
  path: '$context.path',
  status: '$context.status',
  responseLength: '$context.responseLength',
});

const socketFormat = format({
  requestId: '$context.requestId',
  ip: '$context.identity.sourceIp',
  requestTime: '$context.requestTime',
  eventType: '$context.eventType',
  routeKey: '$context.routeKey',
  status: '$context.status',
  connectionId: '$context.connectionId',
});

function format(fields: Readonly<Record<string, string>>): string {
  return JSON.stringify(fields);
}

/** How long a log group that a fix adds keeps its entries. */
const retentionDays = 90;

/** Where the access logs of a stage go: `property` holds `{ DestinationArn, Format }`. */
export function accessLogOf(
  resource: TemplateResource,
  reading: Reading,
  property: string,
  options: { readonly properties?: Mapping; readonly isSocket?: boolean } = {},
): Value<'on' | 'off'> {
  const { properties = resource.properties, isSocket = false } = options;
  const written = at(properties, property);
  const destination = at(written, 'DestinationArn');
  if (destination) return known<'on' | 'off'>('on', destination.at, undefined, destination.via);
  if (written?.kind === 'opaque') return unknown(written.why, written.at, undefined, undefined, written.via);
  if (properties.partial) return unknown('part of its settings cannot be read', resource.at);
  const slot: Slot<'on' | 'off'> = (to) => {
    if (to !== 'on') return undefined;
    return withLogGroup(resource, reading, 'AccessLogs', (arn) => {
      const settings = { DestinationArn: arn, Format: isSocket ? socketFormat : requestFormat };
      return written?.editor ? written.editor.replace(settings) : insertAt(properties, [property], settings);
    });
  };
  return absent<'on' | 'off'>(written?.at ?? resource.at, 'off', slot);
}

/** What `write` makes of the ARN of a new log group, with the edits that add the group. */
export function withLogGroup(
  resource: TemplateResource,
  reading: Reading,
  suffix: string,
  write: (arn: Plain) => readonly Edit[] | undefined,
): readonly Edit[] | undefined {
  const id = `${resource.id}${suffix}`;
  // A log group of this name may be there and not be written to.
  const isThere = reading.resources.get(id)?.type === 'AWS::Logs::LogGroup';
  const group = isThere ? [] : reading.addResource(id, { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: retentionDays } });
  const setting = write({ 'Fn::GetAtt': [id, 'Arn'] });
  return group && setting && [...setting, ...group];
}
