import { styleText } from 'node:util';
import { showText } from './show-text.ts';

type Emphasis = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** A way in which a piece of text can be made to stand out. */
export type Style = Emphasis | readonly Emphasis[];

/** A stream of text that may be a terminal. */
export type TextStream = NodeJS.WritableStream & {
  readonly isTTY?: boolean;
  readonly columns?: number;
};

/** One of the two streams that a command writes to. */
export interface Output {
  readonly stream: NodeJS.WritableStream;
  /** Whether a person watches, so that a line may be drawn over. */
  readonly isInteractive: boolean;
  readonly columns: number;
  write(text: string): void;
  line(text?: string): void;
  /** The text in a style; as it is where the stream or NO_COLOR wants no colour. */
  paint(style: Style, text: string): string;
}

/**
 * Where a command speaks: results to `out`, progress, notes and errors to `notes`. With `--json`
 * `out` carries one JSON document and nothing else.
 */
export interface Terminal {
  readonly out: Output;
  readonly notes: Output;
  readonly json: boolean;
  /** Prints the result of a command: as JSON for machines, else as the lines that `describe` writes. */
  result(value: unknown, describe: (out: Output) => void): void;
}

/** The streams and the choice of output that a terminal is made of. */
export interface TerminalOptions {
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  readonly json: boolean;
}

export function createTerminal({ stdout, stderr, json }: TerminalOptions): Terminal {
  const out = createOutput(stdout, json ? (text) => text : showText);
  return {
    out,
    notes: createOutput(stderr, showText),
    json,
    result(value, describe) {
      if (json) out.line(JSON.stringify(value, null, 2));
      else describe(out);
    },
  };
}

function createOutput(stream: TextStream, show: (text: string) => string): Output {
  return {
    stream,
    isInteractive: stream.isTTY === true && process.env.TERM !== 'dumb',
    get columns() {
      return stream.columns || 80; // 0 where the window has not said its size
    },
    write: (text) => void stream.write(show(text)),
    line: (text = '') => void stream.write(`${show(text)}\n`),
    paint: (style, text) => styleText([style].flat(), text, { stream }),
  };
}
