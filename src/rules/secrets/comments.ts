/** Credentials in what is said beside a program: keys by their looks, and settings that were taken out of the program for a while. */
import { credentialUnder } from './credential.ts';
import { credentialIn, type Credential } from './formats.ts';

/** `password = "…"`, `const apiKey: string = '…';`, `"token": "…",` */
const setting =
  /^(?:(?:const|let|var|final|private|public|static|readonly|String|string)\s+)*["']?([A-Za-z_][\w.-]{2,60})["']?(?:\s*:\s*\w+)?\s*(?:[:=]|:=)\s*(["'`])([^"'`]{8,300})\2\s*[,;)]*\s*$/;

/** Formats that documentation is full of. */
const explained = /^(?:a password in an address|a password in a connection string|an authorization header|a signed token|a live API key)$/;

/** The credential in one line of a comment, and where in it. */
export function credentialInComment(line: string): { readonly credential: Credential; readonly name: string; readonly start: number } | undefined {
  const [, name = '', , value = ''] = setting.exec(line) ?? [];
  const byFormat = credentialIn(line);
  if (byFormat && !explained.test(byFormat.what)) return { credential: byFormat, name, start: line.indexOf(byFormat.secret) };
  const credential = value !== '' && isRandom(value) ? credentialUnder(name, value, '\u{1}') : undefined;
  return credential && { credential, name, start: line.indexOf(value) + value.indexOf(credential.secret) };
}

/** Nobody writes such a text to explain something. */
function isRandom(text: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^\w\s]/].filter((kind) => kind.test(text)).length;
  return text.length >= 12 && !/\s/.test(text) && (kinds >= 3 || /^(?:[\da-f]{32}|[\da-f]{64})$/.test(text));
}
