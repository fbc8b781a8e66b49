/** Reads a workflow: its triggers, its jobs with their steps, and the scripts that they run. */
import { documentTree } from '../../evaluation/document-tree.ts';
import type { Print } from '../../model/pipeline.ts';
import { absent } from '../../model/value.ts';
import { folderOf, joinPath, nameOf, type FileTree } from '../../source/file-tree.ts';
import { child, type DocumentNode, type MappingNode, type ParsedDocument } from '../../syntax/document.ts';
import { liftScript } from '../shell/lift.ts';
import type { Lifting } from '../shell/lifting.ts';
import { readScript, type Script } from '../shell/script.ts';
import { addText } from '../shell/script-texts.ts';
import type { Word } from '../shell/word.ts';
import { isSecret, isText, runScript, wordOf } from './expressions.ts';
import { foreignCheckouts } from './checkouts.ts';
import { componentOf } from './components.ts';
import { injectionsOf } from './injections.ts';
import { cloudKeys } from './keys.ts';
import type { Job, Step, Workflow } from './job.ts';
import { rightsOf } from './rights.ts';

export function readWorkflow(document: ParsedDocument, into: Lifting, files: FileTree, used: Set<string>): void {
  const { root } = document;
  if (root?.kind !== 'mapping') return;
  const jobs = child(root, 'jobs');
  const runs = child(root, 'runs');
  const pairs = jobs?.kind === 'mapping' ? jobs.pairs.filter(({ value }) => value.kind === 'mapping') : [];
  const workflow: Workflow = { document, root, tree: documentTree(document), triggers: triggersOf(root), jobs: pairs };
  texts(child(root, 'env'), into, document.file.path);
  for (const { key, value } of pairs) if (value.kind === 'mapping') readJob(workflow, key.text, value, ['jobs', key.text], into, files, used);
  if (runs?.kind === 'mapping') readJob(workflow, 'action', runs, ['runs'], into, files, used);
}

/** `on` is `true` to some readers of YAML; its key is written as it is. */
function triggersOf(root: MappingNode): ReadonlySet<string> {
  const on = child(root, 'on') ?? child(root, 'true');
  if (on?.kind === 'scalar') return new Set([on.text]);
  if (on?.kind === 'sequence') return new Set(on.items.flatMap((item) => (item.kind === 'scalar' ? [item.text] : [])));
  return new Set(on?.kind === 'mapping' ? on.pairs.map(({ key }) => key.text) : []);
}

function readJob(
  workflow: Workflow,
  name: string,
  node: MappingNode,
  path: readonly string[],
  into: Lifting,
  files: FileTree,
  used: Set<string>,
): void {
  const steps = stepsOf(workflow, node, path);
  const job: Job = { workflow, name, node, path, steps };
  const owner = workflow.document.file.path;
  const scripts = steps.flatMap((step) => scriptOf(step, job, files, used) ?? []);
  texts(child(node, 'env'), into, owner);
  for (const step of steps) for (const section of ['env', 'with']) texts(child(step.node, section), into, owner);
  const head = node.pairs[0]?.key.at ?? node.at;
  const address = `${nameOf(owner)}: ${path.join('.')}`;
  const keys = cloudKeys(job);
  into.nouns.pipelineJobs.push({
    key: `${into.unit}#${address}`,
    address,
    type: 'job',
    provider: keys[0]?.cloud ?? 'aws',
    label: name,
    name: absent(head),
    at: head,
    body: node.at,
    kind: 'pipeline-job',
    deploys: steps.some(signsIn) || scripts.some(({ script }) => script.invocations.some(({ words }) => deploys(words))),
    holdsSecrets: holdsSecrets(workflow, node),
    keys,
    components: [...steps.flatMap(({ node: step }) => componentOf(child(step, 'uses')) ?? []), ...(componentOf(child(node, 'uses')) ?? [])],
    rights: rightsOf(job),
    injections: steps.flatMap((step) => injectionsOf(step, job)),
    checkouts: foreignCheckouts(job),
    prints: scripts.flatMap(({ script, step }) => printsOf(script, step)),
  });
  for (const { script } of scripts) liftScript(script, into, owner);
}

function stepsOf(workflow: Workflow, node: MappingNode, path: readonly string[]): readonly Step[] {
  const steps = child(node, 'steps');
  if (steps?.kind !== 'sequence') return [];
  return steps.items.flatMap((step, index) => {
    if (step.kind !== 'mapping') return [];
    const environment = new Map<string, DocumentNode>();
    for (const holder of [workflow.root, node, step]) {
      const env = child(holder, 'env');
      if (env?.kind === 'mapping') for (const { key, value } of env.pairs) environment.set(key.text, value);
    }
    return [{ node: step, environment, path: [...path, 'steps', index] }];
  });
}

