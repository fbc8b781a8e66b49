/** How Azure's templates spell the runtimes of function apps, alike in every dialect. */
import type { Variable } from '../model/function.ts';
import { effective, type Value } from '../model/value.ts';
import type { Spelling } from './setting.ts';

/** `PYTHON|3.12`, `DOTNET-ISOLATED|8.0` → `python|3.12`, `dotnet-isolated|8`. */
export const stackSpelling: Spelling<string> = {
  decode: (written) => {
    const [language = '', version = ''] = String(written).toLowerCase().split('|');
    return /^(?:python|node|java|dotnet|dotnet-isolated|powershell)$/.test(language) ? `${language}|${plainVersion(version)}` : undefined;
  },
  encode: (to) => to.toUpperCase(),
};

/** `~18`, `18-lts`, `v8.0`: the number is what counts. */
export function versionSpelling(language: string): Spelling<string> {
  return {
    decode: (written) => `${language}|${plainVersion(String(written))}`,
    encode: (to) => to.slice(to.indexOf('|') + 1),
  };
}

function plainVersion(version: string): string {
  return version.replace(/^[~v]+|-lts$/gi, '').replace(/^(\d+)\.0$/, '$1');
}

/** `~3`: the runtime of Functions itself. */
export const hostSpelling: Spelling<string> = {
  decode: (written) => {
    const version = /^~?(\d)(?:\.|$)/.exec(String(written))?.[1];
    return version === undefined ? undefined : `functions|${version}`;
  },
  encode: hostText,
};

function hostText(runtime: string): string {
  return `~${runtime.slice(runtime.indexOf('|') + 1)}`;
}

/** The runtime of Functions where it is one that ended, for then it does not matter which language it runs. */
export function endedHost(version: Value<string>): Value<string> | undefined {
  return /^functions\|[123]$/.test(effective(version) ?? '') ? version : undefined;
}

/** The same, said by a setting of the app. */
export function hostSetting(environment: readonly Variable[]): Value<string> | undefined {
  const found = environment.find(({ name }) => name === 'FUNCTIONS_EXTENSION_VERSION')?.value;
  const decoded = found?.state === 'known' ? hostSpelling.decode(found.value) : undefined;
  if (found?.state !== 'known' || decoded === undefined) return undefined;
  const slot = found.slot && ((to: string) => found.slot?.(hostText(to)));
  return endedHost({ ...found, value: decoded, slot });
}
