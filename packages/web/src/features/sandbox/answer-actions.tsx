import { ActionIcon, CopyButton, Modal, Stack, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ChatExchange } from '@patchbay/core/api/chat-routes.ts';
import { IconArrowsExchange, IconCheck, IconCopy, IconRefresh } from '@tabler/icons-react';
import { CodeBlock } from '../../components/code-block.tsx';
import { prettyJson } from '../../components/exchanges/pretty-json.ts';
import { type Answer, isUnderWay } from './chat-state.ts';

interface AnswerActionsProps {
  /** Whose answer it is, for those who hear the names of buttons. */
  name: string;
  answer: Answer | undefined;
  /** Whether a parameter of the model is wrong: it cannot be asked then. */
  isFaulty: boolean;
  onAsk: () => void;
}

/** What can be done with an answer: copy it, look at what went over the wire, ask again. */
export function AnswerActions({ name, answer, isFaulty, onAsk }: AnswerActionsProps) {
  const end = answer?.state === 'answered' || answer?.state === 'failed' ? answer.end : null;
  const again = answer ? `Ask ${name} again` : `Ask ${name}`;
  return (
    <>
      {answer && answer.text !== '' && <CopyAnswer name={name} text={answer.text} />}
      {end?.exchange && <ExchangeButton name={name} exchange={end.exchange} />}
      {!isUnderWay(answer) && (
        <Tooltip label={again}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={again}
            disabled={isFaulty}
            onClick={onAsk}
          >
            <IconRefresh size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </>
  );
}

function CopyAnswer({ name, text }: { name: string; text: string }) {
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? 'Copied' : 'Copy'}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={copied ? 'Copied' : `Copy the answer of ${name}`}
            onClick={copy}
          >
            {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}

function ExchangeButton({ name, exchange }: { name: string; exchange: ChatExchange }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Tooltip label="Request and response">
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Request and response of ${name}`}
          onClick={open}
        >
          <IconArrowsExchange size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Modal
        opened={isOpen}
        onClose={close}
        title={`Request and response of ${name}`}
        size="xl"
        centered
      >
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            As it went over the wire, without credentials. It is not kept: it is gone with this
            page.
          </Text>
          <CodeBlock label="Request">{writeRequest(exchange)}</CodeBlock>
          {exchange.response ? (
            <CodeBlock label="Response">{writeResponse(exchange.response)}</CodeBlock>
          ) : (
            <Text size="sm">No whole response came.</Text>
          )}
        </Stack>
      </Modal>
    </>
  );
}

function writeRequest({ request }: ChatExchange): string {
  const head = `${request.method} ${request.url}\n${writeHeaders(request.headers)}`;
  return request.body === null ? head : `${head}\n\n${JSON.stringify(request.body, null, 2)}`;
}

function writeResponse(response: NonNullable<ChatExchange['response']>): string {
  const { status, headers, body, cutFrom } = response;
  const cut = cutFrom === null ? '' : `\n[… of ${cutFrom.toLocaleString()} bytes]`;
  return `Status ${status}\n${writeHeaders(headers)}\n\n${prettyJson(body)}${cut}`;
}

function writeHeaders(headers: { readonly [name: string]: string }): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}
