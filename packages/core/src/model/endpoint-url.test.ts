import { describe, expect, it } from 'vitest';
import { endpointUrlSchema } from './endpoint-url.ts';

const wordsFor = (text: string) => endpointUrlSchema.safeParse(text).error?.issues[0]?.message;

describe('the address of an endpoint', () => {
  it.each([
    'http://127.0.0.1:8000/infer',
    'https://models.example.com/v1?version=3',
    'http://[::1]:8080',
    'https://mödelle.example',
  ])('may be %s', (text) => {
    expect(endpointUrlSchema.parse(text)).toBe(text);
  });

  it('loses the space that came along with copying', () => {
    expect(endpointUrlSchema.parse(' https://models.example.com\n')).toBe(
      'https://models.example.com',
    );
  });

  it.each(['', '/infer', 'https://', 'http://a b/'])(
    'cannot be %j, and the message shows how to write it',
    (text) => {
      expect(wordsFor(text)).toContain('write it like https://');
    },
  );

  it.each(['file:///etc/passwd', 'ftp://models.example.com', 'javascript:alert(1)'])(
    'cannot be %s, which is not called over HTTP',
    (text) => {
      expect(wordsFor(text)).toContain('use http: or https:');
    },
  );

  it.each(['localhost:8000', '127.0.0.1:8000/v1', 'models.example.com/infer', 'gpu.lan'])(
    'cannot be %s, and the message shows it with http:// before it',
    (text) => {
      expect(wordsFor(text)).toContain(`write http://${text}`);
    },
  );

  it.each(['https://user:secret@models.example.com', 'https://user@models.example.com'])(
    'cannot carry credentials, and the message does not repeat them',
    (text) => {
      expect(wordsFor(text)).toContain('enter them as credentials');
      expect(wordsFor(text)).not.toContain('secret');
    },
  );
});
