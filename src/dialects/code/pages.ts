/** Which programs of a project are delivered to browsers, by what its manifest asks for and by where they stand. */
import type { FileTree } from '../../source/file-tree.ts';
import type { Root } from '../dialect.ts';

/** Packages that draw pages. */
const drawing =
  /"(?:vue|vuex|@vue\/[\w-]+|react-dom|svelte|preact|@angular\/core|quasar|@quasar\/[\w-]+|jquery|lit|solid-js|ember-source|backbone)"\s*:/;

/** Packages of programs that answer requests, and of frameworks whose pages are drawn by servers as well. */
const serving =
  /"(?:express|fastify|koa|@?hono(?:\/[\w-]+)?|next|nuxt|@remix-run\/[\w-]+|@sveltejs\/kit|@nestjs\/[\w-]+|aws-lambda|@types\/aws-lambda|@aws-lambda-powertools\/[\w-]+|@middy\/core|serverless(?:-[\w-]+)?|aws-cdk-lib|@azure\/functions|@google-cloud\/functions-framework|firebase-functions|aws-sdk)"\s*:/;

const pageFolders = /(?:^|\/)(?:front-?end|client|web-?(?:app|site|client|ui)?|ui|public|static|www|components|views|pages)\//i;

/** Says of a path of the root whether its program is delivered to browsers. */
export function pagesOf({ path }: Root, files: FileTree): (path: string) => boolean {
  const manifest = files.read(path === '.' ? 'package.json' : `${path}/package.json`)?.text ?? '';
  if (!drawing.test(manifest)) return () => false;
  const isServed = serving.test(manifest);
  return (one) => /\.[cm]?[jt]sx?$/.test(one) && (!isServed || (pageFolders.test(one) && !/(?:^|\/)(?:api|server|functions|lambdas?)\//i.test(one)));
}
