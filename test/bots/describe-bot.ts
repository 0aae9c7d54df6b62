import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

/** A platform's bot as one person meets it: what is said, and what comes back as text. */
export interface Conversation {
  readonly say: (text: string) => Promise<string>;
  readonly end: () => Promise<void>;
}

/** What every platform's bot does, whatever it looks like there. */
export function describeBot(platform: string, open: () => Promise<Conversation>): void {
  describe(`the bot on ${platform}`, () => {
    let conversation: Conversation;
    beforeAll(async () => {
      conversation = await open();
    });
    afterAll(() => conversation.end());
    const say = (text: string) => conversation.say(text);

    it('answers with the verdict first, who says so, as of when, and the sources', async () => {
      expect(await say('is signal open source')).toMatch(/^\S+ Yes.* · Signal · Open source\n[\s\S]*Signal Messenger LLC says[\s\S]*As of 30 November 2026[\s\S]*Sources/u);
    });

    it('understands what leans on the last question', async () => {
      expect(await say('and telegram?')).toContain('Telegram · Open source');
      expect(await say('are you sure')).toContain('Telegram · Open source');
    });

    it('lets a proposed question be chosen', async () => {
      expect(await say('good morning')).toContain('Hello!');
      expect(await say('the first one')).toMatch(/^\S+ \w+.* · End-to-end encryption\n/u);
    });

    it('says that it does not know', async () => {
      expect(await say('does Blorptalk sell my data')).toContain("I don't know an app called “Blorptalk”");
      expect(await say('what is the weather')).toContain('I only answer questions about the privacy of apps');
    });

    it.each([
      ['/compare signal telegram whatsapp', 'Signal, Telegram and WhatsApp, side by side'],
      ['/find open source', 'Open source: Yes'],
      ['/app signal', 'Signal at a glance'],
      ['/topics', '46 topics can be asked'],
      ['/help', 'Ask me about the privacy of an app.'],
      ['/privacy', 'I keep nothing of you.'],
    ])('has the command %s', async (command, told) => {
      expect(await say(command)).toContain(told);
    });

    it.each(['<b>&amp;</b> _*[x](y)`~|', '🧨'.repeat(2000), '\u202e\u0000\ufffd signal', 'a'.repeat(4096), '/ask', '[object Object]'])(
      'is broken by no text (%#)',
      async (text) => {
        expect((await say(text)).trim()).not.toBe('');
        expect(await say('is signal open source')).toContain('Signal · Open source');
      },
    );
  });
}
