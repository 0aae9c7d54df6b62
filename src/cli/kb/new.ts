import type { Command } from 'commander';
import { dataPlace } from '../../config.ts';
import { canonical } from '../../knowledge/canonical.ts';
import { editFiles } from '../../knowledge/edit.ts';
import { CATEGORIES, TOPIC_IDS } from '../../knowledge/ids.ts';
import { appSchema, type Category, type TopicId } from '../../knowledge/schema.ts';
import { newApp, withNewFinding } from '../../knowledge/templates.ts';
import { near } from '../near.ts';

interface AppOptions {
  readonly name?: string;
  readonly category?: string;
  readonly vendor?: string;
  readonly country?: string;
}

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/u;

function isCategory(text: string): text is Category {
  return CATEGORIES.some((category) => category === text);
}

function isTopic(text: string): text is TopicId {
  return TOPIC_IDS.some((id) => id === text);
}

/** `kb new app <id>` and `kb new finding <app> <topic>`. */
export function addNewCommands(kb: Command): void {
  const folder = () => dataPlace(kb.opts().data).folder;
  const group = kb.command('new').description('begin an app or a finding');
  group
    .command('app <id>')
    .description('begin data/apps/<id>.json')
    .option('--name <name>', 'its name as the vendor writes it')
    .option('--category <category>', `one of ${CATEGORIES.join(', ')}`)
    .option('--vendor <name>', 'who makes it')
    .option('--country <code>', "the vendor's country, two capital letters")
    .action(async (id: string, { name, category, vendor, country }: AppOptions) => {
      if (!ID.test(id)) kb.error(`"${id}" is no id: use lower-case letters, figures and single hyphens, such as "delta-chat"`);
      if (category !== undefined && !isCategory(category)) kb.error(`"${category}" is no category: use one of ${CATEGORIES.join(', ')}`);
      const path = `apps/${id}.json`;
      await editFiles(folder(), (files) => {
        if (files[path] !== undefined) kb.error(`data/${path} is there already: edit it, or choose another id`);
        const known = category !== undefined && isCategory(category) ? category : undefined;
        return { ...files, [path]: canonical(path, newApp({ id, name, category: known, vendor, country })) };
      });
      console.log(`Begun: data/${path}. Complete its name, aliases, category, vendor, homepage and privacyPolicy,`);
      console.log(`then \`npm run kb -- new finding ${id} <topic>\` and \`npm run kb -- check\`.`);
    });
  group
    .command('finding <app> <topic>')
    .description('add the template of a finding to an app')
    .action(async (app: string, topic: string) => {
      if (!isTopic(topic)) return kb.error(`"${topic}" is no topic: ${near(topic, TOPIC_IDS)}`);
      const path = `apps/${app}.json`;
      await editFiles(folder(), (files) => {
        const text = files[path];
        const apps = Object.keys(files).flatMap((file) => /^apps\/(.+)\.json$/u.exec(file)?.[1] ?? []);
        if (text === undefined) return kb.error(`there is no app "${app}": ${near(app, apps)}, or begin it with \`npm run kb -- new app ${app}\``);
        const parsed = appSchema.safeParse(JSON.parse(text));
        if (!parsed.success) return kb.error(`data/${path} is not in order: run \`npm run kb -- check\` first`);
        return { ...files, [path]: canonical(path, withNewFinding(parsed.data, topic)) };
      });
      console.log(`Added the template of a finding: data/${path}, findings.${topic}[0]. Fill it in and run \`npm run kb -- check\`.`);
    });
}
