import { PasswordInput } from '@mantine/core';

/** As `passwordSchema` of core wants it. */
const shortest = 12;
const longest = 256;

interface NewPasswordInputProps {
  label?: string;
  value: string;
  onChange: (password: string) => void;
}

/** Asks for a new password: tells the rule before, and how much is missing while it is typed. */
export function NewPasswordInput({ label = 'Password', value, onChange }: NewPasswordInputProps) {
  return (
    <PasswordInput
      label={label}
      description={describeRule(value.length)}
      value={value}
      maxLength={longest}
      autoComplete="new-password"
      withAsterisk
      visibilityToggleButtonProps={{ 'aria-label': 'Show the password', tabIndex: 0 }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** Whether a password is long enough to be sent. */
export function isLongEnough(password: string): boolean {
  return password.length >= shortest;
}

function describeRule(length: number): string {
  const rule = `At least ${shortest} characters. A few words in a row are good.`;
  if (length === 0) return rule;
  const missing = shortest - length;
  return missing > 0 ? `${rule} ${missing} more.` : 'Long enough.';
}
