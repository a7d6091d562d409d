/**
 * The framing of `text/event-stream`, as far as chat completions use it: the data of each event.
 * Comments, names, ids and retry times of events mean nothing here and are passed over.
 * Source: https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
export interface EventStreamParser {
  /** Takes the next piece of the text, split anywhere, and gives the data of the events that it ends. */
  push(piece: string): string[];
  /** Gives the event that no empty line ended: servers leave the last one out. */
  end(): string[];
}

export function createEventStreamParser(): EventStreamParser {
  let isFirstLine = true;
  let endsWithReturn = false;
  /** Pieces of the line that has not ended; joined once, since a line may come in thousands of them. */
  let line: string[] = [];
  let data: string[] = [];

  function takeLine(text: string, events: string[]): void {
    const content = isFirstLine ? text.replace(/^\uFEFF/, '') : text;
    isFirstLine = false;
    if (content === '') {
      if (data.length > 0) events.push(data.join('\n'));
      data = [];
      return;
    }
    const colon = content.indexOf(':');
    const field = colon === -1 ? content : content.slice(0, colon);
    if (field === 'data') data.push(colon === -1 ? '' : content.slice(colon + 1).replace(/^ /, ''));
  }

  return {
    push(piece) {
      if (piece === '') return [];
      // A carriage return ended its line; a line feed that follows in the next piece ends no other.
      const text = endsWithReturn && piece.startsWith('\n') ? piece.slice(1) : piece;
      endsWithReturn = piece.endsWith('\r');
      const events: string[] = [];
      const lines = text.split(/\r\n|\r|\n/);
      const rest = lines.pop() ?? '';
      for (const ended of lines) {
        takeLine(line.join('') + ended, events);
        line = [];
      }
      line.push(rest);
      return events;
    },
    end() {
      const events: string[] = [];
      takeLine(line.join(''), events);
      takeLine('', events);
      line = [];
      return events;
    },
  };
}

/** Writes one event. Data of several lines is written as several lines, as the framing wants it. */
export function writeEvent(data: string): string {
  const lines = data.split(/\r\n|\r|\n/).map((text) => `data: ${text}\n`);
  return `${lines.join('')}\n`;
}
