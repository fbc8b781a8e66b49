/** The command that reads a secret out of its vault when a script runs, in the place of the secret. */
import type { Provider } from '../../model/noun.ts';
import { replaceText, type Edit } from '../../source/edit.ts';
import type { Span } from '../../source/span.ts';

/** Azure's vaults have names of their own, which nothing here tells. */
const readers: Readonly<Record<Provider, ((name: string) => string) | undefined>> = {
  aws: (name) => `$(aws secretsmanager get-secret-value --secret-id ${name} --query SecretString --output text)`,
  gcp: (name) => `$(gcloud secrets versions access latest --secret=${name})`,
  azure: undefined,
};

/** Undefined where the text holds the secret in another spelling, more than once, or where a shell would not run the command. */
export function fetched(secret: string, { file, start, end }: Span, name: string, provider: Provider): readonly Edit[] | undefined {
  const reader = readers[provider];
  const written = file.text.slice(start, end);
  const first = written.indexOf(secret);
  if (!reader || first < 0 || written.includes(secret, first + 1) || /<powershell>|\bpwsh\b|powershell(?:\.exe)?\b/i.test(written)) return undefined;
  const line = written.slice(written.lastIndexOf('\n', first) + 1, first);
  const [before, after] = [written[first - 1], written[first + secret.length]];
  const isSingle = before === "'" && after === "'";
  // Inside of single quotes nothing is run.
  const isOpen = (isSingle ? line.slice(0, -1) : line).split("'").length % 2 === 0;
  if (isOpen || (before === "'") !== (after === "'")) return undefined;
  const [from, to] = isSingle ? [first - 1, first + secret.length + 1] : [first, first + secret.length];
  return [replaceText({ file, start: start + from, end: start + to }, reader(name))];
}
