/** What the code of one application comes to: where the platform enters it, and where callers' texts go from there. */
import type { CodeFacts, CodeFile, CodeFunction, CodeUses, Flow, Handler, Program } from '../../model/code.ts';
import type { ServerlessFunction } from '../../model/function.ts';
import type { NounKey } from '../../model/noun.ts';
import { rememberedLastOf } from '../../model/remembered.ts';
import { contains, type Span } from '../../source/span.ts';
import { callerCheck } from './caller-check.ts';
import { flowsFrom } from './flows.ts';
import { findHandlers } from './handlers.ts';
import { sdkCallsOf } from './sdk-calls.ts';
import { spelling } from './spelling.ts';
import { usesOf } from './uses.ts';
import { Project } from './project.ts';

/** Each part is worked out when it is first asked for: most rules ask for one of them, and most applications for none. */
export function codeFacts(files: readonly CodeFile[], functions: readonly ServerlessFunction[]): CodeFacts {
  return new LazyFacts(files, functions);
}

class LazyFacts implements CodeFacts {
  readonly files: readonly CodeFile[];
  readonly spelling = spelling;
  readonly #functions: readonly ServerlessFunction[];
  readonly #programs = new Map<NounKey, Program | undefined>();
  #knownProject: Project | undefined;
  #knownHandlers: readonly Handler[] | undefined;
  #knownFlows: readonly Flow[] | undefined;
  #knownUses: readonly CodeUses[] | undefined;

  constructor(files: readonly CodeFile[], functions: readonly ServerlessFunction[]) {
    this.files = files;
    this.#functions = functions;
  }

  get #project(): Project {
    return (this.#knownProject ??= new Project(this.files));
  }

  get handlers(): readonly Handler[] {
    return (this.#knownHandlers ??= findHandlers(this.files, this.#functions));
  }

  get flows(): readonly Flow[] {
    return (this.#knownFlows ??= this.#followAll());
  }

  get uses(): readonly CodeUses[] {
    return (this.#knownUses ??= this.files.map((file) => usesOf(file, this.#project.origins(file))));
  }

  programOf(fn: NounKey): Program | undefined {
    if (!this.#programs.has(fn)) this.#programs.set(fn, readProgram(this.handlers.find(({ serves }) => serves === fn)?.file, this.#project));
    return this.#programs.get(fn);
  }

  callerCheckOf(fn: NounKey | undefined, declared?: Span): Span | undefined {
    const entered = this.handlers.filter((handler) => (fn === undefined ? declared && isDeclaredAt(handler, declared) : handler.serves === fn));
    const checks = entered.map((handler) => callerCheck(handler, this.#project));
    return checks.every((check) => check !== undefined) ? checks[0] : undefined;
  }

  #followAll(): readonly Flow[] {
    const followed = followedIn(this.files.filter(({ inlineIn }) => inlineIn === undefined));
    const flows = new Map<string, Flow>();
    for (const handler of this.handlers) {
      for (const flow of flowsOf(handler, this.#project, followed)) {
        const { kind, file, at } = flow.sink;
        const key = `${kind} ${file.file.path} ${at.start}`;
        if (!flows.has(key)) flows.set(key, flow);
      }
    }
    return [...flows.values()];
  }
}

/** An attribute on the handler or of one of its parameters, or a call that it is handed to. */
function isDeclaredAt({ file, function: { body } }: Handler, declared: Span): boolean {
  return file.file.path === declared.file.path && (contains(declared, body) || contains(body, declared));
}

function readProgram(start: CodeFile | undefined, project: Project): Program | undefined {
  if (!start) return undefined;
  const files = project.reachedFrom(start);
  if (files.some(({ broken }) => broken.length > 0)) return undefined;
  return { files, sdkCalls: sdkCallsOf(files.map((file) => usesOf(file, project.origins(file)))) };
}

type Followed = Map<CodeFunction, { readonly inputs: readonly number[]; readonly flows: readonly Flow[] }>;

/**
 * While fixes of templates are tried, the same application is looked at again with the same code. Programs in templates are left out,
 * as they are read anew and no other file can call them.
 */
const followedIn = rememberedLastOf<CodeFile, Followed>(() => new Map());

function flowsOf(handler: Handler, project: Project, followed: Followed): readonly Flow[] {
  const { file, function: fn, inputs } = handler;
  if (file.inlineIn !== undefined) return flowsFrom(handler, project);
  const before = followed.get(fn);
  if (before && before.inputs.length === inputs.length && before.inputs.every((input, index) => input === inputs[index]))
    return before.flows.map((flow) => ({ ...flow, handler }));
  const flows = flowsFrom(handler, project);
  followed.set(fn, { inputs, flows });
  return flows;
}
