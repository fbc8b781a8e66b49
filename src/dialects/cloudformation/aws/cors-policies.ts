/** Reads which pages may use a bucket or a distribution from a browser, where it is not an API that says so. */
import { asValue, text } from '../../../evaluation/setting.ts';
import { at, items } from '../../../evaluation/tree.ts';
import { partOf } from '../resource-noun.ts';
import type { Reading, ResourceReader, TemplateResource } from '../template.ts';
import { originsIn } from './origins.ts';
import { ownLink } from './triggers.ts';

export function readBucketCors(resource: TemplateResource, reading: Reading): void {
  for (const [index, rule] of items(at(resource.properties, 'CorsConfiguration', 'CorsRules')).entries())
    reading.nouns.corsPolicies.push({
      ...partOf(resource, reading, index === 0 ? 'cors' : `cors-${index + 1}`, resource.at, resource.body),
      kind: 'cors-policy',
      of: ownLink(resource, reading),
      origins: originsIn(at(rule, 'AllowedOrigins'), reading),
      methods: items(at(rule, 'AllowedMethods')).map((method) => asValue(method, text)),
    });
}

const readHeadersPolicy: ResourceReader = (resource, reading) => {
  const cors = at(resource.properties, 'ResponseHeadersPolicyConfig', 'CorsConfig');
  reading.nouns.corsPolicies.push({
    ...partOf(resource, reading, 'cors', resource.at, resource.body),
    kind: 'cors-policy',
    of: ownLink(resource, reading),
    origins: originsIn(at(cors, 'AccessControlAllowOrigins', 'Items'), reading),
    headers: items(at(cors, 'AccessControlAllowHeaders', 'Items')).map((header) => asValue(header, text)),
  });
};

export const corsPolicyReaders: Readonly<Record<string, ResourceReader>> = { 'AWS::CloudFront::ResponseHeadersPolicy': readHeadersPolicy };
