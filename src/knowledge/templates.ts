import { FILL_IN } from './edit.ts';
import type { AppFile, Category, FindingFile, SourceFile, TopicId } from './schema.ts';

/** What is known of an app when its file is begun. */
export interface NewApp {
  readonly id: string;
  readonly name?: string | undefined;
  readonly category?: Category | undefined;
  readonly vendor?: string | undefined;
  readonly country?: string | undefined;
}

function nameFromId(id: string): string {
  return id
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}

/** An app's file with what is known and nothing else; it answers "nothing is recorded". */
export function newApp({ id, name, category, vendor, country }: NewApp): AppFile {
  return {
    $schema: '../schema/app.schema.json',
    name: name ?? nameFromId(id),
    category: category ?? 'other',
    vendor: { name: vendor ?? name ?? nameFromId(id), ...(country !== undefined && { country }) },
  };
}

const NEW_SOURCE: SourceFile = {
  title: `${FILL_IN} the document's own title`,
  publisher: `${FILL_IN} who published it`,
  url: `${FILL_IN} its https address`,
  kind: 'vendor-policy',
};

function newFinding(source: string): FindingFile {
  return {
    verdict: 'unknown',
    summary: `${FILL_IN} one or two plain sentences of your own, 20 to 280 characters.`,
    evidence: [{ source, stance: 'silent', says: `${FILL_IN} one sentence of your own on what this source establishes and for when.` }],
  };
}

/** An app's file with the template of one more finding, and of a source for it, to be filled in. */
export function withNewFinding(app: AppFile, topic: TopicId): AppFile {
  const sources = app.sources ?? {};
  let key = 'new-source';
  for (let count = 2; sources[key]; count += 1) key = `new-source-${count}`;
  return {
    ...app,
    findings: { ...app.findings, [topic]: [newFinding(key), ...(app.findings?.[topic] ?? [])] },
    sources: { ...sources, [key]: NEW_SOURCE },
  };
}
