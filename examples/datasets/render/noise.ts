/** Smooth noise: 0 to 1, the same for the same place and seed, changing over about one unit. */
export function valueNoise(x: number, y: number, seed: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const across = smooth(x - left);
  const down = smooth(y - top);
  const upper = mix(lattice(left, top, seed), lattice(left + 1, top, seed), across);
  const lower = mix(lattice(left, top + 1, seed), lattice(left + 1, top + 1, seed), across);
  return mix(upper, lower, down);
}

/** Noise with detail at several scales, 0 to 1: each octave twice as fine and half as strong. */
export function cloudNoise(x: number, y: number, seed: number, octaves: number): number {
  let sum = 0;
  let weight = 0;
  for (let octave = 0; octave < octaves; octave += 1) {
    const scale = 2 ** octave;
    sum += valueNoise(x * scale, y * scale, seed + octave) / scale;
    weight += 1 / scale;
  }
  return sum / weight;
}

function lattice(x: number, y: number, seed: number): number {
  let value = Math.imul(x, 374761393) + Math.imul(y, 668265263) + Math.imul(seed, 1442695041);
  value = Math.imul(value ^ (value >>> 13), 1274126177);
  return ((value ^ (value >>> 16)) >>> 0) / 2 ** 32;
}

function smooth(part: number): number {
  return part * part * (3 - 2 * part);
}

function mix(from: number, to: number, part: number): number {
  return from + (to - from) * part;
}
