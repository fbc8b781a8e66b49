/** Works out `${…}` variables, in the order of their alternatives, without leaving the repository and without running anything. */
import type { Pattern } from '../../model/value.ts';
import { contains, span } from '../../source/span.ts';
import { child, type DocumentNode, type ScalarNode } from '../../syntax/document.ts';
import { circular, hole, missing, putTogether, whyElsewhere, type Found } from './found.ts';
import type { ServiceFiles } from './service-document.ts';
import { filePath, parseVariables, pathOf, wholeVariable, type Alternative, type Source, type Variable, type VariableText } from './variable.ts';
import { aroundStage, WrittenStages } from './written-stages.ts';

/** Variables worked out for one service; templates of real services use a few hundred. */
const mostSteps = 20_000;

/** References to references to references. */
const longestChain = 50;

export class Variables {
  readonly #root: DocumentNode;
  readonly #files: ServiceFiles;
  readonly #texts = new Map<ScalarNode, VariableText | undefined>();
  readonly #found = new Map<ScalarNode, Found>();
  readonly #active = new Set<ScalarNode>();
  readonly #stages = new WrittenStages();
  readonly #given: string | undefined;
  #steps = 0;
  /** A circle was met since the outermost variable was asked for. */
  #circled = false;
  #stage: Found | undefined;
  #stageAsked = false;

  /** `given` is the stage that the command line names. */
  constructor(root: DocumentNode, files: ServiceFiles, given?: string) {
    this.#root = root;
    this.#files = files;
    this.#given = given;
    if (given !== undefined) this.#stage = { kind: 'value', value: given };
  }

