import type { CheckReport, FindingStatus } from '@patchbay/core/conformance/check-report.ts';
import type { RuleId } from '@patchbay/core/conformance/rules.ts';
import type { Json } from '@patchbay/core/json.ts';
import { createTestCaller } from '../../testing/test-caller.ts';
import { checkEndpoint } from '../check-endpoint.ts';
import type { CheckOptions } from '../session/check-options.ts';
import { ontologies } from './answer-correctly.ts';
import { type CheckServer, startCheckServer } from './check-server.ts';

type Settings = { readonly [name: string]: Json };

/** Starts a server and checks it in full, knowing its classes and its secret. */
export async function checkServer(
  server: CheckServer,
  options: Partial<CheckOptions> = {},
  settings: Settings = {},
): Promise<CheckReport> {
  const { url } = await startCheckServer(server);
  const { protocol, knowledge, token } = server;
  const address = protocol.id === 'foundry' ? `${url}${protocol.server.predictPath}` : url;
  return await checkUrl(protocol, address, {
    ontology: ontologies[knowledge],
    ...(token !== undefined && { credentials: { bearer: { token } } }),
    connection: { ...describeAddress(protocol.id, address), ...settings },
    ...options,
  });
}

/** Checks what stands at an address in full. */
export function checkUrl(
  protocol: CheckOptions['protocol'],
  url: string,
  options: Partial<CheckOptions> = {},
): Promise<CheckReport> {
  return checkEndpoint({
    protocol,
    connection: describeAddress(protocol.id, url),
    credentials: {},
    caller: createTestCaller(),
    timeoutMs: 5000,
    depth: 'full',
    ...options,
  });
}

function describeAddress(protocol: string, url: string): Settings {
  return protocol === 'openai-chat' ? { url, model: 'test' } : { url };
}

/** The rules of a report that were broken, in its order, with their statuses. */
export function brokenRules(report: CheckReport): [RuleId, FindingStatus][] {
  return report.findings
    .filter(({ status }) => status !== 'passed' && status !== 'skipped')
    .map(({ rule, status }) => [rule, status]);
}

/** The finding of a rule; throws where the report has none, or more than one. */
export function findingOf(report: CheckReport, rule: RuleId) {
  const [finding, another] = report.findings.filter((one) => one.rule === rule);
  if (!finding || another) throw new Error(`There is not one finding of ${rule}.`);
  return finding;
}
