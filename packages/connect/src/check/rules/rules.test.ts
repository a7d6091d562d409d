import { ruleIds, ruleOf } from '@patchbay/core/conformance/rules.ts';
import { expect, test } from 'vitest';
import { brokenServers } from '../testing/broken-servers.ts';
import { requireProtocol } from '../testing/check-server.ts';
import { brokenRules, checkServer, findingOf } from '../testing/run-test-check.ts';

const statuses = { error: 'failed', warning: 'warned', info: 'noted' } as const;

test.each(ruleIds.map((rule) => [rule, brokenServers[rule].breaks] as const))(
  '%s, and no other rule, is broken by a server that %s',
  async (rule) => {
    const { protocol, knowledge, createConduct, token, settings, options } = brokenServers[rule];
    const report = await checkServer(
      {
        protocol: requireProtocol(protocol),
        knowledge,
        ...(token !== null && { token: token ?? 'let-me-in' }),
        ...(createConduct && { conduct: createConduct() }),
      },
      options,
      settings,
    );
    const { severity, remedy } = ruleOf(rule);
    expect(brokenRules(report)).toEqual([[rule, statuses[severity]]]);
    const finding = findingOf(report, rule);
    expect(finding.remedy).toBe(remedy);
    expect(finding.count).toBeGreaterThan(0);
    expect(finding.evidence.length).toBeGreaterThan(0);
    expect(finding.evidence[0]?.sent?.url).toContain('http://127.0.0.1');
    expect(report.passed).toBe(severity !== 'error');
  },
);
