/** Actions and reusable workflows that a job uses, by who can change what they do. */
import type { Component } from '../../model/pipeline.ts';
import { known } from '../../model/value.ts';
import type { DocumentNode } from '../../syntax/document.ts';
import { isText } from './expressions.ts';

/** GitHub's own, and those of the clouds: whoever could change them has the machine or the account already. */
const platforms = /^(?:actions|github|aws-actions|azure|google-github-actions)\//i;

export function componentOf(uses: DocumentNode | undefined): readonly [Component] | undefined {
  if (!isText(uses) || uses.text.startsWith('./') || uses.text.includes('${{')) return undefined;
  const reference = known(uses.text, uses.at);
  if (uses.text.startsWith('docker://')) {
    const name = uses.text.slice('docker://'.length);
    return [{ reference, name, version: name.includes('@sha256:') ? 'hash' : 'tag', isPlatforms: false }];
  }
  const [name = '', version = ''] = uses.text.split('@');
  if (!name.includes('/')) return undefined;
  return [{ reference, name, version: versionOf(version), isPlatforms: platforms.test(name) }];
}

function versionOf(version: string): Component['version'] {
  if (/^[0-9a-f]{40}$|^[0-9a-f]{64}$/i.test(version)) return 'hash';
  return /^v?\d+(?:\.\d+)*(?:[-+.]\w+)*$/.test(version) ? 'tag' : 'branch';
}
