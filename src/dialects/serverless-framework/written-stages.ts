/** The stages that a service is written for, as its tables and the names of its files tell. */
import type { Variable, VariableText } from './variable.ts';

/** Stages that are looked at beside the one that is read. */
const most = 12;

export class WrittenStages {
  readonly #names = new Set<string>();

  get names(): readonly string[] {
    return [...this.#names];
  }

  /** Notes what stands for the stage in each of `names`: between `before` and `after`. */
  note(names: readonly string[], before = '', after = ''): void {
    for (const name of names) {
      const stage = name.slice(before.length, name.length - after.length);
      if (this.#names.size >= most || stage === 'default' || !/^[\w-]+$/.test(stage)) continue;
      if (name.startsWith(before) && name.endsWith(after)) this.#names.add(stage);
    }
  }
}

/** What stands before and behind the only variable of a text, when that is the stage; `known` gives what a variable comes to. */
export function aroundStage(parts: VariableText, known: (variable: Variable) => string | undefined): { before: string; after: string } | undefined {
  const variables = parts.filter((part) => typeof part !== 'string');
  const [variable] = variables;
  if (!variable || variables.length > 1 || !/stage|env\b/i.test(variable.written) || known(variable) === undefined) return undefined;
  const index = parts.indexOf(variable);
  return { before: literal(parts[index - 1]), after: literal(parts[index + 1]) };
}

function literal(part: VariableText[number] | undefined): string {
  return typeof part === 'string' ? part : '';
}
