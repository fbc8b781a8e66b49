/** What services of Google Cloud have beside their functions: events that set these off, and resources of Deployment Manager. */
import { asValue, text } from '../../evaluation/setting.ts';
import { at, scalarText } from '../../evaluation/tree.ts';
import { offerKey, type Link, type Noun, type NounKey } from '../../model/noun.ts';
import { absent, known } from '../../model/value.ts';
import { readResources } from '../google-cloud/deployment-manager.ts';
import { triggerKindOf } from '../google-cloud/event-types.ts';
import type { ServiceEvent } from './events.ts';
import type { FunctionBlock, Service } from './service.ts';

/** https://www.serverless.com/framework/docs-providers-google-events-event */
export function readGoogleEvent({ kind, value, index, at: head, body }: ServiceEvent, block: FunctionBlock, noun: Noun, service: Service): void {
  if (kind !== 'event' || value?.kind !== 'mapping') return;
  const retried = at(value, 'failurePolicy', 'retry') !== undefined;
  service.nouns.triggers.push({
    ...noun,
    key: `${noun.key}/events/${index}`,
    address: `${noun.address}.events[${index}]`,
    name: absent(head),
    at: head,
    body,
    kind: 'trigger',
    triggerKind: triggerKindOf(scalarText(at(value, 'eventType'))),
    source: sourceOf(value, service),
    target: { value: known(block.name, block.at), to: block.key },
    ...(retried && { isRetried: true }),
  });
}

/** `projects/acme/topics/orders`: the last part is the name. */
function sourceOf(value: Parameters<typeof at>[0], service: Service): Link {
  const resource = at(value, 'resource');
  if (!resource) return { value: absent(service.provider.head) };
  const written = asValue(resource, text);
  const name = /([\w.-]+)$/.exec(scalarText(resource) ?? '')?.[1];
  if (name === undefined) return { value: written };
  const { stores } = service.nouns;
  const store = stores.find((one) => one.name.state === 'known' && one.name.value === name);
  return { value: written, to: store?.key ?? offerKey(name) };
}

/** https://www.serverless.com/framework/docs-providers-google-guide-resources */
export function readGoogleResources(service: Service, offers: Map<string, NounKey>, needs: Set<string>): void {
  const notices: Parameters<Service['notice']>[0][] = [];
  const { path } = service.file;
  readResources(service.section('resources', 'resources'), { path, files: service.files, nouns: service.nouns, notices, offers, needs });
  for (const notice of notices) service.notice(notice);
}
