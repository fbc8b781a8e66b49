/** Whether an app of Azure has its callers sign in before its code is reached, alike in every dialect. */
import { known, unknown, type Value } from '../model/value.ts';
import { choice, type Spelling } from './setting.ts';

/** What becomes of those who have not signed in. */
const action = choice({ AllowAnonymous: 'in', RedirectToLoginPage: 'out', Return401: 'out', Return403: 'out' });

export const letsIn: Spelling<boolean> = {
  decode: (written) => {
    const found = action.decode(written);
    return found === undefined ? undefined : found === 'in';
  },
  encode: (to) => (to ? 'AllowAnonymous' : 'Return401'),
};

/** It is turned on, it is asked of everybody, and nobody is let in without it. */
export function signInFrom(enabled: Value<boolean>, required: Value<boolean>, letsOthersIn: Value<boolean>): Value<boolean> {
  const off =
    [enabled, required].find((setting) => setting.state !== 'unknown' && setting.value !== true) ?? (isIn(letsOthersIn) ? letsOthersIn : undefined);
  if (off) return known<boolean>(false, off.at);
  const unsure = [enabled, required, letsOthersIn].find((setting) => setting.state === 'unknown');
  return unsure ? unknown('it is not known whether callers must sign in', unsure.at) : known<boolean>(true, required.at);
}

function isIn(setting: Value<boolean>): boolean {
  return setting.state !== 'unknown' && setting.value === true;
}
