// The floor that the app in Discord is measured beside: a bare discord.js app that answers everything with one sentence.
import { Client, Events } from 'discord.js';

const client = new Client({ intents: [], rest: { api: process.env.DISCORD_API_ROOT ?? '' } });
client.on(Events.InteractionCreate, (interaction) => {
  if (interaction.isRepliable()) void interaction.reply({ components: [{ type: 10, content: 'Yes.' }], flags: 32_768, allowedMentions: { parse: [] } });
  if (interaction.isAutocomplete()) void interaction.respond([{ name: 'Signal', value: 'signal' }]);
});
await client.login(process.env.DISCORD_TOKEN);
