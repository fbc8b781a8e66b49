/**
 * Services that call a resource on behalf of whoever set them up, in any account, and that say for whom in `aws:SourceArn`
 * and `aws:SourceAccount`: a policy that names such a service and no source lets every customer of AWS send it.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html#cross-service-confused-deputy-prevention,
 * and the page on policies of each service. Load balancers and VPC Lattice are not among them: they register functions of
 * their own account only.
 */
import type { GrantTarget } from '../../model/access.ts';
import type { Trigger } from '../../model/data.ts';

export interface Deputy {
  /** As people call it. */
  readonly name: string;
  /** Triggers of this kind are sent by the service. */
  readonly trigger?: Trigger['triggerKind'] | undefined;
  /** Policies of such resources cannot say for whom it comes. */
  readonly silentTo?: GrantTarget | undefined;
}

/** By the service's host before `.amazonaws.com`, without the region: `logs` of `logs.eu-west-1.amazonaws.com`. */
const deputies: Readonly<Record<string, Deputy>> = {
  s3: { name: 'S3', trigger: 'bucket' },
  sns: { name: 'SNS', trigger: 'topic' },
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html: topic policies must have no condition
  events: { name: 'EventBridge', trigger: 'event-bus', silentTo: 'topic' },
  scheduler: { name: 'EventBridge Scheduler', trigger: 'schedule' },
  apigateway: { name: 'API Gateway' },
  appsync: { name: 'AppSync' },
  logs: { name: 'CloudWatch Logs', trigger: 'log' },
  cloudwatch: { name: 'CloudWatch' },
  'cognito-idp': { name: 'Cognito', trigger: 'identity-pool' },
  'cognito-sync': { name: 'Cognito Sync' },
  iot: { name: 'IoT Core', trigger: 'iot' },
  iotevents: { name: 'IoT Events' },
  ses: { name: 'SES' },
  secretsmanager: { name: 'Secrets Manager' },
  config: { name: 'AWS Config' },
  cloudfront: { name: 'CloudFront' },
  cloudtrail: { name: 'CloudTrail' },
  codecommit: { name: 'CodeCommit' },
  connect: { name: 'Amazon Connect' },
  bedrock: { name: 'Bedrock' },
  lex: { name: 'Lex' },
  lexv2: { name: 'Lex' },
  'alexa-appkit': { name: 'Alexa' },
  'alexa-connectedhome': { name: 'Alexa' },
  budgets: { name: 'AWS Budgets' },
  rds: { name: 'RDS' },
  'events.rds': { name: 'RDS' },
  'delivery.logs': { name: 'CloudWatch Logs' },
  'lambda.alarms.cloudwatch': { name: 'CloudWatch' },
  'logging.s3': { name: 'S3' },
  transfer: { name: 'Transfer Family' },
};

/** `s3.amazonaws.com` → the deputy; undefined for services that act for one account only. */
export function deputyOf(host: string): Deputy | undefined {
  const [, service] = /^(.+?)(?:\.[a-z]{2}(?:-[a-z]+)+-\d)?\.(?:amazonaws\.com(?:\.cn)?|amazon\.com)$/.exec(host.toLowerCase()) ?? [];
  return service === undefined ? undefined : deputies[service];
}
