/** Reads what sets functions off: events, push subscriptions, schedules, tasks. */
import { asValue, text } from '../../../evaluation/setting.ts';
import { at, items, scalarText, type Tree } from '../../../evaluation/tree.ts';
import type { Trigger } from '../../../model/data.ts';
import type { Link } from '../../../model/noun.ts';
import { absent, known, type Value } from '../../../model/value.ts';
import { triggerKindOf } from '../../google-cloud/event-types.ts';
import { nounOf, ownLink, partOf, settingOf, within } from '../nouns.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';

type Kind = Trigger['triggerKind'];

interface Found {
  readonly kind: Kind;
  readonly part?: string;
  readonly source: Link;
  readonly target: Link;
  readonly token?: Value<boolean>;
  readonly isRetried?: boolean;
}

function addTrigger(resource: TerraformResource, reading: Reading, { kind, part, source, target, token, isRetried }: Found): void {
  const noun = part === undefined ? nounOf(resource, reading) : partOf(resource, reading, part);
  reading.nouns.triggers.push({
    ...noun,
    kind: 'trigger',
    triggerKind: kind,
    source,
    target,
    ...(token && { token }),
    ...(isRetried && { isRetried }),
  });
}

function linkOf(tree: Tree | undefined, resource: TerraformResource, reading: Reading): Link {
  return tree ? reading.link(tree, resource.properties) : { value: absent(resource.at) };
}

const readFunction: ResourceReader = (resource, reading) => {
  const trigger = at(resource.properties, 'event_trigger');
  if (!trigger) return;
  const source = linkOf(at(trigger, 'resource') ?? at(trigger, 'pubsub_topic') ?? filterOf(trigger), resource, reading);
  const kind = triggerKindOf(scalarText(at(trigger, 'event_type')));
  addTrigger(resource, reading, { kind, part: 'event_trigger', source, target: ownLink(resource, reading) });
};

/** `event_filters { attribute = "bucket", value = … }` */
function filterOf(trigger: Tree): Tree | undefined {
  const filter = items(at(trigger, 'event_filters')).find((one) => scalarText(at(one, 'attribute')) !== 'type');
  return at(filter, 'value');
}

/** What is not acknowledged is sent again for a day: https://cloud.google.com/eventarc/docs/retry-events */
const readEventarc: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const all = items(at(properties, 'matching_criteria'));
  const type = all.find((one) => scalarText(at(one, 'attribute')) === 'type');
  const source = all.find((one) => scalarText(at(one, 'attribute')) === 'bucket');
  addTrigger(resource, reading, {
    isRetried: true,
    kind: triggerKindOf(scalarText(at(type, 'value'))),
    source: linkOf(at(source, 'value') ?? at(properties, 'transport', 'pubsub', 'topic'), resource, reading),
    target: linkOf(
      at(properties, 'destination', 'cloud_run_service', 'service') ?? at(properties, 'destination', 'cloud_function'),
      resource,
      reading,
    ),
  });
};

/** https://cloud.google.com/pubsub/docs/authenticate-push-subscriptions: without a token, whoever knows the address can send as well. */
const readSubscription: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const push = at(properties, 'push_config');
  const endpoint = at(push, 'push_endpoint');
  if (!push || !endpoint) return;
  addConsumption(resource, endpoint, reading);
  addTrigger(resource, reading, {
    kind: 'topic',
    isRetried: true,
    source: linkOf(at(properties, 'topic'), resource, reading),
    target: linkOf(endpoint, resource, reading),
    token: tokenOf(push, ['oidc_token']),
  });
};

/** What is not acknowledged comes back until it is too old: https://cloud.google.com/pubsub/docs/handling-failures */
function addConsumption(resource: TerraformResource, endpoint: Tree, reading: Reading): void {
  reading.nouns.consumptions.push({
    ...partOf(resource, reading, 'deliveries'),
    kind: 'consumption',
    sourceKind: 'queue',
    source: linkOf(at(resource.properties, 'topic'), resource, reading),
    target: linkOf(endpoint, resource, reading),
    failureTarget: settingOf(resource, within('dead_letter_policy', 'dead_letter_topic'), text),
  });
}

function tokenOf(owner: Tree, names: readonly string[]): Value<boolean> {
  const token = names.map((name) => at(owner, name)).find((found) => found !== undefined);
  return token ? known<boolean>(true, token.at) : absent<boolean>(owner.at, false);
}

const readJob: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const http = at(properties, 'http_target');
  const address = at(http, 'uri');
  if (http && address) {
    const token = tokenOf(http, ['oidc_token', 'oauth_token']);
    // The next time comes by itself.
    addTrigger(resource, reading, {
      kind: 'schedule',
      isRetried: true,
      source: { value: absent(resource.at) },
      target: linkOf(address, resource, reading),
      token,
    });
  }
  const topic = at(properties, 'pubsub_target', 'topic_name');
  if (topic) addTrigger(resource, reading, { kind: 'schedule', source: { value: asValue(topic, text) }, target: linkOf(topic, resource, reading) });
};

export const triggerReaders: Readonly<Record<string, ResourceReader>> = {
  google_cloudfunctions_function: readFunction,
  google_cloudfunctions2_function: readFunction,
  google_eventarc_trigger: readEventarc,
  google_pubsub_subscription: readSubscription,
  google_cloud_scheduler_job: readJob,
};
