/** Images that can be exchanged for others under the same name. */
import { effective, textOf } from '../../model/value.ts';
import { hole } from '../../platform/aws/arn.ts';
import { defineRule, set } from '../rule.ts';

export default defineRule({
  id: 'hardening/mutable-image',
  title: 'The image can be exchanged',
  practice: 'function-hardening',
  severity: 'low',
  confidence: 'high',
  cwe: [494],
  controls: { 'aws-fsbp': ['ECR.2'] },
  why: 'Whoever may push to the registry can put another image behind a tag that was tested and approved, and the next deployment runs it.',
  remedy: 'Make the tags of the registry immutable, and deploy images by their digest.',
  references: [
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html',
  ],
  since: '0.1.0',
  messages: {
    registry: 'Whoever may push to {name} can exchange an image that was approved: its tags can be moved',
    latest: '{name} runs whatever is the latest image when it is deployed',
  },

  *check({ imageRegistries, functions }) {
    for (const registry of imageRegistries) {
      if (registry.isFrameworks || effective(registry.mutableTags) !== true) continue;
      yield {
        message: 'registry',
        data: { name: registry.label },
        at: registry.mutableTags,
        subject: registry,
        fixes: [
          {
            title: 'make tags immutable',
            risk: 'review',
            check: 'pipelines that push to the same tag twice fail; give each image a tag of its own',
            changes: [set(registry.mutableTags, false)],
          },
        ],
      };
    }
    for (const fn of functions) {
      const image = fn.image && textOf(fn.image, hole);
      if (fn.image && image?.endsWith(':latest') === true) yield { message: 'latest', data: { name: fn.label }, at: fn.image, subject: fn };
    }
  },
});
