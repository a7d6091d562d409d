import https from 'node:https';
import type { ErrorCode } from '@patchbay/core/error/codes.ts';
import { openBlackHole } from '../black-hole.ts';
import { findFreePort, listen } from '../loopback-port.ts';
import { selfSignedCertificate } from '../self-signed-certificate.ts';
import { testCertificates } from '../test-certificates.ts';

/** A fault that shows itself before a request is sent: its address leads elsewhere. */
export interface AddressFault {
  readonly row: string;
  readonly name: string;
  readonly wanted: ErrorCode;
  readonly url: string;
}

/** Ports that behave like that, and the addresses of what is not there. */
export async function openAddressFaults(): Promise<{
  readonly faults: readonly AddressFault[];
  close(): void;
}> {
  const { key } = selfSignedCertificate;
  const secure = {
    'self-signed': https.createServer(selfSignedCertificate),
    expired: https.createServer({ key, cert: testCertificates.expired }),
    'wrong-host': https.createServer({ key, cert: testCertificates.elsewhere }),
    'tls-1.0': https.createServer({
      key,
      cert: testCertificates.good,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1',
      ciphers: 'DEFAULT:@SECLEVEL=0',
    }),
  };
  const blackHole = await openBlackHole();
  const at = (port: number) => `http://127.0.0.1:${port}/`;
  const faults: AddressFault[] = [
    { row: 'N1', name: 'refused', wanted: 'MODEL_UNREACHABLE', url: at(await findFreePort()) },
    // RFC 6761: no resolver knows a name below `invalid`.
    { row: 'N2', name: 'no-name', wanted: 'MODEL_NAME_UNRESOLVED', url: 'http://chaos.invalid/' },
    { row: 'N3', name: 'black-hole', wanted: 'MODEL_TIMEOUT', url: at(blackHole.port) },
  ];
  for (const [name, server] of Object.entries(secure)) {
    const url = `https://localhost:${await listen(server)}/`;
    faults.push({ row: 'N18', name, wanted: 'MODEL_TLS_FAILED', url });
  }
  return {
    faults,
    close() {
      blackHole.close();
      for (const server of Object.values(secure)) server.close();
    },
  };
}
