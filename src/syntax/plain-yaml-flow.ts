/** Reads flow collections of plain YAML. */
import { span } from '../source/span.ts';
import { mappingNode, sequenceNode, type DocumentNode, type Pair } from './document.ts';
import { code, PlainYamlScanner, unusual, type Tag } from './plain-yaml-scanner.ts';

export class PlainYamlFlow extends PlainYamlScanner {
  /** A flow collection at `#pos`; stands behind its bracket then. */
  protected flow(depth: number, tag: Tag | undefined): DocumentNode {
    const start = this.pos;
    const isMapping = this.text.charCodeAt(start) === code.openBrace;
    const close = isMapping ? code.closeBrace : code.closeBracket;
    const pairs: Pair[] = [];
    const items: DocumentNode[] = [];
    this.pos++;
    for (;;) {
      this.skipFlowSpace();
      if (this.text.charCodeAt(this.pos) === close) break;
      if (isMapping) pairs.push(this.flowPair(depth));
      else items.push(this.flowValue(depth + 1));
      this.skipFlowSpace();
      const sign = this.text.charCodeAt(this.pos);
      if (sign === code.comma) this.pos++;
      else if (sign !== close) throw unusual;
    }
    this.pos++;
    const at = span(this.file, start, this.pos);
    const whole = this.whole(at, tag);
    return isMapping ? mappingNode('flow', pairs, at, whole, tag?.name) : sequenceNode('flow', items, at, whole, tag?.name);
  }

  protected flowPair(depth: number): Pair {
    this.count(depth);
    const start = this.pos;
    const sign = this.text.charCodeAt(start);
    const isQuoted = sign === code.double || sign === code.single;
    const key = isQuoted ? this.quoted(start, undefined) : this.plain(start, this.flowPlainEnd(start), undefined);
    if (key.text === '<<' && !isQuoted) throw unusual;
    this.pos = this.skipSpaces(key.at.end);
    if (this.text.charCodeAt(this.pos) !== code.colon) throw unusual;
    this.pos++;
    if (!isQuoted && !this.isBlank(this.pos)) throw unusual;
    this.skipFlowSpace();
    return { key, value: this.flowValue(depth + 1) };
  }

  protected flowValue(depth: number): DocumentNode {
    this.count(depth);
    const tag = this.text.charCodeAt(this.pos) === code.bang ? this.tag(this.pos) : undefined;
    if (tag) {
      this.pos = tag.end;
      this.skipFlowSpace();
    }
    const start = this.pos;
    const sign = this.text.charCodeAt(start);
    if (sign === code.openBrace || sign === code.openBracket) return this.flow(depth, tag);
    const isQuoted = sign === code.double || sign === code.single;
    const value = isQuoted ? this.quoted(start, tag) : this.plain(start, this.flowPlainEnd(start), tag);
    this.pos = value.at.end;
    return value;
  }

  /** White space, line endings, and comments that stand behind white space. */
  protected skipFlowSpace(): void {
    const text = this.text;
    for (let at = this.pos; ; at++) {
      const sign = text.charCodeAt(at);
      if (sign === code.space || sign === code.newline || sign === code.return) continue;
      if (sign === code.hash) {
        if (!' \n'.includes(text.charAt(at - 1))) throw unusual;
        at = this.nextLine(at) - 1;
        continue;
      }
      if (sign === code.tab || at >= text.length) throw unusual;
      this.pos = at;
      return;
    }
  }

  /** The end of a plain text in a flow collection; texts over several lines are left to the full reader. */
  protected flowPlainEnd(start: number): number {
    const text = this.text;
    this.checkPlainStart(start);
    let end = start;
    for (let at = start; ; at++) {
      const sign = text.charCodeAt(at);
      if (isFlowSign(sign)) break;
      if (sign === code.colon) {
        if (this.isBlank(at + 1)) break;
        if (isFlowSign(text.charCodeAt(at + 1))) throw unusual;
        end = at + 1;
      } else if (sign === code.space) {
        if (text.charCodeAt(at + 1) === code.hash) break;
      } else if (sign === code.newline || sign === code.return) {
        this.pos = at;
        this.skipFlowSpace();
        if (!isFlowSign(text.charCodeAt(this.pos))) throw unusual;
        break;
      } else if (sign === code.tab || at >= text.length) throw unusual;
      else end = at + 1;
    }
    if (end === start || ((text.charCodeAt(start) === code.dash || text.charCodeAt(start) === code.question) && end === start + 1)) throw unusual;
    return end;
  }
}

function isFlowSign(sign: number): boolean {
  return sign === code.comma || sign === code.openBracket || sign === code.closeBracket || sign === code.openBrace || sign === code.closeBrace;
}
