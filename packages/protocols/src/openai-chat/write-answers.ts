import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { Entity } from '@patchbay/core/annotation/entity.ts';
import type { NestedAnswer } from '@patchbay/core/annotation/nested-answer.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { Ontology, Question } from '@patchbay/core/ontology/ontology.ts';
import type { AnsweredRow } from '../model-input.ts';
import { type Asked, listAsked, listNested } from './asked.ts';
import { createQuotationWriter, type QuotationWriter } from './write-quotation.ts';

/**
 * Writes annotations as the object that the instructions ask for; null where one of them has no place
 * in it: a kind that is not asked for, a question that is answered twice.
 */
export function writeAnswers(
  annotations: readonly Annotation[],
  ontology: Ontology,
  row: AnsweredRow,
): { [key: string]: Json } | null {
  const asked = listAsked(ontology, row.type);
  const writeQuotation =
    row.type === 'text' || row.type === 'html' ? createQuotationWriter(row.text) : null;
  const groups = Map.groupBy(annotations, ({ kind, class: name }) => JSON.stringify([kind, name]));
  const fields: [string, Json][] = [];
  for (const group of groups.values()) {
    const [first] = group;
    if (!first) continue;
    const one = findAsked(first, asked);
    const questions = one?.feature.kind === 'entity' ? one.feature.classifications : undefined;
    const entities = group.filter((annotation) => annotation.kind === 'entity');
    const value =
      entities.length > 0
        ? writeEntities(entities, questions, writeQuotation)
        : writeSingle(group, one);
    if (value === null) return null;
    fields.push([one?.key ?? first.class, value]);
  }
  const isDistinct = new Set(fields.map(([key]) => key)).size === fields.length;
  return isDistinct ? Object.fromEntries(fields) : null;
}

function findAsked<Feature extends { readonly kind: string; readonly name: string }>(
  { kind, class: name }: { readonly kind: string; readonly class: string },
  asked: readonly { readonly key: string; readonly feature: Feature }[],
) {
  return asked.find(({ feature }) => feature.kind === kind && feature.name === name);
}

function writeSingle(group: readonly Annotation[], asked: Asked | undefined): Json {
  const [only, another] = group;
  if (!only || another) return null;
  const isAnswer = only.kind === 'radio' || only.kind === 'checklist' || only.kind === 'free_text';
  const question = asked?.feature.kind === 'entity' ? undefined : asked?.feature;
  return isAnswer ? writeAnswer(only, question) : null;
}

function writeEntities(
  entities: readonly Entity[],
  questions: readonly Question[] | undefined,
  writeQuotation: QuotationWriter | null,
): Json {
  const written = entities.map(({ start, end, classifications }) => {
    const quotation = writeQuotation?.(start, end);
    if (!quotation) return null;
    const answers = writeNested(classifications, questions);
    return { ...quotation, ...(answers && { answers }) };
  });
  const complete = written.filter((one) => one !== null);
  return complete.length === written.length ? complete : null;
}

function writeAnswer(answer: NestedAnswer, question: Question | undefined): Json {
  if (answer.kind === 'free_text') return answer.text;
  const options = question && 'options' in question ? question.options : [];
  const write = (value: string): Json => {
    const questions = options.find((option) => option.value === value)?.classifications;
    const below = answer.classifications?.filter(
      ({ under }) => under === undefined || under === value,
    );
    const answers = writeNested(below, questions);
    return answers ? { option: value, answers } : value;
  };
  return answer.kind === 'radio' ? write(answer.option) : answer.options.map(write);
}

/** The answers to the questions of an option or a tool, each under its key; null where there are none. */
function writeNested(
  answers: readonly NestedAnswer[] | undefined,
  questions: readonly Question[] | undefined,
): { [key: string]: Json } | null {
  if (!answers || answers.length === 0) return null;
  const asked = listNested(questions);
  const fields = answers.map((answer): [string, Json] => {
    const one = findAsked(answer, asked);
    return [one?.key ?? answer.class, writeAnswer(answer, one?.feature)];
  });
  return Object.fromEntries(fields);
}
