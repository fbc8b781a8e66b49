/** Reads which pages may use a bucket or a distribution from a browser, where it is not an API that says so. */
import { at, items, scalarText } from '../../../evaluation/tree.ts';
import { ownLink, partOf } from '../nouns.ts';
import type { ResourceReader } from '../reading.ts';
import { originsIn } from './origins.ts';

/** Pages that only read objects need no more than their addresses; those that write are let in by name. */
const readBucketCors: ResourceReader = (resource, reading) => {
  const rules = items(at(resource.properties, 'cors_rule'));
  const writing = rules.filter((rule) => items(at(rule, 'allowed_methods')).some((method) => /^(PUT|POST|DELETE)$/.test(scalarText(method) ?? '')));
  const origins = writing.flatMap((rule) => originsIn(at(rule, 'allowed_origins'), resource));
  if (origins.length > 0)
    reading.nouns.corsPolicies.push({
      ...partOf(resource, reading, 'cors'),
      kind: 'cors-policy',
      of: ownLink(resource, reading),
      origins,
      isStore: true,
    });
};

/** Answers that a distribution gives with headers of its own matter where pages are told to send credentials. */
const readHeadersPolicy: ResourceReader = (resource, reading) => {
  const cors = at(resource.properties, 'cors_config');
  const headers = items(at(cors, 'access_control_allow_headers', 'items')).map((header) => scalarText(header) ?? '');
  if (!headers.some((header) => /^(?:authorization|cookie)$/i.test(header))) return;
  const origins = originsIn(at(cors, 'access_control_allow_origins', 'items'), resource);
  reading.nouns.corsPolicies.push({ ...partOf(resource, reading, 'cors'), kind: 'cors-policy', of: ownLink(resource, reading), origins });
};

export const corsPolicyReaders: Readonly<Record<string, ResourceReader>> = {
  aws_cloudfront_response_headers_policy: readHeadersPolicy,
  aws_s3_bucket: readBucketCors,
  aws_s3_bucket_cors_configuration: readBucketCors,
};
