import { describe } from 'vitest';
import { describeDescription } from './description-suite.ts';
import { describeFuzz } from './fuzz-suite.ts';
import { describeHostility } from './hostility-suite.ts';
import type { ProtocolUnderTest } from './protocol-under-test.ts';
import { describeRoundTrips } from './round-trip-suite.ts';

/**
 * What every prediction protocol has to pass: it describes itself, what one side writes the other side
 * reads, and nothing that a server can send makes it throw. A protocol's own tests add its fixtures.
 */
export function describePredictionProtocol<Connection extends { url: string }>(
  subject: ProtocolUnderTest<Connection>,
): void {
  describe(`${subject.protocol.id} as a prediction protocol`, () => {
    describeDescription(subject);
    describeRoundTrips(subject);
    describeHostility(subject);
    describeFuzz(subject);
  });
}
