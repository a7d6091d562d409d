import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import type { LinkView } from '@patchbay/core/api/session.ts';
import { EntrancePage } from '../../components/entrance-page.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { NewPasswordInput } from '../../components/new-password-input.tsx';
import { type FormPurpose, linkWords } from './link-words.tsx';
import { useLinkDraft } from './use-link-draft.ts';

interface LinkFormProps {
  link: LinkView;
  purpose: FormPurpose;
  token: string;
  onSignedIn: () => void;
}

/** Asks for what a link takes: who the first owner is, who joins, or a new password. Then they are in. */
export function LinkForm({ link, purpose, token, onSignedIn }: LinkFormProps) {
  const words = linkWords[purpose];
  const { asks, draft, change, isReady, submit, entering } = useLinkDraft(link, token, onSignedIn);
  return (
    <EntrancePage title={words.title(link)} explanation={words.explanation(link)}>
      <form onSubmit={submit}>
        <Stack>
          {asks.name && <NameInput name={draft.name} onChange={(name) => change({ name })} />}
          {asks.email ? (
            <EmailInput email={draft.email} onChange={(email) => change({ email })} />
          ) : (
            <FixedEmail email={link.email ?? ''} />
          )}
          {asks.knownPassword ? (
            <KnownPasswordInput
              password={draft.password}
              onChange={(password) => change({ password })}
            />
          ) : (
            <NewPasswordInput
              label={purpose === 'password' ? 'New password' : 'Password'}
              value={draft.password}
              onChange={(password) => change({ password })}
            />
          )}
          {entering.error && <FailureNotice error={entering.error} />}
          <Button type="submit" loading={entering.isPending} disabled={!isReady}>
            {words.action}
          </Button>
        </Stack>
      </form>
    </EntrancePage>
  );
}

function NameInput({ name, onChange }: { name: string; onChange: (name: string) => void }) {
  return (
    <TextInput
      label="Your name"
      description="As the others see it beside what you do."
      value={name}
      maxLength={100}
      autoComplete="name"
      withAsterisk
      autoFocus
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function EmailInput({ email, onChange }: { email: string; onChange: (email: string) => void }) {
  return (
    <TextInput
      type="email"
      label="E-mail"
      description="You sign in with it. Nothing is ever sent to it."
      value={email}
      autoComplete="username"
      withAsterisk
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** For whom the link is. In the form, so that password managers keep it with the password. */
function FixedEmail({ email }: { email: string }) {
  return (
    <TextInput label="E-mail" value={email} readOnly variant="filled" autoComplete="username" />
  );
}

function KnownPasswordInput(props: { password: string; onChange: (password: string) => void }) {
  return (
    <PasswordInput
      label="Your password"
      description="You have an account on this hub already: sign in with it."
      value={props.password}
      autoComplete="current-password"
      autoFocus
      visibilityToggleButtonProps={{ 'aria-label': 'Show the password', tabIndex: 0 }}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}
