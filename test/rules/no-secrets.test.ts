/** Fifty strings of programs that look like secrets and are none, and a few that are. */
import { expect, test } from 'vitest';
import { dialects } from '../../src/dialects/index.ts';
import secretInCode from '../../src/rules/secrets/secret-in-code.ts';
import { scanBuiltin } from '../../src/scanners/builtin/builtin.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { allGrammars, prepareGrammars } from '../../src/syntax/grammars.ts';

await prepareGrammars(allGrammars);

function found(path: string, text: string): readonly string[] {
  const { findings } = scanBuiltin(memoryTree({ [path]: text }), { dialects, rules: [secretInCode], today: '2026-11-22', clock: () => 0 });
  return findings.map(({ place }) => text.split('\n')[place.startLine - 1]?.trim() ?? '');
}

const python = `
COMMIT = "9fceb02d0ae598e95dc970b74767f19372d61af8"
GIT_SHA = "2fd4e1c67a2d28fced849ee1bb76e7391b93eb12"
DIGEST = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
MD5 = "d41d8cd98f00b204e9800998ecf8427e"
PASSWORD_HASH = "$2b$12$KIXQ4S5h1H8rj7Q0k9bU8e5o3rZyT4mVnJ6dQwXcL2pA1sD0fG7hi"
REQUEST_ID = "550e8400-e29b-41d4-a716-446655440000"
TENANT = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"
SECRET_ARN = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders-db-AbCdEf"
KMS_KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
SECRET_NAME = "prod/orders/database"
DB_PASSWORD_SECRET = "projects/orders/secrets/db-password/versions/latest"
PASSWORD_PARAMETER = "/orders/prod/db-password"
API_KEY_HEADER = "x-api-key"
API_KEY = "x-api-key"
ACCESS_TOKEN = "access_token"
TOKEN_URL = "https://auth.example.com/oauth2/token"
PASSWORD = os.environ["DB_PASSWORD"]
SECRET_KEY = os.getenv("SECRET_KEY")
PASSWORD_FIELD = "password"
PASSWORD_REGEX = r"^(?=.*[A-Z])(?=.*\\d).{12,}$"
AWS_ACCESS_KEY_ID = "AKIAIOSFODNN7EXAMPLE"
AWS_SECRET_ACCESS_KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
TOKEN = "<your-token-here>"
API_TOKEN = "REPLACE_ME"
CLIENT_SECRET = "changeme"
DB_PASSWORD = "\${DB_PASSWORD}"
JWT_SECRET = "{{resolve:secretsmanager:jwt}}"
NEXT_TOKEN = "NextToken"
PAGE_TOKEN = "eyJrZXkiOiJ2YWx1ZSJ9"
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
password = get_password("orders")
token_type = "Bearer"
`;

const typescript = `
const integrity = 'sha512-9NR2bGxyIf5dmN6cWDaV5pyvQ0ql3nPkqUHd8/wq4zWwzGJq4lQ1k1G1F6Q5cQbJtVqC0cB1rFZbB4uUo8h2Yg==';
const image = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const publicKey = '-----BEGIN PUBLIC KEY-----MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAK-----END PUBLIC KEY-----';
const labels = { password: 'Password', confirmPassword: 'Confirm your password', token: 'token.expired', apiKey: 'settings.apiKey.label' };
const messages = { 'auth.password': 'Passwort', password: 'password is required' };
export enum Actions { RESET_PASSWORD = 'reset-password', CHANGE_PASSWORD = 'changePassword' }
const FORGOT_PASSWORD = 'forgot_password';
const RESET_PASSWORD = '/auth/reset-password';
const field = { type: 'password', name: 'password', autocomplete: 'current-password' };
const stripePublishable = 'pk_live_51H8examplePublishableKeyOnly';
const url = 'postgres://user:password@localhost:5432/orders';
const dsn = \`postgres://\${user}:\${password}@\${host}/orders\`;
const version = '2.31.0-beta.4+build.20241122';
const etag = '"33a64df551425fcc55e4d42a148795d9f25f89d4"';
const arn = 'arn:aws:iam::123456789012:role/OrdersSecretReader';
const header = { Authorization: \`Bearer \${token}\`, 'x-api-key': process.env.API_KEY };
const schema = { password: 'string', secret: 'varchar', token: 'text' };
const cookie = { name: 'session_token', path: '/' };
const kid = 'mZ3b0oXqkVb4vJQ2rT6yN8wE1sL5uH7d';
const tracking = 'UA-12345678-9';
const recaptchaSiteKey = '6LeIxAcTAAAAAJcZVRqyHh71UMIEGNQ_MXjiZKhI';
`;

test('what looks like a secret and is none stays unreported', () => {
  expect(python.trim().split('\n').length + typescript.trim().split('\n').length).toBeGreaterThanOrEqual(50);
  expect([...found('settings.py', python), ...found('settings.ts', typescript)]).toEqual([]);
});

test('what a program really uses is reported, sample-looking or not', () => {
  const key = `${'AK'}IA${'QZ7XW3RT5YU2PLMN'}`;
  const lines = [
    'connection = connect(host=HOST, password="supersecret")',
    'API_KEY = "my-secret-key"',
    `client = boto3.client("s3", aws_access_key_id="${key}")`,
    'DATABASE = "postgres://app:Tmb7-quarry-Olive88@db.orders.io:5432/orders"',
    'config = {"password": "Gr4nd-Pavois!2290"}',
    'session.auth = HTTPBasicAuth("app", "Kanaal!brug04")',
  ];
  expect(found('settings.py', `${lines.join('\n')}\n`)).toEqual(lines);
});
