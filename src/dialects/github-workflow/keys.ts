/** Credentials of clouds that a job is given and that stay valid, and how the job can sign in without them. */
import { documentEditors } from '../../evaluation/document-editor.ts';
import type { CloudKey } from '../../model/pipeline.ts';
import type { Provider } from '../../model/noun.ts';
import { known, unknown, type Value } from '../../model/value.ts';
import type { Edit } from '../../source/edit.ts';
import { child, type DocumentNode, type MappingNode, type Pair, type ScalarNode } from '../../syntax/document.ts';
import { scriptOfScalar } from '../../syntax/script-text.ts';
import { isText, wordOf } from './expressions.ts';
import { treeAt, type Job } from './job.ts';

interface Kind {
  readonly cloud: Provider;
  readonly what: string;
  /** The names of inputs and variables that hold it. */
  readonly names: RegExp;
  /** Beside it, it is valid for hours only. */
  readonly temporary?: RegExp;
}

const kinds: readonly Kind[] = [
  { cloud: 'aws', what: 'an AWS access key', names: /^aws[-_]secret[-_](?:access[-_])?key$/i, temporary: /^aws[-_]session[-_]token$/i },
  {
    cloud: 'gcp',
    what: 'a key of a service account',
    names:
      /^(?:credentials_json|service_account_key|gcp_(?:sa|service_account)_key|google_credentials|gcp_credentials|gcloud_service_key|gcp_sa_key)$/i,
  },
  { cloud: 'azure', what: 'a secret of a service principal', names: /^(?:creds|azure_credentials|(?:azure|arm)_client_secret|client-secret)$/i },
  // https://firebase.google.com/docs/cli#cli-ci-systems, 2026-11: it is as good as the account of whoever made it.
  { cloud: 'gcp', what: 'a token of the Firebase CLI', names: /^firebase_token$/i },
  { cloud: 'azure', what: 'a publish profile', names: /^(?:publish-profile|azure_functionapp_publish_profile|azure_webapp_publish_profile)$/i },
];

export function cloudKeys(job: Job): readonly CloudKey[] {
  const isFirst = job.workflow.jobs[0]?.value === job.node;
  const sections = [
    ...(isFirst ? [child(job.workflow.root, 'env')] : []),
    child(job.node, 'env'),
    child(job.node, 'secrets'),
    ...job.steps.map(({ node }) => child(node, 'env')),
  ];
  const inEnvironment = sections.flatMap((section) => keysIn(section, undefined));
  const inInputs = job.steps.flatMap(({ node }) => keysIn(child(node, 'with'), () => federate(job, node)));
  return [...inEnvironment, ...inInputs, ...job.steps.flatMap(({ node }) => keysInScript(child(node, 'run')))];
}

