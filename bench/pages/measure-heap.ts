import type { CDPSession, Page } from 'playwright-core';

/**
 * What a page holds after collecting: bytes of the heap of scripts, and of them what the engine has compiled, which
 * grows with every function that is used often until all are compiled; nodes of the document, and listeners.
 */
export async function measureHeap(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const read = (name: string) =>
    metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  const heap = {
    bytes: read('JSHeapUsedSize'),
    codeBytes: await measureCode(session),
    nodes: read('Nodes'),
    listeners: read('JSEventListeners'),
  };
  await session.detach();
  return heap;
}

interface Snapshot {
  readonly snapshot: {
    readonly meta: { readonly node_fields: string[]; readonly node_types: [string[]] };
  };
  readonly nodes: number[];
}

/** Bytes of compiled code, as a snapshot of the heap counts them. */
async function measureCode(session: CDPSession): Promise<number> {
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  const { snapshot, nodes } = JSON.parse(chunks.join('')) as Snapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [typeAt, sizeAt] = [fields.indexOf('type'), fields.indexOf('self_size')];
  const code = types[0].indexOf('code');
  let bytes = 0;
  for (let at = 0; at < nodes.length; at += fields.length) {
    if (nodes[at + typeAt] === code) bytes += nodes[at + sizeAt] ?? 0;
  }
  return bytes;
}
