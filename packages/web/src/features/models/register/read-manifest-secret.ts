/**
 * The secret that stands in a manifest, which the hub never says: that of the key `secrets` at the top, in one
 * line. Null where there is none, or it is written in a way that only the hub reads: then it is typed in.
 */
export function readManifestSecret(manifest: string): string | null {
  const written = /^secrets[ \t]*:[ \t]+(.+?)[ \t]*\r?$/m.exec(manifest)?.[1];
  if (written === undefined) return null;
  const double = /^"(?:[^"\\]|\\.)*"/.exec(written)?.[0];
  if (double !== undefined) return readDouble(double);
  const single = /^'((?:[^']|'')*)'/.exec(written)?.[1];
  if (single !== undefined) return single.replaceAll("''", "'");
  const plain = written.replace(/(?:^|[ \t])#.*$/, '').trim();
  return plain === '' || /^[|>&*!{["']/.test(plain) ? null : plain;
}

/** JSON has the escapes of YAML that people use; others are typed in. */
function readDouble(written: string): string | null {
  try {
    return String(JSON.parse(written));
  } catch {
    return null;
  }
}
