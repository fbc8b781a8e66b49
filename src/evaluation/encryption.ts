/** Encryption at rest as the settings of AWS resources say it, in every dialect alike. */
import { asValue, flag, setting, text, type Path } from './setting.ts';
import { at, type Mapping } from './tree.ts';
import { absent, known, unknown, type Slot, type Value } from '../model/value.ts';
import type { Span } from '../source/span.ts';

export type Encryption = 'none' | 'provider' | 'customer';

export interface EncryptionSettings {
  /** A flag that turns it on. */
  readonly flag?: Path | undefined;
  /** The key; where there is no flag, naming one turns it on. */
  readonly key?: Path | undefined;
  /** The name of the provider's own key, for services that are turned on by naming one. */
  readonly providerKey?: string | undefined;
  /** What the platform does when nothing is written. */
  readonly unwritten: 'none' | 'provider';
  /** It cannot be turned off. */
  readonly always?: boolean | undefined;
}

/** Who holds the key that encrypts what a resource stores. */
export function encryptionOf(properties: Mapping, settings: EncryptionSettings, head: Span): Value<Encryption> {
  const key = settings.key && keyHolder(properties, settings.key, head);
  const on = settings.flag && setting(properties, settings.flag, flag, { head });
  if (!on) return key && key.state !== 'absent' ? key : withoutKey(properties, settings, head);
  const slot: Slot<Encryption> | undefined = on.slot && ((to) => (to === 'customer' ? undefined : on.slot?.(to === 'provider')));
  if (on.state === 'unknown') return unknown(on.why, on.at, undefined, slot, on.via);
  if (on.state === 'absent') {
    // Naming a key without turning encryption on is refused for some services and turns it on for others.
    if (key && key.state !== 'absent') return unknown('it names a key and does not say whether to use it', key.at, undefined, slot, key.via);
    return absent<Encryption>(head, settings.unwritten, slot);
  }
  if (!on.value) return known<Encryption>(settings.always ? 'provider' : 'none', on.at, slot, on.via);
  if (key?.state === 'known' && key.value === 'customer') return known<Encryption>('customer', key.at, slot, key.via);
  return known<Encryption>('provider', on.at, slot, on.via);
}

function withoutKey(properties: Mapping, { key, providerKey, unwritten }: EncryptionSettings, head: Span): Value<Encryption> {
  const named = key && setting(properties, key, text, { head });
  const slot: Slot<Encryption> = (to) => (to === 'provider' && providerKey !== undefined ? named?.slot?.(providerKey) : undefined);
  return absent<Encryption>(head, unwritten, slot);
}

/** Whose key it is that stands at `path`: an empty text is none, an alias of AWS is the provider's. */
export function keyHolder(properties: Mapping, path: Path, head: Span): Value<Encryption> {
  const written = at(properties, ...path.map((step) => (typeof step === 'string' ? step : step.block)));
  if (!written || (written.kind === 'scalar' && written.value === null)) {
    const { state } = setting(properties, path, text, { head });
    return state === 'unknown' ? unknown('part of its settings cannot be read', head) : absent<Encryption>(head);
  }
  const key = asValue(written, text);
  const slot: Slot<Encryption> = () => undefined;
  if (key.state === 'known') {
    if (key.value === '') return absent<Encryption>(head);
    const provider = /(?:^|:)alias\/aws\//.test(key.value) || key.value === 'AWS_OWNED_KMS_KEY';
    return known<Encryption>(provider ? 'provider' : 'customer', key.at, slot, key.via);
  }
  if (key.state === 'unknown' && key.pattern?.some((part) => typeof part === 'string' || isKey(part.reference?.address))) {
    const ofProvider = key.pattern.some((part) => typeof part === 'string' && /alias\/aws\//.test(part));
    return known<Encryption>(ofProvider ? 'provider' : 'customer', key.at, slot, key.via);
  }
  return unknown(key.state === 'unknown' ? key.why : 'its key is not known', key.at, undefined, slot, key.via);
}

/** A variable without a value may well name no key; a key that is made or looked up is one. */
function isKey(address: string | undefined): boolean {
  return address !== undefined && !/(?:^|\.)var\.[^.]+$/.test(address);
}

/** Logs are always encrypted; a key of one's own is a choice. */
export function logEncryption(key: Value<Encryption>, head: Span): Value<'provider' | 'customer'> {
  if (key.state === 'unknown') return unknown(key.why, key.at, undefined, undefined, key.via);
  if (key.state === 'absent' || key.value === 'none') return absent<'provider' | 'customer'>(head, 'provider');
  return known<'provider' | 'customer'>(key.value, key.at, undefined, key.via);
}
