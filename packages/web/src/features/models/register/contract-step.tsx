import { Anchor, Badge, Group, Radio, SimpleGrid, Stack, Text } from '@mantine/core';
import type { ProtocolView } from '@patchbay/core/api/protocol-routes.ts';
import type { ReadManifest } from '@patchbay/core/api/trial-routes.ts';
import { rowTypeNames } from '../../../components/describe-rows.ts';
import { Words } from '../../../components/words.tsx';
import classes from './contract-step.module.css';
import { ManifestPanel } from './manifest-panel.tsx';
import type { RegisterDraft } from './register-draft.ts';

interface ContractStepProps {
  protocols: readonly ProtocolView[];
  draft: RegisterDraft;
  way: 'form' | 'manifest';
  onChoose: (protocol: ProtocolView) => void;
  onManifest: (manifest: string) => void;
  onTakeManifest: (model: NonNullable<ReadManifest['model']>, secret: string | null) => void;
  onWay: (way: 'form' | 'manifest') => void;
}

/** Which contract the endpoint speaks: chosen from cards, or said by a manifest. */
export function ContractStep(props: ContractStepProps) {
  const { protocols, draft, way, onChoose, onWay } = props;
  return (
    <>
      <Radio.Group
        aria-label="Contract"
        value={way === 'manifest' ? 'manifest' : draft.protocolId}
        onChange={(value) => {
          const protocol = protocols.find(({ id }) => id === value);
          onWay(protocol ? 'form' : 'manifest');
          if (protocol) onChoose(protocol);
        }}
      >
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          {protocols.map((protocol) => (
            <ProtocolCard key={protocol.id} protocol={protocol} />
          ))}
          <Radio.Card value="manifest" className={classes.card} aria-label="A model.yaml">
            <CardHead title="A model.yaml" />
            <Text size="sm" c="dimmed">
              You have the manifest of a custom model: paste it or drop it, see what is wrong at
              which line, and mend it here.
            </Text>
          </Radio.Card>
        </SimpleGrid>
      </Radio.Group>
      {way === 'manifest' && (
        <ManifestPanel
          manifest={draft.manifest}
          onChange={props.onManifest}
          onTake={props.onTakeManifest}
        />
      )}
      {way === 'form' && draft.protocolId !== null && (
        <ContractLink protocol={protocols.find(({ id }) => id === draft.protocolId)} />
      )}
    </>
  );
}

function ProtocolCard({ protocol }: { protocol: ProtocolView }) {
  const { id, title, description, dataRowTypes, discoversOntology } = protocol;
  return (
    <Radio.Card value={id} className={classes.card} aria-label={title}>
      <Stack gap={8}>
        <CardHead title={title} />
        <Text size="sm" c="dimmed">
          <Words>{description}</Words>
        </Text>
        <Group gap={6}>
          {dataRowTypes.map((type) => (
            <Badge key={type} size="sm" variant="light" color="gray" tt="none">
              {rowTypeNames[type][1]}
            </Badge>
          ))}
          {discoversOntology && (
            <Badge size="sm" variant="outline" color="gray" tt="none">
              names its classes
            </Badge>
          )}
        </Group>
      </Stack>
    </Radio.Card>
  );
}

function CardHead({ title }: { title: string }) {
  return (
    <Group gap="xs" wrap="nowrap" align="center">
      <Radio.Indicator size="sm" />
      <Text fw={600}>{title}</Text>
    </Group>
  );
}

function ContractLink({ protocol }: { protocol: ProtocolView | undefined }) {
  if (!protocol) return null;
  return (
    <Text size="sm">
      <Anchor href={protocol.documentationUrl} target="_blank" rel="noopener noreferrer" inherit>
        The contract as its vendor describes it
      </Anchor>
    </Text>
  );
}
