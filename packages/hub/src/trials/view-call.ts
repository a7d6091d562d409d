import type { Exchange } from '@patchbay/connect/exchange.ts';
import type { ReachReport } from '@patchbay/core/api/trial-routes.ts';
import { cutText } from '../storage/kept-body.ts';

/** Of a longer answer a page shows the beginning. In bytes. */
const longestShownBody = 2 ** 20;

/** A call as our API shows it. */
export function viewCall({
  startedAt,
  latencyMs,
  request,
  response,
}: Exchange): NonNullable<ReachReport['call']> {
  return {
    startedAt: startedAt.toISOString(),
    latencyMs,
    request,
    response: response && { ...response, ...cutBody(response.body) },
  };
}

function cutBody(text: string): { body: string; cutFrom: number | null } {
  const body = Buffer.from(text);
  if (body.length <= longestShownBody) return { body: text, cutFrom: null };
  return { body: cutText(body, longestShownBody).toString(), cutFrom: body.length };
}
