import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Dispatcher } from 'undici';
import { collectBytes } from './collect-bytes.ts';
import { type Following, followStream, type StreamFollower } from './follow-stream.ts';
import { mapHeaders } from './map-headers.ts';
import { isEventStream } from './response/event-stream.ts';

/**
 * An answer in the form in which it came: its body whole (of a stream of events that nobody follows, its
 * beginning), and still encoded.
 */
export interface WireResponse {
  readonly status: number;
  /** Lower-case names; values of a repeated header joined by commas. */
  readonly headers: { readonly [name: string]: string };
  readonly bytes: Uint8Array;
}

/** A server may say this often that it is still working (1xx) before it answers. */
const maximumInformationalResponses = 100;

/** An answer on its way. */
export interface Reception extends Dispatcher.DispatchHandler {
  /** Gives up at once, with a reason: also before there is a socket, which is then not waited for. */
  stop(reason: unknown): void;
}

/**
 * Takes an answer straight from the HTTP parser, up to so many bytes. The client's own `request` makes a
 * stream of each body, and nobody here reads one in parts: without it a call takes 16 µs instead of 22.
 */
export function receiveAnswer(
  maximumBytes: number,
  resolve: (answer: WireResponse) => void,
  reject: (reason: unknown) => void,
  follower?: StreamFollower,
): Reception {
  return new RunningReception(maximumBytes, resolve, reject, follower);
}

/** A class, since each call has one: functions of its own would be six more objects. */
class RunningReception implements Reception {
  private readonly maximumBytes: number;
  private readonly resolve: (answer: WireResponse) => void;
  private readonly reject: (reason: unknown) => void;
  private readonly body = collectBytes();
  private controller: Dispatcher.DispatchController | null = null;
  private stopped: Error | null = null;
  private informational = 0;
  private status = 0;
  private headers: WireResponse['headers'] = noHeaders;
  private isStream = false;
  private readonly following: Following | null;

  constructor(
    maximumBytes: number,
    resolve: (answer: WireResponse) => void,
    reject: (reason: unknown) => void,
    follower: StreamFollower | undefined,
  ) {
    this.maximumBytes = maximumBytes;
    this.resolve = resolve;
    this.reject = reject;
    this.following = follower ? followStream(follower, (reason) => this.stop(reason)) : null;
  }

  stop(reason: unknown): void {
    this.following?.end();
    this.reject(reason);
    this.stopped = reason instanceof Error ? reason : new Error(String(reason));
    this.controller?.abort(this.stopped);
  }

  onRequestStart(started: Dispatcher.DispatchController): void {
    this.controller = started;
    if (this.stopped) started.abort(this.stopped);
  }

  onResponseStart(_: unknown, status: number, sent: SentHeaders): void {
    if (status < 200) {
      this.informational += 1;
      if (this.informational > maximumInformationalResponses) this.stop(floodError());
      return;
    }
    this.status = status;
    this.headers = mapHeaders(sent, joinValues);
    this.isStream = isEventStream(this.headers);
    this.following?.noteArrival();
  }

  onResponseData(_: unknown, piece: Uint8Array): void {
    const { body, maximumBytes } = this;
    if (body.length + piece.length > maximumBytes) {
      this.stop(tooLargeError(maximumBytes));
      return;
    }
    body.add(piece);
    if (this.following) {
      this.follow(this.following, piece);
      return;
    }
    // A stream of events need never end. How it begins is enough to say what it is.
    if (this.isStream) {
      this.onResponseEnd();
      this.stop(new Error('It was read as far as it is wanted.'));
    }
  }

  private follow(following: Following, piece: Uint8Array): void {
    following.noteArrival();
    // What is packed is read when it is whole; that of a failure is not part of an answer.
    const isText = this.isStream && this.status < 300 && !this.headers['content-encoding'];
    if (!isText) return;
    try {
      following.take(piece);
    } catch (error) {
      this.stop(error);
    }
  }

  onResponseEnd(): void {
    this.following?.end();
    this.resolve({ status: this.status, headers: this.headers, bytes: this.body.join() });
  }

  onResponseError(_: unknown, error: Error): void {
    this.following?.end();
    this.reject(error);
  }
}

type SentHeaders = { readonly [name: string]: string | string[] | undefined };

const noHeaders = {};

function joinValues(value: string | string[] | undefined): string {
  return Array.isArray(value) ? value.join(', ') : (value ?? '');
}

function tooLargeError(maximumBytes: number): PatchbayError {
  return new PatchbayError({
    code: 'MODEL_RESPONSE_TOO_LARGE',
    message: `The answer is longer than ${maximumBytes} bytes, which is the limit. Reading was stopped there.`,
    details: { maximumBytes },
  });
}

function floodError(): PatchbayError {
  return new PatchbayError({
    code: 'MODEL_RESPONSE_INVALID',
    message: `The server sent more than ${maximumInformationalResponses} interim answers (1xx) and no final one.`,
  });
}
