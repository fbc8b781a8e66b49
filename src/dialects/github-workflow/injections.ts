/** Texts of strangers that are put into a script before it is parsed. */
import type { Injection } from '../../model/pipeline.ts';
import type { Edit } from '../../source/edit.ts';
import { child, type ScalarNode } from '../../syntax/document.ts';
import { scriptOfScalar } from '../../syntax/script-text.ts';
import { expressionsIn, isText, strangersText, type Expression } from './expressions.ts';
import { treeAt, type Job, type Step } from './job.ts';

export function injectionsOf(step: Step, job: Job): readonly Injection[] {
  const run = child(step.node, 'run');
  if (isText(run)) return inScript(run, step, job, true);
  const uses = child(step.node, 'uses');
  const script = child(child(step.node, 'with'), 'script');
  const isScript = isText(uses) && /^actions\/github-script@/i.test(uses.text) && isText(script);
  return isScript ? inScript(script, step, job, false) : [];
}

function inScript(node: ScalarNode, step: Step, job: Job, isShell: boolean): readonly Injection[] {
  const script = scriptOfScalar(node);
  const found = new Map<string, Expression[]>();
  for (const expression of expressionsIn(script.text)) {
    const same = found.get(expression.text);
    if (same) same.push(expression);
    else found.set(expression.text, [expression]);
  }
  return [...found].flatMap(([text, places]): readonly Injection[] => {
    const source = strangersText(throughEnvironment(text, step));
    const [first] = places;
    if (source === undefined || !first) return [];
    const indirect = isShell ? () => indirectly(node, text, places, step, job) : undefined;
    return [{ expression: source, at: script.place(first.start, first.end), indirect }];
  });
}

/** `env.TITLE` is put in like what it stands for. */
function throughEnvironment(expression: string, { environment }: Step): string {
  const name = /^env\.(\w+)$/.exec(expression)?.[1];
  const value = name === undefined ? undefined : environment.get(name);
  return isText(value) ? value.text : expression;
}

/** As a variable of the step, which the shell does not parse again. */
function indirectly(node: ScalarNode, text: string, places: readonly Expression[], step: Step, job: Job): readonly Edit[] | undefined {
  const script = scriptOfScalar(node);
  const own = /^env\.(\w+)$/.exec(text)?.[1];
  const name = own ?? nameFor(text, step);
  const edits = places.map(({ start, end }) => {
    const quoting = quotingAt(script.text, start);
    if (quoting === undefined) return undefined;
    return script.edit(start, end, { none: `"$${name}"`, double: `\${${name}}`, single: `'"$${name}"'` }[quoting]);
  });
  if (!edits.every((edit) => edit !== undefined)) return undefined;
  if (own !== undefined) return edits.flat();
  const tree = treeAt(job.workflow, step.path);
  if (tree?.kind !== 'mapping') return undefined;
  const env = tree.entries.get('env')?.value;
  const value = `\${{ ${text} }}`;
  const added = env ? (env.kind === 'mapping' ? env.editor?.put?.(name, value) : undefined) : tree.editor?.put?.('env', { [name]: value });
  return added && [...added, ...edits.flat()];
}

/** `github.event.pull_request.title` → `PULL_REQUEST_TITLE`. */
function nameFor(expression: string, { environment }: Step): string {
  const source = strangersText(expression) ?? expression;
  const words = source
    .replace(/^github\.(?:event\.)?/, '')
    .replace(/\W+/g, '_')
    .toUpperCase()
    .replace(/^_|_$/g, '');
  return environment.has(words) ? `${words}_TEXT` : words;
}

/** How the line is quoted where the expression stands; undefined inside a here-document that is quoted. */
function quotingAt(text: string, offset: number): 'none' | 'single' | 'double' | undefined {
  const before = text.slice(0, offset);
  const heredoc = /<<-?\s*(['"]?)(\w+)\1[^\n]*\n(?:(?!^\s*\2\s*$)[^\n]*\n?)*$/m.exec(before);
  if (heredoc && !new RegExp(`^\\s*${heredoc[2]}\\s*$`, 'm').test(before.slice(heredoc.index + heredoc[0].split('\n')[0]!.length))) {
    return heredoc[1] === '' ? 'double' : undefined;
  }
  let state: 'none' | 'single' | 'double' = 'none';
  for (let i = 0; i < before.length; i++) {
    const sign = before[i];
    if (sign === '\\' && state !== 'single') i++;
    else if (sign === '#' && state === 'none' && /(?:^|\s)$/.test(before.slice(0, i))) i = nextLine(before, i);
    else if (sign === "'" && state !== 'double') state = state === 'single' ? 'none' : 'single';
    else if (sign === '"' && state !== 'single') state = state === 'double' ? 'none' : 'double';
  }
  return state;
}

function nextLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
