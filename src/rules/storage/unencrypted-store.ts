/** Stores whose data rests unencrypted. */
import type { Severity } from '../../finding/severity.ts';
import type { Store, StoreKind } from '../../model/data.ts';
import { effective } from '../../model/value.ts';
import { defineRule, set, type Fix } from '../rule.ts';

/** How bad it is when somebody turned encryption off, and when nobody turned it on. */
const severities: Partial<Record<StoreKind, readonly [off: Severity, unwritten: Severity]>> = {
  cache: ['high', 'medium'],
  volume: ['high', 'medium'],
  stream: ['medium', 'medium'],
  broker: ['medium', 'medium'],
  'delivery-stream': ['medium', 'low'],
  queue: ['medium', 'low'],
  topic: ['medium', 'low'],
};

/** What to know before turning it on; stores that are not named change in place and notice nothing. */
const checks: Partial<Record<StoreKind, string>> = {
  database: 'changing this replaces the {service}: restore it from an encrypted copy of a snapshot',
  graph: 'changing this replaces the {service}: restore it from an encrypted copy of a snapshot',
  'file-system': 'changing this replaces the {service}: copy the files to the new one first',
  cache: 'changing this replaces the {service}: what is cached is lost',
  volume: 'changing this replaces the {service}: restore it from an encrypted copy of a snapshot',
  search: 'the {service} is rebuilt with the change, and encryption cannot be turned off again',
  warehouse: 'the {service} is read-only while it moves to encrypted storage',
  topic:
    "with the provider's key S3, EventBridge and CloudWatch alarms can no longer publish: for those give the topic a key whose policy admits them",
  broker: 'changing this replaces the {service}',
};

export default defineRule({
  id: 'storage/unencrypted-store',
  title: 'Data rests unencrypted',
  practice: 'encryption-at-rest',
  severity: 'high',
  confidence: 'high',
  cwe: [311],
  controls: {
    'aws-fsbp': [
      'RDS.3',
      'RDS.27',
      'DocumentDB.1',
      'Neptune.1',
      'EFS.1',
      'Opensearch.1',
      'ElastiCache.4',
      'Redshift.10',
      'Kinesis.1',
      'SQS.1',
      'DataFirehose.1',
      'EC2.3',
      'DynamoDB.3',
    ],
    'cis-aws-5.0.0': ['2.2.1', '2.3.1'],
  },
  why:
    'Snapshots, backups and disks that leave the running system can be read by whoever gets hold of them. ' +
    'Encryption ties the data to a key that can be denied, and its use is recorded.',
  remedy: 'Turn encryption at rest on; take a key of your own where the data is sensitive.',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html',
    'https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html',
    'https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html',
    'https://docs.aws.amazon.com/streams/latest/dev/server-side-encryption.html',
  ],
  since: '0.1.0',
  messages: {
    older: 'The data in {name} rests unencrypted if the cluster is older than February 2026: its encryption is turned off',
    off: 'The data in {name} rests unencrypted: encryption of the {service} is turned off',
    unwritten: 'The data in {name} rests unencrypted: nothing turns the encryption of the {service} on',
  },

  *check({ stores }) {
    for (const store of stores) {
      if (effective(store.encryption) !== 'none') continue;
      const written = store.encryption.state === 'known';
      const [off, unwritten] = severities[store.storeKind] ?? ['high', 'high'];
      yield {
        message: !written ? 'unwritten' : isAurora(store) ? 'older' : 'off',
        data: { name: store.label, service: store.service },
        at: store.encryption,
        subject: store,
        severity: !written ? unwritten : isAurora(store) ? 'medium' : off,
        fixes: [turnOn(store)],
      };
    }
  },
});

/** Clusters made since 18 February 2026 are encrypted whatever is written (https://aws.amazon.com/blogs/database/use-default-encryption-at-rest-for-new-amazon-aurora-clusters). */
function isAurora({ service }: Store): boolean {
  return service === 'Aurora cluster';
}

function turnOn({ storeKind, service, encryption }: Store): Fix {
  const check = checks[storeKind]?.replace('{service}', service);
  const changes = [set(encryption, 'provider')];
  return check === undefined
    ? { title: 'turn encryption on', risk: 'safe', changes }
    : { title: 'turn encryption on', risk: 'review', check, changes };
}
