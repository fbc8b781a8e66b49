/** What the token of a job may do: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions */
import type { TokenRights } from '../../model/pipeline.ts';
import { child, type DocumentNode } from '../../syntax/document.ts';
import { isText } from './expressions.ts';
import { treeAt, type Job } from './job.ts';

/** Told with the job that has them; those of the whole workflow with its first job. */
export function rightsOf(job: Job): readonly TokenRights[] {
  const { workflow, node, path } = job;
  const [shared, own] = [child(workflow.root, 'permissions'), child(node, 'permissions')];
  const isFirst = workflow.jobs[0]?.value === node;
  const rights: TokenRights[] = [];
  const narrow = (at: readonly (string | number)[]) => () => treeAt(workflow, at)?.editor?.replace({ contents: 'read' });
  if (isEverything(own)) rights.push({ extent: 'everything', scopes: [], at: own.at, narrow: narrow([...path, 'permissions']) });
  if (!isFirst) return rights;
  if (isEverything(shared)) rights.push({ extent: 'everything', scopes: [], at: shared.at, narrow: narrow(['permissions']) });
  const scopes = written(shared);
  const needing = workflow.jobs.filter(({ value }) => child(value, 'permissions') === undefined);
  if (shared && scopes.length > 0 && needing.length > 1) rights.push({ extent: 'shared', scopes, at: shared.at });
  return rights;
}

function isEverything(permissions: DocumentNode | undefined): permissions is DocumentNode {
  return isText(permissions) && permissions.text === 'write-all';
}

/** A token for signing in changes nothing in the repository. */
function written(permissions: DocumentNode | undefined): readonly string[] {
  if (permissions?.kind !== 'mapping') return [];
  return permissions.pairs.flatMap(({ key, value }) => (isText(value) && value.text === 'write' && key.text !== 'id-token' ? [key.text] : []));
}
