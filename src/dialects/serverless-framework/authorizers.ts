/** Reads the functions that the APIs of a service ask about their callers. */
import { asValue, number, setting, text } from '../../evaluation/setting.ts';
import { at, entries, items, scalarText, type Mapping, type Tree } from '../../evaluation/tree.ts';
import { known, type Value } from '../../model/value.ts';
import type { Span } from '../../source/span.ts';
import { resourceNoun } from './api.ts';
import type { ServiceEvent } from './events.ts';
import type { Service } from './service.ts';

/** https://www.serverless.com/framework/docs/providers/aws/events/http-api#lambda-request-authorizers */
export function readAuthorizers(events: readonly ServiceEvent[], service: Service): void {
  for (const [name, { key, value }] of entries(at(service.provider.settings, 'httpApi', 'authorizers'))) {
    if (value.kind === 'mapping' && scalarText(at(value, 'type'))?.toLowerCase() === 'request') add(name, key, value, 0, service);
  }
  for (const event of events) {
    const authorizer = event.kind === 'http' ? at(event.value, 'authorizer') : undefined;
    if (authorizer?.kind !== 'mapping' || authorizer.via.length > 0 || scalarText(at(authorizer, 'type'))?.toLowerCase() !== 'request') continue;
    add(scalarText(at(authorizer, 'name')) ?? event.owner.name, event.at, authorizer, 300, service);
  }
}

/** `otherwise`: for how many seconds answers are kept where nothing is written. */
function add(name: string, head: Span, settings: Mapping, otherwise: number, service: Service): void {
  const written = at(settings, 'identitySource');
  service.nouns.authorizers.push({
    ...resourceNoun(`${name}Authorizer/${head.start}`, 'authorizer', head, service, name, settings.at),
    kind: 'authorizer',
    identitySources: sourcesOf(written),
    identitySourcesPartial: settings.partial === true || written?.kind === 'opaque',
    cacheSeconds: setting(settings, ['resultTtlInSeconds'], number, { head, default: otherwise }),
  });
}

/** A list, or one text with commas. */
function sourcesOf(written: Tree | undefined): readonly Value<string>[] {
  return items(written).flatMap((item): readonly Value<string>[] => {
    const value = asValue(item, text);
    if (value.state !== 'known') return [value];
    return value.value.split(',').map((part) => known(part.trim(), value.at, undefined, value.via));
  });
}
