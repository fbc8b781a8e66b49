/** Reads which pages may use a bucket or a distribution from a browser, where it is not an API that says so. */
import { at, items, scalarText } from '../../../evaluation/tree.ts';
import { partOf } from '../resource-noun.ts';
import type { Reading, ResourceReader, TemplateResource } from '../template.ts';
import { originsIn } from './origins.ts';
import { ownLink } from './triggers.ts';

/** Pages that only read objects need no more than their addresses; those that write are let in by name. */
export function readBucketCors(resource: TemplateResource, reading: Reading): void {
  const rules = items(at(resource.properties, 'CorsConfiguration', 'CorsRules'));
  const writing = rules.filter((rule) => items(at(rule, 'AllowedMethods')).some((method) => /^(PUT|POST|DELETE)$/.test(scalarText(method) ?? '')));
  const origins = writing.flatMap((rule) => originsIn(at(rule, 'AllowedOrigins'), reading));
  if (origins.length > 0)
    reading.nouns.corsPolicies.push({
      ...partOf(resource, reading, 'cors', resource.at, resource.body),
      kind: 'cors-policy',
      of: ownLink(resource, reading),
      origins,
      isStore: true,
    });
}

/** Answers that a distribution gives with headers of its own matter where pages are told to send credentials. */
const readHeadersPolicy: ResourceReader = (resource, reading) => {
  const cors = at(resource.properties, 'ResponseHeadersPolicyConfig', 'CorsConfig');
  const headers = items(at(cors, 'AccessControlAllowHeaders', 'Items')).map((header) => scalarText(header) ?? '');
  if (!headers.some((header) => /^(?:authorization|cookie)$/i.test(header))) return;
  const origins = originsIn(at(cors, 'AccessControlAllowOrigins', 'Items'), reading);
  reading.nouns.corsPolicies.push({
    ...partOf(resource, reading, 'cors', resource.at, resource.body),
    kind: 'cors-policy',
    of: ownLink(resource, reading),
    origins,
  });
};

export const corsPolicyReaders: Readonly<Record<string, ResourceReader>> = { 'AWS::CloudFront::ResponseHeadersPolicy': readHeadersPolicy };
