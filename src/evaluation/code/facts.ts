/** What the code of one application comes to: where the platform enters it, and where callers' texts go from there. */
import type { CodeFacts, CodeFile, Flow } from '../../model/code.ts';
import type { ServerlessFunction } from '../../model/function.ts';
import { flowsFrom } from './flows.ts';
import { findHandlers } from './handlers.ts';
import { spelling } from './spelling.ts';
import { usesOf } from './uses.ts';
import { Project } from './project.ts';

export function codeFacts(files: readonly CodeFile[], functions: readonly ServerlessFunction[]): CodeFacts {
  const handlers = findHandlers(files, functions);
  const project = new Project(files);
  const flows = new Map<string, Flow>();
  for (const handler of handlers) {
    for (const flow of flowsFrom(handler, project)) {
      const { kind, file, at } = flow.sink;
      const key = `${kind} ${file.file.path} ${at.start}`;
      if (!flows.has(key)) flows.set(key, flow);
    }
  }
  return { files, handlers, flows: [...flows.values()], uses: files.map((file) => usesOf(file, project.origins(file))), spelling };
}
