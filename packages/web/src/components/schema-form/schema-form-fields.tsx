import { JsonInput, NumberInput, Select, Switch, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { Words } from '../words.tsx';
import type { Draft, Drafts, SchemaField } from './schema-fields.ts';

interface SchemaFormFieldsProps {
  fields: readonly SchemaField[];
  drafts: Drafts;
  errors: { readonly [name: string]: string };
  onChange: (drafts: Drafts) => void;
}

/** The controls for the properties of a JSON Schema, each with its description and its error. */
export function SchemaFormFields({ fields, drafts, errors, onChange }: SchemaFormFieldsProps) {
  return fields.map((field) => (
    <SchemaControl
      key={field.name}
      field={field}
      draft={drafts[field.name] ?? ''}
      error={errors[field.name]}
      onChange={(draft) => onChange({ ...drafts, [field.name]: draft })}
    />
  ));
}

interface SchemaControlProps {
  field: SchemaField;
  draft: Draft;
  error: string | undefined;
  onChange: (draft: Draft) => void;
}

function SchemaControl({ field, draft, error, onChange }: SchemaControlProps) {
  const frame: ControlFrame = {
    label: field.label,
    description: field.description && <Words>{field.description}</Words>,
    error,
    withAsterisk: field.isRequired && field.initial === undefined,
  };
  switch (field.kind) {
    case 'boolean':
      return (
        <Switch
          label={field.label}
          description={frame.description}
          error={error}
          checked={draft === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'number':
    case 'integer':
      return <NumberControl {...{ field, frame, draft, onChange }} />;
    case 'choice':
      return <ChoiceControl {...{ field, frame, draft, onChange }} />;
    case 'json':
      return (
        <JsonInput
          {...frame}
          placeholder={'As JSON: ["a", 1] or {"a": 1}'}
          value={String(draft)}
          onChange={onChange}
          autosize
          formatOnBlur
        />
      );
    case 'text':
      return (
        <TextInput
          {...frame}
          value={String(draft)}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}

/** What stands around a control: its name, what it means, what is wrong with it. */
interface ControlFrame {
  label: string;
  description: ReactNode;
  error: string | undefined;
  withAsterisk: boolean;
}

type FramedControlProps = Omit<SchemaControlProps, 'error'> & { frame: ControlFrame };

function NumberControl({ field, frame, draft, onChange }: FramedControlProps) {
  const isFraction = field.kind === 'number' && (field.maximum ?? Infinity) <= 1;
  return (
    <NumberInput
      {...frame}
      value={typeof draft === 'boolean' ? '' : draft}
      onChange={onChange}
      allowDecimal={field.kind === 'number'}
      step={isFraction ? 0.05 : 1}
    />
  );
}

function ChoiceControl({ field, frame, draft, onChange }: FramedControlProps) {
  return (
    <Select
      {...frame}
      data={field.choices.map((choice) => ({
        value: JSON.stringify(choice),
        label: typeof choice === 'string' ? choice : JSON.stringify(choice),
      }))}
      value={draft === '' ? null : String(draft)}
      onChange={(value) => onChange(value ?? '')}
      clearable={!field.isRequired}
    />
  );
}
