/** Expressions of workflows (`${{ … }}`): where they stand, and what they bring in. */
import type { DocumentNode, ScalarNode } from '../../syntax/document.ts';
import { scriptOfScalar, type ScriptText } from '../../syntax/script-text.ts';
import { foreign } from '../../syntax/shell.ts';
import { Word, type Piece } from '../shell/word.ts';

export interface Expression {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export function expressionsIn(text: string): readonly Expression[] {
  return [...text.matchAll(/\$\{\{((?:[^}]|\}(?!\}))*)\}\}/g)].map((found) => ({
    text: found[1]!.trim(),
    start: found.index,
    end: found.index + found[0].length,
  }));
}

/** A `run:` as the shell gets it: expressions are put in before, so they stand for text that is not known. */
export function runScript(node: ScalarNode): ScriptText {
  const script = scriptOfScalar(node);
  const masked = script.text.replace(/\$\{\{(?:[^}]|\}(?!\}))*\}\}/g, (whole) => `\${${foreign.repeat(whole.length - 3)}}`);
  return { ...script, text: masked };
}

/** A value of a mapping as a word. */
export function wordOf(node: ScalarNode): Word {
  const script = scriptOfScalar(node);
  const pieces: Piece[] = [];
  let from = 0;
  const flush = (to: number): void => {
    if (to > from) pieces.push({ text: script.text.slice(from, to), script, start: from, quoting: 'verbatim' });
  };
  for (const { start, end } of expressionsIn(script.text)) {
    flush(start);
    pieces.push({ hole: {}, at: script.place(start, end) });
    from = end;
  }
  flush(script.text.length);
  return new Word(pieces, node.at);
}

export function isText(node: DocumentNode | undefined): node is ScalarNode {
  return node?.kind === 'scalar' && node.value !== null;
}

/**
 * What whoever opens a pull request, an issue or a comment writes himself.
 * https://docs.github.com/en/actions/concepts/security/script-injections
 */
const strangers =
  /\bgithub\.head_ref\b|\bgithub\.event\.(?:issue|discussion|pull_request)\.(?:title|body)\b|\bgithub\.event\.(?:comment|review|review_comment|discussion_comment)\.body\b|\bgithub\.event\.pull_request\.head\.(?:ref|label|repo\.(?:default_branch|description|homepage))\b|\bgithub\.event\.(?:commits(?:\[\d+\]|\.\*)?|head_commit)\.(?:message|author\.(?:name|email))\b|\bgithub\.event\.pages(?:\[\d+\]|\.\*)?\.page_name\b|\bgithub\.event\.workflow_run\.(?:head_branch|head_commit\.(?:message|author\.(?:name|email))|head_repository\.description|display_title|pull_requests)\b/;

/** What the expression asks whether it holds gives true or false only. */
const asked = /^(?:!|contains\(|startsWith\(|endsWith\(|hashFiles\()|[=!]=/;

/** The part of an expression that a stranger chooses. */
export function strangersText(expression: string): string | undefined {
  if (asked.test(expression.replace(/^\(\s*/, '')) && !expression.includes('||')) return undefined;
  return strangers.exec(expression)?.[0];
}

export const isSecret = /\bsecrets\.(?!GITHUB_TOKEN\b)([A-Za-z_]\w*)|\bsecrets\[|\btoJSON\(\s*secrets\s*\)/i;
