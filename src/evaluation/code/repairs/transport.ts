/** What a program says about its connections, in words of the same library that keep them safe. */
import type { CodeFile, Language } from '../../../model/code.ts';
import { replaceText, type Edit } from '../../../source/edit.ts';
import { textAt, type Span } from '../../../source/span.ts';
import { importing } from './places.ts';

interface Word {
  readonly languages: readonly Language[];
  readonly written: RegExp;
  readonly to: string;
  /** What it takes besides, and the package of it in the library's later major version. */
  readonly imports?: readonly [member: string, module: string, later?: string];
}

const script: readonly Language[] = ['javascript', 'typescript'];

const versions: readonly Word[] = [
  { languages: ['python'], written: /(?<=\.)PROTOCOL_(?:SSLv(?:2|3|23)|TLSv1(?:_1)?)$/, to: 'PROTOCOL_TLSv1_2' },
  { languages: ['python'], written: /(?<=\bTLSVersion\.)(?:SSLv3|TLSv1(?:_1)?)$/, to: 'TLSv1_2' },
  { languages: ['go'], written: /(?<=\.)Version(?:SSL30|TLS1[01])$/, to: 'VersionTLS12' },
  { languages: ['csharp'], written: /(?<=\b(?:SecurityProtocolType|SslProtocols)\.)(?:Ssl[23]|Tls|Tls11)$/, to: 'Tls12' },
  { languages: script, written: /(?<=^['"`])(?:SSLv[23]|TLSv1(?:\.[01])?)(?=['"`]$)/, to: 'TLSv1.2' },
  { languages: script, written: /(?<=^['"`])(?:SSLv[23]|TLSv1(?:_1)?)_method(?=['"`]$)/, to: 'TLSv1_2_method' },
  { languages: ['java'], written: /(?<=^")(?:SSLv[23]|TLSv1(?:\.[01])?)(?="$)/, to: 'TLSv1.2' },
];

const verification: readonly Word[] = [
  { languages: ['python'], written: /(?<=\bssl\.)_create_unverified_context(?=$|\()/, to: 'create_default_context' },
  { languages: ['python'], written: /(?<=\.)CERT_NONE$/, to: 'CERT_REQUIRED' },
  // Without a callback the platform's own check is made: https://learn.microsoft.com/dotnet/api/system.net.http.httpclienthandler.servercertificatecustomvalidationcallback, 2026-11.
  { languages: ['csharp'], written: /^(?:[\w.]*DangerousAcceptAnyServerCertificateValidator|(?:static\s+)?\(?[\w\s,]*\)?\s*=>\s*true)$/, to: 'null' },
  // https://nodejs.org/api/tls.html#tlsconnectoptions-callback, 2026-11.
  { languages: script, written: /^(?:async\s+)?\(?[\w\s,]*\)?\s*=>\s*(?:undefined|null|\{\s*\})$/, to: 'undefined' },
  {
    languages: ['java'],
    written: /^\(?[\w\s,]*\)?\s*->\s*true$/,
    to: 'HttpsURLConnection.getDefaultHostnameVerifier()',
    imports: ['HttpsURLConnection', 'javax.net.ssl'],
  },
  {
    languages: ['java'],
    written: /^(?:\w+\.)*NoopHostnameVerifier\.INSTANCE$/,
    to: 'new DefaultHostnameVerifier()',
    imports: ['DefaultHostnameVerifier', 'org.apache.http.conn.ssl', 'org.apache.hc.client5.http.ssl'],
  },
  // Without a strategy of its own the context takes what the platform trusts:
  // https://javadoc.io/doc/org.apache.httpcomponents/httpcore/latest/org/apache/http/ssl/SSLContextBuilder.html, 2026-11.
  {
    languages: ['java'],
    written: /^(?:\w+\.)*TrustAllStrategy\.INSTANCE$/,
    to: '(TrustStrategy) null',
    imports: ['TrustStrategy', 'org.apache.http.ssl', 'org.apache.hc.core5.ssl'],
  },
];

export function withVersion(at: Span, file: CodeFile): readonly Edit[] | undefined {
  return reworded(at, file, versions);
}

export function withVerification(at: Span, file: CodeFile): readonly Edit[] | undefined {
  return reworded(at, file, verification);
}

function reworded(at: Span, file: CodeFile, words: readonly Word[]): readonly Edit[] | undefined {
  if (file.isQuoted === true) return undefined;
  const text = textAt(at);
  const word = words.find(({ languages, written }) => languages.includes(file.language) && written.test(text));
  if (!word) return undefined;
  const [member, module, later] = word.imports ?? [];
  const isLater = file.imports.some((one) => one.module.startsWith('org.apache.hc.'));
  const from = isLater ? (later ?? module) : module;
  const imports = from === undefined ? [] : importing(file, from, member);
  return imports && [replaceText(at, text.replace(word.written, word.to)), ...imports];
}
