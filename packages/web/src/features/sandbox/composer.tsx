import {
  ActionIcon,
  Button,
  FileButton,
  Group,
  Stack,
  Text,
  Textarea,
  Tooltip,
} from '@mantine/core';
import { IconPhotoPlus, IconSend, IconX } from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, type ReactNode, useState } from 'react';
import { ChatPicture } from './chat-image.tsx';
import type { ChatImage, ChatTurn } from './chat-state.ts';
import classes from './composer.module.css';
import { readPictures } from './read-pictures.ts';

interface ComposerProps {
  label: string;
  /** What stands in it at first. */
  begin?: Pick<ChatTurn, 'text' | 'images'>;
  /** Whether a chosen model takes pictures: they are not offered otherwise. */
  takesImages: boolean;
  isDisabled: boolean;
  send: string;
  onSend: (turn: ChatTurn) => void;
  /** Stands beside the button that sends. */
  children?: ReactNode;
}

const empty: Pick<ChatTurn, 'text' | 'images'> = { text: '', images: [] };

/** Where a turn is written, with its pictures. Enter sends it; with Shift it begins a line. */
export function Composer(props: ComposerProps) {
  const { label, begin = empty, takesImages, isDisabled, send, onSend, children } = props;
  const [text, setText] = useState(begin.text);
  const { images, fault, add, remove, clear } = usePictures(begin.images);
  const isEmpty = text.trim() === '' && images.length === 0;

  function submit() {
    if (isEmpty || isDisabled) return;
    onSend({ id: crypto.randomUUID(), text: text.trim(), images });
    setText('');
    clear();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!isSending(event)) return;
    event.preventDefault();
    submit();
  }

  return (
    <section
      aria-label={label}
      onDragOver={allowDrop}
      onDrop={(event) => {
        event.preventDefault();
        if (takesImages && !isDisabled) void add([...event.dataTransfer.files]);
      }}
    >
      <Stack gap="xs">
        <Textarea
          aria-label={label}
          placeholder={`${label}…`}
          autosize
          minRows={2}
          maxRows={14}
          value={text}
          error={fault}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <Pictures images={images} onRemove={remove} />
        <Group justify="space-between" gap="xs">
          <Group gap="xs">
            {takesImages && (
              <PictureButton isDisabled={isDisabled} onFiles={(files) => void add(files)} />
            )}
            <Text size="xs" c="dimmed" visibleFrom="sm">
              Enter sends, Shift + Enter begins a line
            </Text>
          </Group>
          <Group gap="xs">
            {children}
            <Button
              leftSection={<IconSend size={16} aria-hidden />}
              disabled={isEmpty || isDisabled}
              onClick={submit}
            >
              {send}
            </Button>
          </Group>
        </Group>
      </Stack>
    </section>
  );
}

function allowDrop(event: DragEvent): void {
  event.preventDefault();
}

/** Enter by itself; one that ends a word of an input method is no wish to send. */
function isSending({ key, shiftKey, nativeEvent }: KeyboardEvent): boolean {
  return key === 'Enter' && !shiftKey && !nativeEvent.isComposing;
}

/** The pictures of a turn that is being written. */
function usePictures(begin: readonly ChatImage[]) {
  const [images, setImages] = useState(begin);
  const [fault, setFault] = useState<string | null>(null);
  return {
    images,
    /** What is wrong with those that were added last. */
    fault,
    async add(files: readonly File[]) {
      const read = await readPictures(files);
      setFault(read.ok ? null : read.message);
      if (read.ok) setImages((before) => [...before, ...read.images]);
    },
    remove: (id: string) => setImages(images.filter((image) => image.id !== id)),
    clear: () => setImages([]),
  };
}

function PictureButton(props: { isDisabled: boolean; onFiles: (files: File[]) => void }) {
  return (
    <FileButton multiple accept="image/*" onChange={props.onFiles}>
      {(button) => (
        <Tooltip label="Add pictures, or drop them here">
          <ActionIcon
            {...button}
            variant="default"
            size="lg"
            disabled={props.isDisabled}
            aria-label="Add pictures"
          >
            <IconPhotoPlus size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </FileButton>
  );
}

function Pictures(props: { images: readonly ChatImage[]; onRemove: (id: string) => void }) {
  if (props.images.length === 0) return null;
  return (
    <Group gap="xs">
      {props.images.map((image) => (
        <div key={image.id} className={classes.picture}>
          <ChatPicture image={image} />
          <ActionIcon
            className={classes.remove}
            variant="default"
            size="sm"
            aria-label={`Leave out ${image.name}`}
            onClick={() => props.onRemove(image.id)}
          >
            <IconX size={12} aria-hidden />
          </ActionIcon>
        </div>
      ))}
    </Group>
  );
}
