import { Badge, Group, Text } from '@mantine/core';
import { showControls } from '@patchbay/core/text/show-controls.ts';

interface ClassNameProps {
  name: string;
  colour: string;
  isUnknown?: boolean | undefined;
}

/** A class with its colour; one that the ontology of the model does not have is marked. */
export function ClassName({ name, colour, isUnknown = false }: ClassNameProps) {
  return (
    <Group component="span" gap={8} wrap="nowrap" miw={0}>
      <ColourDot colour={colour} />
      <Text component="span" size="sm" miw={0} style={{ overflowWrap: 'anywhere' }}>
        {showControls(name)}
        {isUnknown && (
          <>
            {' '}
            <Badge
              component="span"
              size="xs"
              color="yellow"
              variant="light"
              tt="none"
              title="The class is not in the ontology of the model"
              style={{ verticalAlign: 'middle' }}
            >
              unknown class
            </Badge>
          </>
        )}
      </Text>
    </Group>
  );
}

/** The colour of a class. */
export function ColourDot({ colour }: { colour: string }) {
  const size = 10;
  return (
    <span
      aria-hidden
      style={{ width: size, height: size, borderRadius: 3, background: colour, flexShrink: 0 }}
    />
  );
}
