import { Anchor, Image, Stack, Text } from '@mantine/core';
import type { DataRowDetail } from '@patchbay/core/api/dataset-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { assetUrl, imageUrl } from '../../../api/upload.ts';
import { describeDataRow } from '../../../components/describe-data-row.ts';
import { rowTypeNames } from '../../../components/describe-rows.ts';
import { Facts } from '../../../components/facts.tsx';
import { formatBytes } from '../../../components/format-bytes.ts';
import { Moment } from '../../../components/moment.tsx';
import { Section } from '../../../components/section.tsx';

/** What is known of a data row: its file, where it came from, what was said of it, what is attached. */
export function RowFacts({ row }: { row: DataRowDetail }) {
  const metadata = Object.entries(row.metadata);
  return (
    <>
      <Section title="About">
        <Facts
          facts={[
            ['Type', rowTypeNames[row.type][0]],
            ['Size', row.type === 'html' ? null : describeDataRow(row)],
            ['File', `${row.asset.mediaType}, ${formatBytes(row.asset.byteLength)}`],
            ['Came from', row.sourceUrl && showControls(row.sourceUrl)],
            ['Imported', <Moment key="moment" at={row.createdAt} />],
            ['Id', row.id],
          ]}
        />
        <Anchor href={assetUrl(row.id)} target="_blank" rel="noreferrer" size="sm">
          Open the file as it was imported
        </Anchor>
      </Section>
      {metadata.length > 0 && (
        <Section title="Metadata">
          <Facts facts={metadata.map(([name, value]) => [showControls(name), writeValue(value)])} />
        </Section>
      )}
      {row.attachments.length > 0 && (
        <Section title="Attachments">
          <Attachments row={row} />
        </Section>
      )}
    </>
  );
}

function Attachments({ row }: { row: DataRowDetail }) {
  return (
    <Stack gap="sm">
      {row.attachments.map((part, index) =>
        part.type === 'image' ? (
          <Image
            key={part.asset.hash}
            src={imageUrl(row.id, part.asset.hash, 480)}
            alt={`Attachment ${index + 1}, ${part.image.width} × ${part.image.height} pixels`}
            radius="sm"
            mah={280}
            fit="contain"
          />
        ) : (
          <Text
            key={part.text}
            size="sm"
            style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
          >
            {showControls(part.text)}
          </Text>
        ),
      )}
    </Stack>
  );
}

function writeValue(value: unknown): string {
  return showControls(typeof value === 'string' ? value : JSON.stringify(value));
}
