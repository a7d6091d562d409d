import { Group, PasswordInput, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import type { AuthenticationKind } from '@patchbay/core/model/credentials.ts';
import type { ReactNode } from 'react';
import type { CredentialsDraft } from './credentials-draft.ts';

interface CredentialsFieldsProps {
  /** The kinds that the protocol allows. */
  kinds: readonly AuthenticationKind[];
  draft: CredentialsDraft;
  onChange: (draft: CredentialsDraft) => void;
}

/** The credentials of a model, a switch for each kind that its protocol knows. */
export function CredentialsFields({ kinds, draft, onChange }: CredentialsFieldsProps) {
  const change = (changes: Partial<CredentialsDraft>) => onChange({ ...draft, ...changes });
  return (
    <Stack gap="sm">
      {kinds.includes('bearer') && (
        <Kind
          name="Bearer token"
          isOn={draft.hasBearer}
          onSwitch={(hasBearer) => change({ hasBearer })}
        >
          <Secret label="Token" value={draft.token} onChange={(token) => change({ token })} />
        </Kind>
      )}
      {kinds.includes('basic') && <BasicFields draft={draft} onChange={change} />}
      {kinds.includes('header') && <HeaderFields draft={draft} onChange={change} />}
      <AuthorityFields draft={draft} onChange={change} />
    </Stack>
  );
}

interface KindFieldsProps {
  draft: CredentialsDraft;
  onChange: (changes: Partial<CredentialsDraft>) => void;
}

function BasicFields({ draft, onChange }: KindFieldsProps) {
  return (
    <Kind
      name="User name and password"
      isOn={draft.hasBasic}
      onSwitch={(hasBasic) => onChange({ hasBasic })}
    >
      <Group grow align="flex-start">
        <TextInput
          label="User name"
          value={draft.username}
          autoComplete="off"
          onChange={(event) => onChange({ username: event.currentTarget.value })}
        />
        <Secret
          label="Password"
          value={draft.password}
          onChange={(password) => onChange({ password })}
        />
      </Group>
    </Kind>
  );
}

function HeaderFields({ draft, onChange }: KindFieldsProps) {
  return (
    <Kind name="A header" isOn={draft.hasHeader} onSwitch={(hasHeader) => onChange({ hasHeader })}>
      <Group grow align="flex-start">
        <TextInput
          label="Name of the header"
          value={draft.headerName}
          placeholder="X-Api-Key"
          onChange={(event) => onChange({ headerName: event.currentTarget.value })}
        />
        <Secret
          label="Value"
          value={draft.headerValue}
          onChange={(headerValue) => onChange({ headerValue })}
        />
      </Group>
    </Kind>
  );
}

function AuthorityFields({ draft, onChange }: KindFieldsProps) {
  return (
    <Kind
      name="An authority of our own vouches for the endpoint"
      isOn={draft.hasAuthority}
      onSwitch={(hasAuthority) => onChange({ hasAuthority })}
    >
      <Textarea
        label="Its certificate"
        description="In PEM. For this model it is trusted beside those that the hub trusts anyway."
        placeholder="-----BEGIN CERTIFICATE-----"
        value={draft.authority}
        autosize
        minRows={3}
        maxRows={8}
        onChange={(event) => onChange({ authority: event.currentTarget.value })}
      />
    </Kind>
  );
}

interface KindProps {
  name: string;
  isOn: boolean;
  onSwitch: (isOn: boolean) => void;
  children: ReactNode;
}

function Kind({ name, isOn, onSwitch, children }: KindProps) {
  return (
    <Stack gap="xs">
      <Switch
        label={name}
        checked={isOn}
        onChange={(event) => onSwitch(event.currentTarget.checked)}
      />
      {isOn && children}
    </Stack>
  );
}

interface SecretProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

function Secret({ label, value, onChange }: SecretProps) {
  return (
    <PasswordInput
      label={label}
      value={value}
      autoComplete="new-password"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
