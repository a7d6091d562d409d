import type { Annotation } from '@patchbay/core/annotation/annotation.ts';

/** Fields of annotations, and of what is nested in them, in which a model's words are kept and shown. */
const fieldsOfWords = new Set([
  'text',
  'option',
  'options',
  'attributes',
  'classifications',
  'nodes',
  'name',
  'class',
  'under',
]);

/** Shows all words of an annotation: texts, options, attributes, answers to nested questions, names of joints. */
export function forEachText(annotation: Annotation, show: (text: string) => void): void {
  visit(annotation, show);
}

function visit(value: unknown, show: (text: string) => void): void {
  if (typeof value === 'string') show(value);
  else if (Array.isArray(value)) for (const member of value) visit(member, show);
  else if (typeof value === 'object' && value !== null) {
    // Annotations have fields of their own alone; to list them costs more than all that is done here.
    for (const field in value) {
      if (fieldsOfWords.has(field)) visit(Reflect.get(value, field), show);
    }
  }
}
