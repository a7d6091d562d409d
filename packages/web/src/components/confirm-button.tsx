import { Button, type ButtonProps, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';

interface Confirmation {
  /** What is asked: `Cancel this run?` */
  question: string;
  /** What will happen, and what will stay. */
  explanation: ReactNode;
  /** The word on the button that does it. */
  confirm: string;
  /** The word on the one that does not. */
  keep?: string;
  /** Of the button that does it; red, unless nothing is lost by it. */
  colour?: string;
  onConfirm: () => void;
}

/** A button for what cannot be taken back: it asks first. */
export function ConfirmButton(props: Confirmation & ButtonProps & { children: ReactNode }) {
  const { question, explanation, confirm, keep, colour, onConfirm, children, ...button } = props;
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button {...button} onClick={open}>
        {children}
      </Button>
      <ConfirmDialog
        {...{ isOpen, question, explanation, confirm, onConfirm }}
        {...(keep !== undefined && { keep })}
        {...(colour !== undefined && { colour })}
        onClose={close}
      />
    </>
  );
}

/** The question by itself, for what is not begun by a button. */
export function ConfirmDialog(props: Confirmation & { isOpen: boolean; onClose: () => void }) {
  const { isOpen, onClose, question, explanation, confirm, onConfirm } = props;
  const { keep = 'Keep it', colour = 'red' } = props;
  return (
    <Modal opened={isOpen} onClose={onClose} title={question} centered>
      <Stack>
        <Text size="sm">{explanation}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {keep}
          </Button>
          <Button
            color={colour}
            onClick={() => {
              onConfirm();
              onClose();
            }}
          >
            {confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
