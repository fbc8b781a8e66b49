/** Cloud Build: https://cloud.google.com/build/docs/build-config-file-schema */
import { child, type DocumentNode, type ScalarNode } from '../../syntax/document.ts';
import { span, type Span } from '../../source/span.ts';
import { commandTexts } from '../shell/command-texts.ts';
import { liftInvocation } from '../shell/lift.ts';
import type { Invocation } from '../shell/script.ts';
import { addText } from '../shell/script-texts.ts';
import { jsonOf, shorthandOf } from '../shell/json-word.ts';
import { Word } from '../shell/word.ts';
import { run, variables, wordOf, type PipelineReading } from './reading.ts';
import { scriptOfScalar } from '../../syntax/script-text.ts';

/** `$PROJECT_ID`, `${_REGION}`; two dollar signs are one for the shell. */
const substitution = /\$\{?(?!\$)[A-Z_]\w*\}?/g;

/** The programs that images are for, where no entry point is named. */
const images: readonly (readonly [RegExp, string])[] = [
  [/cloud-builders\/gcloud/, 'gcloud'],
  [/cloud-builders\/gsutil/, 'gsutil'],
  [/cloud-builders\/docker|^docker(?::|$)/, 'docker'],
  [/cloud-builders\/(npm|yarn|mvn|gradle|kubectl|git|curl)/, '$1'],
];

export function readCloudBuild(reading: PipelineReading): void {
  const { root } = reading;
  // Nothing there can ask a vault: the name stays, and whoever starts the build hands its value in.
  const scope = variables(child(root, 'substitutions'), reading, substitution, () => "''");
  const steps = child(root, 'steps');
  for (const step of steps?.kind === 'sequence' ? steps.items : []) readStep(step, reading, scope);
  environment(child(child(root, 'options'), 'env'), reading, scope);
}

function readStep(step: DocumentNode, reading: PipelineReading, scope: ReadonlyMap<string, Word>): void {
  environment(child(step, 'env'), reading, scope);
  const script = child(step, 'script');
  if (script?.kind === 'scalar') run(scriptOfScalar(script), reading, new Map());
  const [name, entrypoint, args] = ['name', 'entrypoint', 'args'].map((key) => child(step, key));
  const image = name?.kind === 'scalar' ? name.text : '';
  const program = entrypoint?.kind === 'scalar' ? entrypoint.text : imageProgram(image);
  const words = args?.kind === 'sequence' ? args.items.filter((item): item is ScalarNode => item.kind === 'scalar') : [];
  if (program === undefined || words.length === 0 || !args) return;
  if (/^(?:\/bin\/)?(?:bash|sh)$/.test(program)) {
    const text = words.find((_, index) => index > 0 && /^-\w*c$/.test(words[index - 1]?.text ?? ''));
    if (text) run(shellText(text), reading, scope);
    return;
  }
  const invocation = invocationOf(program, words, args, scope, step);
  liftInvocation(invocation, reading.into);
  commandTexts(invocation, reading.into, reading.document.file.path);
}

function imageProgram(image: string): string | undefined {
  const found = images.find(([pattern]) => pattern.test(image));
  return found?.[1].replace('$1', found[0].exec(image)?.[1] ?? '');
}

/** Cloud Build takes the second dollar sign away before the shell sees the script. */
function shellText(node: ScalarNode): ReturnType<typeof scriptOfScalar> {
  const script = scriptOfScalar(node);
  return { ...script, text: script.text.replaceAll('$$', ' $') };
}

function invocationOf(
  program: string,
  nodes: readonly ScalarNode[],
  args: DocumentNode,
  scope: ReadonlyMap<string, Word>,
  step: DocumentNode,
): Invocation {
  const head: Span = step.kind === 'mapping' ? (step.pairs[0]?.key.at ?? step.at) : step.at;
  const words = [new Word([{ text: program, of: new Word([], head), at: head }], head), ...nodes.map((node) => wordOf(node, substitution, scope))];
  const { file } = args.at;
  return {
    words,
    at: nodes[0]?.at ?? head,
    body: span(file, args.at.start, args.at.end),
    output: 'log',
    variables: [],
    add: () => undefined,
    document: (word) => word && (jsonOf(word) ?? shorthandOf(word)),
  };
}

/** `NAME=value` in lists. */
function environment(node: DocumentNode | undefined, reading: PipelineReading, scope: ReadonlyMap<string, Word>): void {
  if (node?.kind !== 'sequence') return;
  for (const item of node.items) {
    if (item.kind !== 'scalar') continue;
    const word = wordOf(item, substitution, scope);
    const equals = word.text.indexOf('=');
    if (equals > 0) addText(reading.into, reading.document.file.path, word.text.slice(0, equals), word.part(equals + 1), () => undefined);
  }
}
