/** Reads protective settings of resources that no rule asks for by itself. */
import { protectionOf, protectionsOf } from '../../evaluation/protections.ts';
import { flag, setting } from '../../evaluation/setting.ts';
import { at, Block, Expression } from '../../evaluation/tree.ts';
import { absent, known, type Value } from '../../model/value.ts';
import { terraformProtections } from '../../platform/protections.ts';
import { addBeside, addVariable } from './adding.ts';
import { nounOf, within } from './nouns.ts';
import type { Reading, TerraformResource } from './reading.ts';

export function readProtections(resource: TerraformResource, reading: Reading): void {
  const noun = nounOf(resource, reading);
  const spellings = Object.hasOwn(terraformProtections, resource.type) ? terraformProtections[resource.type] : undefined;
  if (spellings) reading.nouns.protections.push(...protectionsOf(noun, resource.properties, spellings, within));
  if (resource.type !== 'aws_s3_bucket') return;
  reading.nouns.protections.push(
    protectionOf(noun, 'versions', versions(resource, reading)),
    protectionOf(noun, 'access-log', accessLog(resource, reading)),
  );
}

/** In the bucket (the old way), or in a resource that names it. */
function versions(bucket: TerraformResource, reading: Reading): Value<boolean> {
  const [own] = reading.belonging(bucket, 'aws_s3_bucket_versioning', 'bucket');
  const inOwn =
    own &&
    setting(
      own.properties,
      within('versioning_configuration', 'status'),
      { decode: (word) => word === 'Enabled', encode: (on) => (on ? 'Enabled' : undefined) },
      { head: own.at },
    );
  if (inOwn) return inOwn;
  const old = setting(bucket.properties, within('versioning', 'enabled'), flag, { head: bucket.at });
  if (old.state !== 'absent' || at(bucket.properties, 'versioning')) return old;
  return absent(bucket.at, false, () => {
    const content = (owner: string) => ({
      bucket: new Expression(`${owner}.id`),
      versioning_configuration: new Block({ status: 'Enabled' }),
    });
    return addBeside(bucket, 'aws_s3_bucket_versioning', bucket.name, content)?.edits;
  });
}

const logVariable = 'access_log_bucket';

/** Whose bucket takes the log is for the deployment to say: a bucket that logs into itself never comes to an end. */
function accessLog(bucket: TerraformResource, reading: Reading): Value<boolean> {
  const [own] = reading.belonging(bucket, 'aws_s3_bucket_logging', 'bucket');
  const written = own?.properties ?? at(bucket.properties, 'logging');
  if (written) return known(true, written.at);
  return absent(bucket.at, false, () => {
    const description = 'The bucket that takes the access logs of the others';
    const variable = addVariable(bucket, logVariable, { type: new Expression('string'), description });
    const added =
      variable &&
      addBeside(bucket, 'aws_s3_bucket_logging', bucket.name, (owner) => ({
        bucket: new Expression(`${owner}.id`),
        target_bucket: new Expression(`var.${logVariable}`),
        target_prefix: `${bucket.name}/`,
      }));
    return added && [...variable, ...added.edits];
  });
}
