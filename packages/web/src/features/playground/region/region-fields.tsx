import { Button, Group, NumberInput, SimpleGrid, Stack, Switch, Text } from '@mantine/core';
import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import { fitBox } from './region.ts';
import type { RegionChoice } from './use-region.ts';

interface RegionFieldsProps {
  image: ImageSize;
  choice: RegionChoice;
}

/** The region in numbers, which draws it as well as a pointer does. */
export function RegionFields({ image, choice }: RegionFieldsProps) {
  const { region, setRegion, isDrawing, setDrawing } = choice;
  return (
    <Stack gap="sm" role="group" aria-label="Region">
      <Switch
        label="Draw the region on the picture"
        description="Switched off, dragging moves the picture."
        checked={isDrawing}
        onChange={(event) => setDrawing(event.currentTarget.checked)}
      />
      <SimpleGrid cols={4} spacing="xs">
        {fields.map(({ name, label, end }) => (
          <NumberInput
            key={name}
            label={label}
            size="xs"
            hideControls
            allowDecimal={false}
            allowNegative={false}
            max={image[end]}
            value={region?.[name] ?? ''}
            onChange={(value) => {
              if (typeof value !== 'number') return;
              const whole = { x: 0, y: 0, ...image };
              setRegion(fitBox({ ...(region ?? whole), [name]: value }, image));
            }}
          />
        ))}
      </SimpleGrid>
      <Group justify="space-between" gap="xs">
        <Text size="xs" c="dimmed" aria-live="polite">
          {region
            ? `Of ${image.width} × ${image.height} pixels of the image as displayed`
            : 'The model is asked about the whole image.'}
        </Text>
        {region && (
          <Button size="compact-xs" variant="default" onClick={() => setRegion(null)}>
            Clear the region
          </Button>
        )}
      </Group>
    </Stack>
  );
}

const fields = [
  { name: 'x', label: 'Left', end: 'width' },
  { name: 'y', label: 'Top', end: 'height' },
  { name: 'width', label: 'Width', end: 'width' },
  { name: 'height', label: 'Height', end: 'height' },
] as const;
