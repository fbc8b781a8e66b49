/** Which nouns a service's permissions are about, and what stands behind their ARN in a policy. */
import type { Application } from '../../model/application.ts';
import type { Store } from '../../model/data.ts';
import type { Noun } from '../../model/noun.ts';

/** IAM's prefix by the first word of a store's service: `DynamoDB table` → `dynamodb`. */
const prefixes: Readonly<Record<string, string>> = {
  S3: 's3',
  SQS: 'sqs',
  SNS: 'sns',
  DynamoDB: 'dynamodb',
  Kinesis: 'kinesis',
  Firehose: 'firehose',
  ECR: 'ecr',
  event: 'events',
  OpenSearch: 'es',
  EFS: 'elasticfilesystem',
};

/** The resources of `application` that permissions of `service` can name. */
export function resourcesOf(service: string, application: Application): readonly Noun[] {
  switch (service) {
    case 'lambda':
      return application.functions;
    case 'states':
      return application.orchestrations.filter(({ type }) => /state_?machine|sfn/i.test(type));
    case 'kms':
      return application.keys;
    case 'logs':
      return application.logGroups;
    case 'secretsmanager':
      return application.secrets.filter(({ secretKind }) => secretKind === 'vault');
    case 'ssm':
      return application.secrets.filter(({ secretKind }) => secretKind === 'parameter');
    default:
      return application.stores.filter((store) => prefixOf(store) === service);
  }
}

/** IAM's prefix of the service that a store belongs to. */
function prefixOf({ service }: Store): string | undefined {
  return prefixes[service.split(' ')[0] ?? ''];
}

/** What follows the ARN of one resource so that `actions` (`s3:GetObject`) find what they need: the empty text is the resource itself. */
export function suffixesFor(service: string, actions: readonly string[]): readonly string[] {
  const names = actions.filter((action) => action.startsWith(`${service}:`)).map((action) => action.slice(service.length + 1));
  switch (service) {
    case 's3':
      return [...(names.some((name) => !isObjectAction(name)) ? [''] : []), ...(names.some(isObjectAction) ? ['/*'] : [])];
    case 'dynamodb':
      return names.some((name) => /^(Query|Scan|PartiQL|\*)/.test(name)) ? ['', '/index/*'] : [''];
    case 'logs':
      return [':*'];
    default:
      return [''];
  }
}

/** What stands before a name in the ARNs of a service, behind region and account; services that are not here say more than the name. */
const beforeName: Readonly<Record<string, string>> = {
  dynamodb: 'table/',
  events: 'event-bus/',
  firehose: 'deliverystream/',
  kinesis: 'stream/',
  lambda: 'function:',
  sns: '',
  sqs: '',
  states: 'stateMachine:',
};

/** The ARN of what carries this name in the own account: `account` stands for its number. */
export function arnByName(service: string, name: string, account: string): string | undefined {
  if (service === 's3') return `arn:aws:s3:::${name}`;
  const before = beforeName[service];
  return before === undefined ? undefined : `arn:aws:${service}:*:${account}:${before}${name}`;
}

function isObjectAction(name: string): boolean {
  return /Object|MultipartUpload(?!s)|Parts/i.test(name) && !/^ListBucket/i.test(name);
}
