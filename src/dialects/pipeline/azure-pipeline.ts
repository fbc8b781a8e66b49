/** Azure Pipelines: https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/ */
import { child, type DocumentNode } from '../../syntax/document.ts';
import { scriptOfScalar, type ScriptText } from '../../syntax/script-text.ts';
import { foreign } from '../../syntax/shell.ts';
import type { ScalarNode } from '../../syntax/document.ts';
import type { Word } from '../shell/word.ts';
import { addVariable, run, variables, type PipelineReading } from './reading.ts';

/** `$(name)`, `$[ … ]`, `${{ … }}`. */
const reference = /\$\([\w.]+\)|\$\[[^\]]*\]|\$\{\{[^}]*\}\}/g;

export function readAzurePipeline(reading: PipelineReading): void {
  walk(reading.root, reading, new Map(), 0);
}

/** Stages hold jobs, jobs hold steps; each may have variables. */
function walk(node: DocumentNode, reading: PipelineReading, outer: ReadonlyMap<string, Word>, depth: number): void {
  if (depth > 12) return;
  if (node.kind === 'sequence') for (const item of node.items) walk(item, reading, outer, depth + 1);
  if (node.kind !== 'mapping') return;
  const scope = new Map([...outer, ...variablesOf(child(node, 'variables'), reading)]);
  // The value is kept among the secret variables of the pipeline, under the same name.
  for (const section of ['env', 'environmentVariables'])
    for (const [name, word] of variables(child(node, section), reading, reference, ask)) scope.set(name, word);
  for (const name of ['script', 'bash', 'inlineScript', 'pwsh', 'powershell']) {
    const script = child(node, name);
    if (script?.kind === 'scalar' && typeof script.value === 'string' && !/p(?:wsh|owershell)/.test(name)) run(masked(script), reading, scope);
  }
  for (const { key, value } of node.pairs) if (key.text !== 'variables' && key.text !== 'env') walk(value, reading, scope, depth + 1);
}

function ask(name: string): string {
  return `$(${name})`;
}

function variablesOf(node: DocumentNode | undefined, reading: PipelineReading): ReadonlyMap<string, Word> {
  if (node?.kind === 'mapping') return variables(node, reading, reference, ask);
  const scope = new Map<string, Word>();
  for (const item of node?.kind === 'sequence' ? node.items : []) {
    const [name, value] = [child(item, 'name'), child(item, 'value')];
    if (name?.kind === 'scalar' && value?.kind === 'scalar' && value.value !== null) addVariable(name.text, value, reading, reference, ask, scope);
  }
  return scope;
}

/** What the pipeline puts in before the shell reads the script is not known. */
function masked(node: ScalarNode): ScriptText {
  const script = scriptOfScalar(node);
  return { ...script, text: script.text.replace(reference, (whole) => `\${${foreign.repeat(whole.length - 3)}}`) };
}
