import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Loaded before a hub or a worker (`node --import`): writes down once a second what the process holds, into
 * `<process id>.json` in the folder of PATCHBAY_SOAK_FOLDER.
 */
const file = join(process.env.PATCHBAY_SOAK_FOLDER ?? '.', `${process.pid}.json`);

setInterval(() => {
  const resources = process.getActiveResourcesInfo();
  const count = (name: RegExp) => resources.filter((resource) => name.test(resource)).length;
  writeFileSync(
    file,
    JSON.stringify({
      residentMb: Math.round(process.memoryUsage.rss() / 1e6),
      handles: resources.length,
      sockets: count(/^(TCP|Pipe)/),
      timers: count(/^(Timeout|Immediate)/),
    }),
  );
}, 1000).unref();
