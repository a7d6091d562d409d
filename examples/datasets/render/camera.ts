/** A place in the room in millimetres: x to the right, y towards the photographer, z upwards. */
export type Place = readonly [number, number, number];

/** A place in the photograph in pixels. */
export interface Pixel {
  readonly x: number;
  readonly y: number;
}

/** Where a photograph is taken from. Angles are in degrees. */
export interface CameraSettings {
  readonly width: number;
  readonly height: number;
  /** What is in the middle of the photograph. */
  readonly target: Place;
  /** From the lens to the target, in millimetres. */
  readonly distance: number;
  /** 0 looks straight down, 60 nearly along the floor. */
  readonly pitch: number;
  /** How far the room is turned below the camera. */
  readonly azimuth: number;
  /** How far the camera is tilted sideways. */
  readonly roll: number;
  /** Angle that the width of the photograph covers. */
  readonly fieldOfView: number;
}

/** Three rows of three numbers. */
export type Matrix = readonly [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

export interface Camera {
  readonly width: number;
  readonly height: number;
  project(place: Place): Pixel;
  /** Takes a place on a plane, `origin + s × right + t × down`, to the photograph (homogeneous). */
  lookAtPlane(origin: Place, right: Place, down: Place): Matrix;
}

/** Creates a pinhole camera. */
export function createCamera(settings: CameraSettings): Camera {
  const focal = settings.width / 2 / Math.tan((settings.fieldOfView * Math.PI) / 360);
  const turn = createTurn(settings);
  // A direction, or a place where `fixed` is 1, as homogeneous pixels.
  const see = (vector: Place, fixed: 0 | 1): Place => {
    const [targetX, targetY, targetZ] = settings.target;
    const [x, y, z] = turn([
      vector[0] - fixed * targetX,
      vector[1] - fixed * targetY,
      vector[2] - fixed * targetZ,
    ]);
    const depth = fixed * settings.distance - z;
    return [
      focal * x + (settings.width / 2) * depth,
      focal * y + (settings.height / 2) * depth,
      depth,
    ];
  };
  return {
    width: settings.width,
    height: settings.height,
    project(place) {
      const [x, y, depth] = see(place, 1);
      return { x: x / depth, y: y / depth };
    },
    lookAtPlane(origin, right, down) {
      const [s, t, o] = [see(right, 0), see(down, 0), see(origin, 1)];
      return [s[0], t[0], o[0], s[1], t[1], o[1], s[2], t[2], o[2]];
    },
  };
}

function createTurn(settings: CameraSettings): (vector: Place) => Place {
  const [pitch, azimuth, roll] = [settings.pitch, settings.azimuth, settings.roll].map(
    (degrees) => (degrees * Math.PI) / 180,
  ) as [number, number, number];
  return ([x, y, z]) => {
    const turnedX = x * Math.cos(azimuth) - y * Math.sin(azimuth);
    const turnedY = x * Math.sin(azimuth) + y * Math.cos(azimuth);
    const tiltedY = turnedY * Math.cos(pitch) - z * Math.sin(pitch);
    const tiltedZ = turnedY * Math.sin(pitch) + z * Math.cos(pitch);
    return [
      turnedX * Math.cos(roll) - tiltedY * Math.sin(roll),
      turnedX * Math.sin(roll) + tiltedY * Math.cos(roll),
      tiltedZ,
    ];
  };
}

/** Applies a matrix to a place on a plane. */
export function applyMatrix(matrix: Matrix, s: number, t: number): Pixel {
  const [a, b, c, d, e, f, g, h, i] = matrix;
  const depth = g * s + h * t + i;
  return { x: (a * s + b * t + c) / depth, y: (d * s + e * t + f) / depth };
}

/** The matrix that leads back, up to a factor, which homogeneous places do not feel. */
export function invertMatrix(matrix: Matrix): Matrix {
  const [a, b, c, d, e, f, g, h, i] = matrix;
  return [
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ];
}
