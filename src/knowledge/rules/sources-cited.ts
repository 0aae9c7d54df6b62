import { toSourceId } from '../knowledge.ts';
import type { Problem } from '../problem.ts';
import { findingsOf, type Placed } from './each-finding.ts';
import type { Checked, Rule } from './rule.ts';

function citationsOf({ finding, path }: Placed): readonly (readonly [citation: string, path: string])[] {
  return [
    ...finding.evidence.map(({ source }, index) => [source, `${path}.evidence[${index}]`] as const),
    ...(finding.howTo ? [[finding.howTo.source, `${path}.howTo`] as const] : []),
  ];
}

/** Citations of what is no source. */
function uncovered(placed: readonly Placed[]): readonly Problem[] {
  return placed.flatMap((one) =>
    citationsOf(one)
      .filter(([citation]) => !one.cited(citation))
      .map(([citation, path]) => ({ file: one.file, path, fault: `cites "${citation}", which is no source`, mend: 'add it under "sources" or fix the id' })),
  );
}

/** Sources of an app's file that nobody cites, or whose id a shared source has. */
function idle(app: string, keys: readonly string[], cited: ReadonlySet<string>, shared: Checked['shared']): readonly Problem[] {
  const file = `apps/${app}.json`;
  return keys.flatMap((key): readonly Problem[] => {
    const path = `sources.${key}`;
    const taken = shared.has(key) || shared.has(toSourceId(app, key));
    return [
      ...(taken ? [{ file, path, fault: 'has an id that data/sources has too', mend: 'give it another key' }] : []),
      ...(cited.has(key) ? [] : [{ file, path, fault: 'is cited by no finding', mend: 'cite it in the evidence of a finding or leave it out' }]),
    ];
  });
}

/** Every source that is cited exists, every source that exists is cited, and no id means two of them. */
export const sourcesCited: Rule = ({ data, shared }) => {
  const all = new Set<string>();
  const ofApps = Object.entries(data.apps).flatMap(([app, file]) => {
    const placed = findingsOf(app, file, shared);
    const cited = new Set(placed.flatMap(citationsOf).map(([citation]) => citation));
    for (const citation of cited) if (!file.sources?.[citation]) all.add(citation);
    return [...uncovered(placed), ...idle(app, Object.keys(file.sources ?? {}), cited, shared)];
  });
  const ofPublishers = Object.entries(data.publishers).flatMap(([publisher, { sources }]) =>
    Object.keys(sources)
      .filter((key) => !all.has(toSourceId(publisher, key)))
      .map((key) => ({
        file: `sources/${publisher}.json`,
        path: `sources.${key}`,
        fault: 'is cited by no app',
        mend: `cite it as "${toSourceId(publisher, key)}" or leave it out`,
      })),
  );
  return [...ofApps, ...ofPublishers];
};
