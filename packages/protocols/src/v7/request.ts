import { andThen, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { HttpRequest } from '../http-message.ts';
import type { ImageInput, ImageSource, ModelInput, VideoInput } from '../model-input.ts';
import type { ProtocolContext } from '../prediction-protocol.ts';
import type { V7Connection } from './connection.ts';
import { inferUrlOf } from './endpoints.ts';

/**
 * Writes the request for one image or video: bare, with the parameters of the run, and the region that
 * somebody marked, as `params`.
 */
export function encodeRequest(
  input: ModelInput,
  { connection, parameters }: ProtocolContext<V7Connection>,
): Outcome<HttpRequest> {
  if (input.type !== 'image' && input.type !== 'video') {
    const message = `A V7 model takes images and videos; a row of type ${input.type} cannot be sent to it.`;
    return fail({ code: 'INPUT_DATA_ROW_UNSUPPORTED', message });
  }
  const asked = input.type === 'image' ? askImage(input) : askVideo(input, connection);
  return andThen(asked, ({ params = {}, ...row }) =>
    succeed(
      {
        method: 'POST',
        url: keptInferUrl(connection),
        body: { ...row, params: { ...parameters, ...params } },
      },
      Object.keys(params).flatMap((name) =>
        Object.hasOwn(parameters, name) ? [replaced(name)] : [],
      ),
    ),
  );
}

const inferUrls = new WeakMap<V7Connection, string>();

/** The address that is called for each row, written once for a connection. */
function keptInferUrl(connection: V7Connection): string {
  const known = inferUrls.get(connection);
  if (known !== undefined) return known;
  const url = inferUrlOf(connection);
  inferUrls.set(connection, url);
  return url;
}

function replaced(name: string): Warning {
  const message = `The parameter "${name}" was replaced by what auto-annotate sends under this name.`;
  return { code: 'FIELD_IGNORED', message, pointer: '' };
}

type Asked = { image: Json; params?: Fields } | { video: Json; params?: Fields };
type Fields = { [name: string]: Json };

function askImage(input: ImageInput): Outcome<Asked> {
  return succeed({ image: encodeSource(input.source), params: encodeRegion(input) });
}

function encodeSource(source: ImageSource): Fields {
  return source.kind === 'url' ? { url: source.url } : { base64: source.base64 };
}

/** Auto-annotate: the marked box, what it is called, and the image again where it has an address. */
function encodeRegion({ region, source }: ImageInput): Fields {
  if (!region) return {};
  const { x, y, width, height } = region.box;
  return {
    bbox: { h: height, w: width, x, y },
    id: region.id,
    ...(source.kind === 'url' && { image: { url: source.url } }),
  };
}

/** The whole by its address, or the list of its frames. The schema allows one of the two. */
function askVideo({ frames, url }: VideoInput, { videoDelivery }: V7Connection): Outcome<Asked> {
  if (videoDelivery === 'url' && url !== undefined) return succeed({ video: { url } });
  if (videoDelivery !== 'url' && frames.length > 0) {
    return succeed({ video: { frame_urls: frames.map(({ source }) => encodeSource(source)) } });
  }
  const message =
    videoDelivery === 'url'
      ? 'The connection sends videos by their address, and this video has none.'
      : 'The video has no frames that could be sent.';
  return fail({ code: 'INPUT_DATA_ROW_UNSUPPORTED', message });
}
