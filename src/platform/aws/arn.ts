/** ARNs as policies write them: whole, with asterisks, or with holes where a template refers to something. */
import { remembered } from '../../model/remembered.ts';

/** Stands in a text for a hole: a reference, or a part that is not known. */
export const hole = '\u{1}';

/** Words of ARNs that say what kind of thing is meant and name none. */
const kinds = new Set(
  (
    '@connections activity agent agent-alias alias api apis application async-invoke backup catalog certificate client cluster collection configuration-set ' +
    'contact crawler custom-model database dashboard db datacatalog delivery-stream deliverystream distribution domain endpoint event-bus event-source-mapping ' +
    'execution export express foundation-model function group guardrail identity identitypool image index inference-profile instance instance-profile job ' +
    'jobTemplates key knowledge-base layer log-group log-stream mobileapp network-interface object parameter pipe policy presets project prompt provisioned-model ' +
    'proxy pull-through queues repository restapis role rule schedule schedule-group secret security-group snapshot stack stages stateMachine statemachine ' +
    'stream subnet subscription table task task-definition template thing topic topicfilter user userDefinedFunction userpool vault volume vpc workgroup ' +
    'GET POST PUT DELETE PATCH ANY OPTIONS HEAD'
  ).split(' '),
);

/** Services whose resources stand in their ARNs by name alone. */
const bareNames = new Set(['s3', 'sqs', 'sns']);

/**
 * Does a policy's resource mean every resource of `service`: `*`, `arn:aws:sqs:*:*:*`, `arn:aws:dynamodb:eu-west-1:123456789012:table/*`?
 * `text` has `hole` for what is not known of it.
 */
export function meansEveryResource(text: string, service: string): boolean {
  return text === '*' || everyResourceOnce(`${service} ${text}`);
}

const everyResourceOnce = remembered((question: string): boolean => {
  const space = question.indexOf(' ');
  return everyResource(question.slice(space + 1), question.slice(0, space));
});

function everyResource(text: string, service: string): boolean {
  if (/^\*+$/.test(text)) return true;
  const [scheme, , owner = '', , , ...rest] = text.split(':');
  if (scheme !== 'arn' || rest.length === 0) return false;
  // What STS hands out are roles of IAM.
  if (!owner.includes('*') && owner.toLowerCase() !== (service === 'sts' ? 'iam' : service)) return false;
  const words = rest.join(':').split(/[:/]/);
  return words.every((word) => /^\**$/.test(word) || (!bareNames.has(owner) && kinds.has(word)));
}

/** The account of an ARN or of an account id, twelve digits; undefined when it holds none that is known. */
export function accountOf(text: string): string | undefined {
  const account = /^\d{12}$/.test(text) ? text : text.split(':')[4];
  return account !== undefined && /^\d{12}$/.test(account) ? account : undefined;
}

/** What stands behind the last colon of an ARN and behind its first slash: `role/ci/deploy` → `ci/deploy`; a bare name is itself. */
export function resourceName(arn: string): string {
  if (!arn.startsWith('arn:') && !arn.startsWith(hole)) return arn;
  const last = arn.slice(arn.lastIndexOf(':') + 1);
  return last.slice(last.indexOf('/') + 1);
}
