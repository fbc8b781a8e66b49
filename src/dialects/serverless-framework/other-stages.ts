/** Texts that functions are given in stages other than the one that is read: secrets of `prod` are written beside those of `dev`. */
import { child, type DocumentNode } from '../../syntax/document.ts';
import type { Noun } from '../../model/noun.ts';
import { known } from '../../model/value.ts';
import { addText, nounOf } from './functions.ts';
import type { Service } from './service.ts';
import type { Variables } from './variables.ts';

/** Offers the literals of the other stages' environments that no text of the stage that is read stands for. */
export function readOtherStages(service: Service): void {
  const seen = new Set(service.nouns.texts.map(({ at }) => `${at.file.path}:${at.start}`));
  for (const stage of service.variables.writtenStages) {
    const variables = service.variables.withStage(stage);
    for (const block of service.functions) {
      const owner = nounOf(block, service);
      for (const holder of [child(service.root, 'provider'), block.node]) addEnvironment(holder, variables, owner, service, seen);
    }
  }
}

function addEnvironment(holder: DocumentNode | undefined, variables: Variables, owner: Noun, service: Service, seen: Set<string>): void {
  const environment = variables.follow(child(variables.follow(holder), 'environment'));
  if (environment?.kind !== 'mapping') return;
  for (const { key, value } of environment.pairs) {
    const node = variables.follow(value);
    if (node?.kind !== 'scalar' || node.tag !== undefined || typeof node.value !== 'string') continue;
    const place = `${node.at.file.path}:${node.at.start}`;
    if (seen.has(place)) continue;
    seen.add(place);
    const via = node === value ? [] : [value.at];
    addText(
      service,
      owner,
      key.text,
      known(node.text, node.at, (to) => service.editorOf(node).replace(to), via),
    );
  }
}
