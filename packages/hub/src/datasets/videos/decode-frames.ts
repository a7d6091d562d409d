import {
  EncodedVideoChunk,
  VideoDecoder,
  type VideoDecoderConfig,
  type VideoFrame,
} from '@napi-rs/webcodecs';
import { type EncodedPacket, EncodedPacketSink } from 'mediabunny';
import type { RawFrame } from './draw-frame.ts';
import type { OpenVideo } from './video-track.ts';

/** Frames that may wait in the decoder: more would only take memory. */
const mostWaiting = 16;

/**
 * Decodes frames with the built-in decoder, one after another: each from the key frame before it, or on
 * from where the last one was. Throws an error that says what is wrong.
 * @param indices rising
 */
export async function* decodeFrames(
  video: OpenVideo,
  indices: readonly number[],
): AsyncGenerator<{ index: number; raw: RawFrame }> {
  const config = await readConfig(video);
  const packets = new EncodedPacketSink(video.track);
  const wanted = new Set(indices);
  let stretch: Stretch | null = null;
  try {
    for (const index of indices) {
      const key = await findStart(packets, video, index);
      if (stretch?.keyTime !== key.timestamp) {
        stretch?.close();
        stretch = openStretch(config, { key, first: indexAt(key, video), packets, wanted });
      }
      yield { index, raw: await stretch.decode(index) };
    }
  } finally {
    stretch?.close();
  }
}

/**
 * The key frame to begin with. One after which frames follow that are shown before it is passed over:
 * what a decoder that begins there makes of those is not certain.
 */
async function findStart(
  packets: EncodedPacketSink,
  video: OpenVideo,
  index: number,
): Promise<EncodedPacket> {
  const time = video.times[index];
  if (time === undefined) throw new Error(`it has no frame ${index}`);
  let key = await packets.getKeyPacket(time, { verifyKeyPackets: true });
  while (key) {
    const following = await packets.getNextPacket(key, { metadataOnly: true });
    const before = timeOf(indexAt(key, video) - 1, video);
    const isClean = following === null || following.timestamp > key.timestamp;
    if (isClean || before === undefined) return key;
    key = await packets.getKeyPacket(before, { verifyKeyPackets: true });
  }
  throw new Error('it has no key frame to begin with');
}

/** The index of the frame of a packet; below 0 for those that are never shown. */
function indexAt({ timestamp }: EncodedPacket, { times, hiddenTimes }: OpenVideo): number {
  return timestamp < 0
    ? hiddenTimes.indexOf(timestamp) - hiddenTimes.length
    : times.indexOf(timestamp);
}

function timeOf(index: number, { times, hiddenTimes }: OpenVideo): number | undefined {
  return index < 0 ? hiddenTimes[hiddenTimes.length + index] : times[index];
}

/** What follows a key frame, decoded from there on. */
interface Stretch {
  readonly keyTime: number;
  decode(index: number): Promise<RawFrame>;
  close(): void;
}

interface StretchParts {
  readonly key: EncodedPacket;
  /** Index of the key frame. */
  readonly first: number;
  readonly packets: EncodedPacketSink;
  /** Indices of all wanted frames: others are let go as they come. */
  readonly wanted: ReadonlySet<number>;
}

function openStretch(config: VideoDecoderConfig, parts: StretchParts): Stretch {
  const decoded = new Map<number, VideoFrame>();
  let failure: Error | null = null;
  let next: EncodedPacket | null = parts.key;
  let count = 0;
  const decoder = new VideoDecoder({
    output(frame) {
      // Frames come in the order in which they are shown, but carry the times of their packets, which
      // come in another: the place says which frame it is, its time does not.
      const index = parts.first + count;
      count += 1;
      if (parts.wanted.has(index)) decoded.set(index, frame);
      else frame.close();
    },
    error: (error) => {
      failure ??= error;
    },
  });
  decoder.configure(config);

  async function feed(packet: EncodedPacket): Promise<void> {
    const { type, data } = packet;
    const timestamp = toMicroseconds(packet.timestamp);
    const duration = toMicroseconds(packet.duration);
    decoder.decode(new EncodedVideoChunk({ type, timestamp, duration, data }));
    next = await parts.packets.getNextPacket(packet);
    while (decoder.decodeQueueSize > mostWaiting) await new Promise(setImmediate);
  }

  return {
    keyTime: parts.key.timestamp,
    async decode(index) {
      while (next !== null && !decoded.has(index) && failure === null) await feed(next);
      if (!decoded.has(index) && failure === null) await decoder.flush();
      if (failure) throw failure;
      const frame = decoded.get(index);
      if (!frame) throw new Error(`frame ${index} does not decode`);
      decoded.delete(index);
      return await copyFrame(frame);
    },
    close() {
      for (const frame of decoded.values()) frame.close();
      if (decoder.state !== 'closed') decoder.close();
    },
  };
}

async function copyFrame(frame: VideoFrame): Promise<RawFrame> {
  try {
    const data = Buffer.alloc(frame.allocationSize({ format: 'RGBA' }));
    await frame.copyTo(data, { format: 'RGBA' });
    const { width, height } = frame.visibleRect;
    return { data, width, height, channels: 4, isUpright: false };
  } finally {
    frame.close();
  }
}

async function readConfig({ track }: OpenVideo): Promise<VideoDecoderConfig> {
  const config = await track.getDecoderConfig();
  const codec = config?.codec ?? track.codec ?? 'one that is not known';
  if (!config) throw new Error(describeUnknown(codec));
  const { description, codedWidth, codedHeight } = config;
  const wanted = { codec, ...(description && { description: toBytes(description) }) };
  const size = { ...(codedWidth && { codedWidth }), ...(codedHeight && { codedHeight }) };
  const { supported } = await VideoDecoder.isConfigSupported({ ...wanted, ...size });
  if (!supported) throw new Error(describeUnknown(codec));
  return { ...wanted, ...size };
}

function describeUnknown(codec: string): string {
  return `its codec (${codec}) is none that this hub decodes: H.264, H.265, VP8, VP9 and AV1. Convert it, or let the operator name a program that decodes it in PATCHBAY_FFMPEG`;
}

function toBytes(source: ArrayBufferView | ArrayBufferLike): Uint8Array {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}

function toMicroseconds(seconds: number): number {
  return Math.round(seconds * 1e6);
}
