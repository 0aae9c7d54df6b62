type Fields = Readonly<Record<string, unknown>>;

export const PERSON = { id: '900000000000000001', username: 'secret_person', discriminator: '0', global_name: 'Secret Name', avatar: null };
export const CHANNEL = '800000000000000001';

const EVERY = {
  channel_id: CHANNEL,
  channel: { id: CHANNEL, type: 1 },
  user: PERSON,
  locale: 'en-US',
  context: 1,
  entitlements: [],
  authorizing_integration_owners: { 1: PERSON.id },
  attachment_size_limit: 1,
  app_permissions: '0',
};

/** The values of a command by the names of its options. */
export type Values = Readonly<Record<string, string | boolean>>;

function toOptions(values: Values, focused?: string) {
  return Object.entries(values).map(([name, value]) => ({ name, type: typeof value === 'boolean' ? 5 : 3, value, ...(name === focused && { focused: true }) }));
}

/** Somebody's slash command. */
export function aCommand(name: string, values: Values = {}, more: Fields = {}): Fields {
  return { ...EVERY, type: 2, data: { id: '1', name, type: 1, options: toOptions(values) }, ...more };
}

/** A question by `/ask`. */
export function aQuestion(question: string, more: Fields = {}): Fields {
  return aCommand('ask', { question }, more);
}

/** Somebody is typing in an option. */
export function anAutocomplete(name: string, values: Values, focused: string, more: Fields = {}): Fields {
  return { ...EVERY, type: 4, data: { id: '1', name, type: 1, options: toOptions(values, focused) }, ...more };
}

function aMessage(flags: number, content = ''): Fields {
  return {
    id: '700000000000000001',
    channel_id: CHANNEL,
    type: 0,
    content,
    author: PERSON,
    components: [],
    flags,
    attachments: [],
    embeds: [],
    mentions: [],
    mention_roles: [],
    timestamp: new Date(0).toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    pinned: false,
  };
}

/** A button was pressed, under a public message or one for the person's eyes only. */
export function aPress(customId: string, { ephemeral = false }: { readonly ephemeral?: boolean } = {}): Fields {
  return { ...EVERY, type: 3, message: aMessage(ephemeral ? 64 : 0), data: { custom_id: customId, component_type: 2 } };
}

/** Something was chosen in a menu. */
export function aSelect(customId: string, value: string): Fields {
  return { ...EVERY, type: 3, message: aMessage(0), data: { custom_id: customId, component_type: 3, values: [value] } };
}

/** «Check this message» of a message's menu. */
export function aCheck(content: string, name = 'Check this message'): Fields {
  const message = aMessage(0, content);
  return { ...EVERY, type: 2, data: { id: '2', name, type: 3, target_id: message.id, resolved: { messages: { [String(message.id)]: message } } } };
}
