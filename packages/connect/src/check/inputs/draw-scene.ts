import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import type { Colour } from './write-png.ts';

/** A thing in a scene. Places and lengths are fractions of the width and the height of the picture. */
interface Thing {
  readonly form: 'rectangle' | 'disc' | 'triangle';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly colour: Colour;
}

/** What is drawn, from the back to the front. */
export type Scene = readonly Thing[];

const sky: Colour = [223, 232, 240];
const grass: Colour = [122, 154, 90];
const wall: Colour = [181, 82, 59];
const roof: Colour = [107, 47, 36];
const light: Colour = [242, 226, 182];
const sun: Colour = [242, 182, 50];
const trunk: Colour = [42, 34, 50];

function house(x: number, y: number, width: number, height: number): Thing[] {
  const part = (form: Thing['form'], box: readonly number[], colour: Colour): Thing => {
    const [left = 0, top = 0, across = 0, down = 0] = box;
    return {
      form,
      x: x + left * width,
      y: y + top * height,
      width: across * width,
      height: down * height,
      colour,
    };
  };
  return [
    part('rectangle', [0.08, 0.4, 0.84, 0.6], wall),
    part('triangle', [0, 0, 1, 0.42], roof),
    part('rectangle', [0.2, 0.52, 0.2, 0.2], light),
    part('rectangle', [0.58, 0.6, 0.2, 0.4], trunk),
  ];
}

function tree(x: number, y: number, width: number, height: number): Thing[] {
  return [
    {
      form: 'rectangle',
      x: x + 0.4 * width,
      y: y + 0.5 * height,
      width: 0.2 * width,
      height: 0.5 * height,
      colour: trunk,
    },
    { form: 'disc', x, y, width, height: 0.7 * height, colour: [62, 112, 66] },
  ];
}

const meadow: Thing = { form: 'rectangle', x: 0, y: 0.62, width: 1, height: 0.38, colour: grass };

/** A house in a meadow under the sun. Things lie in all parts, so that their places tell something. */
export const houseScene: Scene = [
  meadow,
  { form: 'disc', x: 0.08, y: 0.08, width: 0.15, height: 0.2, colour: sun },
  ...house(0.52, 0.4, 0.36, 0.5),
  ...tree(0.12, 0.4, 0.18, 0.45),
];

/** Two houses and three trees. */
export const villageScene: Scene = [
  meadow,
  { form: 'disc', x: 0.78, y: 0.06, width: 0.12, height: 0.18, colour: sun },
  ...tree(0.86, 0.38, 0.12, 0.4),
  ...house(0.06, 0.34, 0.3, 0.46),
  ...house(0.44, 0.46, 0.34, 0.48),
  ...tree(0.3, 0.46, 0.14, 0.44),
  ...tree(0.74, 0.52, 0.13, 0.42),
];

/** The rows of a scene in an image of any size. */
export function* drawScene({ width, height }: ImageSize, scene: Scene): Generator<Uint8Array> {
  const things = scene.toReversed();
  for (let y = 0; y < height; y += 1) {
    const row = Buffer.alloc(width * 3);
    for (let x = 0; x < width; x += 1) {
      row.set(colourAt((x + 0.5) / width, (y + 0.5) / height, things), x * 3);
    }
    yield row;
  }
}

/** The colour of the foremost thing at a place; `things` from the front to the back. */
function colourAt(x: number, y: number, things: Scene): Colour {
  return things.find((thing) => covers(thing, x, y))?.colour ?? sky;
}

function covers(thing: Thing, x: number, y: number): boolean {
  const across = (x - thing.x) / thing.width;
  const down = (y - thing.y) / thing.height;
  if (across < 0 || across > 1 || down < 0 || down > 1) return false;
  switch (thing.form) {
    case 'rectangle':
      return true;
    case 'disc':
      return (across - 0.5) ** 2 + (down - 0.5) ** 2 <= 0.25;
    case 'triangle':
      return Math.abs(across - 0.5) <= down / 2;
  }
}
