import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';

/** A port that swallows every packet, as a firewall does that drops them. */
export interface BlackHole {
  readonly port: number;
  close(): void;
}

const script = `require('net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 },
  function () { console.log(this.address().port) })`;

/** Opens one: a stopped process accepts nothing, and once its backlog is full nobody gets in. */
export async function openBlackHole(): Promise<BlackHole> {
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [printed] = await once(child.stdout, 'data');
  const port = Number(String(printed));
  child.kill('SIGSTOP');
  const fillers = Array.from({ length: 8 }, () => net.connect(port, '127.0.0.1'));
  for (const filler of fillers) filler.on('error', () => {});
  await Promise.race(fillers.map((filler) => once(filler, 'connect')));
  return {
    port,
    close() {
      for (const filler of fillers) filler.destroy();
      child.kill('SIGKILL');
    },
  };
}
