import { deriveVerdict, VERDICT_RULES } from '../derive.ts';
import { voicesOf } from '../knowledge.ts';
import { eachFinding } from './each-finding.ts';
import type { Rule } from './rule.ts';

/** The verdict is the one that follows from the evidence, or says why it isn't; a needless reason is a fault. */
export const verdictFollows: Rule = (checked) =>
  eachFinding(checked, ({ finding, file, path, cited }) => {
    const { verdict, rule } = deriveVerdict(voicesOf(finding, cited));
    if (verdict !== finding.verdict && finding.verdictReason === undefined) {
      return [
        {
          file,
          path: `${path}.verdict`,
          fault: `is "${finding.verdict}", but from its evidence follows "${verdict}" (${VERDICT_RULES[rule]})`,
          mend: `write "${verdict}", mend the evidence, or give a "verdictReason"`,
        },
      ];
    }
    if (verdict === finding.verdict && finding.verdictReason !== undefined) {
      return [{ file, path: `${path}.verdictReason`, fault: 'waives a rule that holds', mend: 'leave it out' }];
    }
    return [];
  });
