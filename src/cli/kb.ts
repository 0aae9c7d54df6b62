import { Command } from 'commander';
import { dataPlace, today } from '../config.ts';
import { editFiles, formatted } from '../knowledge/edit.ts';
import { inspect, readFiles } from '../knowledge/files.ts';
import { describeProblem } from '../knowledge/problem.ts';
import { orFail } from './fail.ts';
import { addNewCommands } from './kb/new.ts';
import { addReportCommands } from './kb/report.ts';

const kb = new Command('kb').description('Keeps the knowledge base.').option('--data <folder>', 'use another data folder');
const folder = () => dataPlace(kb.opts().data).folder;

kb.command('check')
  .description('tell every problem of the knowledge base, each with how to mend it')
  .action(async () => {
    const { problems } = inspect(await readFiles(folder()), today());
    for (const problem of problems) console.log(describeProblem(problem));
    console.log(problems.length === 0 ? 'No problems.' : `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}.`);
    if (problems.length > 0) process.exitCode = 1;
  });
kb.command('format')
  .description('write every file in the one canonical form')
  .action(async () => {
    const changed = await editFiles(folder(), formatted);
    for (const path of changed) console.log(`data/${path}`);
    console.log(changed.length === 0 ? 'Nothing to format.' : `${changed.length} formatted.`);
  });
addNewCommands(kb);
addReportCommands(kb);
await orFail(async () => {
  await kb.parseAsync();
});
