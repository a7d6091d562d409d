import { describe, expect, it } from 'vitest';
import { readConversation } from './conversation.ts';

const vendorType = 'application/vnd.labelbox.conversational';

/** The first issue, as `place: words`. */
function findFault(record: object): string {
  const read = readConversation(record);
  const issue = read.ok ? null : read.issues[0];
  return `${issue?.path.join('.')}: ${issue?.message}`;
}

describe('chat messages', () => {
  it('are turns of words and images, the instructions of a developer those of the system', () => {
    const messages = [
      { role: 'developer', content: 'Be brief.' },
      {
        role: 'user',
        name: 'ada',
        content: [
          { type: 'text', text: 'What is this?' },
          { type: 'image_url', image_url: { url: 'https://example.com/a.png', detail: 'low' } },
        ],
      },
      { role: 'assistant', content: '' },
    ];
    expect(readConversation({ messages, model: 'tgi' })).toEqual({
      ok: true,
      keys: ['messages', 'type'],
      turns: [
        { role: 'system', parts: [{ type: 'text', text: 'Be brief.' }] },
        {
          role: 'user',
          name: 'ada',
          parts: [
            { type: 'text', text: 'What is this?' },
            { type: 'image', url: 'https://example.com/a.png' },
          ],
        },
        { role: 'assistant', parts: [{ type: 'text', text: '' }] },
      ],
    });
  });

  const user = { role: 'user', content: 'Hello' };
  it.each([
    [{ messages: user }, 'messages: must be a list of messages'],
    [{ messages: [] }, 'messages: has no message'],
    [{ messages: ['Hello'] }, 'messages.0: must be an object with "role" and "content"'],
    [{ messages: [user, { ...user, role: 'tool' }] }, 'messages.1.role: must be "system"'],
    [{ messages: [{ role: 'user' }] }, 'messages.0.content: must be a text, or a list'],
    [{ messages: [{ ...user, weight: 1 }] }, 'messages.0: Unrecognized key: "weight"'],
    [{ messages: [{ ...user, content: [] }] }, 'messages.0.content: has no part'],
    [
      { messages: [{ ...user, content: [{ type: 'input_audio' }] }] },
      'messages.0.content.0.type: must be an object whose type is "text" or "image_url"',
    ],
    [
      { messages: [{ ...user, content: [{ type: 'image_url', image_url: 'https://a' }] }] },
      'messages.0.content.0.image_url: must be an object like {"url"',
    ],
    [{ messages: [user], type: 'application/vnd.other' }, `type: must be left out, or be`],
    [{ messages: Array(2001).fill(user) }, 'messages: has more than 2000 messages'],
  ])('that are wrong name the field and what was wanted: %#', (record, words) => {
    expect(findFault(record)).toContain(words);
  });
});

describe('conversations of the labelling vendor', () => {
  const message = (id: string, name: string, rest: object = {}) => ({
    messageId: id,
    content: `words of ${name}`,
    user: { userId: `user-${name}`, name },
    ...rest,
  });
  function turnsOf(messages: object[]) {
    const read = readConversation({ type: vendorType, version: 1, messages });
    return read.ok ? read.turns : [];
  }
  const rolesOf = (messages: object[]) => turnsOf(messages).map(({ role }) => role);

  it('keep the id and the speaker of each message', () => {
    const messages = [message('m-1', 'Bot 002', { align: 'left', canLabel: false })];
    expect(turnsOf(messages)).toEqual([
      {
        role: 'assistant',
        id: 'm-1',
        name: 'Bot 002',
        parts: [{ type: 'text', text: 'words of Bot 002' }],
      },
    ]);
  });

  it('have the user on the right and the assistant on the left', () => {
    expect(
      rolesOf([
        message('1', 'A', { align: 'left' }),
        message('2', 'B', { align: 'right' }),
        message('3', 'A', { align: 'left' }),
      ]),
    ).toEqual(['assistant', 'user', 'assistant']);
  });

  it('begin with the user where no side is said, and a speaker may be called by a role', () => {
    expect(rolesOf([message('1', 'A'), message('2', 'B'), message('3', 'A')])).toEqual([
      'user',
      'assistant',
      'user',
    ]);
    expect(rolesOf([message('1', 'System', { align: 'left' }), message('2', 'A')])).toEqual([
      'system',
      'user',
    ]);
  });

  it.each([
    [{ version: 2, messages: [message('1', 'A')] }, 'version: must be 1'],
    [{ version: 1, messages: [{ ...message('1', 'A'), content: 5 }] }, 'messages.0.content: must'],
    [{ version: 1, messages: [message('1', 'A', { align: 'top' })] }, 'messages.0.align: must be'],
    [{ version: 1, messages: [{ ...message('1', 'A'), user: 'A' }] }, 'messages.0.user: must be'],
    [{ version: 1, messages: [message('1', 'A', { role: 'x' })] }, 'Unrecognized key: "role"'],
  ])('that are wrong name the field and what was wanted: %#', (record, words) => {
    expect(findFault({ type: vendorType, ...record })).toContain(words);
  });
});
