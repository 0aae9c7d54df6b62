import { describe, expect, it } from '@jest/globals';
import { createAppLinker, type Mention } from '../../../src/core/understand/apps.ts';
import { readTokens } from '../../../src/core/understand/tokens.ts';
import { anApp, someKnowledge } from '../../builders.ts';

const knowledge = someKnowledge({
  apps: {
    signal: anApp({ name: 'Signal', aliases: [{ name: 'signal', word: true }] }),
    whatsapp: anApp({ name: 'WhatsApp', aliases: ['wa'] }),
    wechat: anApp({ name: 'WeChat', aliases: ['微信'] }),
    line: anApp({ name: 'LINE', aliases: [{ name: 'line', word: true }, 'ライン'] }),
    telegram: anApp({ name: 'Telegram' }),
    imo: anApp({ name: 'imo' }),
    gmail: anApp({ name: 'Gmail', aliases: [{ name: 'google', shared: true }, 'google相簿'] }),
    bing: anApp({ name: 'Bing', aliases: [{ name: 'google', shared: true }] }),
    bereal: anApp({ name: 'BeReal' }),
    'google-drive': anApp({ name: 'Google Drive', category: 'storage' }),
    'cash-app': anApp({ name: 'Cash App', category: 'finance' }),
    kakaotalk: anApp({ name: 'Kakao Talk' }),
  },
  affixes: { $schema: 'schema/affixes.schema.json', affixes: { en: { after: ['s'], shortest: 4 }, tr: { after: ['da'], shortest: 4 } } },
  names: { $schema: 'schema/names.schema.json', apps: [{ name: 'Kik', category: 'messenger' }] },
});
const common = new Set(
  'how bad is the in my flat does encrypt read messages be real you can long at post office good copper wire conduct and messenger sell data mesages'.split(' '),
);
const link = createAppLinker(knowledge, common, {
  knows: ({ stem }) => ['encrypt', 'messag', 'protocol', 'telgram'].includes(stem),
  isForeign: ({ text }) => text === 'imo' || text === 'telgram',
  isOnlyForeign: ({ text }) => text === 'telgram',
  isEnglish: (tokens) => tokens.some(({ text }) => text === 'encrypted'),
  repair: (token) => (token.text === 'mesage' ? { ...token, text: 'message' } : token),
  phrases: new Set(['signalprotocol']),
  phraseParts: new Set(['signal', 'protocol', 'signalprotocol']),
});

function short(mention: Mention): string {
  switch (mention.kind) {
    case 'app':
      return `${mention.app}${mention.sure ? '' : '?'}`;
    case 'shared':
      return mention.apps.join('|');
    case 'named':
      return `(${mention.named.name})`;
    case 'unknown':
      return `(${mention.name})`;
  }
}

/** The mentions in short: an app's id, `id?` where a topic must decide, `(Name)` where no app is ours. */
function mentions(text: string): readonly string[] {
  return link(readTokens(text)).spans.map(({ mention }) => short(mention));
}

describe('createAppLinker', () => {
  it.each([
    ['does WhatsApp encrypt', ['whatsapp']],
    ['does whats app encrypt', ['whatsapp?']],
    ['does Whats-App encrypt', ['whatsapp']],
    ["WhatsApp's messages", ['whatsapp']],
    ['whatsapps messages', ['whatsapp']],
    ['does watsapp encrypt', ['whatsapp']],
    ['does whastapp encrypt', ['whatsapp']],
    ['telegarm', ['telegram']],
    ['does Google Drve encrypt', ['google-drive']],
    ['does gogle drive encrypt', ['google-drive']],
    ['does csah app encrypt', ['cash-app']],
    ['does kakoa talk encrypt', ['kakaotalk']],
    ['does kakoa tlak encrypt', ['(kakoa)']],
    ['does the post app encrypt', []],
    ['微信有端到端加密吗', ['wechat']],
    ['ラインは安全ですか', ['line']],
    ['オンラインは安全', []],
    ['google相簿安全吗', ['gmail']],
    ['telegramda', ['telegram']],
    ['Signalda messages', ['signal']],
    ['bad signalda in my flat', ['signal?']],
    ['send w a gun', []],
    ['wa encrypt', ['whatsapp']],
    ['does imo read messages', ['imo?']],
    ['WhatsApp加密吗', ['whatsapp']],
    ['signal', ['signal']],
    ['and signal?', ['signal']],
    ['does signal encrypt', ['signal?']],
    ['can Signal read messages', ['signal']],
    ['how bad is the signal in my flat', []],
    ['the signal app', ['signal']],
    ['signal: read messages', ['signal']],
    ['signal vs whatsapp', ['signal', 'whatsapp']],
    ['whatsapp or line', ['whatsapp', 'line']],
    ['signal line telegram', ['signal', 'line', 'telegram']],
    ['explain the signal protocol', []],
    ['how long is the line at the post office', []],
    ['does google read messages', ['gmail|bing']],
    ['is Kik good', ['(Kik)']],
    ['does Blorptalk encrypt', ['(Blorptalk)']],
    ['does blorptalk encrypt', ['(blorptalk)']],
    ['blorptalk?', ['(blorptalk)']],
    ['does Quibblo Messenger sell data', ['(Quibblo Messenger)']],
    ['the Doodle Jump app', ['(Doodle Jump)']],
    ['Mixino Messenger: can you read messages', ['(Mixino Messenger)']],
    ['my blorptalk post app can read messages', ['(blorptalk)']],
    ['a long read to be real', ['bereal?']],
    ['read the be real', []],
    ['does mesage encrypt', []],
    ['is telgram encrypted', ['telegram']],
    ['ist telgram gut', []],
    ['copper wire conduct', []],
    ['12345 67890', []],
  ])('reads in "%s"', (text, names) => {
    expect(mentions(text)).toEqual(names);
  });

  it('puts "it" where a name stood', () => {
    const words = (text: string) => {
      const { rest, restIfSure } = link(readTokens(text));
      return [rest, restIfSure].map((tokens) => tokens.map((token) => token.text).join(' '));
    };
    expect(words('does whats app read messages')).toEqual(['does it read messages', 'does whats app read messages']);
    expect(words('does signal read messages')).toEqual(['does it read messages', 'does signal read messages']);
  });
});
