/** What triggers functions and state machines, and what may call them for it. */
import { expect, test } from 'vitest';
import { textOf } from '../../../src/model/value.ts';
import { readSam } from './reading.ts';

const events = `
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Upload: { Type: S3, Properties: { Bucket: !Ref Files, Events: 's3:ObjectCreated:*' } }
        Told: { Type: SNS, Properties: { Topic: !Ref Topic } }
        Queued: { Type: SQS, Properties: { Queue: !GetAtt Queue.Arn } }
        Streamed: { Type: Kinesis, Properties: { Stream: !GetAtt Stream.Arn, StartingPosition: LATEST } }
        Changed: { Type: DynamoDB, Properties: { Stream: !GetAtt Table.StreamArn, StartingPosition: LATEST } }
        Documents: { Type: DocumentDB, Properties: { Cluster: !Ref Cluster, DatabaseName: a } }
        Kafka: { Type: MSK, Properties: { Stream: 'arn:aws:kafka:eu-west-1:1:cluster/a/b', StartingPosition: LATEST, Topics: [a] } }
        OwnKafka: { Type: SelfManagedKafka, Properties: { KafkaBootstrapServers: ['a:9092'], Topics: [a] } }
        Rabbit: { Type: MQ, Properties: { Broker: !GetAtt Broker.Arn, Queues: [a] } }
        Hourly: { Type: Schedule, Properties: { Schedule: rate(1 hour) } }
        Daily: { Type: ScheduleV2, Properties: { ScheduleExpression: rate(1 day) } }
        Paid: { Type: EventBridgeRule, Properties: { EventBusName: !Ref Bus, Pattern: { source: [shop] } } }
        Started: { Type: CloudWatchEvent, Properties: { Pattern: { source: [aws.ec2] } } }
        Logged: { Type: CloudWatchLogs, Properties: { LogGroupName: !Ref Logs, FilterPattern: '' } }
        Thing: { Type: IoTRule, Properties: { Sql: SELECT * FROM 'a' } }
        Signup: { Type: Cognito, Properties: { UserPool: !Ref Pool, Trigger: PreSignUp } }
        Skill: { Type: AlexaSkill, Properties: { SkillId: amzn1.ask.skill.1 } }
  Files: { Type: 'AWS::S3::Bucket' }
  Topic: { Type: 'AWS::SNS::Topic' }
  Queue: { Type: 'AWS::SQS::Queue' }
  Stream: { Type: 'AWS::Kinesis::Stream' }
  Table: { Type: 'AWS::DynamoDB::Table' }
  Cluster: { Type: 'AWS::DocDB::DBCluster' }
  Broker: { Type: 'AWS::AmazonMQ::Broker' }
  Bus: { Type: 'AWS::Events::EventBus' }
  Logs: { Type: 'AWS::Logs::LogGroup' }
  Pool: { Type: 'AWS::Cognito::UserPool' }
`;

test('every type of event is a trigger of its kind', () => {
  const { triggers } = readSam(events);
  expect(triggers.map(({ address, triggerKind, source }) => `${address}: ${triggerKind} ${source.to?.split('#')[1] ?? '-'}`)).toEqual([
    'Orders/Upload: bucket Files',
    'Orders/Told: topic Topic',
    'Orders/Queued: queue Queue',
    'Orders/Streamed: stream Stream',
    'Orders/Changed: table Table',
    'Orders/Documents: table Cluster',
    'Orders/Kafka: broker -',
    'Orders/OwnKafka: broker -',
    'Orders/Rabbit: broker Broker',
    'Orders/Hourly: schedule -',
    'Orders/Daily: schedule -',
    'Orders/Paid: event-bus Bus',
    'Orders/Started: event-bus -',
    'Orders/Logged: log Logs',
    'Orders/Thing: iot -',
    'Orders/Signup: identity-pool Pool',
    'Orders/Skill: other -',
  ]);
  expect(new Set(triggers.map(({ target }) => target.to))).toEqual(new Set(['template.yaml#Orders']));
});

test('SAM names the source of each event, so that none of them opens the function', () => {
  expect(readSam(events).grants).toEqual([]);
});

test('a skill without its id lets every skill call the function', () => {
  const { grants } = readSam(`
Resources:
  Speak:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Skill: { Type: AlexaSkill }
`);
  expect(grants.map(({ on, resourceKind }) => [on.to, resourceKind])).toEqual([['template.yaml#Speak', 'function']]);
  const [statement] = grants[0]?.statements ?? [];
  expect(statement?.actions.items.map((action) => textOf(action))).toEqual(['lambda:InvokeFunction']);
  expect(statement?.principals.map(({ type, value }) => [type, textOf(value)])).toEqual([['service', 'alexa-appkit.amazon.com']]);
  expect(statement?.conditions).toEqual([]);
});

test('state machines have triggers and routes as well', () => {
  const { triggers, endpoints } = readSam(`
Resources:
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      Events:
        Hourly: { Type: Schedule, Properties: { Schedule: rate(1 hour) } }
        Start: { Type: Api, Properties: { Path: /start, Method: post } }
`);
  expect(triggers.map(({ target }) => target.to)).toEqual(['template.yaml#Flow']);
  expect(endpoints.map(({ label, target }) => [label, target.to])).toEqual([['POST /start', 'template.yaml#Flow']]);
});
