/** Turns logs on where none are written: the setting, and a log group to write to. */
import { insertAt } from '../../../evaluation/setting.ts';
import { at, Block, Expression, type Plain } from '../../../evaluation/tree.ts';
import { absent, known, unknown, type Slot, type Value } from '../../../model/value.ts';
import type { Edit } from '../../../source/edit.ts';
import { addBeside } from '../adding.ts';
import type { TerraformResource } from '../reading.ts';

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html: who asked for what, and what came of it. */
const requestFields = {
  requestId: '$context.requestId',
  ip: '$context.identity.sourceIp',
  requestTime: '$context.requestTime',
  httpMethod: '$context.httpMethod',
  path: '$context.path',
  status: '$context.status',
  responseLength: '$context.responseLength',
};

const socketFields = {
  requestId: '$context.requestId',
  ip: '$context.identity.sourceIp',
  requestTime: '$context.requestTime',
  eventType: '$context.eventType',
  routeKey: '$context.routeKey',
  status: '$context.status',
  connectionId: '$context.connectionId',
};

function format(fields: Readonly<Record<string, string>>): Expression {
  const width = Math.max(...Object.keys(fields).map((name) => name.length));
  const lines = Object.entries(fields).map(([name, value]) => `      ${name.padEnd(width)} = "${value}"`);
  return new Expression(`jsonencode({\n${lines.join('\n')}\n    })`);
}

/** How long a log group that a fix adds keeps its entries. */
const retentionDays = 90;

/** Where the access logs of a stage go: `access_log_settings { destination_arn, format }`. */
export function accessLogOf(resource: TerraformResource, isSocket = false): Value<'on' | 'off'> {
  const { properties } = resource;
  const written = at(properties, 'access_log_settings');
  const destination = at(written, 'destination_arn');
  if (destination) return known<'on' | 'off'>('on', destination.at, undefined, destination.via);
  if (written?.kind === 'opaque') return unknown(written.why, written.at, undefined, undefined, written.via);
  const slot: Slot<'on' | 'off'> = (to) => {
    if (to !== 'on' || written) return undefined;
    return withLogGroup(
      resource,
      'access',
      (arn) => {
        const settings = new Block({ destination_arn: arn, format: spelt(format(isSocket ? socketFields : requestFields), resource) });
        return insertAt(properties, [{ block: 'access_log_settings' }], settings);
      },
      '/aws/apigateway/',
    );
  };
  return absent<'on' | 'off'>(written?.at ?? resource.at, 'off', slot);
}

/** Files in JSON hold the format as the text that it comes to. */
function spelt(expression: Expression, { at: head }: TerraformResource): Plain {
  return head.file.path.endsWith('.json')
    ? '{"requestId":"$context.requestId","ip":"$context.identity.sourceIp","status":"$context.status"}'
    : withEndings(expression, head.file.lineEnding);
}

function withEndings(expression: Expression, eol: string): Expression {
  return eol === '\n' ? expression : new Expression(expression.text.replaceAll('\n', eol));
}

/** What `write` makes of the ARN of a new log group, with the edits that add the group. */
export function withLogGroup(
  resource: TerraformResource,
  suffix: string,
  write: (arn: Expression) => readonly Edit[] | undefined,
  prefix: string,
): readonly Edit[] | undefined {
  const name = `${resource.name}_${suffix}`;
  const group = { name: `${prefix}${name.replaceAll('_', '-')}`, retention_in_days: retentionDays };
  const added = resource.key === undefined ? addBeside(resource, 'aws_cloudwatch_log_group', name, () => group) : undefined;
  const setting = added && write(new Expression(`${added.reference}.arn`));
  return setting && [...setting, ...added.edits];
}