  /** The same service, deployed with `--stage`. */
  withStage(stage: string): Variables {
    return new Variables(this.#root, this.#files, stage);
  }

  /** The stages that tables and files seen so far are written for. */
  get writtenStages(): readonly string[] {
    return this.#stages.names;
  }

  /** What a scalar comes to in one step; undefined when its text holds no variable. */
  resolve(node: ScalarNode): Found | undefined {
    const parts = this.#partsOf(node);
    if (!parts) return undefined;
    const known = this.#found.get(node);
    if (known) return known;
    if (this.#active.has(node)) return this.#inCircle();
    if (++this.#steps > mostSteps) return { kind: 'unknown', why: 'its file holds too many variables' };
    if (this.#active.size > longestChain) return this.#inCircle();
    this.#active.add(node);
    const whole = wholeVariable(parts);
    const found = this.#ending(whole ? this.#variable(whole, node) : this.#joined(parts, node));
    this.#active.delete(node);
    const outermost = this.#active.size === 0;
    // What was found inside a circle holds for this way into it only.
    if (outermost || !this.#circled) this.#found.set(node, found);
    if (outermost) this.#circled = false;
    return found;
  }

  /** The node itself, or what it stands for when it is a variable; undefined when that is no text of the repository. */
  follow(node: DocumentNode | undefined): DocumentNode | undefined {
    const found = node && this.#last({ kind: 'node', node });
    return found?.kind === 'node' ? found.node : undefined;
  }

  /** The node below the service's root at `path`, through variables; undefined where there is none. */
  at(...path: readonly string[]): DocumentNode | undefined {
    const found = this.#last(this.#walk(this.#root, path));
    return found.kind === 'node' ? found.node : undefined;
  }

  /** The stage that would be deployed when the command line names none: `provider.stage`, else `dev`. */
  get stage(): Found {
    if (this.#stage) return this.#stage;
    if (this.#stageAsked) return { kind: 'value', value: 'dev' };
    this.#stageAsked = true;
    const written = this.#last(this.#walk(this.#root, ['provider', 'stage']));
    // `stage: ${opt:stage}` asks for itself where the command line names no stage.
    this.#stage = written.kind === 'missing' || written === circular ? { kind: 'value', value: 'dev' } : written;
    this.#stageAsked = false;
    return this.#stage;
  }

  /** The text of the stage, where it is known. */
  get stageName(): string | undefined {
    const pattern = this.#textOf(this.stage);
    return pattern.every((part) => typeof part === 'string') ? pattern.join('') : undefined;
  }

  /** A scalar's text with its variables put in; holes where they are not known. */
  textOf(node: DocumentNode): Pattern {
    const found = this.#last({ kind: 'node', node });
    if (found.kind !== 'node') return this.#textOf(found);
    return found.node.kind === 'scalar' && found.node.tag === undefined ? [found.node.text] : [hole];
  }

  #inCircle(): Found {
    this.#circled = true;
    return circular;
  }

  /** The end of a chain of references. */
  #last(start: Found): Found {
    let found = start;
    for (let hops = 0; hops < longestChain; hops++) {
      const next = found.kind === 'node' && found.node.kind === 'scalar' ? this.resolve(found.node) : undefined;
      if (!next) return found;
      found = next;
    }
    return this.#inCircle();
  }

  /** The same, unless its chain of references runs in a circle. */
  #ending(found: Found): Found {
    const last = this.#last(found);
    return last === circular ? circular : found;
  }

  #partsOf(node: ScalarNode): VariableText | undefined {
    if (!this.#texts.has(node)) this.#texts.set(node, parseVariables(node.text));
    return this.#texts.get(node);
  }

  #textOf(found: Found): Pattern {
    if (found.kind === 'node') return this.textOf(found.node);
    if (found.kind === 'value') return [String(found.value ?? '')];
    if (found.kind === 'file') return [found.at.file.text];
    return (found.kind === 'unknown' ? found.pattern : undefined) ?? [hole];
  }

  /** A text with variables in it. */
  #joined(parts: VariableText, use: ScalarNode): Found {
    return putTogether(parts.map((part) => (typeof part === 'string' ? [part] : this.#textOf(this.#variable(part, use)))));
  }

  #variable(variable: Variable, use: ScalarNode): Found {
    let last: Found = { kind: 'missing', why: `\`${variable.written}\` stands for nothing here` };
    for (const [index, alternative] of variable.alternatives.entries()) {
      const found = this.#alternative(alternative, use, index === variable.alternatives.length - 1);
      if (found.kind !== 'missing') return found;
      last = found;
    }
    if (this.#given === undefined) this.#tellMissing(variable, use);
    return { kind: 'unknown', why: last.why };
  }

  /** A file that is not there and has no default: a part of the service that cannot be seen. */
  #tellMissing(variable: Variable, use: ScalarNode): void {
    for (const alternative of variable.alternatives) {
      if (alternative.kind !== 'source' || alternative.provider !== 'file') continue;
      const path = this.#known(alternative.parameters ?? [], use);
      if (path !== undefined && this.#files.include(filePath(path), use.at).kind === 'missing') this.#files.tellMissing(filePath(path), use.at);
    }
  }

  #alternative(alternative: Alternative, use: ScalarNode, last: boolean): Found {
    if (alternative.kind === 'literal') return { kind: 'value', value: alternative.value };
    if (alternative.kind === 'source') return this.#source(alternative, use, last);
    const whole = wholeVariable(alternative.text);
    return whole ? this.#variable(whole, use) : this.#joined(alternative.text, use);
  }

  #source(source: Source, use: ScalarNode, last: boolean): Found {
    const { provider } = source;
    if (provider === 'file') return this.#file(source, use);
    if (provider === 'strToBool') return this.#flag(source, use);
    const key = this.#known(source.key, use);
    if (key === undefined) return { kind: 'unknown', why: 'what it refers to is decided at deployment' };
    if (provider === 'self') {
      this.#noteTable(source.key, use);
      return this.#self(key, use);
    }
    if (provider === 'param') return this.#parameter(key);
    if (provider === 'sls' && key === 'stage') return this.stage;
    // The command line is not known; a stage that it does not name is the provider's.
    if (provider === 'opt' && (key === 'stage' || key === 's') && (last || this.#given !== undefined)) return this.stage;
    if (provider === 'opt' || provider === 'env') return { kind: 'missing', why: whyElsewhere(provider) };
    if (provider === 'aws' && key === 'region') return this.#region();
    return { kind: 'unknown', why: whyElsewhere(provider) };
  }

  /** The text of a part of a variable, where all of it is known. */
  #known(parts: VariableText, use: ScalarNode): string | undefined {
    const found = this.#joined(parts, use);
    if (parts.length === 0) return '';
    return found.kind === 'value' ? String(found.value) : undefined;
  }

  #self(key: string, use: ScalarNode): Found {
    const found = this.#walk(this.#root, pathOf(key));
    if (found.kind === 'node') {
      if (contains(found.node.whole, use.whole)) return { kind: 'unknown', why: 'it refers to what holds it' };
      // The older notation of a service's name.
      const name = key === 'service' ? child(found.node, 'name') : undefined;
      if (name) return { kind: 'node', node: name };
    }
    if (found.kind === 'missing' && key === 'provider.stage') return { kind: 'value', value: 'dev' };
    if (found.kind === 'missing' && key === 'provider.region') return { kind: 'value', value: 'us-east-1' };
    return found;
  }

  #region(): Found {
    const found = this.#walk(this.#root, ['provider', 'region']);
    return found.kind === 'missing' ? { kind: 'unknown', why: whyElsewhere('sls') } : found;
  }

  /** Notes the stages that the table of `${self:custom.${stage}.key}` is written for. */
  #noteTable(key: VariableText, use: ScalarNode): void {
    const around = aroundStage(key, (variable) => this.#known([variable], use));
    if (!around) return;
    const steps = pathOf(around.before);
    const prefix = around.before.endsWith('.') ? '' : (steps.pop() ?? '');
    this.#stages.note(this.#keysAt(steps), prefix, /^[^.]*/.exec(around.after)?.[0]);
  }

  /** Notes the stages that there are files for, of `${file(config/${stage}.yml)}`. */
  #noteFiles(path: VariableText, use: ScalarNode): void {
    const around = aroundStage(path, (variable) => this.#known([variable], use));
    if (around) this.#stages.note(this.#files.beside(around.before), around.before.slice(around.before.lastIndexOf('/') + 1), around.after);
  }

  #keysAt(path: readonly string[]): readonly string[] {
    const table = this.#last(this.#walk(this.#root, path));
    return table.kind === 'node' && table.node.kind === 'mapping' ? table.node.pairs.map(({ key }) => key.text) : [];
  }

  #parameter(name: string): Found {
    for (const section of ['params', 'stages']) this.#stages.note(this.#keysAt([section]));
    const stage = this.stageName;
    const sections = [
      ...(stage === undefined
        ? []
        : [
            ['stages', stage, 'params'],
            ['params', stage],
          ]),
      ['stages', 'default', 'params'],
      ['params', 'default'],
    ];
    for (const section of sections) {
      const found = this.#walk(this.#root, [...section, name]);
      if (found.kind !== 'missing') return found;
    }
    return { kind: 'missing', why: whyElsewhere('param') };
  }

