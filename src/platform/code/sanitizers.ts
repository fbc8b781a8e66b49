/** Calls whose result is harmless, whatever went in: numbers, hashes, quoted and encoded texts; and what is asked of a value before it is used. */
import type { Language, SinkKind } from '../../model/code.ts';

export interface SanitizerRow {
  readonly name: RegExp;
  /** Against these kinds only; against all where left out. */
  readonly against?: readonly SinkKind[];
}

const python: readonly SanitizerRow[] = [
  { name: /^(?:int|float|bool|len|uuid\.UUID|decimal\.Decimal|datetime\.\w+\.fromisoformat|ipaddress\.\w+|abs|round|ord|hash|min|max)$/ },
  { name: /^(?:hashlib\.\w+(?:\(\)\.(?:hexdigest|digest))?|hmac\.\w+|base64\.(?:b64encode|urlsafe_b64encode)|secrets\.\w+)$/ },
  { name: /^shlex\.(?:quote|join)$|^pipes\.quote$/, against: ['command'] },
  { name: /^(?:html\.escape|markupsafe\.escape|bleach\.clean|cgi\.escape)$/, against: ['html'] },
  { name: /^(?:os\.path\.basename|werkzeug\.utils\.secure_filename|werkzeug\.secure_filename)$/, against: ['path'] },
  { name: /^urllib\.parse\.(?:quote|quote_plus|urlencode)$/, against: ['path', 'html', 'request', 'command'] },
  { name: /^(?:psycopg2\.sql\.\w+|psycopg\.sql\.\w+)$|\.bindparams$/, against: ['sql'] },
  { name: /^str$/, against: ['nosql'] },
  {
    name: /(?:model_validate|parse_obj|parse_raw|validate_python|from_orm)$|^aws_lambda_powertools\.utilities\.(?:validation\.validate|parser\.parse)$/,
  },
];

const script: readonly SanitizerRow[] = [
  { name: /^(?:Number|parseInt|parseFloat|Boolean|BigInt|Date|Math\.\w+|Number\.\w+)$/ },
  { name: /^crypto\.(?:createHash|createHmac)\(\)\.update\(\)\.digest$|^crypto\.(?:randomUUID|randomBytes)$/ },
  { name: /^(?:shell-quote\.quote|shell-escape|shescape\.\w+)$/, against: ['command'] },
  {
    name: /^(?:he\.(?:encode|escape)|escape-html|lodash\.escape|validator\.escape|dompurify\.sanitize|DOMPurify\.sanitize|sanitize-html|xss)$/i,
    against: ['html'],
  },
  { name: /^path\.basename$/, against: ['path'] },
  { name: /^(?:encodeURIComponent|encodeURI|escape|querystring\.escape)$/, against: ['path', 'html', 'request', 'command'] },
  { name: /^(?:mysql2?|sqlstring|pg-format|pg\.Client\(\))\.(?:escape|escapeId|escapeLiteral|escapeIdentifier|format)$/, against: ['sql'] },
  { name: /^(?!JSON\.)(?:.*[.)])?(?:parse|parseAsync|safeParse|validateSync|validate|attempt)$/, against: ['nosql'] },
  { name: /^JSON\.stringify$/, against: ['nosql'] },
  { name: /^String$/, against: ['nosql'] },
  { name: /(?:searchParams|query|headers|params|URLSearchParams\(\))\.get$|(?:^|\.)req(?:uest)?\.(?:param|header|get|query)$/, against: ['nosql'] },
];

const java: readonly SanitizerRow[] = [
  {
    name: /(?:^|\.)(?:Integer|Long|Double|Float|Short|Boolean|UUID|BigDecimal|LocalDate|Instant|BigInteger|Enum)\.(?:parse\w*|valueOf|fromString|of)$|^java\.math\.\w+$/,
  },
  { name: /(?:^|\.)(?:MessageDigest\.getInstance\(\)\.digest|DigestUtils\.\w+|Base64\.getEncoder\(\)\.encodeToString|Hex\.encode\w*)$/ },
  { name: /(?:Encode\.forHtml\w*|StringEscapeUtils\.escapeHtml\w*|HtmlUtils\.htmlEscape|Jsoup\.clean)$/, against: ['html'] },
  { name: /\.(?:setParameter|bind)$/, against: ['sql'] },
  { name: /\.(?:getFileName|FilenameUtils\.getName)$|\.getFileName\(\)\.toString$/, against: ['path'] },
  { name: /URLEncoder\.encode$/, against: ['path', 'html', 'request', 'command'] },
];

const go: readonly SanitizerRow[] = [
  { name: /^strconv\.(?:Atoi|Parse\w+|FormatInt|Itoa)$|(?:^|\.)uuid\.(?:Parse|MustParse)$|^len$|^int\d*$|^time\.Parse$|^net\.ParseIP$/ },
  { name: /^(?:crypto\.\w+\.Sum\w*|encoding\.(?:hex|base64)\.[\w.]*EncodeToString)$/ },
  { name: /^(?:html\.EscapeString|html\.template\.HTMLEscapeString)$|bluemonday.*Sanitize$/, against: ['html'] },
  { name: /^(?:path\.filepath|path)\.Base$|^filepath\.IsLocal$/, against: ['path'] },
  { name: /^net\.url\.(?:QueryEscape|PathEscape)$/, against: ['path', 'html', 'request', 'command'] },
  { name: /(?:pq|pgx)\.(?:QuoteIdentifier|QuoteLiteral)$|Identifier\(\)\.Sanitize$/, against: ['sql'] },
  { name: /shellescape\.Quote$/, against: ['command'] },
];

const csharp: readonly SanitizerRow[] = [
  {
    name: /(?:^|\.)(?:int|long|short|decimal|double|float|bool|Int32|Int64|Guid|DateTime|DateTimeOffset|DateOnly|Enum|Convert|IPAddress)\.(?:Parse\w*|TryParse\w*|To\w+)$/,
  },
  { name: /\.(?:WithParameter|AddWithValue)$/, against: ['sql'] },
  { name: /(?:SHA\d+\.HashData|Convert\.To(?:Base64|Hex)String)$/ },
  { name: /(?:HttpUtility|WebUtility|HtmlEncoder\.Default)\.(?:HtmlEncode|Encode)$/, against: ['html'] },
  { name: /(?:^|\.)Path\.GetFileName(?:WithoutExtension)?$/, against: ['path'] },
  { name: /(?:Uri\.EscapeDataString|UrlEncode)$/, against: ['path', 'html', 'request', 'command'] },
];

export const sanitizers: Readonly<Record<Language, readonly SanitizerRow[]>> = {
  python,
  javascript: script,
  typescript: script,
  java,
  go,
  csharp,
};
