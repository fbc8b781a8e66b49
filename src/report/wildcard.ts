/** Patterns of paths and addresses, matched without regular expressions so that no pattern can take long. */

/**
 * Nearly the syntax of .gitignore: `*` and `?` stay within one name, `**` stands for any number of folders, a pattern without a slash means
 * that name in any folder, and a folder's name means all that is in it.
 */
export function matchesPath(pattern: string, path: string): boolean {
  const names = pattern.split('/').filter((name) => name !== '' && name !== '.');
  const last = names.at(-1) ?? '';
  const anywhere = !pattern.replace(/\/$/, '').includes('/');
  const folder = pattern.endsWith('/') || !/[*?]/.test(last);
  const whole = [...(anywhere ? ['**'] : []), ...names, ...(folder ? ['**'] : [])];
  return matches(whole, path.split('/'), (name) => name === '**', matchesText);
}

/** `*` stands for any characters, `?` for one. */
export function matchesText(pattern: string, text: string): boolean {
  return matches(
    [...pattern],
    [...text],
    (part) => part === '*',
    (part, unit) => part === '?' || part === unit,
  );
}

/** Takes as little as it can for each star and goes back to the last one only: the product of both lengths at worst. */
function matches<T>(pattern: readonly T[], text: readonly T[], isStar: (part: T) => boolean, same: (part: T, unit: T) => boolean): boolean {
  let [p, t, star, resume] = [0, 0, -1, 0];
  while (t < text.length) {
    const part = pattern[p];
    const unit = text[t];
    if (part !== undefined && isStar(part)) {
      star = p++;
      resume = t;
    } else if (part !== undefined && unit !== undefined && same(part, unit)) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  return pattern.slice(p).every(isStar);
}