/** Commands that sign in with what the store of secrets holds. */
const commands: readonly (Pick<Kind, 'cloud' | 'what'> & { readonly written: RegExp })[] = [
  {
    cloud: 'gcp',
    what: 'a token of the Firebase CLI',
    written: /\bfirebase(?:-tools)?(?:@[\w.^~-]+)?\s[^\n;|&]*--token[\s=]+["']?(\$\{\{[^}]*\bsecrets\b[^}]*\}\})/g,
  },
  {
    cloud: 'azure',
    what: 'a secret of a service principal',
    written: /\baz\s+login\s(?=[^\n;|&]*--service-principal)[^\n;|&]*\s(?:-p|--password)[\s=]+["']?(\$\{\{[^}]*\bsecrets\b[^}]*\}\})/g,
  },
];

function keysInScript(run: DocumentNode | undefined): readonly CloudKey[] {
  if (!isText(run)) return [];
  const script = scriptOfScalar(run);
  // A command may go on in the next line.
  const text = script.text.replace(/\\\r?\n/g, (end) => ' '.repeat(end.length));
  return commands.flatMap(({ cloud, what, written }) =>
    [...text.matchAll(written)].map((found) => {
      const [whole, held = ''] = found;
      const end = found.index + whole.length;
      return { cloud, what, value: unknown<string>('it comes from the store of secrets', script.place(end - held.length, end)), federate: undefined };
    }),
  );
}

function keysIn(section: DocumentNode | undefined, federated: CloudKey['federate']): readonly CloudKey[] {
  if (section?.kind !== 'mapping') return [];
  return section.pairs.flatMap(({ key, value }): readonly CloudKey[] => {
    const kind = kinds.find(({ names }) => names.test(key.text));
    if (!kind || !isText(value) || !isLasting(value)) return [];
    if (kind.temporary && section.pairs.some((other) => kind.temporary?.test(other.key.text) && isText(other.value))) return [];
    return [{ cloud: kind.cloud, what: kind.what, value: valueOf(value), federate: federated }];
  });
}

/** Out of the store of secrets, or written down; what another step gives may be valid for an hour. */
function isLasting(value: ScalarNode): boolean {
  return /\$\{\{[^}]*\bsecrets\b/.test(value.text);
}

function valueOf(value: ScalarNode): Value<string> {
  const word = wordOf(value);
  return word.isKnown ? known(word.text, value.at) : unknown('it comes from the store of secrets', value.at, word.pattern);
}

/** What each cloud's own action takes instead, by its inputs. */
const instead: readonly { readonly action: RegExp; readonly gone: readonly string[]; readonly inputs: readonly (readonly [string, string])[] }[] = [
  {
    action: /^aws-actions\/configure-aws-credentials@/i,
    gone: ['aws-access-key-id', 'aws-secret-access-key'],
    inputs: [['role-to-assume', '${{ vars.AWS_ROLE_ARN }}']],
  },
  {
    action: /^google-github-actions\/auth@/i,
    gone: ['credentials_json'],
    inputs: [
      ['workload_identity_provider', '${{ vars.GCP_WORKLOAD_IDENTITY_PROVIDER }}'],
      ['service_account', '${{ vars.GCP_SERVICE_ACCOUNT }}'],
    ],
  },
  {
    action: /^azure\/login@/i,
    gone: ['creds'],
    inputs: [
      ['client-id', '${{ vars.AZURE_CLIENT_ID }}'],
      ['tenant-id', '${{ vars.AZURE_TENANT_ID }}'],
      ['subscription-id', '${{ vars.AZURE_SUBSCRIPTION_ID }}'],
    ],
  },
];

function federate(job: Job, step: MappingNode): readonly Edit[] | undefined {
  const uses = child(step, 'uses');
  const way = instead.find(({ action }) => isText(uses) && action.test(uses.text));
  const inputs = child(step, 'with');
  if (!way || inputs?.kind !== 'mapping' || inputs.style === 'flow') return undefined;
  const rights = tokenRight(job);
  if (!rights) return undefined;
  const gone = inputs.pairs.filter(({ key }) => way.gone.includes(key.text));
  const added = way.inputs.filter(([name]) => child(inputs, name) === undefined);
  const [first, ...others] = gone;
  if (!first) return undefined;
  const editorOf = documentEditors(job.workflow.document);
  const removed = others.map(({ value }) => editorOf(value).remove?.());
  if (added.length === 0 || !removed.every((edits) => edits !== undefined)) return undefined;
  return [...rights, replaced(first, added), ...removed.flat()];
}

/** The first of the inputs makes room for the new ones. */
function replaced({ key, value }: Pair, inputs: readonly (readonly [string, string])[]): Edit {
  const { text } = key.at.file;
  const indent = text.slice(text.lastIndexOf('\n', key.at.start - 1) + 1, key.at.start).replace(/\S/g, ' ');
  const lines = inputs.map(([name, content]) => `${name}: ${content}`);
  return { at: { file: key.at.file, start: key.at.start, end: value.at.end }, text: lines.join(`\n${indent}`) };
}

/** The job may ask for a token of its own. */
function tokenRight(job: Job): readonly Edit[] | undefined {
  const { workflow, node, path } = job;
  const [own, shared] = [child(node, 'permissions'), child(workflow.root, 'permissions')];
  const holder = own ?? shared;
  if (isText(holder)) return holder.text === 'write-all' ? [] : undefined;
  if (holder?.kind === 'mapping') {
    const written = child(holder, 'id-token');
    if (isText(written)) return written.text === 'write' ? [] : [{ at: written.at, text: 'write' }];
    const tree = treeAt(workflow, own ? [...path, 'permissions'] : ['permissions']);
    return tree?.editor?.put?.('id-token', 'write');
  }
  return treeAt(workflow, path)?.editor?.put?.('permissions', { contents: 'read', 'id-token': 'write' });
}
