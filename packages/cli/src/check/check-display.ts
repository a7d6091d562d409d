import type { Output } from '../terminal/terminal.ts';

/** Shows that a check is at work. */
export interface CheckDisplay {
  show(call: { readonly number: number; readonly title: string }): void;
  /** Takes what is shown away. */
  end(): void;
}

/** On a terminal the call that is made, drawn over; elsewhere (a log, a pipe) one line. */
export function createCheckDisplay(notes: Output, url: string): CheckDisplay {
  if (!notes.isInteractive) {
    return {
      show: ({ number }) => {
        if (number === 1) notes.line(`checking ${url}`);
      },
      end() {},
    };
  }
  return {
    show({ number, title }) {
      const line = `call ${number}: ${title}`.slice(0, notes.columns - 1);
      notes.write(`\r\u001B[2K${notes.paint('dim', line)}`);
    },
    end: () => notes.write('\r\u001B[2K'),
  };
}
