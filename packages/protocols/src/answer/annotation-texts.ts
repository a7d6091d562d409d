import type { Annotation } from '@patchbay/core/annotation/annotation.ts';

/** Fields of annotations, and of what is nested in them, in which a model's words are kept and shown. */
const fieldsOfWords = [
  'text',
  'option',
  'options',
  'attributes',
  'classifications',
  'nodes',
  'name',
  'class',
  'under',
];

/** All words of an annotation: texts, options, attributes, answers to nested questions, names of joints. */
export function listTexts(annotation: Annotation): string[] {
  const texts: string[] = [];
  gather(annotation, texts);
  return texts;
}

function gather(value: unknown, texts: string[]): void {
  if (typeof value === 'string') texts.push(value);
  else if (Array.isArray(value)) for (const member of value) gather(member, texts);
  else if (typeof value === 'object' && value !== null) {
    for (const field of fieldsOfWords) {
      if (Object.hasOwn(value, field)) gather(Reflect.get(value, field), texts);
    }
  }
}
