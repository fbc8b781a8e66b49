/** Programs that talk to servers, and the options by which they stop to look at certificates. */
import { absent, known } from '../../model/value.ts';
import type { Edit } from '../../source/edit.ts';
import { nameOf } from '../../source/file-tree.ts';
import type { Lifting } from './lifting.ts';
import { programOf, type Invocation } from './script.ts';
import type { Word } from './word.ts';

interface Client {
  /** Options that turn verification off, in one word. */
  readonly off: RegExp;
  /** Short options stand in groups: `-sSkL`. */
  readonly letter?: string;
}

/**
 * https://curl.se/docs/manpage.html, https://www.gnu.org/software/wget/manual/wget.html, https://httpie.io/docs/cli/server-ssl-certificate-verification,
 * https://docs.aws.amazon.com/cli/latest/reference/#options (2026-11)
 */
const clients: Readonly<Record<string, Client>> = {
  curl: { off: /^--(?:insecure|proxy-insecure|doh-insecure)$/, letter: 'k' },
  wget: { off: /^--no-check-certificate$/ },
  http: { off: /^--verify=(?:no|false)$/ },
  https: { off: /^--verify=(?:no|false)$/ },
  aws: { off: /^--no-verify-ssl$/ },
  docker: { off: /^--tlsverify=false$/ },
  kubectl: { off: /^--insecure-skip-tls-verify(?:=true)?$/ },
  helm: { off: /^--(?:insecure-skip-tls-verify|kube-insecure-skip-tls-verify)$/ },
  argocd: { off: /^--insecure$/ },
};

/** Pairs of words: `npm config set strict-ssl false`, `git config http.sslVerify false`. */
const settings: readonly (readonly [program: RegExp, name: RegExp, off: RegExp])[] = [
  [/^(?:npm|pnpm|yarn)$/, /^strict-ssl$/, /^false$/],
  [/^git$/, /^http(?:\..+)?\.sslVerify$/i, /^(?:false|0|no)$/i],
];

export function liftConnection(invocation: Invocation, into: Lifting): void {
  const program = programOf(invocation);
  const found = optionOf(program, invocation.words) ?? settingOf(program, invocation.words);
  if (!found || isLocal(invocation.words)) return;
  const { at, body } = invocation;
  const label = program;
  const address = `${nameOf(at.file.path)}: ${label} ${at.start}`;
  into.nouns.connections.push({
    key: `${into.unit}#${address}`,
    address,
    type: program,
    label,
    name: absent<string>(at),
    at,
    body,
    kind: 'connection',
    verified: known(false, found.word.at, (to) => (to ? found.restore() : undefined)),
    setting: found.setting,
  });
}

interface Found {
  readonly word: Word;
  readonly setting: string;
  restore(): readonly Edit[] | undefined;
}

function optionOf(program: string, words: readonly Word[]): Found | undefined {
  const client = Object.hasOwn(clients, program) ? clients[program] : undefined;
  if (!client) return undefined;
  for (const word of words.slice(1)) {
    if (client.off.test(word.text)) return { word, setting: word.text, restore: () => word.remove() };
    const { letter } = client;
    if (letter === undefined || !new RegExp(`^-[A-Za-z#]*${letter}[A-Za-z#]*$`).test(word.text)) continue;
    // Letters behind one that takes a value are that value: `-ok`.
    if (/^-[A-Za-z#]*[AbcCdDeEFHKmoQrtTuUwxXyYz]/.test(word.text.slice(0, word.text.indexOf(letter)))) continue;
    return { word, setting: `-${letter}`, restore: () => (word.text.length === 2 ? word.remove() : word.replace(word.text.replace(letter, ''))) };
  }
  return undefined;
}

function settingOf(program: string, words: readonly Word[]): Found | undefined {
  for (const [programs, name, off] of settings) {
    if (!programs.test(program)) continue;
    for (const [index, word] of words.entries()) {
      const value = words[index + 1];
      const joined = /^([\w.-]+)=(\S+)$/.exec(word.text);
      if (joined?.[1] && joined[2] && name.test(joined[1]) && off.test(joined[2]))
        return { word, setting: joined[1], restore: () => word.replace(`${joined[1]}=true`) };
      if (name.test(word.text) && value && off.test(value.text)) return { word: value, setting: word.text, restore: () => value.replace('true') };
    }
  }
  return undefined;
}

/** Certificates of the own machine are nobody's business. */
function isLocal(words: readonly Word[]): boolean {
  return words.some(({ text }) => /^(?:https?:\/\/)?(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?=[:/]|$)/.test(text));
}
