import { Text } from '@mantine/core';
import { useSession } from '../api/use-session.ts';
import { AnchorLink } from './links.tsx';

/** The code of an error or a warning, which leads to its place in the documents; they are for who is signed in. */
export function CodeLink({ code }: { code: string }) {
  if (!useSession()) {
    return (
      <Text span inherit>
        {code}
      </Text>
    );
  }
  return (
    <AnchorLink
      to="/help/$"
      params={{ _splat: 'errors' }}
      hash={code.toLowerCase()}
      title="What it means, and what to do"
      inherit
      c="inherit"
      underline="always"
    >
      {code}
    </AnchorLink>
  );
}