  #flag(source: Source, use: ScalarNode): Found {
    const text = this.#known(source.parameters ?? [], use)
      ?.trim()
      .toLowerCase();
    if (text === undefined) return { kind: 'unknown', why: 'what it turns into a flag is decided at deployment' };
    if (text === 'true' || text === '1') return { kind: 'value', value: true };
    if (text === 'false' || text === '0') return { kind: 'value', value: false };
    return { kind: 'unknown', why: 'what it turns into a flag is none' };
  }

  #file(source: Source, use: ScalarNode): Found {
    const path = this.#known(source.parameters ?? [], use);
    const key = this.#known(source.key, use);
    if (path === undefined || key === undefined) return { kind: 'unknown', why: 'which file it means is decided at deployment' };
    this.#noteFiles(source.parameters ?? [], use);
    const inclusion = this.#files.include(filePath(path), use.at);
    if (inclusion.kind === 'document') return this.#walk(inclusion.root, pathOf(key));
    if (inclusion.kind === 'text') return { kind: 'file', at: span(inclusion.file, 0, inclusion.file.text.length) };
    return { kind: inclusion.kind === 'missing' ? 'missing' : 'unknown', why: inclusion.why };
  }

  /** Steps down `path`, through variables on the way; what stands at its end is given as it is. */
  #walk(root: DocumentNode, path: readonly string[]): Found {
    let node = root;
    for (const step of path) {
      const found = this.#last({ kind: 'node', node });
      if (found.kind !== 'node') return found.kind === 'unknown' ? found : missing(path);
      const next = found.node.kind === 'sequence' ? found.node.items[Number(step)] : child(found.node, step);
      if (!next) return missing(path);
      node = next;
    }
    return node.kind === 'scalar' && node.value === null ? missing(path) : { kind: 'node', node };
  }
}
