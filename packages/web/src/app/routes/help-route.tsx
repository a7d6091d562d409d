import { useLocation, useParams } from '@tanstack/react-router';
import { DocumentPage } from '../../features/help/document-page.tsx';

/** `/help`, `/help/how-to/rotate-keys`, `/help/errors#input_invalid` */
export function HelpRoute() {
  const { _splat: address = '' } = useParams({ strict: false });
  const hash = useLocation({ select: (location) => location.hash });
  return <DocumentPage key={address} address={address} hash={hash} />;
}
