import type { Command } from 'commander';
import { dataPlace, today } from '../../config.ts';
import { sayFinding } from '../../core/say-finding.ts';
import type { Day } from '../../knowledge/days.ts';
import { type App, type Finding, isStale, type Knowledge, toAppId } from '../../knowledge/knowledge.ts';
import { load } from '../../knowledge/load.ts';
import { near } from '../near.ts';
import { drawSample, toReviewTable } from './sample.ts';

function allFindings({ apps }: Knowledge): readonly Finding[] {
  return [...apps.values()].flatMap(({ findings }) => [...findings.values()].flat());
}

function stale(knowledge: Knowledge, day: Day): readonly Finding[] {
  return allFindings(knowledge).filter((finding) => {
    const topic = knowledge.topics.get(finding.topic);
    return topic !== undefined && isStale(finding, topic, day);
  });
}

/** The topics that make sense for an app and of which nothing is recorded. */
function gapsOf(app: App, knowledge: Knowledge): readonly string[] {
  return [...knowledge.topics.values()].filter(({ id, fits }) => !app.findings.has(id) && (fits === undefined || fits.includes(app.category))).map(({ id }) => id);
}

function share(part: number, whole: number): string {
  return whole === 0 ? '0 %' : `${Math.round((100 * part) / whole)} %`;
}

function stats(knowledge: Knowledge, day: Day): readonly (readonly [string, string | number])[] {
  const findings = allFindings(knowledge);
  const count = (test: (finding: Finding) => boolean) => findings.filter(test).length;
  const read = count(({ evidence }) => evidence.some(({ source }) => knowledge.sources.get(source)?.checked != null));
  return [
    ['apps', knowledge.apps.size],
    ['apps with findings', [...knowledge.apps.values()].filter(({ findings: own }) => own.size > 0).length],
    ['apps known by name only', knowledge.names.length],
    ['topics', knowledge.topics.size],
    ['findings', findings.length],
    ['  of the past', count(({ until }) => until !== null)],
    ['  disputed', count(({ verdict }) => verdict === 'disputed')],
    ['  not established', count(({ verdict }) => verdict === 'unknown')],
    ['  with an independent voice', count(({ strength }) => strength !== 'vendor-only')],
    ['  resting on a source that was read', `${read} (${share(read, findings.length)})`],
    ['  stale', stale(knowledge, day).length],
    ['sources', knowledge.sources.size],
    ['  read', [...knowledge.sources.values()].filter(({ checked }) => checked !== null).length],
  ];
}

/** The whole base as one JSON object (see "Export" in docs). */
function toExport(knowledge: Knowledge, day: Day): object {
  const { apps, topics, sources } = knowledge;
  return {
    apps: [...apps.values()].map(({ findings: _, ...app }) => ({ ...app, aliases: app.aliases.map(({ name }) => name) })),
    topics: [...topics.values()],
    sources: [...sources.values()],
    findings: allFindings(knowledge).map((finding) => {
      const topic = topics.get(finding.topic);
      const { newest: _newest, earliest: _earliest, claim: _claim, weighing: _weighing, ...told } = finding;
      return { ...told, stale: topic !== undefined && isStale(finding, topic, day) };
    }),
  };
}

/** The commands of `kb` that tell what is known: show, gaps, stale, stats, export. */
export function addReportCommands(kb: Command): void {
  const open = async () => (await load(dataPlace(kb.opts().data), today())).knowledge;
  const appIn = (knowledge: Knowledge, id: string): App => knowledge.apps.get(toAppId(id)) ?? kb.error(`there is no app "${id}": ${near(id, [...knowledge.apps.keys()])}`);
  kb.command('show <app>')
    .description('print the findings of an app as the bot would say them, oldest first')
    .action(async (id: string) => {
      const knowledge = await open();
      const app = appIn(knowledge, id);
      const findings = [...app.findings.values()].flatMap((list) => list.toReversed());
      const said = findings.map((finding) => sayFinding(finding, knowledge, today()));
      console.log(said.length === 0 ? `Nothing is recorded of ${app.name} yet.` : said.join('\n\n────\n\n'));
    });
  kb.command('gaps [app]')
    .description('list the topics of which nothing is recorded, by app')
    .action(async (id: string | undefined) => {
      const knowledge = await open();
      const apps = id === undefined ? [...knowledge.apps.values()] : [appIn(knowledge, id)];
      for (const app of apps) {
        const gaps = gapsOf(app, knowledge);
        console.log(`${app.id}: ${gaps.length === 0 ? 'none' : `${gaps.length}: ${app.findings.size === 0 ? 'all' : gaps.join(', ')}`}`);
      }
    });
  kb.command('stale')
    .description('list the findings whose newest evidence is older than their topic allows')
    .action(async () => {
      const knowledge = await open();
      const old = stale(knowledge, today()).toSorted((a, b) => (a.newest ?? '').localeCompare(b.newest ?? '', 'en'));
      for (const { app, topic, scope, newest } of old) console.log(`${app} ${topic}${scope === null ? '' : ` (${scope})`}: newest evidence ${newest ?? 'has no day'}`);
      console.log(`${old.length} stale`);
    });
  kb.command('sample')
    .description('draw a tenth of the findings by lot, as a table for a second reader')
    .requiredOption('--seed <text>', 'what the lot is drawn by; the same seed draws the same findings')
    .option('--app <ids...>', 'of these apps only')
    .action(async ({ seed, app: ids }: { readonly seed: string; readonly app?: readonly string[] }) => {
      const knowledge = await open();
      const apps = ids?.map((id) => appIn(knowledge, id).id);
      const findings = allFindings(knowledge).filter(({ app }) => apps === undefined || apps.includes(app));
      console.log(toReviewTable(drawSample(findings, seed), knowledge));
    });
  kb.command('stats')
    .description('count what is known')
    .action(async () => {
      for (const [what, count] of stats(await open(), today())) console.log(`${what}: ${count}`);
    });
  kb.command('export')
    .description('print the whole knowledge base as one JSON object')
    .requiredOption('--json', 'as JSON, the one form there is')
    .action(async () => {
      console.log(JSON.stringify(toExport(await open(), today()), null, 2));
    });
}
