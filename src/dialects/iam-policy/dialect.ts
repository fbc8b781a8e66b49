/** The dialect of IAM policies that stand in files of their own. */
import { documentTree } from '../../evaluation/document-tree.ts';
import { at, scalarText } from '../../evaluation/tree.ts';
import { ownAccount } from '../../model/access.ts';
import { emptyNouns } from '../../model/application.ts';
import { absent, known } from '../../model/value.ts';
import { nameOf, type FileTree, type Notice } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { span, type Span } from '../../source/span.ts';
import { readDocument } from '../../syntax/read-document.ts';
import type { Dialect, Root, Unit } from '../dialect.ts';
import type { Referencing } from './elements.ts';
import { readPolicyDocument, type PolicyDocument } from './policy-document.ts';
import { findPolicies, type FoundPolicy } from './policy-file.ts';
import { addPolicy } from './policy-nouns.ts';
import { hasHoles, openHoles } from './template-holes.ts';

const id = 'iam-policy';

/** Names that other tools' files have for certain. */
const foreign =
  /^(?:package|package-lock|tsconfig|serverless|samconfig|docker-compose|cdk|tree|manifest|pnpm-lock|composer|angular|nx|lerna)(?:[.-].*)?\.(?:ya?ml|jsonc?)$/i;

function wants(path: string): boolean {
  const name = nameOf(path);
  return /\.(?:jsonc?|ya?ml|policy)$|\.json\.(?:tpl|tmpl|tftpl|template|j2)$/i.test(name) && !foreign.test(name);
}

/** Names of other formats in which policies occur and are read by the dialects of their own. */
const other =
  /["']?\bType["']?\s*:\s*["']?(?:AWS|Custom)::|"terraform_version"|"planned_values"|"eventVersion"|"\$schema"\s*:\s*"[^"]*deploymentTemplate|^(?:service|provider|apiVersion|AWSTemplateFormatVersion|Transform)\s*:/m;

function recognises({ text, path }: SourceFile): boolean {
  if (!text.includes('Effect') && !text.includes('effect')) return false;
  if (/\.ya?ml$/i.test(path) && !/^(?:- *)?["']?(?:Version|Id|Statement|Sid|Effect|Action|\w*Policy\w*)["']?\s*:/im.test(text)) return false;
  const isPolicy = /\bEffect["']?\s*:\s*["']?(?:Allow|Deny)\b/i.test(text) && /\b(?:Not)?Action["']?\s*:/i.test(text);
  return (isPolicy || holdsPolicyText(text)) && !other.test(text);
}

/** A policy as JSON text in a request of AWS's command line; its answers and examples that hold many are longer. */
function holdsPolicyText(text: string): boolean {
  return text.length < 50_000 && /\bEffect\\"\s*:\s*\\"(?:Allow|Deny)\\"/.test(text) && /(?:Policy|Content|Document)\w*["']?\s*:\s*["']/.test(text);
}

function roots(recognised: readonly string[]): readonly Root[] {
  return recognised.map((path) => ({ dialect: id, path, files: [path] }));
}

function read(root: Root, files: FileTree): Unit {
  const nouns = emptyNouns();
  const notices: Notice[] = [];
  const file = files.read(root.path);
  const document = file && readDocument(file);
  const found = document?.roots.flatMap((node) => {
    const tree = documentTree(document, node);
    return findPolicies(hasHoles(document.file.text) ? openHoles(tree) : tree);
  });
  const taken = new Set<string>();
  for (const policy of found ?? []) {
    const noun = describe(policy, root.path, taken);
    const read = readPolicyDocument(policy.tree, { head: policy.head });
    const options = { head: policy.head, ...ownAccountIn(policy, read, hasHoles(file?.text ?? '')) };
    addPolicy(nouns, policy, readPolicyDocument(policy.tree, options), noun, root.path);
  }
  const [problem] = document?.problems ?? [];
  if (document && problem && (nouns.identities.length + nouns.grants.length > 0 || /"Statement"\s*:/.test(document.file.text))) {
    const { line } = document.file.positionAt(problem.offset);
    notices.push({ level: 'warning', message: `read in part: ${lowerFirst(problem.message)}`, path: root.path, line });
  }
  return { root, nouns, files: file ? [root.path] : [], notices, offers: new Map(), needs: new Set() };
}

/**
 * The account that a policy of a resource belongs to, as the ARN of the resource tells it. Those of buckets do not: conditions
 * can compare with it all the same, by a variable, unless the text is a template in which variables mean something else.
 */
function ownAccountIn({ tree }: FoundPolicy, { statements }: PolicyDocument, isTemplate: boolean): Referencing {
  const resources = statements.flatMap((statement) => statement.resources.items);
  const arns = resources.flatMap((item) => (item.state === 'known' && item.value.startsWith('arn:') ? [item.value.split(':')[4] ?? ''] : []));
  const accounts = new Set(arns.filter((account) => /^\d{12}$/.test(account)));
  const [only] = accounts;
  const hasVariables = !isTemplate && arns.length > 0 && accounts.size === 0 && scalarText(at(tree, 'Version')) === '2012-10-17';
  return accounts.size === 1 && only !== undefined ? { account: (text) => text.replaceAll(ownAccount, only) } : { hasVariables };
}

function describe(policy: FoundPolicy, path: string, taken: Set<string>) {
  const label = policy.name ?? nameOf(path).replace(/(?:\.json|\.ya?ml|\.policy)?(?:\.\w+)?$/i, '');
  let address = label;
  for (let count = 2; taken.has(address); count++) address = `${label} ${count}`;
  taken.add(address);
  const at = firstLine(policy.head);
  const name = policy.name === undefined ? absent<string>(at) : known(policy.name, at);
  return { key: `${path}#${address}`, address, provider: 'aws', label, name, at, body: policy.tree.at } as const;
}

function firstLine(place: Span): Span {
  const end = place.file.text.indexOf('\n', place.start);
  return end < 0 || end >= place.end ? place : span(place.file, place.start, end);
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

export const iamPolicy: Dialect = { id, title: 'IAM policies', wants, recognises, roots, read };
