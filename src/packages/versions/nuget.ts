/** The order of NuGet's versions: semantic versions with a fourth number: https://learn.microsoft.com/nuget/concepts/package-versioning. */

const pattern = /^(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;

export function isNuGetVersion(text: string): boolean {
  return text.length <= 256 && pattern.test(text);
}

export function compareNuGet(a: string, b: string): number {
  const [left, right] = [parse(a), parse(b)];
  for (let i = 0; i < 4; i++) {
    const difference = (left.numbers[i] ?? 0) - (right.numbers[i] ?? 0);
    if (difference !== 0) return difference;
  }
  if (left.labels.length === 0 || right.labels.length === 0) return right.labels.length - left.labels.length;
  for (let i = 0; i < Math.max(left.labels.length, right.labels.length); i++) {
    const result = compareLabels(left.labels[i], right.labels[i]);
    if (result !== 0) return result;
  }
  return 0;
}

function parse(version: string): { readonly numbers: readonly number[]; readonly labels: readonly string[] } {
  const match = pattern.exec(version);
  const numbers = match?.slice(1, 5).map((part) => Number(part ?? 0)) ?? [];
  return { numbers, labels: match?.[5]?.toLowerCase().split('.') ?? [] };
}

function compareLabels(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return a === undefined ? -1 : 1;
  const [first, second] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (first && second) return Number(a) - Number(b);
  if (first || second) return first ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
