import { useBlocker } from '@tanstack/react-router';
import { ConfirmDialog } from './confirm-button.tsx';

interface LeaveGuardProps {
  /** Whether anything would be lost. */
  isNeeded: boolean;
  /** What is asked: `Leave without registering the model?` */
  question: string;
  /** What would be lost. */
  explanation: string;
}

/** Asks before a page, or a part of one, is left on which something is entered and not saved. */
export function LeaveGuard({ isNeeded, question, explanation }: LeaveGuardProps) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) =>
      isNeeded && (current.pathname !== next.pathname || tabOf(current) !== tabOf(next)),
    enableBeforeUnload: isNeeded,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      isOpen={blocker.status === 'blocked'}
      question={question}
      explanation={explanation}
      confirm="Leave"
      keep="Stay here"
      onClose={() => blocker.reset?.()}
      onConfirm={() => blocker.proceed?.()}
    />
  );
}

function tabOf({ search }: { search: object }): unknown {
  return 'tab' in search ? search.tab : undefined;
}
