/** Buckets and topics that the framework makes because an event names them. */
import { follow, insertAt } from '../../evaluation/setting.ts';
import { at, entries, scalarText, type Editor, type Entry, type Mapping, type Plain, type Tree } from '../../evaluation/tree.ts';
import type { Edit } from '../../source/edit.ts';
import type { ServiceEvent } from './events.ts';
import { bucketId, topicId } from './naming.ts';
import type { Service } from './service.ts';

/** Adds them to the service's template, where they are read like its own resources. */
export function addImpliedStores(events: readonly ServiceEvent[], service: Service): void {
  for (const event of events) {
    if (event.kind === 's3') addBucket(event, service);
    if (event.kind === 'sns') addTopic(event, service);
  }
}

/** The logical id of the bucket that an `s3` event makes; undefined where the bucket exists already. */
export function impliedBucket({ value }: ServiceEvent): string | undefined {
  if (value?.kind === 'mapping' && at(value, 'existing') && scalarText(at(value, 'existing')) !== 'false') return undefined;
  const name = scalarText(value?.kind === 'mapping' ? at(value, 'bucket') : value);
  return name === undefined ? undefined : bucketId(name);
}

/** The logical id of the topic that an `sns` event makes; undefined where the event gives an ARN. */
export function impliedTopic({ value }: ServiceEvent): string | undefined {
  const name = scalarText(value?.kind === 'mapping' ? (at(value, 'arn') ? undefined : at(value, 'topicName')) : value);
  return name === undefined || name.startsWith('arn:') ? undefined : topicId(name);
}

function addBucket(event: ServiceEvent, service: Service): void {
  const id = impliedBucket(event);
  const written = event.value?.kind === 'mapping' ? at(event.value, 'bucket') : event.value;
  const name = scalarText(written);
  if (id === undefined || name === undefined || !written) return;
  const provider = service.provider.settings;
  const own = at(provider, 's3', name);
  const properties = new Map<string, Entry>([['BucketName', { key: event.at, value: written }]]);
  for (const [key, entry] of entries(own)) properties.set(key === 'name' ? 'BucketName' : upperFirst(key), entry);
  const put = (key: string, to: Plain) => putDeep(provider, ['s3', name, lowerFirst(key)], to);
  add(event, id, 'AWS::S3::Bucket', properties, put, service);
}

function addTopic(event: ServiceEvent, service: Service): void {
  const id = impliedTopic(event);
  const { value } = event;
  if (id === undefined || !value) return;
  const name = value.kind === 'mapping' ? at(value, 'topicName') : value;
  const key = at(value, 'kmsMasterKeyId');
  const properties = new Map<string, Entry>();
  if (name) properties.set('TopicName', { key: event.at, value: name });
  if (key) properties.set('KmsMasterKeyId', { key: event.at, value: key });
  const put = (property: string, to: Plain) => {
    // https://www.serverless.com/framework/docs/providers/aws/events/sns: the key can be given from release 4 on.
    if (property !== 'KmsMasterKeyId' || (service.release ?? 4) < 4) return undefined;
    return writeKey(value, to);
  };
  add(event, id, 'AWS::SNS::Topic', properties, put, service);
}

function writeKey(topic: Tree, to: Plain): readonly Edit[] | undefined {
  if (topic.kind === 'mapping') return topic.editor?.put?.('kmsMasterKeyId', to);
  const name = scalarText(topic);
  return name === undefined ? undefined : topic.editor?.replace({ topicName: name, kmsMasterKeyId: to });
}

function add(event: ServiceEvent, id: string, type: string, properties: Mapping['entries'], put: Editor['put'], service: Service): void {
  const editor: Editor = { replace: () => undefined, ...(put && { put }) };
  const mapping: Mapping = { kind: 'mapping', entries: properties, at: event.at, via: [], editor };
  const attributes: Mapping = { kind: 'mapping', entries: new Map(), at: event.at, via: [] };
  service.add({ id, type, at: event.at, body: event.body, properties: mapping, attributes, condition: 'holds' });
}

function putDeep(owner: Mapping, path: readonly string[], to: Plain): readonly Edit[] | undefined {
  const { reached, rest, unsure } = follow(owner, path);
  return unsure || rest.length === 0 ? undefined : insertAt(reached, rest, to);
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
