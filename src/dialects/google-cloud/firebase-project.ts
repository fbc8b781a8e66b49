/** `firebase.json`: the runtimes of the functions that the Firebase CLI deploys. https://firebase.google.com/docs/functions/manage-functions#set_runtime_options (2026-11) */
import { setting, text } from '../../evaluation/setting.ts';
import { at, items, type Tree } from '../../evaluation/tree.ts';
import { nameOf } from '../../source/file-tree.ts';
import { nounOf, type Reader } from './reading.ts';

export function isFirebaseProject(path: string, content: string): boolean {
  return nameOf(path) === 'firebase.json' && /"runtime"\s*:/.test(content);
}

export const readFirebaseProject: Reader = (root, reading) => {
  const functions = at(root, 'functions');
  const codebases: readonly (Tree | undefined)[] = functions?.kind === 'mapping' ? [functions] : items(functions);
  for (const codebase of codebases) {
    if (codebase?.kind !== 'mapping' || !at(codebase, 'runtime')) continue;
    const noun = nounOf(reading, 'functions', at(codebase, 'codebase') ?? at(codebase, 'source'), codebase.at, codebase.at);
    reading.nouns.runtimeUses.push({ ...noun, kind: 'runtime-use', runtime: setting(codebase, ['runtime'], text) });
  }
};
