import { encodeRunLength } from '@patchbay/core/geometry/run-length.ts';
import { type AnnotationDraft, defineModel, serveModel } from '@patchbay/model-kit';

/** Draws one of each kind that there is, in places that depend on the size of the image. */
const drawer = defineModel({
  name: 'Drawer',
  description: 'Answers one annotation of every kind.',
  dataRowTypes: ['image', 'video'],
  ontology: {
    tools: [
      { kind: 'bounding_box', name: 'car' },
      { kind: 'polygon', name: 'lake' },
      { kind: 'mask', name: 'cloud' },
      { kind: 'line', name: 'road' },
      { kind: 'point', name: 'lamp' },
      { kind: 'ellipse', name: 'wheel' },
      { kind: 'cuboid', name: 'crate' },
      { kind: 'skeleton', name: 'person' },
      { kind: 'vector', name: 'wind' },
      { kind: 'relation', name: 'parked at' },
    ],
    classifications: [
      { kind: 'radio', name: 'weather', options: [{ value: 'fair' }, { value: 'foul' }] },
      { kind: 'checklist', name: 'seen', options: [{ value: 'sky' }, { value: 'water' }] },
      { kind: 'free_text', name: 'caption' },
      { kind: 'tag', name: 'outdoors' },
    ],
  },
  predict(input) {
    if (input.type === 'image') return drawAll(input.size.width, input.size.height);
    return input.frames.flatMap(({ index }) => [
      {
        kind: 'bounding_box',
        class: 'car',
        frame: index,
        confidence: 0.8,
        box: { x: 4 + index, y: 6, width: 20, height: 14 },
      } as const,
    ]);
  },
});

function drawAll(width: number, height: number): AnnotationDraft[] {
  const at = (x: number, y: number) => ({ x: Math.round(x * width), y: Math.round(y * height) });
  const box = (x: number, y: number, w: number, h: number) => ({
    ...at(x, y),
    width: Math.round(w * width),
    height: Math.round(h * height),
  });
  const joints: readonly (readonly [string, number, number])[] = [
    ['nose', 0.5, 0.3],
    ['left_shoulder', 0.54, 0.4],
    ['right_shoulder', 0.46, 0.4],
    ['left_elbow', 0.58, 0.5],
    ['right_elbow', 0.43, 0.5],
    ['left_hip', 0.53, 0.58],
    ['right_hip', 0.47, 0.58],
    ['left_knee', 0.54, 0.7],
    ['right_knee', 0.46, 0.7],
  ];
  return [
    {
      kind: 'bounding_box',
      class: 'car',
      id: 'car',
      confidence: 0.97,
      text: 'KA 17',
      attributes: ['parked'],
      box: box(0.06, 0.62, 0.22, 0.24),
    },
    {
      kind: 'polygon',
      class: 'lake',
      confidence: 0.88,
      rings: [
        [at(0.62, 0.62), at(0.9, 0.58), at(0.97, 0.8), at(0.78, 0.93), at(0.6, 0.82)],
        [at(0.74, 0.7), at(0.84, 0.7), at(0.82, 0.8), at(0.74, 0.8)],
      ],
    },
    { kind: 'mask', class: 'cloud', confidence: 0.71, mask: drawCloud(width, height) },
    {
      kind: 'line',
      class: 'road',
      confidence: 0.64,
      path: [at(0.02, 0.97), at(0.3, 0.9), at(0.55, 0.93)],
    },
    { kind: 'point', class: 'lamp', id: 'lamp', confidence: 0.93, point: at(0.34, 0.42) },
    {
      kind: 'ellipse',
      class: 'wheel',
      confidence: 0.82,
      ellipse: { center: at(0.12, 0.4), radius: { x: width * 0.08, y: height * 0.05 }, angle: 0.5 },
    },
    {
      kind: 'cuboid',
      class: 'crate',
      confidence: 0.55,
      front: box(0.66, 0.3, 0.13, 0.16),
      back: box(0.71, 0.24, 0.13, 0.16),
    },
    {
      kind: 'skeleton',
      class: 'person',
      confidence: 0.9,
      nodes: joints.map(([name, x, y], index) => ({
        ...at(x, y),
        name,
        occluded: index % 4 === 3,
      })),
    },
    { kind: 'vector', class: 'wind', confidence: 0.4, angle: 0.6, length: 80 },
    { kind: 'relation', class: 'parked at', confidence: 0.5, from: 'car', to: 'lamp' },
    { kind: 'radio', class: 'weather', confidence: 0.8, option: 'fair' },
    { kind: 'checklist', class: 'seen', confidence: 0.7, options: ['sky', 'water'] },
    { kind: 'free_text', class: 'caption', confidence: null, text: 'A quiet place by the water.' },
    { kind: 'tag', class: 'outdoors', confidence: 0.99 },
  ];
}

/** An ellipse without its middle, as a mask. */
function drawCloud(width: number, height: number) {
  const bitmap = new Uint8Array(width * height);
  for (let x = 0; x < width; x += 1) {
    for (let y = 0; y < height; y += 1) {
      const far = Math.hypot((x / width - 0.42) / 0.3, (y / height - 0.14) / 0.1);
      if (far < 1 && far > 0.25) bitmap[x * height + y] = 1;
    }
  }
  return encodeRunLength(bitmap, [height, width]);
}

/** Answers so many boxes, and words longer than anybody reads with the first. */
const crowd = defineModel({
  name: 'Crowd',
  description: 'Answers as many boxes as it is asked for.',
  dataRowTypes: ['image'],
  ontology: { tools: ['ant', 'bee', 'cricket'].map((name) => ({ kind: 'bounding_box', name })) },
  parametersSchema: { properties: { boxes: { type: 'integer', default: 5000 } } },
  predict({ size }, { parameters }) {
    const columns = 100;
    const [width, height] = [size.width / columns, size.height / 50];
    return Array.from({ length: Number(parameters.boxes) }, (_, index) => ({
      kind: 'bounding_box' as const,
      class: ['ant', 'bee', 'cricket'][index % 3] ?? 'ant',
      confidence: (index % 997) / 997,
      ...(index === 0 && { text: 'x'.repeat(20_000) }),
      box: {
        x: (index % columns) * width,
        y: Math.floor(index / columns) * height,
        width: width * 0.8,
        height: height * 0.8,
      },
    }));
  },
});

/** Both models, each under the contracts that carry what it answers. */
export async function startDrawingModels() {
  const [drawn, answered, crowded] = await Promise.all([
    serveModel(drawer, { protocols: ['v7'], log: () => {} }),
    serveModel(drawer, { protocols: ['foundry'], log: () => {} }),
    serveModel(crowd, { protocols: ['v7'], log: () => {} }),
  ]);
  const servers = [drawn, answered, crowded];
  return {
    hosts: servers.map(({ url }) => new URL(url).host),
    drawer: drawn.url,
    answerer: answered.url,
    crowd: crowded.url,
    ontologies: { drawer: drawer.ontology, crowd: crowd.ontology },
    close: async () => void (await Promise.all(servers.map((server) => server.close()))),
  };
}
