/** Is a text, under the name it is given, a credential in clear? */
import { credentialIn, type Credential } from './formats.ts';
import { isOwnSecret, isSomeKey, secretKind, wordsOf, type SecretKind } from './names.ts';

/** Longer texts are documents. */
const longest = 8192;

const called: Readonly<Record<SecretKind, string>> = {
  password: 'a password',
  key: 'a secret key',
  token: 'a token',
  secret: 'a secret',
  credentials: 'credentials',
};

/** The credential that `text` is or holds. In texts known in part the unknown stands as one character `hole`. */
export function credentialUnder(name: string, text: string, hole: string): Credential | undefined {
  if (text.length < 4 || text.length > longest) return undefined;
  const found = judge(name, text, hole);
  return found && !isReference(text) ? found : undefined;
}

function judge(name: string, text: string, hole: string): Credential | undefined {
  const byFormat = credentialIn(text);
  if (byFormat) return byFormat;
  if (text.includes(hole)) return undefined;
  const member = text.trimStart().startsWith('{') ? credentialInJson(text, hole) : undefined;
  if (member) return member;
  const kind = secretKind(name) ?? (isRandom(text) && isSomeKey(name) ? 'key' : undefined);
  if (kind === 'key' && isKeyId(name, text)) return undefined;
  if (kind === undefined || !looksLike(kind, name, text)) return undefined;
  return { what: called[kind], secret: text };
}

/** Keys of KMS go by such names and numbers; a key itself is not written as one. */
function isKeyId(name: string, text: string): boolean {
  return (
    /^(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|mrk-[\da-f]{32})$/i.test(text) &&
    wordsOf(name).some((word) => /^(?:encrypt|encryption|kms|cmk|master)$/.test(word))
  );
}

/** Made by a machine to be a key: 32 or 64 hexadecimal digits, 256 bits or more in base64. */
function isRandom(text: string): boolean {
  if (text.length < 32) return false;
  if (/^(?:[\da-f]{32}|[\da-f]{64})$/i.test(text)) return /[a-f]/i.test(text) && /\d/.test(text) && new Set(text).size > 8;
  return /^[A-Za-z\d+/]{42,}={1,2}$/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text);
}

