import { findProtocol } from '@patchbay/protocols/protocols.ts';
import { spacedAsPython, writeOutline } from './decode-v7/outline.ts';
import { runBenchmark } from './frame/run-benchmark.ts';

/**
 * How much slower than `JSON.parse` alone an answer of `v7` is read and checked: one polygon of 6,000
 * points, written as JavaScript and as Python write it.
 */

const v7 = findProtocol('v7');
if (!v7.ok) throw new Error(v7.problem.message);
const protocol = v7.value;
const context = {
  connection: protocol.connectionSchema.parse({ url: 'https://model.example.com' }),
  ontology: { tools: [{ kind: 'polygon' as const, name: 'leaf' }], classifications: [] },
  parameters: {},
};
const row = { type: 'image' as const, size: { width: 640, height: 480 } };
const headers = { 'content-type': 'application/json' };

function compare(name: string, body: string) {
  const decode = () => protocol.decodeResponse({ status: 200, headers, body }, row, context);
  const first = decode();
  if (!first.ok || first.warnings.length > 0) throw new Error(`Not read: ${JSON.stringify(first)}`);
  return {
    name: `6,000 points, ${name}`,
    amount: body.length / 1e6,
    unit: 'MB',
    subject: decode,
    reference: () => JSON.parse(body),
    against: 'JSON.parse alone',
    targets: { ratio: 0.45 },
  };
}

const exact = writeOutline(6000, (coordinate) => coordinate);
const rounded = writeOutline(6000, (coordinate) => Math.round(coordinate * 100) / 100);

await runBenchmark('decode-v7', [
  compare('compact, all digits of a double', exact),
  compare('compact, two decimals', rounded),
  compare('spaced as Python does, all digits', spacedAsPython(exact)),
  compare('spaced as Python does, two decimals', spacedAsPython(rounded)),
]);
