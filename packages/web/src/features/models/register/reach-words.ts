import type { ReachState } from '@patchbay/core/api/trial-routes.ts';
import type { StepTone } from './step-card.tsx';

interface ReachWords {
  readonly tone: StepTone;
  /** In a line. */
  readonly short: string;
  readonly title: string;
}

/** What each state of an endpoint is called. */
export const reachWords: { readonly [State in ReachState]: ReachWords } = {
  warm: { tone: 'good', short: 'answers', title: 'The endpoint answers as its contract says' },
  answers: {
    tone: 'bad',
    short: 'answers otherwise',
    title: 'A server answers, but not as the contract says',
  },
  refused: {
    tone: 'bad',
    short: 'refuses the credentials',
    title: 'The endpoint is there, and does not let us in',
  },
  nowhere: {
    tone: 'bad',
    short: 'nothing at this address',
    title: 'A server is there, and has nothing at this address',
  },
  waking: {
    tone: 'careful',
    short: 'busy or waking up',
    title: 'The endpoint is there, and busy or still waking up',
  },
  down: { tone: 'bad', short: 'not reached', title: 'No server was reached' },
};
