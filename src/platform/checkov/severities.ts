/**
 * How bad what Checkov's checks find is, and which practice of ours each belongs to. Checkov tells a severity only to who has a key of
 * its service, so these are our own judgements, made in November 2026 from the names of its checks and a look at the sources of those that
 * say little. Keys of the customer's own where the cloud's keys serve, private networks around what asks for credentials, and settings
 * that clouds have turned on by default since are `low` at most; what only costs availability or money is a `note`.
 */

export interface Judgement {
  readonly severity: 'critical' | 'high' | 'medium' | 'low' | 'note';
  /** Empty where none of ours fits. */
  readonly practice: string;
}

/** Of a check that is not in the table. */
const unjudged: Judgement = { severity: 'medium', practice: '' };

/** `CKV_AWS:1,62` stands for CKV_AWS_1 and CKV_AWS_62. */
const table: Readonly<Record<string, Partial<Record<Judgement['severity'], string>>>> = {
  '': {
    high: 'CKV2_GCP:7,12 CKV_AWS:24,25,100,277,334 CKV_AZURE:9,10,239 CKV_GCP:2,3,18,75,88 CKV_AWS:210',
    medium: `
      CKV2_AWS:12 CKV_AWS:38,79,88,130,260,291,335,336,388 CKV_AZURE:1,5,6,8,77,115,141,143,149,160,178,251 CKV_GCP:7,31,40,77,106
      CKV_AWS:154,164,333,371 CKV_AZURE:45,49
    `,
    low: `
      CKV2_AWS:8,14,21,22,28,32,35,37,41,44,50,52,58,68 CKV2_AZURE:7,29,31,38,39,44,50,51,52 CKV2_GCP:1,18,19,20 CKV_ALI:10,25,30
      CKV_AWS:9,10,11,12,13,14,15,21,28,39,51,93,133,137,139,143,150,161,162,163,165,207,208,216,225,226,248,249,250,293,300,304,305
      CKV_AWS:310,329,330,339,348,359,361,370,374,382 CKV_AZURE:7,32,43,50,64,92,94,102,116,118,119,120,127,171,177,179,187,188,206,212
      CKV_AZURE:214,228,229,230,231,232,246,250 CKV_GCP:9,10,12,13,14,20,25,27,32,34,35,36,39,50,58,59,63,64,65,66,68,69,70,71,72,74,78
      CKV_GCP:108,109,113,119,120,121 CKV_GHA:5,6 CKV_OCI:8 CKV_OPENAPI:16,17 CKV_TF:1
      CKV_AWS:123,170,172,392 CKV2_AZURE:23,46 CKV_AZURE:95,121,123,125,133,135,157,163,166,176,191,216,238,242
    `,
    note: `
      CKV2_AWS:5,16,19,59,60,61,62 CKV2_GCP:13,14,15,16,17 CKV_ALI:11 CKV_AWS:23,120,135,138,144,157,217,233,234,237,261,313,318,326,353
      CKV_AWS:362,386,394 CKV_AZURE:114,168,169,170,182,183,213,226 CKV_GCP:21,23,55,56,57,79,123 CKV_OCI:7 CKV_TF:2
      CKV2_AWS:23 CKV_AWS:332,360,383 CKV_AZURE:103,129,175,208,209,211,225,233
    `,
  },
  'api-no-auth': {
    high: 'CKV2_AWS:70 CKV_AWS:59,309 CKV_OPENAPI:1,4,5',
    medium: 'CKV2_AZURE:27 CKV_AWS:366 CKV_AZURE:13,56,132,137,140,184,192,203,236 CKV_OPENAPI:2,6,8,9,10,11,12,13,14,15,19',
    low: 'CKV2_AWS:51 CKV_AZURE:17,152',
  },
  'api-no-throttle': {
    low: 'CKV2_AWS:29,33 CKV_AWS:68,175,342',
  },
  'api-no-validation': {
    low: 'CKV2_AWS:47,53,76,77,78 CKV_AWS:192 CKV_OPENAPI:21',
  },
  'cors-any': {
    medium: 'CKV2_AWS:75 CKV_AZURE:57,62',
  },
  'encryption-at-rest': {
    high: 'CKV2_GCP:6,8 CKV_AWS:33 CKV_GCP:112',
    medium: 'CKV2_AWS:2 CKV_ALI:22 CKV_AWS:3,5,8,16,26,29,42,43,44,58,74,78,94,96,99,155,156,279 CKV_AZURE:2,73,105,151',
    low: `
      CKV2_AWS:34,64,73 CKV2_AZURE:1,16,17 CKV_ALI:6 CKV_AWS:7,19,27,119,136,145,147,149,166,184,185,186,189,191,209,214,227,240,241,247
      CKV_AWS:280,294,297,308,311,327,337,347,354 CKV_AZURE:40,41,42,93,96,100,110,111,112,117,130,186,199,201,227 CKV_GCP:37,38,43,80
      CKV_GCP:81,82,83,84,93 CKV_OCI:9
      CKV_AWS:82,160,187,195,367,368,373 CKV2_AZURE:48 CKV_AZURE:74,75,76,97,240
    `,
  },
  'env-not-encrypted': {
    low: 'CKV_AWS:173',
  },
  'function-hardening': {
    low: 'CKV_AWS:116 CKV_AZURE:16,71,72,78,155,202',
    note: 'CKV_AWS:115,117,272 CKV_AZURE:88',
  },
  'iam-admin-role': {
    high: 'CKV2_AWS:40,56 CKV_AWS:1,62,274,275 CKV_AZURE:39 CKV_GCP:42,115,116,117',
  },
  'iam-cross-account': {
    high: 'CKV_AWS:60,61,283,385',
  },
  'iam-escalation': {
    high: 'CKV_AWS:109,110,286,289 CKV_GCP:41,44,45,49',
  },
  'iam-shared-role': {
    medium: 'CKV_GCP:46,47,48',
  },
  'iam-wildcard': {
    high: 'CKV_AWS:49,63,72',
    medium: 'CKV_AWS:107,108,111,287,288,290,355,356',
    low: 'CKV_AWS:40,273',
  },
  'invoke-open': {
    high: 'CKV2_GCP:10 CKV_AWS:258,301,364 CKV_GCP:102,107,124',
    medium: 'CKV_AZURE:107,174,185,204,221,222',
  },
  'log-access': {
    low: 'CKV2_AZURE:8 CKV2_GCP:4 CKV_AWS:66,158,338',
  },
  'log-sensitive-data': {
    medium: 'CKV_AWS:276',
  },
  'no-alarm': {
    low: 'CKV2_AWS:10 CKV2_AZURE:4,5 CKV_AWS:252,319 CKV_AZURE:20,21,22,26,27,131',
  },
  'no-audit': {
    medium: 'CKV2_GCP:5 CKV_AWS:67,251',
    low: 'CKV2_AWS:3,45,48 CKV2_AZURE:2,3,13,53,54 CKV_AWS:35,36,121,238 CKV_AZURE:19,23,24,25,37,38,55,61,69,79,84,85,86,87,128,156,234',
  },
  'no-logging': {
    low: `
      CKV2_AWS:4,11,27,30,31 CKV2_AZURE:20,21 CKV_ALI:4,5,12,35,36,37 CKV_AWS:18,37,48,50,65,73,76,80,84,85,86,91,92,95,101,104,118,126
      CKV_AWS:129,176,193,194,223,284,285,314,317,324,325 CKV_AZURE:4,12,30,31,33,63,65,66,146,159 CKV_GCP:1,8,26,51,52,53,54,61,62,110
      CKV_GCP:111
      CKV_AWS:71,197,224
    `,
  },
  'public-storage': {
    critical: 'CKV2_GCP:9 CKV_AWS:20,57 CKV_GCP:15,28,100,101',
    high: 'CKV2_AWS:43 CKV2_AZURE:34,47 CKV_ALI:1,9 CKV_AWS:17,69,70,87,89,102,375 CKV_AZURE:11,34,59,138,190 CKV_GCP:11 CKV_OCI:10 CKV_AWS:32',
    medium: 'CKV2_AZURE:6,49 CKV_AZURE:35,48,53,68,89,99,101,104,109,113,134,139,189,193,248 CKV_GCP:60,114',
    low: 'CKV2_AWS:6,46,65 CKV2_AZURE:19,32,33,40,41,42,45 CKV_AWS:53,54,55,56 CKV_AZURE:36,58,158,243,244 CKV_GCP:29',
  },
  'runtime-deprecated': {
    medium: 'CKV_AWS:363 CKV_AZURE:80,81,82,83',
  },
  'secret-in-code': {
    critical: 'CKV_AWS:41,46,384 CKV_OCI:1 CKV_SECRET:1,2,3,4,5,6,7,8,9,11,12,13,14,15,16,17,18,19',
    medium: 'CKV2_AWS:36 CKV2_GCP:3',
  },
  'secret-in-env': {
    critical: 'CKV_AWS:45',
  },
  'secret-lifecycle': {
    low: 'CKV2_AWS:57 CKV_AZURE:172',
  },
  'tls-in-transit': {
    high: 'CKV_AWS:30,31,206,215 CKV_AZURE:3,14,29,47,70,91,153,215 CKV_GCP:6 CKV_OPENAPI:3,7,18,20',
    medium: `
      CKV2_AWS:20,54,69,72,74 CKV_ALI:20 CKV_AWS:2,6,34,81,83,90,97,103,105,174,228,376,378,379 CKV_AZURE:15,28,44,52,54,145,147,148,154,173
      CKV_AZURE:205,217,218,223
    `,
    low: 'CKV2_AWS:71 CKV_AWS:127,131,211,259,328,369',
    note: 'CKV2_AWS:42 CKV_AZURE:18,67',
  },
  'trigger-open': {
    high: 'CKV_AWS:168,169,387 CKV_GCP:99',
  },
  'workflow-ci': {
    high: 'CKV2_GHA:1 CKV_AWS:358,393 CKV_GCP:118,125 CKV_GHA:1,2,3,4',
    low: 'CKV_AWS:316 CKV_GCP:86 CKV_GHA:7',
  },
};

const judgements: ReadonlyMap<string, Judgement> = new Map(
  Object.entries(table).flatMap(([practice, bySeverity]) =>
    Object.entries(bySeverity).flatMap(([severity, ids]) =>
      idsIn(ids).map((id) => [id, { severity: severity as Judgement['severity'], practice }] as const),
    ),
  ),
);

function idsIn(text: string): readonly string[] {
  return text
    .trim()
    .split(/\s+/)
    .flatMap((family) => {
      const [prefix = '', numbers = ''] = family.split(':');
      return numbers.split(',').map((number) => `${prefix}_${number}`);
    });
}

export function judgementOf(checkId: string): Judgement {
  return judgements.get(checkId) ?? unjudged;
}

/** Every check that was judged. */
export function judgedChecks(): readonly string[] {
  return [...judgements.keys()];
}
