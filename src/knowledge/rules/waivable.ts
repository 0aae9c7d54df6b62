import type { Problem } from '../problem.ts';
import type { Waivable } from '../schema.ts';
import { eachFinding, type Placed } from './each-finding.ts';
import type { Checked, Rule } from './rule.ts';

/** What is wrong with a finding beside others: where, what, and how to mend it. */
export interface Clash {
  /** The JSON path inside the finding; the finding itself if empty. */
  readonly at: string;
  readonly fault: string;
  readonly mend: string;
}

/** Makes a rule that a finding may break if it says why; a reason where nothing is broken is a fault. */
export function waivable(name: Waivable, tell: (placed: Placed, checked: Checked) => Clash | undefined): Rule {
  return (checked) =>
    eachFinding(checked, (placed): readonly Problem[] => {
      const { file, path, finding } = placed;
      const clash = tell(placed, checked);
      const waived = finding.waives?.[name] !== undefined;
      if (clash && !waived) {
        return [{ file, path: `${path}${clash.at}`, fault: clash.fault, mend: `${clash.mend}; if it is right all the same, say why under "waives" as "${name}"` }];
      }
      return !clash && waived ? [{ file, path: `${path}.waives.${name}`, fault: 'waives a rule that holds', mend: 'leave it out' }] : [];
    });
}
