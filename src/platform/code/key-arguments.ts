/** Calls that take a secret without a name, by the position at which they do. */
interface KeyArgument {
  readonly name: RegExp;
  readonly position: number;
  /** What it is, as somebody would call a variable for it. */
  readonly called: string;
}

export const keyArguments: readonly KeyArgument[] = [
  { name: /^(?:twilio(?:\.Twilio|\.twilio)?|twilio\.rest\.Client)$/, position: 1, called: 'auth_token' },
  { name: /^jsonwebtoken\.(?:sign|verify)$|^(?:jwt|jose\.jwt|authlib\.jose\.jwt)\.(?:encode|decode)$/, position: 1, called: 'jwt_secret' },
  { name: /^crypto\.createHmac$/, position: 1, called: 'hmac_secret' },
  { name: /^crypto\.create(?:Cipheriv|Decipheriv)$/, position: 1, called: 'encryption_key' },
  { name: /^hmac\.(?:new|digest)$/, position: 0, called: 'hmac_secret' },
  {
    name: /(?:^|\.)Algorithm\.HMAC\d+$|(?:^|\.)Keys\.hmacShaKeyFor$|(?:^|\.)SymmetricSecurityKey$|[.)]SignedString$/,
    position: 0,
    called: 'jwt_secret',
  },
  { name: /(?:^|\.)SecretKeySpec$/, position: 0, called: 'secret_key' },
  { name: /(?:^|\.)HMACSHA(?:1|256|384|512)$/, position: 0, called: 'hmac_secret' },
];
