/** Files of private keys: `deploy.pem`, `.ssh/id_rsa`. */
import { known } from '../../model/value.ts';
import { nameOf } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { span } from '../../source/span.ts';
import type { Lifting } from './lifting.ts';

const names = /\.(?:pem|key|ppk)$|^id_(?:rsa|dsa|ecdsa|ed25519)$/i;

/** Keys of tests, of samples and of a developer's own machine open nothing. */
const samples =
  /(?:^|[/._-])(?:examples?|samples?|tests?|testing|testdata|__tests__|spec|fixtures?|mocks?|localhost|local|dummy|fake|snakeoil|node_modules|vendor|site-packages)(?:[/._-]|$)/i;

/** A key that asks for a passphrase is of no use to whoever finds it alone. */
const key = /-----BEGIN (?!ENCRYPTED)(?:[A-Z]+ ){0,3}PRIVATE KEY-----\s+(?!Proc-Type)[\s\S]*?-----END [A-Z ]+-----/;

export function isKeyFile(path: string): boolean {
  return names.test(nameOf(path)) && !samples.test(path);
}

export function holdsKey(text: string): boolean {
  return key.test(text);
}

export function readKeyFile(file: SourceFile, into: Lifting): void {
  const found = key.exec(file.text);
  if (!found) return;
  const at = span(file, found.index, found.index + found[0].length);
  into.nouns.texts.push({
    role: 'script',
    name: '',
    value: known(found[0], at),
    owner: `${into.unit}#${file.path}`,
    ownerLabel: nameOf(file.path),
    ownerType: 'key',
    at,
  });
}
