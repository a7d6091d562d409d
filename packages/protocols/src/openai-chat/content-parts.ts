/** The content of a message: words, a list of parts, or nothing. */
export type Content = string | readonly { readonly text?: string | undefined }[] | null | undefined;

/** The words of a content; null where there is no content. */
export function joinParts(content: Content): string | null {
  if (content === null || content === undefined) return null;
  return typeof content === 'string' ? content : content.map((part) => part.text ?? '').join('');
}

/** The places in a content of parts that are no words: images, refusals, thoughts. */
export function findWordlessParts(content: Content): number[] {
  if (typeof content === 'string' || !content) return [];
  return [...content.keys()].filter((index) => content[index]?.text === undefined);
}
