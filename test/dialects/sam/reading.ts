/** Reads SAM templates that stand in tests, and applies what slots write. */
import { cloudFormation } from '../../../src/dialects/cloudformation/dialect.ts';
import type { Nouns } from '../../../src/model/application.ts';
import type { Value } from '../../../src/model/value.ts';
import { withEdits, type Edit } from '../../../src/source/edit.ts';
import { memoryTree } from '../../../src/source/memory.ts';
import { textAt } from '../../../src/source/span.ts';

/** What a slot gives, applied to the template. */
type Change = readonly Edit[] | undefined;

export interface SamReading extends Nouns {
  /** `template.yaml` after a change; undefined where there is none, or where it cannot be applied. */
  after(...changes: readonly Change[]): string | undefined;
}

export function readSam(template: string, others: Readonly<Record<string, string>> = {}): SamReading {
  const files = memoryTree({ 'template.yaml': `Transform: AWS::Serverless-2016-10-31\n${template.replace(/^\n/, '')}`, ...others });
  const unit = cloudFormation.read({ dialect: 'cloudformation', path: 'template.yaml', files: ['template.yaml'] }, files);
  return {
    ...unit.nouns,
    after: (...changes) => {
      if (changes.some((change) => change === undefined)) return undefined;
      const text = withEdits(
        files,
        changes.flatMap((change) => change ?? []),
      )?.read('template.yaml')?.text;
      return text?.slice(text.indexOf('\n') + 1);
    },
  };
}

/** `known iam at «AWS_IAM» via «Get»`. */
export function told(value: Value<unknown> | undefined): string {
  if (!value) return 'nothing';
  const what = value.state === 'unknown' ? value.why : String(value.value);
  const via = value.via.map((place) => ` via «${textAt(place)}»`).join('');
  return `${value.state} ${what} at «${textAt(value.at)}»${via}`;
}

/** The lines that a text has and another one has not, in order. */
export function added(before: string, after: string | undefined): readonly string[] {
  const old = before.split('\n');
  return (after ?? 'no change').split('\n').filter((line) => !old.includes(line));
}
