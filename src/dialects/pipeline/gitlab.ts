/** GitLab pipelines: https://docs.gitlab.com/ci/yaml/ */
import { child } from '../../syntax/document.ts';
import { runAll, variables, type PipelineReading } from './reading.ts';

/** `$NAME`, `${NAME}`, and inputs of components. */
const reference = /\$\{?[A-Za-z_]\w*\}?|\$\[\[[^\]]*\]\]/g;

export function readGitLab(reading: PipelineReading): void {
  const { root } = reading;
  if (root.kind !== 'mapping') return;
  // The value is kept among the variables of the project, under the same name.
  const ask = (name: string) => `$${name}`;
  const shared = variables(child(root, 'variables'), reading, reference, ask);
  for (const { key, value } of root.pairs) {
    if (value.kind !== 'mapping' || key.text === 'variables') continue;
    const scope = new Map([...shared, ...variables(child(value, 'variables'), reading, reference, ask)]);
    for (const section of ['before_script', 'script', 'after_script']) runAll(child(value, section), reading, scope);
  }
  for (const section of ['before_script', 'after_script']) runAll(child(root, section), reading, shared);
}
