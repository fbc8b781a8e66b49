/** The texts of an application that may hold a secret, each literal once, with the noun that a finding is about. */
import type { Application } from '../../model/application.ts';
import type { Secret } from '../../model/data.ts';
import type { Noun } from '../../model/noun.ts';
import type { TextLiteral } from '../../model/text.ts';
import { rememberedLast } from '../../model/remembered.ts';
import { absent, textOf } from '../../model/value.ts';
import { hole } from '../../platform/aws/arn.ts';
import { credentialUnder } from './credential.ts';
import type { Credential } from './formats.ts';
import { secretKind } from './names.ts';

export interface Exposure {
  readonly text: TextLiteral;
  readonly credential: Credential;
  readonly subject: Noun;
}

/** Roles in which any text is looked at by its looks alone: their names are no names of settings. */
const nameless: ReadonlySet<TextLiteral['role']> = new Set(['user-data', 'tag']);

/**
 * Every secret that stands in clear in the application. A literal that is used in several places is found once: at a
 * parameter's default, where a text is put together with it.
 */
export const exposures = rememberedLast(lookFor);

function lookFor(application: Application): readonly Exposure[] {
  const found = new Map<string, Exposure>();
  for (const text of [...application.texts, ...application.secrets.map(contentOf)]) {
    const credential = credentialOf(text);
    if (!credential) continue;
    const { at } = text.value;
    const key = `${at.file.path}:${at.start}`;
    const known = found.get(key);
    if (!known || (text.role === 'parameter' && known.text.role !== 'parameter') || (known.text.role === 'script' && isClearer(text, known.text)))
      found.set(key, { text, credential, subject: subjectOf(text, application) });
  }
  const defaults = new Set([...found.values()].filter(({ text }) => text.role === 'parameter').map(({ credential }) => credential.secret));
  return [...found.values()].filter(({ text, credential }) => text.role === 'parameter' || !defaults.has(credential.secret));
}

/** The name of a variable tells more than the option it is handed over with: `db_root_password`, `-p`. */
function isClearer(text: TextLiteral, known: TextLiteral): boolean {
  return text.role === 'environment' || (text.role === 'script' && text.name.endsWith(known.name) && text.name.length > known.name.length);
}

/** What somebody wrote into a vault's entry, under the name that the entry has. */
function contentOf({ key, label, type, name, content, secretKind: kind }: Secret): TextLiteral {
  const called = textOf(name, hole) ?? label;
  // Whatever is put into a vault is a secret there, whatever it is called.
  return {
    role: 'property',
    name: kind === 'vault' && secretKind(called) === undefined ? `${called}-secret` : called,
    value: content,
    owner: key,
    ownerLabel: label,
    ownerType: type,
    at: content.at,
  };
}

function credentialOf({ role, name, ownerType, value }: TextLiteral): Credential | undefined {
  const text = textOf(value, hole);
  if (text === undefined) return undefined;
  return credentialUnder(nameless.has(role) ? '' : settingName(name, ownerType), text, hole);
}

/** The value of an API key resource is the key. */
function settingName(name: string, ownerType: string): string {
  return /api_?(gateway)?[:_]*api_?key$/i.test(ownerType) && /^value$/i.test(name) ? 'apiKey' : name;
}

/** The noun whose definition holds the text; where none was read, a noun in its place. */
function subjectOf({ owner, ownerLabel, ownerType, at }: TextLiteral, application: Application): Noun {
  const noun = application.find(owner);
  if (noun) return noun;
  const root = application.roots[0] ?? at.file.path;
  return {
    key: owner ?? `${root}#${ownerLabel}`,
    address: ownerLabel,
    type: ownerType,
    provider: 'aws',
    label: ownerLabel,
    name: absent(at),
    at,
    body: at,
  };
}
