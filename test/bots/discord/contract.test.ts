import { readCommand } from '../../../src/bots/commands.ts';
import { discordBots, textOf } from '../../support/discord-bot.ts';
import { aCommand, aQuestion } from '../../support/discord-interactions.ts';
import { startDiscord } from '../../support/discord-server.ts';
import { describeBot } from '../describe-bot.ts';

/** What somebody typed, as the command that Discord makes of it. */
function toInteraction(text: string) {
  const typed = readCommand(text);
  if (!typed || typed.rest === '') return typed && typed.name !== 'ask' ? aCommand(typed.name) : aQuestion(text);
  const [first = '', second = '', third = ''] = typed.rest.split(' ');
  switch (typed.name) {
    case 'compare':
      return aCommand('compare', { first, second, third });
    case 'find':
      return aCommand('find', { topic: typed.rest });
    case 'app':
      return aCommand('app', { name: typed.rest });
    default:
      return aQuestion(typed.rest);
  }
}

describeBot('Discord', async () => {
  const server = await startDiscord();
  const bot = (await discordBots()).start(server);
  let heard = 0;
  return {
    say: async (text) => {
      heard += 1;
      server.push(toInteraction(text));
      const calls = await server.waitFor('callback', heard);
      return textOf(calls[heard - 1]);
    },
    end: async () => {
      bot.stop();
      await bot.ended;
      await server.close();
    },
  };
});
