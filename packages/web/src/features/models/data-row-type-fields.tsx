import { Checkbox, Group } from '@mantine/core';
import type { ProtocolView } from '@patchbay/core/api/protocol-routes.ts';
import type { VideoSampling } from '@patchbay/core/data-row/video-sampling.ts';
import { rowTypeNames } from '../../components/describe-rows.ts';
import { VideoSamplingFields } from './video-sampling-fields.tsx';

interface TakenRows {
  readonly dataRowTypes: readonly string[];
  readonly videoSampling: VideoSampling;
}

interface DataRowTypeFieldsProps {
  protocol: ProtocolView;
  draft: TakenRows;
  change: (changes: Partial<TakenRows>) => void;
}

/** Asked only where the protocol carries several types of data rows; which frames, only where it takes videos. */
export function DataRowTypeFields({ protocol, draft, change }: DataRowTypeFieldsProps) {
  if (protocol.dataRowTypes.length < 2) return null;
  return (
    <>
      <Checkbox.Group
        label="The model takes"
        value={[...draft.dataRowTypes]}
        error={draft.dataRowTypes.length === 0 && 'Choose at least one type of data rows.'}
        onChange={(dataRowTypes) => change({ dataRowTypes })}
      >
        <Group mt={6}>
          {protocol.dataRowTypes.map((type) => (
            <Checkbox key={type} value={type} label={rowTypeNames[type][1]} />
          ))}
        </Group>
      </Checkbox.Group>
      {draft.dataRowTypes.includes('video') && (
        <VideoSamplingFields
          sampling={draft.videoSampling}
          onChange={(videoSampling) => change({ videoSampling })}
        />
      )}
    </>
  );
}
