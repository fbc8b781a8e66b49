/** The runtime that a Dockerfile is made from, where it is one that a platform of functions publishes. */
import type { RuntimeUse } from '../../model/function.ts';
import { absent, known } from '../../model/value.ts';
import { replaceText } from '../../source/edit.ts';
import { nameOf } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { span } from '../../source/span.ts';

/** `FROM public.ecr.aws/lambda/python:3.8 AS build` */
const from = /^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*([^\s:@]+):([\w.-]+)/gim;

/**
 * The images of Lambda carry the runtime's version as their tag: https://docs.aws.amazon.com/lambda/latest/dg/images-create.html (2026-11);
 * those of Azure Functions behind their own: https://github.com/Azure/azure-functions-docker (2026-11).
 */
interface Family {
  readonly provider: RuntimeUse['provider'];
  readonly image: RegExp;
  /** Of a language and a tag, and the other way round. */
  runtimeOf(language: string, tag: string): string | undefined;
  tagOf(runtime: string, tag: string): string | undefined;
}

const families: readonly Family[] = [
  {
    provider: 'aws',
    image: /^(?:public\.ecr\.aws\/lambda\/|(?:docker\.io\/)?amazon\/aws-lambda-)(python|nodejs|java|dotnet|ruby|go|provided)$/,
    runtimeOf: (language, tag) => {
      const version = /^(?:\d+(?:\.\d+)?|al2023|al2|8\.al2|latest)(?=$|[.-])/.exec(tag)?.[0];
      if (version === undefined || version === 'latest') return undefined;
      if (language === 'provided') return `provided.${version}`;
      if (language === 'java') return tag.startsWith('8.al2') ? 'java8.al2' : `java${version}`;
      if (language === 'nodejs') return `nodejs${version}.x`;
      return language === 'go' ? 'go1.x' : `${language}${language === 'dotnet' ? (version.split('.')[0] ?? '') : version}`;
    },
    tagOf: (runtime) => /^(?:python|nodejs|java|ruby)(\d+(?:\.\d+)?)(?:\.x)?$/.exec(runtime)?.[1] ?? /^dotnet(\d+)$/.exec(runtime)?.[1],
  },
  {
    provider: 'azure',
    image: /^mcr\.microsoft\.com\/azure-functions\/(python|node|java|powershell)$/,
    runtimeOf: (language, tag) => {
      const version = new RegExp(`-${language}(\\d+(?:\\.\\d+)?)`).exec(tag)?.[1];
      return version === undefined ? undefined : `${language}|${version}`;
    },
    tagOf: (runtime, tag) => {
      const [language = '', version = ''] = runtime.split('|');
      return tag.replace(new RegExp(`(-${language})\\d+(?:\\.\\d+)?`), `$1${version}`);
    },
  },
];

export function* baseImages(file: SourceFile, unit: string): Iterable<RuntimeUse> {
  for (const found of file.text.matchAll(from)) {
    const [whole, image = '', tag = ''] = found;
    const family = families.find((one) => one.image.test(image));
    const runtime = family?.runtimeOf(family.image.exec(image)?.[1] ?? '', tag);
    if (!family || runtime === undefined) continue;
    const end = found.index + whole.length;
    const at = span(file, end - tag.length, end);
    const line = span(file, found.index + whole.search(/\S/), end);
    // What is pinned by its digest stays what it is, whatever its tag says.
    const pinned = file.text[end] === '@';
    yield {
      kind: 'runtime-use',
      key: `${unit}#${found.index}`,
      address: image,
      type: 'FROM',
      provider: family.provider,
      label: nameOf(file.path),
      name: absent(line),
      at: line,
      body: line,
      runtime: known(runtime, at, (to) => {
        const written = pinned ? undefined : family.tagOf(to, tag);
        return written === undefined ? undefined : [replaceText(at, written)];
      }),
    };
  }
}
