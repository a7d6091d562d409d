import { SegmentedControl, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { AnchorLink } from '../../components/links.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { Section } from '../../components/section.tsx';
import { ManifestForm } from './manifest-form.tsx';
import { RegisterForm } from './register-form.tsx';

/** Registers a model: from a form that its protocol declares, or from a manifest. */
export function RegisterPage({ onRegistered }: { onRegistered: (modelId: string) => void }) {
  const [way, setWay] = useState('form');
  const protocols = useQuery(api.protocols.list.queryOptions());
  return (
    <PageFrame
      title="Register a model"
      parent={
        <AnchorLink to="/models" size="sm">
          Models
        </AnchorLink>
      }
      subtitle={
        <Text size="sm" c="dimmed">
          The endpoint need not be up yet; where the protocol can, its classes are asked for at
          once.
        </Text>
      }
      actions={
        <SegmentedControl
          aria-label="How to register"
          value={way}
          onChange={setWay}
          data={[
            { value: 'form', label: 'Form' },
            { value: 'manifest', label: 'model.yaml' },
          ]}
        />
      }
    >
      <Section title={way === 'form' ? 'Endpoint' : 'Manifest'}>
        {way === 'form' ? (
          <Loaded query={protocols}>
            {(known) => <RegisterForm protocols={known} onRegistered={onRegistered} />}
          </Loaded>
        ) : (
          <ManifestForm onRegistered={onRegistered} />
        )}
      </Section>
    </PageFrame>
  );
}
