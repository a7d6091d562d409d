import {
  EncodedPacketSink,
  FilePathSource,
  Input,
  type InputVideoTrack,
  MATROSKA,
  MP4,
  QTFF,
  WEBM,
} from 'mediabunny';
import type { TrackFacts } from './video-task.ts';

/** A video that is open to be read. */
export interface OpenVideo {
  readonly track: InputVideoTrack;
  readonly facts: TrackFacts;
  /** When each frame is shown, in seconds, rising: the place of a time is the index of its frame. */
  readonly times: readonly number[];
  /** The times of frames that come before the beginning: they are decoded for the others, never shown. */
  readonly hiddenTimes: readonly number[];
  close(): void;
}

/** Larger frames than any camera makes; one needs four bytes for each pixel while it is decoded. */
const largestFramePixels = 40_000_000;

/** A day at 60 frames in each second. */
const mostFrames = 5_184_000;

/** Opens a video and reads where its frames are. Throws an error that says what is wrong. */
export async function openVideo(path: string): Promise<OpenVideo> {
  const input = new Input({
    formats: [MP4, QTFF, WEBM, MATROSKA],
    source: new FilePathSource(path),
  });
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new Error('it has no video track');
  const { displayWidth: width, displayHeight: height } = track;
  if (!(width > 0 && height > 0)) throw new Error('its frames have no size');
  if (width * height > largestFramePixels) {
    throw new Error(
      `its frames have ${width} × ${height} pixels, more than ${largestFramePixels / 1e6} million`,
    );
  }
  const all = await readTimes(track);
  const times = all.filter((time) => time >= 0);
  const [first] = times;
  if (first === undefined) throw new Error('it has no frame');
  const duration = (await track.computeDuration()) - first;
  return {
    track,
    times,
    hiddenTimes: all.filter((time) => time < 0),
    facts: {
      width,
      height,
      durationMs: Math.max(0, Math.round(duration * 1000)),
      frameCount: times.length,
    },
    close: () => input.dispose(),
  };
}

async function readTimes(track: InputVideoTrack): Promise<number[]> {
  const times: number[] = [];
  const packets = new EncodedPacketSink(track).packets(undefined, undefined, {
    metadataOnly: true,
  });
  for await (const { timestamp } of packets) {
    times.push(timestamp);
    if (times.length > mostFrames) throw new Error(`it has more than ${mostFrames} frames`);
  }
  return times.sort((one, other) => one - other);
}
