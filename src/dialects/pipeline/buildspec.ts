/** Build specifications of CodeBuild: https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html */
import { child } from '../../syntax/document.ts';
import { runAll, variables, type PipelineReading } from './reading.ts';

const reference = /\$\{?[A-Za-z_]\w*\}?/g;

export function readBuildspec(reading: PipelineReading): void {
  const scope = variables(child(child(reading.root, 'env'), 'variables'), reading, reference, () => "''");
  const phases = child(reading.root, 'phases');
  for (const { value } of phases?.kind === 'mapping' ? phases.pairs : []) {
    for (const section of ['commands', 'finally']) runAll(child(value, section), reading, scope);
  }
}
