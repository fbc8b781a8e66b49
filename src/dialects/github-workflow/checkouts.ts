/** Checkouts of a stranger's code in workflows that run with the rights of the repository. */
import type { ForeignCheckout } from '../../model/pipeline.ts';
import { child, type DocumentNode } from '../../syntax/document.ts';
import { isText } from './expressions.ts';
import type { Job, Step } from './job.ts';

/** https://docs.github.com/en/actions/reference/security/secure-use#mitigating-the-risks-of-untrusted-code-checkout */
const privileged = ['pull_request_target', 'workflow_run', 'issue_comment'] as const;

const head =
  /github\.head_ref|pull_request\.head\.(?:sha|ref|repo)|workflow_run\.head_(?:sha|branch|commit|repository)|refs\/pull\/|pull_request\.number|merge_commit_sha/;

const fetching = /\bgh\s+pr\s+checkout\b|\bgit\s+(?:fetch|pull|checkout)\b[^\n]*(?:pull\/|head_ref|HEAD_REF|head\.(?:ref|sha))/;

export function foreignCheckouts({ workflow, node, steps }: Job): readonly ForeignCheckout[] {
  const trigger = privileged.find((name) => workflow.triggers.has(name));
  if (trigger === undefined) return [];
  return steps.flatMap((step) => {
    const at = checkoutOf(step);
    const guards = [child(node, 'if'), child(step.node, 'if')];
    return at ? [{ at: at.at, trigger, guarded: guards.some(isGuard) ? ('unknown' as const) : ('no' as const) }] : [];
  });
}

function checkoutOf({ node }: Step): DocumentNode | undefined {
  const [uses, run] = [child(node, 'uses'), child(node, 'run')];
  if (isText(uses) && /^actions\/checkout@/i.test(uses.text)) {
    return [child(child(node, 'with'), 'ref'), child(child(node, 'with'), 'repository')].find((part) => isText(part) && head.test(part.text));
  }
  return isText(run) && fetching.test(run.text) ? run : undefined;
}

/** A condition that lets in only branches of the repository itself, only some people, or only what somebody has looked at. */
function isGuard(condition: DocumentNode | undefined): boolean {
  return (
    isText(condition) &&
    /head\.repo\.(?:full_name|fork)|head_repository|author_association|github\.actor|sender\.login|user\.login|label|workflow_run\.event\s*==\s*'(?:push|schedule)'/.test(
      condition.text,
    )
  );
}