interface StepScript {
  readonly script: Script;
  readonly step: Step;
}

function scriptOf(step: Step, job: Job, files: FileTree, used: Set<string>): StepScript | undefined {
  const run = child(step.node, 'run');
  const shell = child(step.node, 'shell');
  if (!isText(run) || (isText(shell) && !/^(?:bash|sh)\b/.test(shell.text))) return undefined;
  const { path } = job.workflow.document.file;
  const top = path.includes('.github/') ? path.slice(0, path.lastIndexOf('.github/')) : folderOf(path);
  const inside = child(step.node, 'working-directory');
  const folder = joinPath(top, isText(inside) ? inside.text : '') ?? '';
  const scope = new Map<string, Word>();
  for (const [name, value] of step.environment) if (isText(value)) scope.set(name, wordOf(value));
  return { step, script: readScript(runScript(run), { files, folders: [folder, joinPath(top) ?? ''], scope, used }) };
}

function texts(section: DocumentNode | undefined, into: Lifting, owner: string): void {
  if (section?.kind !== 'mapping') return;
  for (const { key, value } of section.pairs) {
    if (!isText(value) || key.text === 'script' || key.text === 'run') continue;
    const word = wordOf(value);
    const secret = key.text.replace(/\W+/g, '_').toUpperCase();
    addText(into, owner, key.text, word, (to) => {
      const plain = value.style === 'literal' || value.style === 'folded' || to !== '' ? undefined : `\${{ secrets.${secret} }}`;
      return plain === undefined ? undefined : [{ at: value.at, text: plain }];
    });
  }
}

/** Actions that sign in to a cloud, or deploy. */
const deploying =
  /^(?:aws-actions\/|azure\/(?:login|functions-action|webapps-deploy|arm-deploy|static-web-apps-deploy)|google-github-actions\/(?:auth|deploy|setup-gcloud)|serverless\/|hashicorp\/setup-terraform|pulumi\/|w9jds\/firebase|firebaseextended\/)|deploy/i;

function signsIn({ node }: Step): boolean {
  const uses = child(node, 'uses');
  return isText(uses) && deploying.test(uses.text);
}

/** Commands that change what runs in a cloud, or what others install. */
const tools: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:aws|az|gcloud|gsutil|kubectl|helm|eksctl|doctl)$/, /^(?!--version$|version$|help$)/],
  [
    /^(?:sam|serverless|sls|cdk|pulumi|firebase|func|amplify|netlify|vercel|wrangler|chalice|zappa|claudia)$/,
    /^(?:deploy|up|publish|azure|sync|remove|destroy|bootstrap|package)$/,
  ],
  [/^(?:terraform|tofu|terragrunt)$/, /^(?:apply|destroy)$/],
  [/^(?:npm|yarn|pnpm|cargo|poetry|twine|docker|mvn|gem)$/, /^(?:publish|push|upload|deploy)$/],
];

function deploys(words: readonly Word[]): boolean {
  const [program, ...rest] = words.map(({ text }) => text).filter((text) => !/^(?:sudo|npx|exec|time)$/.test(text));
  const first = rest.find((text) => !text.startsWith('-') || text === '--version') ?? '';
  return tools.some(([names, verbs]) => names.test(program ?? '') && verbs.test(first));
}

function holdsSecrets({ root, document }: Workflow, job: MappingNode): boolean {
  const { text } = document.file;
  const env = child(root, 'env');
  return [job, env].some((node) => {
    const written = node ? text.slice(node.at.start, node.at.end) : '';
    return isSecret.test(written) || /secrets\s*:\s*inherit/.test(written);
  });
}

/** `echo "$TOKEN"`, `echo ${{ secrets.TOKEN }}`. */
function printsOf(script: Script, { environment }: Step): readonly Print[] {
  return script.invocations.flatMap((one): readonly Print[] => {
    if (one.output === 'elsewhere' || !/^(?:echo|printf)$/.test(one.words[0]?.text ?? '')) return [];
    const { file, start, end } = one.body;
    const written = isSecret.exec(file.text.slice(start, end));
    const direct = written ? (written[1] ?? 'secrets') : undefined;
    if (/::add-mask::/.test(file.text.slice(start, end))) return [];
    const named = one.variables.find((name) => {
      const value = environment.get(name);
      return isText(value) && isSecret.test(value.text);
    });
    const name = direct ?? named;
    return name === undefined ? [] : [{ name, at: one.body, disguised: one.output === 'changed' }];
  });
}
