/** The concrete syntax of a YAML text, read as leniently as the loaders that deploy it. */
import { Lexer, Parser, type CST } from 'yaml';
import { maxDepth, maxLexemes } from './limits.ts';

/** What the token stream ended with. */
export interface TokenLimit {
  readonly message: string;
  readonly offset: number;
}

/** The parts of the library's lexer and parser that are private in its types; the version is pinned for this. */
interface LexerInternals {
  indentNext: number;
  parseQuotedScalar(): Generator<string, unknown>;
  parseFlowCollection(): Generator<string, unknown>;
}

interface ParserInternals {
  lexer: Lexer;
  readonly offset: number;
  readonly stack: readonly unknown[];
}

/**
 * Quoted texts and flow collections may end less indented than they began. YAML forbids it, PyYAML and js-yaml read it,
 * and templates that deploy every day hold it: `!Sub '{ … }'` over several lines with the closing brace at the margin.
 */
function lenientLexer(): Lexer {
  const lexer = new Lexer();
  const internals = lexer as unknown as LexerInternals;
  for (const method of ['parseQuotedScalar', 'parseFlowCollection'] as const) {
    const strict = internals[method];
    internals[method] = function* (this: LexerInternals) {
      const indent = this.indentNext;
      this.indentNext = 0;
      const next = yield* strict.call(this);
      this.indentNext = indent;
      return next;
    };
  }
  return lexer;
}

/** Reads tokens until the end or a limit; past a limit, what was open is closed and given all the same. */
export function readTokens(text: string): { readonly tokens: readonly CST.Token[]; readonly limit: TokenLimit | undefined } {
  const parser = new Parser();
  const internals = parser as unknown as ParserInternals;
  const lexer = lenientLexer();
  internals.lexer = lexer;
  const tokens: CST.Token[] = [];
  let limit: TokenLimit | undefined;
  let lexemes = 0;
  for (const lexeme of lexer.lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (internals.stack.length > maxDepth) limit = { message: `It is nested more than ${maxDepth} levels deep`, offset: internals.offset };
    else if (++lexemes > maxLexemes) limit = { message: 'It holds too many values', offset: internals.offset };
    if (limit) break;
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens, limit };
}
