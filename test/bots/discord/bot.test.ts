import { describe, expect, it } from '@jest/globals';
import { flagsOf, partsOf, textOf } from '../../support/discord-bot.ts';
import { aCheck, aCommand, anAutocomplete, aPress, aQuestion, aSelect, type Values } from '../../support/discord-interactions.ts';
import { discordScene, SAYING } from '../../support/discord-scene.ts';
import { type Call, type DiscordServer, startDiscord } from '../../support/discord-server.ts';

const { open, start, logged, events, told, answerTo } = await discordScene();
const EPHEMERAL = 64;
/** discord.js identifies once in five seconds, as Discord wants it. */
const A_NEW_SESSION = 20_000;

const hidden = (call: Call | undefined) => (flagsOf(call) & EPHEMERAL) !== 0;
const labelled = (call: Call | undefined, label: string) => partsOf(call).find((part) => part.label === label || part.placeholder === label);
const idOf = (call: Call | undefined, label: string) => String(labelled(call, label)?.custom_id);
const choicesOf = (call: Call | undefined): readonly { readonly name: string; readonly value: string }[] => {
  const data = call?.body.data;
  return typeof data === 'object' && data !== null && 'choices' in data && Array.isArray(data.choices) ? data.choices : [];
};

describe('the app in Discord', () => {
  it('answers in one call with a card: a coloured verdict, both voices, dated sources as links, buttons and a menu', async () => {
    const { server } = await start();
    const sent = await answerTo(server, aQuestion('does wechat delete messages after delivery'));
    expect(textOf(sent)).toMatch(/^⚖️ Disputed.* · WeChat · [\s\S]*Tencent says\n- [\s\S]*Others found\n- [\s\S]*As of 30 November 2026[\s\S]*Sources\n1\. /u);
    expect(partsOf(sent)[0]).toMatchObject({ type: 17, accent_color: 0x8e6bbf });
    expect(partsOf(sent).filter(({ type }) => type === 2).length).toBeGreaterThanOrEqual(3);
    expect(labelled(sent, 'Another topic of WeChat')).toBeDefined();
    expect(hidden(sent)).toBe(false);
    expect(server.calls.map(({ method }) => method).filter((method) => ['refused', 'follow-up'].includes(method))).toEqual([]);
  });

  it('asks for no intent, and tells its commands to Discord once: only a difference is written', async () => {
    const { server, stop, ended } = await start();
    expect((await server.waitFor('identified-with'))[0]?.body).toEqual({ intents: 0 });
    const [told] = await server.waitFor('set-commands');
    const names = Array.isArray(told?.body.list) ? told.body.list.map(({ name }) => name) : [];
    expect(names).toEqual(['ask', 'app', 'compare', 'find', 'topics', 'help', 'privacy', 'Check this message']);
    stop();
    await ended;
    await start(server);
    await server.waitFor('commands', 2);
    await answerTo(server, aQuestion(SAYING));
    expect(server.calls.filter(({ method }) => method === 'set-commands')).toHaveLength(1);
  });

  it.each<[string, Values, RegExp]>([
    ['app', { name: 'wechat' }, /^WeChat at a glance/u],
    ['app', { name: 'WhatsApp', topic: 'e2ee' }, /· WhatsApp · End-to-end encryption/u],
    ['app', { name: 'wats app', topic: 'open source' }, /· WhatsApp · Open source/u],
    ['compare', { first: 'signal', second: 'telegram' }, /^Signal and Telegram, side by side/u],
    ['compare', { first: 'signal', second: 'Telegram', third: 'whats app', topic: 'e2ee' }, /^Signal, Telegram and WhatsApp, side by side\n[\s\S]*End-to-end/u],
    ['find', { topic: 'open-source' }, /Open source: Yes/u],
    ['find', { topic: 'e2ee', category: 'messenger' }, /End-to-end encryption: Yes/u],
    ['app', { name: 'Blorptalk' }, /I don't know an app called “Blorptalk”/u],
  ])('has the command %s %j', async (name, values, said) => {
    const { server } = await start();
    expect(textOf(await answerTo(server, aCommand(name, values)))).toMatch(said);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['an option that is missing', aCommand('compare', {})],
    ['options that are no list of ours', { ...aQuestion(''), data: { id: '1', name: 'ask', type: 1, options: [{ name: 'question', type: 4, value: 7 }] } }],
    ['the same app twice', aCommand('compare', { first: 'signal', second: 'signal' })],
    ['a topic and an app that are nothing', aCommand('app', { name: '```', topic: '<@900000000000000001> @everyone' })],
    ['ids of other things', aCommand('app', { name: 'e2ee', topic: 'signal' })],
  ])('answers kindly to %s', async (_, interaction) => {
    const { server } = await start();
    expect(textOf(await answerTo(server, interaction)).trim()).not.toBe('');
    expect(events()).toEqual(['started']);
  });

  it('keeps help, what is private and a checked message to the one who asks', async () => {
    const { server } = await start();
    for (const asked of [aCommand('help'), aCommand('privacy'), aCommand('ask', { question: SAYING, private: true }), aCheck(SAYING)])
      expect(hidden(await answerTo(server, asked))).toBe(true);
    expect(hidden(await answerTo(server, aQuestion(SAYING)))).toBe(false);
    expect(textOf(await answerTo(server, aCheck(SAYING)))).toContain('Signal · Open source');
    expect(textOf(await answerTo(server, aCommand('privacy')))).toContain('https://fineprint.example/privacy');
  });

  it('goes on by buttons and menus, also after a restart, and is kind to old ones', async () => {
    const { server, stop, ended } = await start();
    const first = await answerTo(server, aQuestion(SAYING));
    stop();
    await ended;
    await start(server);
    expect(textOf(await answerTo(server, aSelect(idOf(first, 'Another topic of Signal'), 'end-to-end-encryption')))).toContain('Signal · End-to-end encryption');
    const pick = await answerTo(server, aPress(idOf(first, 'Compare')));
    expect([textOf(pick), hidden(pick)]).toEqual(['Compare Signal with…', true]);
    expect(textOf(await answerTo(server, aSelect(idOf(pick, 'Compare Signal with…'), 'telegram')))).toMatch(/^Signal and Telegram, side by side/u);
    const button = partsOf(first).find(({ type, label }) => type === 2 && label !== 'Compare');
    expect(textOf(await answerTo(server, aPress(String(button?.custom_id))))).toMatch(/\S/u);
    for (const old of ['0:x', 'foreign', '1:l:no-such-app:e2ee', '1:c:signal+telegram+nothing:', '1:c:nothing:e2ee']) {
      const kind = await answerTo(server, aPress(old));
      expect([textOf(kind), hidden(kind)]).toEqual(['That button or link is of an older version. Ask me in words, please.', true]);
    }
    expect(hidden(await answerTo(server, aPress(String(button?.custom_id), { ephemeral: true })))).toBe(true);
  });

  it('gives the rest of a long answer by a button, and all of it where no button could', async () => {
    const { server } = await start();
    const first = await answerTo(server, aQuestion('signal vs telegram vs whatsapp vs wechat vs messenger'));
    const rest = await answerTo(server, aPress(idOf(first, 'More')));
    expect(textOf(rest)).not.toBe(textOf(first));
    expect(textOf(rest).trim()).not.toBe('');
    expect(server.calls.filter(({ method }) => method === 'refused')).toEqual([]);
  });

  it('suggests while somebody types: apps by name, alias and near name, without those taken; topics; kinds of app', async () => {
    const { server } = await start();
    const suggested = async (...[name, values, focused]: [string, Values, string]) => choicesOf(await answerTo(server, anAutocomplete(name, values, focused)));
    expect(await suggested('app', { name: '' }, 'name')).toHaveLength(25);
    expect((await suggested('app', { name: 'wa' }, 'name'))[0]).toEqual({ name: 'WhatsApp', value: 'whatsapp' });
    expect((await suggested('app', { name: '微信' }, 'name'))[0]?.value).toBe('wechat');
    expect((await suggested('app', { name: 'telegarm' }, 'name'))[0]?.value).toBe('telegram');
    expect((await suggested('compare', { first: 'signal', second: 'Telegram', third: '' }, 'third')).map(({ value }) => value)).not.toEqual(expect.arrayContaining(['signal']));
    expect((await suggested('app', { name: 'signal', topic: 'encr' }, 'topic')).map(({ value }) => value)).toContain('end-to-end-encryption');
    expect((await suggested('find', { topic: 'e2ee', category: 'mess' }, 'category'))[0]?.value).toBe('messenger');
    expect(await suggested('find', { topic: 'e2ee', category: '<@!*>'.repeat(1000) }, 'category')).toEqual([]);
    expect(await suggested('ask', { question: 'x' }, 'question')).toEqual([]);
  });

  it('shows what a person wrote as it was written, and pings nobody', async () => {
    const { server } = await start();
    const sent = await answerTo(server, aQuestion('does <@900000000000000001>**Blorp_talk**`@everyone` encrypt'));
    const raw = partsOf(sent).flatMap(({ content }) => (typeof content === 'string' ? [content] : []));
    expect(raw.join('\n')).not.toMatch(/(?<!\\)<@/u);
    expect(server.calls.filter(({ method }) => method === 'refused')).toEqual([]);
  });
});

describe('faults of Discord', () => {
  it.each([
    ['a server error', { kind: 'error', status: 500, code: 0 }],
    ['too many requests', { kind: 'error', status: 429, code: 0, retryAfter: 0.05 }],
    ['a dropped connection', { kind: 'drop' }],
    ['a call that hangs', { kind: 'hang' }],
  ] as const)('survives %s, and answers all the same', async (_, trouble) => {
    const { server } = await start();
    server.trouble('callback', trouble);
    expect(textOf(await answerTo(server, aQuestion(SAYING)))).toContain('Signal · Open source');
  });

  it('says nothing twice where Discord took the answer and the connection broke', async () => {
    const { server } = await start();
    server.trouble('callback', { kind: 'lose-answer' });
    await answerTo(server, aQuestion(SAYING));
    await answerTo(server, aQuestion(SAYING));
    expect(events().filter((event) => event !== 'started')).toEqual([]);
  });

  it('answers an event that comes twice once', async () => {
    const { server } = await start();
    server.push(aQuestion(SAYING), '77');
    server.push(aQuestion(SAYING), '77');
    await server.waitFor('callback');
    await answerTo(server, aQuestion('is telegram open source'));
    expect(server.calls.filter(({ method }) => method === 'callback')).toHaveLength(2);
    expect(events()).toEqual(['started']);
  });

  it.each([
    [404, 10_062],
    [403, 50_013],
    [400, 40_060],
    [500, 0],
  ])('logs the code of a refusal %i %i and goes on', async (status, code) => {
    const { server } = await start();
    const trouble = { kind: 'error', status, code } as const;
    server.trouble('callback', ...Array(status === 500 ? 99 : 1).fill(trouble));
    server.push(aQuestion(SAYING));
    await told(`answer-failed ${code || status}`);
    server.calm();
    expect(textOf(await answerTo(server, aQuestion('is telegram open source')))).toContain('Telegram · Open source');
    expect(logged.slice(1)).toEqual([{ level: 'warn', platform: 'discord', event: 'answer-failed', method: 'POST', code: code || status }]);
  });

  it.each<[string, (server: DiscordServer) => void, string, string | number]>([
    ['op 7 (reconnect)', ({ gateway }) => gateway.send({ op: 7 }), 'resume', 'reconnect'],
    ['op 9 that can be resumed', ({ gateway }) => gateway.send({ op: 9, d: true }), 'resume', 'invalid-session'],
    ['a lost connection', ({ gateway }) => gateway.close(1012), 'resume', 1012],
    ['a session that timed out', ({ gateway }) => gateway.close(4009), 'resume', 4009],
    ["op 9 that can't be resumed", ({ gateway }) => gateway.send({ op: 9, d: false }), 'identify', 'invalid-session'],
  ])(
    'comes back after %s',
    async (_, happens, back, code) => {
      const { server } = await start();
      await answerTo(server, aQuestion(SAYING));
      happens(server);
      await server.waitFor(back, back === 'identify' ? 2 : 1);
      expect(textOf(await answerTo(server, aQuestion('is telegram open source')))).toContain('Telegram · Open source');
      expect(events()).toEqual(['started', `fetch-failed ${code}`]);
    },
    A_NEW_SESSION,
  );

  it('notices a connection that died without a word', async () => {
    const server = await open({ heartbeat: 40 });
    await start(server);
    await server.waitFor('identify');
    server.gateway.acknowledge(false);
    await server.waitFor('resume');
    server.gateway.acknowledge(true);
    expect(textOf(await answerTo(server, aQuestion(SAYING)))).toContain('Signal · Open source');
  });

  it('starts as soon as Discord is there', async () => {
    const away = await startDiscord();
    const port = Number(new URL(away.root).port);
    await away.close();
    await start(away);
    const server = await open({ port });
    expect(textOf(await answerTo(server, aQuestion(SAYING)))).toContain('Signal · Open source');
  });

  it.each([
    [4004, 'Discord refuses DISCORD_TOKEN'],
    [4014, 'Discord refuses the intents'],
    [4012, 'Discord refuses the connection and asks not to come again (4012)'],
  ])('does not start when the gateway closes with %i, and in one line', async (refuse, said) => {
    const server = await open({ refuse });
    const { ended } = await start(server);
    await expect(ended).rejects.toThrow(said);
    expect([events(), server.calls.filter(({ method }) => method === 'connect').length, server.gateway.connections()]).toEqual([[], 1, 0]);
  });

  it('does not start with a token that the REST server refuses', async () => {
    const server = await open({ token: 'another' });
    const { ended } = await start(server);
    await expect(ended).rejects.toThrow('Discord refuses DISCORD_TOKEN');
  });

  it('answers what is in hand when it is stopped', async () => {
    const server = await open({ latency: 50 });
    const { stop, ended } = await start(server);
    await server.waitFor('identify');
    for (let count = 0; count < 5; count += 1) server.push(aQuestion(SAYING));
    await server.waitFor('callback');
    stop();
    await ended;
    expect(server.calls.filter(({ method }) => method === 'callback')).toHaveLength(5);
  });
});
