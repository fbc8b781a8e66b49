/** Policy documents inside of resources: JSON by `jsonencode`, in heredocs, in files, and from `aws_iam_policy_document`. */
import { Expression, type Plain, type Tree } from '../../../evaluation/tree.ts';
import { ownAccount, type Grant, type GrantTarget, type NewCondition, type Statement } from '../../../model/access.ts';
import type { Link } from '../../../model/noun.ts';
import type { Slot } from '../../../model/value.ts';
import type { Edit } from '../../../source/edit.ts';
import { folderOf } from '../../../source/file-tree.ts';
import { readPolicyDocument, type PolicyDocument } from '../../iam-policy/policy-document.ts';
import { callerIdentity } from '../adding.ts';
import type { Noun } from '../../../model/noun.ts';
import { quoted } from '../writing/spelling.ts';
import type { Reading, TerraformResource } from '../reading.ts';

/** The statements of a policy; none where there is no policy. */
export function statementsOf(tree: Tree | undefined, resource: TerraformResource, reading: Reading): PolicyDocument {
  if (!tree) return { statements: [], partial: false };
  const document = reading.deployment.evaluator.document(tree) ?? tree;
  const { file } = document.at;
  const { statements, partial } = readPolicyDocument(document, {
    head: resource.at,
    reference: (text) => reading.reference(text, file),
    account: (text) => spellOwnAccount(text, resource),
  });
  return { statements: statements.map((statement) => withAccount(statement, resource)), partial };
}

/** What a policy on `on` lets others do. */
export function grantOf(
  noun: Noun,
  resourceKind: GrantTarget,
  on: Link,
  tree: Tree | undefined,
  resource: TerraformResource,
  reading: Reading,
): Grant {
  const { statements, partial } = statementsOf(tree, resource, reading);
  return { ...noun, kind: 'grant', resourceKind, on, statements, statementsPartial: partial };
}

/** `text` with the number of the account in it, as an interpolation; the text itself where it does not ask for it. */
export function spellOwnAccount(text: string, resource: TerraformResource): Plain | undefined {
  if (!text.includes(ownAccount)) return text;
  const identity = callerIdentity(resource.module, resource.block.head.file);
  if (!identity) return undefined;
  const expression = `${identity.reference}.account_id`;
  if (text === ownAccount) return new Expression(expression);
  return new Expression(
    text
      .split(ownAccount)
      .map((part) => quoted(part).slice(1, -1))
      .join(`\${${expression}}`)
      .replace(/^.*$/s, '"$&"'),
  );
}

/** A slot that adds the data source which gives the account's number, where what it writes asks for one that is not there. */
export function addingAccount<T>(slot: Slot<T> | undefined, resource: TerraformResource): Slot<T> | undefined {
  return slot && ((to) => withIdentity(slot(to), resource));
}

function withIdentity(edits: readonly Edit[] | undefined, resource: TerraformResource): readonly Edit[] | undefined {
  if (!edits?.some(({ text }) => text.includes('data.aws_caller_identity.'))) return edits;
  // Each module has data sources of its own.
  if (edits.some(({ at }) => folderOf(at.file.path) !== resource.module.declarations.folder)) return undefined;
  const identity = callerIdentity(resource.module, resource.block.head.file);
  return identity && [...edits, ...identity.edits];
}

/** Whatever of a statement can be given a text may be given one with the account's number. */
function withAccount(statement: Statement, resource: TerraformResource): Statement {
  const { addCondition } = statement;
  return {
    ...statement,
    principals: statement.principals.map((principal) => ({
      ...principal,
      value: { ...principal.value, slot: addingAccount(principal.value.slot, resource) },
    })),
    ...(addCondition && { addCondition: addingAccount<NewCondition>(addCondition, resource) }),
  };
}
