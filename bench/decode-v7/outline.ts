/**
 * An answer of the protocol `v7` with one polygon, as `JSON.stringify` writes it: the rugged outline of a leaf of some
 * 400 pixels, in coordinates as they come from `keep`.
 */
export function writeOutline(count: number, keep: (coordinate: number) => number): string {
  const path = Array.from({ length: count }, (_, index) => {
    const angle = (index / count) * 2 * Math.PI;
    const radius = 200 + 20 * Math.sin(angle * 9) + 2 * Math.sin(index * 12.9898);
    return { x: keep(320 + radius * Math.cos(angle)), y: keep(240 + radius * Math.sin(angle)) };
  });
  const result = { name: 'leaf', label: 'leaf', confidence: 0.93, polygon: { path } };
  return JSON.stringify({ status: 'succeeded', results: [result] });
}

/** The same JSON with a space after each comma and colon, as `json.dumps` writes it. No string may hold one. */
export function spacedAsPython(json: string): string {
  return json.replaceAll(/[:,]/g, '$& ');
}
