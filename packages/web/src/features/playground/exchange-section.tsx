import { Anchor, Button, CopyButton, Group, Stack, Text, Title } from '@mantine/core';
import type { AskedAnswer } from '@patchbay/core/api/ask-routes.ts';
import { IconCheck, IconTerminal2 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { assetUrl, frameUrl, uprightUrl } from '../../api/upload.ts';
import { CodeBlock } from '../../components/code-block.tsx';
import { describeSentImage } from '../../components/exchanges/describe-sent-image.ts';
import { prettyJson } from '../../components/exchanges/pretty-json.ts';
import { writeCurl } from '../../components/exchanges/write-curl.ts';
import { formatBytes } from '../../components/format-bytes.ts';
import { Section } from '../../components/section.tsx';
import classes from './playground-page.module.css';
import type { Subject } from './subject.ts';
import type { Try } from './try.ts';

/** What went over the wire: the request without its secrets and the response, side by side. */
export function ExchangeSection({ shown }: { shown: Try }) {
  const { answer, model, subject } = shown;
  const { exchange, sentImage } = answer;
  const { request, response } = exchange;
  const body = request.body === null ? null : JSON.stringify(request.body, null, 2);
  return (
    <Section
      title="Calls to the model"
      actions={<CopyCurl model={model} answer={answer} subject={subject} />}
    >
      <div className={classes.sides}>
        <Side title="Request" facts={[request.method, body && `${sizeOf(body)} as shown`]}>
          <CodeBlock label="Request">
            {`${request.method} ${request.url}\n${writeHeaders(request.headers)}${body === null ? '' : `\n\n${body}`}`}
          </CodeBlock>
          <Text size="xs" c="dimmed">
            Without credentials; files are named by their hash.{' '}
            {sentImage && describeSentImage(sentImage)}
          </Text>
          <FileNote subject={subject} answer={answer} />
        </Side>
        <Side
          title="Response"
          facts={
            response
              ? [
                  `status ${response.status}`,
                  response.cutFrom === null
                    ? sizeOf(response.body)
                    : `${response.cutFrom.toLocaleString()} bytes`,
                  `${Math.round(exchange.latencyMs).toLocaleString()} ms`,
                ]
              : ['none came', `${Math.round(exchange.latencyMs).toLocaleString()} ms`]
          }
        >
          {response && (
            <CodeBlock label="Response">
              {`${writeHeaders(response.headers)}\n\n${prettyJson(response.body) || 'The body is empty.'}`}
            </CodeBlock>
          )}
          {response?.cutFrom && (
            <Text size="xs" c="dimmed">
              Its beginning is shown.
            </Text>
          )}
        </Side>
      </div>
    </Section>
  );
}

interface SideProps {
  title: string;
  facts: readonly (string | null)[];
  children: ReactNode;
}

function Side({ title, facts, children }: SideProps) {
  return (
    <Stack gap="xs" miw={0}>
      <Group justify="space-between" gap="xs">
        <Title order={3} size="h6">
          {title}
        </Title>
        <Text size="xs" c="dimmed">
          {facts.filter(Boolean).join(' · ')}
        </Text>
      </Group>
      {children}
    </Stack>
  );
}

type CopyCurlProps = Pick<Try, 'model' | 'answer' | 'subject'>;

function CopyCurl({ model, answer, subject }: CopyCurlProps) {
  const command = writeCurl({
    request: answer.exchange.request,
    credentials: model.credentials,
    imageFile: nameFile(subject),
  });
  return (
    <CopyButton value={command}>
      {({ copied, copy }) => (
        <Button
          size="xs"
          variant="default"
          leftSection={
            copied ? <IconCheck size={14} aria-hidden /> : <IconTerminal2 size={14} aria-hidden />
          }
          onClick={copy}
        >
          {copied ? 'Copied' : 'Copy as curl'}
        </Button>
      )}
    </CopyButton>
  );
}

/** Where the file is that the command reads. */
function FileNote({ subject, answer }: { subject: Subject; answer: AskedAnswer }) {
  const { sentImage } = answer;
  if (sentImage?.delivery !== 'base64') return null;
  const isChanged = sentImage.orientation !== 1 || sentImage.scale !== 1;
  return (
    <Text size="xs" c="dimmed">
      The command sends the file that PATCHBAY_IMAGE names
      {isChanged && '; the model was given it upright and in the size above'}.{' '}
      {subject.kind === 'data-row' && (
        <Anchor
          href={downloadOf(subject)}
          download={nameFile(subject) ?? 'image'}
          underline="always"
          inherit
        >
          Download the picture
        </Anchor>
      )}
    </Text>
  );
}

function downloadOf({ row: { dataRow }, frame }: Subject & { kind: 'data-row' }): string {
  if (frame !== null) return frameUrl(dataRow.id, frame);
  return dataRow.type === 'image' ? uprightUrl(dataRow.id) : assetUrl(dataRow.id);
}

/** The last part of a path: a command is not to look for a file in folders of the dataset. */
function nameFile(subject: Subject): string | null {
  if (subject.kind === 'text') return null;
  if (subject.kind === 'file') return subject.file.name;
  const { dataRow } = subject.row;
  const name = dataRow.globalKey.split('/').at(-1) ?? '';
  return subject.frame === null ? name : `${name}-frame-${subject.frame}.jpg`;
}

function writeHeaders(headers: { readonly [name: string]: string }): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

/** The size of a text in UTF-8, as people say it. */
function sizeOf(text: string): string {
  return formatBytes(new TextEncoder().encode(text).length);
}
