/** Repairs of flows: what keeps a caller's text from doing harm where it arrives, by what it does there. */
import type { CodeFile, Flow } from '../../../model/code.ts';
import type { Edit } from '../../../source/edit.ts';
import { asData, asFileName, asText, safelyLoaded } from './calls.ts';
import { asArguments } from './command.ts';
import { amongHosts } from './hosts.ts';
import { escaped } from './markup.ts';
import { parameterised } from './sql.ts';
import { withoutEntities } from './xml.ts';

export function repair(flow: Flow, files: readonly CodeFile[]): readonly Edit[] | undefined {
  // In a text of JSON every quote and every end of a line is written in another way.
  if (flow.sink.file.isQuoted === true) return undefined;
  switch (flow.sink.kind) {
    case 'sql':
      return parameterised(flow, files);
    case 'command':
      return asArguments(flow);
    case 'code':
      return asData(flow);
    case 'nosql':
      return asText(flow);
    case 'path':
      return asFileName(flow);
    case 'request':
      return amongHosts(flow);
    case 'html':
      return escaped(flow);
    case 'deserialization':
      return safelyLoaded(flow);
    case 'xml':
      return withoutEntities(flow);
    case 'log':
    case 'redirect':
    case 'token':
      return undefined;
  }
}
