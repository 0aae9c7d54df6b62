import type { Data, DataFiles } from '../data.ts';
import type { Day } from '../days.ts';
import type { FiledSource } from '../knowledge.ts';
import type { Problem } from '../problem.ts';

/** What a rule may look at. */
export interface Checked {
  readonly data: Data;
  readonly files: DataFiles;
  readonly shared: ReadonlyMap<string, FiledSource>;
  readonly today: Day;
}

/** One rule: looks at all the data and tells every problem of its kind. */
export type Rule = (checked: Checked) => readonly Problem[];
