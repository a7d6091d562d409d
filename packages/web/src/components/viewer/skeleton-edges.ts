import type { Skeleton } from '@patchbay/core/annotation/skeleton.ts';

/**
 * Which joints of a body are joined, by the names that models of bodies use. Answers name joints and not the
 * lines between them. Source: the keypoints of COCO.
 */
const bodyEdges = [
  ['nose', 'left_eye'],
  ['nose', 'right_eye'],
  ['left_eye', 'left_ear'],
  ['right_eye', 'right_ear'],
  ['nose', 'neck'],
  ['neck', 'left_shoulder'],
  ['neck', 'right_shoulder'],
  ['left_shoulder', 'right_shoulder'],
  ['left_shoulder', 'left_elbow'],
  ['right_shoulder', 'right_elbow'],
  ['left_elbow', 'left_wrist'],
  ['right_elbow', 'right_wrist'],
  ['left_shoulder', 'left_hip'],
  ['right_shoulder', 'right_hip'],
  ['left_hip', 'right_hip'],
  ['left_hip', 'left_knee'],
  ['right_hip', 'right_knee'],
  ['left_knee', 'left_ankle'],
  ['right_knee', 'right_ankle'],
] as const;

type Joint = Skeleton['nodes'][number];

/** The pairs of joints between which a line is drawn; none where their names are not those of a body. */
export function listSkeletonEdges(nodes: readonly Joint[]): (readonly [Joint, Joint])[] {
  const named = new Map(nodes.map((node) => [normalise(node.name ?? ''), node]));
  return bodyEdges.flatMap(([from, to]) => {
    const [start, end] = [named.get(from), named.get(to)];
    return start && end ? [[start, end] as const] : [];
  });
}

/** `Left Knee`, `left-knee` and `leftKnee` are one joint. */
function normalise(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/[\s-]+/g, '_')
    .toLowerCase();
}
