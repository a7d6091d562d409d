import { startS3Server } from './s3-server.ts';

/** An object storage in a process of its own, whose clock a test of this process cannot move. */
const server = await startS3Server();
process.send?.(server.settings);
process.once('disconnect', () => void server.close());
