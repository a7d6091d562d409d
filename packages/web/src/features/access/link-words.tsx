import type { LinkView } from '@patchbay/core/api/session.ts';
import type { ReactNode } from 'react';
import { roleWords, withArticle } from '../../components/role-words.ts';

/** What links are for that ask for something. */
export type FormPurpose = Exclude<LinkView['purpose'], 'sign-in'>;

interface LinkWords {
  title(link: LinkView): string;
  explanation(link: LinkView): ReactNode;
  /** The word on the button. */
  action: string;
}

/** What people are told when they open a link, by what it is for. */
export const linkWords: { readonly [Purpose in FormPurpose]: LinkWords } = {
  'first-owner': {
    title: () => 'Make this hub yours',
    explanation: () =>
      'You become its first owner. Owners let others in and say which private addresses may be called.',
    action: 'Become the owner',
  },
  invitation: {
    title: ({ organisation }) => `Join ${organisation}`,
    explanation: ({ role }) => (
      <>
        You are invited as <b>{withArticle(role)}</b>. {roleWords[role]}
      </>
    ),
    action: 'Join',
  },
  password: {
    title: () => 'Set a new password',
    explanation: () => 'With it you are signed in here, and your sessions elsewhere end.',
    action: 'Set the password',
  },
};
