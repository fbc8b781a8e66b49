/** Reads which pages may use a bucket or a distribution from a browser, where it is not an API that says so. */
import { asValue, text } from '../../../evaluation/setting.ts';
import { at, items } from '../../../evaluation/tree.ts';
import { ownLink, partOf } from '../nouns.ts';
import type { ResourceReader } from '../reading.ts';
import { originsIn } from './origins.ts';

const readBucketCors: ResourceReader = (resource, reading) => {
  for (const [index, rule] of items(at(resource.properties, 'cors_rule')).entries())
    reading.nouns.corsPolicies.push({
      ...partOf(resource, reading, index === 0 ? 'cors' : `cors-${index + 1}`),
      kind: 'cors-policy',
      of: ownLink(resource, reading),
      origins: originsIn(at(rule, 'allowed_origins'), resource),
      methods: items(at(rule, 'allowed_methods')).map((method) => asValue(method, text)),
    });
};

const readHeadersPolicy: ResourceReader = (resource, reading) => {
  const cors = at(resource.properties, 'cors_config');
  reading.nouns.corsPolicies.push({
    ...partOf(resource, reading, 'cors'),
    kind: 'cors-policy',
    of: ownLink(resource, reading),
    origins: originsIn(at(cors, 'access_control_allow_origins', 'items'), resource),
    headers: items(at(cors, 'access_control_allow_headers', 'items')).map((header) => asValue(header, text)),
  });
};

export const corsPolicyReaders: Readonly<Record<string, ResourceReader>> = {
  aws_cloudfront_response_headers_policy: readHeadersPolicy,
  aws_s3_bucket: readBucketCors,
  aws_s3_bucket_cors_configuration: readBucketCors,
};
