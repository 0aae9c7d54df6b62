import type { Day } from '../../knowledge/days.ts';
import { bodyOf, type Knowledge, speaksOf } from '../../knowledge/knowledge.ts';
import type { Query } from '../query.ts';
import type { Result, Told } from '../result.ts';

/** Every finding of an app to which a publisher has said something, with what it says. */
export function answerByPublisher({ app: id, publisher, period }: Extract<Query, { intent: 'by-publisher' }>, knowledge: Knowledge, today: Day): Result {
  const findings = [...(knowledge.apps.get(id)?.findings.values() ?? [])].flat().filter((finding) => speaksOf(finding, period.to, today));
  const body = bodyOf(publisher);
  const told = findings.flatMap((finding): readonly Told[] => {
    const evidence = finding.evidence.filter(({ source }) => bodyOf(knowledge.sources.get(source)?.publisher ?? '') === body);
    return evidence.length === 0 ? [] : [{ finding, evidence }];
  });
  return { kind: 'by-publisher', app: id, publisher, period, told };
}
