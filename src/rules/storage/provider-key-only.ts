/** Stores of classified data that only the provider's key protects. */
import type { Application } from '../../model/application.ts';
import type { Store, StoreKind } from '../../model/data.ts';
import { effective, textOf } from '../../model/value.ts';
import { hole } from '../../platform/aws/arn.ts';
import { classifies, isClassified } from '../classification.ts';
import { defineRule, set } from '../rule.ts';

export default defineRule({
  id: 'storage/provider-key-only',
  title: 'Sensitive data has no key of its own',
  practice: 'encryption-at-rest',
  severity: 'low',
  confidence: 'medium',
  cwe: [311],
  controls: { mcsb: ['DP-5'] },
  why:
    'With the provider’s key, the right to read the store is the right to read the data. ' +
    'A key of your own is a second lock: it can be denied, it can be withdrawn, and its use is recorded.',
  remedy: 'Encrypt the store with a key of your own, and let only those use it who need the data.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html',
    'https://cloud.google.com/kms/docs/cmek',
    'https://learn.microsoft.com/azure/security/fundamentals/encryption-models',
  ],
  since: '0.1.0',
  messages: {
    named: 'Only the provider’s key protects {name}, whose name says that its data is sensitive',
    tagged: 'Only the provider’s key protects {name}, whose tag {tag} says that its data is sensitive',
  },

  *check(application) {
    const tags = tagsOf(application);
    for (const store of application.stores) {
      const tag = tags.get(store.key);
      const counts = holdsData.has(store.storeKind) || (tag !== undefined && passesOn.has(store.storeKind));
      if (!counts || effective(store.encryption) !== 'provider') continue;
      const at = store.encryption;
      const fixes = [{ ...ownKey, changes: [set(store.encryption, 'customer' as const)] }];
      if (tag !== undefined) yield { message: 'tagged', data: { name: store.label, tag }, at, subject: store, fixes };
      else if (isClassified(nameOf(store))) yield { message: 'named', data: { name: store.label }, at, subject: store, fixes };
    }
  },
});

const ownKey = {
  title: 'encrypt it with a key of its own',
  risk: 'review',
  check: 'the service and whoever reads the data must be allowed to use the key, and what lies there already keeps the old one',
} as const;

/** Not what only passes on. */
const holdsData: ReadonlySet<StoreKind> = new Set(['bucket', 'table', 'database', 'warehouse', 'file-system', 'search', 'graph', 'volume']);

/** What only passes on counts where somebody says of it that its data is sensitive. */
const passesOn: ReadonlySet<StoreKind> = new Set(['topic', 'queue', 'stream', 'delivery-stream']);

/** By store, the tag that classifies its data. */
function tagsOf({ texts }: Application): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { role, name, value, owner } of texts) {
    if (role === 'tag' && owner !== undefined && classifies(name, effective(value) ?? '')) found.set(owner, name);
  }
  return found;
}

function nameOf({ label, name }: Store): string {
  return `${label} ${textOf(name, hole) ?? ''}`;
}
