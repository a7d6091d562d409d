import { expect, test } from 'vitest';
import { answerWith } from '../testing/respond.ts';
import { readRefusal } from './advice.ts';

const refuse = (body: unknown, status = 400) => readRefusal({ ...answerWith(body), status });

test.each([
  [
    'a schema, as OpenAI does',
    {
      error: {
        message: "Invalid parameter: 'response_format' of type 'json_schema' is not supported.",
        type: 'invalid_request_error',
        param: null,
      },
    },
    /is not supported.*"Response format" of the connection/,
  ],
  [
    'a format, as FastAPI does',
    {
      detail: [
        { loc: ['body', 'response_format', 'type'], msg: "Input should be 'text'", type: 'enum' },
      ],
    },
    /body\.response_format\.type: Input should be 'text' .*"Response format"/,
  ],
  [
    'a grammar, as TGI does',
    { error: 'Grammar is not supported', error_type: 'validation' },
    /"Response format"/,
  ],
  [
    'the field of the maximum',
    { error: { message: "'max_tokens' is not supported, use 'max_completion_tokens' instead." } },
    /"Field of the maximum"/,
  ],
  ['images', { error: { message: 'This model takes no image_url.' } }, /seems to take no images/],
])('a server that refuses %s is answered with the setting that helps', (_, body, words) => {
  expect(refuse(body)).toMatch(words);
});

test('other words stay as they are, and so do those about other things', () => {
  expect(refuse({ error: { message: 'No such model' } }, 404)).toBe('No such model');
  expect(refuse({ error: 'grammar cache is full' }, 503)).toBe('grammar cache is full');
  expect(refuse('<html>response_format</html>')).toBeNull();
});
