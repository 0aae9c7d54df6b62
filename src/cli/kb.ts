import { Command } from 'commander';
import { dataPlace, today } from '../config.ts';
import { canonical } from '../knowledge/canonical.ts';
import { inspect, readFiles } from '../knowledge/load.ts';
import { describeProblem } from '../knowledge/problem.ts';

const program = new Command('kb');
program.option('--data <folder>', 'use another data folder');
program.command('check').action(async () => {
  const { problems } = inspect(await readFiles(dataPlace(program.opts().data).folder), today());
  for (const problem of problems) console.log(describeProblem(problem));
  console.log(`${problems.length} problems`);
  process.exitCode = problems.length > 0 ? 1 : 0;
});
program
  .command('format')
  .argument('<files...>')
  .action(async (names: string[]) => {
    const { folder } = dataPlace(program.opts().data);
    const files = await readFiles(folder);
    const { writeFile } = await import('node:fs/promises');
    for (const name of names) await writeFile(`${folder}/${name}`, canonical(name, JSON.parse(files[name] ?? '')));
  });
await program.parseAsync();
