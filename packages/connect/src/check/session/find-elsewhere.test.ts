import { expect, test } from 'vitest';
import { startHttpServer } from '../../testing/test-server.ts';
import { requireProtocol } from '../testing/check-server.ts';
import { brokenRules, checkUrl } from '../testing/run-test-check.ts';

const choices = [{ index: 0, message: { role: 'assistant', content: 'Words.' } }];

/** Checks a chat model that answers at one path and nowhere else. */
async function checkModelAt(path: string, entered: string) {
  const paths: (string | undefined)[] = [];
  const { url } = await startHttpServer((request, response) => {
    paths.push(request.url);
    response
      .writeHead(request.url === path ? 200 : 404, { 'content-type': 'application/json' })
      .end(JSON.stringify(request.url === path ? { choices } : { error: 'Not found' }));
  });
  const protocol = requireProtocol('openai-chat');
  const report = await checkUrl(protocol, url + entered, { dataRowTypes: ['text'] });
  return { url, paths, report };
}

test('a check says where the model answers that is not at the address, and does not go on there', async () => {
  const { url, paths, report } = await checkModelAt('/chat/completions', '/v1');
  expect(report.passed).toBe(false);
  expect(brokenRules(report)).toEqual([['reach-address', 'failed']]);
  expect(JSON.stringify(report)).toContain(
    `One answers at ${url}/chat/completions: enter that address.`,
  );
  expect(paths).toEqual(['/v1/chat/completions', '/chat/completions']);
});

test('nothing is said where no usual address has a model', async () => {
  const { report } = await checkModelAt('/elsewhere', '');
  expect(JSON.stringify(report)).toContain('There is no model at this address.');
  expect(JSON.stringify(report)).not.toContain('One answers at');
});
