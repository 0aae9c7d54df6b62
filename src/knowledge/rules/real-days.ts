import { firstDay } from '../days.ts';
import type { Problem } from '../problem.ts';
import type { SourceFile } from '../schema.ts';
import { eachFinding } from './each-finding.ts';
import type { Checked, Rule } from './rule.ts';

type Dated = readonly [path: string, written: string | undefined];

function look(file: string, dated: readonly Dated[], today: string): readonly Problem[] {
  return dated.flatMap(([path, written]) => {
    if (written === undefined) return [];
    const day = firstDay(written);
    if (day === undefined) return [{ file, path, fault: `"${written}" is no day of the calendar`, mend: 'write a real day as YYYY, YYYY-MM or YYYY-MM-DD' }];
    if (day > today) return [{ file, path, fault: `"${written}" lies in the future`, mend: 'record what is so today; write it when it has come' }];
    return [];
  });
}

function sourceDays(path: string, { published, checked }: Omit<SourceFile, 'publisher'>): readonly Dated[] {
  return [
    [`${path}.published`, published],
    [`${path}.checked.on`, checked?.on],
    [`${path}.checked.of`, checked?.of],
  ];
}

function inFiles({ data, today }: Checked): readonly Problem[] {
  const ofApps = Object.entries(data.apps).flatMap(([app, { discontinued, sources }]) =>
    look(`apps/${app}.json`, [['discontinued', discontinued], ...Object.entries(sources ?? {}).flatMap(([key, source]) => sourceDays(`sources.${key}`, source))], today),
  );
  const ofPublishers = Object.entries(data.publishers).flatMap(([publisher, { sources }]) =>
    look(
      `sources/${publisher}.json`,
      Object.entries(sources).flatMap(([key, source]) => sourceDays(`sources.${key}`, source)),
      today,
    ),
  );
  return [...ofApps, ...ofPublishers];
}

/** Days are real, none lies in the future, and what begins ends later. */
export const realDays: Rule = (checked) => [
  ...inFiles(checked),
  ...eachFinding(checked, ({ finding: { since, until }, file, path }) => {
    const problems = look(
      file,
      [
        [`${path}.since`, since],
        [`${path}.until`, until],
      ],
      checked.today,
    );
    if (problems.length > 0 || since === undefined || until === undefined) return problems;
    const [from, to] = [firstDay(since), firstDay(until)];
    if (from !== undefined && to !== undefined && from < to) return [];
    return [{ file, path: `${path}.until`, fault: `"${until}" is not later than since, "${since}"`, mend: 'until is the first day on which it is no longer true' }];
  }),
];
