import type { Reply } from '../core/reply.ts';
import type { PlatformPorts } from './chat-bot.ts';

/** The commands of every platform; their descriptions stand in the wording as `command.<name>`. */
export const COMMANDS = [
  { name: 'ask', options: ['question'] },
  { name: 'app', options: ['name', 'topic'] },
  { name: 'compare', options: ['first', 'second', 'third', 'topic'] },
  { name: 'find', options: ['topic', 'category'] },
  { name: 'topics', options: [] },
  { name: 'help', options: [] },
  { name: 'privacy', options: [] },
] as const;

/** What is about the bot itself: where others talk too it is for the one who asks only. */
export const FOR_ASKER: readonly string[] = ['topics', 'help', 'privacy'];

export type CommandName = (typeof COMMANDS)[number]['name'];

/** A command as it was typed: its name and what stands behind it. */
export interface Typed {
  readonly name: CommandName;
  readonly rest: string;
}

function isCommand(name: string): name is CommandName {
  return COMMANDS.some((command) => command.name === name);
}

/** Reads `/compare signal telegram`; undefined where it is no command of ours. */
export function readCommand(line: string): Typed | undefined {
  const [, name = '', rest = ''] = /^\s*\/([a-z]+)(?:@\w+)?(?:\s+([\s\S]*))?$/u.exec(line) ?? [];
  return isCommand(name) ? { name, rest: rest.trim() } : undefined;
}

/** The question that a command stands for. */
export function toText({ name, rest }: Typed): string {
  switch (name) {
    case 'ask':
    case 'app':
      return rest;
    case 'compare':
      return /[,]|\b(?:vs|and|or|versus)\b/iu.test(rest) ? rest : rest.split(/\s+/u).join(' vs ');
    case 'find':
      return `which apps ${rest}`;
    case 'topics':
    case 'help':
      return name;
    case 'privacy':
      return 'privacy of this bot';
  }
}

/** A reply, with the link to the whole policy if the operator has set one. */
export function withPolicy(reply: Reply, { say, privacyUrl }: Pick<PlatformPorts, 'say'> & { readonly privacyUrl: string | undefined }): Reply {
  return privacyUrl === undefined ? reply : { ...reply, blocks: [...reply.blocks, { kind: 'text', text: say('privacy.link', { url: privacyUrl }) }] };
}
