// How well questions are understood: `npm run questions` asks every question of test/questions/*.jsonl, prints the share that
// is read right by kind, what is read wrong, and what changed against the committed report.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ownAsk } from '../test/support/knowledge.ts';
import { REPORT, type Report, readRows, toReport } from '../test/support/questions.ts';

const path = fileURLToPath(REPORT);
const before: Report = JSON.parse(readFileSync(path, 'utf8'));
const ask = await ownAsk();
const { report, misread } = toReport(readRows(), ask);
for (const { question, wanted, given } of misread) console.log(`${question}\n    wanted ${wanted}\n    given  ${given}`);
console.log('');
for (const [kind, { right, of }] of Object.entries(report)) {
  const was = before[kind];
  const change = was ? right / of - was.right / was.of : 0;
  console.log(
    `${kind.padEnd(14)} ${String(right).padStart(4)} of ${String(of).padStart(4)}   ${((100 * right) / of).toFixed(1).padStart(5)} %${change === 0 ? '' : `   ${change > 0 ? '+' : ''}${(100 * change).toFixed(1)}`}`,
  );
}
if (process.argv.includes('--write')) writeFileSync(path, `${JSON.stringify(report, null, 2)}\n`);
