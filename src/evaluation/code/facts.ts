/** What the code of one application comes to: where the platform enters it, and where callers' texts go from there. */
import type { CodeFacts, CodeFile } from '../../model/code.ts';
import type { ServerlessFunction } from '../../model/function.ts';

export function codeFacts(files: readonly CodeFile[], _functions: readonly ServerlessFunction[]): CodeFacts {
  return { files, handlers: [], flows: [] };
}
