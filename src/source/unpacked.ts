/** Packages of others that were unpacked into a repository, as in layers: nobody mends them there, and there are thousands of files of them. */
import { folderOf, type FileTree } from './file-tree.ts';

/** The library a package belongs to, where its particulars were left out: `python/botocore/…`. */
const libraries =
  /(?:^|\/)(?:python|dependencies|package|libs?|layers?)\/(?:lib\/python3\.\d+\/site-packages\/)?(?:botocore|boto3|urllib3|requests|certifi|idna|chardet|charset_normalizer|pymysql|pika|psycopg2?|redis|s3transfer|dateutil|jmespath|yaml|numpy|pandas|jwt|jose|cryptography|pydantic|httpx|jinja2|flask|werkzeug|docutils|pip|setuptools|pkg_resources)\//i;

/** Tells whether a path lies in an unpacked package. */
export function unpackedIn(files: FileTree): (path: string) => boolean {
  const unpacked = new Set<string>();
  let particulars = '';
  for (const path of files.paths) {
    const end = path.indexOf('.dist-info/');
    if (end < 0 || (particulars !== '' && path.startsWith(particulars))) continue;
    particulars = path.slice(0, end + '.dist-info/'.length);
    for (const name of namesIn(particulars, files)) unpacked.add(name);
  }
  return (path) => {
    if (libraries.test(path)) return true;
    if (unpacked.size === 0) return false;
    for (let name = path; name !== ''; name = folderOf(name)) if (unpacked.has(name)) return true;
    return false;
  };
}

/**
 * What pip wrote beside its particulars, by the record it keeps of that, else by the package's name.
 * https://packaging.python.org/en/latest/specifications/recording-installed-packages/ (2026-11)
 */
function namesIn(particulars: string, files: FileTree): readonly string[] {
  const folder = folderOf(particulars.slice(0, -1));
  const record = files.read(`${particulars}RECORD`)?.text;
  const [distribution = ''] = particulars.slice(folder === '' ? 0 : folder.length + 1).split('-');
  const written = record?.split('\n').map((line) => /^"?([^",/\\]+)[",/]/.exec(line)?.[1] ?? '') ?? [distribution, distribution.toLowerCase()];
  return [...new Set(written)].filter((name) => name !== '' && name !== '..').map((name) => (folder === '' ? name : `${folder}/${name}`));
}
