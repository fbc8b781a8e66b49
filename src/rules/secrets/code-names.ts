/** What in a program looks like a secret under its name and is none: keys of texts, kinds of fields, words of an interface. */
import type { CodeFile, CodeText } from '../../model/code.ts';
import type { Credential } from './formats.ts';
import { wordsOf } from './names.ts';

/** Folders and files of words that are shown to people, and of samples. */
const wordFiles =
  /(?:^|\/)(?:locales?|i18n|l10n|translations?|lang|messages|samples?|examples?|stories|mocks?)(?:\/|\.\w+$)|\.(?:stories|mock|fixture)\.\w+$/i;

/** Found by its name alone: the text itself says nothing. */
function isByName({ what }: Credential): boolean {
  return /^(?:a password|a secret key|a token|a secret|credentials)$/.test(what);
}

export function isTest({ file }: CodeFile): boolean {
  return /\.(?:spec|test)\.\w+$|(?:^|\/)test_/.test(file.path);
}

export function isNameInCode({ name, text, role }: CodeText, credential: Credential, code: CodeFile): boolean {
  const { file } = code;
  if (isTest(code)) return true;
  if (!isByName(credential)) return false;
  if (wordFiles.test(file.path)) return true;
  const trimmed = text.trim();
  // Sentences, patterns, formats, paths of a property, markup.
  if (/\s|[<>]|^[.#@^]|[[(].*[\])]|abcdefghij|\{\d*\}|%[sdv]|\(\?|\[\^|\\[dwsb]/.test(trimmed)) return true;
  if (/^[a-z]+(?:\.[a-z]\w*)+$/i.test(trimmed)) return true;
  // Entries of a vault: `orders/prod/gateway-2`. Words of people: `{ password: 'Passwort' }`.
  if (/^[a-z\d._-]+(?:\/[a-z\d._-]+)+$/.test(trimmed) || name.includes('.')) return true;
  if (role === 'entry' && /^\p{Lu}\p{Ll}+$/u.test(trimmed)) return true;
  const words = wordsOf(trimmed);
  const own = wordsOf(name);
  if (words.every((word) => own.includes(word) || kinds.has(word))) return true;
  // `ACCESS_TOKEN: 'x-access-token'`, `passwordField: 'user_password'`: names of headers, fields and columns.
  if (/^x-[a-z-]+$/i.test(trimmed)) return true;
  const last = own.at(-1) ?? '';
  if (words.at(-1) === last && /^[a-z]+(?:[A-Z_-][a-z]+)+$/i.test(trimmed) && !/^(?:my|super|top)/i.test(trimmed)) return true;
  // `MySecret`, `DOCPASSWORD`: what stands for a value that somebody puts in its place.
  if (/^[A-Z][a-z]+(?:[A-Z][a-z]+)+$|^[A-Z]+$/.test(trimmed) && words.some((word) => own.includes(word) || own.some((one) => word.endsWith(one))))
    return true;
  // Hashes, addresses of keys, versions: made by machines, and no secrets.
  return /^sha\d+-|^\$2[aby]\$|^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$|^data:|^\d{4}-\d{2}-\d{2}/i.test(trimmed);
}

const kinds = new Set(
  (
    'string text password token bearer basic header query body cookie secret key type field input hidden id name value invalid missing expired required ' +
    'incorrect wrong reset forgot change changed update new old confirm verify error the a is no not has user required optional access refresh auth ' +
    'authorization login email username varchar number boolean param params schema grant client credentials code jwt hs256 rs256 aws db api app true false none null'
  ).split(' '),
);
