/** Calls that start a shell, and the script that they hand to it. */
import type { Call, Expression } from '../../model/code.ts';

/** Is the program that is started a shell, so that what follows is read by it? */
export function startsShell(call: Call): boolean {
  const texts = call.arguments.flatMap(({ value }) => (value.kind === 'list' ? value.items : [value]));
  return texts.some(
    (one) =>
      one.kind === 'literal' &&
      typeof one.value === 'string' &&
      /(?:^|[\\/])(?:sh|bash|zsh|dash|ksh|cmd(?:\.exe)?|powershell(?:\.exe)?|pwsh)$/i.test(one.value),
  );
}

/** Where the program stands that a shell is given behind its `-c`; -1 where it is given none in that way. */
export function scriptIn(words: readonly Expression[]): number {
  const flag = words.findIndex((one) => one.kind === 'literal' && typeof one.value === 'string' && /^(?:-[a-z]*c|\/c|-command)$/i.test(one.value));
  return flag < 0 ? -1 : flag + 1;
}

export function isScriptOf(call: Call, index: number): boolean {
  const script = scriptIn(call.arguments.map(({ value }) => value));
  return script < 0 || script === index;
}
