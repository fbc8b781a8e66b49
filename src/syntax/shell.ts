/** Shell scripts as commands: what is called with which words, what is assigned, what is written where. */
import { parse, type Command, type Redirection, type Statement, type SyntaxNode as Node, type Word, type WordPart } from 'unbash';

export type {
  Assignment as ShellAssignment,
  Command as ShellCommand,
  Redirection as ShellRedirection,
  Word as ShellWord,
  WordPart as ShellWordPart,
} from 'unbash';

/** Stands for an expression of the program that hands the script to the shell, within `${…}` of the same length. */
export const foreign = '\ue003';

export interface FoundCommand {
  readonly command: Command;
  /** Runs under a condition, in a loop, or more than once. */
  readonly conditional: boolean;
  /** What is redirected around it. */
  readonly redirects: readonly Redirection[];
  /** Commands whose output it takes in, the nearest last. */
  readonly before: readonly Command[];
  /** Its output is taken in by an expression around it. */
  readonly captured: boolean;
  /** The command that takes its output in. */
  readonly pipedTo?: Command | undefined;
}

export interface ParsedShell {
  readonly commands: readonly FoundCommand[];
  /** Names that loops and functions give values to. */
  readonly loopNames: ReadonlySet<string>;
  readonly broken: boolean;
}

/** Longer scripts are generated. */
const longest = 400_000;

export function parseShell(text: string): ParsedShell {
  const walk = new Walk();
  if (text.length > longest) return { commands: [], loopNames: walk.loopNames, broken: true };
  try {
    const script = parse(text);
    walk.statements(script.commands, false, []);
    return { commands: walk.commands, loopNames: walk.loopNames, broken: (script.errors?.length ?? 0) > 0 };
  } catch {
    return { commands: walk.commands, loopNames: walk.loopNames, broken: true };
  }
}

const deepest = 60;

class Walk {
  readonly commands: FoundCommand[] = [];
  readonly loopNames = new Set<string>();
  #depth = 0;
  #captured = 0;

  statements(statements: readonly Statement[], conditional: boolean, redirects: readonly Redirection[]): void {
    for (const { command } of statements) this.#node(command, conditional, redirects);
  }

  #node(node: Node, conditional: boolean, redirects: readonly Redirection[]): void {
    if (++this.#depth <= deepest) this.#visit(node, conditional, redirects);
    this.#depth--;
  }

  #visit(node: Node, conditional: boolean, redirects: readonly Redirection[]): void {
    switch (node.type) {
      case 'Command':
        this.#command(node, conditional, redirects, []);
        break;
      case 'Pipeline':
        this.#pipeline(node.commands, conditional, redirects);
        break;
      case 'AndOr':
        for (const [index, part] of node.commands.entries()) {
          this.#node(part, conditional || node.operators.slice(0, index).includes('||'), redirects);
        }
        break;
      case 'Redirected':
        this.#node(node.command, conditional, [...redirects, ...node.redirects]);
        break;
      case 'Subshell':
      case 'BraceGroup':
        this.statements(node.body.commands, conditional, redirects);
        break;
      case 'CompoundList':
        this.statements(node.commands, conditional, redirects);
        break;
      case 'Function':
      case 'Coproc':
        this.#node(node.body, conditional, redirects);
        break;
      default:
        this.#branches(node, redirects);
    }
  }

  #branches(node: Node, redirects: readonly Redirection[]): void {
    switch (node.type) {
      case 'If':
        this.statements(node.clause.commands, false, redirects);
        this.statements(node.then.commands, true, redirects);
        for (const { clause, then } of node.elif) for (const list of [clause, then]) this.statements(list.commands, true, redirects);
        if (node.else) this.statements(node.else.commands, true, redirects);
        break;
      case 'For':
      case 'Select':
        this.loopNames.add(node.name.value);
        this.statements(node.body.commands, true, redirects);
        break;
      case 'While':
        this.statements(node.clause.commands, true, redirects);
        this.statements(node.body.commands, true, redirects);
        break;
      case 'ArithmeticFor':
        this.statements(node.body.commands, true, redirects);
        break;
      case 'Case':
        for (const { body } of node.items) this.statements(body.commands, true, redirects);
        break;
      default:
    }
  }

  #pipeline(parts: readonly Node[], conditional: boolean, redirects: readonly Redirection[]): void {
    const before: Command[] = [];
    for (const [index, part] of parts.entries()) {
      const next = parts[index + 1];
      if (part.type !== 'Command') this.#node(part, conditional, redirects);
      else {
        this.#command(part, conditional, redirects, [...before], next?.type === 'Command' ? next : undefined);
        before.push(part);
      }
    }
  }

  #command(command: Command, conditional: boolean, redirects: readonly Redirection[], before: readonly Command[], pipedTo?: Command): void {
    for (const part of [...command.prefix, ...command.suffix]) {
      if (part.type === 'Word') this.#substitutions(part, conditional);
      else if (part.type === 'Assignment' && part.value.type === 'Word') this.#substitutions(part.value, conditional);
    }
    this.commands.push({ command, conditional, redirects: [...command.redirects, ...redirects], before, pipedTo, captured: this.#captured > 0 });
  }

  #substitutions(word: Word, conditional: boolean): void {
    for (const part of word.parts ?? []) this.#substitution(part, conditional);
  }

  #substitution(part: WordPart, conditional: boolean): void {
    if (part.type === 'DoubleQuoted' || part.type === 'LocaleString') for (const inner of part.parts) this.#substitution(inner, conditional);
    if (
      (part.type === 'CommandExpansion' || part.type === 'ProcessSubstitution') &&
      part.script &&
      part.script.source === undefined &&
      this.#depth < deepest
    ) {
      this.#depth++;
      this.#captured++;
      this.statements(part.script.commands, conditional, []);
      this.#captured--;
      this.#depth--;
    }
  }
}
