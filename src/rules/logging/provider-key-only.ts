/** Log groups that are encrypted with the provider's key only. */
import type { LogGroup } from '../../model/operations.ts';
import { effective, textOf } from '../../model/value.ts';
import { hole } from '../../platform/aws/arn.ts';
import { isClassified } from '../classification.ts';
import { defineRule, set, type Fix } from '../rule.ts';

export default defineRule({
  id: 'logging/provider-key-only',
  title: 'Logs have no key of their own',
  practice: 'log-access',
  severity: 'low',
  confidence: 'medium',
  cwe: [311],
  why:
    'Log groups are always encrypted, with a key that the provider holds: whoever may read logs reads these. ' +
    'With a key of your own, reading takes a second right, and each use of it is recorded.',
  remedy: 'Give the log group a key of your own whose policy lets CloudWatch Logs of the region use it.',
  references: ['https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html'],
  since: '0.1.0',
  messages: {
    classified: 'Whoever may read logs reads {name}, whose name says that it is sensitive: it has no key of its own',
    exception: 'Whoever may read logs reads {name}: it has no key of its own, unlike other log groups beside it',
  },

  *check({ logGroups }) {
    const others = logGroups.some(({ encryption }) => effective(encryption) === 'customer');
    for (const group of logGroups) {
      if (effective(group.encryption) !== 'provider') continue;
      const classified = isClassified(nameOf(group));
      if (!classified && !others) continue;
      yield {
        message: classified ? 'classified' : 'exception',
        data: { name: group.label },
        at: group.encryption,
        subject: group,
        fixes: [withKey(group)],
      };
    }
  },
});

function withKey({ encryption }: LogGroup): Fix {
  return {
    title: 'use the key of the logs beside it',
    risk: 'review',
    check: 'the policy of the key must let CloudWatch Logs use it for this group, and whoever reads the logs needs kms:Decrypt',
    changes: [set(encryption, 'customer')],
  };
}

function nameOf({ label, name }: LogGroup): string {
  return `${label} ${textOf(name, hole) ?? ''}`;
}