/** A secret often is an object: `{"username":"app","password":"…"}`. */
function credentialInJson(text: string, hole: string): Credential | undefined {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return undefined;
  for (const [name, value] of Object.entries(content)) {
    const found = typeof value === 'string' && !value.trimStart().startsWith('{') ? credentialUnder(name, value, hole) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** Dynamic references, vault addresses and what was encrypted before it was written down. */
function isReference(text: string): boolean {
  return /\{\{\s*resolve:|^@Microsoft\.KeyVault\(|^privateSettingsRef:|^(arn|ssm|secretsmanager|vault|kms|op|sops|doppler|ref\+\w+|gcp|azure|awssm|keyvault):|^ENC\[|^AQICA[\w+/=]{40,}$|^projects\/[^/]+\/secrets\//i.test(
    text,
  );
}

function looksLike(kind: SecretKind, name: string, text: string): boolean {
  if (isPlaceholder(text) || isSetting(text) || isPath(text) || isName(text) || isSelfDescription(text)) return false;
  if (kind !== 'password' && saysName(name, text)) return false;
  if (/\s/.test(text.trim()) && kind !== 'password') return false;
  if (/^\d+$/.test(text)) return kind === 'password' ? text.length >= 4 : text.length >= 16;
  if (kind === 'password') return text.length <= 128;
  if (isGeneric(text)) return false;
  if (/^[a-z]+$/.test(text) && text.length <= 10) return false;
  if (kind === 'secret' || kind === 'credentials') return isOwnSecret(name) || !isWordy(text);
  return text.length >= 6;
}

/** Stands for a value that somebody puts in before it is used. */
function isPlaceholder(text: string): boolean {
  if (/^<.*>$|^\[.*\]$|^\{.*\}$|^%.*%$|^__.*__$|^#\{|^\$|\$\{|\{\{|^(.)\1*$/.test(text)) return true;
  return /change.?(me|this|it|in)|replace|your|placeholder|example|dummy|sample|insert|todo|tbd|fixme|x{4}|\*{3}|not.?set|unset|goes.?here|to.?be.?|^(enter|put|add|set|fill|provide|gen|mock|fake)[-_ ]|^(test|fake|mock|foo|bar|foobar|none|null|nil|undefined|empty|default|redacted|hidden|n\/a|na)$/i.test(
    text,
  );
}

/** `FUNCTION_KEY: 'FUNCTION-KEY'` */
function saysName(name: string, text: string): boolean {
  const words = wordsOf(text);
  return words.length > 1 && words.join(' ') === wordsOf(name).join(' ');
}

/** Says only what would stand there: `KeyValue`, `MyApiKey`, `abc123`. */
function isGeneric(text: string): boolean {
  if (/^(abc|xyz|asdf|qwerty|1234)[a-z0-9]{0,6}$/i.test(text)) return true;
  return wordsOf(text).every((word) => /^(my|the|some|a|api|apikey|key|value|token|name|string|text|access|auth|client|app)$/.test(word));
}

/** Words that choose among a setting's kinds, spans of time, addresses and numbers of versions. */
function isSetting(text: string): boolean {
  if (
    /^(true|false|yes|no|on|off|enabled?|disabled?|required?|optional|auto|always|never|plain|plaintext|basic|bearer|header|cookie|query|custom|generated?|iam|jwt|cognito|saml|oidc|oauth2?|local|string|securestring|aws_iam)$/i.test(
      text,
    )
  ) {
    return true;
  }
  if (/^\d+(\.\d+)*\s?(ms|s|m|h|d|w|y|seconds?|minutes?|hours?|days?)?$/i.test(text)) return /[a-z.]/i.test(text);
  return /^(rate|cron)\(|^[a-z][a-z0-9+.-]*:\/\/|^[\w.+-]+@[\w-]+\.[\w.]+$|^([a-z0-9-]+\.)+(com|net|org|io|dev|internal|local|amazonaws\.com)$/i.test(
    text,
  );
}

/** A file, or a path in a vault or a parameter store: `/shop/prod/db-password`, `shop/db`, `tls.pem`. */
function isPath(text: string): boolean {
  if (/^(\.{0,2}|~)\/[\w.@:/{}-]*$/.test(text) && !/[+=]/.test(text)) return isWordy(text) || text.split('/').length > 2;
  if (/\.(pem|key|crt|cer|p12|pfx|jks|json|ya?ml|txt|env|ini|conf|properties)$/i.test(text)) return true;
  return text.includes('/') && text.split('/').every((part) => part !== '' && isWordy(part));
}

/** The name of a variable that holds it: `STRIPE_API_KEY`. */
function isName(text: string): boolean {
  return /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(text);
}

/** What says what it is, is its name in a vault: `orders-db-password`, `checkout-api-key`. */
function isSelfDescription(text: string): boolean {
  if (!isWordy(text) || !/[-_]/.test(text) || /^(my|super|top|very|default|admin|root|test)[-_]/i.test(text)) return false;
  return /(api[-_]?keys?|passw(or)?d|pwd|secrets?|credentials?|tokens?|[-_](name|id))$/i.test(text);
}

/** Made of words, and of numbers that count: `orders-db-secret`, `ApiCredentialsRef`, `geo-tiles-v2`. */
function isWordy(text: string): boolean {
  if (/[^\w./@:-]/.test(text)) return false;
  const words = wordsOf(text);
  const letters = words.reduce((sum, word) => sum + word.length, 0);
  return words.length > 0 && letters / words.length >= 3 && words.every((word) => /^([a-z]{1,24}\d{0,2}|v?\d{1,4})$/.test(word));
}
