import { toSourceId } from '../knowledge.ts';
import type { Problem } from '../problem.ts';
import { findingsOf, type Placed } from './each-finding.ts';
import type { Rule } from './rule.ts';

function citationsOf({ finding, path }: Placed): readonly (readonly [citation: string, path: string])[] {
  return [
    ...finding.evidence.map(({ source }, index) => [source, `${path}.evidence[${index}]`] as const),
    ...(finding.howTo ? [[finding.howTo.source, `${path}.howTo`] as const] : []),
  ];
}

/** Every source that is cited exists, every source that exists is cited, and no id means two of them. */
export const sourcesCited: Rule = ({ data, shared }) => {
  const problems: Problem[] = [];
  const sharedCited = new Set<string>();
  const ids = new Map<string, string>([...shared.keys()].map((id) => [id, 'data/sources']));
  for (const [app, file] of Object.entries(data.apps)) {
    const place = `apps/${app}.json`;
    const cited = new Set<string>();
    for (const placed of findingsOf(app, file, shared)) {
      for (const [citation, path] of citationsOf(placed)) {
        (file.sources?.[citation] ? cited : sharedCited).add(citation);
        if (placed.cited(citation)) continue;
        problems.push({ file: place, path, fault: `cites "${citation}", which is no source`, mend: 'add it under "sources" or fix the id' });
      }
    }
    for (const key of Object.keys(file.sources ?? {})) {
      const path = `sources.${key}`;
      const taken = ids.get(toSourceId(app, key)) ?? (shared.has(key) ? 'data/sources' : undefined);
      if (taken !== undefined) problems.push({ file: place, path, fault: `has an id that ${taken} has too`, mend: 'give it another key' });
      ids.set(toSourceId(app, key), `data/${place}`);
      if (!cited.has(key)) problems.push({ file: place, path, fault: 'is cited by no finding', mend: 'cite it in the evidence of a finding or leave it out' });
    }
  }
  for (const [publisher, file] of Object.entries(data.publishers)) {
    for (const key of Object.keys(file.sources)) {
      if (sharedCited.has(toSourceId(publisher, key))) continue;
      problems.push({
        file: `sources/${publisher}.json`,
        path: `sources.${key}`,
        fault: 'is cited by no app',
        mend: `cite it as "${toSourceId(publisher, key)}" or leave it out`,
      });
    }
  }
  return problems;
};
