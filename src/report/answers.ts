/** What our own scanner knows of a finding of another tool that no rule of ours explains. */
import type { Finding, Place } from '../finding/finding.ts';
import type { KnownAnswer } from '../scanners/scanner.ts';
import { canonicalId } from './equivalents.ts';
import { append, isPlaceOnly } from './own-findings.ts';

export class Answers {
  /** By rule, file and address; and by rule, file and line. */
  readonly #known = new Map<string, KnownAnswer[]>();

  constructor(answers: readonly KnownAnswer[]) {
    for (const answer of answers) {
      for (const id of answer.to) {
        append(this.#known, [id, answer.body.path, answer.address].join('\0'), answer);
        append(this.#known, atLine(id, answer.body), answer);
      }
    }
  }

  /** Several instances of one text may differ: only what holds for all of them is an answer. */
  of({ ruleId, subject }: Finding): KnownAnswer | undefined {
    const id = canonicalId(ruleId);
    const named = isPlaceOnly({ subject }) ? undefined : this.#known.get([id, subject.body.path, subject.address].join('\0'));
    const found = named ?? this.#known.get(atLine(id, subject.body)) ?? [];
    const [first] = found;
    return first && found.every(({ harmless }) => harmless === first.harmless) ? first : undefined;
  }
}

function atLine(id: string, { path, startLine }: Place): string {
  return [id, path, startLine].join('\0');
}
