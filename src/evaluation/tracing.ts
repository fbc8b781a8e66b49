/** Tracing that is turned on by a flag. */
import { flag, type Spelling } from './setting.ts';

export const tracingFlag: Spelling<'active' | 'pass-through'> = {
  decode: (written) => {
    const on = flag.decode(written);
    return on === undefined ? undefined : on ? 'active' : 'pass-through';
  },
  encode: (value) => value === 'active',
};
